package py

import "strings"

// Base64B64decodeValidate is base64.b64decode(s, validate=True).
func Base64B64decodeValidate(s string) ([]byte, error) {
	if !isASCII(s) {
		return nil, ValueError.New("string argument should contain only ASCII characters")
	}
	if err := checkBase64(s); err != nil {
		return nil, err
	}
	return decode64(s)
}

// checkBase64 refuses what strict mode of binascii.a2b_base64 refuses before the end of the data.
func checkBase64(s string) error {
	if strings.HasPrefix(s, "=") {
		return BinasciiError.New("Leading padding not allowed")
	}
	digits, pads := 0, 0
	padding := false
	for i := range len(s) {
		switch {
		case s[i] == '=':
			padding = true
			if digits%4 >= 2 {
				if pads++; digits%4+pads >= 4 {
					if i+1 < len(s) {
						return BinasciiError.New("Excess data after padding")
					}
					return nil
				}
			}
		case strings.IndexByte(base64Digits, s[i]) < 0:
			return BinasciiError.New("Only base64 data is allowed")
		case padding:
			return BinasciiError.New("Discontinuous padding not allowed")
		default:
			digits++
			pads = 0
		}
	}
	return nil
}
