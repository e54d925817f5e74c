package py

import (
	"cmp"
	"slices"
)

// Sort is items.sort().
func Sort[T cmp.Ordered](items []T) {
	timsort(items, func(a, b T) bool { return a < b })
}

// SortDescending is items.sort(reverse=True); what is equal keeps its order.
func SortDescending[T cmp.Ordered](items []T) {
	SortFuncDescending(items, func(a, b T) bool { return a < b })
}

// SortFunc is items.sort() of items whose < is given.
func SortFunc[T any](items []T, less func(a, b T) bool) {
	timsort(items, less)
}

// SortFuncDescending is items.sort(reverse=True) of items whose < is given.
func SortFuncDescending[T any](items []T, less func(a, b T) bool) {
	slices.Reverse(items)
	timsort(items, less)
	slices.Reverse(items)
}

// Sorted is sorted(items).
func Sorted[T cmp.Ordered](items []T) []T {
	out := append([]T{}, items...)
	Sort(out)
	return out
}

// SortedDescending is sorted(items, reverse=True).
func SortedDescending[T cmp.Ordered](items []T) []T {
	out := append([]T{}, items...)
	SortDescending(out)
	return out
}

// SortedFunc is sorted(items) of items whose < is given.
func SortedFunc[T any](items []T, less func(a, b T) bool) []T {
	out := append([]T{}, items...)
	SortFunc(out, less)
	return out
}

// SortedFuncDescending is sorted(items, reverse=True) of items whose < is given.
func SortedFuncDescending[T any](items []T, less func(a, b T) bool) []T {
	out := append([]T{}, items...)
	SortFuncDescending(out, less)
	return out
}

// Reversed is list(reversed(items)).
func Reversed[T any](items []T) []T {
	out := append([]T{}, items...)
	slices.Reverse(out)
	return out
}
