package py

import "strings"

// UrllibParseUrlencode is urllib.parse.urlencode(pairs).
func UrllibParseUrlencode(pairs []Tuple2[string, string]) string {
	parts := make([]string, len(pairs))
	for i, pair := range pairs {
		parts[i] = UrllibParseQuotePlus(pair.V0) + "=" + UrllibParseQuotePlus(pair.V1)
	}
	return strings.Join(parts, "&")
}

// UrllibParseUrlencodeDict is urllib.parse.urlencode(d).
func UrllibParseUrlencodeDict(d *Dict[string, string]) string {
	return UrllibParseUrlencode(d.Items())
}
