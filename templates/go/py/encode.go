package py

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"
)

// JSON is a value that can be written as JSON.
type JSON interface {
	EncodeJSON(e *Encoder)
}

// JSONFunc makes JSON of a function that writes it.
type JSONFunc func(e *Encoder)

// EncodeJSON calls f.
func (f JSONFunc) EncodeJSON(e *Encoder) {
	f(e)
}

// JSONOptions are the options of json.dumps. The zero value is that of json.dumps without options.
type JSONOptions struct {
	ItemSeparator string // ", " when empty, "," with Indent
	KeySeparator  string // ": " when empty
	Indent        string
	HasIndent     bool
	Unicode       bool // ensure_ascii=False
	SortKeys      bool
}

// An Encoder writes JSON with the bytes of CPython's json.dumps.
type Encoder struct {
	out      []byte
	options  JSONOptions
	objects  []object
	depth    int
	nonEmpty bool // whether the list or object that is open has an item
}

// An object is one that is open and whose members will be sorted.
type object struct {
	start   int
	members []member
}

type member struct {
	key   string
	start int
}

var encoders = sync.Pool{New: func() any { return &Encoder{out: make([]byte, 0, 1024)} }}

// JsonDumps is json.dumps(v).
func JsonDumps(v JSON) string {
	return JsonDumpsWith(v, JSONOptions{})
}

// JsonDumpsWith is json.dumps(v, …).
func JsonDumpsWith(v JSON, options JSONOptions) string {
	e := newEncoder(options)
	v.EncodeJSON(e)
	s := string(e.out)
	e.free()
	return s
}

// appendJSON appends json.dumps(v, …) to out.
func appendJSON(out []byte, v JSON, options JSONOptions) []byte {
	e := newEncoder(options)
	v.EncodeJSON(e)
	out = append(out, e.out...)
	e.free()
	return out
}

func newEncoder(options JSONOptions) *Encoder {
	if options.KeySeparator == "" {
		options.KeySeparator = ": "
	}
	if options.ItemSeparator == "" {
		options.ItemSeparator = ", "
		if options.HasIndent {
			options.ItemSeparator = ","
		}
	}
	e := encoders.Get().(*Encoder)
	e.options = options
	return e
}

func (e *Encoder) free() {
	if cap(e.out) > 1<<20 {
		return
	}
	*e = Encoder{out: e.out[:0]}
	encoders.Put(e)
}

// BeginObject opens an object.
func (e *Encoder) BeginObject() {
	e.open('{')
	if e.options.SortKeys {
		e.objects = append(e.objects, object{start: len(e.out)})
	}
}

// EndObject closes it.
func (e *Encoder) EndObject() {
	if e.options.SortKeys {
		e.sortMembers()
	}
	e.close('}')
}

// Key writes the key of the next member; its value is to be written next.
func (e *Encoder) Key(key string) *Encoder {
	if e.options.SortKeys {
		last := &e.objects[len(e.objects)-1]
		last.members = append(last.members, member{key: key, start: len(e.out)})
	}
	e.separate()
	e.Str(key)
	e.out = append(e.out, e.options.KeySeparator...)
	return e
}

// BeginList opens a list.
func (e *Encoder) BeginList() {
	e.open('[')
}

// EndList closes it.
func (e *Encoder) EndList() {
	e.close(']')
}

// Item begins the next item of a list; its value is to be written next.
func (e *Encoder) Item() *Encoder {
	e.separate()
	return e
}

// Null writes None.
func (e *Encoder) Null() {
	e.out = append(e.out, "null"...)
}

// Bool writes a bool.
func (e *Encoder) Bool(b bool) {
	e.out = strconv.AppendBool(e.out, b)
}

// Int writes an int.
func (e *Encoder) Int(n int64) {
	e.out = strconv.AppendInt(e.out, n, 10)
}

// Float writes a float as its repr.
func (e *Encoder) Float(x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		e.notFinite(x)
		return
	}
	e.out = AppendFloat(e.out, x)
}

// Str writes a str.
func (e *Encoder) Str(s string) {
	e.out = appendQuoted(e.out, s, !e.options.Unicode)
}

// JSON writes a value that can write itself.
func (e *Encoder) JSON(v JSON) {
	v.EncodeJSON(e)
}

func (e *Encoder) notFinite(x float64) {
	switch {
	case math.IsNaN(x):
		e.out = append(e.out, "NaN"...)
	case x > 0:
		e.out = append(e.out, "Infinity"...)
	default:
		e.out = append(e.out, "-Infinity"...)
	}
}

func (e *Encoder) open(bracket byte) {
	if e.depth++; e.depth > maxDepth {
		beyond("a nesting that is too deep")
	}
	e.out = append(e.out, bracket)
	e.nonEmpty = false
}

func (e *Encoder) close(bracket byte) {
	e.depth--
	if e.nonEmpty {
		e.newLine()
	}
	e.out = append(e.out, bracket)
	e.nonEmpty = true
}

func (e *Encoder) separate() {
	if e.nonEmpty {
		e.out = append(e.out, e.options.ItemSeparator...)
	}
	e.nonEmpty = true
	e.newLine()
}

func (e *Encoder) newLine() {
	if !e.options.HasIndent {
		return
	}
	e.out = append(e.out, '\n')
	for range e.depth {
		e.out = append(e.out, e.options.Indent...)
	}
}

// sortMembers sorts the members of the object that is open; they were written in the order of the dict.
func (e *Encoder) sortMembers() {
	o := e.objects[len(e.objects)-1]
	e.objects = e.objects[:len(e.objects)-1]
	byKey := func(a, b member) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return 0
	}
	if slices.IsSortedFunc(o.members, byKey) {
		return
	}
	separator := len(e.options.ItemSeparator)
	texts := make(map[int][]byte, len(o.members))
	for i, m := range o.members {
		start, end := m.start, len(e.out)
		if i > 0 {
			start += separator
		}
		if i+1 < len(o.members) {
			end = o.members[i+1].start
		}
		texts[m.start] = bytes.Clone(e.out[start:end])
	}
	slices.SortStableFunc(o.members, byKey)
	e.out = e.out[:o.start]
	for i, m := range o.members {
		if i > 0 {
			e.out = append(e.out, e.options.ItemSeparator...)
		}
		e.out = append(e.out, texts[m.start]...)
	}
}

// appendQuoted appends s in quotes; what needs no escape is copied in runs.
func appendQuoted(out []byte, s string, ascii bool) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && (c < 0x7f || !ascii) {
			i++
			continue
		}
		out = append(out, s[start:i]...)
		r, width := rune(c), 1
		if c >= utf8.RuneSelf {
			r, width = utf8.DecodeRuneInString(s[i:])
		}
		out = appendJSONEscape(out, r)
		i += width
		start = i
	}
	out = append(out, s[start:]...)
	return append(out, '"')
}

func appendJSONEscape(out []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(out, '\\', byte(r))
	case '\n':
		return append(out, `\n`...)
	case '\r':
		return append(out, `\r`...)
	case '\t':
		return append(out, `\t`...)
	case '\f':
		return append(out, `\f`...)
	case '\b':
		return append(out, `\b`...)
	}
	if r > 0xffff {
		r -= 0x10000
		out = appendHex(append(out, `\u`...), 0xd800+r>>10, 4)
		r = 0xdc00 + r&0x3ff
	}
	return appendHex(append(out, `\u`...), r, 4)
}
