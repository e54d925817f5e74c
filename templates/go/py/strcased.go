package py

// StrIsupper is s.isupper(): it has a letter with case, and none that is not uppercase.
func StrIsupper(s string) bool {
	cased := false
	for _, r := range s {
		if lowers.has(r) || titles.has(r) {
			return false
		}
		cased = cased || uppers.has(r)
	}
	return cased
}

// StrIslower is s.islower(): it has a letter with case, and none that is not lowercase.
func StrIslower(s string) bool {
	cased := false
	for _, r := range s {
		if uppers.has(r) || titles.has(r) {
			return false
		}
		cased = cased || lowers.has(r)
	}
	return cased
}

// StrIstitle is s.istitle(): uppercase letters follow characters without case only, lowercase ones others only.
func StrIstitle(s string) bool {
	cased, inWord := false, false
	for _, r := range s {
		switch {
		case uppers.has(r) || titles.has(r):
			if inWord {
				return false
			}
			inWord, cased = true, true
		case lowers.has(r):
			if !inWord {
				return false
			}
			cased = true
		default:
			inWord = false
		}
	}
	return cased
}
