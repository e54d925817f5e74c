package py

import "strings"

// ListRepr is repr of a list.
func ListRepr[T any](items []T, repr func(T) string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(repr(item))
	}
	b.WriteByte(']')
	return b.String()
}

// DictRepr is repr of a dict.
func DictRepr[K comparable, V any](d *Dict[K, V], key func(K) string, value func(V) string) string {
	var b strings.Builder
	b.WriteByte('{')
	for k, v := range d.All() {
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		b.WriteString(key(k))
		b.WriteString(": ")
		b.WriteString(value(v))
	}
	b.WriteByte('}')
	return b.String()
}

// TupleRepr is repr of a tuple, from the repr of each of its items.
func TupleRepr(items ...string) string {
	if len(items) == 1 {
		return "(" + items[0] + ",)"
	}
	return "(" + strings.Join(items, ", ") + ")"
}

// NoneRepr is repr of an optional value.
func NoneRepr[T any](o Optional[T], repr func(T) string) string {
	if !o.Ok {
		return "None"
	}
	return repr(o.Value)
}
