package py

// A Tuple2 is a tuple of two values.
type Tuple2[A, B any] struct {
	V0 A
	V1 B
}

// A Tuple3 is a tuple of three values.
type Tuple3[A, B, C any] struct {
	V0 A
	V1 B
	V2 C
}

// A Tuple4 is a tuple of four values.
type Tuple4[A, B, C, D any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
}

// A Tuple5 is a tuple of five values.
type Tuple5[A, B, C, D, E any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
	V4 E
}

// A Tuple6 is a tuple of six values.
type Tuple6[A, B, C, D, E, F any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
	V4 E
	V5 F
}
