package py

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// A UUID is a uuid.UUID.
type UUID [16]byte

// UuidUuid4 is uuid.uuid4().
func UuidUuid4() UUID {
	var u UUID
	_, _ = rand.Read(u[:])
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return u
}

// UuidUuid is uuid.UUID(text).
func UuidUuid(text string) (UUID, error) {
	digits := strings.ReplaceAll(strings.ReplaceAll(text, "urn:", ""), "uuid:", "")
	digits = strings.ReplaceAll(strings.Trim(digits, "{}"), "-", "")
	if StrLen(digits) != 32 {
		return UUID{}, ValueError.New("badly formed hexadecimal UUID string")
	}
	var u UUID
	if _, err := hex.Decode(u[:], []byte(digits)); err == nil {
		return u, nil
	}
	// int() takes more than 32 digits: it strips, and it takes a sign and a prefix.
	if _, err := BigIntParseBase(digits, 16); err != nil {
		return UUID{}, err
	}
	beyond("a UUID with other digits than hexadecimal ones")
	return UUID{}, nil
}

// String is str(u).
func (u UUID) String() string {
	s := UuidHex(u)
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// UuidStr is str(u).
func UuidStr(u UUID) string {
	return u.String()
}

// UuidHex is u.hex.
func UuidHex(u UUID) string {
	return hex.EncodeToString(u[:])
}

// UuidBytes is u.bytes.
func UuidBytes(u UUID) []byte {
	return u[:]
}

// UuidVersion is u.version; None where the variant is not that of RFC 4122.
func UuidVersion(u UUID) (int64, bool) {
	return int64(u[6] >> 4), u[8]&0xc0 == 0x80
}
