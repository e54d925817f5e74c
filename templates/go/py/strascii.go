package py

import "strings"

// StrAscii is ascii(s): its repr with escapes for what is not ASCII.
func StrAscii(s string) string {
	repr := StrRepr(s)
	if isASCII(repr) {
		return repr
	}
	var b strings.Builder
	for _, r := range repr {
		if r < 0x80 {
			b.WriteByte(byte(r))
		} else {
			b.WriteString(escaped(r))
		}
	}
	return b.String()
}
