package py

import (
	"errors"
	"strings"
)

// A Class is a Python exception class: one of the builtin ones below, or one made by NewClass.
type Class struct {
	Name string
	Base *Class
}

// The builtin exceptions, with the ancestors that CPython gives them.
var (
	BaseException       = &Class{Name: "BaseException"}
	SystemExit          = NewClass("SystemExit", BaseException)
	KeyboardInterrupt   = NewClass("KeyboardInterrupt", BaseException)
	GeneratorExit       = NewClass("GeneratorExit", BaseException)
	Exception           = NewClass("Exception", BaseException)
	ArithmeticError     = NewClass("ArithmeticError", Exception)
	FloatingPointError  = NewClass("FloatingPointError", ArithmeticError)
	OverflowError       = NewClass("OverflowError", ArithmeticError)
	ZeroDivisionError   = NewClass("ZeroDivisionError", ArithmeticError)
	AssertionError      = NewClass("AssertionError", Exception)
	AttributeError      = NewClass("AttributeError", Exception)
	BufferError         = NewClass("BufferError", Exception)
	EOFError            = NewClass("EOFError", Exception)
	ImportError         = NewClass("ImportError", Exception)
	ModuleNotFoundError = NewClass("ModuleNotFoundError", ImportError)
	LookupError         = NewClass("LookupError", Exception)
	IndexError          = NewClass("IndexError", LookupError)
	KeyError            = NewClass("KeyError", LookupError)
	MemoryError         = NewClass("MemoryError", Exception)
	NameError           = NewClass("NameError", Exception)
	UnboundLocalError   = NewClass("UnboundLocalError", NameError)

	// OSError is also IOError and EnvironmentError.
	OSError                = NewClass("OSError", Exception)
	BlockingIOError        = NewClass("BlockingIOError", OSError)
	ChildProcessError      = NewClass("ChildProcessError", OSError)
	ConnectionError        = NewClass("ConnectionError", OSError)
	BrokenPipeError        = NewClass("BrokenPipeError", ConnectionError)
	ConnectionAbortedError = NewClass("ConnectionAbortedError", ConnectionError)
	ConnectionRefusedError = NewClass("ConnectionRefusedError", ConnectionError)
	ConnectionResetError   = NewClass("ConnectionResetError", ConnectionError)
	FileExistsError        = NewClass("FileExistsError", OSError)
	FileNotFoundError      = NewClass("FileNotFoundError", OSError)
	InterruptedError       = NewClass("InterruptedError", OSError)
	IsADirectoryError      = NewClass("IsADirectoryError", OSError)
	NotADirectoryError     = NewClass("NotADirectoryError", OSError)
	PermissionError        = NewClass("PermissionError", OSError)
	ProcessLookupError     = NewClass("ProcessLookupError", OSError)
	TimeoutError           = NewClass("TimeoutError", OSError)

	ReferenceError      = NewClass("ReferenceError", Exception)
	RuntimeError        = NewClass("RuntimeError", Exception)
	NotImplementedError = NewClass("NotImplementedError", RuntimeError)
	RecursionError      = NewClass("RecursionError", RuntimeError)
	StopAsyncIteration  = NewClass("StopAsyncIteration", Exception)
	StopIteration       = NewClass("StopIteration", Exception)
	SyntaxError         = NewClass("SyntaxError", Exception)
	SystemError         = NewClass("SystemError", Exception)
	TypeError           = NewClass("TypeError", Exception)
	ValueError          = NewClass("ValueError", Exception)
	UnicodeError        = NewClass("UnicodeError", ValueError)
	UnicodeDecodeError  = NewClass("UnicodeDecodeError", UnicodeError)
	UnicodeEncodeError  = NewClass("UnicodeEncodeError", UnicodeError)
	JSONDecodeError     = NewClass("JSONDecodeError", ValueError)
)

// NewClass makes an exception class.
func NewClass(name string, base *Class) *Class {
	return &Class{Name: name, Base: base}
}

// Is tells whether c is base or descends from it, as issubclass(c, base) does.
func (c *Class) Is(base *Class) bool {
	for ; c != nil; c = c.Base {
		if c == base {
			return true
		}
	}
	return false
}

// New makes the exception that raise Class(message) raises.
func (c *Class) New(message string) *Error {
	return &Error{Class: c, Message: message}
}

// Bare makes the exception that raise Class raises, without arguments.
func (c *Class) Bare() *Error {
	return &Error{Class: c, Args: []string{}}
}

// Of makes the exception of one argument, from its str and its repr.
func (c *Class) Of(text, repr string) *Error {
	return &Error{Class: c, Message: text, Args: []string{repr}}
}

// OfMany makes the exception of several arguments, from the repr of each.
func (c *Class) OfMany(reprs ...string) *Error {
	return &Error{Class: c, Message: "(" + strings.Join(reprs, ", ") + ")", Args: reprs}
}

// An Error is a Python exception.
type Error struct {
	Class *Class
	// Message is what str(e) gives.
	Message string
	// Args holds the repr of each argument; nil stands for one argument, the string Message.
	Args []string
	// Payload holds what only exceptions of one class have: the attributes of a class of the program, the place of a JSONDecodeError.
	Payload any
}

// With is the exception with its attributes.
func (e *Error) With(payload any) *Error {
	e.Payload = payload
	return e
}

// Error is str(e).
func (e *Error) Error() string {
	return e.Message
}

// ClassName is type(e).__name__.
func (e *Error) ClassName() string {
	return e.Class.Name
}

// AsError is e itself.
func (e *Error) AsError() *Error {
	return e
}

// Repr is repr(e).
func (e *Error) Repr() string {
	if e.Args == nil {
		return e.Class.Name + "(" + StrRepr(e.Message) + ")"
	}
	return e.Class.Name + "(" + strings.Join(e.Args, ", ") + ")"
}

// NewKeyError makes the KeyError of a key whose repr is given: str(e) of a KeyError quotes its key.
func NewKeyError(repr string) *Error {
	return &Error{Class: KeyError, Message: repr, Args: []string{repr}}
}

// IsException is isinstance(e, classes).
func IsException(e *Error, classes ...*Class) bool {
	for _, c := range classes {
		if e.Class.Is(c) {
			return true
		}
	}
	return false
}

// Caught tells whether an except clause with these classes catches err, and gives the exception.
func Caught(err error, classes ...*Class) (*Error, bool) {
	var raised interface{ AsError() *Error }
	if !errors.As(err, &raised) {
		return nil, false
	}
	e := raised.AsError()
	for _, c := range classes {
		if e.Class.Is(c) {
			return e, true
		}
	}
	return nil, false
}
