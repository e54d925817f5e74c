package py

// Format is format(n, spec).
func (n Number) Format(spec string) (string, error) {
	if n.isFloat {
		return FormatFloat(n.float, spec)
	}
	return FormatInt(n.int, spec)
}
