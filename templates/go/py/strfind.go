package py

import (
	"strings"
	"unicode/utf8"
)

// StrFind is s.find(part): a position in characters, or -1.
func StrFind(s, part string) int64 {
	return inRunes(s, strings.Index(s, part))
}

// StrRfind is s.rfind(part).
func StrRfind(s, part string) int64 {
	return inRunes(s, strings.LastIndex(s, part))
}

// StrFindIn is s.find(part, start, stop).
func StrFindIn(s, part string, start, stop int64) int64 {
	return findIn(s, part, start, stop, strings.Index)
}

// StrRfindIn is s.rfind(part, start, stop).
func StrRfindIn(s, part string, start, stop int64) int64 {
	return findIn(s, part, start, stop, strings.LastIndex)
}

func findIn(s, part string, start, stop int64, find func(s, part string) int) int64 {
	n := StrLen(s)
	first, last := sliceBound(start, n), sliceBound(stop, n)
	if start > n || first > last {
		return -1
	}
	at := inRunes(s[offset(s, first):offset(s, last)], find(s[offset(s, first):offset(s, last)], part))
	if at < 0 {
		return -1
	}
	return first + at
}

// StrIndex is s.index(part).
func StrIndex(s, part string) (int64, error) {
	return found(StrFind(s, part))
}

// StrRindex is s.rindex(part).
func StrRindex(s, part string) (int64, error) {
	return found(StrRfind(s, part))
}

func found(at int64) (int64, error) {
	if at < 0 {
		return 0, ValueError.New("substring not found")
	}
	return at, nil
}

// StrCount is s.count(part).
func StrCount(s, part string) int64 {
	return int64(strings.Count(s, part))
}

// StrStartswithAny is s.startswith((a, b, …)).
func StrStartswithAny(s string, prefixes ...string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// StrEndswithAny is s.endswith((a, b, …)).
func StrEndswithAny(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

func inRunes(s string, at int) int64 {
	if at < 0 {
		return -1
	}
	return int64(utf8.RuneCountInString(s[:at]))
}
