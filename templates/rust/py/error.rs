//! Exceptions: a class with its ancestors, the arguments, and `str(e)` as `CPython` words it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::repr::repr_str;

/// What a translated function returns that can raise.
pub type Result<T> = std::result::Result<T, Error>;

/// An exception class: its name and the class that it extends.
#[derive(Debug)]
pub struct Class {
    /// The name as `type(e).__name__` gives it.
    pub name: &'static str,
    /// The class that it extends; `BaseException` extends none.
    pub base: Option<&'static Class>,
}

impl Class {
    /// A class that extends `base`.
    pub const fn new(name: &'static str, base: &'static Class) -> Class {
        Class { name, base: Some(base) }
    }

    /// `issubclass(self, other)`
    pub fn is_subclass(&'static self, other: &'static Class) -> bool {
        let mut class = Some(self);
        while let Some(current) = class {
            if std::ptr::eq(current, other) {
                return true;
            }
            class = current.base;
        }
        false
    }
}

/// One argument of an exception, with the two ways in which Python may show it.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A string.
    Str(String),
    /// Any other value: its `str()` and `repr()` are the same for numbers and containers.
    Other(String),
}

impl Argument {
    fn text(&self) -> &str {
        match self {
            Argument::Str(text) | Argument::Other(text) => text,
        }
    }

    fn repr(&self) -> String {
        match self {
            Argument::Str(text) => repr_str(text),
            Argument::Other(text) => text.clone(),
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument::Str(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Argument {
        Argument::Str(text)
    }
}

impl Argument {
    /// An argument of any type: what is a string only at run time shows as one.
    pub fn of<T: super::repr::Repr + ?Sized>(value: &T) -> Argument {
        let repr = super::repr::repr(value);
        let mut text = String::new();
        value.push_text(&mut text);
        if repr == repr_str(&text) { Argument::Str(text) } else { Argument::Other(repr) }
    }
}

/// A raised exception. It is one pointer wide, so that a `Result` stays small.
#[derive(Clone)]
pub struct Error(Box<Raised>);

#[derive(Clone)]
struct Raised {
    class: &'static Class,
    args: Vec<Argument>,
    text: Option<String>,
    payload: Option<Arc<dyn Any + Send + Sync>>,
}

impl Error {
    /// `class(message)`
    #[cold]
    pub fn new(class: &'static Class, message: impl Into<String>) -> Error {
        Error::with_args(class, vec![Argument::Str(message.into())])
    }

    /// `class()`
    #[cold]
    pub fn bare(class: &'static Class) -> Error {
        Error::with_args(class, Vec::new())
    }

    /// `class(*args)`
    #[cold]
    pub fn with_args(class: &'static Class, args: Vec<Argument>) -> Error {
        Error(Box::new(Raised { class, args, text: None, payload: None }))
    }

    /// An exception whose `str(e)` is not made of its arguments.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Error {
        self.0.text = Some(text.into());
        self
    }

    /// An exception with the fields that its class gives it.
    #[must_use]
    pub fn with_payload<T: Any + Send + Sync>(mut self, payload: T) -> Error {
        self.0.payload = Some(Arc::new(payload));
        self
    }

    /// The fields that its class gives it.
    pub fn payload<T: Any>(&self) -> Option<&T> {
        self.0.payload.as_ref()?.downcast_ref()
    }

    /// The answer of a handler that leaves this request to the Python original.
    #[cold]
    pub fn forward() -> Error {
        Error::bare(&FORWARD)
    }

    /// Whether the request is to be sent to the Python original.
    pub fn is_forward(&self) -> bool {
        self.is(&FORWARD)
    }

    /// `type(e)`
    pub fn class(&self) -> &'static Class {
        self.0.class
    }

    /// `isinstance(e, class)`
    pub fn is(&self, class: &'static Class) -> bool {
        self.0.class.is_subclass(class)
    }

    /// `e.args`
    pub fn args(&self) -> &[Argument] {
        &self.0.args
    }

    /// `repr(e)`
    pub fn repr(&self) -> String {
        let args: Vec<String> = self.0.args.iter().map(Argument::repr).collect();
        format!("{}({})", self.0.class.name, args.join(", "))
    }
}

/// `str(e)`
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.0.text {
            return f.write_str(text);
        }
        match self.0.args.as_slice() {
            [] => Ok(()),
            [key] if self.is(&KEY_ERROR) => f.write_str(&key.repr()),
            [arg] => f.write_str(arg.text()),
            [number, text] if self.is(&OS_ERROR) => write!(f, "[Errno {}] {}", number.text(), text.text()),
            args => {
                let args: Vec<String> = args.iter().map(Argument::repr).collect();
                write!(f, "({})", args.join(", "))
            }
        }
    }
}

impl super::repr::Repr for Error {
    fn push_repr(&self, out: &mut String) {
        out.push_str(&self.repr());
    }
}

/// The last line of a traceback.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_string();
        if text.is_empty() { f.write_str(self.0.class.name) } else { write!(f, "{}: {text}", self.0.class.name) }
    }
}

impl std::error::Error for Error {}

