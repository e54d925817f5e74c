package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// PercentStr is one %s of text % (value,) with its flags: "%-10s", "%.3s".
func PercentStr(flags, value string) string {
	spec := parsePercent(flags)
	if spec.precision >= 0 {
		value = StrTo(value, int64(spec.precision))
	}
	return spec.pad("", value)
}

// PercentInt is one %d, %i, %u, %x, %X or %o of text % (value,) with its flags: "%02d".
func PercentInt(flags string, n int64) string {
	spec := parsePercent(flags)
	base := map[byte]int{'x': 16, 'X': 16, 'o': 8}[spec.verb]
	if base == 0 {
		base = 10
	}
	digits := strings.TrimPrefix(strconv.FormatInt(n, base), "-")
	if missing := spec.precision - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	prefix := spec.signOf(n < 0)
	if spec.alternate && base != 10 {
		prefix += "0" + strings.ToLower(string(spec.verb))
	}
	if spec.verb == 'X' {
		prefix, digits = strings.ToUpper(prefix), strings.ToUpper(digits)
	}
	return spec.pad(prefix, digits)
}

// PercentFloat is one %f, %e or %g (or %F, %E, %G) of text % (value,) with its flags: "%.2f".
func PercentFloat(flags string, x float64) string {
	spec := parsePercent(flags)
	text, _ := formatFloat(x, spec)
	return text
}

// parsePercent reads flags, width, precision and type, without the leading percent sign.
func parsePercent(flags string) formatSpec {
	s := formatSpec{fill: " ", align: '>', precision: -1}
	zero := false
	rest := flags
	for ; rest != "" && strings.IndexByte("-+ #0", rest[0]) >= 0; rest = rest[1:] {
		switch rest[0] {
		case '-':
			s.align = '<'
		case '+':
			s.sign = '+'
		case ' ':
			if s.sign == 0 {
				s.sign = ' '
			}
		case '#':
			s.alternate = true
		case '0':
			zero = true
		}
	}
	s.width, rest, _, _ = specNumber(rest)
	if strings.HasPrefix(rest, ".") {
		s.precision, rest, _, _ = specNumber(rest[1:])
	}
	if zero && s.align != '<' && rest != "s" && rest != "r" {
		s.fill, s.align = "0", '='
	}
	r, _ := utf8.DecodeRuneInString(rest)
	s.verb, s.verbText = byte(r), rest
	return s
}
