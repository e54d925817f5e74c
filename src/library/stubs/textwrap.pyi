"""textwrap: signatures only."""


@unsupported("textwrap")
def dedent(text: str) -> str: ...
@unsupported("textwrap")
def wrap(text: str, width: int = 70) -> list[str]: ...
