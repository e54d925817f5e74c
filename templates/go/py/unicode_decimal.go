// Written by unicode_tables.py from CPython's Unicode database.

package py

// decimals holds the decimal digits: of each script ten, from its zero on.
var decimals = newRuns("30 a 626 a 86 a c6 a 19c a 76 a 76 a 76 a 76 a 76 a 76 a 76 a 76 a 76 a 60 a 76 a 46 a 116 a 46 a " +
	"746 a 26 a 12c a 80 a a6 a 6 a b6 a 56 a 86 a 6 a 89c6 a 2a6 a 26 a c6 a 16 a 56 a 196 a 5316 a 586 " +
	"a 886 a 32c a 80 a 3c a 90 a 116 a 156 a 76 a 176 a 66 a 66 a 1a6 a 66 a 2f6 a f6 a 46 a 4cb6 a 56 a " +
	"86 a 6c74 32 940 a 1a6 a 656 a 1296 a")
