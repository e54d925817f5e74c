package py

import (
	"math"
	"strconv"
)

// A Number is an int or a float, kept apart as Python keeps them: 5 is not printed as 5.0. The zero Number is the int 0.
type Number struct {
	isFloat bool
	int     int64
	float   float64
}

// IntNumber is an int.
func IntNumber(n int64) Number {
	return Number{int: n}
}

// FloatNumber is a float.
func FloatNumber(x float64) Number {
	return Number{isFloat: true, float: x}
}

// Int is the value, and whether it is an int.
func (n Number) Int() (int64, bool) {
	return n.int, !n.isFloat
}

// Float is float(n).
func (n Number) Float() float64 {
	if n.isFloat {
		return n.float
	}
	return float64(n.int)
}

// Trunc is int(n).
func (n Number) Trunc() (int64, error) {
	if n.isFloat {
		return FloatInt(n.float)
	}
	return n.int, nil
}

// Truth is bool(n).
func (n Number) Truth() bool {
	return n.int != 0 || n.float != 0
}

// String is str(n) and repr(n).
func (n Number) String() string {
	if n.isFloat {
		return FloatRepr(n.float)
	}
	return strconv.FormatInt(n.int, 10)
}

// Add is n + m.
func (n Number) Add(m Number) Number {
	if n.isFloat || m.isFloat {
		return FloatNumber(n.Float() + m.Float())
	}
	return IntNumber(Add(n.int, m.int))
}

// Sub is n - m.
func (n Number) Sub(m Number) Number {
	if n.isFloat || m.isFloat {
		return FloatNumber(n.Float() - m.Float())
	}
	return IntNumber(Sub(n.int, m.int))
}

// Mul is n * m.
func (n Number) Mul(m Number) Number {
	if n.isFloat || m.isFloat {
		return FloatNumber(n.Float() * m.Float())
	}
	return IntNumber(Mul(n.int, m.int))
}

// TrueDiv is n / m.
func (n Number) TrueDiv(m Number) (float64, error) {
	if n.isFloat || m.isFloat {
		return DivFloat(n.Float(), m.Float())
	}
	return TrueDiv(n.int, m.int)
}

// FloorDiv is n // m.
func (n Number) FloorDiv(m Number) (Number, error) {
	if n.isFloat || m.isFloat {
		x, err := FloorDivFloat(n.Float(), m.Float())
		return FloatNumber(x), err
	}
	i, err := FloorDiv(n.int, m.int)
	return IntNumber(i), err
}

// Mod is n % m.
func (n Number) Mod(m Number) (Number, error) {
	if n.isFloat || m.isFloat {
		x, err := ModFloat(n.Float(), m.Float())
		return FloatNumber(x), err
	}
	i, err := Mod(n.int, m.int)
	return IntNumber(i), err
}

// Neg is -n.
func (n Number) Neg() Number {
	if n.isFloat {
		return FloatNumber(-n.float)
	}
	return IntNumber(Neg(n.int))
}

// Abs is abs(n).
func (n Number) Abs() Number {
	if n.isFloat {
		return FloatNumber(math.Abs(n.float))
	}
	return IntNumber(Abs(n.int))
}

// RoundInt is round(n).
func (n Number) RoundInt() (int64, error) {
	if n.isFloat {
		return FloatRound(n.float)
	}
	return n.int, nil
}

// Round is round(n, digits).
func (n Number) Round(digits int64) Number {
	if n.isFloat {
		x, err := FloatRoundDigits(n.float, digits)
		if err != nil {
			beyond(err.Error())
		}
		return FloatNumber(x)
	}
	return IntNumber(IntRoundDigits(n.int, digits))
}

// Equal is n == m.
func (n Number) Equal(m Number) bool {
	order, ok := n.Compare(m)
	return ok && order == 0
}

// Same is what a container asks of its items: n is m or n == m. A float that is shared is not told from an equal one, so NaN is
// beyond.
func (n Number) Same(m Number) bool {
	if n.isFloat && m.isFloat {
		return SameFloat(n.float, m.float)
	}
	return n.Equal(m)
}

// NotNan is n, which is compared with the items of a container.
func (n Number) NotNan() Number {
	if n.isFloat {
		FloatNotNan(n.float)
	}
	return n
}

// Less is n < m.
func (n Number) Less(m Number) bool {
	order, ok := n.Compare(m)
	return ok && order < 0
}

// LessEqual is n <= m.
func (n Number) LessEqual(m Number) bool {
	order, ok := n.Compare(m)
	return ok && order <= 0
}

// Compare orders n and m exactly; it is not ok when one of them is NaN.
func (n Number) Compare(m Number) (order int, ok bool) {
	switch {
	case !n.isFloat && !m.isFloat:
		return compareInts(n.int, m.int), true
	case n.isFloat && m.isFloat:
		return compareFloats(n.float, m.float)
	case n.isFloat:
		order, ok = compareIntFloat(m.int, n.float)
		return -order, ok
	}
	return compareIntFloat(n.int, m.float)
}

func compareInts(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func compareFloats(a, b float64) (order int, ok bool) {
	switch {
	case a < b:
		return -1, true
	case a > b:
		return 1, true
	}
	return 0, a == b
}

// compareIntFloat compares without rounding the integer.
func compareIntFloat(n int64, x float64) (order int, ok bool) {
	switch {
	case math.IsNaN(x):
		return 0, false
	case x >= 0x1p63:
		return -1, true
	case x < -0x1p63:
		return 1, true
	}
	floor := math.Floor(x)
	if order := compareInts(n, int64(floor)); order != 0 {
		return order, true
	}
	if floor < x {
		return -1, true
	}
	return 0, true
}
