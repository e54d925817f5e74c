package py

import "os"

// OsGetpid is os.getpid().
func OsGetpid() int64 {
	return int64(os.Getpid())
}
