package py

import "strings"

// StrStrip is s.strip().
func StrStrip(s string) string {
	return strings.TrimFunc(s, isSpace)
}

// StrLstrip is s.lstrip().
func StrLstrip(s string) string {
	return strings.TrimLeftFunc(s, isSpace)
}

// StrRstrip is s.rstrip().
func StrRstrip(s string) string {
	return strings.TrimRightFunc(s, isSpace)
}
