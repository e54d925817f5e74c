"""Classes that derive from others, where each instance's class is known: chains of `super()`, mixins, class methods, abstract bases."""

from abc import ABC, ABCMeta, abstractmethod
from dataclasses import dataclass, field


class Account:
    kind = "account"
    limit = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def rounded(amount: float) -> int:
        return round(amount)

    @property
    def label(self):
        return f"{self.kind}:{self.owner}"

    def withdraw(self, amount):
        if self.balance - amount < -self.limit:
            raise ValueError(f"{self.label} has only {self.balance}")
        self.balance -= amount
        self.history.append(amount)
        return self.balance

    def __str__(self):
        return f"{self.owner} ({self.balance})"

    def __eq__(self, other):
        return self.balance == other.balance


class Checking(Account):
    kind = "checking"
    limit = 100

    def __init__(self, owner, balance=0, fee=1):
        super().__init__(owner, balance)
        self.fee = fee

    def withdraw(self, amount):
        left = super().withdraw(amount + self.fee)
        return left


class Student(Checking):
    def __init__(self, owner):
        Checking.__init__(self, owner, fee=0)
        self.card = None

    @property
    def label(self):
        return "student " + self.owner

    def withdraw(self, amount):
        if amount > 50:
            return None
        return super(Student, self).withdraw(amount)


class Loud:
    def greet(self):
        return self.text().upper()

    def chain(self):
        return ["loud"]


class Polite:
    def text(self):
        return "hello"

    def chain(self):
        return ["polite"]


class Both(Loud, Polite):
    def chain(self):
        return ["both"] + super().chain()


class First:
    def steps(self):
        return ["first"]


class Left(First):
    def steps(self):
        return ["left"] + super().steps()


class Right(First):
    def steps(self):
        return ["right"] + super().steps()


class Bottom(Left, Right):
    def steps(self):
        return ["bottom"] + super().steps()


class Store(ABC):
    @abstractmethod
    def load(self, key: str) -> str:
        """Gives what is kept."""

    @property
    @abstractmethod
    def size(self):
        ...

    def load_all(self, keys):
        return [self.load(key) for key in keys]


class Memory(Store):
    def __init__(self):
        self.items = {}

    def load(self, key: str) -> str:
        return self.items[key]

    @property
    def size(self):
        return len(self.items)


class Task(metaclass=ABCMeta):
    def run(self):
        raise NotImplementedError

    def named(self):
        raise NotImplementedError(f"{self.__class__.__name__}.named")


class Sum(Task):
    def __init__(self, numbers):
        super().__init__()
        self.numbers = numbers

    def run(self):
        return sum(self.numbers)


@dataclass
class Entity:
    id: int
    tags: list = field(default_factory=list)

    def __post_init__(self):
        self.key = f"e{self.id}"

    def tag(self, text):
        self.tags.append(text)
        return self


@dataclass
class User(Entity):
    name: str = "nobody"
    id: int = 7

    def __post_init__(self):
        super().__post_init__()
        self.key += self.name


@dataclass
class Admin(User):
    level: int = 1


def withdrawn(balance: int, amount: int):
    plain = Account("p", balance)
    checking = Checking("c", balance, 2)
    return [plain.withdraw(amount), checking.withdraw(amount), str(plain), f"{checking}", checking.history, checking.label]


def student(amount: int):
    account = Student("s")
    left = account.withdraw(amount)
    return [left, account.label, account.kind, account.limit, account.fee, account.card is None, account.balance]


def made(owner: str):
    return [Account.empty(owner).label, Checking.empty(owner).label, Checking.rounded(2.5), Student.limit, Account.limit]


def equal(a: int, b: int):
    return [Checking("a", a) == Checking("b", b), Account("a", a) != Account("b", b)]


def kinds():
    student, account, both = Student("s"), Account("a"), Both()
    found = []
    if isinstance(student, Account):
        found.append("student is an account")
    if isinstance(account, Checking):
        found.append("account is checking")
    if isinstance(account, (Loud, Account)):
        found.append("account is one of two")
    if not isinstance(both, Polite):
        found.append("both is not polite")
    return found + [type(student).__name__, both.__class__.__name__]


def found(owner: str):
    account = Student(owner) if owner else None
    if isinstance(account, Account):
        return account.owner
    return "nobody"


def mixed():
    return [Both().greet(), " ".join(Both().chain()), " ".join(Bottom().steps()), " ".join(Left().steps())]


def loaded(key: str):
    store = Memory()
    store.items["a"] = "first"
    store.items["é"] = "second"
    return [store.load_all([key, "a"]), store.size]


def abstract(key: str):
    store = Store()
    return store.load(key)


def task(numbers: list[int], name: bool):
    work = Sum(numbers)
    if name:
        return work.named()
    return work.run()


def unfinished():
    return Task().run()


def entities(name: str):
    user, admin = User(1, name=name), Admin(name=name)
    user.tag("x").tag("y")
    return [repr(user), repr(admin), user.key, admin.key, admin.tags, len(user.tags), User(1) == User(1), User(1) == User(2)]


# withdrawn(100, 50); withdrawn(0, 0); withdrawn(0, 1); withdrawn(-1, -5); withdrawn(9223372036854775807, -1)
# student(50); student(51); student(0); student(-3)
# made("x"); made("é")
# equal(1, 1); equal(1, 2)
# kinds()
# found("a"); found("")
# mixed()
# loaded("a"); loaded("é"); loaded("x")
# abstract("a")
# task([1, 2], False); task([], False); task([1], True)
# unfinished()
# entities("ann"); entities("")
