// Translated from api_server.py by pivot.

// User API server.
//
// A small JSON API over an in-memory table of users:
//
//	GET /api/user/<id>   one user with tier, e-mail hash and timestamp
//	GET /api/users       users with a balance above 500, richest first
//	GET /api/health      health check
//
// Usage: python3 api_server.py [PORT]
package main

import (
	"fmt"
	"strings"

	"api_server/py"
)

const (
	defaultPort = 8080
	minBalance  = 500
	pageSize    = 100
)

// APIHandler handles the API requests.
type APIHandler struct {
	*py.Handler
	state *State
}

// newAPIHandlerService gives the server a function for each HTTP method that APIHandler answers.
func newAPIHandlerService(state *State) *py.Service {
	return &py.Service{
		Methods: map[string]py.Method{
			"GET": {
				Serve: func(h *py.Handler) error {
					(&APIHandler{h, state}).doGET()
					return nil
				},
				ForwardsBeyond: true,
			},
		},
		Silent: true,
	}
}

// doGET dispatches a GET request on its path.
func (h *APIHandler) doGET() {
	startTime := py.TimeTime()

	switch {
	case strings.HasPrefix(h.Path, "/api/user/"):
		items := strings.Split(h.Path, "/")
		userID := items[len(items)-1]
		h.handleGetUser(userID)
	case h.Path == "/api/users":
		h.handleGetUsers()
	case h.Path == "/api/health":
		h.handleHealth()
	default:
		h.sendErrorResponse(404, "Not found")
	}

	elapsedMs := (py.TimeTime() - startTime) * 1000.0
	py.PrintStderr(h.Command + " " + h.Path + " - " + py.Fixed(elapsedMs, 2) + "ms\n")
}

// handleGetUser returns one user, enriched with computed fields.
func (h *APIHandler) handleGetUser(userID string) {
	var user *User
	if n, err := py.BigIntParse(userID); err == nil {
		user, _ = py.DictGetBig(h.state.users, n)
	}

	if user == nil {
		h.sendErrorResponse(404, "User not found")
		return
	}

	result := &GetUserResponse{
		ID:      user.ID,
		Name:    user.Name,
		Email:   user.Email,
		Balance: user.Balance,
	}
	result.Tier = h.calculateTier(user.Balance)
	result.EmailHash = py.StrTo(py.HashlibSha256([]byte(user.Email)).HexDigest(), 16)
	result.ProcessedAt = py.TimeTime()
	h.sendJSONResponse(result, 200)
}

// handleGetUsers returns the users with a balance above the minimum, richest first.
func (h *APIHandler) handleGetUsers() {
	var filtered []*User
	for _, user := range h.state.users.All() {
		if user.Balance > float64(minBalance) {
			filtered = append(filtered, user)
		}
	}
	py.SortByDescending(filtered, func(user *User) float64 { return user.Balance })

	// Only the first page is sent; the count covers all of them.
	h.sendJSONResponse(&GetUsersResponse{
		Count: int64(len(filtered)),
		Users: py.ListTo(filtered, pageSize),
	}, 200)
}

// handleHealth: Health check for the load balancer.
func (h *APIHandler) handleHealth() {
	h.sendJSONResponse(&HealthResponse{Status: "ok"}, 200)
}

// calculateTier returns the customer tier for a balance.
func (h *APIHandler) calculateTier(balance float64) string {
	if balance > 10000.0 {
		return "premium"
	}
	if balance > 5000.0 {
		return "gold"
	}
	return "standard"
}

// sendJSONResponse sends a JSON response with the given status.
func (h *APIHandler) sendJSONResponse(data py.JSON, status int64) {
	h.SendResponse(status)
	h.SendHeader("Content-Type", "application/json")
	h.SendHeader("Access-Control-Allow-Origin", "*")
	h.EndHeaders()
	h.WriteJSON(data)
}

// sendErrorResponse sends an error as JSON.
func (h *APIHandler) sendErrorResponse(status int64, message string) {
	h.sendJSONResponse(&ErrorResponse{Error: message}, status)
}

func run(state *State) error {
	port := int64(defaultPort)
	if len(py.SysArgv()) > 1 {
		s, err := py.ListGetitem(py.SysArgv(), 1)
		if err != nil {
			return err
		}
		port, err = py.IntParse(s)
		if err != nil {
			return err
		}
	}
	server, err := py.NewServer("", port, newAPIHandlerService(state), limits)
	if err != nil {
		return err
	}
	py.PrintStderr(fmt.Sprintf("Serving %d users on port %d\n", int64(state.users.Len()), port))
	if err := server.ServeForever(); err != nil {
		py.PrintStderr("Shutting down\n")
	}
	server.ServerClose()
	return nil
}
