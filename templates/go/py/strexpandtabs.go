package py

import "strings"

// StrExpandtabs is s.expandtabs(size).
func StrExpandtabs(s string, size int64) string {
	var b strings.Builder
	column := int64(0)
	for _, r := range s {
		switch {
		case r != '\t':
			b.WriteRune(r)
			if column++; r == '\n' || r == '\r' {
				column = 0
			}
		case size > 0:
			n := size - column%size
			b.WriteString(StrMul(" ", n))
			column += n
		}
	}
	return b.String()
}
