package py

import "maps"

// timeHelpers are the functions behind the tables about times.
var timeHelpers = map[string]any{
	"datetime_date":           ofDate(Date.Isoformat),
	"datetime_date_isoformat": ofDate(Date.String),
	"datetime_date_strftime": func(year, month, day int64, format string) (string, error) {
		d, err := DatetimeDate(year, month, day)
		if err != nil {
			return "", err
		}
		return d.Strftime(format), nil
	},
	"datetime_date_weekday": ofDate(Date.Weekday),
	"datetime_date_year":    ofDate(Date.Year),
	"datetime_date_month":   ofDate(Date.Month),
	"datetime_date_day":     ofDate(Date.Day),
	"datetime_date_fromisoformat": func(text string) (string, error) {
		d, err := DatetimeDateFromisoformat(text)
		return d.Isoformat(), err
	},
	"datetime_date_add": func(year, month, day int64, days, seconds float64) (string, error) {
		return dateMovedBy(Date.Add, year, month, day, days, seconds)
	},
	"datetime_date_sub_delta": func(year, month, day int64, days, seconds float64) (string, error) {
		return dateMovedBy(Date.SubDelta, year, month, day, days, seconds)
	},
	"datetime_date_sub": func(year, month, day, days int64) (string, error) {
		d, err := DatetimeDate(year, month, day)
		return d.Sub(Date{days - 719163}).String(), err
	},
	"datetime_date_lt": func(year, month, day, days int64) (bool, error) {
		d, err := DatetimeDate(year, month, day)
		return d.Less(Date{days - 719163}), err
	},

	"datetime_datetime":           ofFields(Datetime.Isoformat),
	"datetime_datetime_date":      ofFields(func(d Datetime) string { return d.Date().Isoformat() }),
	"datetime_datetime_isoformat": ofFields(Datetime.Isoformat),
	"datetime_datetime_isoformat_utc": ofFields(func(d Datetime) string {
		d.zone = DatetimeUtc()
		return d.Isoformat()
	}),
	"datetime_datetime_isoformat_timespec": nil,
	"datetime_datetime_repr":               nil,
	"datetime_datetime_str":                ofFields(Datetime.String),
	"datetime_datetime_timestamp": ofFields(func(d Datetime) float64 {
		d.zone = DatetimeUtc()
		return d.Timestamp()
	}),
	"datetime_datetime_weekday": ofFields(func(d Datetime) Tuple3[int64, int64, int64] {
		return Tuple3[int64, int64, int64]{d.Weekday(), d.Weekday() + 1, d.Date().days + 719163}
	}),
	"datetime_datetime_strftime": func(year, month, day, hour, minute, second, microsecond int64, format string) (string, error) {
		d, err := DatetimeDatetime(year, month, day, hour, minute, second, microsecond)
		return d.Strftime(format), err
	},

	"datetime_datetime_strptime": func(text, format string) (string, error) {
		d, err := DatetimeDatetimeStrptime(text, format)
		return d.Isoformat(), err
	},
	"datetime_datetime_fromisoformat":    isoformatOf(DatetimeDatetimeFromisoformat),
	"datetime_datetime_fromtimestamp":    isoformatOf(DatetimeDatetimeFromtimestamp),
	"datetime_datetime_utcfromtimestamp": isoformatOf(DatetimeDatetimeUtcfromtimestamp),
	"datetime_datetime_fromtimestamp_utc": isoformatOf(func(timestamp float64) (Datetime, error) {
		return DatetimeDatetimeFromtimestampUtc(timestamp, DatetimeUtc())
	}),
	"datetime_datetime_add": func(timestamp, days, seconds float64) (string, error) {
		return movedBy(Datetime.Add, timestamp, days, seconds)
	},
	"datetime_datetime_add_seconds": func(timestamp, seconds float64) (string, error) {
		return movedBy(Datetime.Add, timestamp, 0, seconds)
	},
	"datetime_datetime_sub_delta": func(timestamp, days, seconds float64) (string, error) {
		return movedBy(Datetime.SubDelta, timestamp, days, seconds)
	},
	"datetime_datetime_lt": func(a, b float64) (bool, error) { return stamped(a).Less(stamped(b)) },
	"datetime_datetime_sub": func(a, b float64) (string, error) {
		d, err := stamped(a).Sub(stamped(b))
		return d.String(), err
	},

	"datetime_timedelta":               ofParts(parts),
	"datetime_timedelta_repr":          ofParts(Timedelta.Repr),
	"datetime_timedelta_str":           ofParts(Timedelta.String),
	"datetime_timedelta_total_seconds": ofParts(Timedelta.TotalSeconds),
	"datetime_timedelta_of_seconds": func(seconds float64) (Tuple3[int64, int64, int64], error) {
		d, err := DatetimeTimedelta(0, seconds, 0, 0, 0, 0, 0)
		return parts(d), err
	},
	"datetime_timedelta_add": func(a, b float64) (string, error) {
		d, err := lasting(a).Add(lasting(b))
		return d.String(), err
	},
	"datetime_timedelta_sub": func(a, b float64) (string, error) {
		d, err := lasting(a).Sub(lasting(b))
		return d.String(), err
	},
	"datetime_timedelta_lt": func(a, b float64) bool { return lasting(a).Less(lasting(b)) },

	"email_utils_formatdate":        EmailUtilsFormatdate,
	"email_utils_formatdate_usegmt": EmailUtilsFormatdateUsegmt,
	"handler_date_time_string":      func(timestamp float64) string { return HandlerDateTimeString(nil, timestamp) },
	"time_gmtime": func(seconds float64) ([]int64, error) {
		s, err := TimeGmtime(seconds)
		t := s.time
		return []int64{
			int64(t.Year()), int64(t.Month()), int64(t.Day()), int64(t.Hour()), int64(t.Minute()), int64(t.Second()),
			(int64(t.Weekday()) + 6) % 7, int64(t.YearDay()), 0,
		}, err
	},
	"time_strftime": func(format string, seconds float64) (string, error) {
		t, err := TimeGmtime(seconds)
		return TimeStrftime(format, t), err
	},
}

