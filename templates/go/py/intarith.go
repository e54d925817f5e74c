package py

import (
	"math"
	"math/big"
	"math/bits"
)

// mostBits is the size of an integer that is not computed any more: a request that needs one would fill the memory.
const mostBits = 1 << 33

// Add is n + m.
func (n Int) Add(m Int) Int {
	if n.big == "" && m.big == "" {
		if sum := n.small + m.small; (n.small^sum)&(m.small^sum) >= 0 {
			return Int{small: sum}
		}
	}
	return intOfBig(new(big.Int).Add(n.Big(), m.Big()))
}

// Sub is n - m.
func (n Int) Sub(m Int) Int {
	if n.big == "" && m.big == "" {
		if rest := n.small - m.small; (n.small^m.small)&(n.small^rest) >= 0 {
			return Int{small: rest}
		}
	}
	return intOfBig(new(big.Int).Sub(n.Big(), m.Big()))
}

// Mul is n * m.
func (n Int) Mul(m Int) Int {
	if n.big == "" && m.big == "" {
		hi, lo := bits.Mul64(uint64(n.small), uint64(m.small))
		if n.small < 0 {
			hi -= uint64(m.small)
		}
		if m.small < 0 {
			hi -= uint64(n.small)
		}
		if int64(hi) == int64(lo)>>63 {
			return Int{small: int64(lo)}
		}
	}
	return intOfBig(new(big.Int).Mul(n.Big(), m.Big()))
}

// Neg is -n.
func (n Int) Neg() Int {
	return Int{}.Sub(n)
}

// Abs is abs(n).
func (n Int) Abs() Int {
	if n.sign() < 0 {
		return n.Neg()
	}
	return n
}

// Invert is ~n.
func (n Int) Invert() Int {
	return NewInt(-1).Sub(n)
}

// IsZero is n == 0.
func (n Int) IsZero() bool {
	return n == Int{}
}

// FloorDiv is n // m, rounded towards minus infinity.
func (n Int) FloorDiv(m Int) (Int, error) {
	quotient, _, err := n.divmod(m, "integer division or modulo by zero")
	return quotient, err
}

// Mod is n % m; it has the sign of m.
func (n Int) Mod(m Int) (Int, error) {
	_, rest, err := n.divmod(m, "integer modulo by zero")
	return rest, err
}

// FloorDivBy is n // m where m is known not to be 0.
func (n Int) FloorDivBy(m Int) Int {
	quotient, _ := n.FloorDiv(m)
	return quotient
}

// ModBy is n % m where m is known not to be 0.
func (n Int) ModBy(m Int) Int {
	rest, _ := n.Mod(m)
	return rest
}

// DivMod is divmod(n, m).
func (n Int) DivMod(m Int) (Tuple2[Int, Int], error) {
	quotient, rest, err := n.divmod(m, "integer division or modulo by zero")
	return Tuple2[Int, Int]{quotient, rest}, err
}

func (n Int) divmod(m Int, zero string) (quotient, rest Int, err error) {
	if m.IsZero() {
		return Int{}, Int{}, ZeroDivisionError.New(zero)
	}
	if n.big == "" && m.big == "" && m.small != -1 {
		q, r := n.small/m.small, n.small%m.small
		if r != 0 && (r < 0) != (m.small < 0) {
			q, r = q-1, r+m.small
		}
		return Int{small: q}, Int{small: r}, nil
	}
	divisor := m.Big()
	q, r := new(big.Int).QuoRem(n.Big(), divisor, new(big.Int))
	if r.Sign() != 0 && r.Sign() != divisor.Sign() {
		q.Sub(q, big.NewInt(1))
		r.Add(r, divisor)
	}
	return intOfBig(q), intOfBig(r), nil
}

// TrueDiv is n / m: the float nearest to the exact quotient.
func (n Int) TrueDiv(m Int) (float64, error) {
	if n.big == "" && m.big == "" {
		return TrueDiv(n.small, m.small)
	}
	if m.IsZero() {
		return 0, ZeroDivisionError.New("division by zero")
	}
	if n.IsZero() {
		return math.Copysign(0, float64(m.sign())), nil
	}
	quotient, _ := new(big.Rat).SetFrac(n.Big(), m.Big()).Float64()
	if math.IsInf(quotient, 0) {
		return 0, OverflowError.New("integer division result too large for a float")
	}
	return quotient, nil
}

// Pow is n ** m of two integers where m is not negative; a float, which a negative one gives, is beyond.
func (n Int) Pow(m Int) Int {
	if m.sign() < 0 {
		beyond("an integer to a negative power")
	}
	switch n {
	case Int{}, NewInt(1):
		if m.IsZero() {
			return NewInt(1)
		}
		return n
	case NewInt(-1):
		return NewInt(1 - 2*int64(m.Big().Bit(0)))
	}
	base := n.Big()
	if m.big != "" || m.small > mostBits/int64(base.BitLen()) {
		beyond("an integer that fills the memory")
	}
	return intOfBig(new(big.Int).Exp(base, m.Big(), nil))
}

// PowMod is pow(n, m, modulus).
func (n Int) PowMod(m, modulus Int) (Int, error) {
	if modulus.IsZero() {
		return Int{}, ValueError.New("pow() 3rd argument cannot be 0")
	}
	wide := modulus.Big()
	positive := new(big.Int).Abs(wide)
	base := new(big.Int).Mod(n.Big(), positive)
	result := new(big.Int).Exp(base, m.Big(), positive)
	if result == nil {
		return Int{}, ValueError.New("base is not invertible for the given modulus")
	}
	if wide.Sign() < 0 && result.Sign() != 0 {
		result.Add(result, wide)
	}
	return intOfBig(result), nil
}

// Shl is n << m.
func (n Int) Shl(m Int) (Int, error) {
	if m.sign() < 0 {
		return Int{}, ValueError.New("negative shift count")
	}
	if n.IsZero() {
		return n, nil
	}
	if n.big == "" && m.big == "" && m.small < 63 && n.small<<m.small>>m.small == n.small {
		return Int{small: n.small << m.small}, nil
	}
	if m.big != "" || m.small > mostBits {
		beyond("an integer that fills the memory")
	}
	return intOfBig(new(big.Int).Lsh(n.Big(), uint(m.small))), nil
}

// Shr is n >> m.
func (n Int) Shr(m Int) (Int, error) {
	if m.sign() < 0 {
		return Int{}, ValueError.New("negative shift count")
	}
	count := BigIntClamp(m)
	if n.big == "" {
		return Int{small: n.small >> min(count, 63)}, nil
	}
	return intOfBig(new(big.Int).Rsh(n.Big(), uint(count))), nil
}

// And is n & m.
func (n Int) And(m Int) Int {
	if n.big == "" && m.big == "" {
		return Int{small: n.small & m.small}
	}
	return intOfBig(new(big.Int).And(n.Big(), m.Big()))
}

// Or is n | m.
func (n Int) Or(m Int) Int {
	if n.big == "" && m.big == "" {
		return Int{small: n.small | m.small}
	}
	return intOfBig(new(big.Int).Or(n.Big(), m.Big()))
}

// Xor is n ^ m.
func (n Int) Xor(m Int) Int {
	if n.big == "" && m.big == "" {
		return Int{small: n.small ^ m.small}
	}
	return intOfBig(new(big.Int).Xor(n.Big(), m.Big()))
}
