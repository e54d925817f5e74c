"""Requests for the counter."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import get, write  # noqa: E402

PATHS = """
get/a
get/z
find/a
find/z
drop/z
peek/0
peek/5
add/b/3
add/c/-4
add/d/1
select/b
select/zz
select/q
total
drop/a
add/e/-1
add/f/2
total
drop/f
drop/f
peek/0
select/b
total
take
take
named/x
named
named/first
take
take
add/g/-2
add/h/1
drop/g
""".split()

write(__file__, [get("/" + path) for path in PATHS])
