package py

import "strconv"

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
	encodeKeyed(e, d, value, IntRepr, func(a, b int64) bool { return a < b })
}

// EncodeBigIntDict writes a dict whose keys are ints of any size.
func EncodeBigIntDict[V any](e *Encoder, d *Dict[Int, V], value func(V)) {
	encodeKeyed(e, d, value, Int.String, func(a, b Int) bool { return a.Compare(b) < 0 })
}

// EncodeFloatDict writes a dict whose keys are floats.
func EncodeFloatDict[V any](e *Encoder, d *Dict[float64, V], value func(V)) {
	encodeKeyed(e, d, value, floatKey, func(a, b float64) bool { return a < b })
}

// EncodeBoolDict writes a dict whose keys are bools.
func EncodeBoolDict[V any](e *Encoder, d *Dict[bool, V], value func(V)) {
	encodeKeyed(e, d, value, strconv.FormatBool, func(a, b bool) bool { return !a && b })
}

func floatKey(x float64) string {
	e := Encoder{}
	e.Float(x)
	return string(e.out)
}

// encodeKeyed writes a dict whose keys are no str; sort_keys sorts them as what they are.
func encodeKeyed[K comparable, V any](e *Encoder, d *Dict[K, V], value func(V), text func(K) string, less func(a, b K) bool) {
	keys := d.Keys()
	sorted := e.options.SortKeys
	if sorted {
		SortFunc(keys, less)
	}
	// The members are in order already: the encoder shall leave them as they are.
	e.options.SortKeys = false
	e.BeginObject()
	for _, k := range keys {
		v, _ := d.Get(k)
		e.Key(text(k))
		e.options.SortKeys = sorted
		value(v)
		e.options.SortKeys = false
	}
	e.EndObject()
	e.options.SortKeys = sorted
}
