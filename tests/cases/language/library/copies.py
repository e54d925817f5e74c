"""copy.copy and copy.deepcopy."""

import copy


def shallow(values: list[list[int]]):
    copied = copy.copy(values)
    copied.append([9])
    copied[0].append(8)
    return [values, copied]


def deep(values: list[list[int]]):
    copied = copy.deepcopy(values)
    copied[0].append(8)
    return [values, copied]


def of_dict(d: dict[str, list[int]]):
    copied = copy.deepcopy(d)
    copied["new"] = [1]
    for value in copied.values():
        value.append(0)
    return [d, copied]


# shallow([[1], [2]]); shallow([])
# deep([[1], [2]]); deep([])
# of_dict({"a": [1]}); of_dict({})
