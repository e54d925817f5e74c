"""How much faster the programs of tests/cases/programs are in Go and Rust than in CPython. See README.md."""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from math import comb
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "programs"


def bank(draw, size):
    names = [f"account{number}" for number in range(50)]
    yield from (f"open {name} 1000" for name in names)
    for _ in range(size // 20):
        one, other = draw.sample(names, 2)
        amount = f"{draw.randrange(90)}.{draw.randrange(100):02}"
        yield draw.choice([f"deposit {one} {amount}", f"withdraw {one} {amount}", f"transfer {one} {other} {amount}"])


def calculator(draw, size):
    for number in range(size // 4):
        a, b, c = (draw.randrange(1, 1000) for _ in range(3))
        yield f"x{number % 20} = ({a} + {b}) * {c}.5 - max({a}, {b}, 7) / (1 + {c}) // 2"
        yield f"sum({a}, {b}, x{number % 20}) % {c} + sqrt({b})"


def orders(draw, size):
    for number in range(1, size + 1):
        side = draw.choice(["buy", "sell"])
        price = int(draw.gauss(10_000, 40)) + (5 if side == "sell" else -5)
        yield f"{side} trader{draw.randrange(30)} {draw.randrange(1, 500)} {price}"
        if number % 7 == 0:
            yield f"cancel {draw.randrange(1, number + 1)}"
    yield from ["book 10", "positions"]


def sales(draw, size):
    for _ in range(size):
        date = f"20{draw.randrange(10, 24)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        region = draw.choice(["North", "South", "East", "West"])
        product = f"Product {draw.randrange(12)}"
        yield f"{date},{region},{product},seller{draw.randrange(40)},{draw.randrange(1, 50)},{draw.random() * 100:.2f}"


def schedule(draw, size):
    yield "workers 8"
    for number in range(size // 20):
        needs = {f"task{draw.randrange(max(0, number - 60), number)}" for _ in range(draw.randrange(3))} if number else set()
        after = " after " + " ".join(sorted(needs)) if needs else ""
        yield f"task task{number} {draw.randrange(1, 30)} {draw.randrange(10)}{after}"


PROGRAMS = {"bank": bank, "calculator": calculator, "orders": orders, "sales": sales, "schedule": schedule}
ARGUMENTS = {"orders": ["--quiet"], "sales": ["month", "--cross", "--sellers", "10"]}


def run(*command, cwd=None, env=None):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed\n{done.stdout}{done.stderr}")


def build(pivot, name, target, integers, folder):
    """The program in another language, ready to run."""
    project = folder / f"{name}-{target}-{integers}"
    home = folder / f"config-{integers}" / name
    home.mkdir(parents=True, exist_ok=True)
    source = home / f"{name}.py"
    source.write_bytes((CASES / name / f"{name}.py").read_bytes())
    (home / ".pivotrc").write_text(json.dumps({"integers": integers}))
    run(pivot, "evolve", source, "--target", target, "-o", project, "--no-build", "--force", cwd=home)
    if target == "go":
        run("go", "build", "-o", "program", ".", cwd=project)
        return project / "program"
    shared = folder / f"target-{integers}"
    run("cargo", "build", "--release", "--quiet", cwd=project, env={**os.environ, "CARGO_TARGET_DIR": str(shared)})
    program = project / "program"
    (shared / "release" / name).replace(program)
    return program


def measure(command, text):
    """The processor time of one run in seconds, and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        text.seek(0)
        process = subprocess.Popen(command, stdin=text, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, (process.returncode, out.read())


def interval(ratios):
    """The narrowest pair of order statistics that holds the median with at least 95 %."""
    ordered, count = sorted(ratios), len(ratios)
    outside, low = 0.0, 0
    while low < count // 2 and 2 * (outside + comb(count, low) / 2**count) <= 0.05:
        outside += comb(count, low) / 2**count
        low += 1
    return ordered[max(low - 1, 0)], ordered[min(count - low, count - 1)]


def compare(name, sides, rounds, size):
    draw = random.Random(name)
    with tempfile.TemporaryFile() as text:
        text.write("".join(f"{line}\n" for line in PROGRAMS[name](draw, size)).encode())
        ratios = {side: [] for side in sides if side != "CPython"}
        for number in range(rounds + 1):
            order = list(sides)
            draw.shuffle(order)
            found = {side: measure([*sides[side], *ARGUMENTS.get(name, [])], text) for side in order}
            for side, (seconds, said) in found.items():
                if said != found["CPython"][1]:
                    sys.exit(f"{name}: {side} does not say what CPython says")
                if side != "CPython" and number > 0:
                    ratios[side].append(found["CPython"][0] / max(seconds, 1e-4))
        seconds = found["CPython"][0]
    for side, values in ratios.items():
        low, high = interval(values)
        print(f"{name:<11} {side:<14} {statistics.median(values):>7.1f}x  [{low:.1f}, {high:.1f}]   (CPython {seconds:.2f} s)", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=list(PROGRAMS))
    parser.add_argument("--target", action="append", choices=["go", "rust"])
    parser.add_argument("--integers", action="append", choices=["checked", "exact"])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--pivot", type=Path, default=ROOT / "target" / "release" / "pivot")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (args.keep or Path(temporary)).resolve()
        for name in args.only or PROGRAMS:
            sides = {"CPython": [sys.executable, str(CASES / name / f"{name}.py")]}
            for integers in args.integers or ["checked"]:
                for target in args.target or ["go", "rust"]:
                    sides[f"{target} {integers}"] = [str(build(args.pivot.resolve(), name, target, integers, folder))]
            compare(name, sides, args.rounds, args.size)


if __name__ == "__main__":
    main()
