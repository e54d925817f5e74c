package py

import "strings"

// UrllibParseParseQs is urllib.parse.parse_qs(query).
func UrllibParseParseQs(query string) *Dict[string, []string] {
	return gather(UrllibParseParseQsl(query))
}

// UrllibParseParseQsKeepBlank is urllib.parse.parse_qs(query, keep_blank_values=True).
func UrllibParseParseQsKeepBlank(query string) *Dict[string, []string] {
	return gather(UrllibParseParseQslKeepBlank(query))
}

func gather(pairs []Tuple2[string, string]) *Dict[string, []string] {
	values := NewDict[string, []string]()
	for _, pair := range pairs {
		values.Set(pair.V0, append(values.Find(pair.V0), pair.V1))
	}
	return values
}

// UrllibParseParseQsl is urllib.parse.parse_qsl(query).
func UrllibParseParseQsl(query string) []Tuple2[string, string] {
	return queryPairs(query, false)
}

// UrllibParseParseQslKeepBlank is urllib.parse.parse_qsl(query, keep_blank_values=True).
func UrllibParseParseQslKeepBlank(query string) []Tuple2[string, string] {
	return queryPairs(query, true)
}

func queryPairs(query string, keepBlank bool) []Tuple2[string, string] {
	pairs := []Tuple2[string, string]{}
	for part := range strings.SplitSeq(query, "&") {
		name, value, ok := strings.Cut(part, "=")
		if part == "" || !keepBlank && (!ok || value == "") {
			continue
		}
		pairs = append(pairs, Tuple2[string, string]{UrllibParseUnquotePlus(name), UrllibParseUnquotePlus(value)})
	}
	return pairs
}
