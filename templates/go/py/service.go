package py

import (
	"errors"
	"io"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// A Service is the handler class of an http.server: a function for each do_X, and what the class overrides.
type Service struct {
	// Methods holds the function of each do_X by its X.
	Methods map[string]Method
	// ServerVersion, SysVersion and ProtocolVersion are the class's attributes of these names, when it sets them.
	ServerVersion, SysVersion, ProtocolVersion string
	// LogMessage overrides log_message.
	LogMessage func(h *Handler, message string)
	// Silent is an override of log_message that does nothing.
	Silent bool
	// Original is the command that starts the Python original, with {port} for its port, when something is forwarded to it.
	Original []string
	// Bridge answers what is forwarded; without one nothing is.
	Bridge *Bridge
}

// A Method answers the requests of one HTTP method.
type Method struct {
	// Serve is do_X; nil forwards every request.
	Serve func(h *Handler) error
	// ForwardsBeyond tells that the original may answer what native code cannot hold: nothing has been changed before.
	ForwardsBeyond bool
}

var handlers = sync.Pool{New: func() any { return &Handler{} }}

const (
	maxRequestLine = 65536
	maxHeaderLines = 99
)

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := handlers.Get().(*Handler)
	h.service, h.request = s, r
	h.Command, h.RequestVersion, h.Headers = r.Method, r.Proto, Headers{newHead(r)}
	h.Path = Latin1(r.RequestURI)
	if strings.HasPrefix(h.Path, "//") {
		h.Path = "/" + strings.TrimLeft(h.Path, "/")
	}
	h.body = h.body[:0]
	h.answer.reset()
	h.serve(w)
	h.request, h.Headers = nil, Headers{}
	if cap(h.body)+cap(h.answer.body) <= 1<<20 {
		handlers.Put(h)
	}
}

func (h *Handler) serve(w http.ResponseWriter) {
	method, ok := h.service.Methods[h.Command]
	switch {
	case len(h.Command)+len(h.request.RequestURI)+len(h.RequestVersion)+4 > maxRequestLine:
		h.Command = ""
		h.SendError(http.StatusRequestURITooLong)
	case h.Headers.head.countLines() > maxHeaderLines:
		h.SendErrorExplained(http.StatusRequestHeaderFieldsTooLarge, Some("Too many headers"), Some("got more than 100 headers"))
	case !ok:
		h.SendErrorMessage(http.StatusNotImplemented, "Unsupported method ("+StrRepr(h.Command)+")")
	case method.Serve == nil:
		h.forward(w)
		return
	default:
		if !h.run(w, method) {
			return
		}
	}
	h.answer.send(w, h.Command)
}

// run calls the handler; it tells whether the answer is still to be sent.
func (h *Handler) run(w http.ResponseWriter, method Method) (answered bool) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case Beyond:
			answered = false
			h.beyond(w, method, p)
		case runtime.Error:
			h.failed(w, p)
		default:
			panic(p)
		}
	}()
	err := method.Serve(h)
	switch {
	case err == nil:
		return true
	case errors.Is(err, ErrForward):
		h.forward(w)
	default:
		h.failed(w, err)
	}
	return false
}

// failed ends a request whose handler raised: the connection is closed after what was flushed.
func (h *Handler) failed(w http.ResponseWriter, err error) {
	name := ""
	if e, ok := Caught(err, BaseException); ok {
		name = e.Class.Name + ": "
	}
	line := strings.Repeat("-", 40) + "\n"
	PrintStderr(line + "Exception occurred during processing of request from (" + StrRepr(h.ClientHost()) + ", " +
		strconv.FormatInt(h.ClientPort(), 10) + ")\n" + name + err.Error() + "\n" + line)
	h.answer.abort(w)
}

// beyond answers what native code cannot hold: by the original where that is sound, else with a 500.
func (h *Handler) beyond(w http.ResponseWriter, method Method, b Beyond) {
	if name := os.Getenv("PIVOT_BEYOND_LOG"); name != "" {
		noteBeyond(name, h.Command+" "+h.request.RequestURI+"\n")
	}
	if method.ForwardsBeyond && h.service.Bridge != nil {
		h.forward(w)
		return
	}
	PrintStderr(b.Error() + ": " + h.RequestLine() + "\n")
	plainError(w, http.StatusInternalServerError)
}

var beyondLog sync.Mutex

func noteBeyond(name, line string) {
	beyondLog.Lock()
	defer beyondLog.Unlock()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		PrintStderr(err.Error() + "\n")
		return
	}
	defer f.Close()
	_, _ = f.WriteString(line)
}

func (h *Handler) forward(w http.ResponseWriter) {
	if h.service.Bridge == nil {
		PrintStderr("no original to forward to: " + h.RequestLine() + "\n")
		plainError(w, http.StatusBadGateway)
		return
	}
	h.service.Bridge.forward(w, h.Headers.head, h.body)
}

// plainError answers with a status and its name.
func plainError(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, http.StatusText(status)+"\n")
}

// readUpTo appends up to n bytes, or all when n is negative.
func readUpTo(r io.Reader, out []byte, n int64) []byte {
	if n >= 0 {
		r = io.LimitReader(r, n)
	}
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		m, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+m]
		if err != nil {
			return out
		}
	}
}
