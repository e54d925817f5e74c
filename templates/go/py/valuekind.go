package py

// IsBool is isinstance(v, bool).
func (v Value) IsBool() bool {
	_, ok := v.held.(bool)
	return ok
}

// IsFloat is isinstance(v, float).
func (v Value) IsFloat() bool {
	_, ok := v.held.(float64)
	return ok
}

// IsNumber is isinstance(v, (int, float)).
func (v Value) IsNumber() bool {
	return v.isNumber()
}

// IsStr is isinstance(v, str).
func (v Value) IsStr() bool {
	_, ok := v.held.(string)
	return ok
}

// IsList is isinstance(v, list).
func (v Value) IsList() bool {
	_, ok := v.held.(*List[Value])
	return ok
}

// IsDict is isinstance(v, dict).
func (v Value) IsDict() bool {
	_, ok := v.held.(*Dict[string, Value])
	return ok
}

// AsBool is the bool that v is known to be.
func (v Value) AsBool() bool {
	return v.held.(bool)
}

// AsInt is the int that v is known to be; more than 64 bits are beyond.
func (v Value) AsInt() int64 {
	n, ok := v.Int()
	if !ok {
		panic("py: no int")
	}
	return n
}

// AsAnyInt is the int that v is known to be.
func (v Value) AsAnyInt() Int {
	if n, ok := v.held.(Int); ok {
		return n
	}
	return NewInt(v.AsInt())
}

// AsFloat is the float that v is known to be.
func (v Value) AsFloat() float64 {
	return v.held.(float64)
}

// AsNumber is the int or float that v is known to be.
func (v Value) AsNumber() Number {
	n, ok := v.Number()
	if !ok {
		panic("py: no number")
	}
	return n
}

// AsStr is the str that v is known to be.
func (v Value) AsStr() string {
	return v.held.(string)
}

// AsList is the list that v is known to be.
func (v Value) AsList() *List[Value] {
	return v.held.(*List[Value])
}

// AsDict is the dict that v is known to be.
func (v Value) AsDict() *Dict[string, Value] {
	return v.held.(*Dict[string, Value])
}
