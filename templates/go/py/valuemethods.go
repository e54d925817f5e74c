package py

// DictOr gives the dict that v is, or the AttributeError of v.method.
func (v Value) DictOr(method string) (*Dict[string, Value], error) {
	if d, ok := v.held.(*Dict[string, Value]); ok {
		return d, nil
	}
	return nil, v.attribute(method)
}

// ListOr gives the list that v is, or the AttributeError of v.method.
func (v Value) ListOr(method string) (*List[Value], error) {
	if l, ok := v.held.(*List[Value]); ok {
		return l, nil
	}
	return nil, v.attribute(method)
}

// StrOr gives the str that v is, or the AttributeError of v.method.
func (v Value) StrOr(method string) (string, error) {
	if s, ok := v.held.(string); ok {
		return s, nil
	}
	return "", v.attribute(method)
}
