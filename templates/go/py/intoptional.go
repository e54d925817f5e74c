package py

// IntParseOptional is int(s) where s may be None; a result of more than 64 bits is beyond.
func IntParseOptional(s Optional[string]) (int64, error) {
	n, err := BigIntParseOptional(s)
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// BigIntParseOptional is int(s) where s may be None and the result has any size.
func BigIntParseOptional(s Optional[string]) (Int, error) {
	if !s.Ok {
		return Int{}, TypeError.New("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
	}
	return BigIntParse(s.Value)
}
