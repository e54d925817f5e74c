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
	n, err := ValueBigIntBase(v, base)
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// ValueBigIntBase is int(v, base) where the result has any size. A base that is none is found before a value that is no text.
func ValueBigIntBase(v Value, base int64) (Int, error) {
	s, isText := v.Str()
	n, err := BigIntParseBase(s, base)
	if !isText && (base == 0 || base >= 2 && base <= 36) {
		return Int{}, TypeError.New("int() can't convert non-string with explicit base")
	}
	return n, err
}
