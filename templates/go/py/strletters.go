package py

// StrIsalpha is s.isalpha().
func StrIsalpha(s string) bool {
	return every(s, letters.has)
}

// StrIsalnum is s.isalnum().
func StrIsalnum(s string) bool {
	return every(s, func(r rune) bool { return letters.has(r) || numerics.has(r) })
}
