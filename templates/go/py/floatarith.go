package py

import "math"

// DivFloat is a / b of two floats.
func DivFloat(a, b float64) (float64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("float division by zero")
	}
	return a / b, nil
}

// FloorDivFloat is a // b of two floats.
func FloorDivFloat(a, b float64) (float64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("float floor division by zero")
	}
	q, _ := divmodFloat(a, b)
	return q, nil
}

// ModFloat is a % b of two floats; it has the sign of b.
func ModFloat(a, b float64) (float64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("float modulo")
	}
	r := math.Mod(a, b)
	switch {
	case r == 0:
		r = math.Copysign(0, b)
	case (b < 0) != (r < 0):
		r += b
	}
	return r, nil
}

// FloatDivmod is divmod(a, b) of two floats.
func FloatDivmod(a, b float64) (Tuple2[float64, float64], error) {
	if b == 0 {
		return Tuple2[float64, float64]{}, ZeroDivisionError.New("float divmod()")
	}
	q, r := divmodFloat(a, b)
	return Tuple2[float64, float64]{q, r}, nil
}

// divmodFloat follows float_divmod of CPython step by step.
func divmodFloat(a, b float64) (quotient, remainder float64) {
	mod := math.Mod(a, b)
	div := (a - mod) / b
	if mod != 0 {
		if (b < 0) != (mod < 0) {
			mod += b
			div--
		}
	} else {
		mod = math.Copysign(0, b)
	}
	if div == 0 {
		return math.Copysign(0, a/b), mod
	}
	floor := math.Floor(div)
	if div-floor > 0.5 {
		floor++
	}
	return floor, mod
}
