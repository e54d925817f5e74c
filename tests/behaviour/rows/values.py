"""Operations on a value of unknown JSON shape: Python's answers and Python's words for what doesn't work."""

import math as _math
import operator as _operators

from .tables import every, one, some, table

VALUES = [None, True, False, 0, 1, -3, 2**63 - 1, 2**63, 1.5, -0.0, float("inf"), float("nan"), "", "a", "abc", "12", [], [1], [1, "a", None], {}, {"a": 1}, {"a": [1], "b": {"c": 2.5}}]
FEW = [None, True, 0, 3, -2, 2**63, 1.5, "", "abc", [], [1, "a"], {}, {"a": 1}]
RIGHT = [2, True, 2.0, 0, "x", None, [2], {"b": 2}]
for name, operator in {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%"}.items():
    table(f"value_{name}", f"a, b: a {operator} b", every(FEW, RIGHT) + some(name, 50, VALUES[:16], VALUES[:12]) + [(10**400, 1.5), (1.5, 10**400), (10**400, 3), ("%d", "x"), ("%(k)s", {}), ("%s", 1), ("%y", 1)])
for name, operator in {"and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>"}.items():
    table(f"value_{name}", f"a, b: a {operator} b", some(name, 60, FEW, RIGHT) + [(1, -1), (-8, 2), (True, True)])
SUMS = [[], [0.1] * 10, [1e100, 1.0, -1e100], [1e308, 1e308, -1e308], [1e16, 1.0, 1e-16], [float("inf"), 1.0], [float("inf"), float("-inf")], [float("nan")], [-0.0], [2.0**53, 1.0, 2.0**-52], [1e-320, 5e-324, -1e-320], [1e308, -1e308, 1e308, 1e308], [0.5, 2.0**53 + 2, -0.5, 1e-9]]
table("value_fsum", "items: math.fsum(items)", one(VALUES + SUMS + [[1, True, 2.5], [10**400], [2**63, 1], ["1"], [1, None], [[1]], {"a": 1}]), math=_math)
table("value_divmod", "a, b: divmod(a, b)", every(FEW, RIGHT) + some("divmod", 60, VALUES[:16], VALUES[:12]) + [(-7, 2.0), (0.0, -0.0), (10**400, 1.5), (1.5, 0), (-1, True)])
table("value_pow", "a, b: a ** b", every([None, True, 0, 3, -2, 1.5, -1.5, "a", [1], {}], [0, 1, 2, -1, True, 0.5, 2.0, None, "x", [1]]) + [(1e200, 2), (10.0, 400)])
for name, operator in {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}.items():
    table(f"value_{name}", f"a, b: a {operator} b", some(name, 220 if name == "lt" else 110, VALUES + [[1, 2], [0, 5]], VALUES + [[1, 2], ["a"]]))
table("value_eq", "a, b: a == b", every(VALUES[:17] + [{"a": 1.0}], [None, True, 0, 1, 1.0, 0.0, 2**63, 2.0**63, "", "abc", [], [1.0], [True], {}, {"a": 1}, {"a": True}]) )
table("value_ne", "a, b: a != b", every([None, True, 1, 1.0, float("nan"), "a", [1], {"a": 1}], [None, 1, 1.0, "a", [1.0], {"a": 1}]))
table("value_is_none", "a: a is None", one(VALUES))
table("value_neg", "a: -a", one(VALUES))
table("value_pos", "a: +a", one(VALUES))
table("value_invert", "a: ~a", one(VALUES))
table("value_abs", "a: abs(a)", one(VALUES))
KEYS = [0, 1, -1, 5, True, 1.0, 2**63, "a", "zz", None, [1], {"a": 1}]
table("value_getitem", "a, key: a[key]", every(FEW, KEYS))
table("value_slice", "a, start, stop: a[start:stop]", some("value_slice", 70, [None, 1, 1.5, "abcdef", [1, 2, 3, 4], {"a": 1}], [None, 1, -2, "x", 1.0], [None, 3, -1]))
table("value_slice_step", "a, start, stop, step: a[start:stop:step]", some("value_slice_step", 60, [None, 1, 1.5, "abcdef", [1, 2, 3, 4], {"a": 1}], [None, 1, -2, "x", 1.0], [None, 3, -1], [None, 2, -1, 0]))
table("value_setitem", "a, key, item: a.__setitem__(key, item) if hasattr(a, '__setitem__') else _set(a, key, item)",
      every(FEW, [0, -1, 5, True, 1.0, "a", "new", None, [1]], [9]), _set=lambda a, key, item: exec("a[key] = item", {"a": a, "key": key, "item": item}))
table("value_delitem", "a, key: exec('del a[key]', {'a': a, 'key': key})", every(FEW, [0, -1, 5, 1.0, "a", "new", None, [1]]))
table("value_contains", "a, item: item in a", every(FEW + [[1, 2.0, "a", None]], [None, True, 1, 2.0, "a", "", "abc", [1], {}]))
table("value_len", "a: len(a)", one(VALUES))
table("value_truth", "a: bool(a)", one(VALUES))
table("value_iter", "a: list(iter(a))", one(VALUES + ["日é"]))
table("value_list", "a: list(a)", one(VALUES))
table("value_mapping", "a: {**a}", one(VALUES + [{"a": 1, "b": [2]}, [["a", 1]], "ab"]))
table("value_unpack_2", "a: _unpack(a)", one(VALUES + [[1, 2], "xy", {"a": 1, "b": 2}, [1, 2, 3]]), _unpack=lambda a: _unpack(a))
table("value_int", "a: int(a)", one(VALUES + [2.9, -2.9, 1e300, " 7 ", "7.5", "x", "1_0", 10**30, "9" * 30]))
table("value_int_base", "a, base: int(a, base)", every([None, True, 1, 1.5, "ff", "12", [1]], [16, 10, 0, 1]))
table("value_big_int_base", "a, base: int(a, base)", every([None, True, 1, 1.5, "ff" * 20, "12", "-" + "f" * 16, "g", [1]], [16, 10, 1]))
table("value_operator_index", "a: operator.index(a)", one([value for value in VALUES if value != 2**63]), operator=_operators)
table("value_percent_int", "a, letter: int(('%' + letter) % (a,), {'x': 16, 'X': 16, 'o': 8}.get(letter, 10))", every(VALUES + [2.9, -2.9, 1e16, 10**30], ["d", "x"]) + [(7, "i"), ("a", "u"), (1.5, "o"), (-255, "X")])
table("value_percent_float", "a: float('%.400f' % (a,))", one([value for value in VALUES if value != 2**63] + [10**400, 2.5e-300]))
table("value_float", "a: float(a)", one(VALUES + [10**400, " 7.5 ", "x", "nan", "1e5"]))
table("value_str", "a: str(a)", one(VALUES + [["it's", 'q"', "é\n"], {"k": [True, None, 1.0]}, 10**30, 1e16]))
table("value_repr", "a: repr(a)", one(VALUES + [["it's", 'q"', "é\n"], {"k": [True, None, 1.0]}, 10**30, 1e16]))
table("value_bool_int", "a: a + 0", one(VALUES))
table("value_round", "a: round(a)", one(VALUES + [2.5, -3.5]))
table("value_round_digits", "a, digits: round(a, digits)", every([None, True, 15, 2.675, 1e300, "a", [1], {}], [2, 0, -1, True, 1.0, None, "x"]) + [(1.7e308, -308)])
table("value_format", "a, spec: format(a, spec)", every(VALUES[:20], ["", ".2f", "d", ">6", ",", "s"]))
table("value_sorted", "a: sorted(a)", one(VALUES + [[3, 1, 2], [1, 2.5, True], ["b", "a"], [1, "a"], [None, 1], [[2], [1, 5]], [{}, {}], {"b": 1, "a": 2}, "cab", [None], [None, None], [1, None, "a"], ["a", 1, 2]]))
table("value_sort_reverse", "a: a.sort(reverse=True)", one(VALUES + [[3, 1, 2], [1, 2.5, True], [1, True, 1.0], [[2], [1, 5], [2, 0]], [None]]))
table("value_sort_by", "a: a.sort(key=lambda item: item[0])", one(VALUES + [[[3, "c"], [1, "a"], [2, "b"]], [[1, "b"], [True, "a"], [0.5]], ["ba", "ab", "aa"], [{"a": 1}], [[]]]))
table("value_sum", "a: sum(a)", one(VALUES + [[1, 2], [1, 2.5], [0.1] * 10, [True, True], ["a"], [1, None], [[1]], {"a": 1}, "12", [2**63 - 1, 1], [1e308, 1e308], [1, 0.1, 0.2]]))
for name in ["min", "max"]:
    table(f"value_{name}", f"a: {name}(a)", one(VALUES + [[3, 1, 2], [1, 1.0, True], [2.5, 2], ["b", "a"], [1, "a"], [None, None], [float("nan"), 1], [1, float("nan")], {"b": 1, "a": 2}]))
for name in ["any", "all", "set", "tuple", "dict"]:
    table(f"value_{name}", f"a: {name}(a)", one(VALUES + [[0, "", None], [1, "a"], [["a", 1]], ["ab"], [["a"]], [[1, 2, 3]], [1, 1.0, True], [[1]]]) if name != "set" else one([None, 1, "aab", [1, 2, 2], [[1]], [{}], {"a": 1}, 1.5, []]))
table("value_enumerate", "a: list(enumerate(a))", one(FEW))
table("value_join", "separator, a: separator.join(a)", every([",", ""], VALUES + [["a", "b"], ["a", 1], [None], {"k": 1, "j": 2}]))
table("value_hash_key", "key: {key: 1}", one(FEW))
METHODS = {"get": "k: a.get(k)", "items": ": list(a.items())", "keys": ": list(a.keys())", "values": ": list(a.values())", "lower": ": a.lower()", "upper": ": a.upper()", "strip": ": a.strip()", "split": ": a.split()", "copy": ": a.copy()", "encode": ": a.encode()",
           "append": "k: a.append(k)", "extend": "k: a.extend(k)", "pop": ": a.pop()", "pop_at": "k: a.pop(k)", "remove": "k: a.remove(k)", "update": "k: a.update(k)", "startswith": "k: a.startswith(k)", "replace": "k, m: a.replace(k, m)", "index": "k: a.index(k)", "count": "k: a.count(k)", "isdigit": ": a.isdigit()", "setdefault": "k, m: a.setdefault(k, m)", "get_default": "k, m: a.get(k, m)", "insert": "k, m: a.insert(k, m)", "clear": ": a.clear()", "sort": ": a.sort()", "reverse": ": a.reverse()"}
ARGUMENTS = [None, 1, 0, "a", "b", [1], {"x": 1}]
for name, meaning in METHODS.items():
    parameters, expression = meaning.split(":", 1)
    count = len(parameters.split(",")) if parameters else 0
    rows = every(FEW + [1.0, [3, 1, 2]], *[ARGUMENTS, [None, 1, "b"]][:count]) if name != "pop" else one(FEW)
    table(f"value_{name}", f"a{', ' + parameters if parameters else ''}:{expression}", [row for (row,) in some(name, 110, rows)])
for name in ["iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "ilshift", "irshift", "iand", "ior", "ixor"]:
    table(f"value_{name}", f"a, k: _operator.{name}(a, k)", some(f"value_{name}", 70, FEW + [1.0, [3, 1, 2]], ARGUMENTS + [2, -1, {}, [], [["k", 1]]]), _operator=_operators)
table("value_call", "a: a()", one(FEW))
table("value_isinstance", "a: (isinstance(a, bool), isinstance(a, int), isinstance(a, float), isinstance(a, str), isinstance(a, list), isinstance(a, dict), isinstance(a, (int, float)))", one(VALUES))
table("value_type_name", "a: type(a).__name__", one(VALUES))


def _unpack(a):
    first, second = a
    return [first, second]
