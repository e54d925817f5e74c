package py

// ValueSort is v.sort().
func ValueSort(v Value) error {
	l, err := v.listOr("sort")
	if err != nil {
		return err
	}
	return SortValues(l.Items)
}

// ValueCall is v(): no value of JSON can be called.
func ValueCall(v Value) error {
	return TypeError.New("'" + v.TypeName() + "' object is not callable")
}

// ToSet is set(v).
func (v Value) ToSet() (*ValueSet, error) {
	items, err := v.Iter()
	if err != nil {
		return nil, err
	}
	return ValueSetOf(items)
}
