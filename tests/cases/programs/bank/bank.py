"""A bank: accounts, transfers that succeed or fail as a whole, interest, and a ledger.

Reads commands from standard input, one a line:

    open NAME [AMOUNT]      deposit NAME AMOUNT      withdraw NAME AMOUNT
    transfer FROM TO AMOUNT [FROM TO AMOUNT]...      interest PERCENT
    close NAME              freeze NAME              report

`--strict` ends at the first command that fails, with its exception. Amounts are in cents.
"""

import sys
from dataclasses import dataclass, field

LIMIT = 1_000_000
KINDS = ["deposit", "withdrawal", "transfer", "interest"]


class BankError(Exception):
    """A command cannot be done."""


class UnknownAccount(BankError):
    """There is no account of that name."""

    def __init__(self, name):
        super().__init__(f"there is no account {name}")
        self.name = name


class InsufficientFunds(BankError):
    """An account has less than what is wanted of it."""

    def __init__(self, message, missing):
        super().__init__(message)
        self.missing = missing


class FrozenAccount(BankError):
    """Nothing may leave an account that is frozen."""


class BadAmount(ValueError):
    """What should be an amount is none."""


@dataclass
class Entry:
    """A line of the ledger."""

    number: int
    kind: str
    name: str
    amount: int


@dataclass
class Account:
    """Somebody's money."""

    name: str
    balance: int = 0
    frozen: bool = False
    history: list = field(default_factory=list)


def money(cents):
    """Cents as an amount with its sign in front: -1,234.50"""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{rest:02}"


def parse_amount(text):
    """An amount in cents: `12`, `12.5`, `12.50`."""
    whole, point, rest = text.partition(".")
    if not whole.isdigit() or (point and not rest.isdigit()) or len(rest) > 2:
        raise BadAmount(f"{text!r} is not an amount")
    cents = int(whole) * 100 + int(rest.ljust(2, "0") if rest else "0")
    if cents > LIMIT * 100:
        raise BadAmount(f"{money(cents)} is more than {money(LIMIT * 100)}")
    return cents


class Bank:
    """All accounts and what happened to them."""

    def __init__(self):
        self.accounts = {}
        self.ledger = []
        self.failures = {}

    def account(self, name):
        try:
            return self.accounts[name]
        except KeyError:
            raise UnknownAccount(name) from None

    def note(self, kind, account, amount):
        number = len(self.ledger) + 1
        self.ledger.append(Entry(number, kind, account.name, amount))
        account.history.append(number)

    def open(self, name, amount):
        if name in self.accounts:
            raise BankError(f"{name} has an account already")
        account = Account(name)
        self.accounts[name] = account
        if amount:
            self.deposit(name, amount)

    def deposit(self, name, amount):
        account = self.account(name)
        account.balance += amount
        self.note("deposit", account, amount)

    def take(self, account, amount):
        if account.frozen:
            raise FrozenAccount(f"{account.name} is frozen")
        if account.balance < amount:
            message = f"{account.name} has {money(account.balance)}, not {money(amount)}"
            raise InsufficientFunds(message, amount - account.balance)
        account.balance -= amount

    def withdraw(self, name, amount):
        account = self.account(name)
        self.take(account, amount)
        self.note("withdrawal", account, -amount)

    def transfer(self, moves):
        """Several moves as one: all of them, or none."""
        before = {name: account.balance for name, account in self.accounts.items()}
        entries = len(self.ledger)
        done = False
        try:
            for source, target, amount in moves:
                giver = self.account(source)
                taker = self.account(target)
                self.take(giver, amount)
                taker.balance += amount
                self.note("transfer", giver, -amount)
                self.note("transfer", taker, amount)
            done = True
        finally:
            if not done:
                for name, balance in before.items():
                    self.accounts[name].balance = balance
                for entry in self.ledger[entries:]:
                    self.accounts[entry.name].history.remove(entry.number)
                self.ledger = self.ledger[:entries]

    def interest(self, percent):
        total = 0
        for account in self.accounts.values():
            if account.frozen or account.balance <= 0:
                continue
            amount = account.balance * percent // 10000
            if amount:
                account.balance += amount
                self.note("interest", account, amount)
                total += amount
        return total

    def close(self, name):
        account = self.account(name)
        if account.balance != 0:
            raise BankError(f"{name} still has {money(account.balance)}")
        del self.accounts[name]

    def check(self):
        """The ledger adds up to what the accounts hold."""
        assert sum(entry.amount for entry in self.ledger) == sum(
            account.balance for account in self.accounts.values()
        ), "the ledger does not add up"


def report(bank):
    """The accounts by what they hold, and the sums of each kind of entry."""
    width = max((len(name) for name in bank.accounts), default=4)
    print(f"{'name'.ljust(width)} | {'balance':>14} | entries")
    print("-" * width + "-+-" + "-" * 14 + "-+--------")
    for account in sorted(bank.accounts.values(), key=lambda account: (-account.balance, account.name)):
        mark = "*" if account.frozen else ""
        print(f"{account.name.ljust(width)} | {money(account.balance):>14} | {len(account.history)}{mark}")
    sums = {kind: 0 for kind in KINDS}
    for entry in bank.ledger:
        sums[entry.kind] += entry.amount
    print("; ".join(f"{kind} {money(sums[kind])}" for kind in KINDS if sums[kind]))
    for reason in sorted(bank.failures):
        print(f"failed: {reason} x{bank.failures[reason]}")


def execute(bank, words):
    """Does a command; what it says, or an empty text."""
    command, arguments = words[0], words[1:]
    if command == "open":
        amount = parse_amount(arguments[1]) if len(arguments) > 1 else 0
        bank.open(arguments[0], amount)
        return f"opened {arguments[0]} with {money(amount)}"
    if command == "deposit":
        bank.deposit(arguments[0], parse_amount(arguments[1]))
        return ""
    if command == "withdraw":
        bank.withdraw(arguments[0], parse_amount(arguments[1]))
        return f"{arguments[0]} has {money(bank.account(arguments[0]).balance)} left"
    if command == "transfer":
        moves = []
        for at in range(0, len(arguments), 3):
            moves.append((arguments[at], arguments[at + 1], parse_amount(arguments[at + 2])))
        bank.transfer(moves)
        return f"{len(moves)} moves"
    if command == "interest":
        return f"interest of {money(bank.interest(parse_amount(arguments[0])))}"
    if command == "freeze":
        account = bank.account(arguments[0])
        account.frozen = not account.frozen
        return f"{account.name} is {'frozen' if account.frozen else 'free'}"
    if command == "close":
        bank.close(arguments[0])
        return f"closed {arguments[0]}"
    if command == "report":
        report(bank)
        return ""
    raise BankError(f"unknown command {command}")


def main():
    strict = "--strict" in sys.argv[1:]
    bank = Bank()
    line_number = 0
    for line in sys.stdin:
        line_number += 1
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            said = execute(bank, words)
            if said:
                print(said)
        except InsufficientFunds as error:
            print(f"line {line_number}: {error} ({money(error.missing)} short)")
            bank.failures["funds"] = bank.failures.get("funds", 0) + 1
            if strict:
                raise
        except (BankError, BadAmount) as error:
            print(f"line {line_number}: {error}")
            reason = type(error).__name__
            bank.failures[reason] = bank.failures.get(reason, 0) + 1
            if strict:
                raise
        except IndexError:
            print(f"line {line_number}: {words[0]} needs more arguments")
            bank.failures["arguments"] = bank.failures.get("arguments", 0) + 1
        finally:
            bank.check()
    report(bank)
    if bank.failures:
        sys.exit(3)


if __name__ == "__main__":
    main()
