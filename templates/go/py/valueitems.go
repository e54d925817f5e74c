package py

// Items is list(v.items()).
func (v Value) Items() ([]Tuple2[string, Value], error) {
	d, err := v.dictOr("items")
	if err != nil {
		return nil, err
	}
	return d.Items(), nil
}
