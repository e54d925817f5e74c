package py

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// BinasciiError is binascii.Error.
var BinasciiError = NewClass("Error", ValueError)

// Base64B64encode is base64.b64encode(b).
func Base64B64encode(b []byte) []byte {
	return []byte(base64.StdEncoding.EncodeToString(b))
}

// Base64UrlsafeB64encode is base64.urlsafe_b64encode(b).
func Base64UrlsafeB64encode(b []byte) []byte {
	return []byte(base64.URLEncoding.EncodeToString(b))
}

// Base64B16encode is base64.b16encode(b).
func Base64B16encode(b []byte) []byte {
	return []byte(strings.ToUpper(hex.EncodeToString(b)))
}

// Base64B64decode is base64.b64decode(s): what is no digit is passed over.
func Base64B64decode(s string) ([]byte, error) {
	if !isASCII(s) {
		return nil, ValueError.New("string argument should contain only ASCII characters")
	}
	return decode64(s)
}

// Base64B64decodeBytes is base64.b64decode(b).
func Base64B64decodeBytes(b []byte) ([]byte, error) {
	return decode64(string(b))
}

// Base64UrlsafeB64decode is base64.urlsafe_b64decode(s).
func Base64UrlsafeB64decode(s string) ([]byte, error) {
	return Base64B64decode(strings.NewReplacer("-", "+", "_", "/").Replace(s))
}

// decode64 follows binascii.a2b_base64 without strict mode.
func decode64(s string) ([]byte, error) {
	var out []byte
	quad, left, pads, digits := 0, byte(0), 0, 0
	for i := range len(s) {
		c := s[i]
		if c == '=' {
			pads++
			if quad >= 2 && quad+pads >= 4 {
				return out, nil
			}
			continue
		}
		n := strings.IndexByte(base64Digits, c)
		if n < 0 {
			continue
		}
		pads = 0
		digits++
		value := byte(n)
		switch quad {
		case 0:
			left = value
		case 1:
			out = append(out, left<<2|value>>4)
			left = value & 0x0f
		case 2:
			out = append(out, left<<4|value>>2)
			left = value & 0x03
		case 3:
			out = append(out, left<<6|value)
		}
		quad = (quad + 1) % 4
	}
	switch quad {
	case 0:
		return out, nil
	case 1:
		return nil, BinasciiError.New("Invalid base64-encoded string: number of data characters (" + IntRepr(int64(digits)) +
			") cannot be 1 more than a multiple of 4")
	}
	return nil, BinasciiError.New("Incorrect padding")
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
