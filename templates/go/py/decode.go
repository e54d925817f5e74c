package py

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JsonLoads is json.loads(s).
func JsonLoads(s string) (Value, error) {
	if strings.HasPrefix(s, "\ufeff") {
		return Value{}, jsonError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
	}
	d := decoder{text: s}
	d.skipSpace()
	v, err := d.value(0)
	if err != nil {
		return Value{}, err
	}
	d.skipSpace()
	if d.at != len(s) {
		return Value{}, jsonError("Extra data", s, d.at)
	}
	return v, nil
}

// JsonLoadsBytes is json.loads(b): UTF-8, UTF-16 or UTF-32, as the first bytes show.
func JsonLoadsBytes(b []byte) (Value, error) {
	s, err := decodeJSONBytes(b)
	if err != nil {
		return Value{}, err
	}
	return JsonLoads(s)
}

type decoder struct {
	text string
	at   int
}

// A jsonFault is a place in a text where it is no JSON.
type jsonFault struct {
	what, text string
	at         int
}

// before is the text up to the fault.
func (f jsonFault) before() string {
	return f.text[:min(f.at, len(f.text))]
}

// jsonError is a JSONDecodeError at a byte of the text; its words count characters.
func jsonError(what, text string, at int) error {
	fault := jsonFault{what, text, at}
	before := fault.before()
	lineStart := strings.LastIndexByte(before, '\n') + 1
	char := utf8.RuneCountInString(before)
	e := JSONDecodeError.New(what + ": line " + strconv.Itoa(strings.Count(before, "\n")+1) +
		" column " + strconv.Itoa(utf8.RuneCountInString(before[lineStart:])+1) + " (char " + strconv.Itoa(char) + ")")
	e.Payload = fault
	return e
}

func (d *decoder) fail(what string, at int) error {
	return jsonError(what, d.text, at)
}

func (d *decoder) skipSpace() {
	for d.at < len(d.text) {
		switch d.text[d.at] {
		case ' ', '\t', '\n', '\r':
			d.at++
		default:
			return
		}
	}
}

// peek is the next byte, or 0 at the end.
func (d *decoder) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

func (d *decoder) value(depth int) (Value, error) {
	if depth > maxDepth {
		beyond("a nesting that is too deep")
	}
	switch c := d.peek(); c {
	case '"':
		d.at++
		s, err := d.str()
		return Value{s}, err
	case '{':
		d.at++
		return d.object(depth)
	case '[':
		d.at++
		return d.list(depth)
	}
	for _, word := range jsonWords {
		if strings.HasPrefix(d.text[d.at:], word.text) {
			d.at += len(word.text)
			return word.value, nil
		}
	}
	return d.number()
}

var jsonWords = []struct {
	text  string
	value Value
}{
	{"null", Value{}},
	{"true", Value{true}},
	{"false", Value{false}},
	{"NaN", Value{math.NaN()}},
	{"Infinity", Value{math.Inf(1)}},
	{"-Infinity", Value{math.Inf(-1)}},
}

func (d *decoder) object(depth int) (Value, error) {
	object := NewDict[string, Value]()
	d.skipSpace()
	if d.peek() == '}' {
		d.at++
		return Value{object}, nil
	}
	for {
		if d.peek() != '"' {
			return Value{}, d.fail("Expecting property name enclosed in double quotes", d.at)
		}
		d.at++
		key, err := d.str()
		if err != nil {
			return Value{}, err
		}
		d.skipSpace()
		if d.peek() != ':' {
			return Value{}, d.fail("Expecting ':' delimiter", d.at)
		}
		d.at++
		d.skipSpace()
		item, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		object.Set(key, item)
		d.skipSpace()
		switch d.peek() {
		case '}':
			d.at++
			return Value{object}, nil
		case ',':
			d.at++
		default:
			return Value{}, d.fail("Expecting ',' delimiter", d.at)
		}
		d.skipSpace()
	}
}

