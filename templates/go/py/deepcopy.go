package py

// ValueDeepcopy is copy.deepcopy(v): what is shared within v is shared within the copy.
func ValueDeepcopy(v Value) Value {
	return deepcopy(v, map[any]any{}, 0)
}

func deepcopy(v Value, copies map[any]any, depth int) Value {
	// CPython has three frames for each level.
	if depth > maxDepth/3 {
		beyond("a nesting that is too deep")
	}
	if copied, ok := copies[v.held]; ok {
		return Value{copied}
	}
	switch held := v.held.(type) {
	case *List[Value]:
		l := &List[Value]{Items: make([]Value, len(held.Items))}
		copies[held] = l
		for i, item := range held.Items {
			l.Items[i] = deepcopy(item, copies, depth+1)
		}
		return Value{l}
	case *Dict[string, Value]:
		d := NewDict[string, Value]()
		copies[held] = d
		for key, item := range held.All() {
			d.Set(key, deepcopy(item, copies, depth+1))
		}
		return Value{d}
	}
	return v
}
