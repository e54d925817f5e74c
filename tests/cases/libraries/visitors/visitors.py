"""Functions with state: what one call leaves behind, the next one finds."""

VISITS: dict[str, int] = {}
_log: list[str] = []
_last = None


def visit(name: str) -> int:
    """How often a name was here."""
    global _last
    VISITS[name] = VISITS.get(name, 0) + 1
    _log.append(name)
    _last = name
    return VISITS[name]


def visits() -> dict[str, int]:
    return VISITS


def last():
    return _last


def log(count: int = 3) -> list[str]:
    """The last names."""
    return _log[-count:]


def forget(name: str) -> int:
    return VISITS.pop(name)
