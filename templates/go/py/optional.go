package py

// An Optional is a value or None.
type Optional[T any] struct {
	Value T
	Ok    bool
}

// Some is an Optional with a value.
func Some[T any](value T) Optional[T] {
	return Optional[T]{Value: value, Ok: true}
}

// None is an Optional without a value.
func None[T any]() Optional[T] {
	return Optional[T]{}
}

// Opt makes an Optional of the two results of a lookup.
func Opt[T any](value T, ok bool) Optional[T] {
	return Optional[T]{Value: value, Ok: ok}
}

// Get is the value, and whether there is one.
func (o Optional[T]) Get() (T, bool) {
	return o.Value, o.Ok
}

// Or is the value, or other where there is none.
func (o Optional[T]) Or(other T) T {
	if o.Ok {
		return o.Value
	}
	return other
}

// OptionalText is str or repr of an optional value, whose text is given.
func OptionalText[T any](o Optional[T], text func(T) string) string {
	if !o.Ok {
		return "None"
	}
	return text(o.Value)
}

// NilText is str or repr of a pointer that may be None, whose text is given.
func NilText[T any](p *T, text func(*T) string) string {
	if p == nil {
		return "None"
	}
	return text(p)
}

// OptionalEqual is a == b of optional values.
func OptionalEqual[T any](a, b Optional[T], equal func(a, b T) bool) bool {
	return a.Ok == b.Ok && (!a.Ok || equal(a.Value, b.Value))
}
