// Translated from api_server.py by pivot.

package main

import "api_server/py"

// User is a record of the program.
type User struct {
	ID      int64   `json:"id"`
	Name    string  `json:"name"`
	Email   string  `json:"email"`
	Balance float64 `json:"balance"`
}

// EncodeJSON writes it as json.dumps does.
func (u *User) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("id").Int(u.ID)
	e.Key("name").Str(u.Name)
	e.Key("email").Str(u.Email)
	e.Key("balance").Float(u.Balance)
	e.EndObject()
}

// GetUserResponse is a record of the program.
type GetUserResponse struct {
	ID          int64   `json:"id"`
	Name        string  `json:"name"`
	Email       string  `json:"email"`
	Balance     float64 `json:"balance"`
	Tier        string  `json:"tier"`
	EmailHash   string  `json:"email_hash"`
	ProcessedAt float64 `json:"processed_at"`
}

// EncodeJSON writes it as json.dumps does.
func (g *GetUserResponse) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("id").Int(g.ID)
	e.Key("name").Str(g.Name)
	e.Key("email").Str(g.Email)
	e.Key("balance").Float(g.Balance)
	e.Key("tier").Str(g.Tier)
	e.Key("email_hash").Str(g.EmailHash)
	e.Key("processed_at").Float(g.ProcessedAt)
	e.EndObject()
}

// GetUsersResponse is a record of the program.
type GetUsersResponse struct {
	Count int64   `json:"count"`
	Users []*User `json:"users"`
}

// EncodeJSON writes it as json.dumps does.
func (g *GetUsersResponse) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("count").Int(g.Count)
	py.EncodeAll(e.Key("users"), g.Users)
	e.EndObject()
}

// HealthResponse is a record of the program.
type HealthResponse struct {
	Status string `json:"status"`
}

// EncodeJSON writes it as json.dumps does.
func (h *HealthResponse) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("status").Str(h.Status)
	e.EndObject()
}

// ErrorResponse is a record of the program.
type ErrorResponse struct {
	Error string `json:"error"`
}

// EncodeJSON writes it as json.dumps does.
func (v *ErrorResponse) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("error").Str(v.Error)
	e.EndObject()
}
