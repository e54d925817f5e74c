package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// BytesDecode is b.decode(), which is UTF-8.
func BytesDecode(b []byte) (string, error) {
	if utf8.Valid(b) {
		return string(b), nil
	}
	at := 0
	for {
		r, width := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && width <= 1 {
			return "", undecodable(b, at)
		}
		at += width
	}
}

// undecodable tells what is wrong with the bytes at b[at:], as CPython's decoder does.
func undecodable(b []byte, at int) error {
	bad, reason := utf8Fault(b[at:])
	where := "byte 0x" + strconv.FormatInt(int64(b[at]), 16) + " in position " + strconv.Itoa(at)
	if b[at] < 16 {
		where = "byte 0x0" + strconv.FormatInt(int64(b[at]), 16) + " in position " + strconv.Itoa(at)
	}
	if bad > 1 {
		where = "bytes in position " + strconv.Itoa(at) + "-" + strconv.Itoa(at+bad-1)
	}
	return UnicodeDecodeError.New("'utf-8' codec can't decode " + where + ": " + reason)
}

// utf8Fault gives how many bytes are bad, and why.
func utf8Fault(b []byte) (bad int, reason string) {
	low, high, want := byte(0x80), byte(0xbf), 0
	switch c := b[0]; {
	case c < 0xc2 || c > 0xf4:
		return 1, "invalid start byte"
	case c < 0xe0:
		want = 1
	case c < 0xf0:
		want = 2
		if c == 0xe0 {
			low = 0xa0
		}
		if c == 0xed {
			high = 0x9f
		}
	default:
		want = 3
		if c == 0xf0 {
			low = 0x90
		}
		if c == 0xf4 {
			high = 0x8f
		}
	}
	for i := 1; i <= want; i++ {
		if i >= len(b) {
			return i, "unexpected end of data"
		}
		if b[i] < low || b[i] > high {
			return i, "invalid continuation byte"
		}
		low, high = 0x80, 0xbf
	}
	return 1, "invalid start byte"
}

// BytesDecodeReplace is b.decode(errors="replace").
func BytesDecodeReplace(b []byte) string {
	return lenient(b, "\ufffd")
}

// BytesDecodeIgnore is b.decode(errors="ignore").
func BytesDecodeIgnore(b []byte) string {
	return lenient(b, "")
}

func lenient(b []byte, replacement string) string {
	return lenientWith(b, func([]byte) string { return replacement })
}

func lenientWith(b []byte, replace func(bad []byte) string) string {
	var out strings.Builder
	for len(b) > 0 {
		r, width := utf8.DecodeRune(b)
		if r == utf8.RuneError && width <= 1 {
			width, _ = utf8Fault(b)
			out.WriteString(replace(b[:width]))
		} else {
			out.Write(b[:width])
		}
		b = b[width:]
	}
	return out.String()
}

// Latin1 is b.decode("latin-1").
func Latin1(b string) string {
	if isASCII(b) {
		return b
	}
	out := make([]byte, 0, 2*len(b))
	for i := range len(b) {
		out = utf8.AppendRune(out, rune(b[i]))
	}
	return string(out)
}

// EncodeLatin1 is s.encode("latin-1").
func EncodeLatin1(s string) ([]byte, error) {
	return encodeNarrow(s, "latin-1", 0x100)
}

// EncodeASCII is s.encode("ascii").
func EncodeASCII(s string) ([]byte, error) {
	return encodeNarrow(s, "ascii", 0x80)
}

func encodeNarrow(s, codec string, limit rune) ([]byte, error) {
	out := make([]byte, 0, len(s))
	for i, r := range s {
		if r >= limit {
			return nil, unencodable(s, i, codec, limit)
		}
		out = append(out, byte(r))
	}
	return out, nil
}

func unencodable(s string, i int, codec string, limit rune) error {
	start := utf8.RuneCountInString(s[:i])
	bad := 0
	first := rune(0)
	for _, r := range s[i:] {
		if r < limit {
			break
		}
		if bad == 0 {
			first = r
		}
		bad++
	}
	what := "character '" + escaped(first) + "' in position " + strconv.Itoa(start)
	if bad > 1 {
		what = "characters in position " + strconv.Itoa(start) + "-" + strconv.Itoa(start+bad-1)
	}
	return UnicodeEncodeError.New("'" + codec + "' codec can't encode " + what + ": ordinal not in range(" + strconv.Itoa(int(limit)) + ")")
}

func escaped(r rune) string {
	switch {
	case r < 0x100:
		return string(appendHex([]byte(`\x`), r, 2))
	case r < 0x10000:
		return string(appendHex([]byte(`\u`), r, 4))
	}
	return string(appendHex([]byte(`\U`), r, 8))
}
