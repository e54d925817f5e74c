"""list, dict, set, tuple, bytes: items, slices, methods, the words of their errors."""

import heapq

from .tables import every, one, some, table

LISTS = [[], [1], [1, 2, 3], [3, 1, 2, 1], ["a", "b", "a"]]
SLICED = [[], [0], [0, 1, 2, 3, 4, 5]]
BOUNDS = [None, 0, 1, 2, -1, -3, 9, -9]
INDEXES = [0, 1, 2, 3, -1, -3, -4, 99, 2**62, -2**63]
table("list_getitem", "items, index: items[index]", every(LISTS, INDEXES))
table("list_setitem", "items, index, item: items.__setitem__(index, item)", every(LISTS[:3], INDEXES, [9]))
table("list_delitem", "items, index: items.__delitem__(index)", every(LISTS[:4], INDEXES))
table("list_slice", "items, start, stop: items[start:stop]", some("list_slice", 100, SLICED, BOUNDS, BOUNDS))
table("list_slice_step", "items, start, stop, step: items[start:stop:step]", some("list_slice_step", 130, SLICED[1:], BOUNDS, BOUNDS, [1, 2, 3, -1, -2, 0]))
table("list_delslice", "items, start, stop: items.__delitem__(slice(start, stop))", every(SLICED[1:], BOUNDS[:6], BOUNDS[1:]))
table("list_setslice", "items, start, stop, others: items.__setitem__(slice(start, stop), others)", some("list_setslice", 80, SLICED, BOUNDS[:6], BOUNDS, [[], [7], [7, 8, 9]]))
table("list_append", "items, item: items.append(item)", every(LISTS[:3], [9]))
table("list_extend", "items, others: items.extend(others)", every(LISTS[:3], [[], [7], [7, 8]]))
table("list_insert", "items, index, item: items.insert(index, item)", every(LISTS[:4], INDEXES, [9]))
table("list_remove", "items, item: items.remove(item)", every(LISTS[:4], [1, 2, 3, 9]) + [([1.0, True], 1), ([float("nan")], 1.0), (["a"], "b")])
table("list_pop", "items: items.pop()", one(LISTS))
table("list_pop_at", "items, index: items.pop(index)", every(LISTS[:4], INDEXES))
HEAPS = [[], [5], [1, 5, 2], [0, 0, 0, 0], [-3, 2, -3, 8, 4, 7, -1, 9, 8], [1, 3, 2, 7, 4, 6, 5, 9, 8, 10]]
UNORDERED = [[], [5], [2, 1], [3, 2, 1], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [2, 9, -4, 7, 7, 0, 3, -4, 11, 1, 6]]
table("heapq_heappush", "heap, item: heapq.heappush(heap, item)", every(HEAPS, [-9, 0, 4, 99]), heapq=heapq)
table("heapq_heappop", "heap: heapq.heappop(heap)", one(HEAPS + UNORDERED), heapq=heapq)
table("heapq_heapify", "items: heapq.heapify(items)", one(HEAPS + UNORDERED), heapq=heapq)
table("heapq_heappushpop", "heap, item: heapq.heappushpop(heap, item)", every(HEAPS, [-9, 0, 4, 99]), heapq=heapq)
table("heapq_heapreplace", "heap, item: heapq.heapreplace(heap, item)", every(HEAPS, [-9, 0, 4, 99]), heapq=heapq)
table("list_clear", "items: items.clear()", one(LISTS))
table("list_copy", "items: items.copy()", one(LISTS))
table("list_reverse", "items: items.reverse()", one(LISTS))
table("list_index", "items, item: items.index(item)", every(LISTS[:4], [1, 2, 3, 9]) + [(["a", "b"], "b"), (["a"], "x"), ([1.5], 1.5), ([None], 1)])
table("list_index_range", "items, item, start, stop: items.index(item, start, stop)", every([[3, 1, 2, 1]], [1, 9], [0, 2, -1, 9], [4, 2, -1, 99]))
table("list_count", "items, item: items.count(item)", every(LISTS[:4], [1, 2, 9]))
table("list_contains", "items, item: item in items", every(LISTS[:4], [1, 2, 9]) + [([1.0], 1), ([True], 1), ([float("nan")], 2.0)])
table("list_len", "items: len(items)", one(LISTS))
table("list_add", "a, b: a + b", every(LISTS[:4], LISTS[:3]))
table("list_mul", "items, count: items * count", every(LISTS[:3], [-1, 0, 1, 2, 3]))
ORDERED = [[], [1], [1, 2], [1, 2, 3], [2], [1, 3], [0, 9]]
table("list_eq", "a, b: a == b", every(ORDERED, ORDERED[:5]))
table("list_lt", "a, b: a < b", every(ORDERED, ORDERED))
table("list_repr", "items: repr(items)", one([[], [1], [1, 2], ["a", "it's"], [1.0, None, True], [[1], []], [()], [{"a": 1}]]))
UNSORTED = [[], [1], [3, 1, 2], [2, 2, 1, 1], [2**63 - 1, -2**63, 0], [1.5, -0.0, 0.0, 1e300, -5.0], ["b", "a", "B", "é", "", "aa", "😀", "\uffff"], [True, False], [(2, "b"), (1, "z"), (2, "a")], [[2], [1, 5], [1]], list(range(40, 0, -3)) + list(range(5))]
table("list_sort", "items: items.sort()", one(UNSORTED + [[float("nan"), 1.0, 0.5], [2.0, float("nan"), 1.0]]))
table("list_sort_reverse", "items: items.sort(reverse=True)", one(UNSORTED))
PAIRS = [[], [("a", 1)], [("b", 2), ("a", 1), ("c", 2), ("d", 1), ("e", 2)], [("z", 0.5), ("y", -0.0), ("x", 0.0)], [("k" * n, n % 3) for n in range(20)]]
table("sorted", "items: sorted(items)", one(UNSORTED))
table("sorted_reverse", "items: sorted(items, reverse=True)", one(UNSORTED))
table("sorted_by", "items: sorted(items, key=lambda item: item[1])", one(PAIRS))
table("sorted_by_reverse", "items: sorted(items, key=lambda item: item[1], reverse=True)", one(PAIRS))
table("list_sort_by", "items: items.sort(key=lambda item: item[1])", one(PAIRS))
table("list_sort_by_reverse", "items: items.sort(key=lambda item: item[1], reverse=True)", one(PAIRS))
table("sorted_mixed", "items: sorted(items)", one([[1, 2.5, 0], [1, 1.0, True], ["a", 1], [None, 1], [2, 1.5, 2**63]]))

