"""json."""


class JSONDecodeError(ValueError):
    @property
    @helper("json_decode_error_msg")
    def msg(self) -> str: ...
    @property
    @helper("json_decode_error_doc")
    def doc(self) -> str: ...
    @property
    @helper("json_decode_error_pos")
    def pos(self) -> int: ...
    @property
    @helper("json_decode_error_lineno")
    def lineno(self) -> int: ...
    @property
    @helper("json_decode_error_colno")
    def colno(self) -> int: ...


class JSONEncoder:
    @unsupported("an encoder class")
    def __init__(self) -> None: ...


class JSONDecoder:
    @unsupported("a decoder class")
    def __init__(self) -> None: ...


# With allow_nan=False, a value that is no JSON, or mixed keys that are sorted, it can raise; lowering refuses those.
@overload
@intrinsic
def dumps(obj: Encodable, *, skipkeys: Literal[False] = False, ensure_ascii: bool = True, check_circular: bool = True, allow_nan: Literal[True] = True, cls: None = None, indent: int | str | None = None, separators: tuple[str, str] | None = None, default: None = None, sort_keys: bool = False) -> str: ...
@overload
@unsupported("json.dumps with default=, cls=, skipkeys= or allow_nan=False")
@raises(ValueError, TypeError)
def dumps(obj: Any, **options: Any) -> str: ...
@overload
@helper("json_loads")
@raises(JSONDecodeError)
def loads(s: str) -> Json: ...
@overload
@helper("json_loads_bytes")
@raises(JSONDecodeError, UnicodeDecodeError)
def loads(s: bytes) -> Json: ...
@overload
@unsupported("json.loads with a hook")
@raises(JSONDecodeError, UnicodeDecodeError)
def loads(s: Any, **options: Any) -> Any: ...
@unsupported("files are not translated yet")
@effect("file")
def dump(obj: Any, fp: Any, **options: Any) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(JSONDecodeError, UnicodeDecodeError)
def load(fp: Any, **options: Any) -> Any: ...
