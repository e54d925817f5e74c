package py

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeJSONBytes follows json.detect_encoding.
func decodeJSONBytes(b []byte) (string, error) {
	at := func(i int) byte {
		if i < len(b) {
			return b[i]
		}
		return 1
	}
	little, big := binary.ByteOrder(binary.LittleEndian), binary.ByteOrder(binary.BigEndian)
	switch {
	case at(0) == 0xff && at(1) == 0xfe && at(2) == 0 && at(3) == 0:
		return decodeUTF32(b[4:], little)
	case at(0) == 0 && at(1) == 0 && at(2) == 0xfe && at(3) == 0xff:
		return decodeUTF32(b[4:], big)
	case at(0) == 0xff && at(1) == 0xfe:
		return decodeUTF16(b[2:], little)
	case at(0) == 0xfe && at(1) == 0xff:
		return decodeUTF16(b[2:], big)
	case at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf:
		return decodeUTF8(b[3:])
	case len(b) >= 4 && b[0] == 0 && b[1] != 0:
		return decodeUTF16(b, big)
	case len(b) >= 4 && b[0] == 0:
		return decodeUTF32(b, big)
	case len(b) >= 4 && b[1] == 0 && (b[2] != 0 || b[3] != 0):
		return decodeUTF16(b, little)
	case len(b) >= 4 && b[1] == 0:
		return decodeUTF32(b, little)
	case len(b) == 2 && b[0] == 0:
		return decodeUTF16(b, big)
	case len(b) == 2 && b[1] == 0:
		return decodeUTF16(b, little)
	}
	return decodeUTF8(b)
}

func decodeUTF16(b []byte, order binary.ByteOrder) (string, error) {
	if len(b)%2 != 0 {
		beyond("truncated UTF-16")
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	s := string(utf16.Decode(units))
	for _, r := range s {
		if r == utf8.RuneError {
			beyond("UTF-16 with a lone surrogate")
		}
	}
	return s, nil
}

func decodeUTF32(b []byte, order binary.ByteOrder) (string, error) {
	if len(b)%4 != 0 {
		beyond("truncated UTF-32")
	}
	out := make([]rune, len(b)/4)
	for i := range out {
		out[i] = rune(order.Uint32(b[4*i:]))
		if !utf8.ValidRune(out[i]) {
			beyond("UTF-32 with no character")
		}
	}
	return string(out), nil
}

// decodeUTF8 decodes with surrogates let through, as json.loads does; a str with one is beyond.
func decodeUTF8(b []byte) (string, error) {
	s, err := BytesDecode(b)
	if err != nil {
		for i := range len(b) - 2 {
			if b[i] == 0xed && 0xa0 <= b[i+1] && b[i+1] <= 0xbf && 0x80 <= b[i+2] && b[i+2] <= 0xbf {
				beyond("a lone surrogate")
			}
		}
	}
	return s, err
}
