package py

import "strings"

// OsPathSplit is os.path.split(path).
func OsPathSplit(path string) Tuple2[string, string] {
	return Tuple2[string, string]{OsPathDirname(path), OsPathBasename(path)}
}

// OsPathSplitext is os.path.splitext(path).
func OsPathSplitext(path string) Tuple2[string, string] {
	name := OsPathBasename(path)
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || strings.Trim(name[:dot], ".") == "" {
		return Tuple2[string, string]{path, ""}
	}
	at := len(path) - len(name) + dot
	return Tuple2[string, string]{path[:at], path[at:]}
}
