package py

// WriteJSON is self.wfile.write(json.dumps(v).encode()).
func (h *Handler) WriteJSON(v JSON) {
	h.WriteJSONWith(v, JSONOptions{})
}

// WriteJSONWith is self.wfile.write(json.dumps(v, …).encode()).
func (h *Handler) WriteJSONWith(v JSON, options JSONOptions) {
	if h.answer.ended && !h.answer.odd {
		h.answer.body = appendJSON(h.answer.body, v, options)
		return
	}
	h.answer.writeString(JsonDumpsWith(v, options))
}
