package py

import (
	"math/bits"
	"strconv"
	"sync"
)

// A Random is a random.Random.
type Random struct {
	mu     sync.Mutex
	seeded bool
	twist  mersenne
}

// randomShared is the generator of the functions of the module.
var randomShared Random

// RandomGenerator is random.Random().
func RandomGenerator() *Random {
	return &Random{}
}

// RandomGeneratorSeed is random.Random(seed).
func RandomGeneratorSeed(seed int64) *Random {
	r := &Random{}
	r.Seed(seed)
	return r
}

// Seed is r.seed(seed).
func (r *Random) Seed(seed int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seeded = true
	r.twist.seed(seed)
}

// generator is the twister, seeded by the system unless the program seeded it; the caller holds the lock.
func (r *Random) generator() *mersenne {
	if !r.seeded {
		r.seeded = true
		r.twist.seedAnew()
	}
	return &r.twist
}

// Random is r.random().
func (r *Random) Random() float64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.generator().float()
}

// Uniform is r.uniform(a, b).
func (r *Random) Uniform(a, b float64) float64 {
	return a + float64((b-a)*r.Random())
}

// below is a number from 0 to n-1; n of 0 stands for 2**64.
func (r *Random) below(n uint64) uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := bits.Len64(n)
	if n == 0 {
		// CPython draws 65 bits for 2**64; the answer would take an int of any size.
		beyond(beyondInt)
	}
	for {
		if x := r.generator().bits(k); x < n {
			return x
		}
	}
}

// Randrange is r.randrange(stop).
func (r *Random) Randrange(stop int64) (int64, error) {
	if stop <= 0 {
		return 0, ValueError.New("empty range for randrange()")
	}
	return int64(r.below(uint64(stop))), nil
}

// Randint is r.randint(a, b).
func (r *Random) Randint(a, b int64) (int64, error) {
	if b < a {
		end := Add(b, 1)
		return 0, ValueError.New("empty range for randrange() (" + strconv.FormatInt(a, 10) + ", " + strconv.FormatInt(end, 10) +
			", " + strconv.FormatInt(Sub(end, a), 10) + ")")
	}
	return a + int64(r.below(uint64(b)-uint64(a)+1)), nil
}

// RandomSeed is random.seed(seed).
func RandomSeed(seed int64) {
	randomShared.Seed(seed)
}

// RandomRandom is random.random().
func RandomRandom() float64 {
	return randomShared.Random()
}

// RandomUniform is random.uniform(a, b).
func RandomUniform(a, b float64) float64 {
	return randomShared.Uniform(a, b)
}

// RandomRandrange is random.randrange(stop).
func RandomRandrange(stop int64) (int64, error) {
	return randomShared.Randrange(stop)
}

// RandomRandint is random.randint(a, b).
func RandomRandint(a, b int64) (int64, error) {
	return randomShared.Randint(a, b)
}
