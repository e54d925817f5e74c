package py

// EncodeJSON writes n as the int or the float that it is.
func (n Number) EncodeJSON(e *Encoder) {
	if n.isFloat {
		e.Float(n.float)
		return
	}
	e.Int(n.int)
}

// EncodeJSON writes n.
func (n Int) EncodeJSON(e *Encoder) {
	e.out = append(e.out, n.String()...)
}
