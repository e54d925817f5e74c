"""Requests for the shelf."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import get, write  # noqa: E402

PATHS = """
rotate
rotate
replace/x/q
replace/q/r
replace/missing/r
swap/0/1
swap/0/9
swap/a/1
tag/one/two
tag/three/two
last
last
tag/four/five
classify/12
classify/1.5
classify/abc
classify/nan
first
first/a
first/a/b/c
total/1/2
total/1/x
words/a,b
best/[1,5,2]
best/[]
best/["a","b"]
nothing
""".split()

write(__file__, [get("/" + path) for path in PATHS])
