package py

import "strings"

var usesRelative = newWords("ftp http gopher nntp imap wais file https shttp mms prospero rtsp rtsps rtspu sftp svn svn+ssh ws wss")

// UrllibParseUrljoin is urllib.parse.urljoin(base, url).
func UrllibParseUrljoin(base, url string) (string, error) {
	if base == "" {
		return url, nil
	}
	if url == "" {
		return base, nil
	}
	b, err := urlparse(base, "")
	if err != nil {
		return "", err
	}
	u, err := urlparse(url, b.Scheme)
	if err != nil {
		return "", err
	}
	if u.Scheme != b.Scheme || !usesRelative[u.Scheme] {
		return url, nil
	}
	if usesNetloc[u.Scheme] {
		if u.Netloc != "" {
			return u.Geturl(), nil
		}
		u.Netloc = b.Netloc
	}
	if u.Path == "" && u.Params == "" {
		u.Path, u.Params = b.Path, b.Params
		if u.Query == "" {
			u.Query = b.Query
		}
		return u.Geturl(), nil
	}
	u.Path = resolvePath(b.Path, u.Path)
	return u.Geturl(), nil
}

func resolvePath(base, path string) string {
	segments := strings.Split(path, "/")
	if path == "" || path[0] != '/' {
		parts := strings.Split(base, "/")
		if parts[len(parts)-1] != "" {
			parts = parts[:len(parts)-1]
		}
		all := append(parts, segments...)
		segments = nil
		for i, segment := range all {
			if segment != "" || i == 0 || i == len(all)-1 {
				segments = append(segments, segment)
			}
		}
	}
	var resolved []string
	for _, segment := range segments {
		switch segment {
		case "..":
			resolved = resolved[:max(len(resolved)-1, 0)]
		case ".":
		default:
			resolved = append(resolved, segment)
		}
	}
	if last := segments[len(segments)-1]; last == "." || last == ".." {
		resolved = append(resolved, "")
	}
	if joined := strings.Join(resolved, "/"); joined != "" {
		return joined
	}
	return "/"
}
