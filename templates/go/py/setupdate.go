package py

// IsSuperset is s >= other.
func (s *Set[T]) IsSuperset(other *Set[T]) bool {
	return other.IsSubset(s)
}

// IsProperSubset is s < other.
func (s *Set[T]) IsProperSubset(other *Set[T]) bool {
	return s.Len() < other.Len() && s.IsSubset(other)
}

// UpdateSet is s |= other.
func (s *Set[T]) UpdateSet(other *Set[T]) {
	s.Update(other.Items())
}

// DifferenceUpdate is s -= other.
func (s *Set[T]) DifferenceUpdate(other *Set[T]) {
	*s = *s.Difference(other)
}

// IntersectionUpdate is s &= other.
func (s *Set[T]) IntersectionUpdate(other *Set[T]) {
	*s = *s.Intersection(other)
}

// SymmetricDifferenceUpdate is s ^= other.
func (s *Set[T]) SymmetricDifferenceUpdate(other *Set[T]) {
	*s = *s.SymmetricDifference(other)
}