TUPLES = [(), (1,), (1, 2), (1, "a", 2.5)]
table("tuple_getitem", "items, index: items[index]", every(TUPLES, [0, 1, -1, 3, -4]))
table("tuple_repr", "items: repr(items)", one(TUPLES + [("a",), ((),), (None, True)]))
table("tuple_lt", "a, b: a < b", every([(1, "a"), (1, "b"), (2, "a"), (1, "")], [(1, "a"), (1, "b"), (0, "z")]))
table("tuple_index", "items, item: items.index(item)", every([(), (1, 2)], [1, 2, 3]))
table("tuple_count", "items, item: items.count(item)", every([(), (1, 2, 1)], [1, 2, 3]))

DICTS = [{}, {"a": 1}, {"b": 2, "a": 1, "c": 3}]
KEYS = ["a", "b", "zz", "it's", ""]
table("dict_getitem", "mapping, key: mapping[key]", every(DICTS, KEYS) + [({1: "x"}, 1), ({1: "x"}, 2), ({1: "x"}, 1.0), ({1: "x"}, True), ({1.0: "x"}, 1), ({(1, "a"): 5}, (1, "a")), ({(1, "a"): 5}, (1, "b")), ({None: 1}, None), ({}, None), ({}, 1.5), ({}, -0.0), ({0.0: 1}, -0.0), ({}, 2**63), ({}, "é\n")])
table("dict_setitem", "mapping, key, item: mapping.__setitem__(key, item)", every(DICTS, ["a", "new"], [9]) + [({1: "x"}, 1.0, "y"), ({True: "x"}, 1, "y"), ({0.0: "x"}, -0.0, "y")])
table("dict_delitem", "mapping, key: mapping.__delitem__(key)", every(DICTS, KEYS))
table("dict_get", "mapping, key: mapping.get(key)", every(DICTS, KEYS))
table("dict_get_default", "mapping, key, default: mapping.get(key, default)", every(DICTS, ["a", "zz"], [None, 0, "d"]))
table("dict_pop", "mapping, key: mapping.pop(key)", every(DICTS, KEYS))
table("dict_pop_default", "mapping, key, default: mapping.pop(key, default)", every(DICTS, ["a", "zz"], [None, 0]))
table("dict_popitem", "mapping: mapping.popitem()", one(DICTS))
table("dict_setdefault", "mapping, key, default: mapping.setdefault(key, default)", every(DICTS, ["a", "zz"], [0, 9]))
table("dict_update", "mapping, other: mapping.update(other)", every(DICTS, DICTS + [{"a": 9}, {"c": 7, "d": 8}]))
table("dict_or", "a, b: a | b", every(DICTS, DICTS + [{"a": 9}]))
table("dict_keys", "mapping: list(mapping.keys())", one(DICTS))
table("dict_values", "mapping: list(mapping.values())", one(DICTS))
table("dict_items", "mapping: list(mapping.items())", one(DICTS))
table("dict_contains", "mapping, key: key in mapping", every(DICTS, KEYS) + [({1: 0}, True), ({1.0: 0}, 1)])
table("dict_len", "mapping: len(mapping)", one(DICTS))
table("dict_copy", "mapping: mapping.copy()", one(DICTS))
table("dict_clear", "mapping: mapping.clear()", one(DICTS))
table("dict_eq", "a, b: a == b", every(DICTS + [{"a": 1, "b": 2, "c": 3}, {"a": 1.0}, {"a": True}], DICTS + [{"a": 1, "c": 3, "b": 2}, {"a": 2}]))
table("dict_from_pairs", "pairs: dict(pairs)", one([[], [("a", 1)], [("b", 1), ("a", 2), ("b", 3)], [(1, "x"), (1.0, "y"), (True, "z")]]))
table("dict_fromkeys", "keys, item: dict.fromkeys(keys, item)", every([[], ["b", "a", "b"]], [None, 0]))
table("dict_repr", "mapping: repr(mapping)", one(DICTS + [{"it's": None}, {1: {2: [3.0]}}, {None: True, 1.5: ()}]))
table("dict_reversed", "mapping: list(reversed(mapping))", one(DICTS))
table("dict_steps", "steps: _steps(steps)", one([
    [("set", "a", 1), ("set", "b", 2), ("del", "a", 0), ("set", "a", 3)], [("set", "a", 1), ("pop", "a", 0), ("pop", "a", 0)], [("set", "x", 1), ("set", "y", 2), ("set", "z", 3), ("del", "y", 0), ("set", "w", 4), ("set", "x", 5)],
    [("set", str(n), n) for n in range(30)] + [("del", str(n), 0) for n in range(0, 30, 2)] + [("set", str(n), -n) for n in range(0, 30, 3)]]), _steps=lambda steps: _steps(steps))

