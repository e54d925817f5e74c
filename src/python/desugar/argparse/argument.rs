//! One `parser.add_argument(…)` whose parts are constants.

use crate::python::ast::{Constant, Expr, ExprKind, Keyword, UnaryOperator};
use crate::source::Span;

/// What an argument takes from the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: it is there or not. The value when it is there.
    Nothing(bool),
    /// One text.
    One,
    /// `?`: one or none.
    Optional,
    /// `*`: any number.
    Any,
    /// `+`: at least one.
    Some,
}

/// The type that the text is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converted {
    /// `str`
    Text,
    /// `int`
    Int,
    /// `float`
    Float,
}

/// An argument of the command line.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The attribute of the namespace.
    pub dest: String,
    /// `-s`, `--sort`; none for a positional argument.
    pub flags: Vec<String>,
    pub takes: Takes,
    pub converted: Converted,
    pub choices: Vec<String>,
    pub default: Option<Expr>,
    pub metavar: Option<String>,
    pub help: Option<String>,
    pub required: bool,
    /// Where it is described.
    pub span: Span,
}

impl Argument {
    /// Reads the arguments of the call.
    pub fn read(args: &[Expr], keywords: &[Keyword]) -> Option<Self> {
        let flags: Vec<String> = args.iter().map(text).collect::<Option<_>>()?;
        let positional = flags.len() == 1 && !flags[0].starts_with('-');
        let plain =
            |flag: &String| flag.starts_with('-') && flag.trim_start_matches('-').starts_with(char::is_alphabetic);
        if !(positional || !flags.is_empty() && flags.iter().all(plain)) {
            return None;
        }
        let long = flags.iter().find(|flag| flag.starts_with("--")).or(flags.first())?;
        let mut argument = Self {
            dest: if positional { flags[0].clone() } else { long.trim_start_matches('-').replace('-', "_") },
            takes: Takes::One,
            converted: Converted::Text,
            choices: Vec::new(),
            default: None,
            metavar: None,
            help: None,
            required: false,
            span: args[0].span,
            flags: if positional { Vec::new() } else { flags },
        };
        for keyword in keywords {
            argument.option(keyword.name.as_ref()?.name.as_str(), &keyword.value)?;
        }
        argument.is_sound().then_some(argument)
    }

    fn option(&mut self, name: &str, value: &Expr) -> Option<()> {
        match name {
            "help" => self.help = Some(text(value)?),
            "metavar" => self.metavar = Some(text(value)?),
            "dest" if self.is_option() => self.dest = text(value)?,
            "default" => self.default = Some(value.clone()),
            "required" if self.is_option() => {
                let ExprKind::Constant(Constant::Bool(required)) = value.kind else { return None };
                self.required = required;
            }
            "action" => match text(value)?.as_str() {
                "store" => {}
                "store_true" => self.takes = Takes::Nothing(true),
                "store_false" => self.takes = Takes::Nothing(false),
                _ => return None,
            },
            "nargs" if !self.is_option() => {
                self.takes = match text(value)?.as_str() {
                    "?" => Takes::Optional,
                    "*" => Takes::Any,
                    "+" => Takes::Some,
                    _ => return None,
                };
            }
            "type" => {
                let ExprKind::Name(name) = &value.kind else { return None };
                self.converted = match name.as_str() {
                    "str" => Converted::Text,
                    "int" => Converted::Int,
                    "float" => Converted::Float,
                    _ => return None,
                };
            }
            "choices" => {
                let (ExprKind::List(items) | ExprKind::Tuple(items)) = &value.kind else { return None };
                self.choices = items.iter().map(text).collect::<Option<_>>()?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether it is one of `-x`, `--xyz`.
    pub fn is_option(&self) -> bool {
        !self.flags.is_empty()
    }

    /// Whether it stands in a list when it is given.
    pub fn is_list(&self) -> bool {
        matches!(self.takes, Takes::Any | Takes::Some)
    }

    /// What is written here means the same for every command line.
    fn is_sound(&self) -> bool {
        let name = |text: &str| {
            !text.is_empty()
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let word =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        let words = self.flags.iter().chain(&self.choices).chain(&self.metavar).all(|text| word(text));
        let flag = matches!(self.takes, Takes::Nothing(_));
        let fits = match (&self.default, self.converted) {
            (None, _) => true,
            (Some(_), _) if flag || self.is_list() => false,
            (Some(default), converted) => match (&default.kind, converted) {
                (ExprKind::Constant(Constant::None), _)
                | (ExprKind::Constant(Constant::Int(_)), Converted::Int)
                | (ExprKind::Constant(Constant::Float(_)), Converted::Float) => true,
                (ExprKind::Constant(Constant::Str(text)), Converted::Text) => {
                    self.choices.is_empty() || self.choices.contains(text)
                }
                (ExprKind::UnaryOp { op: UnaryOperator::USub, operand }, Converted::Int) => {
                    matches!(operand.kind, ExprKind::Constant(Constant::Int(_)))
                }
                _ => false,
            },
        };
        let chosen = self.choices.is_empty() || self.converted == Converted::Text && !flag && !self.is_list();
        name(&self.dest) && words && fits && chosen && !(flag && (!self.is_option() || self.metavar.is_some()))
    }

    /// The default as `%(default)s` shows it; None where that has no certain text.
    pub fn shown_default(&self) -> Option<String> {
        match (&self.default, self.takes) {
            (None, Takes::Nothing(value)) => Some(if value { "False" } else { "True" }.to_owned()),
            (None, _) => Some("None".to_owned()),
            (Some(default), _) => match &default.kind {
                ExprKind::Constant(Constant::None) => Some("None".to_owned()),
                ExprKind::Constant(Constant::Int(int)) => Some(int.to_string()),
                ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
                _ => None,
            },
        }
    }

    /// How the runtimes read of it: `sort: -s --sort str {total,count}`.
    pub fn description(&self) -> String {
        let names = match &self.metavar {
            _ if self.is_option() => self.flags.join(" "),
            Some(metavar) => metavar.clone(),
            None => self.dest.clone(),
        };
        let kind = match (self.takes, self.converted) {
            (Takes::Nothing(_), _) => "flag",
            (_, Converted::Text) => "str",
            (_, Converted::Int) => "int",
            (_, Converted::Float) => "float",
        };
        let count = match self.takes {
            Takes::Nothing(_) | Takes::One => "",
            Takes::Optional => "?",
            Takes::Any => "*",
            Takes::Some => "+",
        };
        let choices = if self.choices.is_empty() { String::new() } else { format!(" {{{}}}", self.choices.join(",")) };
        let required = if self.required { " required" } else { "" };
        format!("{}: {names} {kind}{count}{choices}{required}", self.dest)
    }
}

/// A constant text.
pub fn text(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
        _ => None,
    }
}
