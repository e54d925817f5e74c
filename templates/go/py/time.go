package py

import (
	"math"
	"time"
)

var processStart = time.Now()

// TimeTime is time.time().
func TimeTime() float64 {
	return float64(time.Now().UnixNano()) / 1e9
}

// TimeTimeNs is time.time_ns().
func TimeTimeNs() int64 {
	return time.Now().UnixNano()
}

// TimeMonotonic is time.monotonic().
func TimeMonotonic() float64 {
	return time.Since(processStart).Seconds()
}

// TimeMonotonicNs is time.monotonic_ns().
func TimeMonotonicNs() int64 {
	return int64(time.Since(processStart))
}

// TimePerfCounter is time.perf_counter().
func TimePerfCounter() float64 {
	return TimeMonotonic()
}

// TimePerfCounterNs is time.perf_counter_ns().
func TimePerfCounterNs() int64 {
	return TimeMonotonicNs()
}

// TimeSleep is time.sleep(seconds).
func TimeSleep(seconds float64) error {
	switch {
	case math.IsNaN(seconds):
		return ValueError.New("Invalid value NaN (not a number)")
	case seconds < 0:
		return ValueError.New("sleep length must be non-negative")
	case seconds > math.MaxInt64/1e9:
		return OverflowError.New("timestamp too large to convert to C _PyTime_t")
	}
	time.Sleep(time.Duration(seconds * 1e9))
	return nil
}
