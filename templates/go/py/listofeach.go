package py

// ListOfEach makes a Value of a list of what value gives for each of the items.
func ListOfEach[T any](items []T, value func(T) Value) Value {
	values := make([]Value, len(items))
	for i, item := range items {
		values[i] = value(item)
	}
	return ListOf(values...)
}
