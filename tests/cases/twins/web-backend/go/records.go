package main

import "api_server/py"

// User is a record of the users table.
type User struct {
	ID      int64   `json:"id"`
	Name    string  `json:"name"`
	Email   string  `json:"email"`
	Balance float64 `json:"balance"`
}

// EncodeJSON writes the user as json.dumps does.
func (u *User) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	u.encodeFields(e)
	e.EndObject()
}

func (u *User) encodeFields(e *py.Encoder) {
	e.Key("id").Int(u.ID)
	e.Key("name").Str(u.Name)
	e.Key("email").Str(u.Email)
	e.Key("balance").Float(u.Balance)
}

// UserResult is a User with the computed fields that handleGetUser adds.
type UserResult struct {
	User
	Tier        string  `json:"tier"`
	EmailHash   string  `json:"email_hash"`
	ProcessedAt float64 `json:"processed_at"`
}

// EncodeJSON writes the result as json.dumps does.
func (r *UserResult) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	r.encodeFields(e)
	e.Key("tier").Str(r.Tier)
	e.Key("email_hash").Str(r.EmailHash)
	e.Key("processed_at").Float(r.ProcessedAt)
	e.EndObject()
}

// UserList is the answer of handleGetUsers.
type UserList struct {
	Count int64   `json:"count"`
	Users []*User `json:"users"`
}

// EncodeJSON writes the list as json.dumps does.
func (l *UserList) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("count").Int(l.Count)
	py.EncodeAll(e.Key("users"), l.Users)
	e.EndObject()
}

// Health is the answer of handleHealth.
type Health struct {
	Status string `json:"status"`
}

// EncodeJSON writes the health as json.dumps does.
func (h *Health) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("status").Str(h.Status)
	e.EndObject()
}

// ErrorBody is the body that sendErrorResponse sends.
type ErrorBody struct {
	Error string `json:"error"`
}

// EncodeJSON writes the error as json.dumps does.
func (b *ErrorBody) EncodeJSON(e *py.Encoder) {
	e.BeginObject()
	e.Key("error").Str(b.Error)
	e.EndObject()
}
