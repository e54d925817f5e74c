package py

// StrIsidentifier is s.isidentifier().
func StrIsidentifier(s string) bool {
	for i, r := range s {
		if i == 0 && !identifierStarts.has(r) || !identifierParts.has(r) {
			return false
		}
	}
	return s != ""
}
