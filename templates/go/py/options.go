package py

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
)

// options are those of the native server, which the program does not see.
type nativeOptions struct {
	listen   string
	port     string
	upstream string
	admin    string
	bridge   []string
	argv     []string
}

var options = sync.OnceValue(readOptions)

// SysArgv is sys.argv: the command line without the options of the native server. Where --listen or PORT says the port and the
// program gets no arguments, the port is its first one, as launch.py gives it to the original: a program that asks for its port
// starts too.
func SysArgv() []string {
	o := options()
	if len(o.argv) > 1 {
		return o.argv
	}
	port := o.port
	if o.listen != "" {
		port = o.listen[strings.LastIndexByte(o.listen, ':')+1:]
	}
	if port == "" {
		return o.argv
	}
	return append(o.argv[:1:1], port)
}

// StartPort is the port that the command line names, or else fallback.
func StartPort(fallback int64) int64 {
	argv := SysArgv()
	if len(argv) < 2 {
		return fallback
	}
	port, err := strconv.ParseUint(argv[len(argv)-1], 10, 16)
	if err != nil {
		return fallback
	}
	return int64(port)
}

func readOptions() *nativeOptions {
	o := &nativeOptions{argv: os.Args[:1:1]}
	args := os.Args[1:]
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		set := o.setter(name)
		if set == nil {
			o.argv = append(o.argv, args[i])
			continue
		}
		if !joined {
			if i++; i == len(args) {
				fmt.Fprintln(os.Stderr, name+" needs a value")
				os.Exit(2)
			}
			value = args[i]
		}
		set(value)
	}
	if len(o.argv) == 1 {
		o.port = os.Getenv("PORT")
	}
	return o
}

// setter gives what takes the value of an option, or nil for an argument of the program.
func (o *nativeOptions) setter(name string) func(value string) {
	switch name {
	case "--listen":
		return func(value string) { o.listen = value }
	case "--upstream":
		return func(value string) { o.upstream = value }
	case "--admin":
		return func(value string) { o.admin = value }
	case "--bridge":
		return func(value string) { o.bridge = append(o.bridge, value) }
	}
	return nil
}
