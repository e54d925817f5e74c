package py

import (
	"context"
	"fmt"
	"net/http"
	"net/http/pprof"
	"runtime"
	"sync/atomic"
	"time"
)

var metrics struct {
	started  time.Time
	requests atomic.Int64
	open     atomic.Int64
	nanos    atomic.Int64
}

// measured counts requests, when there is someone to tell.
func measured(handler http.Handler) http.Handler {
	if options().admin == "" {
		return handler
	}
	metrics.started = time.Now()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		metrics.open.Add(1)
		start := time.Now()
		defer func() {
			metrics.open.Add(-1)
			metrics.requests.Add(1)
			metrics.nanos.Add(int64(time.Since(start)))
		}()
		handler.ServeHTTP(w, r)
	})
}

// serveAdmin serves health, metrics and profiles on the address of --admin.
func serveAdmin(ctx context.Context) {
	if options().admin == "" {
		return
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /metrics", writeMetrics)
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{Addr: options().admin, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	go func() {
		if err := server.ListenAndServe(); err != nil && ctx.Err() == nil {
			PrintStderr("admin: " + err.Error() + "\n")
		}
	}()
}

func writeMetrics(w http.ResponseWriter, _ *http.Request) {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	_, _ = fmt.Fprintf(w, `# TYPE http_requests_total counter
http_requests_total %d
# TYPE http_requests_in_flight gauge
http_requests_in_flight %d
# TYPE http_request_duration_seconds summary
http_request_duration_seconds_sum %g
http_request_duration_seconds_count %d
# TYPE process_uptime_seconds gauge
process_uptime_seconds %g
# TYPE go_goroutines gauge
go_goroutines %d
# TYPE go_memstats_heap_alloc_bytes gauge
go_memstats_heap_alloc_bytes %d
`, metrics.requests.Load(), metrics.open.Load(), time.Duration(metrics.nanos.Load()).Seconds(), metrics.requests.Load(),
		time.Since(metrics.started).Seconds(), runtime.NumGoroutine(), memory.HeapAlloc)
}
