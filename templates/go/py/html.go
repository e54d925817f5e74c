package py

import "strings"

// HtmlEscape is html.escape(s).
func HtmlEscape(s string) string {
	return HtmlEscapeQuote(s, true)
}

// HtmlEscapeQuote is html.escape(s, quote).
func HtmlEscapeQuote(s string, quote bool) string {
	s = escapeText(s)
	if quote {
		s = strings.NewReplacer(`"`, "&quot;", "'", "&#x27;").Replace(s)
	}
	return s
}
