package py

import (
	"regexp"
	"strings"
)

// Group is m.group(i) of a group that may be left out, and that matches something where it is not.
func Group(m []string, i int) Optional[string] {
	if m[i] == "" {
		return Optional[string]{}
	}
	return Some(m[i])
}

// FindGroups is re.findall(pattern, text) of a pattern with one group.
func FindGroups(pattern *regexp.Regexp, text string) []string {
	found := pattern.FindAllStringSubmatch(text, -1)
	groups := make([]string, len(found))
	for i, match := range found {
		groups[i] = match[1]
	}
	return groups
}

// SplitGroups is re.split(pattern, text) of a pattern with groups, which all take part in each match: what they found stands between the parts.
func SplitGroups(pattern *regexp.Regexp, text string) []string {
	var parts []string
	last := 0
	for _, match := range pattern.FindAllStringSubmatchIndex(text, -1) {
		parts = append(parts, text[last:match[0]])
		for group := 2; group < len(match); group += 2 {
			parts = append(parts, text[match[group]:match[group+1]])
		}
		last = match[1]
	}
	return append(parts, text[last:])
}

// RePattern is a pattern that is put together when it is used.
func RePattern(pattern string) *regexp.Regexp {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		beyond("a regular expression this large")
	}
	return compiled
}

// ReLiteral is a text that stands for itself in a pattern, as re.escape makes it. An empty one may leave a pattern that matches nothing, which is beyond.
func ReLiteral(text string) string {
	if text == "" {
		beyond("an empty text in a regular expression")
	}
	return regexp.QuoteMeta(text)
}

// RePlain is a text that a pattern takes as it is; one with characters that mean something else there is beyond.
func RePlain(text string) string {
	if text == "" || strings.ContainsAny(text, `.^$*+?{}[]\|()`) {
		beyond("a text in a regular expression that is a regular expression itself")
	}
	return text
}

// regexSpecial are the characters that re.escape puts a backslash before.
const regexSpecial = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"

// ReEscape is re.escape(text).
func ReEscape(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(regexSpecial, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
