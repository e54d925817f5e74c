package py

// EncodeList writes a list of items that item writes: EncodeList(e, names, e.Str).
func EncodeList[T any](e *Encoder, items []T, item func(T)) {
	e.BeginList()
	for _, value := range items {
		e.Item()
		item(value)
	}
	e.EndList()
}

// EncodeAll writes a list of items that write themselves.
func EncodeAll[T JSON](e *Encoder, items []T) {
	e.BeginList()
	for _, item := range items {
		item.EncodeJSON(e.Item())
	}
	e.EndList()
}
