package py

// A Flow tells how a block ended that Python leaves by return, break or continue.
type Flow int

// The ends of a block.
const (
	Next Flow = iota
	Returned
	Broke
	Continued
)
