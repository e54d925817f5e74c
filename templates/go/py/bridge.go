package py

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A Bridge forwards requests to the Python original: as they came, with the same Host and nothing added.
type Bridge struct {
	mu      sync.Mutex
	address string
	ready   chan struct{} // closed when the original answers
}

// NewBridge makes a bridge to an original that runs at an address such as 127.0.0.1:8081 or http://127.0.0.1:8081.
func NewBridge(upstream string) (*Bridge, error) {
	address := upstream
	if strings.Contains(upstream, "://") {
		u, err := url.Parse(upstream)
		if err != nil {
			return nil, err
		}
		address = u.Host
		if u.Port() == "" {
			address += ":80"
		}
	}
	b := &Bridge{address: address, ready: make(chan struct{})}
	close(b.ready)
	return b, nil
}

func (b *Bridge) dial(r *http.Request) (net.Conn, error) {
	select {
	case <-b.ready:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-time.After(30 * time.Second):
	}
	b.mu.Lock()
	address := b.address
	b.mu.Unlock()
	var dialer net.Dialer
	return dialer.DialContext(r.Context(), "tcp", address)
}

// forward sends the request, of whose body some bytes have been read, and streams the answer.
func (b *Bridge) forward(w http.ResponseWriter, h *head, read []byte) {
	r := h.request
	upstream, err := b.dial(r)
	if err != nil {
		PrintStderr("bridge: " + err.Error() + "\n")
		plainError(w, http.StatusBadGateway)
		return
	}
	defer upstream.Close()
	if isUpgrade(r) {
		tunnel(w, h, upstream, read)
		return
	}
	go func() {
		// The original may answer before it has read everything: what it sends counts, not how this ends.
		_ = writeRequest(upstream, h, read)
	}()
	reader := bufio.NewReader(upstream)
	response, err := http.ReadResponse(reader, r)
	for err == nil && response.StatusCode == http.StatusContinue {
		response, err = http.ReadResponse(reader, r)
	}
	if err != nil {
		// The original closed the connection without an answer: so does the bridge.
		(&answer{}).abort(w)
		return
	}
	defer response.Body.Close()
	relay(w, response)
}

// relay streams an answer, each piece as soon as it comes.
func relay(w http.ResponseWriter, response *http.Response) {
	header := w.Header()
	header["Content-Type"], header["Date"] = nil, nil
	for name, values := range response.Header {
		header[name] = values
	}
	delete(header, "Connection")
	delete(header, "Keep-Alive")
	w.WriteHeader(response.StatusCode)
	controller := http.NewResponseController(w)
	buffer := make([]byte, 32<<10)
	for {
		n, err := response.Body.Read(buffer)
		if n > 0 {
			if _, err := w.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		if n > 0 && response.ContentLength < 0 {
			_ = controller.Flush()
		}
	}
}

// writeRequest writes the request as it came.
func writeRequest(w io.Writer, h *head, read []byte) error {
	buffered := bufio.NewWriter(w)
	_, _ = buffered.Write(h.written())
	if len(h.request.TransferEncoding) > 0 {
		if err := writeChunks(buffered, h.request.Body, read); err != nil {
			return err
		}
		return buffered.Flush()
	}
	_, _ = buffered.Write(read)
	if err := buffered.Flush(); err != nil {
		return err
	}
	_, err := io.Copy(w, h.request.Body)
	return err
}

// written is the head as the client wrote it; one that came over HTTP/2 is written as HTTP/1.1 has it.
func (h *head) written() []byte {
	if h.raw != nil {
		return h.raw
	}
	out := []byte(h.request.Method + " " + h.request.RequestURI + " HTTP/1.1\r\n")
	for _, header := range h.headers() {
		out = append(out, latin1Bytes(header.V0+": "+header.V1)+"\r\n"...)
	}
	return append(out, "\r\n"...)
}

func writeChunks(w *bufio.Writer, body io.Reader, read []byte) error {
	buffer := append([]byte{}, read...)
	for {
		if len(buffer) > 0 {
			_, _ = w.Write(appendSize(nil, len(buffer)))
			_, _ = w.Write(buffer)
			if _, err := w.WriteString("\r\n"); err != nil {
				return err
			}
		}
		buffer = append(buffer[:0], make([]byte, 32<<10)...)
		n, err := body.Read(buffer)
		buffer = buffer[:n]
		if err != nil && n == 0 {
			_, err = w.WriteString("0\r\n\r\n")
			return err
		}
	}
}

func appendSize(out []byte, n int) []byte {
	return append(appendHex(out, rune(n), 8), "\r\n"...)
}

func isUpgrade(r *http.Request) bool {
	return strings.Contains(strings.ToLower(r.Header.Get("Connection")), "upgrade") && r.Header.Get("Upgrade") != ""
}

// tunnel joins the two connections.
func tunnel(w http.ResponseWriter, h *head, upstream net.Conn, read []byte) {
	if wire, ok := wireOf(h.request); ok {
		wire.stop()
	}
	if _, err := upstream.Write(append(h.written(), read...)); err != nil {
		(&answer{}).abort(w)
		return
	}
	client, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer client.Close()
	done := make(chan struct{}, 2)
	go func() {
		_, _ = io.Copy(upstream, buffered)
		done <- struct{}{}
	}()
	go func() {
		_, _ = io.Copy(client, upstream)
		done <- struct{}{}
	}()
	<-done
}
