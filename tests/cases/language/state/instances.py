"""Instances that live between calls."""


class Account:
    def __init__(self):
        self.balance = 0
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(amount)
        return self.balance


ACCOUNTS = {}


def deposit(name: str, amount: int):
    account = ACCOUNTS.setdefault(name, Account())
    return account.deposit(amount)


def history(name: str):
    if name not in ACCOUNTS:
        return None
    return ACCOUNTS[name].history


# deposit("ann", 5); deposit("ann", 7); deposit("bob", 1); deposit("bob", 0); deposit("eve", -1)
# history("ann"); history("eve"); history("zoe")
# deposit("ann", 1); history("ann")
