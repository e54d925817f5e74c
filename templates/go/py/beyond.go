package py

import "errors"

// Beyond is the panic of a value that this program cannot hold although Python can: an integer of more than 64 bits, a lone
// surrogate, a nesting that is too deep. No translated except clause sees it; the server front answers it.
type Beyond struct {
	Reason string
}

// Error says what could not be held.
func (b Beyond) Error() string {
	return "beyond native values: " + b.Reason
}

// maxDepth is how deeply values may be nested; CPython ends at its recursion limit of 1,000 frames.
const maxDepth = 900

// maxLength is how long a text (bytes) or list (items) may become by repeating or padding. CPython would need that memory too, and raises MemoryError without it.
const maxLength = 1 << 28

// repeats is how often something of that length is repeated n times.
func repeats(length int, n int64) int {
	if n <= 0 || length == 0 {
		return 0
	}
	if n > maxLength/int64(length) {
		beyond("a text or list of that length")
	}
	return int(n)
}

// ErrForward is returned by a handler whose request the Python original shall answer.
var ErrForward = errors.New("forward to the Python original")

func beyond(reason string) {
	panic(Beyond{Reason: reason})
}

// CallDepth ends the request where a function that calls itself is as deep as CPython may not go any more.
func CallDepth(depth, limit int64) {
	if depth > limit {
		beyond("calls are nested too deeply")
	}
}
