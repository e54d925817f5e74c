"""argparse: signatures only."""


class Namespace: ...


class ArgumentParser:
    @unsupported("argparse")
    def __init__(self, prog: str | None = None, usage: str | None = None, description: str | None = None, **options: Any) -> None: ...
    @unsupported("argparse")
    def add_argument(self, *names: str, **options: Any) -> Any: ...
    @unsupported("argparse")
    @effect("environment", "stdio")
    @raises(SystemExit)
    def parse_args(self, args: list[str] | None = None) -> Namespace: ...
