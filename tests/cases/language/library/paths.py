"""os.path on text: join, split, names and extensions."""

import os


def joined(a: str, b: str):
    return [os.path.join(a, b), os.path.join(a, b, "c.txt")]


def split(path: str):
    return [os.path.basename(path), os.path.dirname(path), list(os.path.splitext(path))]


def normal(path: str):
    return os.path.normpath(path)


def absolute(path: str):
    return os.path.isabs(path)


# joined("a", "b"); joined("a/", "b"); joined("a", "/b"); joined("", "b"); joined("a", "")
# split("/a/b.tar.gz"); split("a"); split(""); split("/a/"); split(".bashrc"); split("a.b/c")
# normal("a/../b//c/."); normal(""); normal("/../a"); normal("..")
# absolute("/a"); absolute("a"); absolute("")
