package py

// ItemsToSort is a copy of the list v, whose method sort is called.
func (v Value) ItemsToSort() ([]Value, error) {
	l, err := v.listOr("sort")
	if err != nil {
		return nil, err
	}
	return ListCopy(l.Items), nil
}

// Refill puts items in place of what the list v holds.
func (v Value) Refill(items []Value) {
	v.AsList().Items = items
}

// ValueSortReverse is v.sort(reverse=True).
func ValueSortReverse(v Value) error {
	l, err := v.listOr("sort")
	if err != nil {
		return err
	}
	return SortValuesDescending(l.Items)
}
