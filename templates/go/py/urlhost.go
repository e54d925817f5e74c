package py

import (
	"strconv"
	"strings"
)

// Hostname is r.hostname.
func (p *ParseResult) Hostname() (string, bool) {
	host, _ := hostInfo(p.Netloc)
	if host == "" {
		return "", false
	}
	name, zone, hasZone := strings.Cut(host, "%")
	if hasZone {
		zone = "%" + zone
	}
	return strings.ToLower(name) + zone, true
}

// Port is r.port.
func (p *ParseResult) Port() (Optional[int64], error) {
	_, port := hostInfo(p.Netloc)
	if port == "" {
		return None[int64](), nil
	}
	for i := range len(port) {
		if port[i]-'0' > 9 {
			return None[int64](), ValueError.New("Port could not be cast to integer value as " + StrRepr(port))
		}
	}
	n, err := strconv.ParseInt(port, 10, 64)
	if err != nil || n > 65535 {
		return None[int64](), ValueError.New("Port out of range 0-65535")
	}
	return Some(n), nil
}

// Username is r.username.
func (p *ParseResult) Username() (string, bool) {
	name, _, ok := userInfo(p.Netloc)
	return name, ok
}

// Password is r.password.
func (p *ParseResult) Password() (string, bool) {
	_, password, ok := userInfo(p.Netloc)
	if !ok || password == "" {
		return "", false
	}
	return password[1:], true
}

// userInfo gives the name, and the password with its colon.
func userInfo(netloc string) (name, password string, ok bool) {
	at := strings.LastIndexByte(netloc, '@')
	if at < 0 {
		return "", "", false
	}
	info := netloc[:at]
	if colon := strings.IndexByte(info, ':'); colon >= 0 {
		return info[:colon], info[colon:], true
	}
	return info, "", true
}

func hostInfo(netloc string) (host, port string) {
	info := netloc[strings.LastIndexByte(netloc, '@')+1:]
	if _, bracketed, ok := strings.Cut(info, "["); ok {
		host, port, _ = strings.Cut(bracketed, "]")
		_, port, _ = strings.Cut(port, ":")
		return host, port
	}
	host, port, _ = strings.Cut(info, ":")
	return host, port
}
