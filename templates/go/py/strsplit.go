package py

import (
	"slices"
	"strings"
)

// StrSplit is s.split(sep).
func StrSplit(s, sep string) ([]string, error) {
	return StrSplitMax(s, sep, -1)
}

// StrSplitMax is s.split(sep, most); a negative most is no limit.
func StrSplitMax(s, sep string, most int64) ([]string, error) {
	if sep == "" {
		return nil, ValueError.New("empty separator")
	}
	if most < 0 {
		return strings.Split(s, sep), nil
	}
	return strings.SplitN(s, sep, int(min(most, int64(len(s))))+1), nil
}

// StrRsplit is s.rsplit(sep).
func StrRsplit(s, sep string) ([]string, error) {
	return StrRsplitMax(s, sep, -1)
}

// StrRsplitMax is s.rsplit(sep, most); a negative most is no limit.
func StrRsplitMax(s, sep string, most int64) ([]string, error) {
	if sep == "" {
		return nil, ValueError.New("empty separator")
	}
	parts := []string{}
	for most != 0 {
		at := strings.LastIndex(s, sep)
		if at < 0 {
			break
		}
		parts = append(parts, s[at+len(sep):])
		s = s[:at]
		most--
	}
	parts = append(parts, s)
	slices.Reverse(parts)
	return parts, nil
}

// StrSplitWhitespace is s.split().
func StrSplitWhitespace(s string) []string {
	return strings.FieldsFunc(s, isSpace)
}

// StrSplitWhitespaceMax is s.split(None, most); a negative most is no limit.
func StrSplitWhitespaceMax(s string, most int64) []string {
	if most < 0 {
		return StrSplitWhitespace(s)
	}
	parts := []string{}
	s = strings.TrimLeftFunc(s, isSpace)
	for s != "" {
		at := strings.IndexFunc(s, isSpace)
		if at < 0 {
			return append(parts, s)
		}
		if most == 0 {
			// The rest is kept as it is, with its trailing whitespace.
			return append(parts, s)
		}
		parts = append(parts, s[:at])
		s = strings.TrimLeftFunc(s[at:], isSpace)
		most--
	}
	return parts
}

// StrRsplitWhitespaceMax is s.rsplit(None, most); a negative most is no limit.
func StrRsplitWhitespaceMax(s string, most int64) []string {
	if most < 0 {
		return StrSplitWhitespace(s)
	}
	parts := []string{}
	s = strings.TrimRightFunc(s, isSpace)
	for s != "" {
		rest := strings.TrimRightFunc(s, notSpace)
		if rest == "" || most == 0 {
			// The rest is kept as it is, with its leading whitespace.
			parts = append(parts, s)
			break
		}
		parts = append(parts, s[len(rest):])
		s = strings.TrimRightFunc(rest, isSpace)
		most--
	}
	slices.Reverse(parts)
	return parts
}

func notSpace(r rune) bool {
	return !isSpace(r)
}

// StrSplitlines is s.splitlines().
func StrSplitlines(s string) []string {
	return splitLines(s, false)
}

// StrSplitlinesKeepends is s.splitlines(True).
func StrSplitlinesKeepends(s string) []string {
	return splitLines(s, true)
}

func splitLines(s string, keep bool) []string {
	lines := []string{}
	for s != "" {
		at := strings.IndexFunc(s, isLineEnd)
		if at < 0 {
			return append(lines, s)
		}
		end := at
		for i, r := range s[at:] {
			if i > 0 && (i > 1 || s[at] != '\r' || r != '\n') {
				end = at + i
				break
			}
			end = len(s)
		}
		if keep {
			at = end
		}
		lines = append(lines, s[:at])
		s = s[end:]
	}
	return lines
}

func isLineEnd(r rune) bool {
	return '\n' <= r && r <= '\r' || 0x1c <= r && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

// StrPartition is s.partition(sep).
func StrPartition(s, sep string) (Tuple3[string, string, string], error) {
	if sep == "" {
		return Tuple3[string, string, string]{}, ValueError.New("empty separator")
	}
	before, after, ok := strings.Cut(s, sep)
	if !ok {
		sep = ""
	}
	return Tuple3[string, string, string]{before, sep, after}, nil
}

// StrRpartition is s.rpartition(sep).
func StrRpartition(s, sep string) (Tuple3[string, string, string], error) {
	if sep == "" {
		return Tuple3[string, string, string]{}, ValueError.New("empty separator")
	}
	at := strings.LastIndex(s, sep)
	if at < 0 {
		return Tuple3[string, string, string]{"", "", s}, nil
	}
	return Tuple3[string, string, string]{s[:at], sep, s[at+len(sep):]}, nil
}
