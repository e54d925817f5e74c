package py

// ListSlice is items[start:stop], a new list.
func ListSlice[T any](items []T, start, stop int64) []T {
	start, stop = sliceBounds(start, stop, int64(len(items)))
	return append([]T{}, items[start:stop]...)
}

// ListFrom is items[start:], a new list.
func ListFrom[T any](items []T, start int64) []T {
	return append([]T{}, items[sliceBound(start, int64(len(items))):]...)
}

// ListTo is items[:stop], a new list.
func ListTo[T any](items []T, stop int64) []T {
	return append([]T{}, items[:sliceBound(stop, int64(len(items)))]...)
}

// ListCopy is items[:] or items.copy() or list(items).
func ListCopy[T any](items []T) []T {
	return append([]T{}, items...)
}

// ListSliceStep is items[start:stop:step], where an absent bound is None.
func ListSliceStep[T any](items []T, start, stop Optional[int64], step int64) ([]T, error) {
	if step == 0 {
		return nil, ValueError.New("slice step cannot be zero")
	}
	n := int64(len(items))
	first, last := stepBound(start, n, step, true), stepBound(stop, n, step, false)
	out := []T{}
	for i := first; step > 0 && i < last || step < 0 && i > last; i += step {
		out = append(out, items[i])
		if step > n || step < -n {
			break
		}
	}
	return out, nil
}

func stepBound(bound Optional[int64], n, step int64, isStart bool) int64 {
	low, high := int64(0), n
	if step < 0 {
		low, high = -1, n-1
	}
	if !bound.Ok {
		if isStart == (step > 0) {
			return low
		}
		return high
	}
	i := bound.Value
	if i < 0 {
		i += n
	}
	return max(low, min(i, high))
}

// ListSetslice is items[start:stop] = values.
func ListSetslice[T any](items *[]T, start, stop int64, values []T) {
	first, last := sliceBounds(start, stop, int64(len(*items)))
	tail := append([]T{}, (*items)[last:]...)
	values = append([]T{}, values...)
	*items = append(append((*items)[:first], values...), tail...)
}

// ListDelslice is del items[start:stop].
func ListDelslice[T any](items *[]T, start, stop int64) {
	first, last := sliceBounds(start, stop, int64(len(*items)))
	*items = append((*items)[:first], (*items)[last:]...)
}
