package py

import "bytes"

const byteSpaces = " \t\n\r\v\f"

// BytesStrip is b.strip().
func BytesStrip(b []byte) []byte {
	return bytes.Trim(b, byteSpaces)
}

// BytesLstrip is b.lstrip().
func BytesLstrip(b []byte) []byte {
	return bytes.TrimLeft(b, byteSpaces)
}

// BytesRstrip is b.rstrip().
func BytesRstrip(b []byte) []byte {
	return bytes.TrimRight(b, byteSpaces)
}

// BytesSplit is b.split(sep).
func BytesSplit(b, sep []byte) ([][]byte, error) {
	if len(sep) == 0 {
		return nil, ValueError.New("empty separator")
	}
	return bytes.Split(b, sep), nil
}

// BytesSplitWhitespace is b.split().
func BytesSplitWhitespace(b []byte) [][]byte {
	parts := [][]byte{}
	for {
		b = BytesLstrip(b)
		if len(b) == 0 {
			return parts
		}
		end := bytes.IndexAny(b, byteSpaces)
		if end < 0 {
			end = len(b)
		}
		parts, b = append(parts, b[:end:end]), b[end:]
	}
}

// BytesSplitlines is b.splitlines().
func BytesSplitlines(b []byte) [][]byte {
	lines := [][]byte{}
	for len(b) > 0 {
		end := bytes.IndexAny(b, "\r\n")
		if end < 0 {
			return append(lines, b)
		}
		next := end + 1
		if b[end] == '\r' && next < len(b) && b[next] == '\n' {
			next++
		}
		lines, b = append(lines, b[:end:end]), b[next:]
	}
	return lines
}

// BytesReplace is b.replace(old, replacement).
func BytesReplace(b, old, replacement []byte) []byte {
	if len(old) > 0 {
		return bytes.ReplaceAll(b, old, replacement)
	}
	out := append([]byte{}, replacement...)
	for _, c := range b {
		out = append(append(out, c), replacement...)
	}
	return out
}

// BytesJoin is sep.join(items).
func BytesJoin(sep []byte, items [][]byte) []byte {
	return bytes.Join(items, sep)
}
