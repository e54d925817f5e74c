package py

// ValuePercentInt is the integer that text % (v,) writes for %d, %i, %u, %x, %X or %o; letter says which.
func ValuePercentInt(v Value, letter string) (Int, error) {
	_, isFloat := v.Float()
	decimal := letter == "d" || letter == "i" || letter == "u"
	if v.IsInt() || isFloat && decimal {
		return v.ToInt()
	}
	wanted := "an integer"
	if decimal {
		wanted = "a real number"
	}
	return Int{}, TypeError.New("%" + letter + " format: " + wanted + " is required, not " + v.TypeName())
}

// ValuePercentFloat is the float that text % (v,) writes for %f, %e or %g.
func ValuePercentFloat(v Value) (float64, error) {
	if _, isFloat := v.Float(); !isFloat && !v.IsInt() {
		return 0, TypeError.New("must be real number, not " + v.TypeName())
	}
	return v.ToFloat()
}
