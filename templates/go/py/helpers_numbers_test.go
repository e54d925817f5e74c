package py

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"reflect"
)

// numberHelpers are the functions behind the tables about numbers, binary text and order.
var numberHelpers = map[string]any{
	"base64_b16encode":          Base64B16encode,
	"base64_b64decode":          Base64B64decode,
	"base64_b64decode_bytes":    Base64B64decodeBytes,
	"base64_b64decode_validate": Base64B64decodeValidate,
	"base64_b64encode":          Base64B64encode,
	"base64_urlsafe_b64decode":  Base64UrlsafeB64decode,
	"base64_urlsafe_b64encode":  Base64UrlsafeB64encode,
	"binascii_hexlify":          BinasciiHexlify,
	"binascii_unhexlify":        BinasciiUnhexlify,
	"hmac_compare_digest":       HmacCompareDigest,
	"hmac_compare_digest_bytes": HmacCompareDigestBytes,
	"hmac_new_sha256": func(key, message []byte) string {
		h := hmac.New(sha256.New, key)
		h.Write(message)
		return hex.EncodeToString(h.Sum(nil))
	},
	"html_escape":       HtmlEscape,
	"html_escape_quote": HtmlEscapeQuote,
	"html_unescape":     nil,
	"zlib_crc32":        ZlibCrc32,

	"all":                   allTrue,
	"any":                   anyTrue,
	"big_int_float":         Int.Float,
	"big_int_str":           Int.String,
	"big_int_abs":           Int.Abs,
	"big_int_add":           Int.Add,
	"big_int_and":           Int.And,
	"big_int_bin":           BigIntBin,
	"big_int_bit_count":     BigIntBitCount,
	"big_int_bit_length":    BigIntBitLength,
	"big_int_comb":          BigIntComb,
	"big_int_compare_float": BigIntCompareFloat,
	"big_int_divmod":        Int.DivMod,
	"big_int_factorial":     BigIntFactorial,
	"big_int_floordiv":      Int.FloorDiv,
	"big_int_format":        BigIntFormat,
	"big_int_from_bytes":    BigIntFromBytes,
	"big_int_gcd":           BigIntGcd,
	"big_int_hex":           BigIntHex,
	"big_int_invert":        Int.Invert,
	"big_int_isqrt":         BigIntIsqrt,
	"big_int_lcm":           BigIntLcm,
	"big_int_lshift":        Int.Shl,
	"big_int_modulo":        Int.Mod,
	"big_int_mul":           Int.Mul,
	"big_int_neg":           Int.Neg,
	"big_int_oct":           BigIntOct,
	"big_int_of_float":      BigIntOfFloat,
	"big_int_of_rounded":    BigIntOfRounded,
	"big_int_or":            Int.Or,
	"big_int_perm":          BigIntPerm,
	"big_int_pow":           Int.Pow,
	"big_int_pow_modulo":    Int.PowMod,
	"big_int_round_digits":  BigIntRoundDigits,
	"big_int_rshift":        Int.Shr,
	"big_int_sub":           Int.Sub,
	"big_int_sum":           BigIntSum,
	"big_int_sum_of_ints":   BigIntSumOfInts,
	"big_int_text":          Int.Text,
	"big_int_to_bytes":      BigIntToBytes,
	"big_int_truediv":       Int.TrueDiv,
	"big_int_xor":           Int.Xor,
	"bin":                   Bin,
	"oct":                   Oct,
	"hex":                   Hex,
	"bool_add":              func(a, b bool) int64 { return Add(BoolInt(a), BoolInt(b)) },
	"float_pow":             nil,
	"int_bit_count":         IntBitCount,
	"int_bit_length":        IntBitLength,
	"int_from_bytes":        IntFromBytes,
	"int_parse_bytes":       IntParseBytes,
	"int_pow_negative":      Pow,
	"int_to_bytes":          IntToBytes,

	"math_acos": nil, "math_asin": nil, "math_atan": nil, "math_atan2": nil, "math_cos": nil, "math_cosh": nil,
	"math_exp": nil, "math_expm1": nil, "math_hypot": nil, "math_log": nil, "math_log10": nil, "math_log1p": nil,
	"math_log2": nil, "math_log_base": nil, "math_pow": nil, "math_sin": nil, "math_sinh": nil, "math_tan": nil,
	"math_tanh":      nil,
	"math_ceil":      MathCeil,
	"math_comb":      MathComb,
	"math_copysign":  MathCopysign,
	"math_degrees":   MathDegrees,
	"math_fabs":      MathFabs,
	"math_factorial": MathFactorial,
	"math_floor":     MathFloor,
	"math_fmod":      MathFmod,
	"math_gcd":       MathGcd,
	"math_isclose":   MathIsclose,
	"math_isfinite":  MathIsfinite,
	"math_isinf":     MathIsinf,
	"math_isnan":     MathIsnan,
	"math_isqrt":     MathIsqrt,
	"math_lcm":       MathLcm,
	"math_modf":      MathModf,
	"math_perm":      MathPerm,
	"math_fsum":      MathFsum,
	"math_prod":      MathProd,
	"math_radians":   MathRadians,
	"math_sqrt":      MathSqrt,
	"math_trunc":     MathTrunc,

	"max": func(items []Value) (Value, error) {
		return extremeOf(items, Max[int64], Max[float64], Max[string], Value.Max)
	},
	"min": func(items []Value) (Value, error) {
		return extremeOf(items, Min[int64], Min[float64], Min[string], Value.Min)
	},
	"max_2": func(a, b Value) (Value, error) {
		return extremeOfTwo(a, b, Max2[int64], Max2[float64], Max2[string], ValueMax2)
	},
	"min_2": func(a, b Value) (Value, error) {
		return extremeOfTwo(a, b, Min2[int64], Min2[float64], Min2[string], ValueMin2)
	},
	"max_3":                func(a, b, c Value) (Value, error) { return ListOf(a, b, c).Max() },
	"min_3":                func(a, b, c Value) (Value, error) { return ListOf(a, b, c).Min() },
	"max_by":               func(items []Tuple2[string, int64]) (Tuple2[string, int64], error) { return MaxBy(items, rank) },
	"min_by":               func(items []Tuple2[string, int64]) (Tuple2[string, int64], error) { return MinBy(items, rank) },
	"list_sort_by":         func(items []Tuple2[string, int64]) { SortBy(items, rank) },
	"list_sort_by_reverse": func(items []Tuple2[string, int64]) { SortByDescending(items, rank) },
	"sorted_by":            func(items []Tuple2[string, int64]) []Tuple2[string, int64] { return SortedBy(items, rank) },
	"sorted_by_reverse":    func(items []Tuple2[string, int64]) []Tuple2[string, int64] { return SortedByDescending(items, rank) },

	"number_format":   func(n Number, spec string) (string, error) { return NumberValue(n).Format(spec) },
	"number_hash_key": nil,
	"number_le":       Number.LessEqual,
	"number_max":      func(items []Number) (Number, error) { return MaxFunc(items, Number.Less) },
	"number_min":      func(items []Number) (Number, error) { return MinFunc(items, Number.Less) },
	"number_max_2":    func(a, b Number) Number { return Max2Func(a, b, Number.Less) },
	"number_min_2":    func(a, b Number) Number { return Min2Func(a, b, Number.Less) },
	"number_pow":      nil,
	"number_round":    Number.RoundInt,

	"sum_bool":        SumBools,
	"sum_int_start":   SumIntsFrom,
	"sum_float_start": SumFloatsFrom,

	"value_call":   ValueCall,
	"value_count":  Value.Count,
	"value_encode": ValueEncode,
	"value_enumerate": func(v Value) ([]Tuple2[int64, Value], error) {
		items, err := v.Iter()
		return EnumerateList(items, 0), err
	},
	"value_bool_int": func(v Value) (Value, error) { return v.Add(IntValue(0)) },
	"value_hash_key": nil,
	"value_index":    Value.Index,
	"value_isdigit":  ValueIsdigit,
	"value_isinstance": func(v Value) []bool {
		return []bool{v.IsBool(), v.IsInt(), v.IsFloat(), v.IsStr(), v.IsList(), v.IsDict(), v.IsNumber()}
	},
	"value_lower":            ValueLower,
	"value_of_any_type_repr": nil,
	"value_of_any_type_str":  nil,
	"value_replace":          ValueReplace,
	"value_set": func(v Value) (any, error) {
		s, err := v.ToSet()
		if err != nil {
			return nil, err
		}
		set := pySet{}
		for _, item := range s.Items() {
			set = append(set, plain(reflect.ValueOf(item)))
		}
		return set, nil
	},
	"value_sort":       ValueSort,
	"value_split":      ValueSplit,
	"value_startswith": ValueStartswith,
	"value_strip":      ValueStrip,
	"value_tuple":      Value.Iter,
	"value_upper":      ValueUpper,

	"concat_display":        nil,
	"exception_repr":        nil,
	"exception_str":         nil,
	"handler_parse_request": nil,
	"percent_format":        nil,
	"string_constants":      nil,
	"tuple_count":           nil,
	"tuple_index":           nil,
	"tuple_lt":              func(a, b []Value) (bool, error) { return ListOf(a...).Less(ListOf(b...)) },
	"tuple_repr": func(items []Value) string {
		reprs := []string{}
		for _, item := range items {
			reprs = append(reprs, item.Repr())
		}
		return TupleRepr(reprs...)
	},
	"unpack_2":    func(v []Value) ([]Value, error) { return v, Unpack(len(v), 2) },
	"unpack_3":    func(v []Value) ([]Value, error) { return v, Unpack(len(v), 3) },
	"unpack_star": nil,
	"zip_strict":  nil,
	"handler_responses": func(code int64) Optional[Tuple2[string, string]] {
		phrase, err := HttpStatusPhrase(code)
		if err != nil {
			return None[Tuple2[string, string]]()
		}
		description, _ := HttpStatusDescription(code)
		return Some(Tuple2[string, string]{phrase, description})
	},
}

