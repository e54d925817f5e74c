package py

import (
	"fmt"
	"strconv"
	"time"
)

// A Date is a datetime.date.
type Date struct {
	days int64 // from 1970-01-01
}

// DatetimeDate is datetime.date(year, month, day).
func DatetimeDate(year, month, day int64) (Date, error) {
	switch {
	case year < 1 || year > 9999:
		return Date{}, ValueError.New("year " + strconv.FormatInt(year, 10) + " is out of range")
	case month < 1 || month > 12:
		return Date{}, ValueError.New("month must be in 1..12")
	case day < 1 || day > 31:
		return Date{}, ValueError.New("day is out of range for month")
	}
	t := time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC)
	if int64(t.Day()) != day {
		return Date{}, ValueError.New("day is out of range for month")
	}
	return Date{t.Unix() / daySeconds}, nil
}

// Isoformat is d.isoformat().
func (d Date) Isoformat() string {
	t := time.Unix(d.days*daySeconds, 0).UTC()
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
}

// String is str(d).
func (d Date) String() string {
	return d.Isoformat()
}

// Weekday is d.weekday(); Monday is 0.
func (d Date) Weekday() int64 {
	_, day := floorDivmod(d.days+3, 7)
	return day
}
