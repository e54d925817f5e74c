"""What handlers of services do: pages, totals, validation, discounts."""


def page(items: list[int], number: int, size: int):
    start = (number - 1) * size
    chosen = items[start:start + size]
    pages = (len(items) + size - 1) // size
    return {"items": chosen, "page": number, "pages": pages, "next": number + 1 if number < pages else None}


def invoice(lines):
    total = 0.0
    for line in lines:
        total += line["price"] * line.get("quantity", 1)
    discount = 0.1 if total > 100 else 0
    return {"total": round(total * (1 - discount), 2), "count": len(lines)}


def errors(body):
    found = {}
    name = body.get("name")
    if not isinstance(name, str) or not name.strip():
        found["name"] = "required"
    elif len(name) > 10:
        found["name"] = "too long"
    age = body.get("age", 0)
    if isinstance(age, bool) or not isinstance(age, int):
        found["age"] = "must be an integer"
    elif not 0 <= age <= 150:
        found["age"] = f"{age} is out of range"
    return found


def by_customer(orders):
    totals = {}
    for order in orders:
        customer = order["customer"]
        totals[customer] = totals.get(customer, 0) + order["amount"]
    return sorted(totals.items(), key=lambda pair: pair[1], reverse=True)


def renamed(row):
    return {key.lower().replace(" ", "_"): value for key, value in row.items() if value is not None}


# page([1, 2, 3, 4, 5], 1, 2); page([1, 2, 3, 4, 5], 3, 2); page([], 1, 2); page([1], 0, 2); page([1], 1, 0)
# invoice([]); invoice([{"price": 60, "quantity": 2}]); invoice([{"price": 9.99}]); invoice([{"quantity": 1}]); invoice([{"price": "a", "quantity": 2}])
# errors({}); errors({"name": "Ann", "age": 30}); errors({"name": "  ", "age": True}); errors({"name": "A very long name", "age": 151}); errors({"name": 5, "age": "x"})
# by_customer([{"customer": "a", "amount": 1}, {"customer": "b", "amount": 5}, {"customer": "a", "amount": 2}]); by_customer([]); by_customer([{"customer": "a"}]); by_customer([{"customer": "a", "amount": "x"}])
# renamed({"First Name": "A", "Age": None, "x": 0}); renamed({})
