package py

import (
	"encoding/hex"
	"hash/crc32"
)

// BinasciiHexlify is binascii.hexlify(b).
func BinasciiHexlify(b []byte) []byte {
	return []byte(hex.EncodeToString(b))
}

// BinasciiUnhexlify is binascii.unhexlify(s).
func BinasciiUnhexlify(s string) ([]byte, error) {
	if !isASCII(s) {
		return nil, ValueError.New("string argument should contain only ASCII characters")
	}
	if len(s)%2 != 0 {
		return nil, BinasciiError.New("Odd-length string")
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		return nil, BinasciiError.New("Non-hexadecimal digit found")
	}
	return b, nil
}

// ZlibCrc32 is zlib.crc32(b).
func ZlibCrc32(b []byte) int64 {
	return int64(crc32.ChecksumIEEE(b))
}
