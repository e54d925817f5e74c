// Translated from api_server.py by pivot.

package main

import (
	"time"

	"api_server/py"
)

// limits bound what clients may take of the server.
var limits = py.Limits{
	ReadTimeout:   5 * time.Second,
	WriteTimeout:  10 * time.Second,
	IdleTimeout:   120 * time.Second,
	MaxConcurrent: 100000,
	HTTP2:         true,
}

func main() {
	state := newState()
	if err := run(state); err != nil {
		py.Exit(err)
	}
	py.Flush()
}
