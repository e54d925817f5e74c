"""Random services against pivot: `run.py --seeds 0..9 --target go|rust`.

Each seed is a service of many routes (`generate.py`). It is moved, built, and compared with the original by `pivot parity`; what pivot refuses is forwarded to the
original, so every difference is a wrong answer. Exit code 1 when an answer differs, a build fails or pivot itself fails. The functions behind a finding are printed.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import generate  # noqa: E402

# A function with state of its own.
STATE = re.compile(r"\b(COUNT|STATE|KEPT|STORE)\d")

ROOT = Path(__file__).resolve().parents[2]


class Run:
    def __init__(self, arguments):
        self.target = arguments.target
        self.pivot = arguments.pivot
        self.folder = arguments.folder.resolve() / arguments.target
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", "RUST_BACKTRACE": "0"}
        if self.target == "rust":
            # The dependencies are built once, for all services.
            self.environment["CARGO_TARGET_DIR"] = str(self.folder / "cargo")
        self.timeout = arguments.timeout

    def command(self, *arguments, cwd=None):
        return subprocess.run([str(a) for a in arguments], cwd=cwd, env=self.environment, capture_output=True, text=True, timeout=600)

    def service(self, seed, indices, name):
        """Moves one service and compares it: what was found. Functions that pivot fails on, or that do not build, are left out and it is tried again."""
        found = {"seed": seed, "native": [], "reasons": {}, "differs": {}, "beyond": {}, "broken": {}, "failed": "", "requests": 0, "slow": set()}
        folder = self.folder / name
        left = list(indices)
        for _ in range(12):
            found["functions"] = {**found.get("functions", {}), **generate.write(seed, folder, left)}
            broken = self.moved(seed, folder, left, found) or self.built(folder, found)
            if not broken:
                break
            if set(broken) == {None}:
                broken = {**self.alone(seed, folder / "alone", left), **broken}
            found["broken"].update({index: said for index, said in broken.items() if index is not None or len(broken) == 1})
            left = [index for index in left if index not in broken]
            if set(broken) == {None} or not left:
                return found
        if found["native"]:
            self.compared(folder, found)
        return found

    def evolve(self, folder):
        result = self.command(self.pivot, "evolve", folder / "app.py", "--target", self.target, "-o", folder / "new", "--no-build", "--force")
        text = result.stdout + result.stderr
        refused = result.returncode == 1 and not (folder / "new/pivot.json").exists()
        return result.returncode == 0 or (refused and "panicked" not in text), text

    def moved(self, seed, folder, indices, found):
        """Runs `pivot evolve`; the functions on which it fails, with what it said."""
        project = folder / "new"
        (project / "pivot.json").unlink(missing_ok=True)
        fine, text = self.evolve(folder)
        if not fine:
            alone, broken = folder / "alone", {}
            for index in indices:
                generate.write(seed, alone, [index])
                (alone / "new/pivot.json").unlink(missing_ok=True)
                good, said = self.evolve(alone)
                if not good:
                    broken[index] = "pivot: " + "\n".join(said.splitlines()[-6:])
            return broken or {None: "pivot: " + text[-1500:]}
        found["native"], found["reasons"] = [], {}
        if not (project / "pivot.json").exists():
            return {}
        for route in json.loads((project / "pivot.json").read_text())["routes"]:
            if route["path"] == "*":
                continue
            index = int(route["path"][2:])
            if route["status"] == "native":
                found["native"].append(index)
            else:
                found["reasons"][index] = route["reason"]
        return {}

    def built(self, folder, found):
        """Builds the project; the functions that do not build, with the compiler's words."""
        if not found["native"]:
            return {}
        project = folder / "new"
        if self.target == "go":
            result = self.command("go", "build", "-gcflags=-e", "-o", "service", ".", cwd=project)
            faults = re.findall(r"^\./(\S+\.go):(\d+):\d+: (.*)$", result.stdout + result.stderr, re.M)
        else:
            result = self.command("cargo", "build", "--quiet", "--message-format", "short", cwd=project)
            faults = re.findall(r"^(src/\S+\.rs):(\d+):\d+: error(.*)$", result.stdout + result.stderr, re.M)
        if result.returncode == 0:
            return {}
        broken = {}
        for file, line, message in faults:
            index = owner((project / file).read_text().splitlines()[: int(line)], set(found["native"]))
            broken.setdefault(index, "build: ")
            broken[index] += f"{file}:{line}: {message}\n  {(project / file).read_text().splitlines()[int(line) - 1].strip()}\n"
        return broken or {None: "build: " + (result.stdout + result.stderr)[-3000:]}

    def alone(self, seed, folder, indices):
        """The functions that do not build alone, with the compiler's words; for faults that name no function."""
        broken = {}
        for index in indices:
            generate.write(seed, folder, [index])
            single = {"native": [], "reasons": {}}
            if said := self.moved(seed, folder, [index], single) or self.built(folder, single):
                broken[index] = next(iter(said.values()))
        return broken

    def compared(self, folder, found):
        """Runs `pivot parity`."""
        project = folder / "new"
        binary = project / "service" if self.target == "go" else self.folder / "cargo/debug/app"
        manifest = json.loads((project / "pivot.json").read_text())
        manifest["run"]["new"][0] = str(binary)
        (project / "pivot.json").write_text(json.dumps(manifest))
        certificate = folder / "certificate.json"
        certificate.unlink(missing_ok=True)
        result = self.command(self.pivot, "parity", project, "--requests", folder / "requests.jsonl", "-o", certificate, "--timeout", self.timeout)
        if certificate.exists():
            self.read(json.loads(certificate.read_text()), found)
        if result.returncode == 2 or not certificate.exists():
            found["failed"] = (result.stdout + result.stderr)[-3000:]

    def read(self, certificate, found):
        found["requests"] = certificate["requests"]
        for route in certificate["routes"]:
            match = re.match(r"/f(\d+)$", route["path"])
            if match and route["beyond"]:
                found["beyond"][int(match[1])] = route["beyond"]
        beyond = {difference["request"] for difference in certificate["differences"] if difference["kind"] == "beyond"}
        # Where a request that changes state ended as beyond, the state is not the original's any more.
        parted = {}
        for difference in certificate["differences"]:
            index = int(re.match(r"/f(\d+)", difference["target"])[1])
            if difference["request"] in beyond and STATE.search(found["functions"][index]):
                parted[index] = min(parted.get(index, difference["request"]), difference["request"])
        for difference in certificate["differences"]:
            if difference["request"] in beyond:
                continue
            index = int(re.match(r"/f(\d+)", difference["target"])[1])
            if difference["request"] > parted.get(index, difference["request"]):
                continue
            if difference["old"] == "no answer in time":
                # The original takes too long to be compared with.
                found["slow"].add(index)
                continue
            found["differs"].setdefault(index, []).append(difference)


