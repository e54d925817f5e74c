package py

// ValueOperatorIndex is operator.index(v), as range(v) needs it; a result of more than 64 bits is beyond.
func ValueOperatorIndex(v Value) (int64, error) {
	n, ok := v.Int()
	if !ok {
		return 0, TypeError.New("'" + v.TypeName() + "' object cannot be interpreted as an integer")
	}
	return n, nil
}

// ValueIntBase is int(v, base); a result of more than 64 bits is beyond.
func ValueIntBase(v Value, base int64) (int64, error) {
	s, ok := v.Str()
	if !ok {
		return 0, TypeError.New("int() can't convert non-string with explicit base")
	}
	return IntParseBase(s, base)
}
