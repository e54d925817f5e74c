"""datetime: parsing, arithmetic, formatting and comparison."""

from datetime import date, datetime, timedelta, timezone


def parsed(text: str):
    moment = datetime.fromisoformat(text)
    return [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.weekday()]


def shown(text: str):
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M")
    return [moment.isoformat(), str(moment), moment.strftime("%d.%m.%y %I:%M %p %j"), moment.strftime("%A %B %a %b")]


def later(text: str, days: int, hours: int):
    moment = datetime.strptime(text, "%Y-%m-%d") + timedelta(days=days, hours=hours)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def between(a: str, b: str):
    span = date.fromisoformat(b) - date.fromisoformat(a)
    return [span.days, span.total_seconds(), str(span)]


def older(a: str, b: str):
    first, second = date.fromisoformat(a), date.fromisoformat(b)
    return [first < second, first == second, max(first, second).isoformat()]


def of_epoch(seconds: int):
    return datetime.fromtimestamp(seconds, tz=timezone.utc).isoformat()


def replaced(text: str):
    return date.fromisoformat(text).replace(day=1).isoformat()


# parsed("2024-02-29T12:30:45"); parsed("2024-02-30"); parsed("x"); parsed("2024-01-01")
# shown("2024-12-31 23:59"); shown("1999-01-01 00:00"); shown("2024-13-01 00:00"); shown("")
# later("2024-02-28", 1, 0); later("2024-01-01", -1, 25); later("2024-01-01", 0, -1); later("9999-12-31", 1, 0)
# between("2024-01-01", "2024-03-01"); between("2024-03-01", "2024-01-01"); between("2024-01-01", "2024-01-01")
# older("2024-01-01", "2024-01-02"); older("2024-01-01", "2024-01-01")
# of_epoch(0); of_epoch(1700000000); of_epoch(-1)
# replaced("2024-02-29"); replaced("x")
