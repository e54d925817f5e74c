package py

import (
	"sync"
	"sync/atomic"
)

// A Lock is a threading.Lock.
type Lock struct {
	mu   sync.Mutex
	held atomic.Bool
}

// ThreadingLock is threading.Lock().
func ThreadingLock() *Lock {
	return &Lock{}
}

// Acquire is l.acquire().
func (l *Lock) Acquire() bool {
	l.mu.Lock()
	l.held.Store(true)
	return true
}

// Release is l.release(); any thread may release it.
func (l *Lock) Release() error {
	if !l.held.CompareAndSwap(true, false) {
		return RuntimeError.New("release unlocked lock")
	}
	l.mu.Unlock()
	return nil
}
