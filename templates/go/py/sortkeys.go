package py

import (
	"cmp"
	"slices"
)

// SortByKeys sorts items by their keys, which have been computed before.
func SortByKeys[T any, K cmp.Ordered](items []T, keys []K) {
	sortWith(items, keys, func(a, b K) bool { return a < b }, false)
}

// SortByKeysDescending sorts items by their keys in reverse; what is equal keeps its order.
func SortByKeysDescending[T any, K cmp.Ordered](items []T, keys []K) {
	sortWith(items, keys, func(a, b K) bool { return a < b }, true)
}

// SortByKeysFunc sorts items by their keys, whose < is given.
func SortByKeysFunc[T, K any](items []T, keys []K, less func(a, b K) bool) {
	sortWith(items, keys, less, false)
}

// SortByKeysFuncDescending sorts items by their keys in reverse, whose < is given.
func SortByKeysFuncDescending[T, K any](items []T, keys []K, less func(a, b K) bool) {
	sortWith(items, keys, less, true)
}

type keyed[T, K any] struct {
	key  K
	item T
}

func sortWith[T, K any](items []T, keys []K, less func(a, b K) bool, descending bool) {
	pairs := make([]keyed[T, K], len(items))
	for i, item := range items {
		pairs[i] = keyed[T, K]{keys[i], item}
	}
	if descending {
		slices.Reverse(pairs)
	}
	timsort(pairs, func(a, b keyed[T, K]) bool { return less(a.key, b.key) })
	if descending {
		slices.Reverse(pairs)
	}
	for i, pair := range pairs {
		items[i] = pair.item
	}
}
