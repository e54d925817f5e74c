package py

// SomeOrRaise is the value of o, or the exception where o is None.
func SomeOrRaise[T any](o Optional[T], err error) (T, error) {
	if !o.Ok {
		return o.Value, err
	}
	return o.Value, nil
}

// PointerOrRaise is p, or the exception where p is None.
func PointerOrRaise[T any](p *T, err error) (*T, error) {
	if p == nil {
		return nil, err
	}
	return p, nil
}
