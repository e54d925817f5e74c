package py

import "iter"

// Range goes from start to stop by step, as range does; a step of 0 is for the caller to rule out.
func Range(start, stop, step int64) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
			if !yield(i) {
				return
			}
		}
	}
}

// RangeList is list(range(start, stop, step)).
func RangeList(start, stop, step int64) []int64 {
	items := make([]int64, 0, repeats(1, RangeLen(start, stop, step)))
	for i := range Range(start, stop, step) {
		items = append(items, i)
	}
	return items
}

// Zip goes through two lists side by side, as far as the shorter one.
func Zip[A, B any](a []A, b []B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		for i := range min(len(a), len(b)) {
			if !yield(a[i], b[i]) {
				return
			}
		}
	}
}

// Collect is list(iterable).
func Collect[T any](items iter.Seq[T]) []T {
	out := []T{}
	for item := range items {
		out = append(out, item)
	}
	return out
}