func rank(item Tuple2[string, int64]) int64 { return item.V1 }

func allTrue(items []bool) bool {
	for _, item := range items {
		if !item {
			return false
		}
	}
	return true
}

func anyTrue(items []bool) bool {
	for _, item := range items {
		if item {
			return true
		}
	}
	return false
}

// extremeOf takes the form for the type that all items have.
func extremeOf(
	items []Value,
	ints func([]int64) (int64, error),
	floats func([]float64) (float64, error),
	texts func([]string) (string, error),
	values func(Value) (Value, error),
) (Value, error) {
	var n []int64
	var x []float64
	var s []string
	for _, item := range items {
		switch held := item.held.(type) {
		case int64:
			n = append(n, held)
		case float64:
			x = append(x, held)
		case string:
			s = append(s, held)
		}
	}
	switch len(items) {
	case len(n):
		found, err := ints(n)
		return IntValue(found), err
	case len(x):
		found, err := floats(x)
		return FloatValue(found), err
	case len(s):
		found, err := texts(s)
		return StrValue(found), err
	}
	return values(ListOf(items...))
}

func extremeOfTwo(
	a, b Value,
	ints func(a, b int64) int64,
	floats func(a, b float64) float64,
	texts func(a, b string) string,
	values func(a, b Value) (Value, error),
) (Value, error) {
	switch x := a.held.(type) {
	case int64:
		if y, ok := b.held.(int64); ok {
			return IntValue(ints(x, y)), nil
		}
	case float64:
		if y, ok := b.held.(float64); ok {
			return FloatValue(floats(x, y)), nil
		}
	case string:
		if y, ok := b.held.(string); ok {
			return StrValue(texts(x, y)), nil
		}
	}
	return values(a, b)
}

func init() {
	maps.Copy(helpers, numberHelpers)
}
