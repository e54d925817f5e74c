package py

// Valid is the value of a call whose arguments are known not to raise.
func Valid[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Clone is x.copy() of a record.
func Clone[T any](record *T) *T {
	c := *record
	return &c
}
