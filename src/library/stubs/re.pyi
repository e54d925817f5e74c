"""re: signatures only. The engines of the targets differ from it (Unicode classes, `$`, backreferences)."""


class error(Exception): ...


class Match:
    @unsupported("regular expressions are not translated yet")
    def group(self, *groups: Any) -> Any: ...
    @unsupported("regular expressions are not translated yet")
    def groups(self) -> Any: ...
    @unsupported("regular expressions are not translated yet")
    def groupdict(self) -> dict[str, Any]: ...


class Pattern:
    @unsupported("regular expressions are not translated yet")
    def match(self, string: str) -> Match | None: ...
    @unsupported("regular expressions are not translated yet")
    def fullmatch(self, string: str) -> Match | None: ...
    @unsupported("regular expressions are not translated yet")
    def search(self, string: str) -> Match | None: ...
    @unsupported("regular expressions are not translated yet")
    def findall(self, string: str) -> list[Any]: ...
    @unsupported("regular expressions are not translated yet")
    def sub(self, repl: Any, string: str, count: int = 0) -> str: ...
    @unsupported("regular expressions are not translated yet")
    def split(self, string: str, maxsplit: int = 0) -> list[Any]: ...


@unsupported("regular expressions are not translated yet")
@raises(error)
def compile(pattern: str, flags: int = 0) -> Pattern: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def match(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def fullmatch(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def search(pattern: str, string: str, flags: int = 0) -> Match | None: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def findall(pattern: str, string: str, flags: int = 0) -> list[Any]: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def sub(pattern: str, repl: Any, string: str, count: int = 0, flags: int = 0) -> str: ...
@unsupported("regular expressions are not translated yet")
@raises(error)
def split(pattern: str, string: str, maxsplit: int = 0, flags: int = 0) -> list[Any]: ...
@unsupported("regular expressions are not translated yet")
def escape(pattern: str) -> str: ...


IGNORECASE: int = 2
I: int = 2
MULTILINE: int = 8
M: int = 8
DOTALL: int = 16
S: int = 16
