package py

import (
	"os"
	"unicode/utf8"
)

// Environ is os.environ, which no translated program changes.
type Environ struct{}

// OsEnviron is os.environ.
func OsEnviron() Environ {
	return Environ{}
}

// OsEnvironGet is os.environ.get(key).
func OsEnvironGet(_ Environ, key string) (string, bool) {
	value, ok := os.LookupEnv(key)
	if ok && !utf8.ValidString(value) {
		beyond("an environment variable that is not UTF-8")
	}
	return value, ok
}

// OsEnvironGetDefault is os.environ.get(key, other).
func OsEnvironGetDefault(e Environ, key, other string) string {
	return Opt(OsEnvironGet(e, key)).Or(other)
}

// OsEnvironGetValue is os.environ.get(key, other) where other is no text.
func OsEnvironGetValue(e Environ, key string, other Value) Value {
	if value, ok := OsEnvironGet(e, key); ok {
		return StrValue(value)
	}
	return other
}

// OsEnvironContains is key in os.environ.
func OsEnvironContains(e Environ, key string) bool {
	_, ok := OsEnvironGet(e, key)
	return ok
}

// OsEnvironGetitem is os.environ[key].
func OsEnvironGetitem(e Environ, key string) (string, error) {
	value, ok := OsEnvironGet(e, key)
	if !ok {
		return "", NewKeyError(StrRepr(key))
	}
	return value, nil
}

// OsGetenv is os.getenv(key).
func OsGetenv(key string) (string, bool) {
	return OsEnvironGet(Environ{}, key)
}

// OsGetenvDefault is os.getenv(key, other).
func OsGetenvDefault(key, other string) string {
	return OsEnvironGetDefault(Environ{}, key, other)
}

// OsGetenvValue is os.getenv(key, other) where other is no text.
func OsGetenvValue(key string, other Value) Value {
	return OsEnvironGetValue(Environ{}, key, other)
}

// OsGetpid is os.getpid().
func OsGetpid() int64 {
	return int64(os.Getpid())
}
