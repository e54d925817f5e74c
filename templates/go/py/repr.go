package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// StrRepr is repr(s): quoted with ' unless s holds ' and no ", and with everything escaped that is not printable.
func StrRepr(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	out := make([]byte, 0, len(s)+2)
	out = append(out, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			out = append(out, '\\', byte(r))
		case r >= ' ' && r < 0x7f:
			out = append(out, byte(r))
		case r < 0x100:
			out = appendByteEscape(out, r)
		case printable.has(r):
			out = utf8.AppendRune(out, r)
		case r < 0x10000:
			out = appendHex(append(out, `\u`...), r, 4)
		default:
			out = appendHex(append(out, `\U`...), r, 8)
		}
	}
	return string(append(out, quote))
}

// BytesRepr is repr(b).
func BytesRepr(b []byte) string {
	quote := byte('\'')
	if strings.IndexByte(string(b), '\'') >= 0 && strings.IndexByte(string(b), '"') < 0 {
		quote = '"'
	}
	out := append(make([]byte, 0, len(b)+3), 'b', quote)
	for _, c := range b {
		switch {
		case c == quote || c == '\\':
			out = append(out, '\\', c)
		case c >= ' ' && c < 0x7f:
			out = append(out, c)
		default:
			out = appendControl(out, rune(c))
		}
	}
	return string(append(out, quote))
}

// BoolRepr is repr(b) and str(b).
func BoolRepr(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// IntRepr is repr(n) and str(n).
func IntRepr(n int64) string {
	return strconv.FormatInt(n, 10)
}

func appendByteEscape(out []byte, r rune) []byte {
	if r >= 0xa1 && r != 0xad {
		return utf8.AppendRune(out, r)
	}
	return appendControl(out, r)
}

func appendControl(out []byte, r rune) []byte {
	switch r {
	case '\n':
		return append(out, `\n`...)
	case '\r':
		return append(out, `\r`...)
	case '\t':
		return append(out, `\t`...)
	}
	return appendHex(append(out, `\x`...), r, 2)
}

func appendHex(out []byte, r rune, width int) []byte {
	for shift := 4 * (width - 1); shift >= 0; shift -= 4 {
		out = append(out, hexDigits[r>>shift&15])
	}
	return out
}
