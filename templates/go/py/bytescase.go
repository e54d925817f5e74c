package py

// BytesLower is b.lower(), of ASCII letters.
func BytesLower(b []byte) []byte {
	return mapBytes(b, func(_, c byte) byte { return lowerByte(c) })
}

// BytesUpper is b.upper(), of ASCII letters.
func BytesUpper(b []byte) []byte {
	return mapBytes(b, func(_, c byte) byte { return upperByte(c) })
}

// BytesTitle is b.title(), of ASCII letters.
func BytesTitle(b []byte) []byte {
	return mapBytes(b, func(before, c byte) byte {
		if isLetter(before) {
			return lowerByte(c)
		}
		return upperByte(c)
	})
}

// BytesIsalpha is b.isalpha().
func BytesIsalpha(b []byte) bool {
	return everyByte(b, isLetter)
}

// BytesIsdigit is b.isdigit().
func BytesIsdigit(b []byte) bool {
	return everyByte(b, func(c byte) bool { return '0' <= c && c <= '9' })
}

// mapBytes makes each byte of it and the one before, which is 0 for the first.
func mapBytes(b []byte, change func(before, c byte) byte) []byte {
	out := make([]byte, len(b))
	before := byte(0)
	for i, c := range b {
		out[i] = change(before, c)
		before = c
	}
	return out
}

func everyByte(b []byte, test func(byte) bool) bool {
	for _, c := range b {
		if !test(c) {
			return false
		}
	}
	return len(b) > 0
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z'
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func upperByte(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c &^ 0x20
	}
	return c
}
