"""shutil: signatures only, for the effects."""


@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def copy(src: str, dst: str) -> str: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def copyfile(src: str, dst: str) -> str: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def copytree(src: str, dst: str) -> str: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def move(src: str, dst: str) -> str: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def rmtree(path: str, ignore_errors: bool = False) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def which(cmd: str) -> str | None: ...
