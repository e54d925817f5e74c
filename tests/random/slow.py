"""Says which functions of a random service take too long to be compared: `slow.py FOLDER SECONDS` prints their numbers.

Every request is answered in this process, one after the other as the tape has them, each stopped after so many seconds. A function that was stopped, or ran out of memory, once is
not asked again: its state is not known any more.
"""

import email.message
import io
import json
import re
import signal
import sys
import warnings
from pathlib import Path


class Stopped(BaseException):
    """Not an Exception: the programs catch those."""


def stop(signum, frame):
    raise Stopped


def answer(handler_class, request):
    """Has the service's handler answer a request, without a connection."""
    handler = handler_class.__new__(handler_class)
    handler.path, handler.command, handler.request_version = request["target"], request["method"], "HTTP/1.1"
    handler.requestline = ""
    handler.headers = email.message.Message()
    for name, value in request["headers"]:
        handler.headers[name] = value
    handler.rfile, handler.wfile = io.BytesIO(request["body"].encode()), io.BytesIO()
    getattr(handler, "do_" + request["method"])()
    return handler.wfile.getvalue()


def slow(folder, seconds):
    """The numbers of the functions, as they are found."""
    warnings.simplefilter("ignore")
    source = (folder / "app.py").read_text()
    module = {"__name__": "app"}
    exec(compile(source, "app.py", "exec"), module)
    signal.signal(signal.SIGALRM, stop)
    found = set()
    for line in (folder / "requests.jsonl").read_text().splitlines()[1:]:
        request = json.loads(line)
        index = int(re.match(r"/f(\d+)", request["target"])[1])
        if index in found:
            continue
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            said = answer(module["Handler"], request)
        except (Stopped, MemoryError):
            said = b'"MemoryError"'
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if b'"MemoryError"' in said:
            found.add(index)
            yield index


if __name__ == "__main__":
    for number in slow(Path(sys.argv[1]), float(sys.argv[2])):
        print(number, flush=True)
