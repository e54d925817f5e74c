package py

// ValueCopyCopy is copy.copy(v).
func ValueCopyCopy(v Value) Value {
	switch held := v.held.(type) {
	case *List[Value]:
		return ListOf(append([]Value{}, held.Items...)...)
	case *Dict[string, Value]:
		return DictValue(held.Copy())
	}
	return v
}

// ValueDeepcopy is copy.deepcopy(v): what is in v twice is in the copy twice.
func ValueDeepcopy(v Value) Value {
	return deepcopy(v, map[any]Value{}, 0)
}

func deepcopy(v Value, done map[any]Value, depth int) Value {
	// CPython has several frames for each level.
	if depth > maxDepth/3 {
		beyond("a nesting that is too deep")
	}
	switch held := v.held.(type) {
	case *List[Value]:
		if twin, ok := done[held]; ok {
			return twin
		}
		twin := &List[Value]{Items: make([]Value, 0, len(held.Items))}
		done[held] = ListValue(twin)
		for _, item := range held.Items {
			twin.Items = append(twin.Items, deepcopy(item, done, depth+1))
		}
		return ListValue(twin)
	case *Dict[string, Value]:
		if twin, ok := done[held]; ok {
			return twin
		}
		twin := NewDict[string, Value]()
		done[held] = DictValue(twin)
		for key, item := range held.All() {
			twin.Set(key, deepcopy(item, done, depth+1))
		}
		return DictValue(twin)
	}
	return v
}
