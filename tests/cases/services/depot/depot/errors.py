class DepotError(Exception):
    """What the depot refuses."""


class TooHeavy(DepotError):
    def __init__(self, weight, limit):
        super().__init__(f"{weight} kg is more than {limit} kg")
        self.weight = weight


class Unknown(DepotError):
    pass
