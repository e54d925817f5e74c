package py

import "crypto/subtle"

// HmacCompareDigest is hmac.compare_digest(a, b) of str.
func HmacCompareDigest(a, b string) (bool, error) {
	if !isASCII(a) || !isASCII(b) {
		return false, TypeError.New("comparing strings with non-ASCII characters is not supported")
	}
	return HmacCompareDigestBytes([]byte(a), []byte(b)), nil
}

// HmacCompareDigestBytes is hmac.compare_digest(a, b) of bytes.
func HmacCompareDigestBytes(a, b []byte) bool {
	return subtle.ConstantTimeCompare(a, b) == 1
}
