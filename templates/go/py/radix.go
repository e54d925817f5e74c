package py

import "strconv"

// Bin is bin(n).
func Bin(n int64) string {
	return radixText("0b", n, 2)
}

// Oct is oct(n).
func Oct(n int64) string {
	return radixText("0o", n, 8)
}

// Hex is hex(n).
func Hex(n int64) string {
	return radixText("0x", n, 16)
}

func radixText(prefix string, n int64, base int) string {
	digits := strconv.FormatInt(n, base)
	if n < 0 {
		return "-" + prefix + digits[1:]
	}
	return prefix + digits
}
