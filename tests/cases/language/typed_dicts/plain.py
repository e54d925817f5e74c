"""TypedDict is a dict."""

from typing import TypedDict


class Movie(TypedDict):
    title: str
    year: int


class Partial(TypedDict, total=False):
    note: str


def made(title: str, year: int):
    movie: Movie = {"title": title, "year": year}
    movie["year"] += 1
    return movie


def called(title: str):
    movie = Movie(title=title, year=1)
    return [movie["title"], len(movie), "year" in movie, list(movie)]


def maybe(flag: bool):
    p: Partial = {}
    if flag:
        p["note"] = "x"
    return p.get("note", "none")


def missing(title: str):
    movie: Movie = {"title": title, "year": 2}
    del movie["year"]
    return movie["year"]


# made("x", 1999); made("", 0)
# called("a")
# maybe(True); maybe(False)
# missing("t")
