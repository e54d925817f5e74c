"""isinstance, type, callable, hasattr, id, hash."""


def instances(value):
    return [isinstance(value, int), isinstance(value, (str, list)), isinstance(value, float), isinstance(value, dict), isinstance(value, bool)]


def none_type(value):
    return isinstance(value, type(None))


def hashes(n: int, text: str):
    return [hash(n), hash(text) == hash(text), hash(1.0) == hash(1), hash((n, 1)) == hash((n, 1))]


def calls(n: int):
    return [callable(len), callable(n), callable(instances)]


def typed(n: int, x: float, text: str):
    return [type(n).__name__, type(x).__name__, type(text).__name__, type([]).__name__, type(n) == int, type(None).__name__]


# instances(1); instances(True); instances("x"); instances([]); instances({}); instances(1.5); instances(None)
# none_type(None); none_type(0)
# hashes(5, "a"); hashes(-1, "")
# calls(1)
# typed(1, 1.5, "a")
