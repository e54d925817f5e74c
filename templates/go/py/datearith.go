package py

import "time"

const (
	firstDay = -719162 // 0001-01-01
	lastDay  = 2932896 // 9999-12-31
)

// DatetimeDateFromisoformat is datetime.date.fromisoformat(text).
func DatetimeDateFromisoformat(text string) (Date, error) {
	p := isoParser{text: text}
	if n := len(text); n != 7 && n != 8 && n != 10 || !p.date(n) {
		return Date{}, ValueError.New("Invalid isoformat string: " + StrRepr(text))
	}
	return DatetimeDate(p.year, p.month, p.day)
}

// DatetimeDateToday is datetime.date.today().
func DatetimeDateToday() Date {
	return DatetimeDatetimeNow().Date()
}

func (d Date) time() time.Time {
	return time.Unix(d.days*daySeconds, 0).UTC()
}

// Year is d.year.
func (d Date) Year() int64 {
	return int64(d.time().Year())
}

// Month is d.month.
func (d Date) Month() int64 {
	return int64(d.time().Month())
}

// Day is d.day.
func (d Date) Day() int64 {
	return int64(d.time().Day())
}

// Add is d + delta: whole days of it.
func (d Date) Add(delta Timedelta) (Date, error) {
	return d.moved(delta.days)
}

// SubDelta is d - delta.
func (d Date) SubDelta(delta Timedelta) (Date, error) {
	return d.moved(-delta.days)
}

func (d Date) moved(days int64) (Date, error) {
	if sum := d.days + days; sum >= firstDay && sum <= lastDay {
		return Date{sum}, nil
	}
	return Date{}, OverflowError.New("date value out of range")
}

// Sub is d - other.
func (d Date) Sub(other Date) Timedelta {
	return Timedelta{days: d.days - other.days}
}

// Less is d < other.
func (d Date) Less(other Date) bool {
	return d.days < other.days
}
