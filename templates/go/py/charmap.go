package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A charmap is an encoding of one byte for each character.
type charmap struct {
	// name and reason are what CPython's errors call it and say.
	name, reason string
	// limit is the first code point that is not its own byte.
	limit rune
	// high holds the characters of the bytes from 0x80 on, where the encoding has others there; utf8.RuneError is no character.
	high []rune
}

var (
	ascii  = &charmap{name: "ascii", reason: "ordinal not in range(128)", limit: 0x80}
	latin1 = &charmap{name: "latin-1", reason: "ordinal not in range(256)", limit: 0x100}
)

func (m *charmap) char(c byte) (rune, bool) {
	if c >= 0x80 && m.high != nil {
		r := m.high[c-0x80]
		return r, r != utf8.RuneError
	}
	return rune(c), rune(c) < m.limit
}

func (m *charmap) byte(r rune) (byte, bool) {
	if r < m.limit {
		return byte(r), true
	}
	for i, other := range m.high {
		if other == r && r != utf8.RuneError {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

func (m *charmap) decode(b []byte, errors string) (string, error) {
	var out strings.Builder
	for i, c := range b {
		r, ok := m.char(c)
		if ok {
			out.WriteRune(r)
			continue
		}
		failure := UnicodeDecodeError.New("'" + m.name + "' codec can't decode byte 0x" + strconv.FormatInt(int64(c), 16) +
			" in position " + strconv.Itoa(i) + ": " + m.reason)
		text, err := undecoded(b[i:i+1], errors, failure)
		if err != nil {
			return "", err
		}
		out.WriteString(text)
	}
	return out.String(), nil
}

func (m *charmap) encode(s, errors string) ([]byte, error) {
	out := make([]byte, 0, len(s))
	position := 0
	for s != "" {
		r, width := utf8.DecodeRuneInString(s)
		if c, ok := m.byte(r); ok {
			out = append(out, c)
			position++
			s = s[width:]
			continue
		}
		bad := m.badPrefix(s)
		text, err := m.unencoded(bad, position, errors)
		if err != nil {
			return nil, err
		}
		out = append(out, text...)
		position += utf8.RuneCountInString(bad)
		s = s[len(bad):]
	}
	return out, nil
}

// badPrefix is the part of s up to the first character that can be encoded.
func (m *charmap) badPrefix(s string) string {
	for i, r := range s {
		if _, ok := m.byte(r); ok {
			return s[:i]
		}
	}
	return s
}

// unencoded is what stands for characters that have no byte.
func (m *charmap) unencoded(bad string, position int, errors string) (string, error) {
	var out strings.Builder
	switch errors {
	case "ignore":
	case "replace":
		return strings.Repeat("?", utf8.RuneCountInString(bad)), nil
	case "xmlcharrefreplace":
		for _, r := range bad {
			out.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		}
	case "backslashreplace":
		for _, r := range bad {
			out.WriteString(escaped(r))
		}
	case "namereplace":
		beyond("the names of characters")
	case "strict", "surrogateescape", "surrogatepass":
		last := position + utf8.RuneCountInString(bad) - 1
		where := "characters in position " + strconv.Itoa(position) + "-" + strconv.Itoa(last)
		if last == position {
			r, _ := utf8.DecodeRuneInString(bad)
			where = "character '" + escaped(r) + "' in position " + strconv.Itoa(position)
		}
		return "", UnicodeEncodeError.New("'" + m.name + "' codec can't encode " + where + ": " + m.reason)
	default:
		return "", noErrorHandler(errors)
	}
	return out.String(), nil
}
