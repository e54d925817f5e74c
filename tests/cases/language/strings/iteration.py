"""Walking over text."""


def vowels(text: str):
    count = 0
    for letter in text:
        if letter in "aeiou":
            count += 1
    return count


def numbered(text: str):
    return [[i, c] for i, c in enumerate(text)]


def backwards(text: str):
    return "".join(reversed(text))


def palindrome(text: str):
    cleaned = [c.lower() for c in text if c.isalnum()]
    return cleaned == cleaned[::-1]


def runs(text: str):
    out = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(f"{text[i]}{j - i}")
        i = j
    return "".join(out)


# vowels("hello"); vowels(""); vowels("xyz"); vowels("éa")
# numbered("ab"); numbered(""); numbered("日a")
# backwards("abc"); backwards(""); backwards("a日😀")
# palindrome("A man, a plan"); palindrome("abba"); palindrome(""); palindrome("Ab1bA")
# runs("aaabcc"); runs(""); runs("x"); runs("日日a")
