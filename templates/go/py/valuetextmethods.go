package py

import "strings"

// ValueLower is v.lower().
func ValueLower(v Value) (string, error) {
	s, err := v.StrOr("lower")
	return StrLower(s), err
}

// ValueUpper is v.upper().
func ValueUpper(v Value) (string, error) {
	s, err := v.StrOr("upper")
	return StrUpper(s), err
}

// ValueStrip is v.strip().
func ValueStrip(v Value) (string, error) {
	s, err := v.StrOr("strip")
	return StrStrip(s), err
}

// ValueSplit is v.split().
func ValueSplit(v Value) ([]string, error) {
	s, err := v.StrOr("split")
	return StrSplitWhitespace(s), err
}

// ValueEncode is v.encode().
func ValueEncode(v Value) ([]byte, error) {
	s, err := v.StrOr("encode")
	return []byte(s), err
}

// ValueIsdigit is v.isdigit().
func ValueIsdigit(v Value) (bool, error) {
	s, err := v.StrOr("isdigit")
	return StrIsdigit(s), err
}

// ValueStartswith is v.startswith(affix).
func ValueStartswith(v, affix Value) (bool, error) {
	s, err := v.StrOr("startswith")
	if err != nil {
		return false, err
	}
	start, ok := affix.Str()
	if !ok {
		return false, TypeError.New("startswith first arg must be str or a tuple of str, not " + affix.TypeName())
	}
	return strings.HasPrefix(s, start), nil
}

// ValueReplace is v.replace(old, replacement).
func ValueReplace(v, old, replacement Value) (string, error) {
	s, err := v.StrOr("replace")
	if err != nil {
		return "", err
	}
	texts := [2]string{}
	for i, argument := range []Value{old, replacement} {
		text, ok := argument.Str()
		if !ok {
			name := argument.TypeName()
			if argument.IsNone() {
				name = "None"
			}
			return "", TypeError.New("replace() argument " + IntRepr(int64(i)+1) + " must be str, not " + name)
		}
		texts[i] = text
	}
	return strings.ReplaceAll(s, texts[0], texts[1]), nil
}
