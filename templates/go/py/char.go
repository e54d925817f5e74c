package py

import (
	"strconv"
	"unicode/utf8"
)

// Ord is ord(s).
func Ord(s string) (int64, error) {
	r, width := utf8.DecodeRuneInString(s)
	if s == "" || width != len(s) {
		return 0, TypeError.New("ord() expected a character, but string of length " + strconv.FormatInt(StrLen(s), 10) + " found")
	}
	return int64(r), nil
}

// Chr is chr(n); half of a surrogate pair is beyond.
func Chr(n int64) (string, error) {
	if n != int64(int32(n)) {
		return "", OverflowError.New("Python int too large to convert to C int")
	}
	if n < 0 || n > utf8.MaxRune {
		return "", ValueError.New("chr() arg not in range(0x110000)")
	}
	if !utf8.ValidRune(rune(n)) {
		beyond("a lone surrogate")
	}
	return string(rune(n)), nil
}
