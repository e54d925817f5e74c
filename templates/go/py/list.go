package py

import (
	"iter"
	"strconv"
)

// A List is a list that is shared: whoever holds the pointer sees every change.
type List[T any] struct {
	Items []T
}

// NewList makes a shared list.
func NewList[T any](items ...T) *List[T] {
	return &List[T]{Items: items}
}

// Each goes through the items as a loop that may change the list does: an item that is appended is seen.
func (l *List[T]) Each() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := 0; i < len(l.Items); i++ {
			if !yield(i, l.Items[i]) {
				return
			}
		}
	}
}

// ListGetitem is items[i].
func ListGetitem[T any](items []T, i int64) (T, error) {
	at, ok := index(i, len(items))
	if !ok {
		var none T
		return none, IndexError.New("list index out of range")
	}
	return items[at], nil
}

// ListSetitem is items[i] = value.
func ListSetitem[T any](items []T, i int64, value T) error {
	at, ok := index(i, len(items))
	if !ok {
		return IndexError.New("list assignment index out of range")
	}
	items[at] = value
	return nil
}

// ListDelitem is del items[i].
func ListDelitem[T any](items *[]T, i int64) error {
	at, ok := index(i, len(*items))
	if !ok {
		return IndexError.New("list assignment index out of range")
	}
	cut(items, at)
	return nil
}

// ListPop is items.pop().
func ListPop[T any](items *[]T) (T, error) {
	return ListPopAt(items, -1)
}

// ListPopAt is items.pop(i).
func ListPopAt[T any](items *[]T, i int64) (T, error) {
	at, ok := index(i, len(*items))
	if !ok {
		var none T
		if len(*items) == 0 {
			return none, IndexError.New("pop from empty list")
		}
		return none, IndexError.New("pop index out of range")
	}
	value := (*items)[at]
	cut(items, at)
	return value, nil
}

// ListInsert is items.insert(i, value).
func ListInsert[T any](items *[]T, i int64, value T) {
	at := sliceBound(i, int64(len(*items)))
	*items = append(*items, value)
	copy((*items)[at+1:], (*items)[at:])
	(*items)[at] = value
}

// ListRemove is items.remove(value).
func ListRemove[T comparable](items *[]T, value T) error {
	for i, item := range *items {
		if item == value {
			cut(items, i)
			return nil
		}
	}
	return ValueError.New("list.remove(x): x not in list")
}

// ListRemoveFunc is items.remove(value) where equal compares an item with the value.
func ListRemoveFunc[T any](items *[]T, equal func(T) bool) error {
	for i, item := range *items {
		if equal(item) {
			cut(items, i)
			return nil
		}
	}
	return ValueError.New("list.remove(x): x not in list")
}

// ListIndex is items.index(value), whose repr is for the error.
func ListIndex[T comparable](items []T, value T, repr func(T) string) (int64, error) {
	for i, item := range items {
		if item == value {
			return int64(i), nil
		}
	}
	return 0, ValueError.New(repr(value) + " is not in list")
}

// ListIndexFunc is items.index(value) where equal compares an item with the value, whose repr is for the error.
func ListIndexFunc[T any](items []T, equal func(T) bool, repr string) (int64, error) {
	for i, item := range items {
		if equal(item) {
			return int64(i), nil
		}
	}
	return 0, ValueError.New(repr + " is not in list")
}

// ListCount is items.count(value).
func ListCount[T comparable](items []T, value T) int64 {
	n := int64(0)
	for _, item := range items {
		if item == value {
			n++
		}
	}
	return n
}

// ListMul is items * n.
func ListMul[T any](items []T, n int64) []T {
	times := repeats(len(items), n)
	out := make([]T, 0, len(items)*times)
	for range times {
		out = append(out, items...)
	}
	return out
}

// ListAdd is a + b.
func ListAdd[T any](a, b []T) []T {
	out := make([]T, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}

// ListEqual is a == b of lists whose items equal compares.
func ListEqual[T any](a, b []T, equal func(a, b T) bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

// TupleGetitem is items[i] of a tuple of any length.
func TupleGetitem[T any](items []T, i int64) (T, error) {
	at, ok := index(i, len(items))
	if !ok {
		var none T
		return none, IndexError.New("tuple index out of range")
	}
	return items[at], nil
}

// Unpack checks that a sequence of n items fills exactly want names.
func Unpack(n, want int) error {
	if n > want {
		return ValueError.New("too many values to unpack (expected " + strconv.Itoa(want) + ")")
	}
	if n < want {
		return ValueError.New("not enough values to unpack (expected " + strconv.Itoa(want) + ", got " + strconv.Itoa(n) + ")")
	}
	return nil
}

func index(i int64, n int) (at int, ok bool) {
	if i < 0 {
		i += int64(n)
	}
	return int(i), 0 <= i && i < int64(n)
}

func cut[T any](items *[]T, at int) {
	*items = append((*items)[:at], (*items)[at+1:]...)
}

// Own makes a shared list of a fresh slice.
func Own[T any](items []T) *List[T] {
	return &List[T]{Items: items}
}

// ListCountFunc is items.count(value) where equal compares an item with the value.
func ListCountFunc[T any](items []T, equal func(T) bool) int64 {
	n := int64(0)
	for _, item := range items {
		if equal(item) {
			n++
		}
	}
	return n
}

// ListLess is a < b of lists.
func ListLess[T any](a, b []T, equal, less func(a, b T) bool) bool {
	for i := range min(len(a), len(b)) {
		if !equal(a[i], b[i]) {
			return less(a[i], b[i])
		}
	}
	return len(a) < len(b)
}
