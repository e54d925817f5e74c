package py

// IntParseOptional is int(s), where None raises TypeError.
func IntParseOptional(s Optional[string]) (int64, error) {
	n, err := BigIntParseOptional(s)
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// BigIntParseOptional is int(s), where None raises TypeError and the result has any size.
func BigIntParseOptional(s Optional[string]) (Int, error) {
	if !s.Ok {
		return Int{}, TypeError.New("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
	}
	return BigIntParse(s.Value)
}

// SomeOrRaise is what an optional value holds, or the exception.
func SomeOrRaise[T any](o Optional[T], exception *Error) (T, error) {
	if !o.Ok {
		return o.Value, exception
	}
	return o.Value, nil
}

// SliceOrRaise is a match that is not None, or the exception.
func SliceOrRaise[T any](s []T, exception *Error) ([]T, error) {
	if s == nil {
		return nil, exception
	}
	return s, nil
}

// PointerOrRaise is a pointer that is not None, or the exception.
func PointerOrRaise[T any](p *T, exception *Error) (*T, error) {
	if p == nil {
		return nil, exception
	}
	return p, nil
}
