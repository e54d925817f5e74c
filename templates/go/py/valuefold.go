package py

import "strconv"

// Sorted is sorted(v).
func (v Value) Sorted() (Value, error) {
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	out := ListCopy(items)
	return ListOf(out...), SortValues(out)
}

// Sum is sum(v).
func (v Value) Sum() (Value, error) {
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	return SumValues(items)
}

// SumValues is sum(items) of values of unknown types.
func SumValues(items []Value) (Value, error) {
	total := IntValue(0)
	var err error
	for _, item := range items {
		if total, err = total.Add(item); err != nil {
			return Value{}, err
		}
	}
	return total, nil
}

// Max is max(v).
func (v Value) Max() (Value, error) {
	return v.extreme("max", Value.Greater)
}

// Min is min(v).
func (v Value) Min() (Value, error) {
	return v.extreme("min", Value.Less)
}

// MaxOr is max(v, default=other).
func (v Value) MaxOr(other Value) (Value, error) {
	return v.extremeOr(other, Value.Max)
}

// MinOr is min(v, default=other).
func (v Value) MinOr(other Value) (Value, error) {
	return v.extremeOr(other, Value.Min)
}

func (v Value) extremeOr(other Value, find func(Value) (Value, error)) (Value, error) {
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	if len(items) == 0 {
		return other, nil
	}
	return find(v)
}

func (v Value) extreme(name string, better func(item, best Value) (bool, error)) (Value, error) {
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	if len(items) == 0 {
		return Value{}, ValueError.New(name + "() arg is an empty sequence")
	}
	best := items[0]
	for _, item := range items[1:] {
		replaces, err := better(item, best)
		if err != nil {
			return Value{}, err
		}
		if replaces {
			best = item
		}
	}
	return best, nil
}

// ValueMax2 is max(a, b) of values of unknown types.
func ValueMax2(a, b Value) (Value, error) {
	return ListOf(a, b).Max()
}

// ValueMin2 is min(a, b) of values of unknown types.
func ValueMin2(a, b Value) (Value, error) {
	return ListOf(a, b).Min()
}

// Any is any(v).
func (v Value) Any() (bool, error) {
	return v.some(true)
}

// All is all(v).
func (v Value) All() (bool, error) {
	some, err := v.some(false)
	return !some, err
}

func (v Value) some(truth bool) (bool, error) {
	items, err := v.Iter()
	for _, item := range items {
		if item.Truth() == truth {
			return true, nil
		}
	}
	return false, err
}

// Mapping is v, which ** takes apart: it has to be a dict.
func (v Value) Mapping() (Value, error) {
	if _, ok := v.held.(*Dict[string, Value]); ok {
		return v, nil
	}
	return Value{}, TypeError.New("'" + v.TypeName() + "' object is not a mapping")
}

// ToDict is dict(v).
func (v Value) ToDict() (Value, error) {
	if d, ok := v.held.(*Dict[string, Value]); ok {
		return Value{d.Copy()}, nil
	}
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	d := NewDict[string, Value]()
	for i, item := range items {
		number := "#" + strconv.Itoa(i)
		pair, err := item.Iter()
		if err != nil {
			return Value{}, TypeError.New("cannot convert dictionary update sequence element " + number + " to a sequence")
		}
		if len(pair) != 2 {
			return Value{}, ValueError.New("dictionary update sequence element " + number + " has length " + strconv.Itoa(len(pair)) + "; 2 is required")
		}
		key, ok, err := pair[0].dictKey()
		if err != nil {
			return Value{}, err
		}
		if !ok {
			beyond(dictKeys)
		}
		d.Set(key, pair[1])
	}
	return Value{d}, nil
}

// ValueJoin is separator.join(v).
func ValueJoin(separator string, v Value) (string, error) {
	items, err := v.Iter()
	if err != nil {
		return "", TypeError.New("can only join an iterable")
	}
	return JoinValues(separator, items)
}
