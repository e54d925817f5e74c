package py

import (
	"slices"
	"strings"
)

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

// Items is headers.items().
func (h Headers) Items() []Tuple2[string, string] {
	return slices.Clone(h.head.headers())
}

// Keys is headers.keys().
func (h Headers) Keys() []string {
	headers := h.head.headers()
	out := make([]string, len(headers))
	for i, header := range headers {
		out[i] = header.V0
	}
	return out
}

// Values is headers.values().
func (h Headers) Values() []string {
	headers := h.head.headers()
	out := make([]string, len(headers))
	for i, header := range headers {
		out[i] = header.V1
	}
	return out
}

// Len is len(headers).
func (h Headers) Len() int64 {
	return int64(len(h.head.headers()))
}
