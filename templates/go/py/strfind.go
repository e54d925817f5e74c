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

// StrFindRange is s.find(part, start, stop).
func StrFindRange(s, part string, start, stop Optional[int64]) int64 {
	return findIn(s, part, start, stop, strings.Index)
}

// StrRfindRange is s.rfind(part, start, stop).
func StrRfindRange(s, part string, start, stop Optional[int64]) int64 {
	return findIn(s, part, start, stop, strings.LastIndex)
}

// StrIndexRange is s.index(part, start, stop).
func StrIndexRange(s, part string, start, stop Optional[int64]) (int64, error) {
	return found(StrFindRange(s, part, start, stop))
}

// StrRindexRange is s.rindex(part, start, stop).
func StrRindexRange(s, part string, start, stop Optional[int64]) (int64, error) {
	return found(StrRfindRange(s, part, start, stop))
}

// StrCountRange is s.count(part, start, stop).
func StrCountRange(s, part string, start, stop Optional[int64]) int64 {
	inside, _, ok := within(s, start, stop)
	if !ok {
		return 0
	}
	return StrCount(inside, part)
}

// StrStartswithRange is s.startswith(prefix, start, stop).
func StrStartswithRange(s, prefix string, start, stop Optional[int64]) bool {
	inside, _, ok := within(s, start, stop)
	return ok && strings.HasPrefix(inside, prefix)
}

// StrEndswithRange is s.endswith(suffix, start, stop).
func StrEndswithRange(s, suffix string, start, stop Optional[int64]) bool {
	inside, _, ok := within(s, start, stop)
	return ok && strings.HasSuffix(inside, suffix)
}

func findIn(s, part string, start, stop Optional[int64], find func(s, part string) int) int64 {
	inside, first, ok := within(s, start, stop)
	if !ok {
		return -1
	}
	at := inRunes(inside, find(inside, part))
	if at < 0 {
		return -1
	}
	return first + at
}

// within gives what lies between the bounds, and the first one; it is not ok when they are the wrong way round.
func within(s string, start, stop Optional[int64]) (inside string, first int64, ok bool) {
	n := StrLen(s)
	first, last := start.Or(0), sliceBound(stop.Or(n), n)
	if first < 0 {
		first = max(first+n, 0)
	}
	if first > last {
		return "", 0, false
	}
	return s[offset(s, first):offset(s, last)], first, true
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
