package py

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// served sends requests to a service over one connection, which the last of them closes, and gives all that comes back.
func served(t *testing.T, service *Service, text string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := (&Server{service: service}).httpServer()
	go func() { _ = server.Serve(wireListener{listener}) }()
	defer server.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// In two pieces, so that no request has to come at once.
	for _, piece := range []string{text[:len(text)/2], text[len(text)/2:]} {
		if _, err := io.WriteString(conn, piece); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func TestHeadersAsWritten(t *testing.T) {
	var seen [][]Tuple2[string, string]
	service := &Service{Silent: true, ProtocolVersion: "HTTP/1.1", Methods: map[string]Method{}}
	serve := func(h *Handler) error {
		seen = append(seen, h.Headers.Items())
		h.SendResponse(204)
		h.EndHeaders()
		return nil
	}
	service.Methods["GET"], service.Methods["POST"] = Method{Serve: serve}, Method{Serve: serve}
	served(t, service, "GET /a HTTP/1.1\r\nx-b: 1  \r\nHost: h\r\nX-A:\t2\r\nx-B: 3\r\n\r\n"+
		"POST /b HTTP/1.1\r\nHost: h\r\ncontent-LENGTH: 9\r\n\r\nGET / X\r\n"+
		"\r\nPOST /c HTTP/1.1\r\nHost: h\r\nTransfer-encoding: chunked\r\nz: caf\xe9\r\n\r\n4;x=y\r\nab\r\n\r\n0\r\nT: 1\r\n\r\n"+
		"GET /d HTTP/1.1\nhost: h\nfold: a\n  b\nconnection: close\n\n")
	want := [][]Tuple2[string, string]{
		{{"x-b", "1  "}, {"Host", "h"}, {"X-A", "2"}, {"x-B", "3"}},
		{{"Host", "h"}, {"content-LENGTH", "9"}},
		{{"Host", "h"}, {"Transfer-encoding", "chunked"}, {"z", "café"}},
		{{"host", "h"}, {"fold", "a\r\n  b"}, {"connection", "close"}},
	}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("got  %q\nwant %q", seen, want)
	}
}

// TestBridgeForwardsAsWritten compares what an original gets with what the client sent.
func TestBridgeForwardsAsWritten(t *testing.T) {
	original, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer original.Close()
	got := make(chan string, 2)
	go func() {
		for {
			conn, err := original.Accept()
			if err != nil {
				return
			}
			var text strings.Builder
			reader := bufio.NewReader(io.TeeReader(conn, &text))
			r, err := http.ReadRequest(reader)
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, r.Body)
			_, _ = io.WriteString(conn, "HTTP/1.0 200 OK\r\n\r\nfine")
			_ = conn.Close()
			got <- text.String()
		}
	}()
	bridge, err := NewBridge(original.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	service := &Service{Silent: true, Bridge: bridge, Methods: map[string]Method{"GET": {}, "POST": {}}}
	requests := []string{
		"GET //a?b=%zz HTTP/1.0\r\nx-lower: 1 \r\nAccept: b\r\nHOST: somewhere\r\naccept: a\r\n\r\n",
		"POST / HTTP/1.1\r\nconnection: close\r\nZ: 1\r\nHost: h\r\ncontent-length: 3\r\nA: \xe9\r\n\r\nabc",
	}
	for _, request := range requests {
		if answer := served(t, service, request); !strings.Contains(answer, "fine") {
			t.Errorf("answered %q", answer)
		}
		if forwarded := <-got; forwarded != request {
			t.Errorf("got  %q\nwant %q", forwarded, request)
		}
	}
}
