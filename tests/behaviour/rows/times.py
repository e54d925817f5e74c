"""datetime and time for fixed moments; the zone is UTC wherever a local one would be read."""

import datetime
import time

from .samples import seeded
from .tables import every, one, table

SCOPE = {"datetime": datetime.datetime, "timedelta": datetime.timedelta, "timezone": datetime.timezone, "date": datetime.date, "time": time}
GENERATOR = seeded("times")
STAMPS = [0, 1, 1.5, -1, 0.000001, 0.0000005, 0.0000015, 86399.999999, 86400, 951782400.25, 1000000000.123456, 1700000000.1, 1700000000.9999999, 1704067199.9999995, 1709164800.5, 2147483648, 4102444800.654321] + [round(GENERATOR.uniform(0, 4e9), GENERATOR.randint(0, 7)) for _ in range(40)]
FIELDS = [(1970, 1, 1, 0, 0, 0, 0), (2024, 2, 29, 23, 59, 59, 999999), (2024, 1, 1, 0, 0, 0, 1), (1, 1, 1, 0, 0, 0, 0), (9999, 12, 31, 23, 59, 59, 0), (2023, 11, 14, 22, 13, 20, 100000), (999, 5, 5, 5, 5, 5, 5), (2023, 12, 31, 12, 0, 0, 0), (2021, 1, 3, 1, 2, 3, 0)]
for name in ["utcfromtimestamp", "fromtimestamp"]:
    table(f"datetime_datetime_{name}", f"timestamp: datetime.{name}(timestamp).isoformat()", one(STAMPS + [1e18, float("nan"), float("inf"), -62135596800, -62135596801]), **SCOPE)
