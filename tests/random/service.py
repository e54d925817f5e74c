"""One random service: written, moved, built and compared with the original."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import generate

# A function with state of its own.
STATE = re.compile(r"\b(COUNT|STATE|KEPT|STORE|keep)\d")
# How often a service is tried again without the functions that do not build.
ROUNDS = 8
# How long a function may take in CPython for one answer, seconds.
PATIENCE = 0.5
# A part of a service that fails as a whole and is this small is not split further.
SMALL = 1


class Found:
    """What one service showed. A function is named by its index."""

    def __init__(self, seed):
        self.seed = seed
        self.functions = {}
        self.native, self.reasons = [], {}
        self.differs, self.beyond, self.broken, self.slow = {}, {}, {}, set()
        self.failed = ""
        self.requests = 0
        self.nodes = {}

    def merge(self, other):
        """Takes over what another part of the same service showed."""
        self.native += other.native
        self.requests += other.requests
        self.failed = self.failed or other.failed
        self.slow |= other.slow
        for name in ["functions", "reasons", "differs", "beyond", "broken"]:
            getattr(self, name).update(getattr(other, name))
        for node, count in other.nodes.items():
            self.nodes[node] = self.nodes.get(node, 0) + count


class Services:
    """Moves, builds and compares services in one folder, which holds the last of them."""

    def __init__(self, target, pivot, folder, timeout, nodes=False):
        self.target, self.pivot, self.timeout, self.nodes = target, pivot, timeout, nodes
        self.folder = folder.resolve() / target
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", "RUST_BACKTRACE": "0"}
        if target == "rust":
            # The dependencies are built once, for all services; nothing is kept or optimized for a program that runs once.
            self.environment |= {"CARGO_TARGET_DIR": str(self.folder / "cargo"), "CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_INCREMENTAL": "0",
                                 "RUSTFLAGS": "-Awarnings"}

    def command(self, *arguments, cwd=None, limit=1200):
        return subprocess.run([str(a) for a in arguments], cwd=cwd, env=self.environment, capture_output=True, text=True, timeout=limit, errors="replace")

    def service(self, seed, indices, name="service"):
        """Moves these functions of one service and compares them. Functions that pivot fails on, or that do not build, are left out and it is tried again."""
        found = Found(seed)
        folder = self.folder / name
        left = list(indices)
        for _ in range(ROUNDS):
            if not left:
                return found
            found.functions.update(generate.write(seed, folder, left))
            said = self.moved(folder, left, found)
            broken = {} if said else self.built(folder, found)
            if said or set(broken) == {None}:
                # It is not said which function it is.
                return self.halves(seed, left, found, said or broken[None])
            found.broken.update({index: words for index, words in broken.items() if index is not None})
            if not broken:
                break
            left = [index for index in left if index not in broken]
        else:
            found.failed = "there was no end to what does not build"
            return found
        if self.nodes:
            found.nodes = self.nodes_of(folder)
        if found.native:
            self.compared(folder, found)
            if found.failed and len(left) > SMALL:
                return self.halves(seed, left, found, found.failed)
        return found

    def halves(self, seed, left, found, said):
        """What the two halves of a service show that fails as a whole; a single function is what fails."""
        found.native, found.reasons, found.failed, found.requests = [], {}, "", 0
        if len(left) == 1:
            found.broken[left[0]] = said
            return found
        middle = len(left) // 2
        for part in (left[:middle], left[middle:]):
            found.merge(self.service(seed, part))
        return found

    def moved(self, folder, indices, found):
        """Runs `pivot evolve`; what it said if it failed."""
        project = folder / "new"
        shutil.rmtree(project, ignore_errors=True)
        result = self.command(self.pivot, "evolve", folder / "app.py", "--target", self.target, "-o", project, "--no-build", "--force")
        text = result.stdout + result.stderr
        found.native, found.reasons = [], {}
        if not (project / "pivot.json").exists():
            if result.returncode != 1 or "panicked" in text:
                return "pivot: " + text[-1500:]
            if "module-level code cannot be run natively" in text and len(indices) > 1:
                return "the module: " + text[-300:]
            found.reasons = dict.fromkeys(indices, text.strip().splitlines()[-1])
            return ""
        if result.returncode:
            return "pivot: " + text[-1500:]
        for route in json.loads((project / "pivot.json").read_text())["routes"]:
            if route["path"] == "*":
                continue
            index = int(route["path"][2:])
            if route["status"] == "native":
                found.native.append(index)
            else:
                found.reasons[index] = route["reason"]
        return ""

    def built(self, folder, found):
        """Builds the project; the functions that do not build, with the compiler's words. Under `None` what names no function."""
        if not found.native:
            return {}
        project = folder / "new"
        if self.target == "go":
            result = self.command("go", "build", "-trimpath", "-ldflags=-s -w", "-gcflags=-e", "-o", "service", ".", cwd=project)
            faults = re.findall(r"^\./(\S+\.go):(\d+):\d+: (.*)$", result.stdout + result.stderr, re.M)
        else:
            result = self.command("cargo", "build", "--quiet", "--message-format", "short", cwd=project)
            faults = re.findall(r"^(src/\S+\.rs):(\d+):\d+: error(.*)$", result.stdout + result.stderr, re.M)
        if result.returncode == 0:
            return {}
        broken = {}
        texts = {file: (project / file).read_text().split("\n") for file, _, _ in faults}
        for file, line, message in faults:
            index = owner(texts[file][: int(line)], set(found.native) | set(found.reasons))
            broken.setdefault(index, "build: ")
            broken[index] += f"{file}:{line}: {message}\n  {texts[file][int(line) - 1].strip()}\n"
        return broken or {None: "build: " + (result.stdout + result.stderr)[-3000:]}

    def nodes_of(self, folder):
        """How often the service has each node of the ir, by node and type."""
        lines = self.command(self.pivot, "dump", folder / "app.py", "--stage", "nodes").stdout.splitlines()
        return {node: int(count) for count, node in (line.split("\t", 1) for line in lines)}

    def slow(self, folder):
        """The functions whose answers take too long in CPython, or too much memory."""
        script = Path(__file__).with_name("slow.py")
        try:
            said = self.command(sys.executable, script, folder, PATIENCE, limit=60).stdout
        except subprocess.TimeoutExpired as stopped:
            said = (stopped.stdout or b"").decode()
        return {int(line) for line in said.split()}

    def compared(self, folder, found):
        """Runs `pivot parity`, with the requests of the native functions."""
        project = folder / "new"
        binary = project / "service" if self.target == "go" else self.folder / "cargo/debug/app"
        manifest = json.loads((project / "pivot.json").read_text())
        manifest["run"]["new"][0] = str(binary)
        (project / "pivot.json").write_text(json.dumps(manifest))
        found.slow |= self.slow(folder)
        native, tape = set(found.native) - found.slow, folder / "requests.jsonl"
        head, *lines = tape.read_text().splitlines()
        lines = [line for line in lines if int(re.search(r'"target": ?"/f(\d+)', line)[1]) in native]
        tape.write_text("\n".join([head, *lines]) + "\n")
        certificate = folder / "certificate.json"
        certificate.unlink(missing_ok=True)
        result = self.command(self.pivot, "parity", project, "--requests", tape, "-o", certificate, "--timeout", self.timeout)
        if certificate.exists():
            read(json.loads(certificate.read_text()), found)
        if result.returncode == 2 or not certificate.exists():
            found.failed = (result.stdout + result.stderr)[-3000:]


