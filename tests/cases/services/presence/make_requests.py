"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import get, write  # noqa: E402

PAGES = """
bump bump_else narrow_none truth truth_not early looped loop_until_none in_for total in_try param
both ternary walrus setnone items changed changed_else rows user chain chain_types chain_two
while_walrus comp_shadow loop_shadow except_shadow optional_values nested_loops late_bound param_none ret_opt accumulate finder retry
first_range empty
""".split()
KEYS = ["a", "b", "x", "y", "p", "", "a,b,a", "ann", "bob", "no", "list", "xxab", "abx", "12", "-3", "x,y,z", "longertext", "nn"]

requests = [get(f"/{page}?k={key}") for page in PAGES for key in KEYS]
requests += [get(f"/{page}?k={key}&raw={raw}") for page in ["in_try", "both", "param"] for key in ["a", "z"] for raw in ["b", "z", "7", "x"]]
requests += [get("/nothing")]

write(__file__, requests)
