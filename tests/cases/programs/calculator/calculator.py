"""A calculator: a tokenizer, a parser that makes a tree, and an evaluator with variables and functions.

Reads a line at a time from standard input, or the expressions that are its arguments. An assignment `name = expression` keeps a variable; `:vars` lists them, `:tree
EXPRESSION` shows how an expression is read, `:quit` ends. The exit code is the number of lines that were wrong, at most 9.
"""

import math
import sys

OPERATORS = "+-*/%^(),="
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2, "^": 4}
RIGHT_TO_LEFT = ("^",)
CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045, "zero": 0.0}


class CalcError(Exception):
    """Something is wrong with an expression."""

    def __init__(self, message, position):
        super().__init__(message)
        self.message = message
        self.position = position


class Token:
    """A piece of an expression: a number, a name, an operator, or its end."""

    def __init__(self, kind, text, position):
        self.kind = kind
        self.text = text
        self.position = position

    def describe(self):
        if self.kind == "end":
            return "the end"
        return f"{self.kind} {self.text!r}"


class Node:
    """A part of the tree: an operation with its operands, or a leaf."""

    def __init__(self, kind, text, position):
        self.kind = kind
        self.text = text
        self.position = position
        self.children = []

    def show(self, depth):
        lines = ["  " * depth + self.kind + " " + self.text]
        for child in self.children:
            lines.extend(child.show(depth + 1))
        return lines

    def size(self):
        return 1 + sum(child.size() for child in self.children)


def is_name_start(character):
    return character.isalpha() or character == "_"


def tokenize(text):
    """The tokens of a text, the end last."""
    tokens = []
    position = 0
    while position < len(text):
        character = text[position]
        if character.isspace():
            position += 1
            continue
        start = position
        if character.isdigit() or character == ".":
            seen_point = False
            while position < len(text) and (text[position].isdigit() or text[position] == "."):
                if text[position] == ".":
                    if seen_point:
                        raise CalcError("a number with two points", position)
                    seen_point = True
                position += 1
            if text[start:position] == ".":
                raise CalcError("a point without digits", start)
            tokens.append(Token("number", text[start:position], start))
        elif is_name_start(character):
            while position < len(text) and (is_name_start(text[position]) or text[position].isdigit()):
                position += 1
            tokens.append(Token("name", text[start:position], start))
        elif text[position : position + 2] == "//":
            tokens.append(Token("operator", "//", start))
            position += 2
        elif character in OPERATORS:
            tokens.append(Token("operator", character, start))
            position += 1
        else:
            raise CalcError(f"unexpected character {character!r}", position)
    tokens.append(Token("end", "", len(text)))
    return tokens


