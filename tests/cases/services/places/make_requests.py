"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import get, write  # noqa: E402

TARGETS = """
/add/1 /add/2 /add/x /reset/5 /add/3 /reset/y /box/4 /box/7 /box/x
/tag/red/3 /tag/red/x /tag/blue/4 /tag/zz/1 /tag/zz/x /tag/red
/front/red/9 /front/blue/1 /front/red/x /untag/red/9 /untag/red/3 /untag/blue/77 /untag/red/x /tag/red/5
/names/4 /names/x /names/-7 /names
/numbers/5/4 /numbers/8/x /numbers/8 /numbers/
/squeeze/0/1 /squeeze/5/2 /squeeze/-1/7 /squeeze/x/y /squeeze/1
/take/0 /take/-1 /take/99 /take/x /numbers/4/4 /del/0 /del/99 /del/x /set/0/5 /set/99/1 /set/99/x /set/x/1
/drop/4 /drop/99 /drop/x
/best/[] /best/[1,5,2] /best/[1,"5"] /best/["5"] /best/7 /best/[
/ /unknown
"""

write(__file__, [get(target) for target in TARGETS.split()])