func dateMovedBy(move func(Date, Timedelta) (Date, error), year, month, day int64, days, seconds float64) (string, error) {
	d, err := DatetimeDate(year, month, day)
	if err != nil {
		return "", err
	}
	delta, err := DatetimeTimedelta(days, seconds, 0, 0, 0, 0, 0)
	if err != nil {
		return "", err
	}
	d, err = move(d, delta)
	return d.Isoformat(), err
}

func ofDate[T any](read func(Date) T) any {
	return func(year, month, day int64) (T, error) {
		d, err := DatetimeDate(year, month, day)
		return read(d), err
	}
}

func ofFields[T any](read func(Datetime) T) any {
	return func(year, month, day, hour, minute, second, microsecond int64) (T, error) {
		d, err := DatetimeDatetime(year, month, day, hour, minute, second, microsecond)
		return read(d), err
	}
}

func ofParts[T any](read func(Timedelta) T) any {
	return func(days, seconds, microseconds float64) (T, error) {
		d, err := DatetimeTimedelta(days, seconds, microseconds, 0, 0, 0, 0)
		return read(d), err
	}
}

func parts(d Timedelta) Tuple3[int64, int64, int64] {
	return Tuple3[int64, int64, int64]{d.Days(), d.Seconds(), d.Microseconds()}
}

func isoformatOf[T any](make func(T) (Datetime, error)) any {
	return func(from T) (string, error) {
		d, err := make(from)
		return d.Isoformat(), err
	}
}

func stamped(timestamp float64) Datetime {
	d, err := DatetimeDatetimeUtcfromtimestamp(timestamp)
	if err != nil {
		panic(err)
	}
	return d
}

func lasting(seconds float64) Timedelta {
	d, err := DatetimeTimedelta(0, seconds, 0, 0, 0, 0, 0)
	if err != nil {
		panic(err)
	}
	return d
}

func movedBy(move func(Datetime, Timedelta) (Datetime, error), timestamp, days, seconds float64) (string, error) {
	delta, err := DatetimeTimedelta(days, seconds, 0, 0, 0, 0, 0)
	if err != nil {
		return "", err
	}
	d, err := move(stamped(timestamp), delta)
	return d.Isoformat(), err
}

func init() {
	maps.Copy(helpers, timeHelpers)
}
