package py

import "cmp"

// SortBy is items.sort(key=key).
func SortBy[T any, K cmp.Ordered](items []T, key func(T) K) {
	sortKeyed(items, key, func(a, b K) bool { return a < b }, false)
}

// SortByDescending is items.sort(key=key, reverse=True); what is equal keeps its order.
func SortByDescending[T any, K cmp.Ordered](items []T, key func(T) K) {
	sortKeyed(items, key, func(a, b K) bool { return a < b }, true)
}

// SortByFunc is items.sort(key=key) with keys whose < is given.
func SortByFunc[T, K any](items []T, key func(T) K, less func(a, b K) bool) {
	sortKeyed(items, key, less, false)
}

// SortByFuncDescending is items.sort(key=key, reverse=True) with keys whose < is given.
func SortByFuncDescending[T, K any](items []T, key func(T) K, less func(a, b K) bool) {
	sortKeyed(items, key, less, true)
}

// SortedBy is sorted(items, key=key).
func SortedBy[T any, K cmp.Ordered](items []T, key func(T) K) []T {
	out := append([]T{}, items...)
	SortBy(out, key)
	return out
}

// SortedByDescending is sorted(items, key=key, reverse=True).
func SortedByDescending[T any, K cmp.Ordered](items []T, key func(T) K) []T {
	out := append([]T{}, items...)
	SortByDescending(out, key)
	return out
}

// SortedByFunc is sorted(items, key=key) with keys whose < is given.
func SortedByFunc[T, K any](items []T, key func(T) K, less func(a, b K) bool) []T {
	out := append([]T{}, items...)
	SortByFunc(out, key, less)
	return out
}

// SortedByFuncDescending is sorted(items, key=key, reverse=True) with keys whose < is given.
func SortedByFuncDescending[T, K any](items []T, key func(T) K, less func(a, b K) bool) []T {
	out := append([]T{}, items...)
	SortByFuncDescending(out, key, less)
	return out
}

func sortKeyed[T, K any](items []T, key func(T) K, less func(a, b K) bool, descending bool) {
	keys := make([]K, len(items))
	for i, item := range items {
		keys[i] = key(item)
	}
	sortWith(items, keys, less, descending)
}
