package py

import "slices"

// timsort sorts as CPython's list.sort does, step by step: stable, linear on ordered runs, and with the same result even where
// less is no order (NaN).
func timsort[T any](items []T, less func(a, b T) bool) {
	n := len(items)
	if n < 2 {
		return
	}
	s := &sorter[T]{items: items, less: less, minGallop: minGallop}
	minRun := minimalRun(n)
	for lo := 0; lo < n; {
		run := s.countRun(lo, n)
		if run < minRun {
			forced := min(n-lo, minRun)
			s.insertSort(lo, lo+forced, lo+run)
			run = forced
		}
		s.collapse(run)
		s.pending = append(s.pending, pendingRun{start: lo, length: run})
		lo += run
	}
	for len(s.pending) > 1 {
		i := len(s.pending) - 2
		if i > 0 && s.pending[i-1].length < s.pending[i+1].length {
			i--
		}
		s.mergeAt(i)
	}
}

const minGallop = 7

type pendingRun struct {
	start, length, power int
}

type sorter[T any] struct {
	items     []T
	less      func(a, b T) bool
	pending   []pendingRun
	minGallop int
}

func minimalRun(n int) int {
	odd := 0
	for n >= 64 {
		odd |= n & 1
		n >>= 1
	}
	return n + odd
}

// countRun gives the length of the run that begins at lo; a descending one is reversed.
func (s *sorter[T]) countRun(lo, hi int) int {
	i := lo + 1
	if i == hi {
		return 1
	}
	descending := s.less(s.items[i], s.items[i-1])
	for i++; i < hi && s.less(s.items[i], s.items[i-1]) == descending; i++ {
	}
	if descending {
		slices.Reverse(s.items[lo:i])
	}
	return i - lo
}

// insertSort sorts items[lo:hi], of which items[lo:start] is sorted.
func (s *sorter[T]) insertSort(lo, hi, start int) {
	for ; start < hi; start++ {
		pivot := s.items[start]
		l, r := lo, start
		for l < r {
			if p := int(uint(l+r) >> 1); s.less(pivot, s.items[p]) {
				r = p
			} else {
				l = p + 1
			}
		}
		copy(s.items[l+1:start+1], s.items[l:start])
		s.items[l] = pivot
	}
}

// collapse merges what shall be merged before a run of the given length is pushed ("powersort").
func (s *sorter[T]) collapse(length int) {
	if len(s.pending) == 0 {
		return
	}
	last := s.pending[len(s.pending)-1]
	power := mergePower(last.start, last.length, length, len(s.items))
	for n := len(s.pending); n > 1 && s.pending[n-2].power > power; n-- {
		s.mergeAt(n - 2)
	}
	s.pending[len(s.pending)-1].power = power
}

func mergePower(start, length1, length2, n int) int {
	a := 2*start + length1
	b := a + length1 + length2
	for power := 1; ; power++ {
		if a >= n {
			a, b = a-n, b-n
		} else if b >= n {
			return power
		}
		a, b = 2*a, 2*b
	}
}

func (s *sorter[T]) mergeAt(i int) {
	left, right := s.pending[i], s.pending[i+1]
	s.pending[i].length += right.length
	s.pending = slices.Delete(s.pending, i+1, i+2)
	a := s.items[left.start : left.start+left.length]
	b := s.items[right.start : right.start+right.length]
	skip := s.gallopRight(b[0], a, 0)
	if a = a[skip:]; len(a) == 0 {
		return
	}
	b = b[:s.gallopLeft(a[len(a)-1], b, len(b)-1)]
	if len(b) == 0 {
		return
	}
	dest := s.items[left.start+skip : right.start+len(b)]
	if len(a) <= len(b) {
		s.mergeLow(dest, slices.Clone(a), b)
	} else {
		s.mergeHigh(dest, a, slices.Clone(b))
	}
}

// gallopLeft gives where key goes in a, before what equals it.
func (s *sorter[T]) gallopLeft(key T, a []T, hint int) int {
	last, at := 0, 1
	if s.less(a[hint], key) {
		limit := len(a) - hint
		for at < limit && s.less(a[hint+at], key) {
			last, at = at, 2*at+1
		}
		at = min(at, limit)
		last, at = last+hint, at+hint
	} else {
		limit := hint + 1
		for at < limit && !s.less(a[hint-at], key) {
			last, at = at, 2*at+1
		}
		at = min(at, limit)
		last, at = hint-at, hint-last
	}
	for last++; last < at; {
		if middle := last + (at-last)/2; s.less(a[middle], key) {
			last = middle + 1
		} else {
			at = middle
		}
	}
	return at
}

