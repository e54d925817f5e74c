package py

import "iter"

// A Dict is a dict: it keeps the order in which keys were first set. The zero Dict is empty.
type Dict[K comparable, V any] struct {
	index   map[K]int
	entries []entry[K, V]
	live    int
}

type entry[K comparable, V any] struct {
	key   K
	value V
	dead  bool
}

// NewDict makes an empty dict.
func NewDict[K comparable, V any]() *Dict[K, V] {
	return &Dict[K, V]{index: map[K]int{}}
}

// Len is len(d).
func (d *Dict[K, V]) Len() int {
	return d.live
}

// Has is key in d.
func (d *Dict[K, V]) Has(key K) bool {
	_, ok := d.index[key]
	return ok
}

// Get is d.get(key).
func (d *Dict[K, V]) Get(key K) (V, bool) {
	i, ok := d.index[key]
	if !ok {
		var none V
		return none, false
	}
	return d.entries[i].value, true
}

// Find is d.get(key) of values for which the zero value is None.
func (d *Dict[K, V]) Find(key K) V {
	value, _ := d.Get(key)
	return value
}

// GetOr is d.get(key, other).
func (d *Dict[K, V]) GetOr(key K, other V) V {
	if value, ok := d.Get(key); ok {
		return value
	}
	return other
}

// Set is d[key] = value. NaN, which a dict of Python finds by its identity, is beyond.
func (d *Dict[K, V]) Set(key K, value V) {
	if i, ok := d.index[key]; ok {
		d.entries[i].value = value
		return
	}
	if key != key {
		beyond(beyondNan)
	}
	if d.index == nil {
		d.index = map[K]int{}
	}
	d.index[key] = len(d.entries)
	d.entries = append(d.entries, entry[K, V]{key: key, value: value})
	d.live++
}

// With is d after d[key] = value, to build a dict in one expression.
func (d *Dict[K, V]) With(key K, value V) *Dict[K, V] {
	d.Set(key, value)
	return d
}

// SetDefault is d.setdefault(key, value).
func (d *Dict[K, V]) SetDefault(key K, value V) V {
	if old, ok := d.Get(key); ok {
		return old
	}
	d.Set(key, value)
	return value
}

// Pop removes key and gives its value, if there is one.
func (d *Dict[K, V]) Pop(key K) (V, bool) {
	i, ok := d.index[key]
	if !ok {
		var none V
		return none, false
	}
	value := d.entries[i].value
	delete(d.index, key)
	d.entries[i] = entry[K, V]{dead: true}
	d.live--
	if i == len(d.entries)-1 {
		d.entries = d.entries[:i]
	} else if len(d.entries) > 32 && d.live < len(d.entries)/2 {
		d.compact()
	}
	return value, true
}

// PopOr is d.pop(key, other).
func (d *Dict[K, V]) PopOr(key K, other V) V {
	if value, ok := d.Pop(key); ok {
		return value
	}
	return other
}

// Or is d | other.
func (d *Dict[K, V]) Or(other *Dict[K, V]) *Dict[K, V] {
	both := d.Copy()
	both.Update(other)
	return both
}

// PopItem is d.popitem(): the entry that was set last.
func (d *Dict[K, V]) PopItem() (Tuple2[K, V], error) {
	for i := len(d.entries) - 1; i >= 0; i-- {
		if last := d.entries[i]; !last.dead {
			d.Pop(last.key)
			return Tuple2[K, V]{last.key, last.value}, nil
		}
	}
	return Tuple2[K, V]{}, NewKeyError("'popitem(): dictionary is empty'")
}

// Update is d.update(other).
func (d *Dict[K, V]) Update(other *Dict[K, V]) {
	for key, value := range other.All() {
		d.Set(key, value)
	}
}

// Copy is d.copy().
func (d *Dict[K, V]) Copy() *Dict[K, V] {
	c := &Dict[K, V]{index: make(map[K]int, d.live), entries: make([]entry[K, V], 0, d.live)}
	for key, value := range d.All() {
		c.Set(key, value)
	}
	return c
}

// Clear is d.clear().
func (d *Dict[K, V]) Clear() {
	clear(d.index)
	d.entries, d.live = nil, 0
}

// All goes through the entries in order.
func (d *Dict[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i := 0; i < len(d.entries); i++ {
			if e := &d.entries[i]; !e.dead && !yield(e.key, e.value) {
				return
			}
		}
	}
}

// Checked goes through the entries as All does, for a loop that may change the dict: when the number of entries has changed
// it stores Python's RuntimeError and ends.
func (d *Dict[K, V]) Checked(err *error) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		size := d.live
		for i := 0; i < len(d.entries); i++ {
			if e := &d.entries[i]; !e.dead {
				if !yield(e.key, e.value) {
					return
				}
				if d.live != size {
					*err = RuntimeError.New("dictionary changed size during iteration")
					return
				}
			}
		}
	}
}

// Keys is list(d).
func (d *Dict[K, V]) Keys() []K {
	keys := make([]K, 0, d.live)
	for key := range d.All() {
		keys = append(keys, key)
	}
	return keys
}

// Values is list(d.values()).
func (d *Dict[K, V]) Values() []V {
	values := make([]V, 0, d.live)
	for _, value := range d.All() {
		values = append(values, value)
	}
	return values
}

// Items is list(d.items()).
func (d *Dict[K, V]) Items() []Tuple2[K, V] {
	items := make([]Tuple2[K, V], 0, d.live)
	for key, value := range d.All() {
		items = append(items, Tuple2[K, V]{key, value})
	}
	return items
}

// Equal is d == other, whatever the order.
func (d *Dict[K, V]) Equal(other *Dict[K, V], equal func(a, b V) bool) bool {
	if d.live != other.live {
		return false
	}
	for key, value := range d.All() {
		if theirs, ok := other.Get(key); !ok || !equal(value, theirs) {
			return false
		}
	}
	return true
}

func (d *Dict[K, V]) compact() {
	kept := d.entries[:0]
	for _, e := range d.entries {
		if !e.dead {
			d.index[e.key] = len(kept)
			kept = append(kept, e)
		}
	}
	clear(d.entries[len(kept):])
	d.entries = kept
}
