package py

import (
	"math"
	"strconv"
	"strings"
)

// FormatFloat is format(x, spec).
func FormatFloat(x float64, spec string) (string, error) {
	if spec == "" {
		return FloatRepr(x), nil
	}
	s, err := parseSpec(spec, "float", '>')
	if err != nil {
		return "", err
	}
	if len(s.verbText) > 1 || strings.IndexByte("\x00eEfFgGn%", s.verb) < 0 {
		return "", unknownVerb(s.verbText, "float")
	}
	return formatFloat(x, s)
}

func formatFloat(x float64, s formatSpec) (string, error) {
	if s.precision > math.MaxInt32 {
		return "", ValueError.New("precision too big")
	}
	if s.precision > 1<<20 {
		beyond("a float of that precision")
	}
	text := floatText(math.Abs(x), &s)
	negative := math.Signbit(x) && !math.IsNaN(x)
	if negative && s.noNegZero && strings.Trim(text, "0.eE+-%") == "" {
		negative = false
	}
	prefix := s.signOf(negative)
	end := 0
	for end < len(text) && '0' <= text[end] && text[end] <= '9' {
		end++
	}
	if end == 0 && s.grouping != 0 && s.fill == "0" && s.align == '=' {
		return s.pad(prefix, text), nil
	}
	return s.pad(prefix, s.digitGroups(text[:end], 3, s.width-len(prefix)-(len(text)-end))+text[end:]), nil
}

// floatText is x, which is not negative, in the type and precision of s.
func floatText(x float64, s *formatSpec) string {
	verb := s.verb
	upper := verb == 'E' || verb == 'F' || verb == 'G'
	suffix := ""
	if verb == '%' {
		x *= 100
		suffix = "%"
	}
	precision := s.precision
	var text string
	switch {
	case math.IsInf(x, 0):
		text = "inf"
	case math.IsNaN(x):
		text = "nan"
	case verb == 0 && precision < 0:
		text = FloatRepr(x)
		if s.alternate && strings.IndexByte(text, '.') < 0 {
			text = strings.Replace(text, "e", ".e", 1)
		}
	case verb == 0:
		text = general(x, max(precision, 1), 1, s.alternate)
	case verb == 'e' || verb == 'E':
		text = strconv.FormatFloat(x, 'e', defaultPrecision(precision), 64)
		if s.alternate && precision == 0 {
			text = strings.Replace(text, "e", ".e", 1)
		}
	case verb == 'f' || verb == 'F' || verb == '%':
		text = strconv.FormatFloat(x, 'f', defaultPrecision(precision), 64)
		if s.alternate && precision == 0 {
			text += "."
		}
	default:
		text = general(x, max(defaultPrecision(precision), 1), 0, s.alternate)
	}
	if upper {
		text = strings.ToUpper(text)
	}
	return text + suffix
}

func defaultPrecision(precision int) int {
	if precision < 0 {
		return 6
	}
	return precision
}

// general is the type 'g'; with point 1 it is that of no type, which shows at least one decimal.
func general(x float64, precision, point int, alternate bool) string {
	scientific := strconv.FormatFloat(x, 'e', precision-1, 64)
	mantissa, exponentText, _ := strings.Cut(scientific, "e")
	exponent, _ := strconv.Atoi(exponentText)
	if exponent < -4 || exponent >= precision-point && (point == 0 || exponent+1 > precision-point) {
		if !alternate {
			mantissa = trimZeros(mantissa)
		} else if !strings.Contains(mantissa, ".") {
			mantissa += "."
		}
		return mantissa + "e" + exponentText
	}
	text := strconv.FormatFloat(x, 'f', max(precision-1-exponent, 0), 64)
	if !alternate {
		text = trimZeros(text)
	}
	if !strings.Contains(text, ".") {
		if point == 1 {
			return text + ".0"
		}
		if alternate {
			return text + "."
		}
	}
	return text
}

func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
