"""Abstract base classes and NotImplementedError."""

from abc import ABC, abstractmethod


class Animal(ABC):
    @abstractmethod
    def sound(self):
        ...

    def twice(self):
        return self.sound() + self.sound()


class Dog(Animal):
    def sound(self):
        return "wuff"


class Plain:
    def work(self):
        raise NotImplementedError


class Worded(Plain):
    def work(self):
        raise NotImplementedError("not yet")


def noise():
    return Dog().twice()


def unfinished(worded: bool):
    thing = Worded() if worded else Plain()
    return thing.work()


def abstract():
    return Animal().twice()


# noise()
# unfinished(True); unfinished(False)
# abstract()
