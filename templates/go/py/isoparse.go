package py

import (
	"strings"
	"time"
)

// DatetimeDatetimeFromisoformat is datetime.datetime.fromisoformat(text).
func DatetimeDatetimeFromisoformat(text string) (Datetime, error) {
	invalid := ValueError.New("Invalid isoformat string: " + StrRepr(text))
	if strings.Contains(text, "\x00") {
		beyond("a time with a NUL")
	}
	if len(text) < 7 {
		return Datetime{}, invalid
	}
	p := isoParser{text: text}
	end := isoDateEnd(text)
	if end < 0 || !p.date(end) {
		return Datetime{}, invalid
	}
	var zone *Timezone
	if len(text) > end {
		rest := text[end:]
		for i := range rest {
			if i > 0 {
				rest = rest[i:]
				break
			}
		}
		if len(rest) == len(text)-end {
			rest = ""
		}
		ok := false
		var err error
		if zone, ok, err = p.timeAndZone(rest); err != nil {
			return Datetime{}, err
		}
		if !ok {
			return Datetime{}, invalid
		}
	}
	d, err := DatetimeDatetime(p.year, p.month, p.day, p.clock[0], p.clock[1], p.clock[2], p.clock[3])
	d.zone = zone
	return d, err
}

// An isoParser holds what it read of a time.
type isoParser struct {
	text             string
	year, month, day int64
	clock            [4]int64 // hour, minute, second, microsecond
}

// isoDateEnd is where the date ends and the time begins, or -1.
func isoDateEnd(s string) int {
	at := func(i int) byte { return byteAt(s, i) }
	switch {
	case len(s) == 7:
		return 7
	case at(4) == '-' && at(5) == 'W' && at(8) == '-':
		if len(s) == 9 {
			return -1
		}
		if isDigit(at(10), 10) {
			return 8
		}
		return 10
	case at(4) == '-' && at(5) != 'W':
		return 10
	case at(4) == 'W':
		end := 7
		for isDigit(at(end), 10) {
			end++
		}
		if end >= 9 {
			end = 7 + end%2
		}
		return end
	}
	return 8
}

// byteAt is s[i], or 0 at and after the end.
func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// isoDigits reads n digits.
func isoDigits(s string, at, n int) (int64, bool) {
	value := int64(0)
	for i := range n {
		c := byteAt(s, at+i)
		if !isDigit(c, 10) {
			return 0, false
		}
		value = 10*value + int64(c-'0')
	}
	return value, true
}

// date reads YYYY-MM-DD or YYYY-Www-D, with or without dashes.
func (p *isoParser) date(end int) bool {
	ok := false
	if p.year, ok = isoDigits(p.text, 0, 4); !ok {
		return false
	}
	at, dash := 4, 0
	if byteAt(p.text, 4) == '-' {
		at, dash = 5, 1
	}
	if byteAt(p.text, at) == 'W' {
		return p.week(at+1, dash, end)
	}
	if p.month, ok = isoDigits(p.text, at, 2); !ok || dash == 1 && byteAt(p.text, at+2) != '-' {
		return false
	}
	p.day, ok = isoDigits(p.text, at+2+dash, 2)
	return ok
}

func (p *isoParser) week(at, dash, end int) bool {
	week, ok := isoDigits(p.text, at, 2)
	if !ok {
		return false
	}
	day := int64(1)
	if at += 2; at < end {
		if dash == 1 && byteAt(p.text, at) != '-' {
			return false
		}
		if day, ok = isoDigits(p.text, at+dash, 1); !ok {
			return false
		}
	}
	if p.year < 1 || week < 1 || week > 53 || day < 1 || day > 7 {
		return false
	}
	// The week with January 4 is the first.
	fourth := time.Date(int(p.year), 1, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	if year, _ := monday.AddDate(0, 0, int(week-1)*7).ISOWeek(); int64(year) != p.year {
		return false
	}
	t := monday.AddDate(0, 0, int((week-1)*7+day-1))
	p.year, p.month, p.day = int64(t.Year()), int64(t.Month()), int64(t.Day())
	return true
}

// timeAndZone reads HH:MM:SS.ffffff+HH:MM, with or without colons, or a part of it.
func (p *isoParser) timeAndZone(s string) (zone *Timezone, ok bool, err error) {
	at := strings.IndexAny(s, "+-Z")
	if at < 0 {
		at = len(s)
	}
	rest := 0
	if p.clock, rest = isoClock(s, at); rest < 0 || at == len(s) {
		return nil, rest == 0, nil
	}
	if s[at] == 'Z' {
		return zoneUTC, at+1 == len(s), nil
	}
	offset, rest := isoClock(s[at+1:], len(s)-at-1)
	if rest != 0 {
		return nil, false, nil
	}
	seconds, micros := offset[0]*3600+offset[1]*60+offset[2], offset[3]
	if seconds == 0 {
		return zoneUTC, true, nil
	}
	if s[at] == '-' {
		seconds, micros = -seconds, -micros
	}
	delta, err := normalTimedelta(0, seconds, micros)
	if err == nil {
		zone, err = DatetimeTimezone(delta)
	}
	return zone, true, err
}

// isoClock reads the time in s[:end] as CPython does. What it returns beside the fields is -1 where it is none, 0 where it ends with s,
// and 1 where something follows.
func isoClock(s string, end int) (clock [4]int64, rest int) {
	at := 0
	colons := true
	for i := range 3 {
		value, ok := isoDigits(s, at, 2)
		if !ok {
			return clock, -1
		}
		clock[i] = value
		c := byteAt(s, at+2)
		at += 3
		if i == 0 {
			colons = c == ':'
		}
		if at >= end {
			if c != 0 {
				return clock, 1
			}
			return clock, 0
		}
		if colons && c == ':' {
			continue
		}
		if c == '.' || c == ',' {
			break
		}
		if colons {
			return clock, -1
		}
		at--
	}
	n := min(end-at, 6)
	micros, ok := isoDigits(s, at, n)
	if !ok {
		return clock, -1
	}
	for range 6 - n {
		micros *= 10
	}
	clock[3] = micros
	at += n
	for isDigit(byteAt(s, at), 10) {
		at++
	}
	if byteAt(s, at) != 0 {
		return clock, 1
	}
	return clock, 0
}
