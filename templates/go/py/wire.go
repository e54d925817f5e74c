package py

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// A wire is a client's connection that keeps the head of each request as the client wrote it: net/http tidies up the names of
// headers and loses their order.
type wire struct {
	net.Conn

	mu   sync.Mutex
	kept []byte // what came since the last request
	body framing
	off  bool // nothing is kept any more
}

// A wireListener accepts wires.
type wireListener struct {
	net.Listener
}

// Accept waits for the next connection.
func (l wireListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wire{Conn: c}, nil
}

type wireKey struct{}

// withWire lets the requests of a connection find it.
func withWire(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, wireKey{}, c)
}

func wireOf(r *http.Request) (*wire, bool) {
	w, ok := r.Context().Value(wireKey{}).(*wire)
	return w, ok
}

// Read reads from the client.
func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.off {
		w.kept = append(w.kept, w.body.after(p[:n])...)
	}
	return n, err
}

// stop keeps nothing from now on: the connection no longer speaks HTTP/1.
func (w *wire) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.off, w.kept = true, nil
}

// head gives the request line and the headers of the request that net/http has just read, with the blank line. It is called once
// for each request.
func (w *wire) head(r *http.Request) []byte {
	if r.ProtoMajor != 1 {
		w.stop()
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	kept := bytes.TrimLeft(w.kept, "\r\n")
	end := headEnd(kept)
	head := bytes.Clone(kept[:end])
	w.body = framing{left: r.ContentLength, chunked: len(r.TransferEncoding) > 0}
	w.kept = append(w.kept[:0], w.body.after(kept[end:])...)
	return head
}

// headEnd is where the blank line that ends a head ends.
func headEnd(b []byte) int {
	at := 0
	for {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return len(b)
		}
		line := b[at : at+n]
		at += n + 1
		if len(line) == 0 || string(line) == "\r" {
			return at
		}
	}
}

// A framing tells where the body of a request ends.
type framing struct {
	left    int64  // bytes of the body, or of its chunk with the end of the line, that are still to come
	chunked bool   // chunks are still to come
	trailer bool   // the last chunk has come
	line    []byte // the beginning of a line between chunks
}

// after gives what of b stands behind the body.
func (f *framing) after(b []byte) []byte {
	for len(b) > 0 && (f.left > 0 || f.chunked) {
		if f.left > 0 {
			n := min(f.left, int64(len(b)))
			f.left -= n
			b = b[n:]
			continue
		}
		n := bytes.IndexByte(b, '\n')
		if n < 0 {
			f.line = append(f.line, b...)
			return nil
		}
		f.endLine(bytes.TrimSpace(append(f.line, b[:n]...)))
		b = b[n+1:]
	}
	return b
}

// endLine takes a line between chunks: the size of the next one, or a header behind the last one.
func (f *framing) endLine(line []byte) {
	f.line = f.line[:0]
	if f.trailer {
		f.chunked = len(line) > 0
		return
	}
	digits, _, _ := bytes.Cut(line, []byte(";"))
	size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 62)
	f.trailer = size == 0 || err != nil
	if !f.trailer {
		f.left = int64(size) + int64(len("\r\n"))
	}
}