SETS = [set(), {1}, {1, 2, 3}, {2, 3, 4}]
for name in ["union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"]:
    table(f"set_{name}", f"a, b: a.{name}(b)", every(SETS, SETS))
for name in ["update", "intersection_update", "difference_update", "symmetric_difference_update"]:
    table(f"set_{name}", f"a, b: a.{name}(b)", every(SETS, SETS[1:3]))
table("set_add", "items, item: items.add(item)", every(SETS, [1, 9]) + [({1}, 1.0), ({"a"}, "b")])
table("set_remove", "items, item: items.remove(item)", every(SETS, [1, 9]) + [({"a"}, "b"), ({"a"}, "it's")])
table("set_discard", "items, item: items.discard(item)", every(SETS, [1, 9]))
table("set_contains", "items, item: item in items", every(SETS, [1, 9]))
table("set_eq", "a, b: a == b", every(SETS, SETS))
table("set_lt", "a, b: a < b", every(SETS, SETS))
table("set_len", "items: len(items)", one(SETS))
table("set_from_list", "items: set(items)", one([[], [1, 2, 1], ["a", "b", "a"], [1, 1.0, True]]))
table("set_sorted", "items: sorted(items)", one(SETS + [{"b", "a"}]))
table("set_clear", "items: items.clear()", one(SETS))

