"""Json, a value of unknown JSON shape. Its operations raise what CPython raises for the type that it has at run time."""

from typing import Iterator


class Json:
    @helper("value_len")
    @raises(TypeError)
    def __len__(self) -> int: ...
    @helper("value_truth")
    def __bool__(self) -> bool: ...
    @helper("value_str")
    def __str__(self) -> str: ...
    @helper("value_repr")
    def __repr__(self) -> str: ...
    @helper("value_iter")
    @raises(TypeError)
    def __iter__(self) -> Iterator[Json]: ...
    @helper("value_contains")
    @raises(TypeError)
    def __contains__(self, item: Json) -> bool: ...
    @overload
    @helper("value_getitem")
    @raises(TypeError, KeyError, IndexError)
    def __getitem__(self, key: Json) -> Json: ...
    @overload
    @helper("value_slice")
    @raises(TypeError)
    def __getitem__(self, key: slice) -> Json: ...
    @helper("value_setitem")
    @raises(TypeError, IndexError)
    @mutates
    @stores("item")
    def __setitem__(self, key: Json, item: Json) -> None: ...
    @helper("value_delitem")
    @raises(TypeError, KeyError, IndexError)
    @mutates
    def __delitem__(self, key: Json) -> None: ...
    @helper("value_call")
    @raises(TypeError)
    def __call__(self) -> Never: ...
    @helper("value_eq")
    def __eq__(self, other: Json) -> bool: ...
    @helper("value_ne")
    def __ne__(self, other: Json) -> bool: ...
    @helper("value_lt")
    @raises(TypeError)
    def __lt__(self, other: Json) -> bool: ...
    @helper("value_le")
    @raises(TypeError)
    def __le__(self, other: Json) -> bool: ...
    @helper("value_gt")
    @raises(TypeError)
    def __gt__(self, other: Json) -> bool: ...
    @helper("value_ge")
    @raises(TypeError)
    def __ge__(self, other: Json) -> bool: ...
    @helper("value_neg")
    @raises(TypeError)
    def __neg__(self) -> Json: ...
    @helper("value_pos")
    @raises(TypeError)
    def __pos__(self) -> Json: ...
    @helper("value_invert")
    @raises(TypeError)
    def __invert__(self) -> Json: ...
    @helper("value_iadd")
    @raises(TypeError, OverflowError)
    @mutates
    def __iadd__(self, other: Json) -> Json: ...
    @helper("value_isub")
    @raises(TypeError, OverflowError)
    def __isub__(self, other: Json) -> Json: ...
    @helper("value_imul")
    @raises(TypeError, OverflowError)
    @mutates
    def __imul__(self, other: Json) -> Json: ...
    @helper("value_itruediv")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __itruediv__(self, other: Json) -> Json: ...
    @helper("value_ifloordiv")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __ifloordiv__(self, other: Json) -> Json: ...
    @helper("value_imod")
    @raises(TypeError, ZeroDivisionError, OverflowError, ValueError, KeyError)
    def __imod__(self, other: Json) -> Json: ...
    @helper("value_ipow")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __ipow__(self, other: Json) -> Json: ...
    @helper("value_ilshift")
    @raises(TypeError, ValueError, OverflowError)
    def __ilshift__(self, other: Json) -> Json: ...
    @helper("value_irshift")
    @raises(TypeError, ValueError, OverflowError)
    def __irshift__(self, other: Json) -> Json: ...
    @helper("value_iand")
    @raises(TypeError)
    def __iand__(self, other: Json) -> Json: ...
    @helper("value_ior")
    @raises(TypeError, ValueError)
    @mutates
    def __ior__(self, other: Json) -> Json: ...
    @helper("value_ixor")
    @raises(TypeError)
    def __ixor__(self, other: Json) -> Json: ...
    @helper("value_add")
    @raises(TypeError, OverflowError)
    def __add__(self, other: Json) -> Json: ...
    @helper("value_sub")
    @raises(TypeError, OverflowError)
    def __sub__(self, other: Json) -> Json: ...
    @helper("value_mul")
    @raises(TypeError, OverflowError)
    def __mul__(self, other: Json) -> Json: ...
    @helper("value_truediv")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __truediv__(self, other: Json) -> Json: ...
    @helper("value_floordiv")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __floordiv__(self, other: Json) -> Json: ...
    @helper("value_mod")
    @raises(TypeError, ZeroDivisionError, OverflowError, ValueError, KeyError)
    def __mod__(self, other: Json) -> Json: ...
    @helper("value_pow")
    @raises(TypeError, ZeroDivisionError, OverflowError)
    def __pow__(self, other: Json) -> Json: ...
    @helper("value_and")
    @raises(TypeError)
    def __and__(self, other: Json) -> Json: ...
    @helper("value_or")
    @raises(TypeError)
    def __or__(self, other: Json) -> Json: ...
    @helper("value_xor")
    @raises(TypeError)
    def __xor__(self, other: Json) -> Json: ...
    @helper("value_lshift")
    @raises(TypeError, ValueError, OverflowError)
    def __lshift__(self, other: Json) -> Json: ...
    @helper("value_rshift")
    @raises(TypeError, ValueError, OverflowError)
    def __rshift__(self, other: Json) -> Json: ...
    @helper("value_append")
    @raises(AttributeError)
    @mutates
    @stores("item")
    def append(self, item: Json) -> None: ...
    @helper("value_clear")
    @raises(AttributeError)
    @mutates
    def clear(self) -> None: ...
    @helper("value_copy")
    @raises(AttributeError)
    def copy(self) -> Json: ...
    @helper("value_count")
    @raises(AttributeError, TypeError)
    def count(self, item: Json) -> Json: ...
    @helper("value_encode")
    @raises(AttributeError)
    def encode(self) -> bytes: ...
    @helper("value_extend")
    @raises(AttributeError, TypeError)
    @mutates
    @stores("items")
    def extend(self, items: Json) -> None: ...
    @overload
    @helper("value_get")
    @raises(AttributeError, TypeError)
    def get(self, key: Json) -> Json: ...
    @overload
    @helper("value_get_default")
    @raises(AttributeError, TypeError)
    def get(self, key: Json, default: Json) -> Json: ...
    @helper("value_index")
    @raises(AttributeError, TypeError, ValueError)
    def index(self, item: Json) -> Json: ...
    @helper("value_insert")
    @raises(AttributeError, TypeError)
    @mutates
    @stores("item")
    def insert(self, index: Json, item: Json) -> None: ...
    @helper("value_isdigit")
    @raises(AttributeError)
    def isdigit(self) -> bool: ...
    @helper("value_items")
    @raises(AttributeError)
    def items(self) -> list[tuple[Json, Json]]: ...
    @helper("value_keys")
    @raises(AttributeError)
    def keys(self) -> list[Json]: ...
    @helper("value_lower")
    @raises(AttributeError)
    def lower(self) -> str: ...
    @overload
    @helper("value_pop")
    @raises(AttributeError, TypeError, IndexError)
    @mutates
    def pop(self) -> Json: ...
    @overload
    @helper("value_pop_at")
    @raises(AttributeError, TypeError, IndexError, KeyError)
    @mutates
    def pop(self, key: Json) -> Json: ...
    @helper("value_remove")
    @raises(AttributeError, ValueError)
    @mutates
    def remove(self, item: Json) -> None: ...
    @helper("value_replace")
    @raises(AttributeError, TypeError)
    def replace(self, old: Json, new: Json) -> str: ...
    @helper("value_reverse")
    @raises(AttributeError)
    @mutates
    def reverse(self) -> None: ...
    @helper("value_setdefault")
    @raises(AttributeError, TypeError)
    @mutates
    @stores("default")
    def setdefault(self, key: Json, default: Json) -> Json: ...
    @helper("value_sort")
    @raises(AttributeError, TypeError)
    @mutates
    def sort(self) -> None: ...
    @helper("value_split")
    @raises(AttributeError)
    def split(self) -> list[str]: ...
    @helper("value_startswith")
    @raises(AttributeError, TypeError)
    def startswith(self, affix: Json) -> bool: ...
    @helper("value_strip")
    @raises(AttributeError)
    def strip(self) -> str: ...
    @helper("value_update")
    @raises(AttributeError, TypeError, ValueError)
    @mutates
    @stores("other")
    def update(self, other: Json) -> None: ...
    @helper("value_upper")
    @raises(AttributeError)
    def upper(self) -> str: ...
    @helper("value_values")
    @raises(AttributeError)
    def values(self) -> list[Json]: ...
