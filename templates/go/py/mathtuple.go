package py

import "math"

// MathModf is math.modf(x).
func MathModf(x float64) Tuple2[float64, float64] {
	if math.IsInf(x, 0) {
		return Tuple2[float64, float64]{math.Copysign(0, x), x}
	}
	whole := math.Trunc(x)
	return Tuple2[float64, float64]{math.Copysign(x-whole, x), whole}
}
