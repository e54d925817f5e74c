package py

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A formatSpec is [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type formatSpec struct {
	fill      string
	align     byte
	sign      byte
	noNegZero bool
	alternate bool
	width     int
	grouping  byte
	precision int // -1: none
	verb      byte
	verbText  string
}

func parseSpec(spec, typeName string, align byte) (formatSpec, error) {
	s := formatSpec{fill: " ", align: align, precision: -1}
	rest := spec
	_, first := utf8.DecodeRuneInString(rest)
	explicitAlign := false
	if len(rest) > first && strings.IndexByte("<>=^", rest[first]) >= 0 {
		s.fill, s.align, rest = rest[:first], rest[first], rest[first+1:]
		explicitAlign = true
	} else if rest != "" && strings.IndexByte("<>=^", rest[0]) >= 0 {
		s.align, rest = rest[0], rest[1:]
		explicitAlign = true
	}
	filled := explicitAlign && len(rest) < len(spec)-1
	if rest != "" && strings.IndexByte("+- ", rest[0]) >= 0 {
		s.sign, rest = rest[0], rest[1:]
	}
	if strings.HasPrefix(rest, "z") {
		s.noNegZero, rest = true, rest[1:]
	}
	if strings.HasPrefix(rest, "#") {
		s.alternate, rest = true, rest[1:]
	}
	if !filled && strings.HasPrefix(rest, "0") {
		s.fill = "0"
		if !explicitAlign && align == '>' {
			s.align = '='
		}
		rest = rest[1:]
	}
	var err error
	if s.width, rest, _, err = specNumber(rest); err != nil {
		return s, err
	}
	if rest != "" && rest[0] == ',' {
		s.grouping, rest = ',', rest[1:]
	}
	if rest != "" && rest[0] == '_' {
		if s.grouping != 0 {
			return s, ValueError.New("Cannot specify both ',' and '_'.")
		}
		s.grouping, rest = '_', rest[1:]
	}
	if rest != "" && rest[0] == ',' && s.grouping == '_' {
		return s, ValueError.New("Cannot specify both ',' and '_'.")
	}
	if strings.HasPrefix(rest, ".") {
		var ok bool
		if s.precision, rest, ok, err = specNumber(rest[1:]); err != nil {
			return s, err
		}
		if !ok {
			return s, ValueError.New("Format specifier missing precision")
		}
	}
	if utf8.RuneCountInString(rest) > 1 {
		return s, ValueError.New("Invalid format specifier '" + spec + "' for object of type '" + typeName + "'")
	}
	if rest != "" {
		s.verb, s.verbText = rest[0], rest
	}
	if verb := s.verbText; s.grouping != 0 && (!s.groups() || typeName == "str" && verb == "") {
		if verb == "" {
			verb = "s"
		}
		return s, ValueError.New("Cannot specify '" + string(s.grouping) + "' with '" + verbName(verb) + "'.")
	}
	return s, nil
}

// groups tells whether the type allows the grouping.
func (s *formatSpec) groups() bool {
	switch s.verb {
	case 0, 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F':
		return true
	case 'b', 'o', 'x', 'X':
		return s.grouping == '_'
	}
	return false
}

func verbName(verb string) string {
	if r, _ := utf8.DecodeRuneInString(verb); r > 32 && r < 128 {
		return verb
	}
	r, _ := utf8.DecodeRuneInString(verb)
	return `\x` + strconv.FormatInt(int64(r), 16)
}

func specNumber(s string) (n int, rest string, ok bool, err error) {
	for s != "" {
		r, width := utf8.DecodeRuneInString(s)
		zero, isDigit := decimals.find(r)
		if !isDigit {
			break
		}
		digit := int(r-zero) % 10
		if n > (math.MaxInt-digit)/10 {
			return 0, s, false, ValueError.New("Too many decimal digits in format string")
		}
		n, s, ok = 10*n+digit, s[width:], true
	}
	return n, s, ok, nil
}

func unknownVerb(verb, typeName string) error {
	return ValueError.New("Unknown format code '" + verbName(verb) + "' for object of type '" + typeName + "'")
}

// pad fills text up to the width; a prefix (sign, 0x) stays left of the fill of '='.
func (s *formatSpec) pad(prefix, text string) string {
	missing := s.width - utf8.RuneCountInString(prefix) - utf8.RuneCountInString(text)
	if missing <= 0 {
		return prefix + text
	}
	if missing > maxLength {
		beyond("a text of that width")
	}
	switch s.align {
	case '<':
		return prefix + text + strings.Repeat(s.fill, missing)
	case '^':
		return strings.Repeat(s.fill, missing/2) + prefix + text + strings.Repeat(s.fill, missing-missing/2)
	case '=':
		return prefix + strings.Repeat(s.fill, missing) + text
	}
	return strings.Repeat(s.fill, missing) + prefix + text
}

// FormatStr is format(s, spec).
func FormatStr(value, spec string) (string, error) {
	if spec == "" {
		return value, nil
	}
	s, err := parseSpec(spec, "str", '<')
	if err != nil {
		return "", err
	}
	switch {
	case s.verb != 0 && s.verbText != "s":
		return "", unknownVerb(s.verbText, "str")
	case s.sign == ' ':
		return "", ValueError.New("Space not allowed in string format specifier")
	case s.sign != 0:
		return "", ValueError.New("Sign not allowed in string format specifier")
	case s.noNegZero:
		return "", ValueError.New("Negative zero coercion (z) not allowed in string format specifier")
	case s.alternate:
		return "", ValueError.New("Alternate form (#) not allowed in string format specifier")
	case s.align == '=':
		return "", ValueError.New("'=' alignment not allowed in string format specifier")
	}
	if s.precision >= 0 {
		value = StrTo(value, int64(s.precision))
	}
	return s.pad("", value), nil
}

// digitGroups sets the separator between the digits of an integer part, with leading zeros up to the width.
func (s *formatSpec) digitGroups(digits string, size, width int) string {
	if s.grouping == 0 {
		return digits
	}
	zeros := 0
	if s.fill == "0" && s.align == '=' {
		for n := len(digits); n+(n-1)/size < width; n++ {
			zeros++
		}
	}
	digits = strings.Repeat("0", zeros) + digits
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%size == 0 {
			b.WriteByte(s.grouping)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func (s *formatSpec) signOf(negative bool) string {
	switch {
	case negative:
		return "-"
	case s.sign == '+' || s.sign == ' ':
		return string(s.sign)
	}
	return ""
}
