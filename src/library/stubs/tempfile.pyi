"""tempfile: signatures only, for the effects."""


@unsupported("files are not translated yet")
@effect("file", "random")
@raises(OSError)
def NamedTemporaryFile(**options: Any) -> Any: ...
@unsupported("files are not translated yet")
@effect("file", "random")
@raises(OSError)
def TemporaryDirectory(**options: Any) -> Any: ...
@unsupported("files are not translated yet")
@effect("file", "random")
@raises(OSError)
def TemporaryFile(**options: Any) -> Any: ...
@unsupported("files are not translated yet")
@effect("file", "random")
@raises(OSError)
def mkdtemp(**options: Any) -> Any: ...
@unsupported("files are not translated yet")
@effect("file", "random")
@raises(OSError)
def mkstemp(**options: Any) -> Any: ...
