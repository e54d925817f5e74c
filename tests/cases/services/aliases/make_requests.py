"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import get, write  # noqa: E402

PAGES = """
both cmp text absorb move swap pop_and_count count_and_pop three push_len set_from compare
boxes steal nested default chain pair recursive cond pct joined minmax expr
""".split()
NAMES = ["n=x&o=y", "n=x&o=x", "n=a&o=b", "n=a&o=a", "n=ann", "n=zed&o=q"]

requests = [get(target) for page in PAGES for names in NAMES for target in [f"/{page}?{names}", "/reset"]]
requests += [get("/nothing")]

write(__file__, requests)
