package py

import (
	"math"
	"math/big"
	"math/bits"
)

const beyondInt = "an integer of more than 64 bits"

// Add is a + b.
func Add(a, b int64) int64 {
	c := a + b
	if (a^c)&(b^c) < 0 {
		beyond(beyondInt)
	}
	return c
}

// Sub is a - b.
func Sub(a, b int64) int64 {
	c := a - b
	if (a^b)&(a^c) < 0 {
		beyond(beyondInt)
	}
	return c
}

// Mul is a * b.
func Mul(a, b int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	if int64(hi) != int64(lo)>>63 {
		beyond(beyondInt)
	}
	return int64(lo)
}

// Neg is -a.
func Neg(a int64) int64 {
	if a == math.MinInt64 {
		beyond(beyondInt)
	}
	return -a
}

// Abs is abs(a).
func Abs(a int64) int64 {
	if a < 0 {
		return Neg(a)
	}
	return a
}

// Shl is a << n.
func Shl(a, n int64) (int64, error) {
	if n < 0 {
		return 0, ValueError.New("negative shift count")
	}
	if a == 0 {
		return 0, nil
	}
	if n > 63 || a<<n>>n != a {
		beyond(beyondInt)
	}
	return a << n, nil
}

// Shr is a >> n.
func Shr(a, n int64) (int64, error) {
	if n < 0 {
		return 0, ValueError.New("negative shift count")
	}
	return a >> min(n, 63), nil
}

// FloorDiv is a // b, rounded towards minus infinity.
func FloorDiv(a, b int64) (int64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("integer division or modulo by zero")
	}
	if b == -1 {
		return Neg(a), nil
	}
	q := a / b
	if r := a % b; r != 0 && (r < 0) != (b < 0) {
		q--
	}
	return q, nil
}

// Mod is a % b; it has the sign of b.
func Mod(a, b int64) (int64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("integer modulo by zero")
	}
	if b == -1 {
		return 0, nil
	}
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r, nil
}

// TrueDiv is a / b of two integers: the float nearest to the exact quotient.
func TrueDiv(a, b int64) (float64, error) {
	if b == 0 {
		return 0, ZeroDivisionError.New("division by zero")
	}
	const exact = 1 << 53
	if a == 0 || -exact <= a && a <= exact && -exact <= b && b <= exact {
		return float64(a) / float64(b), nil
	}
	q, _ := big.NewRat(1, 1).SetFrac(big.NewInt(a), big.NewInt(b)).Float64()
	return q, nil
}

// FloorDivBy is a // b where b is known not to be 0.
func FloorDivBy(a, b int64) int64 {
	q, _ := FloorDiv(a, b)
	return q
}

// ModBy is a % b where b is known not to be 0.
func ModBy(a, b int64) int64 {
	r, _ := Mod(a, b)
	return r
}

// TrueDivBy is a / b where b is known not to be 0.
func TrueDivBy(a, b int64) float64 {
	q, _ := TrueDiv(a, b)
	return q
}

// BoolInt is int(b).
func BoolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// Pow is a ** b of two integers where b is not negative; a float, which a negative one gives, is beyond.
func Pow(a, b int64) (int64, error) {
	if b < 0 {
		beyond("an integer to a negative power")
	}
	result := int64(1)
	for {
		if b&1 != 0 {
			result = Mul(result, a)
		}
		if b >>= 1; b == 0 {
			return result, nil
		}
		a = Mul(a, a)
	}
}

// PowMod is pow(a, b, m).
func PowMod(a, b, m int64) (int64, error) {
	if m == 0 {
		return 0, ValueError.New("pow() 3rd argument cannot be 0")
	}
	modulus := big.NewInt(m)
	positive := new(big.Int).Abs(modulus)
	base := new(big.Int).Mod(big.NewInt(a), positive)
	result := new(big.Int).Exp(base, big.NewInt(b), positive)
	if result == nil {
		return 0, ValueError.New("base is not invertible for the given modulus")
	}
	if m < 0 && result.Sign() != 0 {
		result.Add(result, modulus)
	}
	return result.Int64(), nil
}
