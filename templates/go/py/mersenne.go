package py

import (
	"crypto/rand"
	"encoding/binary"
)

// A mersenne is the generator of random numbers of CPython, MT19937.
type mersenne struct {
	state [624]uint32
	at    int
}

// seed is random.seed(n): the absolute value in 32-bit words is the key.
func (m *mersenne) seed(n int64) {
	if n < 0 {
		n = -n
	}
	size := uint64(n)
	key := []uint32{uint32(size)}
	if size>>32 != 0 {
		key = append(key, uint32(size>>32))
	}
	m.seedKey(key)
}

// seedAnew seeds from the system's randomness.
func (m *mersenne) seedAnew() {
	b := make([]byte, 4*len(m.state))
	_, _ = rand.Read(b)
	key := make([]uint32, len(m.state))
	for i := range key {
		key[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	m.seedKey(key)
}

func (m *mersenne) seedKey(key []uint32) {
	s := &m.state
	s[0] = 19650218
	for i := 1; i < len(s); i++ {
		s[i] = 1812433253*(s[i-1]^s[i-1]>>30) + uint32(i)
	}
	i, j := 1, 0
	step := func() {
		if i++; i >= len(s) {
			s[0] = s[len(s)-1]
			i = 1
		}
	}
	for range max(len(s), len(key)) {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1664525) + key[j] + uint32(j)
		step()
		if j++; j >= len(key) {
			j = 0
		}
	}
	for range len(s) - 1 {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1566083941) - uint32(i)
		step()
	}
	s[0] = 0x80000000
	m.at = len(s)
}

func (m *mersenne) uint32() uint32 {
	if m.at >= len(m.state) {
		m.refill()
	}
	y := m.state[m.at]
	m.at++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (m *mersenne) refill() {
	const n, half = 624, 397
	s := &m.state
	for k := range n {
		y := s[k]&0x80000000 | s[(k+1)%n]&0x7fffffff
		next := s[(k+half)%n] ^ y>>1
		if y&1 != 0 {
			next ^= 0x9908b0df
		}
		s[k] = next
	}
	m.at = 0
}

// float is random.random().
func (m *mersenne) float() float64 {
	a, b := m.uint32()>>5, m.uint32()>>6
	return (float64(a)*67108864 + float64(b)) * (1.0 / 9007199254740992)
}

// bits is random.getrandbits(k), with k from 1 to 64.
func (m *mersenne) bits(k int) uint64 {
	if k <= 32 {
		return uint64(m.uint32() >> (32 - k))
	}
	low := uint64(m.uint32())
	return low | uint64(m.uint32()>>(64-k))<<32
}
