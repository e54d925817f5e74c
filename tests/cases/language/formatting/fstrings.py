"""f-strings: expressions, conversions, nesting, `=`."""


def plain(name: str, n: int):
    return [f"{name} is {n}", f"{name!r}", f"{n + 1}", f"{name.upper()}", f"{{}}{n}", f"{'yes' if n else 'no'}"]


def debug(n: int):
    return [f"{n=}", f"{n + 1 = }", f"{n=:03d}"]


def nested(x: float, width: int, places: int):
    return [f"{x:{width}.{places}f}", f"{x:>{width}}", f"{'a':*^{width}}"]


def containers(values: list[int], d: dict[str, int]):
    return [f"{values}", f"{d}", f"{(1, 'a')}", f"{[None, True, 1.0]}"]


def several(n: int):
    return f"{n}" f"{n:02d}" "x" f"{n!s:>4}"


def quotes(d: dict[str, int]):
    return f"{d['a']} and {d.get('b', 0)}"


def lines(n: int):
    return f"""first {n}
second {n * 2}"""


def dynamic(value):
    return [f"{value}", f"{value!r}", f"{value!s:>6}"]


# plain("ann", 5); plain("it's", 0)
# debug(7)
# nested(3.14159, 10, 2); nested(-0.5, 3, 0)
# containers([1, 2], {"a": 1}); containers([], {})
# several(5); several(-1)
# quotes({"a": 1}); quotes({})
# lines(1)
# dynamic(1); dynamic("x"); dynamic(None); dynamic([1, "a"]); dynamic({"k": 1.0}); dynamic(True)
