package py

import (
	"math"
	"slices"
	"strings"
)

// ToInt is int(v).
func (v Value) ToInt() (Int, error) {
	switch held := v.held.(type) {
	case bool, int64:
		n, _ := v.Int()
		return NewInt(n), nil
	case Int:
		return held, nil
	case float64:
		if (held >= 0x1p63 || held < -0x1p63) && !math.IsInf(held, 0) {
			return intOf(wholeText(held), 10, false), nil
		}
		n, err := FloatInt(held)
		return NewInt(n), err
	case string:
		return BigIntParse(held)
	}
	return Int{}, TypeError.New("int() argument must be a string, a bytes-like object or a real number, not '" + v.TypeName() + "'")
}

// ToInt64 is int(v); a result of more than 64 bits is beyond.
func (v Value) ToInt64() (int64, error) {
	n, err := v.ToInt()
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// ToFloat is float(v).
func (v Value) ToFloat() (float64, error) {
	switch held := v.held.(type) {
	case bool, int64:
		n, _ := v.Int()
		return float64(n), nil
	case Int:
		return held.Float()
	case float64:
		return held, nil
	case string:
		return FloatParse(held)
	}
	return 0, TypeError.New("float() argument must be a string or a real number, not '" + v.TypeName() + "'")
}

// ToList is list(v).
func (v Value) ToList() (Value, error) {
	items, err := v.Iter()
	if err != nil {
		return Value{}, err
	}
	return ListOf(ListCopy(items)...), nil
}

// Format is format(v, spec).
func (v Value) Format(spec string) (string, error) {
	switch held := v.held.(type) {
	case bool:
		return FormatBool(held, spec)
	case int64:
		return FormatInt(held, spec)
	case float64:
		return FormatFloat(held, spec)
	case string:
		return FormatStr(held, spec)
	case Int:
		if spec != "" {
			beyond(beyondInt)
		}
	}
	if spec != "" {
		return "", TypeError.New("unsupported format string passed to " + v.TypeName() + ".__format__")
	}
	return v.String(), nil
}

// JoinValues is sep.join(items).
func JoinValues(sep string, items []Value) (string, error) {
	parts := make([]string, len(items))
	for i, item := range items {
		s, ok := item.held.(string)
		if !ok {
			return "", TypeError.New("sequence item " + IntRepr(int64(i)) + ": expected str instance, " + item.TypeName() + " found")
		}
		parts[i] = s
	}
	return strings.Join(parts, sep), nil
}

// SortValuesDescending is items.sort(reverse=True) of values of unknown types; after an error the order is not defined.
func SortValuesDescending(items []Value) error {
	slices.Reverse(items)
	err := SortValues(items)
	slices.Reverse(items)
	return err
}

// SortValues is items.sort() of values of unknown types; after an error the order is not defined.
func SortValues(items []Value) error {
	var failed error
	timsort(items, func(a, b Value) bool {
		less, err := a.Less(b)
		if failed == nil {
			failed = err
		}
		return less
	})
	return failed
}
