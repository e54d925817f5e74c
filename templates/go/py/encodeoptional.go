package py

// EncodeOptional writes None, or a value that value writes.
func EncodeOptional[T any](e *Encoder, o Optional[T], value func(T)) {
	if !o.Ok {
		e.Null()
		return
	}
	value(o.Value)
}
