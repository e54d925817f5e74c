#!/usr/bin/env python3
"""Calls a library's functions in CPython and in its service, and compares: result, changed arguments, exception.

    compare.py --project FOLDER --binary FILE --original FILE --calls FILE [--count 1000] [--seed 1]

--calls is a module with `NATIVE`, the functions that must be native, and `calls(random)`, which yields (function, arguments, keyword arguments). Each native
function is called at least --count times, a bridged one as often as it comes until then, at most 30 times.

What is translated is what is written in Python: the original is loaded without its modules in C. Where those give something else (they word some exceptions
otherwise), the calls are counted apart.
"""

import argparse
import copy
import importlib.util
import json
import os
import pathlib
import random
import socket
import subprocess
import sys
import time


def module(name, path):
    """The module of a file."""
    spec = importlib.util.spec_from_file_location(name, path)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def in_python(name, path):
    """The module of a file without what it takes from modules in C."""
    accelerator = f"_{name}"
    kept = sys.modules.pop(accelerator, None)
    sys.modules[accelerator] = None
    try:
        return module(name, path)
    finally:
        sys.modules.pop(accelerator)
        if kept:
            sys.modules[accelerator] = kept


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def exact(value):
    """A text that two values share only if they are equal with their types; the order of sets does not count."""
    kind = type(value)
    if kind in (set, frozenset):
        return f"{kind.__name__}({sorted(map(exact, value))})"
    if kind in (list, tuple):
        return f"{kind.__name__}({', '.join(map(exact, value))})"
    if kind is dict:
        return "{" + ", ".join(f"{exact(key)}: {exact(item)}" for key, item in value.items()) + "}"
    return f"{kind.__name__} {value!r}"


def outcome(function, args, kwargs):
    """What a call gives, and what it makes of its arguments."""
    args, kwargs = copy.deepcopy((args, kwargs))
    try:
        result = exact(function(*args, **kwargs))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    return result, exact(args), exact(kwargs)


def annotation_error(text):
    """Whether a service has refused an argument that its annotation does not let through."""
    return text.startswith("TypeError: ") and "() argument '" in text and " must be " in text


def main():
    parser = argparse.ArgumentParser()
    for name in ["project", "binary", "original", "calls"]:
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    project = pathlib.Path(options.project)
    name = pathlib.Path(options.original).stem
    original, accelerated = in_python(name, options.original), module(name, options.original)
    calls = module("calls", options.calls)
    routes = json.loads((project / "pivot.json").read_text())["routes"]
    native = [route["path"].strip("/") for route in routes if route["status"] == "native"]
    if sorted(native) != sorted(calls.NATIVE):
        sys.exit(f"{name}: native are {sorted(native)}, expected {sorted(calls.NATIVE)}")
    port = free_port()
    server = subprocess.Popen([options.binary, "--listen", f"127.0.0.1:{port}"], cwd=project)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        os.environ[f"{name.upper()}_URL"] = f"http://127.0.0.1:{port}"
        client = module("client", project / "client.py")
        seeded = random.Random(options.seed)
        counts, compared, differing, refused, in_c = dict.fromkeys(native, 0), 0, 0, 0, 0
        while min(counts.values(), default=0) < options.count:
            for function, args, kwargs in calls.calls(seeded):
                counts[function] = counts.get(function, 0) + 1
                if function not in native and counts[function] > 30:
                    continue
                compared += 1
                expected = outcome(getattr(original, function), args, kwargs)
                found = outcome(getattr(client, function), args, kwargs)
                in_c += expected != outcome(getattr(accelerated, function), args, kwargs)
                if annotation_error(found[0]):
                    refused += 1
                elif found != expected:
                    differing += 1
                    if differing <= 20:
                        print(f"{function}{args!r} {kwargs!r}\n  CPython: {expected}\n  service: {found}")
    finally:
        server.terminate()
        server.wait()
    print(
        f"{name}: {len(native)} of {len(routes)} functions native, {compared} calls, {differing} differ;"
        f" {refused} refused by annotations, {in_c} other in C"
    )
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
