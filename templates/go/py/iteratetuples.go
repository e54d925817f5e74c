package py

// EnumerateList is list(enumerate(items, start)).
func EnumerateList[T any](items []T, start int64) []Tuple2[int64, T] {
	out := make([]Tuple2[int64, T], len(items))
	for i, item := range items {
		out[i] = Tuple2[int64, T]{start + int64(i), item}
	}
	return out
}

// ZipList is list(zip(a, b)).
func ZipList[A, B any](a []A, b []B) []Tuple2[A, B] {
	out := make([]Tuple2[A, B], min(len(a), len(b)))
	for i := range out {
		out[i] = Tuple2[A, B]{a[i], b[i]}
	}
	return out
}
