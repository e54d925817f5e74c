package py

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Timedelta is a datetime.timedelta: at most 999,999,999 days either way, with seconds and microseconds that are not negative.
type Timedelta struct {
	days, seconds, microseconds int64
}

const (
	daySeconds = 86400
	maxDays    = 999999999
)

// DatetimeTimedelta is datetime.timedelta(…) with all seven arguments.
func DatetimeTimedelta(days, seconds, microseconds, milliseconds, minutes, hours, weeks float64) (Timedelta, error) {
	total := new(big.Int)
	left := 0.0
	for _, part := range []struct {
		n      float64
		factor int64
	}{
		{microseconds, 1}, {milliseconds, 1e3}, {seconds, 1e6}, {minutes, 60e6}, {hours, 3600e6}, {days, daySeconds * 1e6}, {weeks, 7 * daySeconds * 1e6},
	} {
		if err := needsFinite(part.n); err != nil {
			return Timedelta{}, err
		}
		whole, fraction := math.Modf(part.n)
		total.Add(total, new(big.Int).Mul(wholeInt(whole), big.NewInt(part.factor)))
		whole, fraction = math.Modf(float64(float64(part.factor) * fraction))
		total.Add(total, wholeInt(whole))
		left += fraction
	}
	rounded := math.Round(left)
	if math.Abs(rounded-left) == 0.5 {
		odd := float64(total.Bit(0))
		rounded = 2*math.Round((left+odd)*0.5) - odd
	}
	return timedeltaOf(total.Add(total, wholeInt(rounded)))
}

// wholeInt is a float without fraction as an int.
func wholeInt(x float64) *big.Int {
	n, _ := big.NewFloat(x).Int(nil)
	return n
}

// needsFinite raises what int(x) raises for infinity and NaN.
func needsFinite(x float64) error {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		_, err := FloatInt(x)
		return err
	}
	return nil
}

func timedeltaOf(microseconds *big.Int) (Timedelta, error) {
	seconds, fraction := new(big.Int).DivMod(microseconds, big.NewInt(1e6), new(big.Int))
	days, rest := new(big.Int).DivMod(seconds, big.NewInt(daySeconds), new(big.Int))
	if !days.IsInt64() || days.Int64() != int64(int32(days.Int64())) {
		return Timedelta{}, OverflowError.New("Python int too large to convert to C int")
	}
	return normalTimedelta(days.Int64(), rest.Int64(), fraction.Int64())
}

// normalTimedelta carries from microseconds to seconds to days.
func normalTimedelta(days, seconds, microseconds int64) (Timedelta, error) {
	carry, microseconds := floorDivmod(microseconds, 1e6)
	more, seconds := floorDivmod(seconds+carry, daySeconds)
	d := Timedelta{days + more, seconds, microseconds}
	if d.days < -maxDays || d.days > maxDays {
		return Timedelta{}, OverflowError.New("days=" + strconv.FormatInt(d.days, 10) + "; must have magnitude <= " + strconv.Itoa(maxDays))
	}
	return d, nil
}

func floorDivmod(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

// Days is d.days.
func (d Timedelta) Days() int64 {
	return d.days
}

// Seconds is d.seconds.
func (d Timedelta) Seconds() int64 {
	return d.seconds
}

// Microseconds is d.microseconds.
func (d Timedelta) Microseconds() int64 {
	return d.microseconds
}

// Add is d + other.
func (d Timedelta) Add(other Timedelta) (Timedelta, error) {
	return normalTimedelta(d.days+other.days, d.seconds+other.seconds, d.microseconds+other.microseconds)
}

// Sub is d - other.
func (d Timedelta) Sub(other Timedelta) (Timedelta, error) {
	return normalTimedelta(d.days-other.days, d.seconds-other.seconds, d.microseconds-other.microseconds)
}

// Less is d < other.
func (d Timedelta) Less(other Timedelta) bool {
	if d.days != other.days {
		return d.days < other.days
	}
	if d.seconds != other.seconds {
		return d.seconds < other.seconds
	}
	return d.microseconds < other.microseconds
}

// TotalSeconds is d.total_seconds().
func (d Timedelta) TotalSeconds() float64 {
	micros := big.NewInt(d.days*daySeconds + d.seconds)
	micros.Mul(micros, big.NewInt(1e6)).Add(micros, big.NewInt(d.microseconds))
	x, _ := new(big.Rat).SetFrac(micros, big.NewInt(1e6)).Float64()
	return x
}

// String is str(d).
func (d Timedelta) String() string {
	var b strings.Builder
	if d.days != 0 {
		b.WriteString(strconv.FormatInt(d.days, 10) + " day")
		if d.days != 1 && d.days != -1 {
			b.WriteByte('s')
		}
		b.WriteString(", ")
	}
	fmt.Fprintf(&b, "%d:%02d:%02d", d.seconds/3600, d.seconds/60%60, d.seconds%60)
	if d.microseconds != 0 {
		fmt.Fprintf(&b, ".%06d", d.microseconds)
	}
	return b.String()
}

// Repr is repr(d).
func (d Timedelta) Repr() string {
	parts := []string{}
	for _, part := range []struct {
		name string
		n    int64
	}{{"days", d.days}, {"seconds", d.seconds}, {"microseconds", d.microseconds}} {
		if part.n != 0 {
			parts = append(parts, part.name+"="+strconv.FormatInt(part.n, 10))
		}
	}
	if len(parts) == 0 {
		parts = []string{"0"}
	}
	return "datetime.timedelta(" + strings.Join(parts, ", ") + ")"
}

// microsecondsOf is a number of microseconds as a timedelta.
func microsecondsOf(micros int64) Timedelta {
	d, _ := timedeltaOf(big.NewInt(micros))
	return d
}
