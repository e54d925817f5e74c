package py

import "math/big"

// BigIntGcd is math.gcd(a, b).
func BigIntGcd(a, b Int) Int {
	return intOfBig(new(big.Int).GCD(nil, nil, a.Abs().Big(), b.Abs().Big()))
}

// BigIntLcm is math.lcm(a, b).
func BigIntLcm(a, b Int) Int {
	if a.IsZero() || b.IsZero() {
		return Int{}
	}
	quotient, _ := a.FloorDiv(BigIntGcd(a, b))
	return quotient.Mul(b).Abs()
}

// BigIntFactorial is math.factorial(n).
func BigIntFactorial(n Int) (Int, error) {
	switch {
	case n.big != "":
		return Int{}, OverflowError.New("factorial() argument should not exceed 9223372036854775807")
	case n.small < 0:
		return Int{}, ValueError.New("factorial() not defined for negative values")
	case n.small > mostBits/64:
		beyond("an integer that fills the memory")
	}
	return intOfBig(new(big.Int).MulRange(1, n.small)), nil
}

// BigIntIsqrt is math.isqrt(n).
func BigIntIsqrt(n Int) (Int, error) {
	if n.sign() < 0 {
		return Int{}, ValueError.New("isqrt() argument must be nonnegative")
	}
	return intOfBig(new(big.Int).Sqrt(n.Big())), nil
}

// BigIntComb is math.comb(n, k).
func BigIntComb(n, k Int) (Int, error) {
	if err := naturalInts(n, k); err != nil {
		return Int{}, err
	}
	if k.Compare(n) > 0 {
		return Int{}, nil
	}
	if other := n.Sub(k); other.Compare(k) < 0 {
		k = other
	}
	product := falling(n, k)
	return intOfBig(product.Quo(product, new(big.Int).MulRange(1, k.small))), nil
}

// BigIntPerm is math.perm(n, k).
func BigIntPerm(n, k Int) (Int, error) {
	if err := naturalInts(n, k); err != nil {
		return Int{}, err
	}
	if k.Compare(n) > 0 {
		return Int{}, nil
	}
	return intOfBig(falling(n, k)), nil
}

// falling is n * (n - 1) * … of k factors.
func falling(n, k Int) *big.Int {
	if k.big != "" || k.small > mostBits/64 {
		beyond("an integer that fills the memory")
	}
	product, factor, one := big.NewInt(1), n.Big(), big.NewInt(1)
	for range k.small {
		product.Mul(product, factor)
		factor.Sub(factor, one)
	}
	return product
}

func naturalInts(n, k Int) error {
	return natural(int64(n.sign()), int64(k.sign()))
}
