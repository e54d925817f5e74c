package py

import (
	"strings"
	"unicode"
)

// DatetimeDatetimeStrptime is datetime.datetime.strptime(text, format), for formats of %Y, %m, %d, %H, %M, %S, %f, %b and %%.
func DatetimeDatetimeStrptime(text, format string) (Datetime, error) {
	p := timeParser{text: []rune(text), format: []rune(format), fields: map[rune]int64{'Y': 1900, 'm': 1, 'd': 1}}
	for _, c := range p.text {
		if c > unicode.MaxASCII && (unicode.IsDigit(c) || strings.ContainsRune("ſKİı", c)) {
			beyond("a time in other than ASCII digits and letters")
		}
	}
	end := p.match(0, 0)
	if end < 0 {
		return Datetime{}, ValueError.New("time data " + StrRepr(text) + " does not match format " + StrRepr(format))
	}
	if end < len(p.text) {
		return Datetime{}, ValueError.New("unconverted data remains: " + string(p.text[end:]))
	}
	f := p.fields
	return DatetimeDatetime(f['Y'], f['m'], f['d'], f['H'], f['M'], f['S'], f['f'])
}

// A timeParser matches a text with a format as the regular expression does that CPython makes of the format.
type timeParser struct {
	text, format []rune
	fields       map[rune]int64
}

// match is where the text ends that the format from f on matches at a place, or -1.
func (p *timeParser) match(at, f int) int {
	if f == len(p.format) {
		return at
	}
	c := p.format[f]
	switch {
	case isSpace(c):
		for f < len(p.format) && isSpace(p.format[f]) {
			f++
		}
		end := at
		for end < len(p.text) && isSpace(p.text[end]) {
			end++
		}
		for ; end > at; end-- {
			if found := p.match(end, f); found >= 0 {
				return found
			}
		}
		return -1
	case c == '%' && f+1 < len(p.format) && p.format[f+1] != '%':
		return p.directive(at, f)
	case c == '%':
		f++
	}
	if at < len(p.text) && unicode.ToLower(p.text[at]) == unicode.ToLower(c) {
		return p.match(at+1, f+1)
	}
	return -1
}

func (p *timeParser) directive(at, f int) int {
	name := p.format[f+1]
	for _, length := range p.lengths(at, name) {
		value := int64(0)
		for _, c := range p.text[at : at+length] {
			if c != ' ' {
				value = 10*value + int64(c-'0')
			}
		}
		field := name
		switch name {
		case 'b':
			field = 'm'
			value = int64(strings.Index(monthsOfYear, strings.ToLower(string(p.text[at:at+3])))/3 + 1)
		case 'f':
			for range 6 - length {
				value *= 10
			}
		}
		p.fields[field] = value
		if found := p.match(at+length, f+2); found >= 0 {
			return found
		}
	}
	return -1
}

const monthsOfYear = "janfebmaraprmayjunjulaugsepoctnovdec"

// lengths are how long what a directive matches can be, in the order in which CPython tries them.
func (p *timeParser) lengths(at int, name rune) []int {
	digit := func(i int) int64 {
		if at+i < len(p.text) && isDigit(byte(p.text[at+i]), 10) && p.text[at+i] < unicode.MaxASCII {
			return int64(p.text[at+i] - '0')
		}
		return -1
	}
	var found []int
	a, b := digit(0), digit(1)
	two := 10*a + b
	if a < 0 || b < 0 {
		two = -1
	}
	add := func(fits bool, length int) {
		if fits {
			found = append(found, length)
		}
	}
	switch name {
	case 'Y':
		add(two >= 0 && digit(2) >= 0 && digit(3) >= 0, 4)
	case 'm':
		add(two >= 1 && two <= 12, 2)
		add(a >= 1, 1)
	case 'd':
		add(two >= 1 && two <= 31, 2)
		add(a >= 1, 1)
		add(at < len(p.text) && p.text[at] == ' ' && b >= 1, 2)
	case 'H':
		add(two >= 0 && two <= 23, 2)
		add(a >= 0, 1)
	case 'M':
		add(two >= 0 && two <= 59, 2)
		add(a >= 0, 1)
	case 'S':
		add(two >= 0 && two <= 61, 2)
		add(a >= 0, 1)
	case 'f':
		most := 0
		for most < 6 && digit(most) >= 0 {
			most++
		}
		for ; most > 0; most-- {
			found = append(found, most)
		}
	case 'b':
		if at+3 <= len(p.text) {
			month := strings.Index(monthsOfYear, strings.ToLower(string(p.text[at:at+3])))
			add(month >= 0 && month%3 == 0, 3)
		}
	}
	return found
}
