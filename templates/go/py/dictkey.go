package py

// At is d[key].
func (d *Dict[K, V]) At(key K) (V, error) {
	value, ok := d.Get(key)
	if !ok {
		return value, NewKeyError(keyRepr(key))
	}
	return value, nil
}

// Take is d.pop(key).
func (d *Dict[K, V]) Take(key K) (V, error) {
	value, ok := d.Pop(key)
	if !ok {
		return value, NewKeyError(keyRepr(key))
	}
	return value, nil
}

// Delete is del d[key].
func (d *Dict[K, V]) Delete(key K) error {
	_, err := d.Take(key)
	return err
}

// Remove is s.remove(item).
func (s *Set[T]) Remove(item T) error {
	if !s.Discard(item) {
		return NewKeyError(keyRepr(item))
	}
	return nil
}

// keyRepr is repr of a key or member.
func keyRepr(key any) string {
	switch key := key.(type) {
	case string:
		return StrRepr(key)
	case int64:
		return IntRepr(key)
	case float64:
		return FloatRepr(key)
	case bool:
		return BoolRepr(key)
	case interface{ String() string }:
		return key.String()
	}
	beyond("the repr of a key")
	return ""
}
