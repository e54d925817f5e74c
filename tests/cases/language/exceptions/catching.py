"""try, except by class, several clauses, else, finally."""


def kind(text: str):
    try:
        n = int(text)
        result = 100 // n
    except ValueError:
        return "not a number"
    except ZeroDivisionError:
        return "zero"
    else:
        return str(result)


def order(text: str):
    seen = []
    try:
        seen.append("try")
        seen.append(str(int(text)))
    except ValueError:
        seen.append("except")
    else:
        seen.append("else")
    finally:
        seen.append("finally")
    return seen


def several(i: int):
    try:
        return [[1, 2][i], {0: "a"}[i]]
    except (IndexError, KeyError) as error:
        return type(error).__name__


def hierarchy(text: str):
    try:
        return {"a": 1}[text]
    except LookupError:
        return "lookup"


def anything(text: str):
    try:
        return int(text)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# kind("5"); kind("0"); kind("x"); kind("")
# order("1"); order("z")
# several(0); several(1); several(5); several(-1); several(-3)
# hierarchy("a"); hierarchy("b")
# anything("12"); anything("a b"); anything("")
