package py

import "strings"

// GetValue is headers.get(name, other) where other is no str.
func (h Headers) GetValue(name string, other Value) Value {
	if value, ok := h.Get(name); ok {
		return StrValue(value)
	}
	return other
}

// ContentType is headers.get_content_type().
func (h Headers) ContentType() string {
	kind, _, _ := strings.Cut(h.GetOr("Content-Type", ""), ";")
	kind = StrLower(StrStrip(kind))
	if strings.Count(kind, "/") != 1 {
		return "text/plain"
	}
	return kind
}
