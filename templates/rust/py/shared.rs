//! A value with several owners, one of which may change it: what every Python object is.

use std::fmt;
use std::sync::Arc;

use parking_lot::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::repr::Repr;

/// A reference to a value that can be changed through any of its references.
///
/// A guard must not outlive one access: `user.read().balance` is right, keeping `user.read()` in a variable is not.
pub struct Shared<T>(Arc<RwLock<T>>);

impl<T> Shared<T> {
    /// A new object.
    pub fn new(value: T) -> Shared<T> {
        Shared(Arc::new(RwLock::new(value)))
    }

    /// To read one field.
    pub fn read(&self) -> RwLockReadGuard<'_, T> {
        self.0.read_recursive()
    }

    /// To change one field.
    pub fn write(&self) -> RwLockWriteGuard<'_, T> {
        self.0.write()
    }

    /// `self is other`
    pub fn is(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Shared<T> {
    /// `copy.copy(self)`: another object with the same content.
    #[must_use]
    pub fn copy(&self) -> Shared<T> {
        Shared::new(self.read().clone())
    }
}

/// Another reference to the same object.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(Arc::clone(&self.0))
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared::new(T::default())
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Shared<T> {
        Shared::new(value)
    }
}

/// Equal by content, as `==` is in Python.
impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        self.is(other) || *self.read() == *other.read()
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read().fmt(f)
    }
}

impl<T: Repr> Repr for Shared<T> {
    fn push_repr(&self, out: &mut String) {
        self.read().push_repr(out);
    }

    fn push_text(&self, out: &mut String) {
        self.read().push_text(out);
    }
}
