package py

import (
	"errors"
	"os"
)

// An exitStatus is the SystemExit of sys.exit with a status.
type exitStatus struct {
	raised *Error
	status int
}

// Error is str(e).
func (e *exitStatus) Error() string {
	return e.raised.Message
}

// AsError is the exception.
func (e *exitStatus) AsError() *Error {
	return e.raised
}

// SysExit is sys.exit(code): it raises SystemExit. None is the status 0, a str is shown.
func SysExit(code Value) error {
	if n, ok := code.Int(); ok {
		return &exitStatus{raised: SystemExit.Of(code.String(), code.Repr()), status: int(n)}
	}
	if code.IsNone() {
		return SystemExit.Bare()
	}
	return SystemExit.New(code.String())
}

// Exit ends the program with an exception that nothing caught.
func Exit(err error) {
	status := 1
	var exit *exitStatus
	e, _ := Caught(err, BaseException)
	switch {
	case errors.As(err, &exit):
		status = exit.status
	case e == nil:
		PrintStderr(err.Error() + "\n")
	case e.Class == SystemExit:
		if e.Args != nil {
			status = 0
		} else {
			PrintStderr(e.Message + "\n")
		}
	case e.Class == KeyboardInterrupt:
		status = 130
	case e.Message == "":
		PrintStderr(e.Class.Name + "\n")
	default:
		PrintStderr(e.Class.Name + ": " + e.Message + "\n")
	}
	Flush()
	os.Exit(status)
}
