package py

// Add is d + delta.
func (d Datetime) Add(delta Timedelta) (Datetime, error) {
	return d.moved(delta, 1)
}

// SubDelta is d - delta.
func (d Datetime) SubDelta(delta Timedelta) (Datetime, error) {
	return d.moved(delta, -1)
}

func (d Datetime) moved(delta Timedelta, sign int64) (Datetime, error) {
	const most = 4e6 // days, more than there are between the years 1 and 9999
	if delta.days < -most || delta.days > most {
		return Datetime{}, OverflowError.New("date value out of range")
	}
	micros := (delta.days*daySeconds+delta.seconds)*1e6 + delta.microseconds
	clock := d.clock + sign*micros
	if clock < firstClock || clock >= endClock {
		return Datetime{}, OverflowError.New("date value out of range")
	}
	return Datetime{clock: clock, zone: d.zone}, nil
}

// Sub is d - other.
func (d Datetime) Sub(other Datetime) (Timedelta, error) {
	if (d.zone == nil) != (other.zone == nil) {
		return Timedelta{}, TypeError.New("can't subtract offset-naive and offset-aware datetimes")
	}
	return microsecondsOf(d.moment() - other.moment()), nil
}

// Less is d < other.
func (d Datetime) Less(other Datetime) (bool, error) {
	if (d.zone == nil) != (other.zone == nil) {
		return false, TypeError.New("can't compare offset-naive and offset-aware datetimes")
	}
	return d.moment() < other.moment(), nil
}