def owner(lines, native):
    """The function of Python that the last of these lines of generated code belongs to, or None: names end in its number, and a route's branch names its path."""
    own = re.findall(r"\b(?:f|_?state|_?kept|_?count|calc_?|step_?|pick_?|mix_?|walk_?|note_(?:int|str)_?|note(?:Int|Str))(\d+)", lines[-1])
    for number in map(int, own):
        if number in native:
            return number
    for line in reversed(lines):
        if path := re.search(r'"/f(\d+)"', line):
            return int(path[1])
        if re.match(r"(pub |async )*(fn|func|type|struct|impl)\b", line):
            numbers = re.findall(r"[A-Za-z_](\d+)", re.split(r"\{$", line)[0])
            numbers += re.findall(r"\bF(\d+)[A-Z]", line)
            return int(numbers[0]) if numbers else None
    return None


def native(found):
    return len(found["native"]), len(found["native"]) + len(found["reasons"])


def show(found, index):
    print(f"--- seed {found['seed']}, --only {index}")
    print(found["functions"][index].strip())


def report(found, arguments):
    """Prints what one service showed; gives whether something is wrong."""
    share, all_routes = native(found)
    print(f"seed {found['seed']}: native {share} of {all_routes}; differs {sorted(found['differs'])}, beyond {sorted(found['beyond'])}, "
          f"broken {sorted(found['broken'], key=str)}" + (" FAILED" if found["failed"] else ""), flush=True)
    for index, differences in found["differs"].items():
        show(found, index)
        for difference in differences[:4]:
            print(f"  {difference['target'][:200]} {difference['kind']} {difference['path']}: {difference['old'][:200]!r} became {difference['new'][:200]!r}")
    for index, message in found["broken"].items():
        if index is not None and arguments.source:
            show(found, index)
        print(f"--- seed {found['seed']}, --only {index}: {message}")
    if arguments.beyond:
        for index in found["beyond"]:
            show(found, index)
    print(found["failed"])
    return bool(found["differs"] or found["broken"] or found["failed"])


def general(reason):
    """A reason without its names and numbers, so that equal ones are counted together."""
    return re.sub(r"`[A-Za-z_]*\d[A-Za-z_0-9.]*`", "`…`", re.sub(r"\s+", " ", reason))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", required=True, help="A..B, both included, or one number")
    parser.add_argument("--target", choices=["go", "rust"], required=True)
    parser.add_argument("--routes", type=int, default=generate.ROUTES)
    parser.add_argument("--only", default="", help="just these routes: 3,17")
    parser.add_argument("--without", default="", help="not these routes: 3,17")
    parser.add_argument("--pivot", type=Path, default=ROOT / "target/debug/pivot")
    parser.add_argument("--folder", type=Path, default=ROOT / "target/random", help="where services and builds go")
    parser.add_argument("--timeout", type=int, default=10, help="seconds that an answer may take")
    parser.add_argument("--beyond", action="store_true", help="print the functions that went beyond 64 bits")
    parser.add_argument("--source", action="store_true", help="print the functions on which pivot or the build fails")
    arguments = parser.parse_args()
    first, _, last = arguments.seeds.partition("..")
    runner = Run(arguments)
    indices = [int(i) for i in arguments.only.split(",") if i] or list(range(arguments.routes))
    without = {int(i) for i in arguments.without.split(",") if i}
    indices = [index for index in indices if index not in without]
    wrong, reasons, counts = False, collections.Counter(), collections.Counter()
    for seed in range(int(first), int(last or first) + 1):
        found = runner.service(seed, indices, f"s{seed}")
        wrong |= report(found, arguments)
        reasons.update(general(reason) for reason in found["reasons"].values())
        counts["native"] += native(found)[0]
        counts["routes"] += native(found)[1]
        counts["beyond"] += len(found["beyond"])
        counts["differs"] += len(found["differs"])
        counts["broken"] += len(found["broken"])
        counts["failed"] += bool(found["failed"])
        counts["requests"] += found["requests"]
    print(f"{counts['routes']} programs, {counts['native']} native, {counts['requests']} requests: {counts['differs']} differ, {counts['beyond']} beyond, "
          f"{counts['broken']} broken, {counts['failed']} services failed")
    for reason, count in reasons.most_common(10):
        print(f"{count:5} {reason}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
