package py

// An Entry is a key with its value.
type Entry[K comparable, V any] struct {
	Key   K
	Value V
}

// Item is the entry of a key.
func Item[K comparable, V any](key K, value V) Entry[K, V] {
	return Entry[K, V]{Key: key, Value: value}
}

// DictOf is {key: value, …}.
func DictOf[K comparable, V any](entries ...Entry[K, V]) *Dict[K, V] {
	d := NewDict[K, V]()
	for _, entry := range entries {
		d.Set(entry.Key, entry.Value)
	}
	return d
}
