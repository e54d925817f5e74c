package py

// EncodeOptional writes None, or a value that value writes.
func EncodeOptional[T any](e *Encoder, o Optional[T], value func(T)) {
	if !o.Ok {
		e.Null()
		return
	}
	value(o.Value)
}

// EncodeOrNull writes None for nil, or what writes itself.
func EncodeOrNull[T any, P interface {
	*T
	JSON
}](e *Encoder, p P) {
	if p == nil {
		e.Null()
		return
	}
	p.EncodeJSON(e)
}

// EncodeNilable writes None for nil, or what value writes.
func EncodeNilable[T any](e *Encoder, p *T, value func(*T)) {
	if p == nil {
		e.Null()
		return
	}
	value(p)
}
