package py

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// Limits bound what clients may take of the server. A zero field keeps the default.
type Limits struct {
	ReadTimeout   time.Duration
	WriteTimeout  time.Duration
	IdleTimeout   time.Duration
	MaxConcurrent int
	// HTTP2 serves cleartext HTTP/2 beside HTTP/1.1.
	HTTP2 bool
}

// A Server is http.server.HTTPServer.
type Server struct {
	listener net.Listener
	service  *Service
	limits   Limits
	closed   chan struct{}
	close    func()
}

// NewServer is HTTPServer((host, port), Handler): it listens. The options of the command line win over the address.
func NewServer(host string, port int64, service *Service, limits Limits) (*Server, error) {
	address := net.JoinHostPort(host, strconv.FormatInt(port, 10))
	if options().port != "" {
		address = net.JoinHostPort(host, options().port)
	}
	if options().listen != "" {
		address = options().listen
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, OSError.New(err.Error())
	}
	closed := make(chan struct{})
	return &Server{
		listener: listener,
		service:  service,
		limits:   limits,
		closed:   closed,
		close:    sync.OnceFunc(func() { close(closed) }),
	}, nil
}

// ServeForever is server.serve_forever(). On SIGINT and SIGTERM it lets the requests that it has end, then returns Python's
// KeyboardInterrupt.
func (s *Server) ServeForever() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := s.connectOriginal(ctx); err != nil {
		return OSError.New(err.Error())
	}
	server := s.httpServer()
	stopped := make(chan error, 1)
	go func() {
		select {
		case <-ctx.Done():
		case <-s.closed:
		}
		drain, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		stopped <- server.Shutdown(drain)
	}()
	serveAdmin(ctx)
	if err := server.Serve(wireListener{s.listener}); !errors.Is(err, http.ErrServerClosed) {
		return OSError.New(err.Error())
	}
	<-stopped
	Flush()
	if ctx.Err() == nil {
		return nil
	}
	return KeyboardInterrupt.Bare()
}

// Shutdown is server.shutdown().
func (s *Server) Shutdown() {
	s.close()
}

// ServerClose is server.server_close().
func (s *Server) ServerClose() {
	_ = s.listener.Close()
	s.close()
}

func (s *Server) httpServer() *http.Server {
	var handler http.Handler = s.service
	if s.limits.MaxConcurrent > 0 {
		handler = limitConcurrency(handler, s.limits.MaxConcurrent)
	}
	handler = measured(handler)
	server := &http.Server{
		Handler:                      handler,
		ReadHeaderTimeout:            30 * time.Second,
		ReadTimeout:                  s.limits.ReadTimeout,
		WriteTimeout:                 s.limits.WriteTimeout,
		IdleTimeout:                  2 * time.Minute,
		MaxHeaderBytes:               1 << 20,
		DisableGeneralOptionsHandler: true,
		ConnContext:                  withWire,
	}
	if s.limits.IdleTimeout > 0 {
		server.IdleTimeout = s.limits.IdleTimeout
	}
	if s.limits.HTTP2 {
		server.Protocols = new(http.Protocols)
		server.Protocols.SetHTTP1(true)
		server.Protocols.SetUnencryptedHTTP2(true)
	}
	return server
}

func limitConcurrency(handler http.Handler, most int) http.Handler {
	slots := make(chan struct{}, most)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slots <- struct{}{}
		defer func() { <-slots }()
		handler.ServeHTTP(w, r)
	})
}

// connectOriginal makes the bridge, to the original that is named or to one that it starts.
func (s *Server) connectOriginal(ctx context.Context) error {
	for _, method := range options().bridge {
		s.service.Methods[method] = Method{}
	}
	var err error
	switch {
	case options().upstream != "":
		s.service.Bridge, err = NewBridge(options().upstream)
	case s.service.Bridge == nil && len(s.service.Original) > 0:
		s.service.Bridge, err = StartOriginal(ctx, s.service.Original)
	}
	return err
}
