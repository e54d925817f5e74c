package py

// ValueCopyCopy is copy.copy(v).
func ValueCopyCopy(v Value) Value {
	switch held := v.held.(type) {
	case *List[Value]:
		return ListOf(ListCopy(held.Items)...)
	case *Dict[string, Value]:
		return DictValue(held.Copy())
	}
	return v
}
