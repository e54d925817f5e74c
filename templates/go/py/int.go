package py

import (
	"cmp"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// An Int is an integer of any size that can be compared with ==; the zero Int is 0.
type Int struct {
	small int64
	big   string // of one that needs more than 64 bits: its sign, and the bytes of its magnitude, the highest first; else empty
}

// maxDigits is how many decimal digits CPython reads and writes.
const maxDigits = 4300

// NewInt makes an Int.
func NewInt(n int64) Int {
	return Int{small: n}
}

// Int64 is the value, and whether it fits.
func (n Int) Int64() (int64, bool) {
	return n.small, n.big == ""
}

// Narrow is the value as a native integer; one that does not fit is beyond.
func (n Int) Narrow() int64 {
	if n.big != "" {
		beyond(beyondInt)
	}
	return n.small
}

// NewUint makes an Int.
func NewUint(n uint64) Int {
	return intOfBig(new(big.Int).SetUint64(n))
}

// Big is the value as the standard library computes with it.
func (n Int) Big() *big.Int {
	if n.big == "" {
		return big.NewInt(n.small)
	}
	value := new(big.Int).SetBytes([]byte(n.big[1:]))
	if n.big[0] == '-' {
		value.Neg(value)
	}
	return value
}

// intOfBig is the value as it is held: one that fits is small.
func intOfBig(value *big.Int) Int {
	if value.IsInt64() {
		return Int{small: value.Int64()}
	}
	sign := "+"
	if value.Sign() < 0 {
		sign = "-"
	}
	return Int{big: sign + string(value.Bytes())}
}

// String is str(n); where that raises ValueError it is beyond.
func (n Int) String() string {
	text, err := n.Text()
	if err != nil {
		beyond("the text of an integer of that many digits")
	}
	return text
}

// Text is str(n).
func (n Int) Text() (string, error) {
	if n.big == "" {
		return strconv.FormatInt(n.small, 10), nil
	}
	// A decimal digit has more than 3.32 bits, a byte less than 2.41 digits.
	if len(n.big) <= maxDigits/3 {
		return n.Big().String(), nil
	}
	tooLong := ValueError.New("Exceeds the limit (4300 digits) for integer string conversion; " +
		"use sys.set_int_max_str_digits() to increase the limit")
	if len(n.big) > maxDigits {
		return "", tooLong
	}
	text := n.Big().String()
	if len(strings.TrimPrefix(text, "-")) > maxDigits {
		return "", tooLong
	}
	return text, nil
}

// Compare orders n and m.
func (n Int) Compare(m Int) int {
	if n.big == "" && m.big == "" {
		return cmp.Compare(n.small, m.small)
	}
	if n.sign() != m.sign() {
		return cmp.Compare(n.sign(), m.sign())
	}
	if n.big == "" {
		return -n.sign()
	}
	if m.big == "" {
		return n.sign()
	}
	if len(n.big) != len(m.big) {
		return n.sign() * cmp.Compare(len(n.big), len(m.big))
	}
	return n.sign() * strings.Compare(n.big, m.big)
}

// sign is -1 or 1; a zero has the sign 1, which only Compare uses, between an Int and a bigger one.
func (n Int) sign() int {
	if n.big != "" && n.big[0] == '-' || n.big == "" && n.small < 0 {
		return -1
	}
	return 1
}

// Float is float(n).
func (n Int) Float() (float64, error) {
	if n.big == "" {
		return float64(n.small), nil
	}
	f, _ := new(big.Float).SetInt(n.Big()).Float64()
	if math.IsInf(f, 0) {
		return 0, OverflowError.New("int too large to convert to float")
	}
	return f, nil
}

// NearestFloat is float(n); where that raises OverflowError it is beyond.
func (n Int) NearestFloat() float64 {
	f, err := n.Float()
	if err != nil {
		beyond("an integer that no float is near")
	}
	return f
}

// BigIntParse is int(s) where the result has any size.
func BigIntParse(s string) (Int, error) {
	return BigIntParseBase(s, 10)
}

// IntParse is int(s); a result of more than 64 bits is beyond.
func IntParse(s string) (int64, error) {
	if n, ok := plainInt(s); ok {
		return n, nil
	}
	n, err := BigIntParseBase(s, 10)
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// IntParseBase is int(s, base); a result of more than 64 bits is beyond.
func IntParseBase(s string, base int64) (int64, error) {
	n, err := BigIntParseBase(s, base)
	if err != nil {
		return 0, err
	}
	return n.Narrow(), nil
}

// plainInt reads what most integers look like: a few digits.
func plainInt(s string) (int64, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	n := int64(0)
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			return 0, false
		}
		n = 10*n + int64(digit)
	}
	return n, true
}

