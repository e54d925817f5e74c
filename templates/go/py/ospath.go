package py

import "strings"

// OsPathJoin is os.path.join(a, b).
func OsPathJoin(a, b string) string {
	switch {
	case strings.HasPrefix(b, "/"):
		return b
	case a == "" || strings.HasSuffix(a, "/"):
		return a + b
	}
	return a + "/" + b
}

// OsPathJoin3 is os.path.join(a, b, c).
func OsPathJoin3(a, b, c string) string {
	return OsPathJoin(OsPathJoin(a, b), c)
}

// OsPathBasename is os.path.basename(path).
func OsPathBasename(path string) string {
	return path[strings.LastIndexByte(path, '/')+1:]
}

// OsPathDirname is os.path.dirname(path).
func OsPathDirname(path string) string {
	head := path[:strings.LastIndexByte(path, '/')+1]
	if short := strings.TrimRight(head, "/"); short != "" {
		return short
	}
	return head
}

// OsPathIsabs is os.path.isabs(path).
func OsPathIsabs(path string) bool {
	return strings.HasPrefix(path, "/")
}

// OsPathNormpath is os.path.normpath(path).
func OsPathNormpath(path string) string {
	if at := strings.IndexByte(path, 0); at >= 0 {
		// CPython 3.11.7 ends the path at a NUL.
		beyond("a path with a NUL")
	}
	root := ""
	if strings.HasPrefix(path, "/") {
		root = "/"
		if strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///") {
			root = "//"
		}
	}
	parts := []string{}
	for part := range strings.SplitSeq(path, "/") {
		switch {
		case part == "" || part == ".":
		case part == ".." && len(parts) > 0 && parts[len(parts)-1] != "..":
			parts = parts[:len(parts)-1]
		case part == ".." && root != "":
		default:
			parts = append(parts, part)
		}
	}
	if norm := root + strings.Join(parts, "/"); norm != "" {
		return norm
	}
	return "."
}
