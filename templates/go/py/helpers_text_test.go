package py

import (
	"maps"
	"net/http"
)

// textHelpers are the functions behind the tables about text, bytes and containers.
var textHelpers = map[string]any{
	"bytes_add":              BytesAdd,
	"bytes_contains":         BytesContains,
	"bytes_count":            BytesCount,
	"bytes_endswith":         BytesEndswith,
	"bytes_find":             BytesFind,
	"bytes_from_list":        BytesFromList,
	"bytes_fromhex":          BytesFromhex,
	"bytes_getitem":          BytesGetitem,
	"bytes_hex":              BytesHex,
	"bytes_index":            BytesIndex,
	"bytes_isalpha":          BytesIsalpha,
	"bytes_isdigit":          BytesIsdigit,
	"bytes_iter":             BytesIter,
	"bytes_join":             BytesJoin,
	"bytes_lower":            BytesLower,
	"bytes_lstrip":           BytesLstrip,
	"bytes_lt":               func(a, b []byte) bool { return string(a) < string(b) },
	"bytes_mul":              BytesMul,
	"bytes_partition":        BytesPartition,
	"bytes_replace":          BytesReplace,
	"bytes_rfind":            BytesRfind,
	"bytes_rstrip":           BytesRstrip,
	"bytes_slice":            slicedBytes,
	"bytes_slice_step":       BytesSliceStep,
	"bytes_split":            BytesSplit,
	"bytes_split_whitespace": BytesSplitWhitespace,
	"bytes_splitlines":       BytesSplitlines,
	"bytes_startswith":       BytesStartswith,
	"bytes_strip":            BytesStrip,
	"bytes_title":            BytesTitle,
	"bytes_upper":            BytesUpper,

	"dict_from_pairs": DictFromPairs[string, Value],
	"dict_fromkeys":   DictFromkeys[string, Value],
	"list_index_range": func(items []int64, item, start, stop int64) (int64, error) {
		return ListIndexRange(items, item, start, stop, IntRepr)
	},
	"range": func(start, stop, step int64) ([]int64, error) {
		if step == 0 {
			return nil, ValueError.New("range() arg 3 must not be zero")
		}
		return RangeList(start, stop, step), nil
	},
	"range_contains": RangeContains,
	"range_len":      RangeLen,

	"headers_contains":         func(pairs headerPairs, name string) bool { return pairs.headers().Has(name) },
	"headers_get":              func(pairs headerPairs, name string) (string, bool) { return pairs.headers().Get(name) },
	"headers_get_all":          func(pairs headerPairs, name string) ([]string, bool) { return pairs.headers().GetAll(name) },
	"headers_get_content_type": func(pairs headerPairs) string { return pairs.headers().ContentType() },
	"headers_get_default":      func(pairs headerPairs, name, other string) string { return pairs.headers().GetOr(name, other) },
	"headers_get_value":        func(pairs headerPairs, name string, other Value) Value { return pairs.headers().GetValue(name, other) },
	"headers_getitem":          func(pairs headerPairs, name string) (string, bool) { return pairs.headers().Item(name) },
	// net/http keeps neither the order of headers nor how their names were written.
	"headers_items":  nil,
	"headers_keys":   nil,
	"headers_len":    nil,
	"headers_values": nil,

	"str_ascii":        StrAscii,
	"str_casefold":     StrCasefold,
	"str_expandtabs":   StrExpandtabs,
	"str_format":       nil,
	"str_isidentifier": StrIsidentifier,
	"str_maketrans":    nil,
	"str_slice_step":   StrSliceStep,
	"str_translate":    nil,

	"set_add":                         func(s *Set[int64], item int64) { s.Add(item) },
	"set_clear":                       (*Set[int64]).Clear,
	"set_contains":                    (*Set[int64]).Has,
	"set_difference":                  (*Set[int64]).Difference,
	"set_difference_update":           (*Set[int64]).DifferenceUpdate,
	"set_intersection_update":         (*Set[int64]).IntersectionUpdate,
	"set_symmetric_difference_update": (*Set[int64]).SymmetricDifferenceUpdate,
	"set_issuperset":                  (*Set[int64]).IsSuperset,
	"set_lt":                          (*Set[int64]).IsProperSubset,
	"set_remove":                      (*Set[int64]).Remove,
	"set_discard":                     func(s *Set[int64], item int64) { s.Discard(item) },
	"set_eq":                          (*Set[int64]).Equal,
	"set_from_list":                   func(items []int64) *Set[int64] { return NewSet(items...) },
	"set_intersection":                (*Set[int64]).Intersection,
	"set_isdisjoint":                  (*Set[int64]).IsDisjoint,
	"set_issubset":                    (*Set[int64]).IsSubset,
	"set_len":                         (*Set[int64]).Len,
	"set_sorted":                      func(s *Set[int64]) []int64 { return Sorted(s.Items()) },
	"set_symmetric_difference":        (*Set[int64]).SymmetricDifference,
	"set_union":                       (*Set[int64]).Union,
	"set_update":                      func(s *Set[int64], items []int64) { s.Update(items) },
}

type headerPairs []Tuple2[string, string]

func (pairs headerPairs) headers() Headers {
	r := &http.Request{Header: http.Header{}}
	for _, pair := range pairs {
		value, err := EncodeLatin1(pair.V1)
		if err != nil {
			panic(err)
		}
		r.Header.Add(pair.V0, string(value))
	}
	return Headers{newHead(r)}
}

func slicedBytes(b []byte, start, stop Optional[int64]) []byte {
	switch {
	case start.Ok && stop.Ok:
		return BytesSlice(b, start.Value, stop.Value)
	case start.Ok:
		return BytesFrom(b, start.Value)
	case stop.Ok:
		return BytesTo(b, stop.Value)
	}
	return BytesCopy(b)
}

func init() {
	maps.Copy(helpers, textHelpers)
}
