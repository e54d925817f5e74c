#!/usr/bin/env python3
"""
Replay tapes against services: standard library only, raw sockets, so that nothing is normalized on the way.

    replay.py CASE...                      run CASE/app.py with python3, replay CASE/requests.jsonl, show what came
    replay.py --cover CASE...              the same, and list the lines of the service that the tape never reached
    replay.py --record FILE CASE           the same, and write the answers to FILE (JSON Lines)
    replay.py --compare 'CMD {port}' CASE  replay against the original and CMD, and show every difference

CASE is a folder with app.py and requests.jsonl, or a Python file beside its requests.jsonl. Exit code 1 when a
server hung, a line was not reached or an answer differs.
"""

import argparse
import base64
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMEOUT = 5.0

# Runs the service under a line tracer; the lines that ran are written on the way out.
TRACER = """
import ast, json, os, runpy, signal, sys, threading
out, path = sys.argv[1], os.path.abspath(sys.argv[2])
sys.argv = sys.argv[2:]
sys.path.insert(0, os.path.dirname(path))
lines = set()
def local(frame, event, arg):
    if event == "line":
        lines.add(frame.f_lineno)
    return local
def tracer(frame, event, arg):
    return local if os.path.abspath(frame.f_code.co_filename) == path else None
def stop(*_):
    raise KeyboardInterrupt
signal.signal(signal.SIGINT, stop)
threading.settrace(tracer)
sys.settrace(tracer)
try:
    runpy.run_path(path, run_name="__main__")
except (KeyboardInterrupt, SystemExit):
    pass
finally:
    sys.settrace(None)
    with open(out, "w") as file:
        json.dump(sorted(lines), file)
    os._exit(0)
"""


def read_tape(path):
    """Return the requests of a tape."""
    with open(path, encoding="utf-8") as file:
        header = json.loads(file.readline())
        if header.get("schema") != 1:
            raise SystemExit(f"{path}: not a tape of schema 1")
        return [json.loads(line) for line in file if line.strip()]


def body_of(request):
    """Return the body of a request as bytes."""
    if "body_base64" in request:
        return base64.b64decode(request["body_base64"])
    return request.get("body", "").encode("utf-8")


def to_wire(request):
    """Return a request as it goes over the wire: exactly what the tape says, nothing added."""
    head = f"{request['method']} {request['target']} HTTP/1.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in request["headers"])
    return head.encode("latin-1") + b"\r\n" + body_of(request)


