package py

// FormatNumber is format(n, spec).
func FormatNumber(n Number, spec string) (string, error) {
	if n.isFloat {
		return FormatFloat(n.float, spec)
	}
	return FormatInt(n.int, spec)
}
