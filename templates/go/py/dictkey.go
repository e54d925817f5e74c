package py

// DictGetitem is d[key] of a key whose repr is for the KeyError.
func DictGetitem[K comparable, V any](d *Dict[K, V], key K, repr func(K) string) (V, error) {
	value, ok := d.Get(key)
	if !ok {
		return value, NewKeyError(repr(key))
	}
	return value, nil
}

// DictPop is d.pop(key).
func DictPop[K comparable, V any](d *Dict[K, V], key K, repr func(K) string) (V, error) {
	value, ok := d.Pop(key)
	if !ok {
		return value, NewKeyError(repr(key))
	}
	return value, nil
}

// DictDelitem is del d[key].
func DictDelitem[K comparable, V any](d *Dict[K, V], key K, repr func(K) string) error {
	_, err := DictPop(d, key, repr)
	return err
}
