package py

import (
	"math"
	"strconv"
)

// Fixed is format(x, ".2f") for 2 decimals.
func Fixed(x float64, decimals int) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return FloatRepr(x)
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}
