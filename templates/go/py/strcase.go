package py

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// StrUpper is s.upper().
func StrUpper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(mapCase(r, unicode.ToUpper, upperExceptions))
	}
	return b.String()
}

// StrLower is s.lower().
func StrLower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for i, r := range s {
		b.WriteString(lowerAt(s, i, r))
	}
	return b.String()
}

// StrTitle is s.title(): each letter that follows no letter is made uppercase, the others lowercase.
func StrTitle(s string) string {
	var b strings.Builder
	inWord := false
	for i, r := range s {
		if inWord {
			b.WriteString(lowerAt(s, i, r))
		} else {
			b.WriteString(mapCase(r, unicode.ToTitle, titleExceptions))
		}
		inWord = isCased(r)
	}
	return b.String()
}

// StrCapitalize is s.capitalize(): the first character in title case, the others in lower case.
func StrCapitalize(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i == 0 {
			b.WriteString(mapCase(r, unicode.ToTitle, titleExceptions))
		} else {
			b.WriteString(lowerAt(s, i, r))
		}
	}
	return b.String()
}

// StrSwapcase is s.swapcase().
func StrSwapcase(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case uppers.has(r):
			b.WriteString(lowerAt(s, i, r))
		case lowers.has(r):
			b.WriteString(mapCase(r, unicode.ToUpper, upperExceptions))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func mapCase(r rune, native func(rune) rune, exceptions map[rune]string) string {
	if mapped, ok := exceptions[r]; ok {
		return mapped
	}
	if mapped := native(r); mapped < utf8.RuneSelf || assigned.has(r) && assigned.has(mapped) {
		return string(mapped)
	}
	return string(r)
}

// lowerAt is the lower case of r at s[i:]; a sigma that ends a word has a form of its own.
func lowerAt(s string, i int, r rune) string {
	const sigma, finalSigma = 'Σ', 'ς'
	if r == sigma && endsWord(s, i, sigma) {
		return string(finalSigma)
	}
	return mapCase(r, unicode.ToLower, lowerExceptions)
}

func endsWord(s string, i int, sigma rune) bool {
	before := strings.TrimRightFunc(s[:i], caseIgnorable.has)
	last, _ := utf8.DecodeLastRuneInString(before)
	if before == "" || !casedLetters.has(last) {
		return false
	}
	after := strings.TrimLeftFunc(s[i+utf8.RuneLen(sigma):], caseIgnorable.has)
	first, _ := utf8.DecodeRuneInString(after)
	return after == "" || !casedLetters.has(first)
}

func isCased(r rune) bool {
	return uppers.has(r) || lowers.has(r) || titles.has(r)
}
