"""Locks as context managers."""

import threading

LOCK = threading.Lock()
RLOCK = threading.RLock()


def guarded(n: int):
    with LOCK:
        n += 1
    return n


def early(n: int):
    with LOCK:
        if n > 0:
            return "positive"
    return "other"


def nested(n: int):
    with RLOCK:
        with RLOCK:
            return n * 2


# guarded(1); guarded(-1)
# early(1); early(0); early(5)
# nested(4)
