package py

import "bytes"

// BytesPartition is b.partition(sep).
func BytesPartition(b, sep []byte) (Tuple3[[]byte, []byte, []byte], error) {
	if len(sep) == 0 {
		return Tuple3[[]byte, []byte, []byte]{}, ValueError.New("empty separator")
	}
	before, after, found := bytes.Cut(b, sep)
	if !found {
		return Tuple3[[]byte, []byte, []byte]{b, []byte{}, []byte{}}, nil
	}
	return Tuple3[[]byte, []byte, []byte]{before, sep, after}, nil
}
