package py

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
)

// Headers are the headers of a request, in the order in which they came and with the names as they were written; names are
// compared without case.
type Headers struct {
	head *head
}

// A head is the head of a request. Its headers are read when they are first asked for.
type head struct {
	request *http.Request
	raw     []byte // as the client wrote it; nil where that is not known
	read    bool
	lines   []Tuple2[string, string]
}

func newHead(r *http.Request) *head {
	h := &head{request: r}
	if w, ok := wireOf(r); ok {
		h.raw = w.head(r)
	}
	return h
}

// headers gives the names and values.
func (h *head) headers() []Tuple2[string, string] {
	if h.read {
		return h.lines
	}
	h.read = true
	if h.raw != nil {
		h.lines = readHeaders(h.raw)
		return h.lines
	}
	if h.request.Host != "" {
		h.lines = append(h.lines, Tuple2[string, string]{"Host", Latin1(h.request.Host)})
	}
	for name, values := range h.request.Header {
		for _, value := range values {
			h.lines = append(h.lines, Tuple2[string, string]{name, Latin1(value)})
		}
	}
	// HTTP/2 has no order that Python's server would have seen.
	slices.SortStableFunc(h.lines, func(a, b Tuple2[string, string]) int { return strings.Compare(a.V0, b.V0) })
	return h.lines
}

// countLines counts the lines behind the request line.
func (h *head) countLines() int {
	if h.raw == nil {
		return len(h.headers())
	}
	const requestAndBlankLine = 2
	return bytes.Count(h.raw, []byte("\n")) - requestAndBlankLine
}

// readHeaders reads the lines behind the request line as Python's email parser does: one that begins with a blank continues the
// one before it, and one that is no header ends the headers.
func readHeaders(raw []byte) []Tuple2[string, string] {
	out := make([]Tuple2[string, string], 0, bytes.Count(raw, []byte("\n")))
	_, raw, _ = bytes.Cut(raw, []byte("\n"))
	for len(raw) > 0 {
		n := bytes.IndexAny(raw, "\r\n")
		if n < 0 {
			n = len(raw)
		}
		line := raw[:n]
		raw = bytes.TrimPrefix(bytes.TrimPrefix(raw[n:], []byte("\r")), []byte("\n"))
		name, value, found := bytes.Cut(line, []byte(":"))
		switch {
		case len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
			if len(out) > 0 {
				out[len(out)-1].V1 += "\r\n" + Latin1(string(line))
			}
		case !found:
			return out
		default:
			out = append(out, Tuple2[string, string]{string(name), Latin1(string(bytes.TrimLeft(value, " \t")))})
		}
	}
	return out
}

// Get is headers.get(name): the first of that name.
func (h Headers) Get(name string) (string, bool) {
	for _, header := range h.head.headers() {
		if isSameName(header.V0, name) {
			return header.V1, true
		}
	}
	return "", false
}

// isSameName compares the name of a header, which is ASCII, with one that is asked for.
func isSameName(header, name string) bool {
	return len(header) == len(name) && strings.EqualFold(header, name)
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
	_, ok := h.Get(name)
	return ok
}

// Item is headers[name], which is None when there is none of that name.
func (h Headers) Item(name string) (string, bool) {
	return h.Get(name)
}

// GetAll is headers.get_all(name).
func (h Headers) GetAll(name string) ([]string, bool) {
	var out []string
	for _, header := range h.head.headers() {
		if isSameName(header.V0, name) {
			out = append(out, header.V1)
		}
	}
	return out, len(out) > 0
}
