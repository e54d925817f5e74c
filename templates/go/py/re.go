package py

import "regexp"

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
