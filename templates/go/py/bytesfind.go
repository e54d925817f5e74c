package py

import "bytes"

// BytesContains is sub in b.
func BytesContains(b, sub []byte) bool {
	return bytes.Contains(b, sub)
}

// BytesCount is b.count(sub).
func BytesCount(b, sub []byte) int64 {
	if len(sub) == 0 {
		return int64(len(b)) + 1
	}
	return int64(bytes.Count(b, sub))
}

// BytesFind is b.find(sub).
func BytesFind(b, sub []byte) int64 {
	return int64(bytes.Index(b, sub))
}

// BytesRfind is b.rfind(sub).
func BytesRfind(b, sub []byte) int64 {
	return int64(bytes.LastIndex(b, sub))
}

// BytesIndex is b.index(sub).
func BytesIndex(b, sub []byte) (int64, error) {
	at := bytes.Index(b, sub)
	if at < 0 {
		return 0, ValueError.New("subsection not found")
	}
	return int64(at), nil
}

// BytesStartswith is b.startswith(affix).
func BytesStartswith(b, affix []byte) bool {
	return bytes.HasPrefix(b, affix)
}

// BytesEndswith is b.endswith(affix).
func BytesEndswith(b, affix []byte) bool {
	return bytes.HasSuffix(b, affix)
}
