package py

// NextIter is next(iter(items)).
func NextIter[T any](items []T) (T, error) {
	if len(items) == 0 {
		var none T
		return none, StopIteration.Bare()
	}
	return items[0], nil
}