DATA = [b"", b"abc", b"a,b,,c", b"\x00\xff\x80", "é日".encode(), b"  x \n", b"AbC"]
table("bytes_decode", "data: data.decode()", one([b"", b"abc", "é日😀".encode(), b"\xff", b"a\xffb", b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82(", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x80", b"ab\xe9t", b"\xe2(\xa1", b"\xf8\x88\x80\x80\x80", b"\xf0\x80\x80\x80", b"abc\xf0\x9f\x98\x80\xfe", b"\xef\xbb\xbfa", b"\xe0\x80\x80", b"\xf0\x9f\x98a"]))
table("bytes_decode_as", "data, encoding: data.decode(encoding)", every([b"", b"abc", b"\xe9", b"\xff\x80", "é".encode(), b"\xff\xfea\x00"], ["utf-8", "UTF-8", "ascii", "latin-1", "iso-8859-1", "utf-8-sig", "cp1252", "nope"]))
table("bytes_decode_errors", "data, encoding, errors: data.decode(encoding, errors)", every([b"abc", b"a\xffb", b"\xe2\x82(", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3"], ["utf-8", "ascii"], ["strict", "ignore", "replace", "backslashreplace"]) + [(b"\xff", "utf-8", "nope"), (b"x", "nope", "strict")])
table("bytes_getitem", "data, index: data[index]", every(DATA[:4], [0, 1, -1, 9, -9]))
table("bytes_slice", "data, start, stop: data[start:stop]", every(DATA[1:4], BOUNDS, BOUNDS[1:5]))
table("bytes_slice_step", "data, start, stop, step: data[start:stop:step]", some("bytes_slice_step", 40, DATA[1:4], BOUNDS[:5], BOUNDS[:5], [2, -1, 0]))
table("bytes_repr", "data: repr(data)", one(DATA + [b"'", b'"', b"'\"", b"\\", b"\n\t\r\x0b", bytes(range(256))]))
table("bytes_hex", "data: data.hex()", one(DATA))
table("bytes_fromhex", "s: bytes.fromhex(s)", one(["", "00ff", "00 FF", " 0a\n", "0", "zz", "0 0", "é", "00f", "0g"]))
table("bytes_from_list", "items: bytes(items)", one([[], [0, 255], [256], [-1], [65, 66]]))
for name in ["strip", "lstrip", "rstrip", "lower", "upper", "split", "splitlines", "isdigit", "isalpha", "title"]:
    table(f"bytes_{name}" + ("_whitespace" if name == "split" else ""), f"data: data.{name}()", one(DATA + [b"a\x1cb\x0bc", b"\xa0x\x85", b"12"]))
for name in ["split", "startswith", "endswith", "find", "count", "partition", "index", "rfind"]:
    table(f"bytes_{name}", f"data, other: data.{name}(other)", every(DATA[:5], [b",", b"abc", b"a", b"\xff", b"", b"zz"]))
table("bytes_replace", "data, old, new: data.replace(old, new)", every(DATA[:4], [b",", b"a", b""], [b"", b"-"]))
table("bytes_join", "separator, items: separator.join(items)", every([b"", b", "], [[], [b"a"], [b"a", b"\xff"]]))
table("bytes_add", "a, b: a + b", every(DATA[:3], DATA[:3]))
table("bytes_mul", "data, count: data * count", every(DATA[:3], [-1, 0, 2]))
table("bytes_contains", "data, other: other in data", every(DATA[:4], [b"", b"a", b"c", b"bc", b"\xff"]))
table("bytes_lt", "a, b: a < b", every(DATA[:4], DATA[:4]))
table("bytes_iter", "data: list(data)", one(DATA))


def _steps(steps):
    """What a dict is after steps of setting, deleting and popping."""
    mapping = {}
    for step, key, item in steps:
        if step == "set":
            mapping[key] = item
        elif step == "del":
            del mapping[key]
        else:
            mapping.pop(key)
    return mapping
