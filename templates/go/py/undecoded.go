package py

import (
	"strconv"
	"strings"
)

// undecoded is what stands for bytes that mean nothing in an encoding, as the error handler of that name has it.
func undecoded(bad []byte, errors string, failure *Error) (string, error) {
	switch errors {
	case "strict", "surrogatepass":
		return "", failure
	case "ignore":
		return "", nil
	case "replace":
		return "\ufffd", nil
	case "backslashreplace":
		var out strings.Builder
		for _, c := range bad {
			if c < 16 {
				out.WriteString(`\x0` + strconv.FormatInt(int64(c), 16))
			} else {
				out.WriteString(`\x` + strconv.FormatInt(int64(c), 16))
			}
		}
		return out.String(), nil
	case "surrogateescape":
		beyond("a lone surrogate")
	case "xmlcharrefreplace", "namereplace":
		return "", TypeError.New("don't know how to handle UnicodeDecodeError in error callback")
	}
	return "", noErrorHandler(errors)
}

func noErrorHandler(name string) error {
	return LookupError.New("unknown error handler name '" + name + "'")
}
