package py

import "slices"

// StrOr gives the str that v is, or the AttributeError of v.method.
func (v Value) StrOr(method string) (string, error) {
	if s, ok := v.held.(string); ok {
		return s, nil
	}
	return "", v.attribute(method)
}

func (v Value) dictOr(method string) (*Dict[string, Value], error) {
	if d, ok := v.held.(*Dict[string, Value]); ok {
		return d, nil
	}
	return nil, v.attribute(method)
}

func (v Value) listOr(method string) (*List[Value], error) {
	if l, ok := v.held.(*List[Value]); ok {
		return l, nil
	}
	return nil, v.attribute(method)
}

// dictKey is the key of a lookup that may be of any type; one that is no str is in no dict.
func (v Value) dictKey() (key string, ok bool, err error) {
	key, ok = v.held.(string)
	if !ok {
		err = v.hashable()
	}
	return key, ok, err
}

// Position is the int that an index or a count has to be.
func (v Value) Position() (int64, error) {
	if !v.IsInt() {
		return 0, TypeError.New("'" + v.TypeName() + "' object cannot be interpreted as an integer")
	}
	return v.subscript()
}

// Get is v.get(key).
func (v Value) Get(key Value) (Value, error) {
	return v.GetOr(key, Value{})
}

// GetOr is v.get(key, other).
func (v Value) GetOr(key, other Value) (Value, error) {
	d, err := v.dictOr("get")
	if err != nil {
		return Value{}, err
	}
	name, ok, err := key.dictKey()
	if err != nil || !ok {
		return other, err
	}
	return d.GetOr(name, other), nil
}

// SetDefault is v.setdefault(key, other).
func (v Value) SetDefault(key, other Value) (Value, error) {
	d, err := v.dictOr("setdefault")
	if err != nil {
		return Value{}, err
	}
	name, ok, err := key.dictKey()
	if err != nil {
		return Value{}, err
	}
	if !ok {
		beyond(dictKeys)
	}
	return d.SetDefault(name, other), nil
}

// Pop is v.pop().
func (v Value) Pop() (Value, error) {
	if v.IsDict() {
		return Value{}, TypeError.New("pop expected at least 1 argument, got 0")
	}
	l, err := v.listOr("pop")
	if err != nil {
		return Value{}, err
	}
	return ListPop(&l.Items)
}

// PopAt is v.pop(key).
func (v Value) PopAt(key Value) (Value, error) {
	if d, ok := v.held.(*Dict[string, Value]); ok {
		name, ok, err := key.dictKey()
		if err != nil && d.Len() > 0 {
			return Value{}, err
		}
		if item, found := d.Pop(name); ok && found {
			return item, nil
		}
		return Value{}, NewKeyError(key.Repr())
	}
	l, err := v.listOr("pop")
	if err != nil {
		return Value{}, err
	}
	i, err := key.Position()
	if err != nil {
		return Value{}, err
	}
	return ListPopAt(&l.Items, i)
}

// PopOr is v.pop(key, other).
func (v Value) PopOr(key, other Value) (Value, error) {
	if v.IsList() {
		return Value{}, TypeError.New("pop expected at most 1 argument, got 2")
	}
	d, err := v.dictOr("pop")
	if err != nil {
		return Value{}, err
	}
	name, ok, err := key.dictKey()
	if err != nil && d.Len() > 0 {
		return Value{}, err
	}
	if !ok {
		return other, nil
	}
	return d.PopOr(name, other), nil
}

// Update is v.update(other).
func (v Value) Update(other Value) error {
	d, err := v.dictOr("update")
	if err != nil {
		return err
	}
	more, err := other.ToDict()
	if err != nil {
		return err
	}
	for key, item := range more.AsDict().All() {
		d.Set(key, item)
	}
	return nil
}

// Append is v.append(item).
func (v Value) Append(item Value) error {
	l, err := v.listOr("append")
	if err == nil {
		l.Items = append(l.Items, item)
	}
	return err
}

// Extend is v.extend(items).
func (v Value) Extend(items Value) error {
	l, err := v.listOr("extend")
	if err != nil {
		return err
	}
	more, err := items.Iter()
	if err == nil {
		l.Items = append(l.Items, more...)
	}
	return err
}

// Insert is v.insert(i, item).
func (v Value) Insert(i, item Value) error {
	l, err := v.listOr("insert")
	if err != nil {
		return err
	}
	at, err := i.Position()
	if err == nil {
		ListInsert(&l.Items, at, item)
	}
	return err
}

// Remove is v.remove(item).
func (v Value) Remove(item Value) error {
	l, err := v.listOr("remove")
	if err != nil {
		return err
	}
	return ListRemoveFunc(&l.Items, func(other Value) bool { return other.same(item, 0) })
}

// Clear is v.clear().
func (v Value) Clear() error {
	switch held := v.held.(type) {
	case *List[Value]:
		held.Items = nil
	case *Dict[string, Value]:
		held.Clear()
	default:
		return v.attribute("clear")
	}
	return nil
}

// Reverse is v.reverse().
func (v Value) Reverse() error {
	l, err := v.listOr("reverse")
	if err == nil {
		slices.Reverse(l.Items)
	}
	return err
}

// Copy is v.copy().
func (v Value) Copy() (Value, error) {
	switch held := v.held.(type) {
	case *List[Value]:
		return ListOf(ListCopy(held.Items)...), nil
	case *Dict[string, Value]:
		return Value{held.Copy()}, nil
	}
	return Value{}, v.attribute("copy")
}

// Keys is list(v.keys()).
func (v Value) Keys() ([]string, error) {
	d, err := v.dictOr("keys")
	if err != nil {
		return nil, err
	}
	return d.Keys(), nil
}

// Values is list(v.values()).
func (v Value) Values() ([]Value, error) {
	d, err := v.dictOr("values")
	if err != nil {
		return nil, err
	}
	return d.Values(), nil
}
