package py

import (
	"net/netip"
	"regexp"
	"strings"
)

// A SplitResult is what urllib.parse.urlsplit gives.
type SplitResult struct {
	Scheme, Netloc, Path, Query, Fragment string
}

// A ParseResult is what urllib.parse.urlparse gives.
type ParseResult struct {
	Scheme, Netloc, Path, Params, Query, Fragment string
}

var (
	usesNetloc = newWords("ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtsps rtspu rsync " +
		"svn svn+ssh sftp nfs git git+ssh ws wss")
	usesParams = newWords("ftp hdl prospero http imap https shttp rtsp rtsps rtspu sip sips mms sftp tel")
)

// newWords makes the set of the words and the empty one.
func newWords(words string) map[string]bool {
	set := map[string]bool{"": true}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// UrllibParseUrlsplit is urllib.parse.urlsplit(url).
func UrllibParseUrlsplit(url string) (*SplitResult, error) {
	return urlsplit(url, "")
}

// UrllibParseUrlparse is urllib.parse.urlparse(url).
func UrllibParseUrlparse(url string) (*ParseResult, error) {
	return urlparse(url, "")
}

func urlparse(url, scheme string) (*ParseResult, error) {
	split, err := urlsplit(url, scheme)
	if err != nil {
		return nil, err
	}
	result := &ParseResult{split.Scheme, split.Netloc, split.Path, "", split.Query, split.Fragment}
	if usesParams[split.Scheme] {
		last := strings.LastIndexByte(split.Path, '/') + 1
		if at := strings.IndexByte(split.Path[last:], ';'); at >= 0 {
			result.Path, result.Params = split.Path[:last+at], split.Path[last+at+1:]
		}
	}
	return result, nil
}

var removeUnsafe = strings.NewReplacer("\t", "", "\r", "", "\n", "")

func urlsplit(url, scheme string) (*SplitResult, error) {
	url = removeUnsafe.Replace(strings.TrimLeftFunc(url, func(r rune) bool { return r <= ' ' }))
	s := &SplitResult{Scheme: scheme}
	if at := strings.IndexByte(url, ':'); at > 0 && isScheme(url[:at]) {
		s.Scheme, url = strings.ToLower(url[:at]), url[at+1:]
	}
	if rest, ok := strings.CutPrefix(url, "//"); ok {
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		s.Netloc, url = rest[:end], rest[end:]
		if err := checkBrackets(s.Netloc); err != nil {
			return nil, err
		}
	}
	url, s.Fragment, _ = strings.Cut(url, "#")
	s.Path, s.Query, _ = strings.Cut(url, "?")
	return s, checkNetloc(s.Netloc)
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || s[i]-'0' > 9 && s[i] != '+' && s[i] != '-' && s[i] != '.') {
			return false
		}
	}
	return true
}

var ipFuture = regexp.MustCompile(`^v[a-fA-F0-9]+\.[^\n]+$`)

func checkBrackets(netloc string) error {
	opens, closes := strings.Contains(netloc, "["), strings.Contains(netloc, "]")
	if opens != closes {
		return ValueError.New("Invalid IPv6 URL")
	}
	if !opens {
		return nil
	}
	_, rest, _ := strings.Cut(netloc, "[")
	host, _, _ := strings.Cut(rest, "]")
	if strings.HasPrefix(host, "v") {
		if !ipFuture.MatchString(host) {
			return ValueError.New("IPvFuture address is invalid")
		}
		return nil
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return ValueError.New(StrRepr(host) + " does not appear to be an IPv4 or IPv6 address")
	}
	if address.Is4() {
		return ValueError.New("An IPv4 address cannot be in brackets")
	}
	return nil
}

// Geturl is r.geturl().
func (s *SplitResult) Geturl() string {
	url := s.Path
	if s.Netloc != "" || s.Scheme != "" && usesNetloc[s.Scheme] && !strings.HasPrefix(url, "//") {
		if url != "" && url[0] != '/' {
			url = "/" + url
		}
		url = "//" + s.Netloc + url
	}
	if s.Scheme != "" {
		url = s.Scheme + ":" + url
	}
	if s.Query != "" {
		url += "?" + s.Query
	}
	if s.Fragment != "" {
		url += "#" + s.Fragment
	}
	return url
}

// Geturl is r.geturl().
func (p *ParseResult) Geturl() string {
	path := p.Path
	if p.Params != "" {
		path += ";" + p.Params
	}
	return (&SplitResult{p.Scheme, p.Netloc, path, p.Query, p.Fragment}).Geturl()
}
