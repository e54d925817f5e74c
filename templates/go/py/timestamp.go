package py

import (
	"math"
	"strconv"
)

// stampMicroseconds is a timestamp as whole seconds and microseconds, rounded half to even as datetime does.
func stampMicroseconds(timestamp float64) (seconds, microseconds int64, err error) {
	whole, fraction := math.Modf(timestamp)
	micros := math.RoundToEven(fraction * 1e6)
	if micros >= 1e6 {
		whole, micros = whole+1, micros-1e6
	} else if micros < 0 {
		whole, micros = whole-1, micros+1e6
	}
	seconds, err = stampSeconds(whole)
	return seconds, int64(micros), err
}

// stampSeconds is a float without fraction as a time_t whose year fits a C int.
func stampSeconds(whole float64) (int64, error) {
	switch {
	case math.IsNaN(whole):
		return 0, ValueError.New("Invalid value NaN (not a number)")
	case whole < -1<<63 || whole >= 1<<63:
		return 0, OverflowError.New("timestamp out of range for platform time_t")
	case whole < -67768040609740800 || whole > 67768036191676799:
		return 0, OSError.New("[Errno 75] Value too large for defined data type")
	}
	return int64(whole), nil
}

// inYears refuses seconds from 1970 on a clock outside of the years 1 to 9999.
func inYears(seconds int64) error {
	if seconds >= firstClock/1e6 && seconds < endClock/1e6 {
		return nil
	}
	return ValueError.New("year " + strconv.FormatInt(yearOf(seconds), 10) + " is out of range")
}

// yearOf is the year of seconds from 1970, of any size.
func yearOf(seconds int64) int64 {
	const era = 400 * 365.2425 * daySeconds
	eras, rest := floorDivmod(seconds, era)
	return eras*400 + Datetime{clock: rest * 1e6}.Year()
}

// DatetimeDatetimeUtcfromtimestamp is datetime.datetime.utcfromtimestamp(timestamp).
func DatetimeDatetimeUtcfromtimestamp(timestamp float64) (Datetime, error) {
	seconds, micros, err := stampMicroseconds(timestamp)
	if err == nil {
		err = inYears(seconds)
	}
	if err != nil {
		return Datetime{}, err
	}
	return Datetime{clock: seconds*1e6 + micros}, nil
}

// DatetimeDatetimeFromtimestampUtc is datetime.datetime.fromtimestamp(timestamp, zone).
func DatetimeDatetimeFromtimestampUtc(timestamp float64, zone *Timezone) (Datetime, error) {
	d, err := DatetimeDatetimeUtcfromtimestamp(timestamp)
	if err != nil {
		return Datetime{}, err
	}
	d.clock += zone.offset
	d.zone = zone
	if d.clock < firstClock || d.clock >= endClock {
		return Datetime{}, OverflowError.New("date value out of range")
	}
	return d, nil
}
