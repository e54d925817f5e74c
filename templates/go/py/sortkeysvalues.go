package py

// SortByKeysValues sorts items by keys of unknown types.
func SortByKeysValues[T any](items []T, keys []Value) error {
	return sortWithValues(items, keys, false)
}

// SortByKeysValuesDescending sorts items by keys of unknown types in reverse.
func SortByKeysValuesDescending[T any](items []T, keys []Value) error {
	return sortWithValues(items, keys, true)
}

func sortWithValues[T any](items []T, keys []Value, descending bool) error {
	var failed error
	sortWith(items, keys, func(a, b Value) bool {
		less, err := a.Less(b)
		if failed == nil {
			failed = err
		}
		return less
	}, descending)
	return failed
}
