"""Members of Enum classes as values: in lists, dicts, dataclasses and functions, with defaults and None."""

import json
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum, auto


class Weekday(Enum):
    MONDAY = auto()
    TUESDAY = auto()
    SUNDAY = 7
    REST = 7
    LATER = auto()

    def is_free(self):
        return self in (Weekday.SUNDAY, Weekday.LATER)

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]

    @staticmethod
    def first():
        return Weekday.MONDAY

    def __str__(self):
        return self.name.title()


class Role(str, Enum):
    ADMIN = "admin"
    USER = "user"
    NOBODY = ""


class Rank(IntEnum):
    NONE = 0
    LOW = -3
    HIGH = 2**0


class Grade(IntEnum):
    NONE = 0
    LOW = -3
    HIGH = 9223372036854775807


class Tone(StrEnum):
    SOFT = auto()
    LOUD_ONE = auto()


@dataclass
class Member:
    name: str
    role: Role = Role.USER
    grade: Grade = Grade.LOW


def week(text: str):
    day = Weekday.parse(text)
    return [str(day), repr(day), f"{day}", day.value, day.name, day.is_free(), day is Weekday.SUNDAY, Weekday.REST.name]


def days():
    return [len(Weekday), [day.name for day in Weekday], [day.value for day in list(Weekday)], Weekday.first().name]


def member(name: str, role: str, grade: int):
    made = Member(name, Role(role), Grade(grade))
    made.role = Role.NOBODY if made.grade == Grade.NONE else made.role
    return json.dumps({"name": made.name, "role": made.role, "grade": made.grade, "grown": made.grade is Grade.HIGH})


def default(name: str):
    made = Member(name)
    texts = [made.role.value, str(made.role), str(made.grade), f"{made.role}|{made.grade}"]
    return {"role": made.role, "grade": made.grade, "texts": texts}


def looked_up(text: str):
    try:
        return Role(text).name
    except ValueError as error:
        return str(error)


def named(text: str):
    try:
        return Role[text].value
    except KeyError as error:
        return f"no {error}"


def compared(text: str, number: int):
    role, grade = Role(text), Grade(number)
    return [role == "admin", role == text, role != "user", grade == 0, grade < 1, grade >= Grade.NONE, max(grade, Grade.NONE).name]


def among(text: str):
    return [Role.ADMIN in ("admin", "user"), text in (Role.ADMIN, Role.NOBODY), Role.USER in [Role.ADMIN], Role(text) in {Role.ADMIN}]


def truth(text: str, number: int):
    role = Role(text)
    return [bool(role), bool(Grade(number)), "yes" if Weekday.MONDAY else "no", not role]


def counted(texts: list[str]):
    counts = {}
    for text in texts:
        role = Role(text)
        counts[role] = counts.get(role, 0) + 1
    return [[role.name, count] for role, count in counts.items()]


def dumped(text: str):
    return json.dumps({Role(text): 1, Role.ADMIN: 2})


def optional(text: str):
    found = None
    for role in Role:
        if role.value == text:
            found = role
    if found is None:
        return "none"
    return found.name


def compared_optional(text: str):
    found = Role(text) if text != "-" else None
    return [found == Role.ADMIN, found is Role.ADMIN, found is None, found in (Role.ADMIN, Role.USER)]


def mixed(text: str):
    role = Role(text)
    return [role.upper(), role + "!", len(role), role.startswith("ad"), "-".join([role.value, text]), Grade.LOW + 1, -Grade.LOW]


def tone(text: str):
    found = Tone(text)
    return [found.name, found.value, str(found), f"{found}", repr(found)]


def numbers(number: int):
    grade = Grade(number)
    return [int(grade), grade.value, grade * 0, f"{grade}", str(grade), repr(grade), "%d %s" % (grade, grade)]


def kind(text: str):
    role = Role(text)
    if isinstance(role, Role):
        return "role"
    return "other"


def unknown(value):
    return Grade(value).name


def passed(text: str):
    return shown(Role(text)) + shown(Role.ADMIN)


def shown(role: Role = Role.USER) -> str:
    if role is Role.ADMIN:
        return "A"
    elif role == Role.USER:
        return "U"
    return "-"


def sorted_roles(texts: list[str]):
    roles = sorted([Role(text) for text in texts], key=lambda role: role.value)
    return [role.name for role in roles]


def table(text: str):
    words = {Role.ADMIN: "all", Role.USER: "some"}
    return [words.get(Role(text)), words.get(Role(text), "nothing"), Role(text) in words]


def missing(text: str):
    words = {Role.ADMIN: "all", Role.USER: "some"}
    return words[Role(text)]


def prices(text: str, numbers: list[int]):
    role = Role(text)
    return {Role.ADMIN: max(numbers, default=-1), Role.USER: len(numbers)}[role]


# week("monday"); week("Sunday"); week("rest"); week("later"); week("x"); week("")
# days()
# member("a", "admin", 0); member("é", "user", -3); member("", "", 9223372036854775807); member("", "x", 0); member("", "admin", 4)
# default("a")
# looked_up("admin"); looked_up("ADMIN"); looked_up(""); looked_up("it's"); looked_up("é\n")
# named("ADMIN"); named("admin"); named(""); named("it's")
# compared("admin", 0); compared("", -3); compared("user", 9223372036854775807); compared("user", 1)
# among("admin"); among(""); among("user"); among("x")
# truth("admin", 0); truth("", -3)
# counted([]); counted(["admin", "user", "admin", ""]); counted(["x"])
# dumped("admin"); dumped("user"); dumped("")
# optional("admin"); optional("x"); optional("")
# compared_optional("admin"); compared_optional("-"); compared_optional("user")
# mixed("admin"); mixed("")
# tone("soft"); tone("loud_one"); tone("LOUD_ONE")
# numbers(0); numbers(-3); numbers(9223372036854775807); numbers(-9223372036854775808)
# kind("admin")
# unknown(0); unknown(-3.0); unknown("0"); unknown(None); unknown(True); unknown([1]); unknown({"a": 1}); unknown(1.5); unknown(99999999999999999999)
# passed("admin"); passed("user"); passed("")
# sorted_roles(["user", "admin", ""]); sorted_roles([])
# table("admin"); table("")
# missing("admin"); missing("")
# prices("admin", [3, 5]); prices("admin", []); prices("user", [1]); prices("", [2]); prices("x", [])
