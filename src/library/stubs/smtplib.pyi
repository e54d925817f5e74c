"""smtplib: signatures only, for the effects."""


class SMTP:
    @unsupported("mail")
    @effect("network")
    @raises(OSError)
    def __init__(self, host: str = "", port: int = 0, **options: Any) -> None: ...
    @unsupported("mail")
    @effect("network")
    @raises(OSError)
    def send_message(self, message: Any) -> Any: ...
    @unsupported("mail")
    @effect("network")
    @raises(OSError)
    def sendmail(self, sender: str, receivers: Any, message: Any) -> Any: ...
