package py

import (
	"net"
	"net/http"
	"strconv"
	"strings"
)

// A Handler is http.server.BaseHTTPRequestHandler: one request and its answer, which is collected and sent when the handler has
// returned.
type Handler struct {
	// Command is the method of the request.
	Command string
	// Path is its target as it was sent, except that // at its start is /.
	Path string
	// RequestVersion is HTTP/1.0 or HTTP/1.1.
	RequestVersion string
	// Headers are the headers of the request.
	Headers Headers

	service *Service
	request *http.Request
	body    []byte // what has been read of the body
	answer  answer
}

// RequestLine is self.requestline.
func (h *Handler) RequestLine() string {
	return h.Command + " " + Latin1(h.request.RequestURI) + " " + h.RequestVersion
}

// ClientHost is self.client_address[0].
func (h *Handler) ClientHost() string {
	host, _, _ := net.SplitHostPort(h.request.RemoteAddr)
	return host
}

// ClientPort is self.client_address[1].
func (h *Handler) ClientPort() int64 {
	_, port, _ := net.SplitHostPort(h.request.RemoteAddr)
	n, _ := strconv.ParseInt(port, 10, 64)
	return n
}

// SendResponse is self.send_response(code): the status line, Server and Date, and a line in the log.
func (h *Handler) SendResponse(code int64) {
	h.SendResponseMessage(code, responses[code][0])
}

// SendResponseMessage is self.send_response(code, message).
func (h *Handler) SendResponseMessage(code int64, message string) {
	h.LogRequest(code)
	h.SendResponseOnlyMessage(code, message)
	h.SendHeader("Server", h.VersionString())
	h.SendHeader("Date", h.DateTimeString())
}

// SendResponseOnly is self.send_response_only(code).
func (h *Handler) SendResponseOnly(code int64) {
	h.SendResponseOnlyMessage(code, responses[code][0])
}

// SendResponseOnlyMessage is self.send_response_only(code, message).
func (h *Handler) SendResponseOnlyMessage(code int64, message string) {
	h.answer.begin(h.protocolVersion(), code, latin1Bytes(message))
}

// SendHeader is self.send_header(name, value).
func (h *Handler) SendHeader(name, value string) {
	h.answer.header(latin1Bytes(name), latin1Bytes(value))
}

// SendHeaderInt is self.send_header(name, value) of an int.
func (h *Handler) SendHeaderInt(name string, value int64) {
	h.SendHeader(name, strconv.FormatInt(value, 10))
}

// FlushHeaders is self.flush_headers().
func (h *Handler) FlushHeaders() {
	h.answer.flushHeaders()
}

// EndHeaders is self.end_headers().
func (h *Handler) EndHeaders() {
	h.answer.endHeaders()
}

// Write is self.wfile.write(body).
func (h *Handler) Write(body []byte) {
	h.answer.write(body)
}

// WriteString is self.wfile.write(body.encode()).
func (h *Handler) WriteString(body string) {
	h.answer.writeString(body)
}

// Read is self.rfile.read(n): up to n bytes of the body, all of it when n is negative.
func (h *Handler) Read(n int64) []byte {
	start := len(h.body)
	h.body = readUpTo(h.request.Body, h.body, n)
	return h.body[start:]
}

// VersionString is self.version_string().
func (h *Handler) VersionString() string {
	server, sys := h.service.ServerVersion, h.service.SysVersion
	if server == "" {
		server = "BaseHTTP/0.6"
	}
	if sys == "" {
		sys = "Python/3.11.7"
	}
	return server + " " + sys
}

// DateTimeString is self.date_time_string().
func (h *Handler) DateTimeString() string {
	return httpDates.now()
}

// AddressString is self.address_string().
func (h *Handler) AddressString() string {
	return h.ClientHost()
}

// LogRequest is self.log_request(code).
func (h *Handler) LogRequest(code int64) {
	if h.service.Silent {
		return
	}
	h.LogMessage(`"` + h.RequestLine() + `" ` + strconv.FormatInt(code, 10) + " -")
}

// LogMessage is self.log_message("%s", message).
func (h *Handler) LogMessage(message string) {
	switch {
	case h.service.Silent:
	case h.service.LogMessage != nil:
		h.service.LogMessage(h, message)
	default:
		h.Log(message)
	}
}

// Log writes a line to the log as BaseHTTPRequestHandler.log_message does.
func (h *Handler) Log(message string) {
	stderr.write(h.AddressString() + " - - [" + logTimes.now() + "] " + visible(message) + "\n")
}

// LogDateTimeString is self.log_date_time_string().
func (h *Handler) LogDateTimeString() string {
	return logTimes.now()
}

func (h *Handler) protocolVersion() string {
	if h.service.ProtocolVersion != "" {
		return h.service.ProtocolVersion
	}
	return "HTTP/1.0"
}

// visible escapes control characters.
func visible(s string) string {
	clean := true
	for _, r := range s {
		clean = clean && r >= ' ' && r != '\\' && (r < 0x7f || r >= 0xa0)
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r < ' ' || 0x7f <= r && r < 0xa0:
			b.Write(appendHex([]byte(`\x`), r, 2))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// latin1Bytes encodes what goes into a head; what latin-1 has no bytes for is beyond.
func latin1Bytes(s string) string {
	if isASCII(s) {
		return s
	}
	b, err := EncodeLatin1(s)
	if err != nil {
		beyond("a header that is not latin-1")
	}
	return string(b)
}

var (
	httpDates = clock{layout: http.TimeFormat, utc: true}
	logTimes  = clock{layout: "02/Jan/2006 15:04:05"}
)
