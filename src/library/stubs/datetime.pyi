"""datetime. Naive local times need the zone of the machine and are not translated, except now()."""


class tzinfo: ...


class timezone(tzinfo):
    @helper("datetime_timezone")
    @raises(ValueError)
    def __init__(self, offset: timedelta) -> None: ...


class timedelta:
    # Given by name, in the order of the constructor; what is left out is 0.
    @helper("datetime_timedelta")
    @raises(OverflowError, ValueError)
    def __init__(self, days: float = 0, seconds: float = 0, microseconds: float = 0, milliseconds: float = 0, minutes: float = 0, hours: float = 0, weeks: float = 0) -> None: ...
    @helper("datetime_timedelta_total_seconds")
    def total_seconds(self) -> float: ...
    @helper("datetime_timedelta_str")
    def __str__(self) -> str: ...
    @helper("datetime_timedelta_add")
    @raises(OverflowError)
    def __add__(self, other: timedelta) -> timedelta: ...
    @helper("datetime_timedelta_sub")
    @raises(OverflowError)
    def __sub__(self, other: timedelta) -> timedelta: ...
    @helper("datetime_timedelta_lt")
    def __lt__(self, other: timedelta) -> bool: ...
    @property
    @helper("datetime_timedelta_days")
    def days(self) -> int: ...
    @property
    @helper("datetime_timedelta_seconds")
    def seconds(self) -> int: ...
    @property
    @helper("datetime_timedelta_microseconds")
    def microseconds(self) -> int: ...


class date:
    @helper("datetime_date")
    @raises(ValueError)
    def __init__(self, year: int, month: int, day: int) -> None: ...
    @staticmethod
    @helper("datetime_date_today")
    @effect("clock", "environment")
    def today() -> date: ...
    @staticmethod
    @helper("datetime_date_fromisoformat")
    @raises(ValueError)
    @wrong_type(TypeError, "fromisoformat: argument must be str")
    def fromisoformat(text: str) -> date: ...
    @helper("datetime_date_isoformat")
    def isoformat(self) -> str: ...
    @helper("datetime_date_isoformat")
    def __str__(self) -> str: ...
    @helper("datetime_date_weekday")
    def weekday(self) -> int: ...
    @helper("datetime_date_strftime")
    def strftime(self, format: str) -> str: ...
    @helper("datetime_date_add")
    @raises(OverflowError)
    def __add__(self, other: timedelta) -> date: ...
    @overload
    @helper("datetime_date_sub_delta")
    @raises(OverflowError)
    def __sub__(self, other: timedelta) -> date: ...
    @overload
    @helper("datetime_date_sub")
    def __sub__(self, other: date) -> timedelta: ...
    @helper("datetime_date_lt")
    def __lt__(self, other: date) -> bool: ...
    @property
    @helper("datetime_date_year")
    def year(self) -> int: ...
    @property
    @helper("datetime_date_month")
    def month(self) -> int: ...
    @property
    @helper("datetime_date_day")
    def day(self) -> int: ...


class datetime(date):
    @overload
    @helper("datetime_datetime")
    @raises(ValueError)
    def __init__(self, year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0) -> None: ...
    @overload
    @unsupported("a datetime with a time zone by constructor")
    @raises(ValueError)
    def __init__(self, year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0, tzinfo: tzinfo | None = None) -> None: ...
    @staticmethod
    @overload
    @helper("datetime_datetime_now")
    @effect("clock", "environment")
    def now() -> datetime: ...
    @staticmethod
    @overload
    @helper("datetime_datetime_now_tz")
    @effect("clock")
    def now(tz: tzinfo) -> datetime: ...
    @staticmethod
    @helper("datetime_datetime_now")
    @effect("clock", "environment")
    def today() -> datetime: ...
    @staticmethod
    @helper("datetime_datetime_utcnow")
    @effect("clock")
    def utcnow() -> datetime: ...
    @staticmethod
    @helper("datetime_datetime_utcfromtimestamp")
    @raises(ValueError, OverflowError, OSError)
    def utcfromtimestamp(timestamp: float) -> datetime: ...
    @staticmethod
    @overload
    @helper("datetime_datetime_fromtimestamp")
    @effect("environment")
    @raises(ValueError, OverflowError, OSError)
    def fromtimestamp(timestamp: float) -> datetime: ...
    @staticmethod
    @overload
    @helper("datetime_datetime_fromtimestamp_utc")
    @raises(ValueError, OverflowError, OSError)
    def fromtimestamp(timestamp: float, tz: tzinfo) -> datetime: ...
    @staticmethod
    @helper("datetime_datetime_fromisoformat")
    @raises(ValueError)
    @wrong_type(TypeError, "fromisoformat: argument must be str")
    def fromisoformat(text: str) -> datetime: ...
    @staticmethod
    # Formats of some directives only: see `lower`.
    @helper("datetime_datetime_strptime")
    @raises(ValueError)
    @wrong_type(TypeError, "strptime() argument 1 must be str, not {type}")
    def strptime(text: str, format: str) -> datetime: ...
    @overload
    @helper("datetime_datetime_isoformat")
    def isoformat(self) -> str: ...
    @overload
    @unsupported("isoformat with arguments")
    @raises(ValueError)
    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str: ...
    @helper("datetime_datetime_str")
    def __str__(self) -> str: ...
    @helper("datetime_datetime_strftime")
    def strftime(self, format: str) -> str: ...
    @helper("datetime_datetime_timestamp")
    @effect("environment")
    def timestamp(self) -> float: ...
    @helper("datetime_datetime_date")
    def date(self) -> date: ...
    @overload
    @helper("datetime_datetime_add")
    @raises(OverflowError)
    def __add__(self, other: timedelta) -> datetime: ...
    @overload
    @helper("datetime_datetime_sub_delta")
    @raises(OverflowError)
    def __sub__(self, other: timedelta) -> datetime: ...
    @overload
    @helper("datetime_datetime_sub")
    @raises(TypeError)
    def __sub__(self, other: datetime) -> timedelta: ...
    @helper("datetime_datetime_lt")
    @raises(TypeError)
    def __lt__(self, other: datetime) -> bool: ...
    @unsupported("datetime.replace")
    @raises(ValueError)
    def replace(self, **fields: Any) -> datetime: ...
    @property
    @helper("datetime_datetime_year")
    def year(self) -> int: ...
    @property
    @helper("datetime_datetime_month")
    def month(self) -> int: ...
    @property
    @helper("datetime_datetime_day")
    def day(self) -> int: ...
    @property
    @helper("datetime_datetime_hour")
    def hour(self) -> int: ...
    @property
    @helper("datetime_datetime_minute")
    def minute(self) -> int: ...
    @property
    @helper("datetime_datetime_second")
    def second(self) -> int: ...
    @property
    @helper("datetime_datetime_microsecond")
    def microsecond(self) -> int: ...


class time:
    @unsupported("datetime.time")
    @raises(ValueError)
    def __init__(self, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0) -> None: ...


@property
@helper("datetime_utc")
def UTC() -> timezone: ...
