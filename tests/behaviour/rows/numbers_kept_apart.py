"""Number: int and float in one variable, kept apart at run time."""

from .tables import every, one, table

NUMBERS = [0, 1, -3, 7, 2**53 + 1, 2**63 - 1, 0.0, -0.0, 1.0, 2.5, -0.1, 1e300, float("inf"), float("nan")]
OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "lt": "<", "le": "<=", "eq": "=="}
for name, operator in OPERATORS.items():
    table(f"number_{name}", f"a, b: a {operator} b", every(NUMBERS, [0, 2, -3, 2**63 - 1, 0.0, 2.5, -1.5, float("nan")]))
table("number_pow", "a, b: a ** b", every([0, 2, -3, 2.5, 0.0], [0, 2, -1, 0.5, 2.0]) + [(1e200, 2), (10, 400.0), (2, 62), (2, 63)])
for name, expression in {"neg": "-a", "abs": "abs(a)", "str": "str(a)", "repr": "repr(a)", "int": "int(a)", "float": "float(a)", "bool": "bool(a)", "round": "round(a)", "hash_key": "{a: 1, 1: 2, 0: 3}"}.items():
    table(f"number_{name}", f"a: {expression}", one(NUMBERS))
table("number_round_digits", "a, digits: round(a, digits)", every(NUMBERS + [2.675, 15], [0, 1, 2, -1]) + [(1.7e308, -308)])
table("number_format", "a, spec: format(a, spec)", every(NUMBERS, ["", ".2f", ",", ">8", ".3", "e", "d", "%"]))
LISTS = [[], [1], [1, 2], [1, 2.5], [0.1] * 10, [1, 0.1, 0.2], [0.5, 1, 2], [2**63 - 1, 0.5], [2**53 + 1, 1.0], [-0.0], [-0.0, -0.0], [2**62, 2**62, 0.0], [1, -0.0], [True, 1]]
table("number_sum", "items: sum(items)", one(LISTS))
for name in ["min", "max", "sorted"]:
    table(f"number_{name}", f"items: {name}(items)", one(LISTS + [[1, 1.0], [1.0, 1], [2, 1.5, 3], [0, -0.0]]))
table("number_json", "a: __import__('json').dumps(a)", one(NUMBERS))
