#!/usr/bin/env python3
"""Records how CPython answers, one table for each helper of the two runtimes.

    python3 tests/behaviour/record.py             rewrites every table beside this file
    python3 tests/behaviour/record.py --check     exits 1 when a table is not what CPython answers today
    python3 tests/behaviour/record.py str_split   rewrites one table

The rows are written in `rows/*.py`; their answers are only ever recorded, never written by hand. README.md here says how
a table is read. The same Python gives the same bytes: random rows are seeded by the name of their table.
"""

import importlib
import json
import os
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "3.11.7"
MODULES = ["text", "text_search", "integers", "big_integers", "floats", "formatting", "json_text", "containers",
           "builtin_functions", "values", "numbers_kept_apart", "web", "times", "libraries"]

sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True


def main(arguments):
    if sys.version.split()[0] != PYTHON:
        sys.exit(f"the tables are recorded from CPython {PYTHON}, this is {sys.version.split()[0]}")
    os.environ["TZ"] = "UTC"
    time.tzset()
    sys.set_int_max_str_digits(4300)
    from rows import tables
    for module in MODULES:
        if (HERE / "rows" / f"{module}.py").exists():
            importlib.import_module(f"rows.{module}")
    check = "--check" in arguments
    wanted = [name for name in arguments if not name.startswith("-")]
    unknown = [name for name in wanted if name not in tables.TABLES]
    if unknown:
        sys.exit(f"no such table: {', '.join(unknown)}")
    stale = []
    for name in sorted(wanted or tables.TABLES):
        text = tables.TABLES[name].record(PYTHON)
        path = HERE / f"{name}.json"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if not wanted:
        for path in sorted(HERE.glob("*.json")):
            if path.stem not in tables.TABLES:
                stale.append(f"{path.stem} (has no rows)")
                if not check:
                    path.unlink()
    print(f"{len(tables.TABLES)} tables, {len(stale)} {'differ' if check else 'written'}{': ' if stale else ''}{', '.join(stale)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
