"""Palindromes, anagrams, ciphers, run lengths and Roman numerals."""


def palindrome(text: str):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def anagrams(a: str, b: str):
    return sorted(a.replace(" ", "").lower()) == sorted(b.replace(" ", "").lower())


def caesar(text: str, shift: int):
    result = []
    for c in text:
        if c.isascii() and c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            result.append(chr((ord(c) - base + shift) % 26 + base))
        else:
            result.append(c)
    return "".join(result)


def run_lengths(text: str):
    if not text:
        return ""
    result = ""
    previous, count = text[0], 0
    for c in text:
        if c == previous:
            count += 1
        else:
            result += f"{previous}{count}"
            previous, count = c, 1
    return result + f"{previous}{count}"


def roman(n: int):
    table = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    text = ""
    for value, sign in table:
        while n >= value:
            text += sign
            n -= value
    return text


def wrapped(text: str, width: int):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines


# palindrome("A man, a plan"); palindrome("Anna"); palindrome(""); palindrome("été")
# anagrams("Listen", "Silent"); anagrams("a", "b"); anagrams("", " ")
# caesar("Hello, Zoë!", 3); caesar("abc", -1); caesar("", 5); caesar("xyz", 29)
# run_lengths("aaabbc"); run_lengths(""); run_lengths("é"); run_lengths("aba")
# roman(1994); roman(0); roman(4); roman(-1); roman(3999)
# wrapped("the quick brown fox jumps", 10); wrapped("", 5); wrapped("incomprehensible", 3)
