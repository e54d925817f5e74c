package py

// ClientAddress is self.client_address.
func (h *Handler) ClientAddress() Tuple2[string, int64] {
	return Tuple2[string, int64]{h.ClientHost(), h.ClientPort()}
}
