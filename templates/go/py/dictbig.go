package py

// DictGetBig is d.get(key) with a key of any size.
func DictGetBig[V any](d *Dict[int64, V], key Int) (V, bool) {
	if small, ok := key.Int64(); ok {
		return d.Get(small)
	}
	var none V
	return none, false
}

// DictHasBig is key in d with a key of any size.
func DictHasBig[V any](d *Dict[int64, V], key Int) bool {
	_, ok := DictGetBig(d, key)
	return ok
}

// DictGetitemBig is d[key] with a key of any size.
func DictGetitemBig[V any](d *Dict[int64, V], key Int) (V, error) {
	value, ok := DictGetBig(d, key)
	if !ok {
		return value, NewKeyError(key.String())
	}
	return value, nil
}

// DictPopBig is d.pop(key) with a key of any size.
func DictPopBig[V any](d *Dict[int64, V], key Int) (V, error) {
	value, err := DictGetitemBig(d, key)
	if err == nil {
		d.Pop(key.small)
	}
	return value, err
}

// DictDelitemBig is del d[key] with a key of any size.
func DictDelitemBig[V any](d *Dict[int64, V], key Int) error {
	_, err := DictPopBig(d, key)
	return err
}

// DictGetOrBig is d.get(key, other) with a key of any size.
func DictGetOrBig[V any](d *Dict[int64, V], key Int, other V) V {
	if value, ok := DictGetBig(d, key); ok {
		return value
	}
	return other
}

// DictPopOrNoneBig is d.pop(key, None) with a key of any size.
func DictPopOrNoneBig[V any](d *Dict[int64, V], key Int) (V, bool) {
	if small, ok := key.Int64(); ok {
		return d.Pop(small)
	}
	var none V
	return none, false
}

// DictPopOrBig is d.pop(key, other) with a key of any size.
func DictPopOrBig[V any](d *Dict[int64, V], key Int, other V) V {
	if value, ok := DictPopOrNoneBig(d, key); ok {
		return value
	}
	return other
}
