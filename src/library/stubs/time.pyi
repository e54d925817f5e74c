"""time."""


class struct_time:
    """What gmtime gives; only strftime reads it."""


@helper("time_time")
@effect("clock")
def time() -> float: ...
@helper("time_time_ns")
@effect("clock")
def time_ns() -> int: ...
@helper("time_monotonic")
@effect("clock")
def monotonic() -> float: ...
@helper("time_monotonic_ns")
@effect("clock")
def monotonic_ns() -> int: ...
@helper("time_perf_counter")
@effect("clock")
def perf_counter() -> float: ...
@helper("time_perf_counter_ns")
@effect("clock")
def perf_counter_ns() -> int: ...
@unsupported("the processor time of a process is another one in another language")
@effect("clock", "process")
def process_time() -> float: ...
@helper("time_sleep")
@effect("clock")
@raises(ValueError, OverflowError)
def sleep(seconds: float) -> None: ...
@overload
@helper("time_gmtime_now")
@effect("clock")
def gmtime() -> struct_time: ...
@overload
@helper("time_gmtime")
@raises(OSError, OverflowError, ValueError)
def gmtime(seconds: float) -> struct_time: ...
@unsupported("the local time zone")
@effect("clock", "environment")
def localtime(seconds: float = ...) -> struct_time: ...
@overload
@unsupported("the local time zone")
@effect("clock", "environment")
def strftime(format: str) -> str: ...
@overload
@helper("time_strftime")
def strftime(format: str, t: struct_time) -> str: ...
@unsupported("the local time zone")
@effect("clock", "environment")
def ctime(seconds: float = ...) -> str: ...
@unsupported("time.strptime")
@raises(ValueError)
def strptime(text: str, format: str) -> struct_time: ...
@unsupported("the local time zone")
@effect("environment")
def mktime(t: struct_time) -> float: ...
