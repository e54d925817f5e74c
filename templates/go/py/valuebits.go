package py

// Shl is v << w.
func (v Value) Shl(w Value) (Value, error) {
	return v.bits("<<", w, Shl)
}

// Shr is v >> w.
func (v Value) Shr(w Value) (Value, error) {
	return v.bits(">>", w, Shr)
}

// And is v & w.
func (v Value) And(w Value) (Value, error) {
	return v.logic("&", w, func(a, b int64) int64 { return a & b })
}

// Or is v | w.
func (v Value) Or(w Value) (Value, error) {
	a, aIsDict := v.held.(*Dict[string, Value])
	b, bIsDict := w.held.(*Dict[string, Value])
	if aIsDict && bIsDict {
		return Value{a.Or(b)}, nil
	}
	return v.logic("|", w, func(a, b int64) int64 { return a | b })
}

// Xor is v ^ w.
func (v Value) Xor(w Value) (Value, error) {
	return v.logic("^", w, func(a, b int64) int64 { return a ^ b })
}

func (v Value) bits(operator string, w Value, do func(a, b int64) (int64, error)) (Value, error) {
	if !v.IsInt() || !w.IsInt() {
		return Value{}, v.unsupported(operator, w)
	}
	a, _ := v.Int()
	b, _ := w.Int()
	n, err := do(a, b)
	return Value{n}, err
}

// logic does what of two bools is a bool.
func (v Value) logic(operator string, w Value, do func(a, b int64) int64) (Value, error) {
	result, err := v.bits(operator, w, func(a, b int64) (int64, error) { return do(a, b), nil })
	if err == nil && v.IsBool() && w.IsBool() {
		n, _ := result.Int()
		return Value{n != 0}, nil
	}
	return result, err
}

// Invert is ~v.
func (v Value) Invert() (Value, error) {
	if !v.IsInt() {
		return Value{}, TypeError.New("bad operand type for unary ~: '" + v.TypeName() + "'")
	}
	n, _ := v.Int()
	return Value{^n}, nil
}

// Pow is v ** w.
func (v Value) Pow(w Value) (Value, error) {
	if !v.isNumber() || !w.isNumber() {
		return Value{}, v.unsupported("** or pow()", w)
	}
	if !v.IsInt() || !w.IsInt() {
		beyond("a power of floats")
	}
	a, _ := v.Int()
	b, _ := w.Int()
	if a == 0 && b < 0 {
		return Value{}, ZeroDivisionError.New("0.0 cannot be raised to a negative power")
	}
	n, err := Pow(a, b)
	return Value{n}, err
}

// Pos is +v.
func (v Value) Pos() (Value, error) {
	n, ok := v.Number()
	if !ok {
		return Value{}, TypeError.New("bad operand type for unary +: '" + v.TypeName() + "'")
	}
	return NumberValue(n), nil
}
