package py

// A valueKey gives the key that a value of unknown shape is among keys of type K, if it is one of that type.
func valueKey[K comparable](key Value) (k K, ok bool, err error) {
	if err := key.hashable(); err != nil {
		return k, false, err
	}
	held := key.held
	switch any(k).(type) {
	case int64:
		// Of equal keys of other types, 1, 1.0 and True, each finds the other.
		n, isNumber := key.Number()
		i, err := n.Trunc()
		if !isNumber || err != nil || !n.Equal(IntNumber(i)) {
			return k, false, nil
		}
		held = i
	case float64:
		n, isNumber := key.Number()
		if !isNumber {
			return k, false, nil
		}
		held = n.Float()
	}
	k, ok = held.(K)
	return k, ok, nil
}

// DictHasValue is key in d with a key of unknown shape.
func DictHasValue[K comparable, V any](d *Dict[K, V], key Value) (bool, error) {
	k, ok, err := valueKey[K](key)
	return ok && d.Has(k), err
}

// DictGetitemValue is d[key] with a key of unknown shape.
func DictGetitemValue[K comparable, V any](d *Dict[K, V], key Value) (V, error) {
	var none V
	k, ok, err := valueKey[K](key)
	if err != nil {
		return none, err
	}
	if value, found := d.Get(k); ok && found {
		return value, nil
	}
	return none, NewKeyError(key.Repr())
}

// DictPopValue is d.pop(key) with a key of unknown shape.
func DictPopValue[K comparable, V any](d *Dict[K, V], key Value) (V, error) {
	value, err := DictGetitemValue(d, key)
	if err == nil {
		k, _, _ := valueKey[K](key)
		d.Pop(k)
	}
	return value, err
}

// DictDelitemValue is del d[key] with a key of unknown shape.
func DictDelitemValue[K comparable, V any](d *Dict[K, V], key Value) error {
	_, err := DictPopValue(d, key)
	return err
}

// DictGetValue is d.get(key) with a key of unknown shape.
func DictGetValue[K comparable, V any](d *Dict[K, V], key Value) (Optional[V], error) {
	k, ok, err := valueKey[K](key)
	if !ok || err != nil {
		return Optional[V]{}, err
	}
	return Opt(d.Get(k)), nil
}

// DictFindValue is d.get(key) with a key of unknown shape, where the zero value is None.
func DictFindValue[K comparable, V any](d *Dict[K, V], key Value) (V, error) {
	o, err := DictGetValue(d, key)
	return o.Value, err
}

// DictGetDefaultValue is d.get(key, other) with a key of unknown shape.
func DictGetDefaultValue[K comparable, V any](d *Dict[K, V], key Value, other V) (V, error) {
	o, err := DictGetValue(d, key)
	return o.Or(other), err
}

// DictPopOptionalValue is d.pop(key, None) with a key of unknown shape.
func DictPopOptionalValue[K comparable, V any](d *Dict[K, V], key Value) (Optional[V], error) {
	k, ok, err := valueKey[K](key)
	if !ok || err != nil {
		return Optional[V]{}, err
	}
	return Opt(d.Pop(k)), nil
}

// DictPopDefaultValue is d.pop(key, other) with a key of unknown shape.
func DictPopDefaultValue[K comparable, V any](d *Dict[K, V], key Value, other V) (V, error) {
	k, ok, err := valueKey[K](key)
	if !ok || err != nil {
		return other, err
	}
	return d.PopOr(k, other), nil
}

// SetHasValue is item in s with an item of unknown shape.
func SetHasValue[T comparable](s *Set[T], item Value) (bool, error) {
	k, ok, err := valueKey[T](item)
	return ok && s.Has(k), err
}
