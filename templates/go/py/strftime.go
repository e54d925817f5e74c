package py

import (
	"strconv"
	"strings"
	"time"
)

// strftime is time.strftime in the C locale. A conversion that glibc does not have, or has with the zone of the machine, is beyond.
func strftime(format string, t time.Time) string {
	if strings.Contains(format, "\x00") {
		beyond("a time format with a NUL")
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(format, "%")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		flag := byte(0)
		if rest != "" && strings.IndexByte("-_0^", rest[0]) >= 0 {
			flag, rest = rest[0], rest[1:]
		}
		if rest == "" {
			beyond("a time format that ends within a conversion")
		}
		out.WriteString(timeField(rest[0], flag, t))
		format = rest[1:]
	}
}

// timeField is the text of one conversion.
func timeField(letter, flag byte, t time.Time) string {
	if number, width, fill := timeNumber(letter, t); width > 0 {
		switch flag {
		case '-':
			width = 0
		case '_':
			fill = " "
		case '0':
			fill = "0"
		}
		text := strconv.Itoa(number)
		return strings.Repeat(fill, max(0, width-len(text))) + text
	}
	if flag != 0 && flag != '^' {
		beyond("a time format with this flag")
	}
	text := timeText(letter, t)
	if flag == '^' {
		text = strings.ToUpper(text)
	}
	return text
}

// timeNumber is the number of a conversion, how wide it is and what fills it up; the width is 0 where it is none.
func timeNumber(letter byte, t time.Time) (number, width int, fill string) {
	switch letter {
	case 'Y':
		return t.Year(), 1, "0"
	case 'C':
		return t.Year() / 100, 1, "0"
	case 'y':
		return t.Year() % 100, 2, "0"
	case 'm':
		return int(t.Month()), 2, "0"
	case 'd':
		return t.Day(), 2, "0"
	case 'e':
		return t.Day(), 2, " "
	case 'H':
		return t.Hour(), 2, "0"
	case 'k':
		return t.Hour(), 2, " "
	case 'I':
		return (t.Hour()+11)%12 + 1, 2, "0"
	case 'l':
		return (t.Hour()+11)%12 + 1, 2, " "
	case 'M':
		return t.Minute(), 2, "0"
	case 'S':
		return t.Second(), 2, "0"
	case 'j':
		return t.YearDay(), 3, "0"
	case 'w':
		return int(t.Weekday()), 1, "0"
	case 'u':
		return (int(t.Weekday())+6)%7 + 1, 1, "0"
	case 'U':
		return (t.YearDay() + 6 - int(t.Weekday())) / 7, 2, "0"
	case 'W':
		return (t.YearDay() + 6 - (int(t.Weekday())+6)%7) / 7, 2, "0"
	case 'V':
		_, week := t.ISOWeek()
		return week, 2, "0"
	case 'G':
		year, _ := t.ISOWeek()
		return year, 1, "0"
	case 'g':
		year, _ := t.ISOWeek()
		return year % 100, 2, "0"
	}
	return 0, 0, ""
}

func timeText(letter byte, t time.Time) string {
	switch letter {
	case '%':
		return "%"
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'f':
		// datetime has filled in its own.
		return "%f"
	case 'a':
		return t.Weekday().String()[:3]
	case 'A':
		return t.Weekday().String()
	case 'b', 'h':
		return t.Month().String()[:3]
	case 'B':
		return t.Month().String()
	case 'p':
		return t.Format("PM")
	case 'P':
		return t.Format("pm")
	case 'c':
		return strftime("%a %b %e %H:%M:%S %Y", t)
	case 'D', 'x':
		return strftime("%m/%d/%y", t)
	case 'F':
		return strftime("%Y-%m-%d", t)
	case 'R':
		return strftime("%H:%M", t)
	case 'r':
		return strftime("%I:%M:%S %p", t)
	case 'T', 'X':
		return strftime("%H:%M:%S", t)
	case 'z':
		return t.Format("-0700")
	case 'Z':
		return t.Format("MST")
	}
	beyond("a time format with %" + string(rune(letter)))
	return ""
}
