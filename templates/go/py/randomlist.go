package py

// GeneratorChoice is r.choice(items).
func GeneratorChoice[T any](r *Random, items []T) (T, error) {
	if len(items) == 0 {
		var none T
		return none, IndexError.New("Cannot choose from an empty sequence")
	}
	return items[r.below(uint64(len(items)))], nil
}

// RandomChoice is random.choice(items).
func RandomChoice[T any](items []T) (T, error) {
	return GeneratorChoice(&randomShared, items)
}

// RandomShuffle is random.shuffle(items).
func RandomShuffle[T any](items []T) {
	shuffle(&randomShared, items)
}

// RandomSample is random.sample(items, k).
func RandomSample[T any](items []T, k int64) ([]T, error) {
	return sample(&randomShared, items, k)
}

func shuffle[T any](r *Random, items []T) {
	for i := len(items) - 1; i > 0; i-- {
		j := r.below(uint64(i) + 1)
		items[i], items[j] = items[j], items[i]
	}
}

// sample draws from a pool of what is left, or of a long list notes what it drew, as CPython does.
func sample[T any](r *Random, items []T, k int64) ([]T, error) {
	n := int64(len(items))
	if k < 0 || k > n {
		return nil, ValueError.New("Sample larger than population or is negative")
	}
	out := make([]T, k)
	size := int64(21)
	if k > 5 {
		pool := int64(1)
		for pool < 3*k {
			pool *= 4
		}
		size += pool
	}
	if n <= size {
		pool := ListCopy(items)
		for i := range k {
			j := r.below(uint64(n - i))
			out[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return out, nil
	}
	drawn := map[uint64]bool{}
	for i := range k {
		j := r.below(uint64(n))
		for drawn[j] {
			j = r.below(uint64(n))
		}
		drawn[j] = true
		out[i] = items[j]
	}
	return out, nil
}
