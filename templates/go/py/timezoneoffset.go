package py

// DatetimeTimezone is datetime.timezone(offset).
func DatetimeTimezone(offset Timedelta) (*Timezone, error) {
	micros := (offset.days*daySeconds+offset.seconds)*1e6 + offset.microseconds
	if offset.days < -1 || offset.days > 0 || offset == (Timedelta{days: -1}) {
		return nil, ValueError.New("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not " +
			offset.Repr() + ".")
	}
	if micros == 0 {
		return zoneUTC, nil
	}
	return &Timezone{offset: micros}, nil
}
