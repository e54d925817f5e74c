package py

// RangeLen is len(range(start, stop, step)); a step of 0 is for the caller to rule out.
func RangeLen(start, stop, step int64) int64 {
	switch {
	case step > 0 && start < stop:
		return narrowed(uint64(stop-1)-uint64(start), uint64(step)) + 1
	case step < 0 && start > stop:
		return narrowed(uint64(start)-uint64(stop)-1, -uint64(step)) + 1
	}
	return 0
}

// narrowed is a / b where that is less than the greatest int64; else it is beyond.
func narrowed(a, b uint64) int64 {
	n := a / b
	if n >= 1<<63-1 {
		beyond(beyondInt)
	}
	return int64(n)
}

// RangeContains is n in range(start, stop, step).
func RangeContains(start, stop, step, n int64) bool {
	if step > 0 {
		return start <= n && n < stop && (uint64(n)-uint64(start))%uint64(step) == 0
	}
	return stop < n && n <= start && (uint64(start)-uint64(n))%-uint64(step) == 0
}
