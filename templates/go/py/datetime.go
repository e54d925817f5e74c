package py

import (
	"fmt"
	"strconv"
	"time"
)

// A Datetime is a datetime.datetime, of the years 1 to 9999.
type Datetime struct {
	clock int64 // what the clock shows, as microseconds from 1970
	zone  *Timezone
	fold  bool // the second time that the clock shows this
}

const (
	firstClock = -62135596800 * 1000000 // 0001-01-01
	endClock   = 253402300800 * 1000000 // 10000-01-01
)

// DatetimeDatetime is datetime.datetime(year, month, day, hour, minute, second, microsecond).
func DatetimeDatetime(year, month, day, hour, minute, second, microsecond int64) (Datetime, error) {
	date, err := DatetimeDate(year, month, day)
	if err != nil {
		return Datetime{}, err
	}
	for _, field := range []struct {
		name         string
		value, limit int64
	}{{"hour", hour, 23}, {"minute", minute, 59}, {"second", second, 59}, {"microsecond", microsecond, 999999}} {
		if field.value < 0 || field.value > field.limit {
			return Datetime{}, ValueError.New(field.name + " must be in 0.." + strconv.FormatInt(field.limit, 10))
		}
	}
	seconds := date.days*daySeconds + hour*3600 + minute*60 + second
	return Datetime{seconds*1e6 + microsecond, nil, false}, nil
}

// DatetimeDatetimeUtcnow is datetime.datetime.utcnow().
func DatetimeDatetimeUtcnow() Datetime {
	return Datetime{clock: time.Now().UnixMicro()}
}

// DatetimeDatetimeNowTz is datetime.datetime.now(zone).
func DatetimeDatetimeNowTz(zone *Timezone) Datetime {
	return Datetime{clock: time.Now().UnixMicro() + zone.offset, zone: zone}
}

// time is the clock as a time of Go.
func (d Datetime) time() time.Time {
	return time.UnixMicro(d.clock).UTC()
}

// Year is d.year.
func (d Datetime) Year() int64 {
	return int64(d.time().Year())
}

// Month is d.month.
func (d Datetime) Month() int64 {
	return int64(d.time().Month())
}

// Day is d.day.
func (d Datetime) Day() int64 {
	return int64(d.time().Day())
}

// Hour is d.hour.
func (d Datetime) Hour() int64 {
	return int64(d.time().Hour())
}

// Minute is d.minute.
func (d Datetime) Minute() int64 {
	return int64(d.time().Minute())
}

// Second is d.second.
func (d Datetime) Second() int64 {
	return int64(d.time().Second())
}

// Microsecond is d.microsecond.
func (d Datetime) Microsecond() int64 {
	return int64(d.time().Nanosecond() / 1000)
}

// Weekday is d.weekday(); Monday is 0.
func (d Datetime) Weekday() int64 {
	return d.Date().Weekday()
}

// Date is d.date().
func (d Datetime) Date() Date {
	days, _ := floorDivmod(d.clock, daySeconds*1e6)
	return Date{days}
}

// Isoformat is d.isoformat().
func (d Datetime) Isoformat() string {
	return d.format("T")
}

// String is str(d).
func (d Datetime) String() string {
	return d.format(" ")
}

func (d Datetime) format(separator string) string {
	t := d.time()
	text := d.Date().Isoformat() + separator + t.Format("15:04:05")
	if micros := t.Nanosecond() / 1000; micros != 0 {
		text += fmt.Sprintf(".%06d", micros)
	}
	if d.zone != nil {
		text += d.zone.text(":")
	}
	return text
}

// moment is the microseconds from 1970 in UTC; of one without a zone, on its own clock.
func (d Datetime) moment() int64 {
	if d.zone == nil {
		return d.clock
	}
	return d.clock - d.zone.offset
}

// Equal is d == other.
func (d Datetime) Equal(other Datetime) bool {
	return (d.zone == nil) == (other.zone == nil) && d.moment() == other.moment()
}
