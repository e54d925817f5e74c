"""match with literals, alternatives, guards and captures."""


def described(n: int):
    match n:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "few"
        case x if x < 0:
            return f"negative {x}"
        case _:
            return "many"


def command(text: str):
    match text.split():
        case []:
            return "nothing"
        case ["go", direction]:
            return f"go {direction}"
        case ["take", item, *rest]:
            return f"take {item} and {len(rest)}"
        case [single]:
            return f"one {single}"
        case _:
            return "unknown"


def texts(word: str):
    match word:
        case "a" | "b":
            return 1
        case "":
            return 2
    return 3


# described(0); described(2); described(-5); described(9)
# command(""); command("go north"); command("take a b c"); command("look"); command("x y z")
# texts("a"); texts("b"); texts(""); texts("c")
