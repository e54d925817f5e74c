package py

import "time"

// A clock that is put back shows the same for at most this long, in seconds.
const maxFold = 24 * 3600

// DatetimeDatetimeNow is datetime.datetime.now(), in the zone of the machine.
func DatetimeDatetimeNow() Datetime {
	micros := time.Now().UnixMicro()
	d, err := localDatetime(micros/1e6, micros%1e6)
	if err != nil {
		beyond("a clock outside of the years of datetime")
	}
	return d
}

// DatetimeDatetimeFromtimestamp is datetime.datetime.fromtimestamp(timestamp), in the zone of the machine.
func DatetimeDatetimeFromtimestamp(timestamp float64) (Datetime, error) {
	seconds, micros, err := stampMicroseconds(timestamp)
	if err != nil {
		return Datetime{}, err
	}
	return localDatetime(seconds, micros)
}

func localDatetime(seconds, micros int64) (Datetime, error) {
	clock, err := localClock(seconds)
	if err != nil {
		return Datetime{}, err
	}
	before, err := localClock(seconds - maxFold)
	if err != nil {
		return Datetime{}, err
	}
	fold := false
	if jump := clock - before - maxFold; jump < 0 {
		again, err := localClock(seconds + jump)
		if err != nil {
			return Datetime{}, err
		}
		fold = again == clock
	}
	return Datetime{clock: clock*1e6 + micros, fold: fold}, nil
}

// localClock is what the clock of the machine shows at a moment.
func localClock(seconds int64) (int64, error) {
	if err := inYears(seconds); err != nil {
		return 0, err
	}
	_, offset := time.Unix(seconds, 0).Local().Zone()
	return seconds + int64(offset), inYears(seconds + int64(offset))
}

// Timestamp is d.timestamp(); without a zone d is in that of the machine.
func (d Datetime) Timestamp() float64 {
	if d.zone != nil {
		return TrueDivBy(d.moment(), 1e6)
	}
	clock, micros := floorDivmod(d.clock, 1e6)
	return float64(momentOf(clock, d.fold)) + float64(micros)/1e6
}

// momentOf is when the clock of the machine shows this, as datetime finds it.
func momentOf(clock int64, fold bool) int64 {
	show := func(moment int64) int64 {
		shown, err := localClock(moment)
		if err != nil {
			beyond("a moment outside of the years of datetime")
		}
		return shown
	}
	a := show(clock) - clock
	first := clock - a
	shown := show(first)
	b := shown - first
	if shown == clock {
		other := first - maxFold
		if fold {
			other = first + maxFold
		}
		if b = show(other) - other; a == b {
			return first
		}
	}
	second := clock - b
	switch {
	case show(second) == clock:
		return second
	case shown == clock:
		return first
	case fold:
		return min(first, second)
	}
	return max(first, second)
}
