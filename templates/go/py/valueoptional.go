package py

// OptionalValue makes a Value of an optional one.
func OptionalValue[T any](o Optional[T], value func(T) Value) Value {
	if !o.Ok {
		return Value{}
	}
	return value(o.Value)
}
