package py

// SortedValues is sorted(items) of values of unknown types.
func SortedValues(items []Value) ([]Value, error) {
	out := ListCopy(items)
	return out, SortValues(out)
}

// SortedValuesDescending is sorted(items, reverse=True) of values of unknown types.
func SortedValuesDescending(items []Value) ([]Value, error) {
	out := ListCopy(items)
	return out, SortValuesDescending(out)
}

// SortByValues is items.sort(key=key) with keys of unknown types.
func SortByValues[T any](items []T, key func(T) Value) error {
	return sortByValues(items, key, false)
}

// SortByValuesDescending is items.sort(key=key, reverse=True) with keys of unknown types.
func SortByValuesDescending[T any](items []T, key func(T) Value) error {
	return sortByValues(items, key, true)
}

// SortedByValues is sorted(items, key=key) with keys of unknown types.
func SortedByValues[T any](items []T, key func(T) Value) ([]T, error) {
	out := append([]T{}, items...)
	return out, sortByValues(out, key, false)
}

// SortedByValuesDescending is sorted(items, key=key, reverse=True) with keys of unknown types.
func SortedByValuesDescending[T any](items []T, key func(T) Value) ([]T, error) {
	out := append([]T{}, items...)
	return out, sortByValues(out, key, true)
}

func sortByValues[T any](items []T, key func(T) Value, descending bool) error {
	var failed error
	sortKeyed(items, key, func(a, b Value) bool {
		less, err := a.Less(b)
		if failed == nil {
			failed = err
		}
		return less
	}, descending)
	return failed
}
