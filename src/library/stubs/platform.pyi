"""platform: signatures only."""


@unsupported("what machine this is")
@effect("process")
def system() -> str: ...
@unsupported("what machine this is")
@effect("process")
def node() -> str: ...
@unsupported("what machine this is")
@effect("process")
def machine() -> str: ...
@unsupported("what machine this is")
@effect("process")
def platform() -> str: ...
@unsupported("what machine this is")
@effect("process")
def python_version() -> str: ...
