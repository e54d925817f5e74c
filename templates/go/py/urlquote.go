package py

import "strings"

// UrllibParseQuote is urllib.parse.quote(s).
func UrllibParseQuote(s string) string {
	return UrllibParseQuoteSafe(s, "/")
}

// UrllibParseQuoteSafe is urllib.parse.quote(s, safe).
func UrllibParseQuoteSafe(s, safe string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' && c < 0x80
		if letter || c-'0' <= 9 || strings.IndexByte("_.-~", c) >= 0 || c < 0x80 && strings.IndexByte(safe, c) >= 0 {
			out = append(out, c)
		} else {
			out = append(out, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return string(out)
}

const upperHex = "0123456789ABCDEF"

// UrllibParseQuoteBytes is urllib.parse.quote(b).
func UrllibParseQuoteBytes(b []byte) string {
	return UrllibParseQuote(string(b))
}

// UrllibParseQuotePlus is urllib.parse.quote_plus(s).
func UrllibParseQuotePlus(s string) string {
	return strings.ReplaceAll(UrllibParseQuoteSafe(s, " "), " ", "+")
}
