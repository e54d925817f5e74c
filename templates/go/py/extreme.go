package py

import "cmp"

// Max is max(items): the first of the greatest.
func Max[T cmp.Ordered](items []T) (T, error) {
	return extreme("max", items, func(item, best T) bool { return item > best })
}

// Min is min(items): the first of the least.
func Min[T cmp.Ordered](items []T) (T, error) {
	return extreme("min", items, func(item, best T) bool { return item < best })
}

// MaxBy is max(items, key=key).
func MaxBy[T any, K cmp.Ordered](items []T, key func(T) K) (T, error) {
	return extremeBy("max", items, key, func(item, best K) bool { return item > best })
}

// MinBy is min(items, key=key).
func MinBy[T any, K cmp.Ordered](items []T, key func(T) K) (T, error) {
	return extremeBy("min", items, key, func(item, best K) bool { return item < best })
}

// MaxFunc is max(items) of items whose < is given.
func MaxFunc[T any](items []T, less func(a, b T) bool) (T, error) {
	return extreme("max", items, func(item, best T) bool { return less(best, item) })
}

// MinFunc is min(items) of items whose < is given.
func MinFunc[T any](items []T, less func(a, b T) bool) (T, error) {
	return extreme("min", items, less)
}

// MaxByFunc is max(items, key=key) with keys whose < is given.
func MaxByFunc[T, K any](items []T, key func(T) K, less func(a, b K) bool) (T, error) {
	return extremeBy("max", items, key, func(item, best K) bool { return less(best, item) })
}

// MinByFunc is min(items, key=key) with keys whose < is given.
func MinByFunc[T, K any](items []T, key func(T) K, less func(a, b K) bool) (T, error) {
	return extremeBy("min", items, key, less)
}

// Max2Func is max(a, b) where < is given.
func Max2Func[T any](a, b T, less func(a, b T) bool) T {
	if less(a, b) {
		return b
	}
	return a
}

// Min2Func is min(a, b) where < is given.
func Min2Func[T any](a, b T, less func(a, b T) bool) T {
	if less(b, a) {
		return b
	}
	return a
}

// Max2 is max(a, b): b only when it is greater.
func Max2[T cmp.Ordered](a, b T) T {
	if b > a {
		return b
	}
	return a
}

// Min2 is min(a, b): b only when it is less.
func Min2[T cmp.Ordered](a, b T) T {
	if b < a {
		return b
	}
	return a
}

func extreme[T any](name string, items []T, better func(item, best T) bool) (T, error) {
	return extremeBy(name, items, func(item T) T { return item }, better)
}

func extremeBy[T, K any](name string, items []T, key func(T) K, better func(item, best K) bool) (T, error) {
	if len(items) == 0 {
		var none T
		return none, ValueError.New(name + "() arg is an empty sequence")
	}
	best, bestKey := items[0], key(items[0])
	for _, item := range items[1:] {
		if k := key(item); better(k, bestKey) {
			best, bestKey = item, k
		}
	}
	return best, nil
}
