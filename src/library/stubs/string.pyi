"""string."""


ascii_letters: str = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_lowercase: str = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase: str = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
digits: str = '0123456789'
hexdigits: str = '0123456789abcdefABCDEF'
octdigits: str = '01234567'
punctuation: str = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
whitespace: str = ' \t\n\r\x0b\x0c'
printable: str = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c'


class Template:
    @unsupported("string.Template")
    def __init__(self, template: str) -> None: ...


@unsupported("string.capwords")
def capwords(s: str, sep: str | None = None) -> str: ...
