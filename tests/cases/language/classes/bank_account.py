"""State of an instance, methods that call each other, exceptions of one's own."""


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, owner: str, balance: int = 0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount: int):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self._note("deposit", amount)

    def withdraw(self, amount: int):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        self._note("withdraw", amount)

    def transfer(self, other, amount: int):
        self.withdraw(amount)
        other.deposit(amount)

    def _note(self, kind: str, amount: int):
        self.history.append({"kind": kind, "amount": amount, "balance": self.balance})

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"


def moved(start: int, amount: int):
    a, b = Account("ann", start), Account("bob")
    try:
        a.transfer(b, amount)
    except (InsufficientFunds, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return [repr(a), repr(b), a.history, b.history]


def shown(name: str):
    return f"{Account(name)}, {Account(name, 5)!r}"


# moved(100, 30); moved(10, 30); moved(10, 0); moved(10, -5)
# shown("ann"); shown("it's")
