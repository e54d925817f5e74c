package py

import (
	"iter"
	"math"
)

// A ValueDict is a dict whose keys are of unknown types: None, bool, int, float or str, of which equal ones are one key.
type ValueDict[V any] struct {
	entries Dict[hashKey, Tuple2[Value, V]]
}

// NewValueDict makes an empty dict.
func NewValueDict[V any]() *ValueDict[V] {
	return &ValueDict[V]{}
}

// A hashKey is the same for equal keys: 1, 1.0 and True.
type hashKey struct {
	kind  byte
	int   int64
	float float64
	text  string
}

// hash is the hashKey of a value, or the TypeError of one that cannot be hashed.
func (v Value) hash() (hashKey, error) {
	switch held := v.held.(type) {
	case nil:
		return hashKey{kind: 'n'}, nil
	case bool, int64:
		n, _ := v.Int()
		return hashKey{kind: 'i', int: n}, nil
	case Int:
		return hashKey{kind: 'b', text: held.String()}, nil
	case string:
		return hashKey{kind: 's', text: held}, nil
	case float64:
		switch {
		case math.IsNaN(held):
			beyond("NaN as a key")
		case held != math.Trunc(held) || math.IsInf(held, 0):
			return hashKey{kind: 'f', float: held}, nil
		case held >= -0x1p63 && held < 0x1p63:
			return hashKey{kind: 'i', int: int64(held)}, nil
		}
		return hashKey{kind: 'b', text: wholeText(held)}, nil
	}
	return hashKey{}, v.hashable()
}

// Len is len(d).
func (d *ValueDict[V]) Len() int {
	return d.entries.Len()
}

// Lookup is d.get(key).
func (d *ValueDict[V]) Lookup(key Value) (V, bool, error) {
	k, err := key.hash()
	entry, ok := d.entries.Get(k)
	return entry.V1, ok && err == nil, err
}

// Find is d.get(key) of values for which the zero value is None.
func (d *ValueDict[V]) Find(key Value) (V, error) {
	value, _, err := d.Lookup(key)
	return value, err
}

// Get is d.get(key).
func (d *ValueDict[V]) Get(key Value) (Optional[V], error) {
	value, ok, err := d.Lookup(key)
	return Optional[V]{value, ok}, err
}

// GetOr is d.get(key, other).
func (d *ValueDict[V]) GetOr(key Value, other V) (V, error) {
	value, ok, err := d.Lookup(key)
	if !ok {
		value = other
	}
	return value, err
}

// At is d[key].
func (d *ValueDict[V]) At(key Value) (V, error) {
	value, ok, err := d.Lookup(key)
	if err == nil && !ok {
		err = NewKeyError(key.Repr())
	}
	return value, err
}

// Has is key in d.
func (d *ValueDict[V]) Has(key Value) (bool, error) {
	_, ok, err := d.Lookup(key)
	return ok, err
}

// Equal tells whether both have the same keys with equal values, whatever their order.
func (d *ValueDict[V]) Equal(other *ValueDict[V], equal func(a, b V) bool) bool {
	return d.entries.Equal(&other.entries, func(a, b Tuple2[Value, V]) bool { return equal(a.V1, b.V1) })
}

// Set is d[key] = value; an equal key that is there stays as it is.
func (d *ValueDict[V]) Set(key Value, value V) error {
	k, err := key.hash()
	if err != nil {
		return err
	}
	if old, ok := d.entries.Get(k); ok {
		key = old.V0
	}
	d.entries.Set(k, Tuple2[Value, V]{key, value})
	return nil
}

// SetDefault is d.setdefault(key, other).
func (d *ValueDict[V]) SetDefault(key Value, other V) (V, error) {
	value, ok, err := d.Lookup(key)
	if ok || err != nil {
		return value, err
	}
	return other, d.Set(key, other)
}

// Take is d.pop(key).
func (d *ValueDict[V]) Take(key Value) (V, error) {
	value, err := d.At(key)
	if err == nil {
		k, _ := key.hash()
		d.entries.Pop(k)
	}
	return value, err
}

// Pop is d.pop(key, None).
func (d *ValueDict[V]) Pop(key Value) (Optional[V], error) {
	value, ok, err := d.Lookup(key)
	if !ok || err != nil {
		return Optional[V]{}, err
	}
	return Some(value), d.Delete(key)
}

// PopItem is d.popitem().
func (d *ValueDict[V]) PopItem() (Tuple2[Value, V], error) {
	last, err := d.entries.PopItem()
	return last.V1, err
}

// Or is d | other.
func (d *ValueDict[V]) Or(other *ValueDict[V]) *ValueDict[V] {
	both := d.Copy()
	both.Update(other)
	return both
}

// PopOr is d.pop(key, other).
func (d *ValueDict[V]) PopOr(key Value, other V) (V, error) {
	value, ok, err := d.Lookup(key)
	if !ok || err != nil {
		return other, err
	}
	return value, d.Delete(key)
}

// Delete is del d[key].
func (d *ValueDict[V]) Delete(key Value) error {
	_, err := d.Take(key)
	return err
}

// Clear is d.clear().
func (d *ValueDict[V]) Clear() {
	d.entries.Clear()
}

// Update is d.update(other).
func (d *ValueDict[V]) Update(other *ValueDict[V]) {
	for key, value := range other.All() {
		_ = d.Set(key, value)
	}
}

// Copy is d.copy().
func (d *ValueDict[V]) Copy() *ValueDict[V] {
	return &ValueDict[V]{entries: *d.entries.Copy()}
}

// All goes through the entries in order.
func (d *ValueDict[V]) All() iter.Seq2[Value, V] {
	return func(yield func(Value, V) bool) {
		for _, entry := range d.entries.All() {
			if !yield(entry.V0, entry.V1) {
				return
			}
		}
	}
}

// Checked goes through the entries as All does, and stores the RuntimeError of a dict that changes meanwhile.
func (d *ValueDict[V]) Checked(err *error) iter.Seq2[Value, V] {
	return func(yield func(Value, V) bool) {
		for _, entry := range d.entries.Checked(err) {
			if !yield(entry.V0, entry.V1) {
				return
			}
		}
	}
}

// Keys is list(d).
func (d *ValueDict[V]) Keys() []Value {
	keys := make([]Value, 0, d.Len())
	for key := range d.All() {
		keys = append(keys, key)
	}
	return keys
}

// Values is list(d.values()).
func (d *ValueDict[V]) Values() []V {
	values := make([]V, 0, d.Len())
	for _, value := range d.All() {
		values = append(values, value)
	}
	return values
}

// Items is list(d.items()).
func (d *ValueDict[V]) Items() []Tuple2[Value, V] {
	return d.entries.Values()
}

// EncodeValueDict writes a dict whose keys are of unknown types.
func EncodeValueDict[V any](e *Encoder, d *ValueDict[V], value func(V)) {
	if e.options.SortKeys {
		beyond("sorted keys of unknown types")
	}
	e.BeginObject()
	for key, item := range d.All() {
		if name, ok := key.Str(); ok {
			e.Key(name)
		} else {
			e.Key(JsonDumps(key))
		}
		value(item)
	}
	e.EndObject()
}

// ValueDictRepr is repr of a dict.
func ValueDictRepr[V any](d *ValueDict[V], value func(V) string) string {
	text := "{"
	for key, item := range d.All() {
		if text != "{" {
			text += ", "
		}
		text += key.Repr() + ": " + value(item)
	}
	return text + "}"
}