def exchange(port, request):
    """Send one request on its own connection; return the answer's bytes, or None when the server hung."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as sock:
        try:
            sock.sendall(to_wire(request))
            while not complete(received, request["method"]):
                chunk = sock.recv(65536)
                if not chunk:
                    break
                received += chunk
        except (ConnectionResetError, BrokenPipeError):
            pass
        except TimeoutError:
            return None
    return received


def complete(received, method):
    """Tell whether these bytes are a whole answer; one without a length ends with the connection."""
    head, separator, body = received.partition(b"\r\n\r\n")
    if not separator:
        return False
    status = head.split(b" ", 2)[1]
    if status.startswith(b"1"):
        return complete(body, method)
    if method == "HEAD" or status in (b"204", b"304"):
        return True
    if re.search(rb"(?im)^transfer-encoding:\s*chunked", head):
        return body.endswith(b"0\r\n\r\n")
    length = re.search(rb"(?im)^content-length:\s*(\d+)", head)
    return length is not None and len(body) >= int(length[1])


def parse(received):
    """Return (status, headers, body) of an answer; (None, [], bytes) when it has no head."""
    head, separator, body = received.partition(b"\r\n\r\n")
    if separator and head.startswith(b"HTTP/1.1 100"):
        head, separator, body = body.partition(b"\r\n\r\n")
    if not separator or not head.startswith(b"HTTP/"):
        return None, [], received
    lines = head.decode("latin-1").split("\r\n")
    headers = [tuple(line.split(": ", 1)) if ": " in line else (line.rstrip(":"), "") for line in lines[1:]]
    if any(name.lower() == "transfer-encoding" and value.lower() == "chunked" for name, value in headers):
        body = dechunk(body)
    return int(lines[0].split(" ")[1]), headers, body


def dechunk(body):
    """Return what a chunked body holds."""
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        count = int(size.split(b";")[0], 16)
        whole += body[:count]
        body = body[count + 2:]
        if count == 0:
            break
    return whole


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Server:
    """A service in a process of its own."""

    def __init__(self, command, port, log):
        self.log = log
        self.process = subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self.port = port
        deadline = time.monotonic() + 15
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    self.stop()
                    raise SystemExit(f"did not start: {shlex.join(command)}")
                time.sleep(0.03)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def find_case(argument):
    """Return (service, tape) of a case."""
    path = Path(argument)
    app = path / "app.py" if path.is_dir() else path
    return app, app.with_name("requests.jsonl")


def replay(command, port, tape, log):
    """Replay a tape against one server; return its answers."""
    server = Server(command, port, log)
    try:
        return [exchange(port, request) for request in tape]
    finally:
        server.stop()


def statements(app):
    """Return the first lines of the statements inside functions, without docstrings."""
    import ast

    found = set()
    for function in ast.walk(ast.parse(app.read_text())):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt) and node is not function:
                    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
                    if not constant and not isinstance(node, (ast.Global, ast.Nonlocal)):
                        found.add(node.lineno)
    return found


# A clock value or a made-up id differs between two runs; these are what the cases use.
VOLATILE = [
    (re.compile(rb"\b1[0-9]{9}\.[0-9]+"), b"<time>"),
    (re.compile(rb"\b(?:[0-9.]+e-0[4-9]|0\.000[0-9]+)(?=})"), b"<duration>"),
    (re.compile(rb"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b"), b"<uuid>"),
]
TRANSPORT = {"date", "server", "connection", "content-length", "transfer-encoding"}


def comparable(received):
    """Return what two answers must have in common."""
    if received is None:
        return "hung"
    status, headers, body = parse(received)
    for pattern, name in VOLATILE:
        body = pattern.sub(name, body)
    kept = sorted((name.lower(), value) for name, value in headers if name.lower() not in TRANSPORT)
    return status, kept, body


def show(request):
    target = request["target"] if len(request["target"]) < 100 else request["target"][:97] + "..."
    text = f"{request['method']} {target!r}"
    if body_of(request):
        text += f" {body_of(request)[:100]!r}"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("cases", nargs="+")
    parser.add_argument("--cover", action="store_true")
    parser.add_argument("--record")
    parser.add_argument("--compare")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()

    bad = False
    for case in arguments.cases:
        app, tape_file = find_case(case)
        tape = read_tape(tape_file)
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            log = open(os.path.join(folder, "log"), "w+b")
            lines_file = os.path.join(folder, "lines")
            command = [sys.executable, str(app), str(port)]
            if arguments.cover:
                command = [sys.executable, "-c", TRACER, lines_file, str(app), str(port)]
            answers = replay(command, port, tape, log)

            hung = [request for request, answer in zip(tape, answers) if answer is None]
            closed = sum(1 for answer in answers if answer == b"")
            counts = {}
            for answer in answers:
                status = parse(answer)[0] if answer is not None else "hung"
                counts[status] = counts.get(status, 0) + 1
            told = " ".join(f"{status or 'closed'}×{n}" for status, n in sorted(counts.items(), key=str))
            print(f"{case}: {len(tape)} requests, {len(set(map(json.dumps, tape)))} distinct: {told}")
            if arguments.verbose:
                for request, answer in zip(tape, answers):
                    print(f"  {show(request)}\n    -> {parse(answer or b'')[0]} {parse(answer or b'')[2][:300]!r}")
                log.seek(0)
                sys.stdout.write(log.read().decode(errors="replace") if closed else "")
            for request in hung:
                print(f"  hung: {show(request)}")
            bad |= bool(hung)

            if arguments.cover:
                ran = set(json.loads(Path(lines_file).read_text()))
                missed = sorted(statements(app) - ran)
                text = app.read_text().splitlines()
                for line in missed:
                    print(f"  {app}:{line}: not reached: {text[line - 1].strip()}")
                bad |= bool(missed)
            if arguments.record:
                with open(arguments.record, "w", encoding="utf-8") as file:
                    for request, answer in zip(tape, answers):
                        status, headers, body = parse(answer or b"")
                        line = {"request": show(request), "status": status, "headers": headers,
                                "body": body.decode("latin-1")}
                        file.write(json.dumps(line) + "\n")
            if arguments.compare:
                port = free_port()
                command = shlex.split(arguments.compare.replace("{port}", str(port)))
                others = replay(command, port, tape, log)
                differing = 0
                for request, old, new in zip(tape, answers, others):
                    if comparable(old) != comparable(new):
                        differing += 1
                        print(f"  differs: {show(request)}\n    old {comparable(old)!r:.400}\n    new {comparable(new)!r:.400}")
                print(f"  {len(tape) - differing} equal, {differing} differing")
                bad |= differing > 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
