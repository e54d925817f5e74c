"""Multiple inheritance and mixins."""


class Loud:
    def shout(self):
        return self.name().upper()


class Named:
    def name(self):
        return "nobody"


class Person(Loud, Named):
    def __init__(self, called):
        self.called = called

    def name(self):
        return self.called


def shouted(name: str):
    return Person(name).shout()


# shouted("ann"); shouted("")