class Parser:
    """Makes a tree of tokens, by precedence climbing."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.index = 0

    def peek(self):
        return self.tokens[self.index]

    def advance(self):
        token = self.tokens[self.index]
        self.index += 1
        return token

    def accept(self, text):
        token = self.peek()
        if token.kind == "operator" and token.text == text:
            self.index += 1
            return True
        return False

    def expect(self, text):
        if not self.accept(text):
            token = self.peek()
            raise CalcError(f"expected {text!r}, found {token.describe()}", token.position)

    def parse(self):
        node = self.expression(0)
        token = self.peek()
        if token.kind != "end":
            raise CalcError(f"unexpected {token.describe()}", token.position)
        return node

    def expression(self, minimum):
        left = self.unary()
        while True:
            token = self.peek()
            if token.kind != "operator" or token.text not in PRECEDENCE:
                return left
            precedence = PRECEDENCE[token.text]
            if precedence < minimum:
                return left
            self.advance()
            right = self.expression(precedence if token.text in RIGHT_TO_LEFT else precedence + 1)
            node = Node("binary", token.text, token.position)
            node.children = [left, right]
            left = node

    def unary(self):
        token = self.peek()
        if self.accept("-"):
            operand = self.expression(3)
            node = Node("unary", "-", token.position)
            node.children.append(operand)
            return node
        if self.accept("+"):
            return self.unary()
        return self.primary()

    def primary(self):
        token = self.advance()
        if token.kind == "number":
            return Node("number", token.text, token.position)
        if token.kind == "name":
            if not self.accept("("):
                return Node("name", token.text, token.position)
            arguments = []
            if not self.accept(")"):
                arguments.append(self.expression(0))
                while self.accept(","):
                    arguments.append(self.expression(0))
                self.expect(")")
            node = Node("call", token.text, token.position)
            node.children = arguments
            return node
        if token.kind == "operator" and token.text == "(":
            node = self.expression(0)
            self.expect(")")
            return node
        raise CalcError(f"expected a value, found {token.describe()}", token.position)


def call(node, values):
    """A function of the calculator."""
    name = node.text
    if name == "max" and values:
        return max(values)
    if name == "min" and values:
        return min(values)
    if name == "sum":
        return sum(values)
    if name == "sqrt" and len(values) == 1:
        if values[0] < 0:
            raise CalcError("the root of a negative number", node.position)
        return math.sqrt(values[0])
    if name == "floor" and len(values) == 1:
        return float(math.floor(values[0]))
    if name == "abs" and len(values) == 1:
        return abs(values[0])
    if name == "mean":
        if not values:
            raise CalcError("the mean of nothing", node.position)
        return sum(values) / len(values)
    raise CalcError(f"no function {name} with {len(values)} arguments", node.position)


def power(base, exponent, position):
    """By repeated multiplication: only whole exponents."""
    if exponent != math.floor(exponent) or abs(exponent) > 64:
        raise CalcError("an exponent must be a whole number up to 64", position)
    result = 1.0
    for _ in range(int(abs(exponent))):
        result *= base
    if exponent < 0:
        return 1.0 / result
    return result


def evaluate(node, variables):
    """The value of a tree."""
    if node.kind == "number":
        return float(node.text)
    if node.kind == "name":
        if node.text in variables:
            return variables[node.text]
        if node.text in CONSTANTS:
            return CONSTANTS[node.text]
        raise CalcError(f"unknown name {node.text}", node.position)
    values = [evaluate(child, variables) for child in node.children]
    if node.kind == "call":
        return call(node, values)
    if node.kind == "unary":
        return -values[0]
    left, right = values
    if node.text == "+":
        return left + right
    if node.text == "-":
        return left - right
    if node.text == "*":
        return left * right
    if node.text == "/":
        return left / right
    if node.text == "//":
        return left // right
    if node.text == "%":
        return left % right
    return power(left, right, node.position)


def show(value):
    """Whole numbers without a point, others with up to ten digits."""
    if abs(value) < 1e15 and value == math.floor(value):
        return str(int(value))
    return f"{value:.10g}"


class Session:
    """What is kept from line to line."""

    def __init__(self):
        self.variables = {}
        self.count = 0
        self.errors = 0

    def assignment(self, line):
        """The name before a single `=`, or None."""
        name, equals, rest = line.partition("=")
        name = name.strip()
        if equals and rest and name.isidentifier():
            return name
        return None

    def run(self, line):
        """The answer to a line."""
        if line.startswith(":tree"):
            tree = Parser(tokenize(line[5:])).parse()
            return "\n".join(tree.show(0)) + f"\n({tree.size()} nodes)"
        if line == ":vars":
            return ", ".join(f"{name} = {show(self.variables[name])}" for name in sorted(self.variables)) or "nothing"
        target = self.assignment(line)
        text = line if target is None else line.split("=", 1)[1]
        value = evaluate(Parser(tokenize(text)).parse(), self.variables)
        if target is not None:
            self.variables[target] = value
            return f"{target} = {show(value)}"
        self.variables["_"] = value
        return show(value)

    def answer(self, line):
        """Prints the answer to a line, or what is wrong with it."""
        self.count += 1
        try:
            print(f"[{self.count}] {self.run(line)}")
        except CalcError as error:
            self.errors += 1
            print(line, file=sys.stderr)
            print(" " * error.position + "^", file=sys.stderr)
            print(f"[{self.count}] error: {error.message}")
        except ZeroDivisionError as error:
            self.errors += 1
            print(f"[{self.count}] error: {error}")


def main():
    session = Session()
    if len(sys.argv) > 1:
        for argument in sys.argv[1:]:
            session.answer(argument)
    else:
        for line in sys.stdin:
            line = line.strip()
            if line == ":quit":
                break
            if line and not line.startswith("#"):
                session.answer(line)
    print(f"{session.count} lines, {session.errors} wrong", file=sys.stderr)
    return min(session.errors, 9)


if __name__ == "__main__":
    sys.exit(main())
