// Translated from api_server.py by pivot.

package main

import (
	"fmt"

	"api_server/py"
)

// State is the module-level data of the program.
type State struct {
	users *py.Dict[int64, *User]
}

// newState makes the data that the program starts with.
func newState() *State {
	state := &State{}
	// Simulated database: 10,000 users.
	items := py.NewDict[int64, *User]()
	for i := int64(1); i < 10001; i++ {
		items.Set(i, &User{
			ID:      i,
			Name:    fmt.Sprintf("User %d", i),
			Email:   fmt.Sprintf("user%d@example.com", i),
			Balance: float64(i) * 100.0,
		})
	}
	state.users = items
	return state
}
