package py

import "math"

// SumFloatsCompensated is sum(items) as CPython adds from 3.12 on: with Neumaier's compensation.
func SumFloatsCompensated(items []float64) float64 {
	total, lost := 0.0, 0.0
	for _, x := range items {
		t := total + x
		if math.Abs(total) >= math.Abs(x) {
			lost += (total - t) + x
		} else {
			lost += (x - t) + total
		}
		total = t
	}
	if lost != 0 && !math.IsInf(lost, 0) && !math.IsNaN(lost) {
		return total + lost
	}
	return total
}
