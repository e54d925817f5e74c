package py

import "strings"

// BigIntFormat is format(n, spec).
func BigIntFormat(n Int, spec string) (string, error) {
	if small, ok := n.Int64(); ok {
		return FormatInt(small, spec)
	}
	s, err := parseSpec(spec, "int", '>')
	if err != nil {
		return "", err
	}
	if len(s.verbText) > 1 {
		return "", unknownVerb(s.verbText, "int")
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
		return "", OverflowError.New("Python int too large to convert to C long")
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, err := n.Float()
		if err != nil {
			return "", err
		}
		return formatFloat(x, s)
	default:
		return "", unknownVerb(s.verbText, "int")
	}
	if s.precision >= 0 {
		return "", ValueError.New("Precision not allowed in integer format specifier")
	}
	if s.noNegZero {
		return "", ValueError.New("Negative zero coercion (z) not allowed in integer format specifier")
	}
	digits := ""
	if base == 10 {
		if digits, err = n.Text(); err != nil {
			return "", err
		}
	} else {
		digits = n.Big().Text(base)
	}
	digits = strings.TrimPrefix(digits, "-")
	prefix := s.signOf(n.sign() < 0)
	if s.alternate && base != 10 {
		prefix += "0" + strings.ToLower(string(s.verb))
	}
	digits = s.digitGroups(digits, group, s.width-len(prefix))
	if s.verb == 'X' {
		prefix, digits = strings.ToUpper(prefix), strings.ToUpper(digits)
	}
	return s.pad(prefix, digits), nil
}
