package py

import (
	"strings"
	"unicode/utf8"
)

// checkNetloc refuses a host that stands for another one: a character whose compatible form holds a delimiter of URLs.
func checkNetloc(netloc string) error {
	if isASCII(netloc) {
		return nil
	}
	for _, r := range netloc {
		if r >= utf8.RuneSelf && strings.ContainsRune(delimiterLikes, r) {
			return ValueError.New("netloc " + StrRepr(netloc) + " contains invalid characters under NFKC normalization")
		}
	}
	return nil
}

// delimiterLikes are the characters of Unicode 14 whose form under NFKC has one of /?#@: in it.
const delimiterLikes = "\u2047\u2048\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16\ufe55\ufe56\ufe5f\ufe6b\uff03\uff0f\uff1a\uff1f\uff20"
