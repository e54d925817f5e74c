package py

import "maps"

// libraryHelpers are the functions behind the tables about Python's library.
var libraryHelpers = map[string]any{
	"bytes_decode_as":     BytesDecodeAs,
	"bytes_decode_errors": BytesDecodeErrors,
	"str_encode_as":       StrEncodeAs,
	"str_encode_errors":   StrEncodeErrors,

	"hash_digest":    func(data []byte) []byte { return HashlibSha256(data).Digest() },
	"hash_update":    func(a, b []byte) string { h := HashlibSha256(a); h.Update(b); return h.HexDigest() },
	"hashlib_md5":    hexDigest(HashlibMd5),
	"hashlib_sha1":   hexDigest(HashlibSha1),
	"hashlib_sha224": hexDigest(HashlibSha224),
	"hashlib_sha256": hexDigest(HashlibSha256),
	"hashlib_sha384": hexDigest(HashlibSha384),
	"hashlib_sha512": hexDigest(HashlibSha512),

	"json_loads_attributes": func(text string) Tuple4[string, int64, int64, int64] {
		_, err := JsonLoads(text)
		e, _ := Caught(err, JSONDecodeError)
		return Tuple4[string, int64, int64, int64]{JsonDecodeErrorMsg(e), JsonDecodeErrorPos(e), JsonDecodeErrorLineno(e), JsonDecodeErrorColno(e)}
	},

	"max_default": func(items []Value, other Value) (Value, error) { return orElse(other, ListOf(items...).Max) },
	"min_default": func(items []Value, other Value) (Value, error) { return orElse(other, ListOf(items...).Min) },
	"next_empty":  NextIter[Value],

	"uuid_uuid":    func(s string) (string, error) { u, err := UuidUuid(s); return UuidStr(u), err },
	"uuid_hex":     ofUUID(UuidHex),
	"uuid_bytes":   ofUUID(UuidBytes),
	"uuid_version": ofUUID(func(u UUID) Optional[int64] { return Opt(UuidVersion(u)) }),
	"uuid_uuid5":   nil,

	"value_int_base": ValueIntBase,
}

func init() {
	maps.Copy(helpers, libraryHelpers)
}

func hexDigest(hash func([]byte) *Hash) func([]byte) string {
	return func(data []byte) string { return hash(data).HexDigest() }
}

func ofUUID[T any](read func(UUID) T) func(string) (T, error) {
	return func(s string) (T, error) {
		u, err := UuidUuid(s)
		return read(u), err
	}
}

func orElse(other Value, find func() (Value, error)) (Value, error) {
	found, err := find()
	if _, ok := Caught(err, ValueError); ok {
		return other, nil
	}
	return found, err
}
