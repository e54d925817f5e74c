package py

// BytesSlice is b[start:stop].
func BytesSlice(b []byte, start, stop int64) []byte {
	return ListSlice(b, start, stop)
}

// BytesFrom is b[start:].
func BytesFrom(b []byte, start int64) []byte {
	return ListFrom(b, start)
}

// BytesTo is b[:stop].
func BytesTo(b []byte, stop int64) []byte {
	return ListTo(b, stop)
}

// BytesCopy is b[:].
func BytesCopy(b []byte) []byte {
	return ListCopy(b)
}

// BytesSliceStep is b[start:stop:step].
func BytesSliceStep(b []byte, start, stop Optional[int64], step int64) ([]byte, error) {
	return ListSliceStep(b, start, stop, step)
}
