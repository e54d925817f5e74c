package py

import (
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// An answer collects what a handler writes. It is a status, headers and a body, unless the handler wrote something odd (no status,
// two of them, a body before its headers); then it is the bytes that the original would have sent.
type answer struct {
	protocol string
	status   int64
	reason   string
	headers  []headerLine
	ended    bool
	body     []byte

	odd     bool
	pending []byte // head lines that are not yet flushed
	sent    []byte
}

type headerLine struct {
	name, value string
}

func (a *answer) reset() {
	*a = answer{headers: a.headers[:0], body: a.body[:0]}
}

func (a *answer) begin(protocol string, code int64, reason string) {
	if a.protocol != "" || code < 200 || code > 999 {
		a.makeOdd()
	}
	if a.odd {
		a.pending = append(a.pending, statusLine(protocol, code, reason)...)
		return
	}
	a.protocol, a.status, a.reason = protocol, code, reason
}

func (a *answer) header(name, value string) {
	if a.protocol == "" || a.ended || isOddHeader(name, value) {
		a.makeOdd()
	}
	if a.odd {
		a.pending = append(a.pending, name+": "+value+"\r\n"...)
		return
	}
	a.headers = append(a.headers, headerLine{name, value})
}

// isOddHeader tells whether net/http would not send a header as it is.
func isOddHeader(name, value string) bool {
	if strings.ContainsAny(name, "\r\n :") || strings.ContainsAny(value, "\r\n") || name == "" {
		return true
	}
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case "Transfer-Encoding", "Trailer":
		return true
	case "Content-Length":
		n, err := strconv.ParseInt(value, 10, 64)
		return err != nil || n < 0
	}
	return false
}

func (a *answer) endHeaders() {
	if a.protocol == "" || a.ended {
		a.makeOdd()
	}
	if a.odd {
		a.sent = append(append(a.sent, a.pending...), "\r\n"...)
		a.pending = a.pending[:0]
		return
	}
	a.ended = true
}

// flushHeaders sends header lines that no blank line has ended.
func (a *answer) flushHeaders() {
	if a.protocol != "" && !a.ended {
		a.makeOdd()
	}
	if a.odd {
		a.sent = append(a.sent, a.pending...)
		a.pending = a.pending[:0]
	}
}

func (a *answer) write(body []byte) {
	if !a.ended {
		a.makeOdd()
	}
	if a.odd {
		a.sent = append(a.sent, body...)
		return
	}
	a.body = append(a.body, body...)
}

func (a *answer) writeString(body string) {
	if a.ended && !a.odd {
		a.body = append(a.body, body...)
		return
	}
	a.write([]byte(body))
}

// makeOdd goes over to bytes.
func (a *answer) makeOdd() {
	if a.odd {
		return
	}
	a.odd = true
	if a.protocol == "" {
		return
	}
	if a.ended {
		a.sent = a.flushed()
		return
	}
	a.pending = a.head()
}

// head is the status line and the headers, as the original sends them.
func (a *answer) head() []byte {
	head := []byte(statusLine(a.protocol, a.status, a.reason))
	for _, line := range a.headers {
		head = append(head, line.name+": "+line.value+"\r\n"...)
	}
	return head
}

// flushed is what the original has sent so far.
func (a *answer) flushed() []byte {
	switch {
	case a.odd:
		return a.sent
	case a.ended:
		return append(append(a.head(), "\r\n"...), a.body...)
	}
	return nil
}

func statusLine(protocol string, code int64, reason string) string {
	return protocol + " " + strconv.FormatInt(code, 10) + " " + reason + "\r\n"
}

// send writes the answer of a handler that has returned.
func (a *answer) send(w http.ResponseWriter, method string) {
	if a.odd || !a.ended {
		a.abort(w)
		return
	}
	header := w.Header()
	header["Content-Type"], header["Date"] = nil, nil
	length := -1
	for _, line := range a.headers {
		name := line.name
		switch key := textproto.CanonicalMIMEHeaderKey(name); key {
		case "Content-Length":
			length, _ = strconv.Atoi(line.value)
			name = key
		case "Content-Type", "Date", "Connection":
			name = key
		}
		header[name] = append(header[name], line.value)
	}
	body := a.body
	if length < 0 && method != http.MethodHead && a.status != http.StatusNoContent && a.status != http.StatusNotModified {
		header["Content-Length"] = []string{strconv.Itoa(len(body))}
	} else if length >= 0 && length < len(body) {
		body = body[:length]
	}
	w.WriteHeader(int(a.status))
	if _, err := w.Write(body); err != nil && method != http.MethodHead && err != http.ErrBodyNotAllowed {
		panic(http.ErrAbortHandler)
	}
}

// abort sends what the original had flushed and closes the connection.
func (a *answer) abort(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer conn.Close()
	if flushed := a.flushed(); len(flushed) > 0 {
		_, _ = conn.Write(flushed)
	}
}
