//! Text: f-strings and their kin, `str` and `repr`.

use super::body::Printer;
use super::expr::int;
use super::tree::{Go, Signature, quote};
use crate::ir::{Expr, FormatPart, Shape, Type};

/// A piece of text that is being put together.
enum Piece {
    Text(String),
    /// A Go string.
    Str(Go),
    /// An `int64`, with its verb for `fmt.Sprintf`.
    Int(Go, String),
}

impl Printer<'_> {
    /// An f-string.
    pub fn format(&mut self, parts: &[FormatPart]) -> Go {
        let operands: Vec<&Expr> = parts
            .iter()
            .filter_map(|part| match part {
                FormatPart::Literal(_) => None,
                FormatPart::Str(one)
                | FormatPart::Repr(one)
                | FormatPart::Spec(one, _)
                | FormatPart::Percent(one, _) => Some(one),
            })
            .collect();
        let mut values = self.operands(&operands).into_iter();
        let mut pieces = Vec::new();
        for part in parts {
            let piece = match part {
                FormatPart::Literal(text) => Piece::Text(text.clone()),
                FormatPart::Str(one) => match (values.next(), &one.ty) {
                    (Some(go), Type::Int) => Piece::Int(go, "%d".into()),
                    (Some(go), ty) => Piece::Str(self.display(go, ty)),
                    (None, _) => continue,
                },
                FormatPart::Repr(one) => match (values.next(), &one.ty) {
                    (Some(go), Type::Int) => Piece::Int(go, "%d".into()),
                    (Some(go), ty) => Piece::Str(self.repr(go, ty)),
                    (None, _) => continue,
                },
                FormatPart::Spec(one, spec) => match values.next() {
                    Some(go) => self.spec(go, &one.ty, spec),
                    None => continue,
                },
                FormatPart::Percent(one, verb) => match values.next() {
                    Some(go) => self.percent(go, &one.ty, verb),
                    None => continue,
                },
            };
            pieces.push(piece);
        }
        self.join(pieces)
    }

    /// Puts pieces together: with `+` where all are strings, else with `fmt.Sprintf`.
    fn join(&mut self, pieces: Vec<Piece>) -> Go {
        if !pieces.iter().any(|piece| matches!(piece, Piece::Int(..))) {
            let strings = pieces.into_iter().filter_map(|piece| match piece {
                Piece::Text(text) => (!text.is_empty()).then(|| Go::string(&text)),
                Piece::Str(go) => Some(go),
                Piece::Int(..) => None,
            });
            return strings.reduce(|a, b| Go::binary("+", a, b)).unwrap_or_else(|| Go::string(""));
        }
        if let [Piece::Int(go, verb)] = &pieces[..]
            && verb == "%d"
        {
            self.module.import("strconv");
            return Go::call("strconv.FormatInt", vec![go.clone(), int(10)]);
        }
        self.module.import("fmt");
        let mut format = String::new();
        let mut args = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => format += &text.replace('%', "%%"),
                Piece::Str(go) => {
                    format += "%s";
                    args.push(go);
                }
                Piece::Int(go, verb) => {
                    format += &verb;
                    args.push(self.typed(go, &Type::Int));
                }
            }
        }
        args.insert(0, Go::Atom(quote(&format)));
        Go::call("fmt.Sprintf", args)
    }

    /// `{value:spec}`
    fn spec(&mut self, go: Go, ty: &Type, spec: &str) -> Piece {
        let name = match ty {
            Type::Int if spec.is_empty() => return Piece::Int(go, "%d".into()),
            Type::Int if is_plain_width(spec) => return Piece::Int(go, format!("%{}d", spec.trim_end_matches('d'))),
            Type::Float => {
                let decimals =
                    spec.strip_prefix('.').and_then(|rest| rest.strip_suffix('f')).and_then(|n| n.parse().ok());
                if let Some(decimals) = decimals {
                    return Piece::Str(Go::call("py.Fixed", vec![go, int(decimals)]));
                }
                "py.FormatFloat"
            }
            Type::Int => "py.FormatInt",
            Type::Number => "py.FormatNumber",
            Type::Bool => "py.FormatBool",
            Type::Str => "py.FormatStr",
            _ => "",
        };
        let call = if name.is_empty() {
            go.method("Format", vec![Go::string(spec)])
        } else {
            Go::call(name, vec![go, Go::string(spec)])
        };
        Piece::Str(Go::call("py.Valid", vec![call]))
    }

    /// `%05.1f`
    fn percent(&mut self, go: Go, ty: &Type, verb: &str) -> Piece {
        let flags = verb.strip_prefix('%').unwrap_or(verb);
        let kind = flags.chars().last().unwrap_or('s');
        match kind {
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
                let go = self.converted_to_int(go, ty);
                let plain = flags.strip_suffix('d').is_some_and(|width| width.is_empty() || is_plain_width(width));
                if plain {
                    return Piece::Int(go, verb.to_owned());
                }
                Piece::Str(Go::call("py.PercentInt", vec![Go::string(flags), go]))
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let go = self.converted(go, ty, &Type::Float);
                Piece::Str(Go::call("py.PercentFloat", vec![Go::string(flags), go]))
            }
            _ => {
                let text = if kind == 'r' { self.repr(go, ty) } else { self.display(go, ty) };
                if flags.len() == 1 {
                    return Piece::Str(text);
                }
                Piece::Str(Go::call("py.PercentStr", vec![Go::string(flags), text]))
            }
        }
    }

    fn converted_to_int(&mut self, go: Go, ty: &Type) -> Go {
        match ty {
            Type::Float => {
                let call = Go::call("py.FloatInt", vec![go]);
                Go::call("py.Valid", vec![call])
            }
            ty => self.converted(go, ty, &Type::Int),
        }
    }

    /// `str(value)`
    pub fn display(&mut self, go: Go, ty: &Type) -> Go {
        match ty {
            Type::Str => go,
            Type::Exception => go.method("Error", Vec::new()),
            Type::Json => go.method("String", Vec::new()),
            Type::Optional(inner) if matches!(**inner, Type::Str) => Go::call(
                "py.OptionalText",
                vec![go, Go::Lambda(Signature::new(&[("s", "string")], "string"), Box::new(Go::atom("s")))],
            ),
            _ => self.repr(go, ty),
        }
    }

    /// `repr(value)`
    pub fn repr(&mut self, go: Go, ty: &Type) -> Go {
        let types = self.module.types();
        match ty {
            Type::Str => Go::call("py.StrRepr", vec![go]),
            Type::Bytes => Go::call("py.BytesRepr", vec![go]),
            Type::Int => {
                self.module.import("strconv");
                Go::call("strconv.FormatInt", vec![go, int(10)])
            }
            Type::Float => Go::call("py.FloatRepr", vec![go]),
            Type::Bool => Go::call("py.BoolRepr", vec![go]),
            Type::None | Type::Never => Go::string("None"),
            Type::Json | Type::Exception => go.method("Repr", Vec::new()),
            Type::Optional(inner) if types.is_pointer(inner) => {
                let function = self.repr_function(inner);
                Go::call("py.NilText", vec![go, function])
            }
            Type::Optional(inner) => {
                let function = self.repr_function(inner);
                Go::call("py.OptionalText", vec![go, function])
            }
            Type::Object(id) => match &types.object(*id).shape {
                Shape::List(item) => {
                    let function = self.repr_function(item);
                    Go::call("py.ListRepr", vec![self.items(go, ty), function])
                }
                Shape::Dict(Type::Json, value) => {
                    let value = self.repr_function(value);
                    Go::call("py.ValueDictRepr", vec![go, value])
                }
                Shape::Dict(key, value) => {
                    let (key, value) = (self.repr_function(key), self.repr_function(value));
                    Go::call("py.DictRepr", vec![go, key, value])
                }
                Shape::Record(_) => {
                    self.module.reprs.borrow_mut().insert(*id);
                    go.method("Repr", Vec::new())
                }
                Shape::Set(_) | Shape::Instance(..) => go.method("Repr", Vec::new()),
            },
            Type::Tuple(items) => {
                let reprs = items.iter().enumerate().map(|(i, item)| {
                    let value = match &go {
                        Go::Composite(_, fields) => fields[i].1.clone(),
                        go => go.clone().select(&format!("V{i}")),
                    };
                    self.repr(value, item)
                });
                let reprs = reprs.collect();
                Go::call("py.TupleRepr", reprs)
            }
            Type::BigInt | Type::Number | Type::Library(_) | Type::Encodable | Type::Callable { .. } => {
                go.method("String", Vec::new())
            }
        }
    }

    /// The function that gives the repr of a type.
    pub fn repr_function(&mut self, ty: &Type) -> Go {
        match ty {
            Type::Str => Go::atom("py.StrRepr"),
            Type::Bytes => Go::atom("py.BytesRepr"),
            Type::Int => Go::atom("py.IntRepr"),
            Type::Float => Go::atom("py.FloatRepr"),
            Type::Bool => Go::atom("py.BoolRepr"),
            Type::Json => Go::atom("py.Value.Repr"),
            Type::BigInt => Go::atom("py.Int.String"),
            Type::Number => Go::atom("py.Number.String"),
            _ => {
                let repr = self.repr(Go::atom("v"), ty);
                Go::Lambda(Signature::new(&[("v", &self.ty(ty))], "string"), Box::new(repr))
            }
        }
    }
}

/// `5`, `05`, `05d`: what Go's `%d` does alike.
fn is_plain_width(spec: &str) -> bool {
    let digits = spec.strip_suffix('d').unwrap_or(spec);
    digits.chars().all(|c| c.is_ascii_digit())
}

/// `repr` of a text without control characters.
pub fn python_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}
