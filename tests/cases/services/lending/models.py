"""What the library lends."""

LIMIT = 2


class NotThere(Exception):
    """Nothing of that name is known."""


class Book:
    """A title of which there are some copies."""

    made = 0

    def __init__(self, title, author, copies):
        Book.made += 1
        self.number = Book.made
        self.title = title
        self.author = author
        self.copies = copies
        self.readers = []

    @property
    def left(self):
        return self.copies - len(self.readers)

    def to_dict(self):
        return {"number": self.number, "title": self.title, "author": self.author, "left": self.left}


class Reader:
    def __init__(self, name):
        self.name = name
        self.loans = []

    def may_lend(self):
        return len(self.loans) < LIMIT

    def to_dict(self):
        return {"name": self.name, "loans": self.loans}


def describe(book):
    """One line about a book."""
    return f"{book.title} by {book.author}"


def _key(text):
    return text.strip().lower()


def same(a, b):
    return _key(a) == _key(b)
