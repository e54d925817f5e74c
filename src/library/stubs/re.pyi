"""re: constant patterns that mean the same to the engines of the targets; `lower` decides which."""


class error(Exception): ...


class Match:
    @intrinsic
    def group(self, *groups: Any) -> Any: ...
    @intrinsic
    def groups(self) -> Any: ...
    @intrinsic
    def groupdict(self) -> dict[str, Any]: ...


class Pattern:
    @intrinsic
    def match(self, string: str) -> Match | None: ...
    @intrinsic
    def fullmatch(self, string: str) -> Match | None: ...
    @intrinsic
    def search(self, string: str) -> Match | None: ...
    @intrinsic
    def findall(self, string: str) -> list[Any]: ...
    @intrinsic
    def sub(self, repl: Any, string: str, count: int = 0) -> str: ...
    @intrinsic
    def split(self, string: str, maxsplit: int = 0) -> list[Any]: ...


@intrinsic
@raises(error)
def compile(pattern: str, flags: int = 0) -> Pattern: ...
@intrinsic
@raises(error)
def match(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@intrinsic
@raises(error)
def fullmatch(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@intrinsic
@raises(error)
def search(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@intrinsic
@raises(error)
def findall(pattern: str, string: str, flags: int = 0) -> list[Any]: ...
@intrinsic
@raises(error)
def sub(pattern: str, repl: Any, string: str, count: int = 0, flags: int = 0) -> str: ...
@intrinsic
@raises(error)
def split(pattern: str, string: str, maxsplit: int = 0, flags: int = 0) -> list[Any]: ...
@helper("re_escape")
@wrong_type(TypeError, "expected str")
def escape(pattern: str) -> str: ...


IGNORECASE: int = 2
I: int = 2
MULTILINE: int = 8
M: int = 8
DOTALL: int = 16
S: int = 16
