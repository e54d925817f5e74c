package py

// FloatNotNan is x, which is compared with the items of a container. Python would look whether a NaN is the very object that is
// in there, and nothing tells two of them apart here: NaN is beyond.
func FloatNotNan(x float64) float64 {
	if x != x {
		beyond(beyondNan)
	}
	return x
}

// SameFloat is what a container asks of its items: x is y or x == y. Two NaN are beyond.
func SameFloat(x, y float64) bool {
	if x != x && y != y {
		beyond(beyondNan)
	}
	return x == y
}

const beyondNan = "whether two NaN are the same object"
