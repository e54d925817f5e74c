package py

import "os"

// Environ is os.environ.
type Environ struct{}

// OsEnviron is os.environ.
func OsEnviron() Environ {
	return Environ{}
}

// Get is os.environ.get(name).
func (Environ) Get(name string) (string, bool) {
	return os.LookupEnv(name)
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
	value, ok := os.LookupEnv(name)
	if !ok {
		return "", NewKeyError(StrRepr(name))
	}
	return value, nil
}

// Has is name in os.environ.
func (Environ) Has(name string) bool {
	_, ok := os.LookupEnv(name)
	return ok
}

// OsGetenv is os.getenv(name).
func OsGetenv(name string) (string, bool) {
	return os.LookupEnv(name)
}

// OsGetenvDefault is os.getenv(name, other).
func OsGetenvDefault(name, other string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return other
}

// OsGetenvValue is os.getenv(name, other) where other is no str.
func OsGetenvValue(name string, other Value) Value {
	if value, ok := os.LookupEnv(name); ok {
		return StrValue(value)
	}
	return other
}
