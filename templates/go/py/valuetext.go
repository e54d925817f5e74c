package py

import (
	"strconv"
	"strings"
)

// String is str(v).
func (v Value) String() string {
	if s, ok := v.held.(string); ok {
		return s
	}
	return v.Repr()
}

// Repr is repr(v).
func (v Value) Repr() string {
	var b strings.Builder
	v.writeRepr(&b, nil)
	return b.String()
}

// writeRepr writes repr(v); a list or dict that is already open shows as [...] or {...}.
func (v Value) writeRepr(b *strings.Builder, open []any) {
	if len(open) > maxDepth {
		beyond("a nesting that is too deep")
	}
	switch held := v.held.(type) {
	case nil:
		b.WriteString("None")
	case bool:
		b.WriteString(BoolRepr(held))
	case int64:
		b.WriteString(strconv.FormatInt(held, 10))
	case Int:
		b.WriteString(held.String())
	case float64:
		b.WriteString(FloatRepr(held))
	case string:
		b.WriteString(StrRepr(held))
	case *List[Value]:
		if isOpen(open, held) {
			b.WriteString("[...]")
			return
		}
		b.WriteByte('[')
		for i, item := range held.Items {
			if i > 0 {
				b.WriteString(", ")
			}
			item.writeRepr(b, append(open, held))
		}
		b.WriteByte(']')
	case *Dict[string, Value]:
		if isOpen(open, held) {
			b.WriteString("{...}")
			return
		}
		b.WriteByte('{')
		first := true
		for key, item := range held.All() {
			if !first {
				b.WriteString(", ")
			}
			first = false
			b.WriteString(StrRepr(key))
			b.WriteString(": ")
			item.writeRepr(b, append(open, held))
		}
		b.WriteByte('}')
	}
}

func isOpen(open []any, held any) bool {
	for _, o := range open {
		if o == held {
			return true
		}
	}
	return false
}
