"""type(), `__class__`, `__name__` and isinstance."""


class Base:
    pass


class Derived(Base):
    pass


def names(flag: bool):
    thing = Derived() if flag else Base()
    return [type(thing).__name__, thing.__class__.__name__, isinstance(thing, Derived), isinstance(thing, (Derived, Base))]


def of_value(value):
    return type(value).__name__


def kinds(value):
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "text " + value
    if isinstance(value, list):
        return f"list of {len(value)}"
    if isinstance(value, dict):
        return f"dict of {sorted(value)}"
    return "nothing" if value is None else "?"


def same_type(a, b):
    return type(a) is type(b)


# names(True); names(False)
# of_value(1); of_value(1.5); of_value("x"); of_value(None); of_value(True); of_value([1]); of_value({})
# kinds(True); kinds(5); kinds(2.5); kinds("x"); kinds([1, 2]); kinds({"b": 1, "a": 2}); kinds(None)
# same_type(1, 2); same_type(1, 1.0); same_type(True, 1); same_type(None, None)
