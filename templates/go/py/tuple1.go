package py

// A Tuple1 is a tuple of one value.
type Tuple1[A any] struct {
	V0 A
}
