"""Class attributes that change and are shared by all instances."""


class Registry:
    made = 0
    names = []

    def __init__(self, name):
        Registry.made += 1
        self.number = Registry.made
        self.names.append(name)


def register(name: str):
    return Registry(name).number


def registered():
    return [Registry.made, Registry.names]


# register("a"); register("b")
# registered(); register(""); registered()
