package py

import (
	"strings"
	"unicode"
)

// StrCasefold is s.casefold().
func StrCasefold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(mapCase(r, unicode.ToLower, foldExceptions))
	}
	return b.String()
}
