"""glob: signatures only."""


@unsupported("files are not translated yet")
@effect("file")
def glob(pathname: str, **options: Any) -> list[str]: ...
