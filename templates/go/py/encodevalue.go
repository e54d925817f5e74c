package py

// EncodeJSON writes v.
func (v Value) EncodeJSON(e *Encoder) {
	switch held := v.held.(type) {
	case nil:
		e.Null()
	case bool:
		e.Bool(held)
	case int64:
		e.Int(held)
	case Int:
		held.EncodeJSON(e)
	case float64:
		e.Float(held)
	case string:
		e.Str(held)
	case *List[Value]:
		EncodeAll(e, held.Items)
	case *Dict[string, Value]:
		EncodeDict(e, held, e.JSONValue)
	}
}

// JSONValue writes v; it is EncodeJSON the other way round, to be handed to EncodeList and its kin.
func (e *Encoder) JSONValue(v Value) {
	v.EncodeJSON(e)
}
