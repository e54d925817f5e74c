package py

import "strings"

const unsupportedOperands = "unsupported operand type(s) for "

// AddInPlace is v += w: a list grows where it is, anything else gives a new value.
func (v Value) AddInPlace(w Value) (Value, error) {
	if _, ok := v.List(); ok {
		return v, v.Extend(w)
	}
	return v.inPlace("+=", w, Value.Add)
}

// SubInPlace is v -= w.
func (v Value) SubInPlace(w Value) (Value, error) {
	return v.inPlace("-=", w, Value.Sub)
}

// MulInPlace is v *= w: a list is repeated where it is.
func (v Value) MulInPlace(w Value) (Value, error) {
	if _, ok := v.Dict(); ok {
		return Value{}, v.unsupported("*=", w)
	}
	product, err := v.inPlace("*=", w, Value.Mul)
	if l, ok := v.List(); ok && err == nil {
		l.Items = product.AsList().Items
		return v, nil
	}
	return product, err
}

// TrueDivInPlace is v /= w.
func (v Value) TrueDivInPlace(w Value) (Value, error) {
	return v.inPlace("/=", w, Value.TrueDiv)
}

// FloorDivInPlace is v //= w.
func (v Value) FloorDivInPlace(w Value) (Value, error) {
	return v.inPlace("//=", w, Value.FloorDiv)
}

// ModInPlace is v %= w.
func (v Value) ModInPlace(w Value) (Value, error) {
	return v.inPlace("%=", w, Value.Mod)
}

// PowInPlace is v **= w.
func (v Value) PowInPlace(w Value) (Value, error) {
	return v.inPlace("**=", w, Value.Pow)
}

// ShlInPlace is v <<= w.
func (v Value) ShlInPlace(w Value) (Value, error) {
	return v.inPlace("<<=", w, Value.Shl)
}

// ShrInPlace is v >>= w.
func (v Value) ShrInPlace(w Value) (Value, error) {
	return v.inPlace(">>=", w, Value.Shr)
}

// AndInPlace is v &= w.
func (v Value) AndInPlace(w Value) (Value, error) {
	return v.inPlace("&=", w, Value.And)
}

// OrInPlace is v |= w: a dict is updated where it is.
func (v Value) OrInPlace(w Value) (Value, error) {
	if _, ok := v.Dict(); ok {
		return v, v.Update(w)
	}
	return v.inPlace("|=", w, Value.Or)
}

// XorInPlace is v ^= w.
func (v Value) XorInPlace(w Value) (Value, error) {
	return v.inPlace("^=", w, Value.Xor)
}

// inPlace is an operator whose operands, when they do not fit, are told with the assigning operator.
func (v Value) inPlace(operator string, w Value, operate func(v, w Value) (Value, error)) (Value, error) {
	value, err := operate(v, w)
	if err != nil && strings.HasPrefix(err.Error(), unsupportedOperands) {
		return Value{}, v.unsupported(operator, w)
	}
	return value, err
}
