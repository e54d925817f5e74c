package py

import "cmp"

// HeapqHeappush is heapq.heappush(heap, item).
func HeapqHeappush[T cmp.Ordered](heap *[]T, item T) {
	HeapqHeappushFunc(heap, item, isLess[T])
}

// HeapqHeappushFunc is heapq.heappush(heap, item) of items whose < is given.
func HeapqHeappushFunc[T any](heap *[]T, item T, less func(a, b T) bool) {
	*heap = append(*heap, item)
	heapSiftUp(*heap, 0, len(*heap)-1, less)
}

// HeapqHeappop is heapq.heappop(heap): the least item.
func HeapqHeappop[T cmp.Ordered](heap *[]T) (T, error) {
	return HeapqHeappopFunc(heap, isLess[T])
}

// HeapqHeappopFunc is heapq.heappop(heap) of items whose < is given.
func HeapqHeappopFunc[T any](heap *[]T, less func(a, b T) bool) (T, error) {
	items := *heap
	if len(items) == 0 {
		var zero T
		return zero, IndexError.New("index out of range")
	}
	last := len(items) - 1
	least := items[0]
	items[0] = items[last]
	*heap = items[:last]
	heapSiftDown(*heap, 0, less)
	return least, nil
}

// HeapqHeapreplace is heapq.heapreplace(heap, item): the least item, in whose place the other comes.
func HeapqHeapreplace[T cmp.Ordered](heap *[]T, item T) (T, error) {
	return HeapqHeapreplaceFunc(heap, item, isLess[T])
}

// HeapqHeapreplaceFunc is heapq.heapreplace(heap, item) of items whose < is given.
func HeapqHeapreplaceFunc[T any](heap *[]T, item T, less func(a, b T) bool) (T, error) {
	items := *heap
	if len(items) == 0 {
		var zero T
		return zero, IndexError.New("index out of range")
	}
	least := items[0]
	items[0] = item
	heapSiftDown(items, 0, less)
	return least, nil
}

// HeapqHeappushpop is heapq.heappushpop(heap, item): the least of the items and the new one.
func HeapqHeappushpop[T cmp.Ordered](heap *[]T, item T) T {
	return HeapqHeappushpopFunc(heap, item, isLess[T])
}

// HeapqHeappushpopFunc is heapq.heappushpop(heap, item) of items whose < is given.
func HeapqHeappushpopFunc[T any](heap *[]T, item T, less func(a, b T) bool) T {
	items := *heap
	if len(items) == 0 || !less(items[0], item) {
		return item
	}
	least := items[0]
	items[0] = item
	heapSiftDown(items, 0, less)
	return least
}

// HeapqHeapify is heapq.heapify(items).
func HeapqHeapify[T cmp.Ordered](items *[]T) {
	HeapqHeapifyFunc(items, isLess[T])
}

// HeapqHeapifyFunc is heapq.heapify(items) of items whose < is given.
func HeapqHeapifyFunc[T any](items *[]T, less func(a, b T) bool) {
	for at := len(*items)/2 - 1; at >= 0; at-- {
		heapSiftDown(*items, at, less)
	}
}

// heapSiftUp moves the item at a place towards start until its parent is not greater.
func heapSiftUp[T any](heap []T, start, at int, less func(a, b T) bool) {
	item := heap[at]
	for at > start {
		parent := (at - 1) / 2
		if !less(item, heap[parent]) {
			break
		}
		heap[at] = heap[parent]
		at = parent
	}
	heap[at] = item
}

// heapSiftDown is CPython's _siftup: the smaller child moves up until a leaf is free, and the item from there to its place.
func heapSiftDown[T any](heap []T, at int, less func(a, b T) bool) {
	if len(heap) == 0 {
		return
	}
	start, item := at, heap[at]
	for child := 2*at + 1; child < len(heap); child = 2*at + 1 {
		if right := child + 1; right < len(heap) && !less(heap[child], heap[right]) {
			child = right
		}
		heap[at] = heap[child]
		at = child
	}
	heap[at] = item
	heapSiftUp(heap, start, at, less)
}

// isLess is a < b, which is false beside a NaN.
func isLess[T cmp.Ordered](a, b T) bool {
	return a < b
}
