package py

import (
	"math"
	"strconv"
	"strings"
)

// FloatRepr is repr(x) and str(x).
func FloatRepr(x float64) string {
	return string(AppendFloat(nil, x))
}

// AppendFloat appends repr(x).
func AppendFloat(out []byte, x float64) []byte {
	switch {
	case math.IsInf(x, 1):
		return append(out, "inf"...)
	case math.IsInf(x, -1):
		return append(out, "-inf"...)
	case math.IsNaN(x):
		return append(out, "nan"...)
	}
	if a := math.Abs(x); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(out, x, 'e', -1, 64)
	}
	start := len(out)
	out = strconv.AppendFloat(out, x, 'f', -1, 64)
	for _, c := range out[start:] {
		if c == '.' {
			return out
		}
	}
	return append(out, ".0"...)
}

// FloatParse is float(s).
func FloatParse(s string) (float64, error) {
	text := asciiDigits(s)
	if x, ok := floatOf(text); ok {
		return x, nil
	}
	return 0, ValueError.New("could not convert string to float: " + StrRepr(s))
}

func floatOf(s string) (float64, bool) {
	body := strings.TrimLeft(s, "+-")
	if len(s)-len(body) > 1 {
		return 0, false
	}
	sign := 1.0
	if strings.HasPrefix(s, "-") {
		sign = -1
	}
	switch strings.ToLower(body) {
	case "inf", "infinity":
		return math.Inf(int(sign)), true
	case "nan":
		return math.NaN(), true
	}
	plain := make([]byte, 0, len(body))
	for i := range len(body) {
		c := body[i]
		switch {
		case c == '_':
			if i == 0 || i == len(body)-1 || body[i-1]-'0' > 9 || body[i+1]-'0' > 9 {
				return 0, false
			}
		case c-'0' <= 9 || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-':
			plain = append(plain, c)
		default:
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(string(plain), 64)
	if err != nil && !math.IsInf(x, 0) {
		return 0, false
	}
	return sign * x, true
}

// FloatInt is int(x).
func FloatInt(x float64) (int64, error) {
	switch {
	case math.IsNaN(x):
		return 0, ValueError.New("cannot convert float NaN to integer")
	case math.IsInf(x, 0):
		return 0, OverflowError.New("cannot convert float infinity to integer")
	case x < -0x1p63 || x >= 0x1p63:
		beyond(beyondInt)
	}
	return int64(x), nil
}

// FloatIsInteger is x.is_integer().
func FloatIsInteger(x float64) bool {
	return !math.IsInf(x, 0) && x == math.Floor(x)
}

// wholeText is x without its decimals, in full.
func wholeText(x float64) string {
	return strconv.FormatFloat(math.Trunc(x), 'f', 0, 64)
}
