package py

import (
	"os"
	"slices"
	"unicode/utf8"
)

// ProgramArgv is sys.argv of a program that serves nobody.
func ProgramArgv() []string {
	for _, argument := range os.Args {
		if !utf8.ValidString(argument) {
			beyond("an argument that is not UTF-8")
		}
	}
	return slices.Clone(os.Args)
}

// ExitBeyond, deferred, ends a program that would have to hold what it cannot, after what it has printed.
func ExitBeyond() {
	switch panicked := recover().(type) {
	case nil:
	case Beyond:
		PrintStderr(panicked.Error() + "\n")
		Flush()
		os.Exit(1)
	default:
		panic(panicked)
	}
}
