package py

import "bytes"

// BytesGetitem is b[i].
func BytesGetitem(b []byte, i int64) (int64, error) {
	at, ok := index(i, len(b))
	if !ok {
		return 0, IndexError.New("index out of range")
	}
	return int64(b[at]), nil
}

// BytesIter is list(b).
func BytesIter(b []byte) []int64 {
	items := make([]int64, len(b))
	for i, c := range b {
		items[i] = int64(c)
	}
	return items
}

// BytesFromList is bytes(items).
func BytesFromList(items []int64) ([]byte, error) {
	b := make([]byte, len(items))
	for i, item := range items {
		if item < 0 || item > 255 {
			return nil, ValueError.New("bytes must be in range(0, 256)")
		}
		b[i] = byte(item)
	}
	return b, nil
}

// BytesAdd is a + b.
func BytesAdd(a, b []byte) []byte {
	return append(append(make([]byte, 0, len(a)+len(b)), a...), b...)
}

// BytesMul is b * n.
func BytesMul(b []byte, n int64) []byte {
	return bytes.Repeat(b, repeats(len(b), n))
}
