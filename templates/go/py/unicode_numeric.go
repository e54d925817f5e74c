// Written by unicode_tables.py from CPython's Unicode database.

package py

// numerics holds the characters of str.isnumeric.
var numerics = newRuns("30 a 78 2 5 1 2 3 5a1 a 86 a c6 a 19c a 76 a 4 6 6c a 76 a 76 a 2 6 6e d 73 a 8 7 67 a 68 7 7 13 6d " +
	"a 60 a 76 a 46 14 10c a 46 a 2cf 14 371 3 ef a 6 a 16 a 12c a 80 b a5 a 6 a b6 a 56 a 86 a 6 a 416 1 " +
	"3 6 6 a c6 33 2 5 2d6 3c 4e 16 276 1e 569 1 309 1 19 9 e 3 157 4 8a a 1e 8 1 f 20 a 27 f 145 1 7d 1 " +
	"3a6 1 322 1 12b2 1 2 1 3 1 1 1 53 1 2e 1 7 1 1 1 28 2 1e 1 8 1 24 1 62 1 193 1 41 1 22 1 1 1 1 1 1d3 " +
	"1 1 3 6 1 74 4 316 1 215 1 7 1 580 1 83 2 c 3 1 1 3ed 1 4d 1 485 1 733 1 48f 1 2e7 1 a07 1 3a5 1 881 " +
	"1 4 1 7c 1 8f0 1 24 1 5 1 2b 1 7d 1 f29 a bc a 140 6 9a a 26 a c6 a 16 a 56 a 196 a 4d71 1 7 1 4 1 " +
	"39 1 1e 1 1 1 29 1 512 a 1ed 2d c 39 11 2 155 1b 24 4 1d 1 8 1 86 5 ca a 3ae 8 19 7 27 9 4b 5 16 6 " +
	"a0 2 2 10 2 2e 40 9 34 2 1e 3 4b 5 68 8 18 8 29 7 14a 6 30 a 126 1f 9e a 2a 4 70 7 86 1e 80 a 3c a " +
	"90 a 7 14 fb a 156 a 76 a 176 a 66 a 66 c 1a4 13 5d a 2f6 1d e3 a 46 a 216 15 42b 6f 45f1 a 56 a 86 " +
	"a 1 7 31e 17 6449 14 6c 19 455 32 940 a 1a6 a 5cd 9 80 a 317 3b 1 3 1 4 4c 2d 1 f 3c2 d ae3 a 407 1 " +
	"62 1 7d 1 3e 1 808 1 58 1 8 1 f 1 14d 1 12 1 1b 1 1876 1 607 1 1182 1 2751 1 9622 1")
