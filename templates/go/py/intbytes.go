package py

import (
	"math/big"
	"slices"
)

// IntParseBytes is int(b).
func IntParseBytes(b []byte) (int64, error) {
	for _, c := range b {
		if c >= 0x80 {
			return 0, ValueError.New("invalid literal for int() with base 10: " + BytesRepr(b))
		}
	}
	n, err := IntParse(string(b))
	if e, ok := Caught(err, ValueError); ok {
		text := "invalid literal for int() with base 10: "
		if len(e.Message) > len(text) && e.Message[:len(text)] == text {
			return 0, ValueError.New(text + BytesRepr(b))
		}
	}
	return n, err
}

// IntToBytes is n.to_bytes(length, order).
func IntToBytes(n, length int64, order string) ([]byte, error) {
	if n < 0 {
		return nil, OverflowError.New("can't convert negative int to unsigned")
	}
	b := big.NewInt(n).Bytes()
	if int64(len(b)) > length {
		return nil, OverflowError.New("int too big to convert")
	}
	out := append(make([]byte, length-int64(len(b))), b...)
	if order == "little" {
		slices.Reverse(out)
	}
	return out, nil
}

// IntFromBytes is int.from_bytes(b, order).
func IntFromBytes(b []byte, order string) int64 {
	if order == "little" {
		b = slices.Clone(b)
		slices.Reverse(b)
	}
	n := new(big.Int).SetBytes(b)
	if !n.IsInt64() {
		beyond(beyondInt)
	}
	return n.Int64()
}
