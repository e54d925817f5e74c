package py

// StrIsprintable is s.isprintable().
func StrIsprintable(s string) bool {
	return s == "" || every(s, printable.has)
}
