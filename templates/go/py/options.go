package py

import (
	"fmt"
	"net"
	"os"
	"strings"
)

var options struct {
	listen   string
	upstream string
	admin    string
	bridge   []string
}

// Argv is sys.argv: the command line without the options of the native server.
var Argv = []string{}

func init() {
	Argv = append(Argv, os.Args[0])
	if port := os.Getenv("PORT"); port != "" {
		options.listen = net.JoinHostPort("", port)
	}
	args := os.Args[1:]
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		target := optionOf(name)
		if target == nil {
			Argv = append(Argv, args[i])
			continue
		}
		if !joined {
			if i++; i == len(args) {
				fmt.Fprintln(os.Stderr, name+" needs a value")
				os.Exit(2)
			}
			value = args[i]
		}
		target(value)
	}
}

// optionOf gives what takes the value of an option, or nil for an argument of the program.
func optionOf(name string) func(value string) {
	switch name {
	case "--listen":
		return func(value string) { options.listen = value }
	case "--upstream":
		return func(value string) { options.upstream = value }
	case "--admin":
		return func(value string) { options.admin = value }
	case "--bridge":
		return func(value string) { options.bridge = append(options.bridge, value) }
	}
	return nil
}
