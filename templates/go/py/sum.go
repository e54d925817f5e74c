package py

// SumInts is sum(items).
func SumInts(items []int64) int64 {
	total := int64(0)
	for _, item := range items {
		total = Add(total, item)
	}
	return total
}

// SumFloats is sum(items) as CPython up to 3.11 adds: one after the other. The sum of no floats is the int 0, which a caller
// that cannot rule it out asks SumNumbers for.
func SumFloats(items []float64) float64 {
	total := 0.0
	for _, item := range items {
		total += item
	}
	return total
}

// SumFloatsNumber is sum(items) where items may be empty: then it is the int 0.
func SumFloatsNumber(items []float64) Number {
	if len(items) == 0 {
		return Number{}
	}
	return FloatNumber(SumFloats(items))
}

// SumNumbers is sum(items) of ints and floats.
func SumNumbers(items []Number) Number {
	total := Number{}
	for _, item := range items {
		total = total.Add(item)
	}
	return total
}
