package py

import "strings"

// Index is v.index(item).
func (v Value) Index(item Value) (Value, error) {
	if s, ok := v.held.(string); ok {
		part, err := item.part()
		if err != nil {
			return Value{}, err
		}
		i, err := StrIndex(s, part)
		return Value{i}, err
	}
	l, err := v.listOr("index")
	if err != nil {
		return Value{}, err
	}
	i, err := ListIndexFunc(l.Items, func(other Value) bool { return other.same(item, 0) }, item.Repr())
	return Value{i}, err
}

// Count is v.count(item).
func (v Value) Count(item Value) (Value, error) {
	if s, ok := v.held.(string); ok {
		part, err := item.part()
		if err != nil {
			return Value{}, err
		}
		return Value{int64(strings.Count(s, part))}, nil
	}
	l, err := v.listOr("count")
	if err != nil {
		return Value{}, err
	}
	return Value{ListCountFunc(l.Items, func(other Value) bool { return other.same(item, 0) })}, nil
}

// part is the str that a method of str takes.
func (v Value) part() (string, error) {
	if s, ok := v.held.(string); ok {
		return s, nil
	}
	return "", TypeError.New("must be str, not " + v.TypeName())
}

// ListOfStr makes a Value of a list of str.
func ListOfStr(items []string) Value {
	return ListOf(strValues(items)...)
}