// BigIntParseBase is int(s, base).
func BigIntParseBase(s string, base int64) (Int, error) {
	if base != 0 && (base < 2 || base > 36) {
		return Int{}, ValueError.New("int() base must be >= 2 and <= 36, or 0")
	}
	text := asciiDigits(s)
	digits, negative := text, false
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		negative = digits[0] == '-'
		digits = digits[1:]
	}
	radix := int(base)
	if len(digits) >= 2 && digits[0] == '0' {
		prefix := map[byte]int{'x': 16, 'o': 8, 'b': 2}[digits[1]|0x20]
		if prefix != 0 && (base == 0 || radix == prefix) {
			radix = prefix
			digits = strings.TrimPrefix(digits[2:], "_")
		}
	}
	decimalOnlyZero := false
	if radix == 0 {
		radix = 10
		decimalOnlyZero = digits != "" && digits[0] == '0'
	}
	number, ok := joinDigits(digits, radix)
	if radix&(radix-1) != 0 && len(number) > maxDigits {
		return Int{}, ValueError.New("Exceeds the limit (4300 digits) for integer string conversion: value has " +
			strconv.Itoa(len(number)) + " digits; use sys.set_int_max_str_digits() to increase the limit")
	}
	if ok && decimalOnlyZero && strings.Trim(number, "0") != "" {
		ok = false
	}
	if !ok {
		repr := StrRepr(s)
		return Int{}, ValueError.New("invalid literal for int() with base " + strconv.FormatInt(base, 10) + ": " + firstRunes(repr, 200))
	}
	return intOf(number, radix, negative), nil
}

// joinDigits gives the leading digits of s without the underscores between them, and whether s is nothing else.
func joinDigits(s string, radix int) (digits string, ok bool) {
	var b strings.Builder
	previous := byte(0)
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			if previous == '_' || b.Len() == 0 {
				return "", false
			}
		} else if !isDigit(c, radix) {
			break
		} else {
			b.WriteByte(c)
		}
		previous = c
	}
	if previous == '_' {
		return "", false
	}
	return b.String(), i == len(s) && b.Len() > 0
}

func isDigit(c byte, radix int) bool {
	switch {
	case '0' <= c && c <= '9':
		return int(c-'0') < radix
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return int(c|0x20-'a')+10 < radix
	}
	return false
}

func intOf(digits string, radix int, negative bool) Int {
	if negative {
		digits = "-" + digits
	}
	if n, err := strconv.ParseInt(digits, radix, 64); err == nil {
		return Int{small: n}
	}
	n, _ := new(big.Int).SetString(digits, radix)
	return intOfBig(n)
}

// asciiDigits strips whitespace and makes every decimal digit an ASCII digit; what else is not ASCII becomes '?'. As in CPython
// the separators U+001C to U+001F are no whitespace here.
func asciiDigits(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			s = strings.Map(asciiDigit, s)
			break
		}
	}
	return strings.Trim(s, " \t\n\v\f\r")
}

func asciiDigit(r rune) rune {
	if r < 0x80 {
		return r
	}
	if isSpace(r) {
		return ' '
	}
	zero, ok := decimals.find(r)
	if !ok {
		return '?'
	}
	return '0' + (r-zero)%10
}

// isSpace is str.isspace of a character.
func isSpace(r rune) bool {
	switch {
	case r <= ' ':
		return r == ' ' || '\t' <= r && r <= '\r' || 0x1c <= r && r <= 0x1f
	case r < 0x1680:
		return r == 0x85 || r == 0xa0
	}
	return r == 0x1680 || 0x2000 <= r && r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
