package py

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

type valueDict = *Dict[string, Value]

func valueRepr(v Value) string { return v.Repr() }

func valueSame(a, b Value) bool { return a.same(b, 0) }

func second(t Tuple2[int64, int64]) int64 { return t.V1 }

// helpers are the functions behind the tables; nil is what Go does not offer, so that pivot refuses it for Go.
var helpers = map[string]any{
	"all_bool": func(items []bool) bool { return !slices.Contains(items, false) },
	"any_bool": func(items []bool) bool { return slices.Contains(items, true) },

	"big_int_eq":         func(a, b Int) bool { return a == b },
	"big_int_lt":         func(a, b Int) bool { return a.Compare(b) < 0 },
	"big_int_parse":      BigIntParse,
	"big_int_parse_base": BigIntParseBase,

	"bool_int": func(b bool) int64 { n, _ := BoolValue(b).Int(); return n },
	"bool_str": BoolRepr,

	"chr": Chr,
	"ord": Ord,

	"dict_clear":       (valueDict).Clear,
	"dict_contains":    (valueDict).Has,
	"dict_copy":        (valueDict).Copy,
	"dict_delitem":     (valueDict).Delete,
	"dict_eq":          func(a, b valueDict) bool { return a.Equal(b, valueSame) },
	"dict_get":         (valueDict).Get,
	"dict_get_default": (valueDict).GetOr,
	"dict_getitem":     (valueDict).At,
	"dict_items":       (valueDict).Items,
	"dict_keys":        (valueDict).Keys,
	"dict_len":         (valueDict).Len,
	"dict_or":          (valueDict).Or,
	"dict_pop":         (valueDict).Take,
	"dict_pop_default": (valueDict).PopOr,
	"dict_popitem":     (valueDict).PopItem,
	"dict_repr":        func(d valueDict) string { return DictRepr(d, StrRepr, valueRepr) },
	"dict_reversed":    func(d valueDict) []string { return Reversed(d.Keys()) },
	"dict_setdefault":  (valueDict).SetDefault,
	"dict_setitem":     (valueDict).Set,
	"dict_update":      (valueDict).Update,
	"dict_values":      (valueDict).Values,
	"dict_steps": func(steps []Tuple3[string, string, Value]) (valueDict, error) {
		d := NewDict[string, Value]()
		for _, step := range steps {
			switch step.V0 {
			case "set":
				d.Set(step.V1, step.V2)
			default:
				if _, err := d.Take(step.V1); err != nil {
					return nil, err
				}
			}
		}
		return d, nil
	},

	"enumerate": EnumerateList[Value],

	"float_abs":          func(x float64) float64 { return FloatNumber(x).Abs().Float() },
	"float_add_mul":      func(x, y, z float64) float64 { return float64(x*y) + z },
	"float_bool":         func(x float64) bool { return x != 0 },
	"float_divmod":       FloatDivmod,
	"float_floordiv":     FloorDivFloat,
	"float_int":          FloatInt,
	"float_is_integer":   FloatIsInteger,
	"float_max":          Max2[float64],
	"float_min":          Min2[float64],
	"float_modulo":       ModFloat,
	"float_parse":        FloatParse,
	"float_repr":         FloatRepr,
	"float_round":        FloatRound,
	"float_round_digits": FloatRoundDigits,
	"float_truediv":      DivFloat,

	"format_bool":  FormatBool,
	"format_float": FormatFloat,
	"format_int":   FormatInt,
	"format_none":  Value.Format,
	"format_spec":  Value.Format,
	"format_str":   FormatStr,

	"int_abs":          Abs,
	"int_add":          Add,
	"int_and":          func(a, b int64) int64 { return a & b },
	"int_divmod":       IntDivmod,
	"int_eq_float":     func(a int64, x float64) bool { return IntNumber(a).Equal(FloatNumber(x)) },
	"int_float":        Int.Float,
	"int_floordiv":     FloorDiv,
	"int_invert":       func(a int64) int64 { return ^a },
	"int_lshift":       Shl,
	"int_lt_float":     func(a int64, x float64) bool { return IntNumber(a).Less(FloatNumber(x)) },
	"int_modulo":       Mod,
	"int_mul":          Mul,
	"int_neg":          Neg,
	"int_or":           func(a, b int64) int64 { return a | b },
	"int_parse":        IntParse,
	"int_parse_base":   IntParseBase,
	"int_pow":          Pow,
	"int_pow_modulo":   PowMod,
	"int_round_digits": IntRoundDigits,
	"int_rshift":       Shr,
	"int_str":          Int.String,
	"int_sub":          Sub,
	"int_truediv":      TrueDiv,
	"int_xor":          func(a, b int64) int64 { return a ^ b },

	"json_loads":         JsonLoads,
	"json_loads_bytes":   JsonLoadsBytes,
	"json_loads_mutated": JsonLoads,
	"json_dumps_float":   func(x float64) string { return JsonDumps(FloatValue(x)) },
	"json_dumps_str":     func(s string) string { return JsonDumps(StrValue(s)) },
	"json_dumps_str_unicode": func(s string) string {
		return JsonDumpsWith(StrValue(s), JSONOptions{Unicode: true})
	},
	"json_loads_dumps": func(s string) (string, error) {
		v, err := JsonLoads(s)
		if err != nil {
			return "", err
		}
		return JsonDumps(v), nil
	},
	"json_dumps": dumps,

	"list_add":          ListAdd[Value],
	"list_append":       func(items *[]Value, item Value) { *items = append(*items, item) },
	"list_clear":        func(items *[]Value) { *items = nil },
	"heapq_heapify":     HeapqHeapify[int64],
	"heapq_heappop":     HeapqHeappop[int64],
	"heapq_heappush":    HeapqHeappush[int64],
	"heapq_heappushpop": HeapqHeappushpop[int64],
	"heapq_heapreplace": HeapqHeapreplace[int64],
	"list_contains":     func(items []Value, item Value) (bool, error) { return ListOf(items...).Contains(item) },
	"list_copy":         ListCopy[Value],
	"list_count":        ListCount[int64],
	"list_delitem":      ListDelitem[Value],
	"list_delslice": func(items *[]Value, start, stop Optional[int64]) {
		ListDelslice(items, start.Or(0), stop.Or(int64(len(*items))))
	},
	"list_eq":      func(a, b []Value) bool { return ListEqual(a, b, valueSame) },
	"list_extend":  func(items *[]Value, others []Value) { *items = append(*items, others...) },
	"list_getitem": ListGetitem[Value],
	"list_index": func(items []Value, item Value) (int64, error) {
		return ListIndexFunc(items, func(v Value) bool { return v.same(item, 0) }, item.Repr())
	},
	"list_insert": ListInsert[Value],
	"list_len":    func(items []Value) int { return len(items) },
	"list_lt":     func(a, b []Value) (bool, error) { return ListOf(a...).Less(ListOf(b...)) },
	"list_mul":    ListMul[Value],
	"list_pop":    ListPop[Value],
	"list_pop_at": ListPopAt[Value],
	"list_remove": func(items *[]Value, v Value) error {
		return ListRemoveFunc(items, func(w Value) bool { return v.same(w, 0) })
	},
	"list_repr":    func(items []Value) string { return ListRepr(items, valueRepr) },
	"list_reverse": func(items *[]Value) { slices.Reverse(*items) },
	"list_setitem": ListSetitem[Value],
	"list_setslice": func(items *[]Value, start, stop Optional[int64], others []Value) {
		ListSetslice(items, start.Or(0), stop.Or(int64(len(*items))), others)
	},
	"list_slice": func(items []Value, start, stop Optional[int64]) []Value {
		return ListSlice(items, start.Or(0), stop.Or(int64(len(items))))
	},
	"list_slice_step":   ListSliceStep[Value],
	"list_sort":         func(items *[]Value) error { return SortValues(*items) },
	"list_sort_reverse": func(items *[]Value) error { return SortValuesDescending(*items) },

	"max_by_second": func(items []Tuple2[int64, int64]) (Tuple2[int64, int64], error) { return MaxBy(items, second) },
	"min_by_second": func(items []Tuple2[int64, int64]) (Tuple2[int64, int64], error) { return MinBy(items, second) },
	"max_float":     Max[float64],
	"max_int":       Max[int64],
	"max_str":       Max[string],
	"min_float":     Min[float64],
	"min_int":       Min[int64],
	"min_str":       Min[string],

	"number_abs":          Number.Abs,
	"number_add":          Number.Add,
	"number_bool":         Number.Truth,
	"number_eq":           Number.Equal,
	"number_float":        Number.Float,
	"number_floordiv":     Number.FloorDiv,
	"number_int":          Number.Trunc,
	"number_json":         func(n Number) string { return JsonDumps(n) },
	"number_lt":           Number.Less,
	"number_mod":          Number.Mod,
	"number_mul":          Number.Mul,
	"number_neg":          Number.Neg,
	"number_repr":         Number.String,
	"number_round_digits": Number.Round,
	"number_sorted":       func(items []Value) ([]Value, error) { out := ListCopy(items); return out, SortValues(out) },
	"number_str":          Number.String,
	"number_sub":          Number.Sub,
	"number_sum":          SumNumbers,
	"number_truediv":      Number.TrueDiv,

	"reversed": Reversed[Value],

	"sorted":                   func(items []Value) ([]Value, error) { out := ListCopy(items); return out, SortValues(out) },
	"sorted_by_second":         func(items []Tuple2[int64, int64]) []Tuple2[int64, int64] { return SortedBy(items, second) },
	"sorted_by_second_reverse": func(items []Tuple2[int64, int64]) []Tuple2[int64, int64] { return SortedByDescending(items, second) },
	"sorted_mixed":             func(items []Value) ([]Value, error) { out := ListCopy(items); return out, SortValues(out) },
	"sorted_reverse":           func(items []Value) ([]Value, error) { out := ListCopy(items); return out, SortValuesDescending(out) },

	"str_add":                   func(a, b string) string { return a + b },
	"str_capitalize":            StrCapitalize,
	"str_center":                StrCenter,
	"str_center_fill":           StrCenterFill,
	"str_contains":              func(s, sub string) bool { return strings.Contains(s, sub) },
	"str_count":                 StrCount,
	"str_count_range":           StrCountRange,
	"str_encode":                func(s string) []byte { return []byte(s) },
	"str_endswith":              strings.HasSuffix,
	"str_endswith_any":          StrEndswithAny,
	"str_endswith_range":        StrEndswithRange,
	"str_find":                  StrFind,
	"str_find_range":            StrFindRange,
	"str_getitem":               StrGetitem,
	"str_index":                 StrIndex,
	"str_index_range":           StrIndexRange,
	"str_isalnum":               StrIsalnum,
	"str_isalpha":               StrIsalpha,
	"str_isascii":               StrIsascii,
	"str_isdecimal":             StrIsdecimal,
	"str_isdigit":               StrIsdigit,
	"str_islower":               StrIslower,
	"str_isnumeric":             StrIsnumeric,
	"str_isprintable":           StrIsprintable,
	"str_isspace":               StrIsspace,
	"str_istitle":               StrIstitle,
	"str_isupper":               StrIsupper,
	"str_iter":                  StrIter,
	"str_join":                  func(sep string, items []string) string { return strings.Join(items, sep) },
	"str_le":                    func(a, b string) bool { return a <= b },
	"str_len":                   StrLen,
	"str_ljust":                 StrLjust,
	"str_ljust_fill":            StrLjustFill,
	"str_lower":                 StrLower,
	"str_lstrip":                StrLstrip,
	"str_lstrip_chars":          strings.TrimLeft,
	"str_lt":                    func(a, b string) bool { return a < b },
	"str_mul":                   StrMul,
	"str_partition":             StrPartition,
	"str_removeprefix":          strings.TrimPrefix,
	"str_removesuffix":          strings.TrimSuffix,
	"str_replace":               strings.ReplaceAll,
	"str_replace_count":         StrReplaceCount,
	"str_repr":                  StrRepr,
	"str_reversed":              StrReversed,
	"str_rfind":                 StrRfind,
	"str_rfind_range":           StrRfindRange,
	"str_rindex":                StrRindex,
	"str_rindex_range":          StrRindexRange,
	"str_rjust":                 StrRjust,
	"str_rjust_fill":            StrRjustFill,
	"str_rpartition":            StrRpartition,
	"str_rsplit":                StrRsplit,
	"str_rsplit_max":            StrRsplitMax,
	"str_rsplit_whitespace_max": StrRsplitWhitespaceMax,
	"str_rstrip":                StrRstrip,
	"str_rstrip_chars":          strings.TrimRight,
	"str_slice": func(s string, start, stop, step Optional[int64]) (string, error) {
		return StrSliceStep(s, start, stop, step.Or(1))
	},
	"str_split":                StrSplit,
	"str_split_max":            StrSplitMax,
	"str_split_whitespace":     StrSplitWhitespace,
	"str_split_whitespace_max": StrSplitWhitespaceMax,
	"str_splitlines":           StrSplitlines,
	"str_splitlines_keepends":  StrSplitlinesKeepends,
	"str_startswith":           strings.HasPrefix,
	"str_startswith_any":       StrStartswithAny,
	"str_startswith_range":     StrStartswithRange,
	"str_strip":                StrStrip,
	"str_strip_chars":          strings.Trim,
	"str_swapcase":             StrSwapcase,
	"str_title":                StrTitle,
	"str_upper":                StrUpper,
	"str_zfill":                StrZfill,

	"re_escape": ReEscape,

	"sum_float": func(items []float64) Number { return SumFloatsNumber(items) },
	"sum_int":   SumInts,

	"tuple_getitem": TupleGetitem[Value],

	"value_abs":          Value.Abs,
	"value_add":          Value.Add,
	"value_contains":     Value.Contains,
	"value_fsum":         Value.Fsum,
	"value_delitem":      Value.DelItem,
	"value_divmod":       Value.DivMod,
	"value_eq":           Value.Equal,
	"value_float":        Value.ToFloat,
	"value_floordiv":     Value.FloorDiv,
	"value_format":       Value.Format,
	"value_ge":           Value.GreaterEqual,
	"value_getitem":      Value.Item,
	"value_gt":           Value.Greater,
	"value_int":          Value.ToInt,
	"value_is_none":      Value.IsNone,
	"value_iter":         Value.Iter,
	"value_le":           Value.LessEqual,
	"value_len":          Value.Len,
	"value_list":         Value.ToList,
	"value_lt":           Value.Less,
	"value_mod":          Value.Mod,
	"value_mul":          Value.Mul,
	"value_ne":           func(a, b Value) bool { return !a.Equal(b) },
	"value_neg":          Value.Neg,
	"value_repr":         Value.Repr,
	"value_round":        Value.Round,
	"value_round_digits": Value.RoundDigits,
	"value_setitem":      Value.SetItem,
	"value_str":          Value.String,
	"value_sub":          Value.Sub,
	"value_truediv":      Value.TrueDiv,
	"value_truth":        Value.Truth,
	"value_type_name":    Value.TypeName,
	"value_unpack2":      func(v Value) ([]Value, error) { return v.Unpack(2) },

	"urllib_parse_parse_qs":             UrllibParseParseQs,
	"urllib_parse_parse_qs_keep_blank":  UrllibParseParseQsKeepBlank,
	"urllib_parse_parse_qsl":            UrllibParseParseQsl,
	"urllib_parse_parse_qsl_keep_blank": UrllibParseParseQslKeepBlank,
	"urllib_parse_quote":                UrllibParseQuote,
	"urllib_parse_quote_bytes":          UrllibParseQuoteBytes,
	"urllib_parse_quote_plus":           UrllibParseQuotePlus,
	"urllib_parse_quote_safe":           UrllibParseQuoteSafe,
	"urllib_parse_unquote":              UrllibParseUnquote,
	"urllib_parse_unquote_plus":         UrllibParseUnquotePlus,
	"urllib_parse_urldefrag":            nil,
	"urllib_parse_urlencode":            UrllibParseUrlencode,
	"urllib_parse_urlencode_dict":       UrllibParseUrlencodeDict,
	"urllib_parse_urlencode_doseq":      nil,
	"urllib_parse_urljoin":              UrllibParseUrljoin,
	"urllib_parse_urlunparse":           nil,
	"urllib_parse_urlparse": func(url string) ([]string, error) {
		p, err := UrllibParseUrlparse(url)
		if err != nil {
			return nil, err
		}
		return []string{p.Scheme, p.Netloc, p.Path, p.Params, p.Query, p.Fragment}, nil
	},
	"urllib_parse_urlsplit": func(url string) ([]string, error) {
		p, err := UrllibParseUrlsplit(url)
		if err != nil {
			return nil, err
		}
		return []string{p.Scheme, p.Netloc, p.Path, p.Query, p.Fragment}, nil
	},
	"parse_result_geturl":   parsedURL(func(p *ParseResult) (string, error) { return p.Geturl(), nil }),
	"parse_result_hostname": parsedURL(func(p *ParseResult) (Optional[string], error) { return Opt(p.Hostname()), nil }),
	"parse_result_password": parsedURL(func(p *ParseResult) (Optional[string], error) { return Opt(p.Password()), nil }),
	"parse_result_port":     parsedURL((*ParseResult).Port),
	"parse_result_username": parsedURL(func(p *ParseResult) (Optional[string], error) { return Opt(p.Username()), nil }),

	"value_all":         Value.All,
	"value_and":         Value.And,
	"value_any":         Value.Any,
	"value_append":      Value.Append,
	"value_clear":       Value.Clear,
	"value_copy":        Value.Copy,
	"value_dict":        Value.ToDict,
	"value_mapping":     Value.Mapping,
	"value_extend":      Value.Extend,
	"value_get":         Value.Get,
	"value_get_default": Value.GetOr,
	"value_iadd":        Value.AddInPlace,
	"value_isub":        Value.SubInPlace,
	"value_imul":        Value.MulInPlace,
	"value_itruediv":    Value.TrueDivInPlace,
	"value_ifloordiv":   Value.FloorDivInPlace,
	"value_imod":        Value.ModInPlace,
	"value_ipow":        Value.PowInPlace,
	"value_ilshift":     Value.ShlInPlace,
	"value_irshift":     Value.ShrInPlace,
	"value_iand":        Value.AndInPlace,
	"value_ior":         Value.OrInPlace,
	"value_ixor":        Value.XorInPlace,
	"value_insert":      Value.Insert,
	"value_invert":      Value.Invert,
	"value_items":       Value.Items,
	"value_join":        ValueJoin,
	"value_keys":        Value.Keys,
	"value_lshift":      Value.Shl,
	"value_max":         Value.Max,
	"value_max_2":       ValueMax2,
	"value_min":         Value.Min,
	"value_min_2":       ValueMin2,
	"value_or":          Value.Or,
	"value_pop":         Value.Pop,
	"value_pop_at":      Value.PopAt,
	"value_pos":         Value.Pos,
	"value_pow":         Value.Pow,
	"value_remove":      Value.Remove,
	"value_reverse":     Value.Reverse,
	"value_rshift":      Value.Shr,
	"value_setdefault":  Value.SetDefault,
	"value_slice":       Value.Slice,
	"value_slice_step":  Value.SliceStep,
	"value_sorted":      Value.Sorted,
	"value_sum":         Value.Sum,
	"value_unpack_2":    func(v Value) ([]Value, error) { return v.Unpack(2) },
	"value_update":      Value.Update,
	"value_values":      Value.Values,
	"value_xor":         Value.Xor,

	"zip": ZipList[Value, Value],

	"http_status_phrase":      HttpStatusPhrase,
	"http_status_description": HttpStatusDescription,
	"handler_send_error":      sendError,
	"bytes_decode":            BytesDecode,
	"bytes_repr":              BytesRepr,
}

