package py

import (
	"cmp"
	"slices"
)

// SortByKeys sorts items by their keys, which have been computed before.
func SortByKeys[T any, K cmp.Ordered](items []T, keys []K) {
	sortOrdered(items, keys, false)
}

// SortByKeysDescending sorts items by their keys in reverse; what is equal keeps its order.
func SortByKeysDescending[T any, K cmp.Ordered](items []T, keys []K) {
	sortOrdered(items, keys, true)
}

// SortByKeysFunc sorts items by their keys, whose < is given.
func SortByKeysFunc[T, K any](items []T, keys []K, less func(a, b K) bool) {
	sortWith(items, keys, less, false)
}

// SortByKeysFuncDescending sorts items by their keys in reverse, whose < is given.
func SortByKeysFuncDescending[T, K any](items []T, keys []K, less func(a, b K) bool) {
	sortWith(items, keys, less, true)
}

// sortOrdered sorts items by their keys; items that are one run already, as they often are, take one look.
func sortOrdered[T any, K cmp.Ordered](items []T, keys []K, descending bool) {
	rises, falls := true, true // without a step down, with a step down each time
	for i := 1; i < len(keys) && (rises || falls); i++ {
		before, after := keys[i-1], keys[i]
		if descending {
			before, after = after, before
		}
		if after < before {
			rises = false
		} else {
			falls = false
		}
	}
	switch {
	case rises:
	case falls:
		slices.Reverse(items)
	default:
		sortWith(items, keys, func(a, b K) bool { return a < b }, descending)
	}
}

func sortWith[T, K any](items []T, keys []K, less func(a, b K) bool, descending bool) {
	sortPairs(items, func(i int) K { return keys[i] }, less, descending)
}

// A keyed is a key with the index of its item: without pointers the collector has nothing to follow.
type keyed[K any] struct {
	key K
	at  int
}

// sortPairs sorts items by their keys. Sorted in reverse, the items are taken from the last one on, which keeps the order of what
// is equal.
func sortPairs[T, K any](items []T, key func(i int) K, less func(a, b K) bool, descending bool) {
	n := len(items)
	pairs := make([]keyed[K], n)
	for i := range items {
		k := key(i)
		if descending {
			pairs[n-1-i] = keyed[K]{k, i}
		} else {
			pairs[i] = keyed[K]{k, i}
		}
	}
	timsort(pairs, func(a, b keyed[K]) bool { return less(a.key, b.key) })
	sorted := make([]T, n)
	for i, pair := range pairs {
		if descending {
			sorted[n-1-i] = items[pair.at]
		} else {
			sorted[i] = items[pair.at]
		}
	}
	copy(items, sorted)
}
