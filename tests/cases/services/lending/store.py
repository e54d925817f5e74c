"""The shelf and the readers."""
import models
from models import Book, NotThere, Reader

books = {}
readers = {}
loans = 0
last = None


def _key(text):
    # Not the key of the models: here the case counts.
    return text.strip()


def add(book):
    books[_key(book.title)] = book


def find(title):
    """The book of that title, in any case."""
    for book in books.values():
        if models.same(book.title, title):
            return book
    raise NotThere(f"no book {title!r}")


def reader(name):
    name = _key(name)
    if name not in readers:
        readers[name] = Reader(name)
    return readers[name]


def lend(title, name):
    """Give a book to a reader; tell whether there was one left."""
    global loans, last
    book = find(title)
    who = reader(name)
    if book.left <= 0 or not who.may_lend():
        return False
    book.readers.append(who.name)
    who.loans.append(book.title)
    loans += 1
    last = describe(book)
    return True


def give_back(title, name):
    book = find(title)
    name = _key(name)
    if name not in book.readers:
        return False
    book.readers.remove(name)
    readers[name].loans.remove(book.title)
    return True


def describe(book):
    """What the log says of a book."""
    return f"#{book.number} {models.describe(book)}"
