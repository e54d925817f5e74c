"""re.split with groups keeps what they found."""

import re


def spaced(text: str):
    return re.split(r"(\s+)", text)


def signed(text: str):
    return re.split(r"([+-])([0-9])", text)


# spaced("a b  c"); spaced(""); spaced(" a "); spaced("\u00a0é\u3000日"); spaced("abc")
# signed("1+2-3"); signed("+1"); signed("x"); signed("+-1-")
