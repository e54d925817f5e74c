package py

import "strings"

// StrReplaceCount is s.replace(old, new, count); a negative count is no limit.
func StrReplaceCount(s, old, new string, count int64) string {
	if s == "" && old == "" && count > 0 {
		return new
	}
	return strings.Replace(s, old, new, int(max(count, -1)))
}
