// User API server.
//
// A small JSON API over an in-memory table of users:
//
//	GET /api/user/<id>   one user with tier, e-mail hash and timestamp
//	GET /api/users       users with a balance above 500, richest first
//	GET /api/health      health check
//
// Usage: api_server [PORT]
package main

import (
	"fmt"
	"os"

	"api_server/py"
)

func main() {
	port, err := py.PortArgument(defaultPort)
	if err != nil {
		py.Exit(err)
	}
	server := py.NewHTTPServer("", port, newAPIHandler)
	fmt.Fprintf(os.Stderr, "Serving %d users on port %d\n", users.Len(), port)
	if err := server.ServeForever(); err != nil {
		py.Exit(err)
	}
	fmt.Fprintln(os.Stderr, "Shutting down")
}
