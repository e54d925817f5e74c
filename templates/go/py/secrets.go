package py

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
)

// SecretsTokenBytes is secrets.token_bytes(n).
func SecretsTokenBytes(n int64) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// SecretsTokenHex is secrets.token_hex(n).
func SecretsTokenHex(n int64) string {
	return hex.EncodeToString(SecretsTokenBytes(n))
}

// SecretsTokenUrlsafe is secrets.token_urlsafe(n).
func SecretsTokenUrlsafe(n int64) string {
	return base64.RawURLEncoding.EncodeToString(SecretsTokenBytes(n))
}
