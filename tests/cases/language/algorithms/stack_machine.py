"""A calculator of postfix terms, brackets and a small tokenizer."""


def postfix(text: str):
    stack: list[int] = []
    for token in text.split():
        if token in ("+", "-", "*", "/"):
            if len(stack) < 2:
                raise ValueError(f"too few operands for {token}")
            right = stack.pop()
            left = stack.pop()
            if token == "+":
                stack.append(left + right)
            elif token == "-":
                stack.append(left - right)
            elif token == "*":
                stack.append(left * right)
            else:
                stack.append(left // right)
        else:
            stack.append(int(token))
    if len(stack) != 1:
        raise ValueError(f"{len(stack)} values are left")
    return stack[0]


def balanced(text: str):
    pairs = {")": "(", "]": "[", "}": "{"}
    stack = []
    for i, c in enumerate(text):
        if c in "([{":
            stack.append(c)
        elif c in pairs:
            if not stack or stack.pop() != pairs[c]:
                return i
    return -1 if not stack else len(text)


def tokens(text: str):
    found = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            found.append(["number", text[start:i]])
        elif c.isalpha() or c == "_":
            start = i
            while i < len(text) and (text[i].isalnum() or text[i] == "_"):
                i += 1
            found.append(["name", text[start:i]])
        else:
            found.append(["sign", c])
            i += 1
    return found


# postfix("1 2 + 3 *"); postfix("5"); postfix(""); postfix("1 +"); postfix("1 2"); postfix("4 0 /"); postfix("-7 2 /"); postfix("x")
# balanced("(a[b]{c})"); balanced("(]"); balanced("(("); balanced(""); balanced("a)")
# tokens("x1 = 42+_y"); tokens(""); tokens("é9 ²"); tokens("  ")
