package py

import (
	"strings"
	"unicode/utf8"
)

// isASCII tells whether each byte of s is a character.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// StrLen is len(s), in characters.
func StrLen(s string) int64 {
	return int64(utf8.RuneCountInString(s))
}

// StrGetitem is s[i].
func StrGetitem(s string, i int64) (string, error) {
	n := StrLen(s)
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return "", IndexError.New("string index out of range")
	}
	at := offset(s, i)
	_, width := utf8.DecodeRuneInString(s[at:])
	return s[at : at+width], nil
}

// StrSlice is s[start:stop].
func StrSlice(s string, start, stop int64) string {
	if 0 <= start && start <= stop && isASCII(s) {
		n := int64(len(s))
		return s[min(start, n):min(stop, n)]
	}
	start, stop = sliceBounds(start, stop, StrLen(s))
	return s[offset(s, start):offset(s, stop)]
}

// StrFrom is s[start:].
func StrFrom(s string, start int64) string {
	return s[offset(s, sliceBound(start, StrLen(s))):]
}

// StrTo is s[:stop].
func StrTo(s string, stop int64) string {
	if stop >= 0 {
		return s[:offset(s, stop)]
	}
	return s[:offset(s, sliceBound(stop, StrLen(s)))]
}

// StrReversed is s[::-1].
func StrReversed(s string) string {
	out := make([]byte, len(s))
	at := len(s)
	for _, r := range s {
		at -= utf8.RuneLen(r)
		utf8.EncodeRune(out[at:], r)
	}
	return string(out)
}

// StrSliceStep is s[start:stop:step], where an absent bound is None.
func StrSliceStep(s string, start, stop Optional[int64], step int64) (string, error) {
	picked, err := ListSliceStep([]rune(s), start, stop, step)
	return string(picked), err
}

// StrIter is list(s).
func StrIter(s string) []string {
	chars := make([]string, 0, len(s))
	for i, r := range s {
		chars = append(chars, s[i:i+utf8.RuneLen(r)])
	}
	return chars
}

// StrMul is s * n.
func StrMul(s string, n int64) string {
	return strings.Repeat(s, repeats(len(s), n))
}

// offset is where the character i of s begins, in bytes; past the last one it is the length.
func offset(s string, i int64) int {
	if i <= 0 {
		return 0
	}
	for at := range s {
		if i == 0 {
			return at
		}
		i--
	}
	return len(s)
}

// sliceBound moves a bound of a slice into a sequence of n items.
func sliceBound(i, n int64) int64 {
	if i < 0 {
		return max(i+n, 0)
	}
	return min(i, n)
}

// sliceBounds moves both bounds; the second is never less than the first.
func sliceBounds(start, stop, n int64) (first, last int64) {
	first = sliceBound(start, n)
	return first, max(first, sliceBound(stop, n))
}
