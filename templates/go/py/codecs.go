package py

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// codecName is the name of an encoding as CPython's errors spell it.
func codecName(encoding string) (string, error) {
	plain := strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(encoding))
	switch plain {
	case "utf-8", "utf8", "u8", "cp65001":
		return "utf-8", nil
	case "ascii", "us-ascii", "646":
		return "ascii", nil
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1", "latin":
		return "latin-1", nil
	case "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32":
		return plain, nil
	}
	return "", LookupError.New("unknown encoding: " + encoding)
}

// BytesDecodeAs is b.decode(encoding).
func BytesDecodeAs(b []byte, encoding string) (string, error) {
	return BytesDecodeErrors(b, encoding, "strict")
}

// BytesDecodeErrors is b.decode(encoding, errors).
func BytesDecodeErrors(b []byte, encoding, errors string) (string, error) {
	codec, err := codecName(encoding)
	if err != nil {
		return "", err
	}
	switch codec {
	case "utf-8":
		switch errors {
		case "strict":
			return BytesDecode(b)
		case "replace":
			return BytesDecodeReplace(b), nil
		case "ignore":
			return BytesDecodeIgnore(b), nil
		case "backslashreplace":
			return lenientWith(b, backslashed), nil
		}
	case "latin-1":
		return Latin1(string(b)), nil
	case "ascii":
		return decodeASCII(b, errors)
	}
	beyond("decoding " + encoding + " with " + errors)
	return "", nil
}

func backslashed(bad []byte) string {
	out := ""
	for _, c := range bad {
		out += escaped(rune(c))
	}
	return out
}

func decodeASCII(b []byte, errors string) (string, error) {
	var out strings.Builder
	for i, c := range b {
		switch {
		case c < 0x80:
			out.WriteByte(c)
		case errors == "strict":
			return "", UnicodeDecodeError.New("'ascii' codec can't decode byte 0x" + string(appendHex(nil, rune(c), 2)) +
				" in position " + IntRepr(int64(i)) + ": ordinal not in range(128)")
		case errors == "replace":
			out.WriteRune('\ufffd')
		case errors == "backslashreplace":
			out.WriteString(escaped(rune(c)))
		case errors != "ignore":
			beyond("decoding ASCII with " + errors)
		}
	}
	return out.String(), nil
}

// StrEncodeAs is s.encode(encoding).
func StrEncodeAs(s, encoding string) ([]byte, error) {
	return StrEncodeErrors(s, encoding, "strict")
}

// StrEncodeErrors is s.encode(encoding, errors).
func StrEncodeErrors(s, encoding, errors string) ([]byte, error) {
	codec, err := codecName(encoding)
	if err != nil {
		return nil, err
	}
	switch codec {
	case "utf-8":
		return []byte(s), nil
	case "utf-8-sig":
		return []byte("\ufeff" + s), nil
	case "utf-16-le":
		return encodeUTF16(s, binary.LittleEndian), nil
	case "utf-16-be":
		return encodeUTF16(s, binary.BigEndian), nil
	case "utf-16":
		return encodeUTF16("\ufeff"+s, binary.LittleEndian), nil
	case "ascii":
		return encodeWith(s, codec, 0x80, errors)
	case "latin-1":
		return encodeWith(s, codec, 0x100, errors)
	}
	beyond("encoding " + encoding)
	return nil, nil
}

func encodeUTF16(s string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

func encodeWith(s, codec string, limit rune, errors string) ([]byte, error) {
	if errors == "strict" {
		return encodeNarrow(s, codec, limit)
	}
	var out []byte
	for _, r := range s {
		switch {
		case r < limit:
			out = append(out, byte(r))
		case errors == "replace":
			out = append(out, '?')
		case errors == "xmlcharrefreplace":
			out = append(out, "&#"+IntRepr(int64(r))+";"...)
		case errors == "backslashreplace":
			out = append(out, escaped(r)...)
		case errors != "ignore":
			beyond("encoding with " + errors)
		}
	}
	return out, nil
}
