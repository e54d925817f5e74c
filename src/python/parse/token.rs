//! The tokens of Python source.

use crate::source::Span;

/// A token and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where; empty for tokens that have no text (`Indent`, `Dedent`, a missing last line end).
    pub span: Span,
}

/// What keeps the source from being Python: where, what, and what to do about it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// Where.
    pub span: Span,
    /// One line: what is the case.
    pub title: String,
    /// What the user can do; may be empty.
    pub hint: &'static str,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(span: Span, title: impl Into<String>) -> Self {
        Self { span, title: title.into(), hint: "" }
    }
}

macro_rules! kinds {
    (plain { $($plain:ident => $what:literal,)* } keywords { $($keyword:ident => $word:literal,)* } operators { $($operator:ident => $sign:literal,)* }) => {
        /// What a token is. Soft keywords (`match`, `case`, `type`, `_`) are names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($plain,)* $($keyword,)* $($operator,)*
        }

        impl Kind {
            /// The keyword that is spelled so.
            pub fn keyword(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$keyword),)*
                    _ => None,
                }
            }

            /// How a message speaks of the token.
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$plain => $what,)*
                    $(Self::$keyword => $word,)*
                    $(Self::$operator => $sign,)*
                }
            }
        }
    };
}

kinds! {
    plain {
        Name => "a name",
        Number => "a number",
        String => "a string",
        FStringStart => "an f-string",
        FStringMiddle => "text",
        FStringEnd => "the end of the f-string",
        Newline => "the end of the line",
        Indent => "an indent",
        Dedent => "the end of the block",
        End => "the end of the file",
        Error => "an error",
    }
    keywords {
        False => "False",
        None => "None",
        True => "True",
        And => "and",
        As => "as",
        Assert => "assert",
        Async => "async",
        Await => "await",
        Break => "break",
        Class => "class",
        Continue => "continue",
        Def => "def",
        Del => "del",
        Elif => "elif",
        Else => "else",
        Except => "except",
        Finally => "finally",
        For => "for",
        From => "from",
        Global => "global",
        If => "if",
        Import => "import",
        In => "in",
        Is => "is",
        Lambda => "lambda",
        Nonlocal => "nonlocal",
        Not => "not",
        Or => "or",
        Pass => "pass",
        Raise => "raise",
        Return => "return",
        Try => "try",
        While => "while",
        With => "with",
        Yield => "yield",
    }
    operators {
        LeftParen => "(",
        RightParen => ")",
        LeftBracket => "[",
        RightBracket => "]",
        LeftBrace => "{",
        RightBrace => "}",
        Comma => ",",
        Colon => ":",
        Semicolon => ";",
        Dot => ".",
        Ellipsis => "...",
        Arrow => "->",
        At => "@",
        Equal => "=",
        ColonEqual => ":=",
        Bang => "!",
        Plus => "+",
        Minus => "-",
        Star => "*",
        StarStar => "**",
        Slash => "/",
        SlashSlash => "//",
        Percent => "%",
        Tilde => "~",
        Ampersand => "&",
        Bar => "|",
        Caret => "^",
        ShiftLeft => "<<",
        ShiftRight => ">>",
        EqualEqual => "==",
        NotEqual => "!=",
        Less => "<",
        LessEqual => "<=",
        Greater => ">",
        GreaterEqual => ">=",
        PlusEqual => "+=",
        MinusEqual => "-=",
        StarEqual => "*=",
        StarStarEqual => "**=",
        SlashEqual => "/=",
        SlashSlashEqual => "//=",
        PercentEqual => "%=",
        AtEqual => "@=",
        AmpersandEqual => "&=",
        BarEqual => "|=",
        CaretEqual => "^=",
        ShiftLeftEqual => "<<=",
        ShiftRightEqual => ">>=",
    }
}

impl Kind {
    /// The longest operator that these bytes start with, and its length.
    pub fn operator(bytes: &[u8]) -> Option<(Self, usize)> {
        let second = bytes.get(1).copied().unwrap_or(0);
        let third = bytes.get(2).copied().unwrap_or(0);
        let three = match (*bytes.first()?, second, third) {
            (b'.', b'.', b'.') => Some(Self::Ellipsis),
            (b'*', b'*', b'=') => Some(Self::StarStarEqual),
            (b'/', b'/', b'=') => Some(Self::SlashSlashEqual),
            (b'<', b'<', b'=') => Some(Self::ShiftLeftEqual),
            (b'>', b'>', b'=') => Some(Self::ShiftRightEqual),
            _ => None,
        };
        if let Some(kind) = three {
            return Some((kind, 3));
        }
        let two = match (bytes[0], second) {
            (b'-', b'>') => Some(Self::Arrow),
            (b':', b'=') => Some(Self::ColonEqual),
            (b'*', b'*') => Some(Self::StarStar),
            (b'/', b'/') => Some(Self::SlashSlash),
            (b'<', b'<') => Some(Self::ShiftLeft),
            (b'>', b'>') => Some(Self::ShiftRight),
            (b'=', b'=') => Some(Self::EqualEqual),
            (b'!', b'=') => Some(Self::NotEqual),
            (b'<', b'=') => Some(Self::LessEqual),
            (b'>', b'=') => Some(Self::GreaterEqual),
            (b'+', b'=') => Some(Self::PlusEqual),
            (b'-', b'=') => Some(Self::MinusEqual),
            (b'*', b'=') => Some(Self::StarEqual),
            (b'/', b'=') => Some(Self::SlashEqual),
            (b'%', b'=') => Some(Self::PercentEqual),
            (b'@', b'=') => Some(Self::AtEqual),
            (b'&', b'=') => Some(Self::AmpersandEqual),
            (b'|', b'=') => Some(Self::BarEqual),
            (b'^', b'=') => Some(Self::CaretEqual),
            _ => None,
        };
        if let Some(kind) = two {
            return Some((kind, 2));
        }
        let one = match bytes[0] {
            b'(' => Self::LeftParen,
            b')' => Self::RightParen,
            b'[' => Self::LeftBracket,
            b']' => Self::RightBracket,
            b'{' => Self::LeftBrace,
            b'}' => Self::RightBrace,
            b',' => Self::Comma,
            b':' => Self::Colon,
            b';' => Self::Semicolon,
            b'.' => Self::Dot,
            b'@' => Self::At,
            b'=' => Self::Equal,
            b'+' => Self::Plus,
            b'-' => Self::Minus,
            b'*' => Self::Star,
            b'/' => Self::Slash,
            b'%' => Self::Percent,
            b'~' => Self::Tilde,
            b'&' => Self::Ampersand,
            b'|' => Self::Bar,
            b'^' => Self::Caret,
            b'<' => Self::Less,
            b'>' => Self::Greater,
            _ => return None,
        };
        Some((one, 1))
    }

    /// Whether an expression can start with it; `*` is asked for where it is allowed.
    pub fn starts_expression(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Number
                | Self::String
                | Self::FStringStart
                | Self::LeftParen
                | Self::LeftBracket
                | Self::LeftBrace
                | Self::Plus
                | Self::Minus
                | Self::Tilde
                | Self::Not
                | Self::Lambda
                | Self::Await
                | Self::None
                | Self::True
                | Self::False
                | Self::Ellipsis
                | Self::Error
        )
    }

    /// Whether it only gives structure; CPython ends a node at the last token that is none of these.
    pub fn is_layout(self) -> bool {
        matches!(self, Self::Newline | Self::Indent | Self::Dedent | Self::End)
    }
}