/// No class of Python's: no `except` catches it.
static FORWARD: Class = Class { name: "Forward", base: None };

/// `BaseException`
pub static BASE_EXCEPTION: Class = Class { name: "BaseException", base: None };

macro_rules! classes {
    ($($class:ident = $name:literal < $base:ident, $raise:ident;)*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub static $class: Class = Class::new($name, &$base);

            #[doc = concat!("`", $name, "(message)`")]
            #[cold]
            pub fn $raise(message: impl Into<String>) -> Error {
                Error::new(&$class, message)
            }
        )*
    };
}

classes! {
    EXCEPTION = "Exception" < BASE_EXCEPTION, exception;
    KEYBOARD_INTERRUPT = "KeyboardInterrupt" < BASE_EXCEPTION, keyboard_interrupt;
    SYSTEM_EXIT = "SystemExit" < BASE_EXCEPTION, system_exit;
    ARITHMETIC_ERROR = "ArithmeticError" < EXCEPTION, arithmetic_error;
    FLOATING_POINT_ERROR = "FloatingPointError" < ARITHMETIC_ERROR, floating_point_error;
    OVERFLOW_ERROR = "OverflowError" < ARITHMETIC_ERROR, overflow_error;
    ZERO_DIVISION_ERROR = "ZeroDivisionError" < ARITHMETIC_ERROR, zero_division_error;
    ASSERTION_ERROR = "AssertionError" < EXCEPTION, assertion_error;
    ATTRIBUTE_ERROR = "AttributeError" < EXCEPTION, attribute_error;
    BUFFER_ERROR = "BufferError" < EXCEPTION, buffer_error;
    EOF_ERROR = "EOFError" < EXCEPTION, eof_error;
    IMPORT_ERROR = "ImportError" < EXCEPTION, import_error;
    MODULE_NOT_FOUND_ERROR = "ModuleNotFoundError" < IMPORT_ERROR, module_not_found_error;
    LOOKUP_ERROR = "LookupError" < EXCEPTION, lookup_error;
    INDEX_ERROR = "IndexError" < LOOKUP_ERROR, index_error;
    KEY_ERROR = "KeyError" < LOOKUP_ERROR, key_error;
    MEMORY_ERROR = "MemoryError" < EXCEPTION, memory_error;
    NAME_ERROR = "NameError" < EXCEPTION, name_error;
    UNBOUND_LOCAL_ERROR = "UnboundLocalError" < NAME_ERROR, unbound_local_error;
    OS_ERROR = "OSError" < EXCEPTION, os_error;
    BLOCKING_IO_ERROR = "BlockingIOError" < OS_ERROR, blocking_io_error;
    CONNECTION_ERROR = "ConnectionError" < OS_ERROR, connection_error;
    BROKEN_PIPE_ERROR = "BrokenPipeError" < CONNECTION_ERROR, broken_pipe_error;
    CONNECTION_ABORTED_ERROR = "ConnectionAbortedError" < CONNECTION_ERROR, connection_aborted_error;
    CONNECTION_REFUSED_ERROR = "ConnectionRefusedError" < CONNECTION_ERROR, connection_refused_error;
    CONNECTION_RESET_ERROR = "ConnectionResetError" < CONNECTION_ERROR, connection_reset_error;
    FILE_EXISTS_ERROR = "FileExistsError" < OS_ERROR, file_exists_error;
    FILE_NOT_FOUND_ERROR = "FileNotFoundError" < OS_ERROR, file_not_found_error;
    INTERRUPTED_ERROR = "InterruptedError" < OS_ERROR, interrupted_error;
    IS_A_DIRECTORY_ERROR = "IsADirectoryError" < OS_ERROR, is_a_directory_error;
    NOT_A_DIRECTORY_ERROR = "NotADirectoryError" < OS_ERROR, not_a_directory_error;
    PERMISSION_ERROR = "PermissionError" < OS_ERROR, permission_error;
    TIMEOUT_ERROR = "TimeoutError" < OS_ERROR, timeout_error;
    REFERENCE_ERROR = "ReferenceError" < EXCEPTION, reference_error;
    RUNTIME_ERROR = "RuntimeError" < EXCEPTION, runtime_error;
    NOT_IMPLEMENTED_ERROR = "NotImplementedError" < RUNTIME_ERROR, not_implemented_error;
    RECURSION_ERROR = "RecursionError" < RUNTIME_ERROR, recursion_error;
    STOP_ITERATION = "StopIteration" < EXCEPTION, stop_iteration;
    TYPE_ERROR = "TypeError" < EXCEPTION, type_error;
    VALUE_ERROR = "ValueError" < EXCEPTION, value_error;
    UNICODE_ERROR = "UnicodeError" < VALUE_ERROR, unicode_error;
    UNICODE_DECODE_ERROR = "UnicodeDecodeError" < UNICODE_ERROR, unicode_decode_error;
    UNICODE_ENCODE_ERROR = "UnicodeEncodeError" < UNICODE_ERROR, unicode_encode_error;
    JSON_DECODE_ERROR = "JSONDecodeError" < VALUE_ERROR, json_decode_error;
}
