"""Random services against pivot: `run.py --seeds 0..9 --target go|rust`.

Each seed is a service of many routes (`generate.py`). It is moved, built, and compared with the original by `pivot parity`, so every difference is a wrong answer.
Exit code 1 when an answer differs, a build fails or pivot itself fails. The functions behind a finding are printed. `--record FILE` keeps the counts of each
service; `--summary FILE…` adds such files up.
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import generate  # noqa: E402
import service  # noqa: E402
import tally  # noqa: E402

# What a program that doubles a list may take, bytes.
MEMORY = 6 << 30
ROOT = Path(__file__).resolve().parents[2]


def show(found, index):
    print(f"--- seed {found.seed}, --only {index}")
    print(found.functions[index].strip())


def report(found, arguments):
    """Prints what one service showed; gives whether something is wrong."""
    print(f"seed {found.seed}: native {len(found.native)} of {len(found.functions)}; differs {sorted(found.differs)}, beyond {len(found.beyond)}, "
          f"broken {sorted(found.broken, key=str)}" + (" FAILED" if found.failed else ""), flush=True)
    for index, differences in found.differs.items():
        show(found, index)
        for difference in differences[:4]:
            print(f"  {difference['target'][:200]} {difference['kind']} {difference['path']}: {difference['old'][:200]!r} became {difference['new'][:200]!r}")
    for index, message in found.broken.items():
        if arguments.source:
            show(found, index)
        print(f"--- seed {found.seed}, --only {index}: {message}")
    if arguments.beyond:
        for index in found.beyond:
            show(found, index)
    if found.failed:
        print(found.failed)
    return bool(found.differs or found.broken or found.failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", help="A..B, both included, or one number")
    parser.add_argument("--target", choices=["go", "rust"])
    parser.add_argument("--routes", type=int, default=generate.ROUTES)
    parser.add_argument("--only", default="", help="just these routes: 3,17")
    parser.add_argument("--without", default="", help="not these routes: 3,17")
    parser.add_argument("--pivot", type=Path, default=ROOT / "target/debug/pivot")
    parser.add_argument("--folder", type=Path, default=ROOT / "target/random", help="where services and builds go")
    parser.add_argument("--timeout", type=int, default=10, help="seconds that an answer may take")
    parser.add_argument("--record", type=Path, help="append the counts of each service to this file")
    parser.add_argument("--summary", type=Path, nargs="+", help="add up what --record kept, and run nothing")
    parser.add_argument("--beyond", action="store_true", help="print the functions that went beyond 64 bits")
    parser.add_argument("--nodes", action="store_true", help="count the nodes of the ir that the programs reach")
    parser.add_argument("--source", action="store_true", help="print the functions on which pivot or the build fails")
    arguments = parser.parse_args()
    if arguments.summary:
        for target, counted in sorted(tally.of_files(arguments.summary).items()):
            print(f"{target}: {counted.show()}")
        return 0
    if not arguments.seeds or not arguments.target:
        parser.error("--seeds and --target say what to run")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    first, _, last = arguments.seeds.partition("..")
    runner = service.Services(arguments.target, arguments.pivot, arguments.folder, arguments.timeout, arguments.nodes)
    indices = [int(i) for i in arguments.only.split(",") if i] or list(range(arguments.routes))
    without = {int(i) for i in arguments.without.split(",") if i}
    indices = [index for index in indices if index not in without]
    wrong, counted = False, tally.Tally()
    for seed in range(int(first), int(last or first) + 1):
        start = time.monotonic()
        found = runner.service(seed, indices)
        wrong |= report(found, arguments)
        kept = tally.record(found, arguments.target)
        counted.add(kept)
        if arguments.record:
            with arguments.record.open("a") as file:
                file.write(json.dumps(kept) + "\n")
        print(f"{counted.line()}; {time.monotonic() - start:.0f} s", flush=True)
    print(counted.show())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
