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

	"max_default": func(items []Value, other Value) (Value, error) { return ListOf(items...).MaxOr(other) },
	"min_default": func(items []Value, other Value) (Value, error) { return ListOf(items...).MinOr(other) },
	"next_empty":  NextIter[Value],

	"os_path_basename": OsPathBasename,
	"os_path_dirname":  OsPathDirname,
	"os_path_isabs":    OsPathIsabs,
	"os_path_join":     OsPathJoin,
	"os_path_join_3":   OsPathJoin3,
	"os_path_normpath": OsPathNormpath,
	"os_path_split":    OsPathSplit,
	"os_path_splitext": OsPathSplitext,

	"random_choice": func(seed int64, items []Value, count int64) ([]Value, error) {
		return draws(seed, count, func(r *Random) (Value, error) { return GeneratorChoice(r, items) })
	},
	"random_randint": func(seed, a, b, count int64) ([]int64, error) {
		return draws(seed, count, func(r *Random) (int64, error) { return r.Randint(a, b) })
	},
	"random_random": func(seed, count int64) ([]float64, error) {
		return draws(seed, count, func(r *Random) (float64, error) { return r.Random(), nil })
	},
	"random_randrange": func(seed, stop, count int64) ([]int64, error) {
		return draws(seed, count, func(r *Random) (int64, error) { return r.Randrange(stop) })
	},
	"random_sample": func(seed int64, items []Value, k int64) ([]Value, error) {
		RandomSeed(seed)
		return RandomSample(items, k)
	},
	"random_seed_str": nil,
	"random_shuffle":  func(seed int64, items []int64) { RandomSeed(seed); RandomShuffle(items) },
	"random_uniform": func(seed int64, a, b float64, count int64) ([]float64, error) {
		return draws(seed, count, func(r *Random) (float64, error) { return r.Uniform(a, b), nil })
	},

	"uuid_uuid":    func(s string) (string, error) { u, err := UuidUuid(s); return u.String(), err },
	"uuid_hex":     ofUUID(UUID.Hex),
	"uuid_bytes":   ofUUID(UUID.Bytes),
	"uuid_version": ofUUID(func(u UUID) Optional[int64] { return Opt(u.Version()) }),
	"uuid_uuid5":   nil,

	"value_int_base":       ValueIntBase,
	"value_big_int_base":   ValueBigIntBase,
	"value_operator_index": ValueOperatorIndex,
	"value_percent_int":    ValuePercentInt,
	"value_percent_float":  ValuePercentFloat,
	"value_sort_reverse":   func(v Value) error { return ValueSortReverse(v) },
	"value_sort_by":        valueSortBy,
	"error_arg":            errorArg,
}

func init() {
	maps.Copy(helpers, libraryHelpers)
}

// draws is what count draws from a seeded generator give.
func draws[T any](seed, count int64, draw func(*Random) (T, error)) ([]T, error) {
	r := RandomGeneratorSeed(seed)
	out := []T{}
	for range count {
		item, err := draw(r)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
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

// errorArg is an argument of an exception that is made of any values.
func errorArg(name string, args []Value, i int64) (Value, error) {
	class := map[string]*Class{"ValueError": ValueError, "KeyError": KeyError}[name]
	reprs := make([]string, len(args))
	for at, arg := range args {
		reprs[at] = arg.Repr()
	}
	if len(args) == 1 && args[0].TypeName() == "str" && class == ValueError {
		return ErrorArg(class.New(args[0].AsStr()), i)
	}
	return ErrorArg(class.OfMany(reprs...), i)
}

// valueSortBy sorts the lists in a list by their first items.
func valueSortBy(v Value) error {
	items, err := v.ItemsToSort()
	if err != nil {
		return err
	}
	keys := make([]Value, len(items))
	for i, item := range items {
		if keys[i], err = item.Item(IntValue(0)); err != nil {
			return err
		}
	}
	err = SortByKeysValues(items, keys)
	if err == nil {
		v.Refill(items)
	}
	return err
}
