package py

import (
	"math"
	"strconv"
	"strings"
)

// FloatRound is round(x): the nearest integer, of two the even one.
func FloatRound(x float64) (int64, error) {
	return FloatInt(math.RoundToEven(x))
}

// FloatRoundDigits is round(x, digits) of a float.
func FloatRoundDigits(x float64, digits int64) (float64, error) {
	if math.IsNaN(x) || math.IsInf(x, 0) || x == 0 || digits > 323 {
		return x, nil
	}
	if digits < -308 {
		return math.Copysign(0, x), nil
	}
	var text string
	if digits >= 0 {
		text = strconv.FormatFloat(x, 'f', int(digits), 64)
	} else {
		text = roundLeft(x, int(-digits))
	}
	rounded, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, OverflowError.New("rounded value too large to represent")
	}
	return rounded, nil
}

// roundLeft rounds x at the digit that stands n places left of its point.
func roundLeft(x float64, n int) string {
	// The shortest text can hide how far the value is from a tie; the exact one has at most 1,074 decimals.
	exact := strconv.FormatFloat(math.Abs(x), 'f', 1074, 64)
	point := strings.IndexByte(exact, '.')
	sign := ""
	if x < 0 {
		sign = "-"
	}
	if n > point {
		return sign + "0"
	}
	scaled := exact[:point-n] + "." + exact[point-n:point] + exact[point+1:]
	head, tail := scaled[:point-n], scaled[point-n+1:]
	if roundsUp(head, tail) {
		head = increment(head)
	}
	if head == "" {
		head = "0"
	}
	return sign + head + "e" + strconv.Itoa(n)
}

// roundsUp tells whether head.tail is rounded away from zero, half to even.
func roundsUp(head, tail string) bool {
	if tail[0] != '5' {
		return tail[0] > '5'
	}
	for i := 1; i < len(tail); i++ {
		if tail[i] != '0' {
			return true
		}
	}
	return head != "" && (head[len(head)-1]-'0')%2 == 1
}

func increment(digits string) string {
	out := []byte(digits)
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] != '9' {
			out[i]++
			return string(out)
		}
		out[i] = '0'
	}
	return "1" + string(out)
}

// IntRoundDigits is round(n, digits) of an integer: only negative digits change it.
func IntRoundDigits(n, digits int64) int64 {
	if digits >= 0 {
		return n
	}
	if digits < -19 {
		return 0
	}
	unit := int64(1)
	for range min(-digits, 18) {
		unit *= 10
	}
	if digits == -19 {
		// Half of 10**19 is more than half of the range: only the outermost values reach it.
		if n >= 5_000_000_000_000_000_001 || n <= -5_000_000_000_000_000_001 {
			beyond(beyondInt)
		}
		return 0
	}
	down, _ := Mod(n, unit)
	half := unit / 2
	quotient, _ := FloorDiv(n, unit)
	if down > half || down == half && quotient&1 == 1 {
		return Add(n, unit-down)
	}
	return Sub(n, down)
}
