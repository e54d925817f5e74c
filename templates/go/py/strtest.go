package py

// StrIsspace is s.isspace().
func StrIsspace(s string) bool {
	return every(s, isSpace)
}

// StrIsascii is s.isascii().
func StrIsascii(s string) bool {
	return isASCII(s)
}

func every(s string, test func(rune) bool) bool {
	for _, r := range s {
		if !test(r) {
			return false
		}
	}
	return s != ""
}
