"""sqlite3: signatures only, for the effects."""


class Error(Exception): ...


class DatabaseError(Error): ...


class IntegrityError(DatabaseError): ...


class OperationalError(DatabaseError): ...


class Cursor:
    @unsupported("databases are not translated yet")
    @effect("database")
    @raises(Error)
    def execute(self, sql: str, parameters: Any = ...) -> Cursor: ...
    @unsupported("databases are not translated yet")
    @effect("database")
    def fetchone(self) -> Any: ...
    @unsupported("databases are not translated yet")
    @effect("database")
    def fetchall(self) -> list[Any]: ...


class Connection:
    @unsupported("databases are not translated yet")
    @effect("database")
    def cursor(self) -> Cursor: ...
    @unsupported("databases are not translated yet")
    @effect("database")
    @raises(Error)
    def execute(self, sql: str, parameters: Any = ...) -> Cursor: ...
    @unsupported("databases are not translated yet")
    @effect("database")
    @raises(Error)
    def commit(self) -> None: ...
    @unsupported("databases are not translated yet")
    @effect("database")
    def close(self) -> None: ...


@unsupported("databases are not translated yet")
@effect("database")
@raises(Error)
def connect(database: str, **options: Any) -> Connection: ...