table("datetime_datetime_fromtimestamp_utc", "timestamp: datetime.fromtimestamp(timestamp, timezone.utc).isoformat()", one(STAMPS + [1e18, 1e30, float("nan"), float("inf"), -62135596800, -62135596801]), **SCOPE)
NAMES = "year, month, day, hour, minute, second, microsecond"
MADE = "datetime(year, month, day, hour, minute, second, microsecond)"
table("datetime_datetime", f"{NAMES}: {MADE}.isoformat()", FIELDS + [(2023, 2, 29, 0, 0, 0, 0), (2023, 13, 1, 0, 0, 0, 0), (0, 1, 1, 0, 0, 0, 0), (2023, 1, 32, 0, 0, 0, 0), (2023, 1, 1, 24, 0, 0, 0), (2023, 1, 1, 0, 60, 0, 0), (2023, 1, 1, 0, 0, 60, 0), (2023, 1, 1, 0, 0, 0, 1000000), (10000, 1, 1, 0, 0, 0, 0)], **SCOPE)
table("datetime_datetime_isoformat", f"{NAMES}: {MADE}.isoformat()", FIELDS, **SCOPE)
table("datetime_datetime_str", f"{NAMES}: str({MADE})", FIELDS, **SCOPE)
table("datetime_datetime_repr", f"{NAMES}: repr({MADE})", FIELDS, **SCOPE)
table("datetime_datetime_isoformat_utc", f"{NAMES}: {MADE}.replace(tzinfo=timezone.utc).isoformat()", FIELDS, **SCOPE)
table("datetime_datetime_isoformat_timespec", f"{NAMES}, timespec: {MADE}.isoformat(timespec=timespec)", [fields + (timespec,) for fields in FIELDS[:3] for timespec in ["auto", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nope"]], **SCOPE)
table("datetime_datetime_timestamp", f"{NAMES}: {MADE}.replace(tzinfo=timezone.utc).timestamp()", FIELDS, **SCOPE)
table("datetime_datetime_weekday", f"{NAMES}: ({MADE}.weekday(), {MADE}.isoweekday(), {MADE}.toordinal())", FIELDS, **SCOPE)
table("datetime_datetime_date", f"{NAMES}: {MADE}.date().isoformat()", FIELDS, **SCOPE)
FORMATS = ["%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%H:%M", "%Y-%m-%dT%H:%M:%SZ", "%d/%m/%y", "%B %d, %Y", "%b %a %A", "%I:%M %p", "%j", "%f", "%%", "%U %W %w %u", "%c", "%x %X", "%e", "plain", "", "%y", "%Z%z", "%G-W%V", "%s %Q"[:2], "é %Y", "%-d %-m"]
table("datetime_datetime_strftime", f"{NAMES}, format: {MADE}.strftime(format)", [fields + (text,) for fields in [FIELDS[1], FIELDS[5], FIELDS[8]] for text in FORMATS if text != "%s"], **SCOPE)
table("datetime_datetime_strptime", "text, format: datetime.strptime(text, format).isoformat()", [("2024-02-29", "%Y-%m-%d"), ("2023-02-29", "%Y-%m-%d"), ("2024-1-5", "%Y-%m-%d"), ("x", "%Y-%m-%d"), ("2024-02-29 ", "%Y-%m-%d"), ("2024-02-29 10:11:12", "%Y-%m-%d %H:%M:%S"), ("2024-02-29T10:11:12.5", "%Y-%m-%dT%H:%M:%S.%f"), ("", "%Y"), ("10:61", "%H:%M"), ("Jan 5 2024", "%b %d %Y"), ("mAY  31 2024", "%b %d %Y"), ("Foo 1 2024", "%b %d %Y"), ("2024-01- 5", "%Y-%m-%d"), ("20241105", "%Y%m%d"), ("2024115", "%Y%m%d"), ("2024-02-29t10", "%Y-%m-%dT%H"), ("2024-02-29 24:00", "%Y-%m-%d %H:%M"), ("2024-02-29 9:5:61", "%Y-%m-%d %H:%M:%S"), ("2024-02-29 09:05:07", "%Y-%m-%d %H:%M"), ("0000-01-01", "%Y-%m-%d"), ("2024-13-01", "%Y-%m-%d"), ("2024-00-10", "%Y-%m-%d"), ("2024-04-31", "%Y-%m-%d"), ("12.123456", "%S.%f"), ("12.1234567", "%S.%f"), ("50%", "%M%%"), ("\u00e9", "%Y"), ("24-01-01", "%Y-%m-%d"), ("it's", "%Y-%m-%d"), (" 2024-01-01", "%Y-%m-%d"), ("2024-1-1 1:2:3", "%Y-%m-%d %H:%M:%S")], **SCOPE)
table("datetime_datetime_fromisoformat", "text: datetime.fromisoformat(text).isoformat()", one(["2024-02-29", "2024-02-29T10:11:12", "2024-02-29 10:11", "2024-02-29T10:11:12.5", "2024-02-29T10:11:12.123456", "2024-02-29T10:11:12Z", "2024-02-29T10:11:12+02:00", "20240229", "20240229T101112", "2024-W09-4", "2024-02-30", "2024-13-01", "", "x", "2024-02-29T", "2024-02-29T25:00", "2024-02-29T10:11:12.1234567", "2024-02-29t10:11", "2024-2-9", "it's"]), **SCOPE)
DAYS = "timedelta(days=days, seconds=seconds)"
for name, operator in {"add": "+", "sub_delta": "-"}.items():
    table(f"datetime_datetime_{name}", f"timestamp, days, seconds: (datetime.utcfromtimestamp(timestamp) {operator} {DAYS}).isoformat()", every([0, 951782399, 1700000000.1], [0, 1, -800000, 999999999], [0, 1, -86401]), **SCOPE)
table("datetime_datetime_lt", "a, b: datetime.utcfromtimestamp(a) < datetime.utcfromtimestamp(b)", every([0, 1.5, 86400], [0, 1.5, 1.500001]), **SCOPE)
table("datetime_timedelta_add", "a, b: str(timedelta(seconds=a) + timedelta(seconds=b))", every([0, 1.5, -86400, 1e13], [0, 0.25, -0.000001, 8e13]), **SCOPE)
table("datetime_timedelta_sub", "a, b: str(timedelta(seconds=a) - timedelta(seconds=b))", every([0, 1.5, -86400], [0, 0.25, -0.000001]), **SCOPE)
table("datetime_timedelta_lt", "a, b: timedelta(seconds=a) < timedelta(seconds=b)", every([0, 1.5, -86400], [0, 0.25, -0.000001]), **SCOPE)
table("datetime_date_isoformat", "year, month, day: date(year, month, day).isoformat()", [(2024, 2, 29), (1, 1, 1), (9999, 12, 31), (999, 5, 5)], **SCOPE)
table("datetime_date_strftime", "year, month, day, format: date(year, month, day).strftime(format)", every([2024, 988], [2, 11], [1, 29], [text for text in FORMATS if text != "%s"]), **SCOPE)
table("datetime_date_weekday", "year, month, day: date(year, month, day).weekday()", [(2024, 2, 29), (1, 1, 1), (9999, 12, 31), (1970, 1, 1), (1900, 3, 1)], **SCOPE)
table("datetime_datetime_sub", "a, b: str(datetime.utcfromtimestamp(a) - datetime.utcfromtimestamp(b))", every([0, 1.5, 86400, 1000000000], [0, 0.25, 90061.5]), **SCOPE)
DELTAS = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1), (1, 3661, 5), (-1, 3600, 0), (100, 0, 0), (0, 86399, 999999), (0, 90061, 0), (-3, -5, -7), (999999999, 0, 0), (1000000000, 0, 0)]
MADE_DELTA = "timedelta(days, seconds, microseconds)"
table("datetime_timedelta_str", f"days, seconds, microseconds: str({MADE_DELTA})", DELTAS[:-1], **SCOPE)
table("datetime_timedelta_repr", f"days, seconds, microseconds: repr({MADE_DELTA})", DELTAS[:-1], **SCOPE)
table("datetime_timedelta_total_seconds", f"days, seconds, microseconds: {MADE_DELTA}.total_seconds()", DELTAS[:-1], **SCOPE)
table("datetime_timedelta", f"days, seconds, microseconds: (lambda d: (d.days, d.seconds, d.microseconds))({MADE_DELTA})", DELTAS, **SCOPE)
table("datetime_timedelta_of_seconds", "seconds: (lambda d: (d.days, d.seconds, d.microseconds))(timedelta(seconds=seconds))", one([0, 1, 1.5, -0.5, 0.1, 0.0000005, 0.0000015, 1e6, 1e20, float("nan"), 86400.25, 1 / 3]), **SCOPE)
table("datetime_datetime_add_seconds", "timestamp, seconds: (datetime.utcfromtimestamp(timestamp) + timedelta(seconds=seconds)).isoformat()", every([0, 951782399, 1700000000.1], [0, 1, -1, 0.5, 86400, 1e12, -1e12]), **SCOPE)
table("datetime_date", "year, month, day: date(year, month, day).isoformat()", [(2024, 2, 29), (2023, 2, 29), (1, 1, 1), (0, 1, 1), (2024, 13, 1), (9999, 12, 31)], **SCOPE)
table("time_gmtime", "seconds: tuple(time.gmtime(seconds))", one([0, 1.9, -1, 951782400, 1700000000, 4102444800, 1e17, 1e30, float("nan")]), **SCOPE)
table("time_strftime", "format, seconds: time.strftime(format, time.gmtime(seconds))", every(["%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S GMT", "%j %U", "%Y-%m-%dT%H:%M:%SZ"], [0, 951782400, 1700000000]), **SCOPE)
table("datetime_date_fromisoformat", "text: date.fromisoformat(text).isoformat()", one(["2024-01-05", "20240105", "20240105xx", "2024-W09-4", "2024W094", "2024-W09", "2024W09", "2024-1-5", "2024-01-5x", "2024-01-05T1", "", "2024-13-01", "2024-02-30", "xxxxxxxxxx", "2024-W9-44", "2024-W54-1", "2024-W09-8", "0000-01-01", "2024_01_05", "it's 7"]), **SCOPE)
DATE = "date(year, month, day)"
DATES = [(2024, 2, 29), (1, 1, 1), (9999, 12, 31), (1970, 1, 1)]
for name, operator in [("add", "+"), ("sub_delta", "-")]:
    table(f"datetime_date_{name}", f"year, month, day, days, seconds: ({DATE} {operator} timedelta(days=days, seconds=seconds)).isoformat()", [moment + (days, seconds) for moment in DATES for days in [0, 1, -366, 4000000] for seconds in [0, -1, 86399]], **SCOPE)
table("datetime_date_sub", "year, month, day, days: str(date(year, month, day) - date.fromordinal(days))", [moment + (days,) for moment in DATES for days in [1, 738000]], **SCOPE)
table("datetime_date_lt", "year, month, day, days: date(year, month, day) < date.fromordinal(days)", [moment + (days,) for moment in DATES for days in [1, 719163, 738945]], **SCOPE)
for name in ["year", "month", "day"]:
    table(f"datetime_date_{name}", f"year, month, day: {DATE}.{name}", DATES, **SCOPE)
