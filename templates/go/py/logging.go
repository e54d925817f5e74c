package py

import (
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// A lineWriter collects lines and writes them a moment later, many at once.
type lineWriter struct {
	file    *os.File
	mu      sync.Mutex
	lines   []byte
	waiting bool
}

var (
	stderr = &lineWriter{file: os.Stderr}
	stdout = &lineWriter{file: os.Stdout}
)

func (w *lineWriter) write(line string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, line...)
	if !w.waiting {
		w.waiting = true
		time.AfterFunc(5*time.Millisecond, w.flush)
	}
}

func (w *lineWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = false
	_, _ = w.file.Write(w.lines)
	w.lines = w.lines[:0]
}

// Flush writes what is still collected for stdout and stderr.
func Flush() {
	stdout.flush()
	stderr.flush()
}

// PrintStdout writes to stdout.
func PrintStdout(text string) {
	stdout.write(text)
}

// PrintStderr writes to stderr.
func PrintStderr(text string) {
	stderr.write(text)
}

// A clock formats the time once a second.
type clock struct {
	layout string
	utc    bool
	last   atomic.Pointer[tick]
}

type tick struct {
	second int64
	text   string
}

func (c *clock) now() string {
	now := time.Now()
	if last := c.last.Load(); last != nil && last.second == now.Unix() {
		return last.text
	}
	if c.utc {
		now = now.UTC()
	}
	text := now.Format(c.layout)
	c.last.Store(&tick{now.Unix(), text})
	return text
}
