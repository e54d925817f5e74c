"""strip, lstrip, rstrip, removeprefix, removesuffix."""


def around(text: str):
    return [text.strip(), text.lstrip(), text.rstrip()]


def these(text: str, chars: str):
    return [text.strip(chars), text.lstrip(chars), text.rstrip(chars)]


def affixes(text: str, affix: str):
    return [text.removeprefix(affix), text.removesuffix(affix)]


def tests(text: str, affix: str):
    return [text.startswith(affix), text.endswith(affix), affix in text, text.startswith((affix, "x"))]


# around("  a b \n"); around(""); around("\x1c\x1fa\x85\u3000"); around("abc"); around("\u200ba")
# these("xxabcxx", "x"); these("abc", ""); these("abcba", "ab"); these("日a日", "日"); these("aaa", "a")
# affixes("unhappy", "un"); affixes("abab", "ab"); affixes("abc", ""); affixes("a", "abc")
# tests("abc", "a"); tests("abc", "c"); tests("abc", ""); tests("", "a"); tests("xyz", "q"); tests("日本", "日")
