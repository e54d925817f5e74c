package py

// A Value is a value of unknown shape, as JSON gives it: None, a bool, an int of any size, a float, a str, a list or a dict with
// string keys. Lists and dicts are references, as in Python. The zero Value is None.
type Value struct {
	// held is nil, bool, int64, Int (of more than 64 bits), float64, string, *List[Value] or *Dict[string, Value].
	held any
}

// BoolValue makes a Value of a bool.
func BoolValue(b bool) Value {
	return Value{b}
}

// IntValue makes a Value of an int.
func IntValue(n int64) Value {
	return Value{n}
}

// AnyIntValue makes a Value of an int of any size.
func AnyIntValue(n Int) Value {
	if small, ok := n.Int64(); ok {
		return Value{small}
	}
	return Value{n}
}

// FloatValue makes a Value of a float.
func FloatValue(x float64) Value {
	return Value{x}
}

// NumberValue makes a Value of an int or a float.
func NumberValue(n Number) Value {
	if i, ok := n.Int(); ok {
		return Value{i}
	}
	return Value{n.Float()}
}

// StrValue makes a Value of a str.
func StrValue(s string) Value {
	return Value{s}
}

// ListValue makes a Value of a list, which it shares.
func ListValue(l *List[Value]) Value {
	return Value{l}
}

// ListOf makes a Value of a new list.
func ListOf(items ...Value) Value {
	return Value{&List[Value]{Items: items}}
}

// DictValue makes a Value of a dict, which it shares.
func DictValue(d *Dict[string, Value]) Value {
	return Value{d}
}

// IsNone is v is None.
func (v Value) IsNone() bool {
	return v.held == nil
}

// Bool is the value, and whether isinstance(v, bool).
func (v Value) Bool() (value, ok bool) {
	value, ok = v.held.(bool)
	return value, ok
}

// Int is the value of an int or a bool, and whether isinstance(v, int); an int of more than 64 bits is beyond.
func (v Value) Int() (int64, bool) {
	switch held := v.held.(type) {
	case bool:
		if held {
			return 1, true
		}
		return 0, true
	case int64:
		return held, true
	case Int:
		return held.Narrow(), true
	}
	return 0, false
}

// IsInt is isinstance(v, int).
func (v Value) IsInt() bool {
	switch v.held.(type) {
	case bool, int64, Int:
		return true
	}
	return false
}

// Float is the value, and whether isinstance(v, float).
func (v Value) Float() (float64, bool) {
	x, ok := v.held.(float64)
	return x, ok
}

// Number is the value, and whether isinstance(v, (int, float)).
func (v Value) Number() (Number, bool) {
	if x, ok := v.held.(float64); ok {
		return FloatNumber(x), true
	}
	n, ok := v.Int()
	return IntNumber(n), ok
}

// Str is the value, and whether isinstance(v, str).
func (v Value) Str() (string, bool) {
	s, ok := v.held.(string)
	return s, ok
}

// List is the list itself, and whether isinstance(v, list).
func (v Value) List() (*List[Value], bool) {
	l, ok := v.held.(*List[Value])
	return l, ok
}

// Dict is the dict itself, and whether isinstance(v, dict).
func (v Value) Dict() (*Dict[string, Value], bool) {
	d, ok := v.held.(*Dict[string, Value])
	return d, ok
}

// TypeName is type(v).__name__.
func (v Value) TypeName() string {
	switch v.held.(type) {
	case bool:
		return "bool"
	case int64, Int:
		return "int"
	case float64:
		return "float"
	case string:
		return "str"
	case *List[Value]:
		return "list"
	case *Dict[string, Value]:
		return "dict"
	}
	return "NoneType"
}

// Truth is bool(v).
func (v Value) Truth() bool {
	switch held := v.held.(type) {
	case bool:
		return held
	case int64:
		return held != 0
	case Int:
		return true
	case float64:
		return held != 0
	case string:
		return held != ""
	case *List[Value]:
		return len(held.Items) > 0
	case *Dict[string, Value]:
		return held.Len() > 0
	}
	return false
}

// Len is len(v).
func (v Value) Len() (int64, error) {
	switch held := v.held.(type) {
	case string:
		return StrLen(held), nil
	case *List[Value]:
		return int64(len(held.Items)), nil
	case *Dict[string, Value]:
		return int64(held.Len()), nil
	}
	return 0, TypeError.New("object of type '" + v.TypeName() + "' has no len()")
}

// attribute is the AttributeError of v.name where v has another type.
func (v Value) attribute(name string) error {
	return AttributeError.New("'" + v.TypeName() + "' object has no attribute '" + name + "'")
}
