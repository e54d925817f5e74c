package py

// A ValueSet is a set of values of unknown types, of which equal ones are one. Its order is that of insertion, which Python's is
// not: it must not reach an answer.
type ValueSet struct {
	members ValueDict[struct{}]
}

// NewValueSet makes an empty set.
func NewValueSet() *ValueSet {
	return &ValueSet{}
}

// ValueSetOf is set(items).
func ValueSetOf(items []Value) (*ValueSet, error) {
	s := NewValueSet()
	for _, item := range items {
		if err := s.Add(item); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Len is len(s).
func (s *ValueSet) Len() int {
	return s.members.Len()
}

// Add is s.add(item).
func (s *ValueSet) Add(item Value) error {
	return s.members.Set(item, struct{}{})
}

// Has is item in s.
func (s *ValueSet) Has(item Value) (bool, error) {
	return s.members.Has(item)
}

// Equal is s == other.
func (s *ValueSet) Equal(other *ValueSet) bool {
	if s.Len() != other.Len() {
		return false
	}
	for _, item := range s.Items() {
		if found, err := other.Has(item); err != nil || !found {
			return false
		}
	}
	return true
}

// Discard is s.discard(item).
func (s *ValueSet) Discard(item Value) error {
	_, err := s.members.PopOr(item, struct{}{})
	return err
}

// Remove is s.remove(item).
func (s *ValueSet) Remove(item Value) error {
	return s.members.Delete(item)
}

// Clear is s.clear().
func (s *ValueSet) Clear() {
	s.members.Clear()
}

// Items is list(s).
func (s *ValueSet) Items() []Value {
	return s.members.Keys()
}

// Copy is s.copy().
func (s *ValueSet) Copy() *ValueSet {
	return &ValueSet{members: *s.members.Copy()}
}
