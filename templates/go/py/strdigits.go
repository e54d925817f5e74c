package py

// StrIsdigit is s.isdigit().
func StrIsdigit(s string) bool {
	return every(s, digitRuns.has)
}

// StrIsdecimal is s.isdecimal().
func StrIsdecimal(s string) bool {
	return every(s, decimals.has)
}

// StrIsnumeric is s.isnumeric().
func StrIsnumeric(s string) bool {
	return every(s, numerics.has)
}