func dumps(v Value, options valueDict) (string, error) {
	o := JSONOptions{}
	for name, option := range options.All() {
		switch name {
		case "indent":
			if n, ok := option.Int(); ok {
				o.HasIndent, o.Indent = true, strings.Repeat(" ", int(max(n, 0)))
			} else if s, ok := option.Str(); ok {
				o.HasIndent, o.Indent = true, s
			}
		case "ensure_ascii":
			o.Unicode = !option.Truth()
		case "sort_keys":
			o.SortKeys = option.Truth()
		case "allow_nan":
			if !option.Truth() {
				beyond(noSuchOption)
			}
		case "separators":
			l, _ := option.List()
			o.ItemSeparator, o.KeySeparator = l.Items[0].String(), l.Items[1].String()
		}
	}
	return JsonDumpsWith(v, o), nil
}

func sendError(code int64, message, explain Optional[string]) []byte {
	h := &Handler{Command: "GET", service: &Service{Silent: true}}
	h.SendErrorExplained(code, message, explain)
	varying := regexp.MustCompile("(Server|Date): .*\r")
	return varying.ReplaceAllFunc(h.answer.flushed(), func(line []byte) []byte {
		name, _, _ := bytes.Cut(line, []byte(":"))
		return []byte(string(name) + ": " + strings.ToUpper(string(name)) + "\r")
	})
}

func parsedURL[T any](read func(*ParseResult) (T, error)) func(string) (T, error) {
	return func(url string) (T, error) {
		p, err := UrllibParseUrlparse(url)
		if err != nil {
			var none T
			return none, err
		}
		return read(p)
	}
}
