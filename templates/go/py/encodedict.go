package py

// EncodeDict writes a dict whose keys are str and whose values value writes.
func EncodeDict[V any](e *Encoder, d *Dict[string, V], value func(V)) {
	e.BeginObject()
	for k, v := range d.All() {
		e.Key(k)
		value(v)
	}
	e.EndObject()
}

// EncodeIntDict writes a dict whose keys are int and whose values value writes; sort_keys sorts them as numbers.
func EncodeIntDict[V any](e *Encoder, d *Dict[int64, V], value func(V)) {
	keys := d.Keys()
	sorted := e.options.SortKeys
	if sorted {
		Sort(keys)
	}
	e.options.SortKeys = false
	e.BeginObject()
	e.options.SortKeys = sorted
	for _, k := range keys {
		v, _ := d.Get(k)
		e.options.SortKeys = false
		e.Key(IntRepr(k))
		e.options.SortKeys = sorted
		value(v)
	}
	e.options.SortKeys = false
	e.EndObject()
	e.options.SortKeys = sorted
}
