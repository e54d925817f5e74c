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
	"strings"

	"api_server/py"
)

const (
	defaultPort = 8080
	minBalance  = 500
	pageSize    = 100
)

// Simulated database: 10,000 users.
var users = makeUsers()

func makeUsers() *py.Dict[py.Int, *User] {
	users := py.NewDict[py.Int, *User]()
	for i := int64(1); i < 10001; i++ {
		users.Set(py.NewInt(i), &User{
			ID:      i,
			Name:    fmt.Sprintf("User %d", i),
			Email:   fmt.Sprintf("user%d@example.com", i),
			Balance: float64(i) * 100.0,
		})
	}
	return users
}

// APIHandler handles the API requests.
type APIHandler struct {
	*py.Handler
}

var apiHandler = &py.Service{
	Methods: map[string]py.Method{
		"GET": {Serve: func(h *py.Handler) error { APIHandler{h}.doGET(); return nil }},
	},
	Silent: true, // log_message does nothing: doGET logs with timing.
}

// doGET dispatches a GET request on its path.
func (h APIHandler) doGET() {
	startTime := py.TimeTime()

	switch {
	case strings.HasPrefix(h.Path, "/api/user/"):
		parts := strings.Split(h.Path, "/")
		userID := parts[len(parts)-1]
		h.handleGetUser(userID)
	case h.Path == "/api/users":
		h.handleGetUsers()
	case h.Path == "/api/health":
		h.handleHealth()
	default:
		h.sendErrorResponse(404, "Not found")
	}

	elapsedMs := (py.TimeTime() - startTime) * 1000
	py.PrintError(fmt.Sprintf("%s %s - %.2fms", h.Command, h.Path, elapsedMs))
}

// handleGetUser returns one user, enriched with computed fields.
func (h APIHandler) handleGetUser(userID string) {
	var user *User
	if id, err := py.BigIntParse(userID); err == nil {
		user, _ = users.Get(id)
	}

	if user == nil {
		h.sendErrorResponse(404, "User not found")
		return
	}

	result := &UserResult{User: *user}
	result.Tier = h.calculateTier(user.Balance)
	result.EmailHash = py.HashlibSha256([]byte(user.Email)).Hexdigest()[:16]
	result.ProcessedAt = py.TimeTime()
	h.sendJSONResponse(result, 200)
}

// handleGetUsers returns the users with a balance above the minimum, richest first.
func (h APIHandler) handleGetUsers() {
	var filtered []*User
	for _, user := range users.All() {
		if user.Balance > minBalance {
			filtered = append(filtered, user)
		}
	}
	py.SortByDescending(filtered, func(user *User) float64 { return user.Balance })

	// Only the first page is sent; the count covers all of them.
	h.sendJSONResponse(&UserList{Count: int64(len(filtered)), Users: py.ListTo(filtered, pageSize)}, 200)
}

// handleHealth is the health check for the load balancer.
func (h APIHandler) handleHealth() {
	h.sendJSONResponse(&Health{Status: "ok"}, 200)
}

// calculateTier returns the customer tier for a balance.
func (h APIHandler) calculateTier(balance float64) string {
	if balance > 10000 {
		return "premium"
	} else if balance > 5000 {
		return "gold"
	}
	return "standard"
}

// sendJSONResponse sends a JSON response with the given status.
func (h APIHandler) sendJSONResponse(data py.JSON, status int64) {
	h.SendResponse(status)
	h.SendHeader("Content-Type", "application/json")
	h.SendHeader("Access-Control-Allow-Origin", "*")
	h.EndHeaders()
	h.WriteString(py.JsonDumps(data))
}

// sendErrorResponse sends an error as JSON.
func (h APIHandler) sendErrorResponse(status int64, message string) {
	h.sendJSONResponse(&ErrorBody{Error: message}, status)
}
