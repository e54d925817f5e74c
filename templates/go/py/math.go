package py

import (
	"math"
	"math/big"
	"math/bits"
)

func errDomain() error {
	return ValueError.New("math domain error")
}

// MathSqrt is math.sqrt(x).
func MathSqrt(x float64) (float64, error) {
	if x < 0 {
		return 0, errDomain()
	}
	return math.Sqrt(x), nil
}

// MathFloor is math.floor(x).
func MathFloor(x float64) (int64, error) {
	return FloatInt(math.Floor(x))
}

// MathCeil is math.ceil(x).
func MathCeil(x float64) (int64, error) {
	return FloatInt(math.Ceil(x))
}

// MathTrunc is math.trunc(x).
func MathTrunc(x float64) (int64, error) {
	return FloatInt(x)
}

// MathFabs is math.fabs(x).
func MathFabs(x float64) float64 {
	return math.Abs(x)
}

// MathCopysign is math.copysign(a, b).
func MathCopysign(a, b float64) float64 {
	return math.Copysign(a, b)
}

// MathFmod is math.fmod(a, b).
func MathFmod(a, b float64) (float64, error) {
	if b == 0 && !math.IsNaN(a) || math.IsInf(a, 0) && !math.IsNaN(b) {
		return 0, errDomain()
	}
	return math.Mod(a, b), nil
}

// MathIsnan is math.isnan(x).
func MathIsnan(x float64) bool {
	return math.IsNaN(x)
}

// MathIsinf is math.isinf(x).
func MathIsinf(x float64) bool {
	return math.IsInf(x, 0)
}

// MathIsfinite is math.isfinite(x).
func MathIsfinite(x float64) bool {
	return !math.IsInf(x, 0) && !math.IsNaN(x)
}

// MathInf is math.inf.
func MathInf() float64 {
	return math.Inf(1)
}

// MathNan is math.nan.
func MathNan() float64 {
	return math.NaN()
}

// MathDegrees is math.degrees(x).
func MathDegrees(x float64) float64 {
	return x * (180 / math.Pi)
}

// MathRadians is math.radians(x).
func MathRadians(x float64) float64 {
	return x * (math.Pi / 180)
}

// MathIsclose is math.isclose(a, b).
func MathIsclose(a, b float64) bool {
	if a == b {
		return true
	}
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return false
	}
	diff := math.Abs(b - a)
	return diff <= math.Abs(1e-9*b) || diff <= math.Abs(1e-9*a)
}

// MathGcd is math.gcd(a, b).
func MathGcd(a, b int64) int64 {
	for b != 0 {
		if b == -1 {
			return 1
		}
		a, b = b, a%b
	}
	return Abs(a)
}

// MathLcm is math.lcm(a, b).
func MathLcm(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	return Abs(Mul(a/MathGcd(a, b), b))
}

// MathFactorial is math.factorial(n).
func MathFactorial(n int64) (int64, error) {
	if n < 0 {
		return 0, ValueError.New("factorial() not defined for negative values")
	}
	product := int64(1)
	for i := int64(2); i <= n; i++ {
		product = Mul(product, i)
	}
	return product, nil
}

// MathComb is math.comb(n, k).
func MathComb(n, k int64) (int64, error) {
	if err := natural(n, k); err != nil {
		return 0, err
	}
	if k > n {
		return 0, nil
	}
	result := new(big.Int).Binomial(n, k)
	if !result.IsInt64() {
		beyond(beyondInt)
	}
	return result.Int64(), nil
}

// MathPerm is math.perm(n, k).
func MathPerm(n, k int64) (int64, error) {
	if err := natural(n, k); err != nil {
		return 0, err
	}
	if k > n {
		return 0, nil
	}
	product := int64(1)
	for i := range k {
		product = Mul(product, n-i)
	}
	return product, nil
}

func natural(n, k int64) error {
	if n < 0 {
		return ValueError.New("n must be a non-negative integer")
	}
	if k < 0 {
		return ValueError.New("k must be a non-negative integer")
	}
	return nil
}

// MathIsqrt is math.isqrt(n).
func MathIsqrt(n int64) (int64, error) {
	if n < 0 {
		return 0, ValueError.New("isqrt() argument must be nonnegative")
	}
	return new(big.Int).Sqrt(big.NewInt(n)).Int64(), nil
}

// IntBitLength is n.bit_length().
func IntBitLength(n int64) int64 {
	if n < 0 {
		n = -n
	}
	return int64(bits.Len64(uint64(n)))
}

// IntBitCount is n.bit_count().
func IntBitCount(n int64) int64 {
	if n < 0 {
		n = -n
	}
	return int64(bits.OnesCount64(uint64(n)))
}
