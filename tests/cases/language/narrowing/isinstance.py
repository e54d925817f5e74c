"""isinstance of values of unknown type, from JSON."""


def kind(value):
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    if isinstance(value, str):
        return "str"
    if isinstance(value, list):
        return "list"
    if isinstance(value, dict):
        return "dict"
    return "none"


def size(value):
    if isinstance(value, (str, list, dict)):
        return len(value)
    return -1


def doubled(value):
    if isinstance(value, str):
        return value + value
    if isinstance(value, (int, float)):
        return value * 2
    if isinstance(value, list):
        return [doubled(item) for item in value]
    return value


def total(value):
    if isinstance(value, dict):
        return sum(total(item) for item in value.values())
    if isinstance(value, list):
        return sum(total(item) for item in value)
    if isinstance(value, int):
        return value
    return 0


def shouted(value):
    if not isinstance(value, str):
        return None
    return value.upper()


def asked(value):
    seen = []

    def note(given):
        seen.append(str(given))
        return given

    number = isinstance(note(value), (int, float))
    return [number, seen]


# kind(True); kind(1); kind(1.0); kind(""); kind([]); kind({}); kind(None)
# size("abc"); size([1]); size({"a": 1}); size(3); size(None)
# doubled("ab"); doubled(2); doubled(1.5); doubled([1, "a", [2.0, None]]); doubled(None); doubled(True)
# total({"a": 1, "b": [2, 3, {"c": 4}]}); total(5); total("x"); total([]); total([True, 1])
# shouted("abc"); shouted(3)
# asked(1); asked(1.5); asked("x"); asked(True); asked(None); asked([])
