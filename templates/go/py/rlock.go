package py

import (
	"bytes"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
)

// An RLock is a threading.RLock: whoever holds it may acquire it again.
type RLock struct {
	mu    sync.Mutex
	owner atomic.Int64 // the goroutine that holds it, or 0
	depth int          // how often it was acquired; only the owner looks
}

// ThreadingRlock is threading.RLock().
func ThreadingRlock() *RLock {
	return &RLock{}
}

// Acquire is l.acquire().
func (l *RLock) Acquire() bool {
	me := goroutine()
	if l.owner.Load() != me {
		l.mu.Lock()
		l.owner.Store(me)
	}
	l.depth++
	return true
}

// Release is l.release().
func (l *RLock) Release() error {
	if l.owner.Load() != goroutine() {
		return RuntimeError.New("cannot release un-acquired lock")
	}
	if l.depth--; l.depth == 0 {
		l.owner.Store(0)
		l.mu.Unlock()
	}
	return nil
}

// goroutine is the number of the running goroutine, which Go tells only in a stack trace.
func goroutine() int64 {
	var trace [40]byte
	words := bytes.Fields(trace[:runtime.Stack(trace[:], false)])
	n, err := strconv.ParseInt(string(words[1]), 10, 64)
	if err != nil {
		beyond("a goroutine without a number")
	}
	return n
}
