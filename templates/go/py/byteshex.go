package py

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// BytesHex is b.hex().
func BytesHex(b []byte) string {
	return hex.EncodeToString(b)
}

// BytesFromhex is bytes.fromhex(s): pairs of digits with ASCII whitespace between them.
func BytesFromhex(s string) ([]byte, error) {
	out := []byte{}
	for i := 0; i < len(s); {
		if strings.IndexByte(" \t\n\r\v\f", s[i]) >= 0 {
			i++
			continue
		}
		for digit := i; digit < i+2; digit++ {
			if digit >= len(s) || !isDigit(s[digit], 16) {
				position := StrLen(s[:min(digit, len(s))])
				return nil, ValueError.New("non-hexadecimal number found in fromhex() arg at position " + strconv.FormatInt(position, 10))
			}
		}
		c, _ := hex.DecodeString(s[i : i+2])
		out = append(out, c...)
		i += 2
	}
	return out, nil
}
