package py

import "cmp"

// MaxOrNone is max(items, default=None).
func MaxOrNone[T cmp.Ordered](items []T) (T, bool) {
	return orNone(Max(items))
}

// MinOrNone is min(items, default=None).
func MinOrNone[T cmp.Ordered](items []T) (T, bool) {
	return orNone(Min(items))
}

// MaxByOrNone is max(items, key=key, default=None).
func MaxByOrNone[T any, K cmp.Ordered](items []T, key func(T) K) (T, bool) {
	return orNone(MaxBy(items, key))
}

// MinByOrNone is min(items, key=key, default=None).
func MinByOrNone[T any, K cmp.Ordered](items []T, key func(T) K) (T, bool) {
	return orNone(MinBy(items, key))
}

// MaxFuncOrNone is max(items, default=None) of items whose < is given.
func MaxFuncOrNone[T any](items []T, less func(a, b T) bool) (T, bool) {
	return orNone(MaxFunc(items, less))
}

// MinFuncOrNone is min(items, default=None) of items whose < is given.
func MinFuncOrNone[T any](items []T, less func(a, b T) bool) (T, bool) {
	return orNone(MinFunc(items, less))
}

// MaxByFuncOrNone is max(items, key=key, default=None) with keys whose < is given.
func MaxByFuncOrNone[T, K any](items []T, key func(T) K, less func(a, b K) bool) (T, bool) {
	return orNone(MaxByFunc(items, key, less))
}

// MinByFuncOrNone is min(items, key=key, default=None) with keys whose < is given.
func MinByFuncOrNone[T, K any](items []T, key func(T) K, less func(a, b K) bool) (T, bool) {
	return orNone(MinByFunc(items, key, less))
}

func orNone[T any](value T, err error) (T, bool) {
	return value, err == nil
}
