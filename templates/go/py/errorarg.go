package py

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrorArg is e.args[i]; an argument that is neither a number nor text, and one of an exception that keeps its text alone, is beyond.
func ErrorArg(e *Error, i int64) (Value, error) {
	if e.Class.Is(OSError) || e.Class.Is(UnicodeError) {
		beyond("the arguments of " + e.Class.Name)
	}
	count := int64(len(e.Args))
	if e.Args == nil {
		count = 1
	}
	if i < 0 {
		i += count
	}
	if i < 0 || i >= count {
		return Value{}, IndexError.New("tuple index out of range")
	}
	if e.Args == nil {
		return StrValue(e.Message), nil
	}
	return valueOfRepr(e.Args[i]), nil
}

// valueOfRepr is the value whose repr is given.
func valueOfRepr(repr string) Value {
	switch repr {
	case "None":
		return Value{}
	case "True":
		return BoolValue(true)
	case "False":
		return BoolValue(false)
	case "nan":
		return FloatValue(math.NaN())
	case "inf", "-inf":
		return FloatValue(math.Inf(1 - 2*strings.Count(repr, "-")))
	}
	if repr != "" && (repr[0] == '\'' || repr[0] == '"') {
		return StrValue(textOfRepr(repr[1 : len(repr)-1]))
	}
	if strings.Trim(repr, "-0123456789") == "" {
		if n, err := BigIntParse(repr); err == nil {
			return AnyIntValue(n)
		}
	}
	f, err := strconv.ParseFloat(repr, 64)
	if err != nil {
		beyond("an argument that is neither a number nor text")
	}
	return FloatValue(f)
}

// textOfRepr is the text of which s is the repr, without its quotes.
func textOfRepr(s string) string {
	var out strings.Builder
	for s != "" {
		before, after, escaped := strings.Cut(s, "\\")
		out.WriteString(before)
		if !escaped {
			break
		}
		width := map[byte]int{'x': 2, 'u': 4, 'U': 8}[after[0]]
		if width == 0 {
			out.WriteByte(map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', '\\': '\\', '\'': '\'', '"': '"'}[after[0]])
		} else if code, err := strconv.ParseUint(after[1:1+width], 16, 32); err == nil && utf8.ValidRune(rune(code)) {
			out.WriteRune(rune(code))
		} else {
			beyond("text with a lone surrogate")
		}
		s = after[1+width:]
	}
	return out.String()
}