func (d *decoder) list(depth int) (Value, error) {
	list := &List[Value]{}
	d.skipSpace()
	if d.peek() == ']' {
		d.at++
		return Value{list}, nil
	}
	for {
		item, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		list.Items = append(list.Items, item)
		d.skipSpace()
		switch d.peek() {
		case ']':
			d.at++
			return Value{list}, nil
		case ',':
			d.at++
		default:
			return Value{}, d.fail("Expecting ',' delimiter", d.at)
		}
		d.skipSpace()
	}
}

func (d *decoder) number() (Value, error) {
	start := d.at
	end := start
	digits := func() int {
		first := end
		for end < len(d.text) && d.text[end]-'0' <= 9 {
			end++
		}
		return end - first
	}
	if end < len(d.text) && d.text[end] == '-' {
		end++
	}
	if end < len(d.text) && d.text[end] == '0' {
		end++
	} else if digits() == 0 {
		return Value{}, d.fail("Expecting value", start)
	}
	whole := end
	if end < len(d.text) && d.text[end] == '.' {
		end++
		if digits() == 0 {
			end = whole
		}
	}
	if mark := end; end < len(d.text) && d.text[end]|0x20 == 'e' {
		end++
		if end < len(d.text) && (d.text[end] == '+' || d.text[end] == '-') {
			end++
		}
		if digits() == 0 {
			end = mark
		}
	}
	d.at = end
	text := d.text[start:end]
	if end == whole {
		n, err := BigIntParse(text)
		return AnyIntValue(n), err
	}
	x, _ := strconv.ParseFloat(text, 64)
	return Value{x}, nil
}

// str reads a string whose opening quote has been read.
func (d *decoder) str() (string, error) {
	begin := d.at - 1
	start := d.at
	var b strings.Builder
	for {
		if d.at >= len(d.text) {
			return "", d.fail("Unterminated string starting at", begin)
		}
		switch c := d.text[d.at]; {
		case c == '"':
			if b.Len() == 0 {
				d.at++
				return d.text[start : d.at-1], nil
			}
			b.WriteString(d.text[start:d.at])
			d.at++
			return b.String(), nil
		case c < ' ':
			return "", d.fail("Invalid control character at", d.at)
		case c == '\\':
			b.WriteString(d.text[start:d.at])
			r, err := d.escape(begin)
			if err != nil {
				return "", err
			}
			b.WriteRune(r)
			start = d.at
		default:
			d.at++
		}
	}
}

// escape reads an escape from its backslash on.
func (d *decoder) escape(begin int) (rune, error) {
	backslash := d.at
	d.at++
	if d.at >= len(d.text) {
		return 0, d.fail("Unterminated string starting at", begin)
	}
	c := d.text[d.at]
	d.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
	default:
		return 0, d.fail("Invalid \\escape", backslash)
	}
	r, ok := d.hex4(d.at)
	if !ok {
		return 0, d.fail("Invalid \\uXXXX escape", d.at-1)
	}
	d.at += 4
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	if r < 0xdc00 && strings.HasPrefix(d.text[d.at:], `\u`) {
		low, ok := d.hex4(d.at + 2)
		if !ok && d.at+2 < len(d.text) {
			// CPython looks at the second half before it knows whether it is one.
			return 0, d.fail("Invalid \\uXXXX escape", d.at+1)
		}
		if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
			d.at += 6
			return pair, nil
		}
	}
	beyond("a lone surrogate")
	return 0, nil
}

func (d *decoder) hex4(at int) (rune, bool) {
	if at+4 > len(d.text) {
		return 0, false
	}
	n := rune(0)
	for i := range 4 {
		c := d.text[at+i]
		if !isDigit(c, 16) {
			return 0, false
		}
		if c >= 'A' {
			c += 9
		}
		n = n<<4 | rune(c&15)
	}
	return n, true
}