// gallopRight gives where key goes in a, behind what equals it.
func (s *sorter[T]) gallopRight(key T, a []T, hint int) int {
	last, at := 0, 1
	if s.less(key, a[hint]) {
		limit := hint + 1
		for at < limit && s.less(key, a[hint-at]) {
			last, at = at, 2*at+1
		}
		at = min(at, limit)
		last, at = hint-at, hint-last
	} else {
		limit := len(a) - hint
		for at < limit && !s.less(key, a[hint+at]) {
			last, at = at, 2*at+1
		}
		at = min(at, limit)
		last, at = last+hint, at+hint
	}
	for last++; last < at; {
		if middle := last + (at-last)/2; s.less(key, a[middle]) {
			at = middle
		} else {
			last = middle + 1
		}
	}
	return at
}

// mergeLow merges from the left; a is a copy, b lies at the end of dest.
func (s *sorter[T]) mergeLow(dest, a, b []T) {
	take := func(from *[]T, n int) {
		copy(dest, (*from)[:n])
		dest, *from = dest[n:], (*from)[n:]
	}
	take(&b, 1)
	for len(b) > 0 && len(a) > 1 {
		fromA, fromB := 0, 0
		for len(b) > 0 && len(a) > 1 && fromA < s.minGallop && fromB < s.minGallop {
			if s.less(b[0], a[0]) {
				take(&b, 1)
				fromA, fromB = 0, fromB+1
			} else {
				take(&a, 1)
				fromA, fromB = fromA+1, 0
			}
		}
		if len(b) == 0 || len(a) <= 1 {
			break
		}
		s.minGallop++
		if s.gallopLow(take, &a, &b) {
			break
		}
		s.minGallop++
	}
	if len(b) == 0 {
		copy(dest, a)
		return
	}
	copy(dest, b)
	copy(dest[len(b):], a)
}

// gallopLow merges run by run as long as that pays; it tells whether one side is used up.
func (s *sorter[T]) gallopLow(take func(from *[]T, n int), a, b *[]T) (done bool) {
	for {
		if s.minGallop > 1 {
			s.minGallop--
		}
		fromA := s.gallopRight((*b)[0], *a, 0)
		take(a, fromA)
		if len(*a) <= 1 {
			return true
		}
		take(b, 1)
		if len(*b) == 0 {
			return true
		}
		fromB := s.gallopLeft((*a)[0], *b, 0)
		take(b, fromB)
		if len(*b) == 0 {
			return true
		}
		take(a, 1)
		if len(*a) == 1 {
			return true
		}
		if fromA < minGallop && fromB < minGallop {
			return false
		}
	}
}

// mergeHigh merges from the right; b is a copy, a lies at the start of dest.
func (s *sorter[T]) mergeHigh(dest, a, b []T) {
	take := func(from *[]T, n int) {
		rest := len(*from) - n
		copy(dest[len(dest)-n:], (*from)[rest:])
		dest, *from = dest[:len(dest)-n], (*from)[:rest]
	}
	take(&a, 1)
	for len(a) > 0 && len(b) > 1 {
		fromA, fromB := 0, 0
		for len(a) > 0 && len(b) > 1 && fromA < s.minGallop && fromB < s.minGallop {
			if s.less(b[len(b)-1], a[len(a)-1]) {
				take(&a, 1)
				fromA, fromB = fromA+1, 0
			} else {
				take(&b, 1)
				fromA, fromB = 0, fromB+1
			}
		}
		if len(a) == 0 || len(b) <= 1 {
			break
		}
		s.minGallop++
		if s.gallopHigh(take, &a, &b) {
			break
		}
		s.minGallop++
	}
	if len(a) == 0 {
		copy(dest[len(dest)-len(b):], b)
		return
	}
	copy(dest[len(dest)-len(a):], a)
	copy(dest[len(dest)-len(a)-len(b):], b)
}

// gallopHigh is gallopLow from the right.
func (s *sorter[T]) gallopHigh(take func(from *[]T, n int), a, b *[]T) (done bool) {
	for {
		if s.minGallop > 1 {
			s.minGallop--
		}
		fromA := len(*a) - s.gallopRight((*b)[len(*b)-1], *a, len(*a)-1)
		take(a, fromA)
		if len(*a) == 0 {
			return true
		}
		take(b, 1)
		if len(*b) == 1 {
			return true
		}
		fromB := len(*b) - s.gallopLeft((*a)[len(*a)-1], *b, len(*b)-1)
		take(b, fromB)
		if len(*b) <= 1 {
			return true
		}
		take(a, 1)
		if len(*a) == 0 {
			return true
		}
		if fromA < minGallop && fromB < minGallop {
			return false
		}
	}
}
