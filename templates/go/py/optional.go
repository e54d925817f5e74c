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
