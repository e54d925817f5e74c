package py

import "fmt"

// A Timezone is a datetime.timezone; nil is no zone.
type Timezone struct {
	offset int64 // microseconds east of Greenwich
}

var zoneUTC = &Timezone{}

// DatetimeUtc is datetime.UTC.
func DatetimeUtc() *Timezone {
	return zoneUTC
}

// text is +02:00, with seconds and microseconds where it has them; colon is what stands between the parts.
func (z *Timezone) text(colon string) string {
	sign, left := '+', z.offset
	if left < 0 {
		sign, left = '-', -left
	}
	seconds := left / 1e6
	text := fmt.Sprintf("%c%02d%s%02d", sign, seconds/3600, colon, seconds/60%60)
	if left%60e6 != 0 {
		text += fmt.Sprintf("%s%02d", colon, seconds%60)
	}
	if left%1e6 != 0 {
		text += fmt.Sprintf(".%06d", left%1e6)
	}
	return text
}

// name is z.tzname(None).
func (z *Timezone) name() string {
	if z == zoneUTC {
		return "UTC"
	}
	return "UTC" + z.text(":")
}
