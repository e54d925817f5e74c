package py

import (
	"math"
	"testing"
)

// isBeyond tells whether f ends the request as beyond.
func isBeyond(f func()) (found bool) {
	defer func() { _, found = recover().(Beyond) }()
	f()
	return false
}

func TestNanInContainers(t *testing.T) {
	nan := math.NaN()
	list := ListOf(FloatValue(nan))
	for name, f := range map[string]func(){
		"looked for":    func() { FloatNotNan(nan) },
		"a number":      func() { FloatNumber(nan).NotNan() },
		"items":         func() { SameFloat(nan, nan) },
		"numbers":       func() { FloatNumber(nan).Same(FloatNumber(nan)) },
		"values":        func() { FloatValue(nan).Same(FloatValue(nan)) },
		"lists":         func() { list.Equal(ListOf(FloatValue(nan))) },
		"a key":         func() { NewDict[float64, int]().Set(nan, 1) },
		"a member":      func() { NewSet(nan) },
		"part of a key": func() { NewSet(Tuple2[float64, int64]{nan, 1}) },
	} {
		if !isBeyond(f) {
			t.Errorf("%s: not beyond", name)
		}
	}
	if FloatValue(nan).Equal(FloatValue(nan)) || SameFloat(nan, 1) || SameFloat(1, nan) || !SameFloat(0.5, 0.5) || NewSet(1.5).Has(nan) {
		t.Error("NaN equals what it should not")
	}
}
