package py

import (
	"math"
	"math/big"
	"slices"
	"strings"
)

// BigIntLiteral is the integer with these decimal digits.
func BigIntLiteral(digits string) Int {
	n, _ := new(big.Int).SetString(digits, 10)
	return intOfBig(n)
}

// BigIntOfFloat is int(x).
func BigIntOfFloat(x float64) (Int, error) {
	switch {
	case math.IsNaN(x):
		return Int{}, ValueError.New("cannot convert float NaN to integer")
	case math.IsInf(x, 0):
		return Int{}, OverflowError.New("cannot convert float infinity to integer")
	}
	n, _ := big.NewFloat(x).Int(nil)
	return intOfBig(n), nil
}

// BigIntOfRounded is round(x).
func BigIntOfRounded(x float64) (Int, error) {
	return BigIntOfFloat(math.RoundToEven(x))
}

// BigIntSum is sum(items).
func BigIntSum(items []Int) Int {
	sum := Int{}
	for _, item := range items {
		sum = sum.Add(item)
	}
	return sum
}

// BigIntSumOfInts is sum(items).
func BigIntSumOfInts(items []int64) Int {
	sum := Int{}
	for _, item := range items {
		sum = sum.Add(NewInt(item))
	}
	return sum
}

// BigIntRoundDigits is round(n, digits): only negative digits change it.
func BigIntRoundDigits(n Int, digits int64) Int {
	if digits >= 0 {
		return n
	}
	value := n.Big()
	if float64(-digits) > float64(value.BitLen())*0.302+2 {
		return Int{}
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(-digits), nil)
	quotient, rest := new(big.Int).DivMod(value, unit, new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(unit)
	if half > 0 || half == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(1))
	}
	return intOfBig(quotient.Mul(quotient, unit))
}

// BigIntCompareFloat orders n and x exactly; with NaN the order is unordered.
func BigIntCompareFloat(n Int, x float64, unordered int64) int64 {
	switch {
	case math.IsNaN(x):
		return unordered
	case math.IsInf(x, 0):
		return -int64(math.Copysign(1, x))
	}
	whole, _ := new(big.Float).SetMode(big.ToNegativeInf).SetFloat64(math.Floor(x)).Int(nil)
	order := n.Big().Cmp(whole)
	if order == 0 && math.Floor(x) < x {
		return -1
	}
	return int64(order)
}

// BigIntIndex is n as an index.
func BigIntIndex(n Int) (int64, error) {
	if n.big != "" {
		return 0, IndexError.New("cannot fit 'int' into an index-sized integer")
	}
	return n.small, nil
}

// BigIntSize is n as a number of repetitions.
func BigIntSize(n Int) (int64, error) {
	if n.big != "" {
		return 0, OverflowError.New("cannot fit 'int' into an index-sized integer")
	}
	return n.small, nil
}

// BigIntClamp is n as a bound of a slice: beyond the ends it is at the ends.
func BigIntClamp(n Int) int64 {
	switch {
	case n.big == "":
		return n.small
	case n.big[0] == '-':
		return math.MinInt64
	}
	return math.MaxInt64
}

// BigIntBitLength is n.bit_length().
func BigIntBitLength(n Int) int64 {
	return int64(n.Big().BitLen())
}

// BigIntBitCount is n.bit_count().
func BigIntBitCount(n Int) int64 {
	count := int64(0)
	for _, b := range n.Big().Bytes() {
		count += IntBitCount(int64(b))
	}
	return count
}

// BigIntToBytes is n.to_bytes(length, order).
func BigIntToBytes(n Int, length int64, order string) ([]byte, error) {
	if length < 0 {
		return nil, ValueError.New("length argument must be non-negative")
	}
	if n.sign() < 0 {
		return nil, OverflowError.New("can't convert negative int to unsigned")
	}
	b := n.Big().Bytes()
	if int64(len(b)) > length {
		return nil, OverflowError.New("int too big to convert")
	}
	out := append(make([]byte, length-int64(len(b))), b...)
	if order == "little" {
		slices.Reverse(out)
	}
	return out, nil
}

// BigIntFromBytes is int.from_bytes(b, order).
func BigIntFromBytes(b []byte, order string) Int {
	if order == "little" {
		b = slices.Clone(b)
		slices.Reverse(b)
	}
	return intOfBig(new(big.Int).SetBytes(b))
}

// BigIntBin is bin(n).
func BigIntBin(n Int) string {
	return bigRadix("0b", n, 2)
}

// BigIntOct is oct(n).
func BigIntOct(n Int) string {
	return bigRadix("0o", n, 8)
}

// BigIntHex is hex(n).
func BigIntHex(n Int) string {
	return bigRadix("0x", n, 16)
}

func bigRadix(prefix string, n Int, base int) string {
	digits := n.Big().Text(base)
	if magnitude, negative := strings.CutPrefix(digits, "-"); negative {
		return "-" + prefix + magnitude
	}
	return prefix + digits
}
