package main

import (
	"fmt"
	"os"
	"time"

	"api_server/py"
)

func main() {
	if err := run(); err != nil {
		py.PrintError(err.Error())
		py.Flush()
		os.Exit(1)
	}
}

func run() error {
	port := int64(defaultPort)
	if argv := py.Argv(); len(argv) > 1 {
		n, err := py.IntParse(argv[1])
		if err != nil {
			return err
		}
		port = n
	}
	server := py.NewServer("", port, apiHandler, py.Limits{
		ReadTimeout:   5 * time.Second,
		WriteTimeout:  10 * time.Second,
		IdleTimeout:   120 * time.Second,
		MaxConcurrent: 100000,
		HTTP2:         true,
	})
	defer server.ServerClose()
	py.PrintError(fmt.Sprintf("Serving %d users on port %d", users.Len(), port))
	if err := server.ServeForever(); err != nil {
		if _, interrupted := py.Caught(err, py.KeyboardInterrupt); !interrupted {
			return err
		}
		py.PrintError("Shutting down")
	}
	return nil
}
