"""argparse. A parser whose parts are constants is written out before anything else (`src/python/desugar/argparse`); what has an underscore is what it becomes."""


class Namespace:
    @helper("namespace_flag")
    def flag(self, dest: str) -> bool: ...
    @helper("namespace_text")
    def text(self, dest: str, default: str) -> str: ...
    @helper("namespace_texts")
    def texts(self, dest: str) -> list[str]: ...


@helper("argparse_parse")
@effect("environment", "stdio")
@raises(SystemExit)
def _parse(prog: str, usage: str, help: str, arguments: str) -> Namespace: ...


class ArgumentParser:
    @unsupported("argparse of a parser whose arguments are not all constants in one suite")
    def __init__(self, prog: str | None = None, usage: str | None = None, description: str | None = None, **options: Any) -> None: ...
    @unsupported("argparse")
    def add_argument(self, *names: str, **options: Any) -> Any: ...
    @unsupported("argparse")
    @effect("environment", "stdio")
    @raises(SystemExit)
    def parse_args(self, args: list[str] | None = None) -> Namespace: ...
