package py

// DictFromPairs is dict(pairs).
func DictFromPairs[K comparable, V any](pairs []Tuple2[K, V]) *Dict[K, V] {
	d := NewDict[K, V]()
	for _, pair := range pairs {
		d.Set(pair.V0, pair.V1)
	}
	return d
}

// DictFromkeys is dict.fromkeys(keys, value).
func DictFromkeys[K comparable, V any](keys []K, value V) *Dict[K, V] {
	d := NewDict[K, V]()
	for _, key := range keys {
		d.Set(key, value)
	}
	return d
}
