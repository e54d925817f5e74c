package py

import "strconv"

const dynamicPercent = "% of a text that is known only at run time"

// Add is v + w.
func (v Value) Add(w Value) (Value, error) {
	switch a := v.held.(type) {
	case string:
		b, ok := w.held.(string)
		if !ok {
			return Value{}, TypeError.New(`can only concatenate str (not "` + w.TypeName() + `") to str`)
		}
		return Value{a + b}, nil
	case *List[Value]:
		b, ok := w.held.(*List[Value])
		if !ok {
			return Value{}, TypeError.New(`can only concatenate list (not "` + w.TypeName() + `") to list`)
		}
		return Value{&List[Value]{Items: ListAdd(a.Items, b.Items)}}, nil
	}
	return v.arithmetic("+", w, func(a, b Number) (Number, error) { return a.Add(b), nil })
}

// Sub is v - w.
func (v Value) Sub(w Value) (Value, error) {
	return v.arithmetic("-", w, func(a, b Number) (Number, error) { return a.Sub(b), nil })
}

// Mul is v * w.
func (v Value) Mul(w Value) (Value, error) {
	if v.isSequence() || w.isSequence() {
		return v.repeat(w)
	}
	return v.arithmetic("*", w, func(a, b Number) (Number, error) { return a.Mul(b), nil })
}

// TrueDiv is v / w.
func (v Value) TrueDiv(w Value) (Value, error) {
	return v.arithmetic("/", w, func(a, b Number) (Number, error) {
		x, err := a.TrueDiv(b)
		return FloatNumber(x), err
	})
}

// FloorDiv is v // w.
func (v Value) FloorDiv(w Value) (Value, error) {
	return v.arithmetic("//", w, Number.FloorDiv)
}

// Mod is v % w; text with % is beyond.
func (v Value) Mod(w Value) (Value, error) {
	if _, ok := v.held.(string); ok {
		beyond(dynamicPercent)
	}
	return v.arithmetic("%", w, Number.Mod)
}

// DivMod is divmod(v, w).
func (v Value) DivMod(w Value) (Tuple2[Value, Value], error) {
	if !v.isNumber() || !w.isNumber() {
		return Tuple2[Value, Value]{}, v.unsupported("divmod()", w)
	}
	a, _ := v.Number()
	b, _ := w.Number()
	if (a.isFloat || b.isFloat) && b.Float() == 0 {
		return Tuple2[Value, Value]{}, ZeroDivisionError.New("float divmod()")
	}
	quotient, err := v.FloorDiv(w)
	if err != nil {
		return Tuple2[Value, Value]{}, err
	}
	rest, err := v.Mod(w)
	return Tuple2[Value, Value]{quotient, rest}, err
}

// Neg is -v.
func (v Value) Neg() (Value, error) {
	n, ok := v.Number()
	if !ok {
		return Value{}, TypeError.New("bad operand type for unary -: '" + v.TypeName() + "'")
	}
	return NumberValue(n.Neg()), nil
}

// Abs is abs(v).
func (v Value) Abs() (Value, error) {
	n, ok := v.Number()
	if !ok {
		return Value{}, TypeError.New("bad operand type for abs(): '" + v.TypeName() + "'")
	}
	return NumberValue(n.Abs()), nil
}

// Round is round(v).
func (v Value) Round() (Value, error) {
	if x, ok := v.held.(float64); ok {
		n, err := FloatRound(x)
		return Value{n}, err
	}
	if v.IsInt() {
		n, _ := v.Int()
		return Value{n}, nil
	}
	return Value{}, TypeError.New("type " + v.TypeName() + " doesn't define __round__ method")
}

// RoundDigits is round(v, digits).
func (v Value) RoundDigits(digits int64) (Value, error) {
	n, ok := v.Number()
	if !ok {
		return Value{}, TypeError.New("type " + v.TypeName() + " doesn't define __round__ method")
	}
	if n.isFloat {
		x, err := FloatRoundDigits(n.float, digits)
		return FloatValue(x), err
	}
	return NumberValue(n.Round(digits)), nil
}

func (v Value) arithmetic(operator string, w Value, do func(a, b Number) (Number, error)) (Value, error) {
	if !v.isNumber() || !w.isNumber() {
		return Value{}, v.unsupported(operator, w)
	}
	a, _ := v.Number()
	b, _ := w.Number()
	n, err := do(a, b)
	if err != nil {
		return Value{}, err
	}
	return NumberValue(n), nil
}

func (v Value) unsupported(operator string, w Value) error {
	return TypeError.New("unsupported operand type(s) for " + operator + ": '" + v.TypeName() + "' and '" + w.TypeName() + "'")
}

func (v Value) isSequence() bool {
	switch v.held.(type) {
	case string, *List[Value]:
		return true
	}
	return false
}

func (v Value) repeat(w Value) (Value, error) {
	if !v.isSequence() {
		v, w = w, v
	}
	if !w.IsInt() {
		return Value{}, TypeError.New("can't multiply sequence by non-int of type '" + w.TypeName() + "'")
	}
	n, _ := w.Int()
	if n > 1<<28 {
		beyond("a sequence of " + strconv.FormatInt(n, 10) + " repetitions")
	}
	if s, ok := v.held.(string); ok {
		return Value{StrMul(s, n)}, nil
	}
	l, _ := v.List()
	return Value{&List[Value]{Items: ListMul(l.Items, n)}}, nil
}
