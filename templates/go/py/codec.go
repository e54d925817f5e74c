package py

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A codec is an encoding that Python knows by name.
type codec struct {
	decode func(b []byte, errors string) (string, error)
	encode func(s, errors string) ([]byte, error)
}

// BytesDecodeAs is b.decode(encoding).
func BytesDecodeAs(b []byte, encoding string) (string, error) {
	return BytesDecodeErrors(b, encoding, "strict")
}

// BytesDecodeErrors is b.decode(encoding, errors).
func BytesDecodeErrors(b []byte, encoding, errors string) (string, error) {
	if len(b) == 0 && !strings.Contains(encoding+errors, "\x00") {
		return "", nil
	}
	c, err := findCodec(encoding, errors)
	if err != nil {
		return "", err
	}
	return c.decode(b, errors)
}

// StrEncodeAs is s.encode(encoding).
func StrEncodeAs(s, encoding string) ([]byte, error) {
	return StrEncodeErrors(s, encoding, "strict")
}

// StrEncodeErrors is s.encode(encoding, errors).
func StrEncodeErrors(s, encoding, errors string) ([]byte, error) {
	c, err := findCodec(encoding, errors)
	if err != nil {
		return nil, err
	}
	return c.encode(s, errors)
}

func findCodec(encoding, errors string) (*codec, error) {
	if strings.Contains(encoding+errors, "\x00") {
		return nil, ValueError.New("embedded null character")
	}
	if !isASCII(encoding) {
		beyond("an encoding whose name is not ASCII")
	}
	name := codecName(encoding)
	switch name {
	case "utf_8":
		return &codec{decodeUTF8Errors, encodeUTF8}, nil
	case "utf_8_sig":
		return &codec{
			func(b []byte, errors string) (string, error) {
				return decodeUTF8Errors([]byte(strings.TrimPrefix(string(b), "\ufeff")), errors)
			},
			func(s, errors string) ([]byte, error) { return encodeUTF8("\ufeff"+s, errors) },
		}, nil
	case "ascii":
		return &codec{ascii.decode, ascii.encode}, nil
	case "latin_1":
		return &codec{latin1.decode, latin1.encode}, nil
	case "cp1252":
		return &codec{cp1252.decode, cp1252.encode}, nil
	case "utf_16_le":
		return utf16Codec(binary.LittleEndian), nil
	case "utf_16_be":
		return utf16Codec(binary.BigEndian), nil
	case "utf_16":
		return &codec{decodeMarkedUTF16, func(s, _ string) ([]byte, error) { return encodeUTF16("\ufeff"+s, binary.LittleEndian), nil }}, nil
	case "":
		return nil, LookupError.New("unknown encoding: " + encoding)
	}
	beyond("the encoding " + name)
	return nil, nil
}

// codecName is the name of the codec that Python finds for an encoding, empty where there is none.
func codecName(encoding string) string {
	words := strings.FieldsFunc(strings.ToLower(encoding), func(r rune) bool {
		return r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
	name := strings.Join(words, "_")
	for _, alias := range []string{name, strings.ReplaceAll(name, ".", "_")} {
		if found := codecAliases()[alias]; found != "" {
			return found
		}
	}
	if codecNames()[name] {
		return name
	}
	return ""
}

func encodeUTF8(s, _ string) ([]byte, error) {
	return []byte(s), nil
}

func decodeUTF8Errors(b []byte, errors string) (string, error) {
	var out strings.Builder
	for at := 0; at < len(b); {
		r, width := utf8.DecodeRune(b[at:])
		if r != utf8.RuneError || width > 1 {
			out.WriteRune(r)
			at += width
			continue
		}
		bad, _ := utf8Fault(b[at:])
		if errors == "surrogatepass" && b[at] == 0xed {
			beyond("a lone surrogate")
		}
		failure, _ := Caught(undecodable(b, at), UnicodeDecodeError)
		text, err := undecoded(b[at:at+bad], errors, failure)
		if err != nil {
			return "", err
		}
		out.WriteString(text)
		at += bad
	}
	return out.String(), nil
}

func utf16Codec(order binary.ByteOrder) *codec {
	return &codec{
		func(b []byte, _ string) (string, error) { return decodeUTF16(b, order) },
		func(s, _ string) ([]byte, error) { return encodeUTF16(s, order), nil },
	}
}

func encodeUTF16(s string, order binary.ByteOrder) []byte {
	units := utf16.Encode([]rune(s))
	out := make([]byte, 2*len(units))
	for i, unit := range units {
		order.PutUint16(out[2*i:], unit)
	}
	return out
}

func decodeMarkedUTF16(b []byte, _ string) (string, error) {
	if len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff {
		return decodeUTF16(b[2:], binary.BigEndian)
	}
	s, err := decodeUTF16(b, binary.LittleEndian)
	return strings.TrimPrefix(s, "\ufeff"), err
}
