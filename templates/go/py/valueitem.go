package py

import "strings"

const dictKeys = "a dict with keys that are no strings"

// Item is v[key].
func (v Value) Item(key Value) (Value, error) {
	switch held := v.held.(type) {
	case *Dict[string, Value]:
		name, ok := key.held.(string)
		if !ok {
			if err := key.hashable(); err != nil {
				return Value{}, err
			}
			return Value{}, NewKeyError(key.Repr())
		}
		item, ok := held.Get(name)
		if !ok {
			return Value{}, NewKeyError(StrRepr(name))
		}
		return item, nil
	case *List[Value]:
		if !key.IsInt() {
			return Value{}, TypeError.New("list indices must be integers or slices, not " + key.TypeName())
		}
		i, err := key.subscript()
		if err != nil {
			return Value{}, err
		}
		return ListGetitem(held.Items, i)
	case string:
		if !key.IsInt() {
			return Value{}, TypeError.New("string indices must be integers, not '" + key.TypeName() + "'")
		}
		i, err := key.subscript()
		if err != nil {
			return Value{}, err
		}
		s, err := StrGetitem(held, i)
		return Value{s}, err
	}
	return Value{}, TypeError.New("'" + v.TypeName() + "' object is not subscriptable")
}

// SetItem is v[key] = item.
func (v Value) SetItem(key, item Value) error {
	switch held := v.held.(type) {
	case *Dict[string, Value]:
		name, ok := key.held.(string)
		if !ok {
			if err := key.hashable(); err != nil {
				return err
			}
			beyond(dictKeys)
		}
		held.Set(name, item)
		return nil
	case *List[Value]:
		if !key.IsInt() {
			return TypeError.New("list indices must be integers or slices, not " + key.TypeName())
		}
		i, err := key.subscript()
		if err != nil {
			return err
		}
		return ListSetitem(held.Items, i, item)
	}
	return TypeError.New("'" + v.TypeName() + "' object does not support item assignment")
}

// DelItem is del v[key].
func (v Value) DelItem(key Value) error {
	switch held := v.held.(type) {
	case *Dict[string, Value]:
		if name, ok := key.held.(string); ok {
			if _, ok := held.Pop(name); ok {
				return nil
			}
		} else if err := key.hashable(); err != nil {
			return err
		}
		return NewKeyError(key.Repr())
	case *List[Value]:
		if !key.IsInt() {
			return TypeError.New("list indices must be integers or slices, not " + key.TypeName())
		}
		i, err := key.subscript()
		if err != nil {
			return err
		}
		return ListDelitem(&held.Items, i)
	}
	if _, ok := v.held.(string); ok && key.IsInt() {
		return TypeError.New("'str' object doesn't support item deletion")
	}
	return TypeError.New("'" + v.TypeName() + "' object does not support item deletion")
}

// Contains is item in v.
func (v Value) Contains(item Value) (bool, error) {
	switch held := v.held.(type) {
	case *Dict[string, Value]:
		name, ok := item.held.(string)
		if !ok {
			return false, item.hashable()
		}
		return held.Has(name), nil
	case *List[Value]:
		for _, other := range held.Items {
			if other.same(item, 0) {
				return true, nil
			}
		}
		return false, nil
	case string:
		part, ok := item.held.(string)
		if !ok {
			return false, TypeError.New("'in <string>' requires string as left operand, not " + item.TypeName())
		}
		return strings.Contains(held, part), nil
	}
	return false, TypeError.New("argument of type '" + v.TypeName() + "' is not iterable")
}

// Iter gives the items that for item in v goes through; the list of a dict is that of its keys.
func (v Value) Iter() ([]Value, error) {
	switch held := v.held.(type) {
	case *Dict[string, Value]:
		return strValues(held.Keys()), nil
	case *List[Value]:
		return held.Items, nil
	case string:
		return strValues(StrIter(held)), nil
	}
	return nil, TypeError.New("'" + v.TypeName() + "' object is not iterable")
}

// Slice is v[start:stop]; each bound is None or an int.
func (v Value) Slice(start, stop Value) (Value, error) {
	return v.SliceStep(start, stop, Value{})
}

// SliceStep is v[start:stop:step].
func (v Value) SliceStep(start, stop, step Value) (Value, error) {
	switch v.held.(type) {
	case *List[Value], string:
	case *Dict[string, Value]:
		return Value{}, TypeError.New("unhashable type: 'slice'")
	default:
		return Value{}, TypeError.New("'" + v.TypeName() + "' object is not subscriptable")
	}
	// CPython looks at the step first.
	by, err := step.bound()
	if err != nil {
		return Value{}, err
	}
	if by.Ok && by.Value == 0 {
		return Value{}, ValueError.New("slice step cannot be zero")
	}
	first, err := start.bound()
	if err != nil {
		return Value{}, err
	}
	last, err := stop.bound()
	if err != nil {
		return Value{}, err
	}
	if s, ok := v.held.(string); ok {
		part, err := StrSliceStep(s, first, last, by.Or(1))
		return Value{part}, err
	}
	items, err := ListSliceStep(v.AsList().Items, first, last, by.Or(1))
	return ListOf(items...), err
}

func (v Value) bound() (Optional[int64], error) {
	if v.IsNone() {
		return Optional[int64]{}, nil
	}
	if !v.IsInt() {
		return Optional[int64]{}, TypeError.New("slice indices must be integers or None or have an __index__ method")
	}
	n, _ := v.Int()
	return Some(n), nil
}

// Unpack gives the items of v, which must be n.
func (v Value) Unpack(n int) ([]Value, error) {
	items, err := v.Iter()
	if err != nil {
		return nil, TypeError.New("cannot unpack non-iterable " + v.TypeName() + " object")
	}
	return items, Unpack(len(items), n)
}

func (v Value) hashable() error {
	switch v.held.(type) {
	case *List[Value], *Dict[string, Value]:
		return TypeError.New("unhashable type: '" + v.TypeName() + "'")
	}
	return nil
}

func (v Value) subscript() (int64, error) {
	if _, ok := v.held.(Int); ok {
		return 0, IndexError.New("cannot fit 'int' into an index-sized integer")
	}
	i, _ := v.Int()
	return i, nil
}

func strValues(items []string) []Value {
	values := make([]Value, len(items))
	for i, item := range items {
		values[i] = Value{item}
	}
	return values
}
