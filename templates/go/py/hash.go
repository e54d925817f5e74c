package py

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
)

// A Hash is a hash object of hashlib.
type Hash struct {
	name string
	hash hash.Hash
}

func newHash(name string, h hash.Hash, data []byte) *Hash {
	_, _ = h.Write(data)
	return &Hash{name: name, hash: h}
}

// HashlibMd5 is hashlib.md5(data).
func HashlibMd5(data []byte) *Hash {
	return newHash("md5", md5.New(), data)
}

// HashlibSha1 is hashlib.sha1(data).
func HashlibSha1(data []byte) *Hash {
	return newHash("sha1", sha1.New(), data)
}

// HashlibSha224 is hashlib.sha224(data).
func HashlibSha224(data []byte) *Hash {
	return newHash("sha224", sha256.New224(), data)
}

// HashlibSha256 is hashlib.sha256(data).
func HashlibSha256(data []byte) *Hash {
	return newHash("sha256", sha256.New(), data)
}

// HashlibSha384 is hashlib.sha384(data).
func HashlibSha384(data []byte) *Hash {
	return newHash("sha384", sha512.New384(), data)
}

// HashlibSha512 is hashlib.sha512(data).
func HashlibSha512(data []byte) *Hash {
	return newHash("sha512", sha512.New(), data)
}

// Update is h.update(data).
func (h *Hash) Update(data []byte) {
	_, _ = h.hash.Write(data)
}

// Digest is h.digest().
func (h *Hash) Digest() []byte {
	return h.hash.Sum(nil)
}

// HexDigest is h.hexdigest().
func (h *Hash) HexDigest() string {
	return hex.EncodeToString(h.Digest())
}

// Name is h.name.
func (h *Hash) Name() string {
	return h.name
}

// DigestSize is h.digest_size.
func (h *Hash) DigestSize() int64 {
	return int64(h.hash.Size())
}

// Copy is h.copy().
func (h *Hash) Copy() *Hash {
	if cloner, ok := h.hash.(hash.Cloner); ok {
		if c, err := cloner.Clone(); err == nil {
			if c, ok := c.(hash.Hash); ok {
				return &Hash{name: h.name, hash: c}
			}
		}
	}
	beyond("a copy of a hash")
	return nil
}
