package py

// A Set is a set. Its order is that of insertion, which Python's is not: it must not reach an answer. The zero Set is empty.
type Set[T comparable] struct {
	members Dict[T, struct{}]
}

// NewSet makes a set.
func NewSet[T comparable](items ...T) *Set[T] {
	s := &Set[T]{members: Dict[T, struct{}]{index: make(map[T]int, len(items))}}
	for _, item := range items {
		s.Add(item)
	}
	return s
}

// Len is len(s).
func (s *Set[T]) Len() int {
	return s.members.Len()
}

// Has is item in s.
func (s *Set[T]) Has(item T) bool {
	return s.members.Has(item)
}

// Add is s.add(item).
func (s *Set[T]) Add(item T) {
	s.members.Set(item, struct{}{})
}

// Discard is s.discard(item), and tells whether it was there.
func (s *Set[T]) Discard(item T) bool {
	_, ok := s.members.Pop(item)
	return ok
}

// Clear is s.clear().
func (s *Set[T]) Clear() {
	s.members.Clear()
}

// Items is list(s).
func (s *Set[T]) Items() []T {
	return s.members.Keys()
}

// Copy is s.copy().
func (s *Set[T]) Copy() *Set[T] {
	return NewSet(s.Items()...)
}

// Update is s.update(items).
func (s *Set[T]) Update(items []T) {
	for _, item := range items {
		s.Add(item)
	}
}

// Union is s | other.
func (s *Set[T]) Union(other *Set[T]) *Set[T] {
	union := s.Copy()
	union.Update(other.Items())
	return union
}

// Intersection is s & other.
func (s *Set[T]) Intersection(other *Set[T]) *Set[T] {
	return s.where(other.Has)
}

// Difference is s - other.
func (s *Set[T]) Difference(other *Set[T]) *Set[T] {
	return s.where(func(item T) bool { return !other.Has(item) })
}

// SymmetricDifference is s ^ other.
func (s *Set[T]) SymmetricDifference(other *Set[T]) *Set[T] {
	return s.Difference(other).Union(other.Difference(s))
}

// IsSubset is s <= other.
func (s *Set[T]) IsSubset(other *Set[T]) bool {
	return s.Difference(other).Len() == 0
}

// IsDisjoint is s.isdisjoint(other).
func (s *Set[T]) IsDisjoint(other *Set[T]) bool {
	return s.Intersection(other).Len() == 0
}

// Equal is s == other.
func (s *Set[T]) Equal(other *Set[T]) bool {
	return s.Len() == other.Len() && s.IsSubset(other)
}

func (s *Set[T]) where(keep func(T) bool) *Set[T] {
	kept := NewSet[T]()
	for _, item := range s.Items() {
		if keep(item) {
			kept.Add(item)
		}
	}
	return kept
}
