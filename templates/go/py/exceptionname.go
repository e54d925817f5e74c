package py

// ExceptionClassName is type(e).__name__.
func ExceptionClassName(e *Error) string {
	return e.Class.Name
}
