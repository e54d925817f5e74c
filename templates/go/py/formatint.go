package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// FormatInt is format(n, spec).
func FormatInt(n int64, spec string) (string, error) {
	return formatInt(n, spec, "int")
}

// FormatBool is format(b, spec).
func FormatBool(b bool, spec string) (string, error) {
	if spec == "" {
		return BoolRepr(b), nil
	}
	n := int64(0)
	if b {
		n = 1
	}
	return formatInt(n, spec, "bool")
}

func formatInt(n int64, spec, typeName string) (string, error) {
	if spec == "" {
		return strconv.FormatInt(n, 10), nil
	}
	s, err := parseSpec(spec, typeName, '>')
	if err != nil {
		return "", err
	}
	if len(s.verbText) > 1 {
		return "", unknownVerb(s.verbText, typeName)
	}
	base, group := 10, 3
	switch s.verb {
	case 0, 'd', 'n':
	case 'b':
		base, group = 2, 4
	case 'o':
		base, group = 8, 4
	case 'x', 'X':
		base, group = 16, 4
	case 'c':
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		return formatFloat(float64(n), s)
	default:
		return "", unknownVerb(s.verbText, typeName)
	}
	if s.precision >= 0 {
		return "", ValueError.New("Precision not allowed in integer format specifier")
	}
	if s.noNegZero {
		return "", ValueError.New("Negative zero coercion (z) not allowed in integer format specifier")
	}
	if s.verb == 'c' {
		return formatChar(n, s)
	}
	digits := strings.TrimPrefix(strconv.FormatInt(n, base), "-")
	prefix := s.signOf(n < 0)
	if s.alternate && base != 10 {
		prefix += "0" + strings.ToLower(string(s.verb))
	}
	digits = s.digitGroups(digits, group, s.width-len(prefix))
	if s.verb == 'X' {
		prefix, digits = strings.ToUpper(prefix), strings.ToUpper(digits)
	}
	return s.pad(prefix, digits), nil
}

func formatChar(n int64, s formatSpec) (string, error) {
	if s.sign != 0 {
		return "", ValueError.New("Sign not allowed with integer format specifier 'c'")
	}
	if s.alternate {
		return "", ValueError.New("Alternate form (#) not allowed with integer format specifier 'c'")
	}
	if n < 0 || n > utf8.MaxRune {
		return "", OverflowError.New("%c arg not in range(0x110000)")
	}
	if !utf8.ValidRune(rune(n)) {
		beyond("a lone surrogate")
	}
	return s.pad("", string(rune(n))), nil
}
