package py

import "math"

// MathFsum is math.fsum(items): the sum as if it were rounded once (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997).
func MathFsum(items []float64) (float64, error) {
	var s exactSum
	for _, x := range items {
		if err := s.add(x); err != nil {
			return 0, err
		}
	}
	return s.total()
}

// Fsum is math.fsum(v).
func (v Value) Fsum() (float64, error) {
	items, err := v.Iter()
	if err != nil {
		return 0, err
	}
	var s exactSum
	for _, item := range items {
		x, err := ExpectFloat(item, "TypeError", "must be real number, not ", "", true)
		if err != nil {
			return 0, err
		}
		if err := s.add(x); err != nil {
			return 0, err
		}
	}
	return s.total()
}

// MathFsumItem is an element of a sum that no number of such elements overflows; a larger one is beyond.
func MathFsumItem(x float64) float64 {
	if math.Abs(x) > 1e290 && !math.IsInf(x, 0) {
		beyond("a sum of floats this large")
	}
	return x
}

// exactSum is the sum of floats, as floats that do not overlap, and what is not finite apart.
type exactSum struct {
	partials      []float64
	special, infs float64
}

func (s *exactSum) add(x float64) error {
	given, kept := x, 0
	for _, y := range s.partials {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		high := x + y
		low := y - (high - x)
		if low != 0 {
			s.partials[kept] = low
			kept++
		}
		x = high
	}
	s.partials = s.partials[:kept]
	switch {
	case x == 0:
	case !math.IsInf(x, 0) && !math.IsNaN(x):
		s.partials = append(s.partials, x)
	case !math.IsInf(given, 0) && !math.IsNaN(given):
		return OverflowError.New("intermediate overflow in fsum")
	default:
		if math.IsInf(given, 0) {
			s.infs += given
		}
		s.special += given
		s.partials = s.partials[:0]
	}
	return nil
}

func (s *exactSum) total() (float64, error) {
	if s.special != 0 {
		if math.IsNaN(s.infs) {
			return 0, ValueError.New("-inf + inf in fsum")
		}
		return s.special, nil
	}
	n := len(s.partials)
	if n == 0 {
		return 0, nil
	}
	n--
	high, low := s.partials[n], 0.0
	for n > 0 {
		x := high
		n--
		y := s.partials[n]
		high = x + y
		low = y - (high - x)
		if low != 0 {
			break
		}
	}
	// Half a unit in the last place goes to the even neighbour, unless what is left says otherwise.
	if n > 0 && (low < 0 && s.partials[n-1] < 0 || low > 0 && s.partials[n-1] > 0) {
		y := float64(low * 2)
		x := high + y
		if y == x-high {
			high = x
		}
	}
	return high, nil
}
