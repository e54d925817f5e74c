package py

import "unicode/utf8"

// StrZfill is s.zfill(width): zeros after the sign.
func StrZfill(s string, width int64) string {
	missing := width - StrLen(s)
	if missing <= 0 {
		return s
	}
	sign := ""
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign, s = s[:1], s[1:]
	}
	return sign + StrMul("0", missing) + s
}

// StrLjust is s.ljust(width).
func StrLjust(s string, width int64) string {
	padded, _ := StrLjustFill(s, width, " ")
	return padded
}

// StrLjustFill is s.ljust(width, fill).
func StrLjustFill(s string, width int64, fill string) (string, error) {
	return pad(s, 0, width-StrLen(s), fill)
}

// StrRjust is s.rjust(width).
func StrRjust(s string, width int64) string {
	padded, _ := StrRjustFill(s, width, " ")
	return padded
}

// StrRjustFill is s.rjust(width, fill).
func StrRjustFill(s string, width int64, fill string) (string, error) {
	return pad(s, width-StrLen(s), 0, fill)
}

// StrCenter is s.center(width).
func StrCenter(s string, width int64) string {
	padded, _ := StrCenterFill(s, width, " ")
	return padded
}

// StrCenterFill is s.center(width, fill): the odd character goes where CPython puts it.
func StrCenterFill(s string, width int64, fill string) (string, error) {
	missing := max(width-StrLen(s), 0)
	left := missing/2 + missing&width&1
	return pad(s, left, missing-left, fill)
}

func pad(s string, left, right int64, fill string) (string, error) {
	if utf8.RuneCountInString(fill) != 1 {
		return "", TypeError.New("The fill character must be exactly one character long")
	}
	return StrMul(fill, left) + s + StrMul(fill, right), nil
}
