package py

import "strings"

// UrllibParseUnquotePlus is urllib.parse.unquote_plus(s).
func UrllibParseUnquotePlus(s string) string {
	return UrllibParseUnquote(strings.ReplaceAll(s, "+", " "))
}

// UrllibParseUnquote is urllib.parse.unquote(s).
func UrllibParseUnquote(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for s != "" {
		end := 0
		for end < len(s) && s[end] < 0x80 {
			end++
		}
		b.WriteString(BytesDecodeReplace(unescapePercent(s[:end])))
		s = s[end:]
		end = 0
		for end < len(s) && s[end] >= 0x80 {
			end++
		}
		b.WriteString(s[:end])
		s = s[end:]
	}
	return b.String()
}

func unescapePercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isDigit(s[i+1], 16) && isDigit(s[i+2], 16) {
			out = append(out, hexValue(s[i+1])<<4|hexValue(s[i+2]))
			i += 2
		} else {
			out = append(out, s[i])
		}
	}
	return out
}

func hexValue(c byte) byte {
	if c >= 'A' {
		c += 9
	}
	return c & 15
}
