package py

import "unicode/utf8"

// cp1252 is the code page of Windows for Western Europe.
var cp1252 = &charmap{name: "charmap", reason: "character maps to <undefined>", limit: 0x80, high: windowsWest()}

func windowsWest() []rune {
	high := []rune{
		0x20ac, utf8.RuneError, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x2c6, 0x2030, 0x160, 0x2039, 0x152, utf8.RuneError, 0x17d, utf8.RuneError,
		utf8.RuneError, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x2dc, 0x2122, 0x161, 0x203a, 0x153, utf8.RuneError, 0x17e, 0x178,
	}
	for r := rune(0xa0); r < 0x100; r++ {
		high = append(high, r)
	}
	return high
}
