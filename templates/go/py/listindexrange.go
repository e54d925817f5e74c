package py

// ListIndexRange is items.index(value, start, stop), whose repr is for the error.
func ListIndexRange[T comparable](items []T, value T, start, stop int64, repr func(T) string) (int64, error) {
	return ListIndexRangeFunc(items, func(item T) bool { return item == value }, start, stop, repr(value))
}

// ListIndexRangeFunc is items.index(value, start, stop) where equal compares an item with the value, whose repr is for the error.
func ListIndexRangeFunc[T any](items []T, equal func(T) bool, start, stop int64, repr string) (int64, error) {
	first, last := sliceBounds(start, stop, int64(len(items)))
	for i := first; i < last; i++ {
		if equal(items[i]) {
			return i, nil
		}
	}
	return 0, ValueError.New(repr + " is not in list")
}
