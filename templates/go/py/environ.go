package py

import (
	"os"
	"unicode/utf8"
)

// Environ is os.environ.
type Environ struct{}

// OsEnviron is os.environ.
func OsEnviron() Environ {
	return Environ{}
}

// Get is os.environ.get(name).
func (Environ) Get(name string) (string, bool) {
	return OsGetenv(name)
}

// GetOr is os.environ.get(name, other).
func (Environ) GetOr(name, other string) string {
	return OsGetenvDefault(name, other)
}

// GetValue is os.environ.get(name, other) where other is no str.
func (Environ) GetValue(name string, other Value) Value {
	return OsGetenvValue(name, other)
}

// At is os.environ[name].
func (Environ) At(name string) (string, error) {
	value, ok := OsGetenv(name)
	if !ok {
		return "", NewKeyError(StrRepr(name))
	}
	return value, nil
}

// Has is name in os.environ.
func (Environ) Has(name string) bool {
	_, ok := OsGetenv(name)
	return ok
}

// OsGetenv is os.getenv(name).
func OsGetenv(name string) (string, bool) {
	value, ok := os.LookupEnv(name)
	if ok && !utf8.ValidString(value) {
		beyond("an environment variable that is not UTF-8")
	}
	return value, ok
}

// OsGetenvDefault is os.getenv(name, other).
func OsGetenvDefault(name, other string) string {
	if value, ok := OsGetenv(name); ok {
		return value
	}
	return other
}

// OsGetenvValue is os.getenv(name, other) where other is no str.
func OsGetenvValue(name string, other Value) Value {
	if value, ok := OsGetenv(name); ok {
		return StrValue(value)
	}
	return other
}
