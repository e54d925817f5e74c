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
	var u UUID
	digits := strings.ReplaceAll(strings.ReplaceAll(text, "urn:", ""), "uuid:", "")
	digits = strings.ReplaceAll(strings.Trim(digits, "{}"), "-", "")
	if StrLen(digits) != 32 {
		return u, ValueError.New("badly formed hexadecimal UUID string")
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		_, err := BigIntParseBase(digits, 16)
		if err == nil {
			beyond("a UUID of digits that are not hexadecimal")
		}
		return u, err
	}
	copy(u[:], b)
	return u, nil
}

// String is str(u).
func (u UUID) String() string {
	h := u.Hex()
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Hex is u.hex.
func (u UUID) Hex() string {
	return hex.EncodeToString(u[:])
}

// Bytes is u.bytes.
func (u UUID) Bytes() []byte {
	return u[:]
}

// Version is u.version.
func (u UUID) Version() (int64, bool) {
	if u[8]&0xc0 != 0x80 {
		return 0, false
	}
	return int64(u[6] >> 4), true
}