def read(certificate, found):
    """What a certificate says of each function."""
    found.requests = certificate["requests"]
    for route in certificate["routes"]:
        match = re.match(r"/f(\d+)$", route["path"])
        if match and route["beyond"]:
            found.beyond[int(match[1])] = route["beyond"]
    beyond = {difference["request"] for difference in certificate["differences"] if difference["kind"] == "beyond"}
    # Where a request that changes state ended as beyond, the state is not the original's any more.
    parted = {}
    for difference in certificate["differences"]:
        index = int(re.match(r"/f(\d+)", difference["target"])[1])
        if difference["request"] in beyond and STATE.search(found.functions[index]):
            parted[index] = min(parted.get(index, difference["request"]), difference["request"])
    for difference in certificate["differences"]:
        if difference["request"] in beyond:
            continue
        index = int(re.match(r"/f(\d+)", difference["target"])[1])
        if difference["request"] > parted.get(index, difference["request"]):
            continue
        if difference["old"] == "no answer in time" or "MemoryError" in difference["old"]:
            # The original takes too long, or too much memory, to be compared with.
            found.slow.add(index)
            continue
        found.differs.setdefault(index, []).append(difference)


def owner(lines, known):
    """The function of Python that the last of these lines of generated code belongs to, or None: names end in its number, and a route's branch names its path."""
    own = re.findall(r"\b(?:f|_?state|_?kept|_?count|_?store|calc_?|step_?|pick_?|mix_?|walk_?|note_(?:int|str)_?|note(?:Int|Str))(\d+)", lines[-1], re.I)
    for number in map(int, own):
        if number in known:
            return number
    for line in reversed(lines):
        if path := re.search(r'"/f(\d+)"', line):
            return int(path[1])
        if re.match(r"(pub |async )*(fn|func|type|struct|impl)\b", line):
            numbers = re.findall(r"[A-Za-z_](\d+)", re.split(r"\{$", line)[0])
            numbers += re.findall(r"\bF(\d+)[A-Z]", line)
            return int(numbers[0]) if numbers else None
    return None
