package py

// SumBools is sum(items) of bools.
func SumBools(items []bool) int64 {
	total := int64(0)
	for _, item := range items {
		total += BoolInt(item)
	}
	return total
}

// SumIntsFrom is sum(items, start).
func SumIntsFrom(items []int64, start int64) int64 {
	for _, item := range items {
		start = Add(start, item)
	}
	return start
}

// SumFloatsFrom is sum(items, start).
func SumFloatsFrom(items []float64, start float64) float64 {
	for _, item := range items {
		start += item
	}
	return start
}
