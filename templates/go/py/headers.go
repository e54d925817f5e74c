package py

import (
	"net/http"
	"net/textproto"
)

// Headers are the headers of a request; their names are case-insensitive.
type Headers struct {
	request *http.Request
}

// Get is headers.get(name): the first of that name.
func (h Headers) Get(name string) (string, bool) {
	values := h.values(name)
	if len(values) == 0 {
		return "", false
	}
	return Latin1(values[0]), true
}

// GetOr is headers.get(name, other).
func (h Headers) GetOr(name, other string) string {
	if value, ok := h.Get(name); ok {
		return value
	}
	return other
}

// Has is name in headers.
func (h Headers) Has(name string) bool {
	return len(h.values(name)) > 0
}

// Item is headers[name], which is None when there is none of that name.
func (h Headers) Item(name string) (string, bool) {
	return h.Get(name)
}

// GetAll is headers.get_all(name).
func (h Headers) GetAll(name string) ([]string, bool) {
	values := h.values(name)
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = Latin1(value)
	}
	return out, len(out) > 0
}

func (h Headers) values(name string) []string {
	key := textproto.CanonicalMIMEHeaderKey(name)
	switch {
	case key == "Host" && h.request.Host != "":
		return []string{h.request.Host}
	case key == "Transfer-Encoding":
		return h.request.TransferEncoding
	}
	return h.request.Header[key]
}
