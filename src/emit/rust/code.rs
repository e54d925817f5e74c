//! A printed expression: its text, how strongly it binds, and how it holds its value.

use super::doc::Doc;

/// How strongly an expression binds, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bind {
    /// A closure, a range.
    Weak,
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`, `<`
    Compare,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
    /// `<<`
    Shift,
    /// `+`, `-`
    Sum,
    /// `*`, `/`, `%`
    Product,
    /// `as`
    Cast,
    /// `-x`, `!x`, `*x`, `&x`
    Unary,
    /// `x.y`, `f(x)`, `x?`
    Postfix,
}

/// How an expression holds its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A value of its own: using it moves it.
    Value,
    /// A place that someone else owns: it is borrowed with `&` and copied with `.clone()`.
    Place,
    /// A reference `&T`.
    Ref,
    /// A reference to a slice: `&str`, `&[T]`.
    Slice,
    /// A variable of type `&mut T`.
    Mut,
    /// An `Option` of a reference.
    OptRef,
}

/// A printed expression.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its text.
    pub doc: Doc,
    /// How strongly it binds.
    pub bind: Bind,
    /// How it holds its value.
    pub held: Held,
}

impl Code {
    /// An expression that binds as strongly as a call.
    pub fn postfix(doc: Doc, held: Held) -> Self {
        Self { doc, bind: Bind::Postfix, held }
    }

    /// A value of its own.
    pub fn value(doc: Doc) -> Self {
        Self::postfix(doc, Held::Value)
    }

    /// A value of its own that binds less.
    pub fn bound(doc: Doc, bind: Bind) -> Self {
        Self { doc, bind, held: Held::Value }
    }

    /// The text, in parentheses where it binds less than `least`.
    pub fn at(self, least: Bind) -> Doc {
        if self.bind < least { self.doc.parenthesized() } else { self.doc }
    }
}
