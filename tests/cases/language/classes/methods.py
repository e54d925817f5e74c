"""Class methods, static methods and properties."""


class Temperature:
    scale = 10

    def __init__(self, tenths):
        self._tenths = tenths

    @classmethod
    def of(cls, degrees):
        return cls(degrees * cls.scale)

    @staticmethod
    def valid(degrees):
        return degrees > -274

    @property
    def degrees(self):
        return self._tenths // self.scale

    @degrees.setter
    def degrees(self, value):
        if not Temperature.valid(value):
            raise ValueError(f"too cold: {value}")
        self._tenths = value * self.scale


def made(degrees: int):
    t = Temperature.of(degrees)
    return [t.degrees, t._tenths, Temperature.valid(degrees), t.valid(0)]


def assigned(degrees: int):
    t = Temperature(0)
    t.degrees = degrees
    t.degrees += 1
    return [t.degrees, t._tenths]


# made(20); made(-300); made(0)
# assigned(5); assigned(-273); assigned(-274); assigned(-1000)
