//! Formatted text: f-strings, `%` and `str.format`.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, FormatPart};
use crate::python::ast::{self, FStringPart};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// An f-string.
    pub fn joined_str(&mut self, parts: &'a [FStringPart], span: Span) -> Lowered<Value> {
        let mut out = Vec::new();
        for part in parts {
            match part {
                FStringPart::Literal(text) => out.push(FormatPart::Literal(text.clone())),
                FStringPart::Replacement { value, conversion, spec, span } => {
                    let value = self.read(value)?;
                    let spec = match spec {
                        None => String::new(),
                        Some(parts) => match parts.as_slice() {
                            [] => String::new(),
                            [FStringPart::Literal(text)] => text.clone(),
                            _ => {
                                let spec = self.joined_str(parts, *span)?;
                                out.push(self.computed_spec(value, *conversion, spec, *span)?);
                                continue;
                            }
                        },
                    };
                    out.push(self.format_part(value, *conversion, &spec, *span)?);
                }
            }
        }
        Ok(self.value(Ty::Str, span, ExprKind::Format(out)))
    }

    /// `{value:<{width}}`: whether the spec is one shows at run time.
    fn computed_spec(
        &mut self,
        value: Value,
        conversion: Option<char>,
        spec: Value,
        span: Span,
    ) -> Lowered<FormatPart> {
        let value = if conversion.is_some() { self.exact_text(value) } else { value };
        let value = match conversion {
            None if self.holds_displayed(&value.ty) && !self.has_text(&value.ty) => {
                return self.refuse(span, "format-spec", "a format spec that is computed, on instances of a class");
            }
            None => self.printable(value)?,
            Some('s') => {
                let text = ExprKind::Format(vec![FormatPart::Str(self.printable(value)?.expr)]);
                self.value(Ty::Str, span, text)
            }
            Some('r') => {
                let text = ExprKind::Format(vec![self.representation(value)?]);
                self.value(Ty::Str, span, text)
            }
            Some(_) => return self.refuse(span, "format-conversion", "`!a` is not translated"),
        };
        let ty = self.low.heap.resolve(&value.ty);
        let helper = match &ty {
            Ty::Never => return Ok(FormatPart::Literal(String::new())),
            Ty::Str => "format_str",
            Ty::Int(_) => "format_int",
            Ty::Exact => "big_int_format",
            Ty::Float => "format_float",
            Ty::Json => "value_format",
            other => {
                let reason = format!("a format spec that is computed, on {}", self.low.heap.describe(other));
                self.transient(Ty::Str, span, "format-spec", reason)?;
                return Ok(FormatPart::Literal(String::new()));
            }
        };
        self.mark_computed(&ty);
        let raises: &[&str] = if ty == Ty::Json {
            &["TypeError", "ValueError", "OverflowError"]
        } else {
            &["ValueError", "OverflowError"]
        };
        let args = vec![value.expr, spec.expr];
        Ok(FormatPart::Str(self.helper(Ty::Str, span, helper, args, raises).expr))
    }

    /// `{value!conversion:spec}`
    fn format_part(&mut self, value: Value, conversion: Option<char>, spec: &str, span: Span) -> Lowered<FormatPart> {
        if conversion.is_some() || spec.is_empty() {
            let part = match conversion {
                None | Some('s') => {
                    let value = self.exact_text(value);
                    FormatPart::Str(self.printable(value)?.expr)
                }
                Some('r') => self.representation(value)?,
                _ => return self.refuse(span, "format-conversion", "`!a` is not translated"),
            };
            if spec.is_empty() {
                return Ok(part);
            }
            if !super::spec::valid_for_str(spec) {
                return self.refuse(span, "format-spec", format!("the format spec `{spec}` on a converted value"));
            }
            let text = self.value(Ty::Str, span, ExprKind::Format(vec![part]));
            return Ok(FormatPart::Spec(text.expr, spec.to_owned()));
        }
        let ty = self.low.heap.resolve(&value.ty);
        if self.is_instance(&ty) || (self.holds_displayed(&ty) && !self.has_text(&ty)) {
            return self.refuse(span, "format-spec", format!("the format spec `{spec}` on an instance of a class"));
        }
        let value = self.printable(value)?;
        let ty = self.low.heap.resolve(&value.ty);
        if ty == Ty::Json {
            let spec = self.value(Ty::Str, span, ExprKind::Str(spec.to_owned()));
            let text = self.helper(
                Ty::Str,
                span,
                "value_format",
                vec![value.expr, spec.expr],
                &["TypeError", "ValueError", "OverflowError"],
            );
            return Ok(FormatPart::Str(text.expr));
        }
        if ty == Ty::Exact && super::spec::valid_for_int(spec) {
            let spec = self.value(Ty::Str, span, ExprKind::Str(spec.to_owned()));
            let args = vec![value.expr, spec.expr];
            let text = self.helper(Ty::Str, span, "big_int_format", args, &["ValueError", "OverflowError"]);
            return Ok(FormatPart::Str(text.expr));
        }
        let valid = match &ty {
            Ty::Never => true,
            Ty::Int(_) => {
                self.mark_computed(&ty);
                super::spec::valid_for_int(spec)
            }
            Ty::Float => super::spec::valid_for_float(spec),
            Ty::Number => super::spec::valid_for_float(spec) && super::spec::valid_for_int(spec),
            Ty::Str => super::spec::valid_for_str(spec),
            Ty::Bool => super::spec::valid_for_int(spec),
            _ => false,
        };
        if !valid && self.low.last_pass {
            let reason = format!("the format spec `{spec}` on {}", self.low.heap.describe(&ty));
            return self.refuse(span, "format-spec", reason);
        }
        Ok(FormatPart::Spec(value.expr, spec.to_owned()))
    }

    /// The text of a module-level constant that an expression names.
    pub fn constant_text(&mut self, expr: &ast::Expr) -> Option<String> {
        if !matches!(expr.kind, ast::ExprKind::Name(_)) || self.web_of(expr).is_some() {
            return None;
        }
        let Some(crate::model::Resolved::Symbol(crate::model::Symbol::Global(index))) = self.resolve(expr) else {
            return None;
        };
        match &self.low.global(index).constant {
            Some(crate::ir::Expr { kind: crate::ir::ExprKind::Str(text), .. }) => Some(text.clone()),
            _ => None,
        }
    }

    /// Refuses values whose text pivot does not know.
    pub fn printable(&mut self, value: Value) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&value.ty);
        if let Ty::Library(class) = &ty
            && self.low.library.method(class, "__str__").is_some()
        {
            let span = value.span();
            return self.library_method(class, value, "__str__", super::call::Arguments::default(), span);
        }
        let is_enum = matches!(ty, Ty::Enum(_));
        let own = self.special_method(&ty, "__str__");
        if let Some(index) = own.or_else(|| self.special_method(&ty, "__repr__").filter(|_| !is_enum)) {
            let span = value.span();
            let text = self.call_function(index, Some(value), super::call::Arguments::default(), span)?;
            return match self.low.heap.resolve(&text.ty) {
                Ty::Str | Ty::Never => Ok(text),
                _ => self.refuse(span, "text-of-value", "`__str__` gives something else than text"),
            };
        }
        if is_enum {
            return self.member_text(value);
        }
        if self.has_text(&ty) {
            return Ok(value);
        }
        if let Some(text) = self.displayed(value.clone(), false)? {
            return Ok(text);
        }
        let reason = format!("the text of {}", self.low.heap.describe(&ty));
        self.refuse(value.span(), "text-of-value", reason)
    }

    /// What `repr` gives for a value.
    pub fn representation(&mut self, value: Value) -> Lowered<FormatPart> {
        let ty = self.low.heap.resolve(&value.ty);
        if matches!(ty, Ty::Enum(_)) && self.special_method(&ty, "__repr__").is_none() {
            return self.member_repr(value);
        }
        if ty == Ty::Exact {
            return Ok(FormatPart::Str(self.exact_text(value).expr));
        }
        if !self.has_text(&ty)
            && let Some(text) = self.displayed(value.clone(), true)?
        {
            return Ok(FormatPart::Str(text.expr));
        }
        if !self.is_instance(&ty) && !matches!(ty, Ty::Enum(_)) {
            return Ok(FormatPart::Repr(self.printable(value)?.expr));
        }
        let span = value.span();
        let Some(index) = self.special_method(&ty, "__repr__") else {
            return self.refuse(span, "text-of-value", "the `repr` of an instance shows its address");
        };
        let text = self.call_function(index, Some(value), super::call::Arguments::default(), span)?;
        match self.low.heap.resolve(&text.ty) {
            Ty::Str | Ty::Never => Ok(FormatPart::Str(text.expr)),
            _ => self.refuse(span, "text-of-value", "`__repr__` gives something else than text"),
        }
    }

    /// A value that an exception keeps, whose `repr` may be asked later.
    pub fn kept_by_exception(&mut self, value: Value) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&value.ty);
        let holds = self.holds_displayed(&ty) && !self.has_text(&ty);
        if self.is_instance(&ty) || matches!(ty, Ty::Enum(_)) || holds {
            return self.refuse(value.span(), "exception", "an exception that holds an instance of a class");
        }
        self.printable(value)
    }

    fn is_instance(&self, ty: &Ty) -> bool {
        let Ty::Object(node) = self.low.heap.resolve(ty) else { return false };
        matches!(self.low.heap.shape(node), super::heap::NodeShape::Instance(..))
    }

    pub(super) fn has_text(&self, ty: &Ty) -> bool {
        use super::heap::NodeShape;
        match self.low.heap.resolve(ty) {
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Exact
            | Ty::Float
            | Ty::Number
            | Ty::Str
            | Ty::Bytes
            | Ty::Json
            | Ty::Exception => true,
            Ty::Optional(inner) => self.has_text(&inner),
            // The empty tuple is Rust's `()`, whose text is None's.
            Ty::Tuple(items) => !items.is_empty() && items.iter().all(|item| self.has_text(item)),
            Ty::Object(node) if self.low.heap.default_factory(node).is_some() => false,
            Ty::Object(node) => match self.low.heap.shape(node) {
                NodeShape::List(item) => self.has_text(item),
                NodeShape::Dict(key, value) => self.has_text(key) && self.has_text(value),
                NodeShape::Record(fields) => fields.iter().all(|(_, ty)| self.has_text(ty)),
                // The order of a set is not kept; the text of an instance has its address.
                NodeShape::Set(_) | NodeShape::Instance(..) => false,
            },
            Ty::Encodable
            | Ty::Enum(_)
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        }
    }

    /// `"…" % values`
    pub fn percent_format(&mut self, format: &str, right: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if let ast::ExprKind::Tuple(items) = &right.kind {
            return self.percent_values(format, items, span);
        }
        let single = self.read(right)?;
        let ty = self.low.heap.resolve(&single.ty);
        if matches!(ty, Ty::Tuple(_) | Ty::Object(_)) || (ty == Ty::Json && format.matches('%').count() != 1) {
            return self.refuse(right.span, "percent-format", "`%` with one value that may be a tuple or dict");
        }
        self.percent_of(format, vec![single], span)
    }

    /// `"…" % (a, b)`, and the text of `logger.info("…", a, b)`.
    pub fn percent_values(&mut self, format: &str, args: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let mut values = Vec::new();
        for arg in args {
            values.push(self.read(arg)?);
        }
        self.percent_of(format, values, span)
    }

    fn percent_of(&mut self, format: &str, values: Vec<Value>, span: Span) -> Lowered<Value> {
        let Some(pieces) = super::spec::percent(format) else {
            return self.refuse(span, "percent-format", "this `%` format is not translated");
        };
        // All values are computed before the first is written, which can raise.
        let writing_raises = values
            .iter()
            .any(|value| matches!(value.ty, Ty::Json | Ty::Optional(_) | Ty::Float | Ty::Object(_) | Ty::Tuple(_)));
        let keep = writing_raises && values.iter().skip(1).any(|value| !super::order::is_harmless(&value.expr));
        let mut lets = Vec::new();
        let mut kept = Vec::new();
        for value in values {
            let (value, bound) = if keep { self.bound(value) } else { (value, None) };
            lets.extend(bound);
            kept.push(value);
        }
        let mut out = Vec::new();
        let mut values = kept.into_iter();
        for piece in pieces {
            match piece {
                super::spec::Percent::Literal(text) => out.push(FormatPart::Literal(text)),
                super::spec::Percent::Conversion(conversion) => {
                    let Some(value) = values.next() else {
                        return self.refuse(span, "percent-format", "not enough arguments for the `%` format");
                    };
                    out.push(self.percent_part(value, &conversion, span)?);
                }
            }
        }
        if values.next().is_some() {
            return self.refuse(span, "percent-format", "not all arguments are used by the `%` format");
        }
        let mut text = self.value(Ty::Str, span, ExprKind::Format(out));
        for bound in lets.into_iter().rev() {
            text = self.with_bound(Some(bound), text);
        }
        Ok(text)
    }

    fn percent_part(&mut self, value: Value, conversion: &str, span: Span) -> Lowered<FormatPart> {
        let ty = self.low.heap.resolve(&value.ty);
        let letter = conversion.chars().last().unwrap_or('s');
        match letter {
            's' | 'r' if ty == Ty::Exact => {
                let text = self.exact_text(value);
                Ok(FormatPart::Percent(text.expr, conversion.replace('r', "s")))
            }
            's' => {
                let value = self.printable(value)?;
                if conversion == "%s" {
                    return Ok(FormatPart::Str(value.expr));
                }
                Ok(FormatPart::Percent(value.expr, conversion.to_owned()))
            }
            'r' => {
                if self.is_instance(&ty) && conversion != "%r" {
                    return self.refuse(span, "percent-format", format!("`{conversion}` of an instance of a class"));
                }
                match self.representation(value)? {
                    FormatPart::Repr(value) if conversion != "%r" => {
                        Ok(FormatPart::Percent(value, conversion.to_owned()))
                    }
                    FormatPart::Str(text) if conversion != "%r" => {
                        Ok(FormatPart::Percent(text, conversion.replace('r', "s")))
                    }
                    part => Ok(part),
                }
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
                let Some(int) = self.percent_int(value, letter, span)? else {
                    return self.percent_mismatch(&ty, conversion, span);
                };
                if int.ty == Ty::Exact {
                    if conversion == "%d" {
                        return Ok(FormatPart::Str(self.exact_text(int).expr));
                    }
                    return Ok(FormatPart::Str(self.exact_percent(int, conversion, span)?));
                }
                if conversion == "%d" {
                    return Ok(FormatPart::Str(int.expr));
                }
                self.mark_computed(&int.ty);
                Ok(FormatPart::Percent(int.expr, conversion.to_owned()))
            }
            'f' | 'F' | 'e' | 'E' | 'g' | 'G' => {
                let Some(float) = self.percent_float(value, span)? else {
                    return self.percent_mismatch(&ty, conversion, span);
                };
                Ok(FormatPart::Percent(float, conversion.to_owned()))
            }
            _ => self.percent_mismatch(&ty, conversion, span),
        }
    }

    fn percent_mismatch(&mut self, ty: &Ty, conversion: &str, span: Span) -> Lowered<FormatPart> {
        if self.low.last_pass {
            let reason = format!("`{conversion}` of {}", self.low.heap.describe(ty));
            return self.refuse(span, "percent-format", reason);
        }
        Ok(FormatPart::Literal(String::new()))
    }

    /// The integer that `%d` and its kin write.
    fn percent_int(&mut self, value: Value, letter: char, span: Span) -> Lowered<Option<Value>> {
        let decimal = matches!(letter, 'd' | 'i' | 'u');
        let wanted = if decimal { "a real number" } else { "an integer" };
        let missing = format!("%{letter} format: {wanted} is required, not NoneType");
        let value = self.present_or_raise(value, "TypeError", &missing);
        let value = self.unmixed(value);
        Ok(Some(match self.low.heap.resolve(&value.ty) {
            Ty::Int(_) | Ty::Never | Ty::Exact => value,
            Ty::Float | Ty::Number | Ty::Bool if decimal => self.int_of(value, span)?,
            Ty::Json => {
                let ty = self.int(value.span(), 13);
                let letter = self.value(Ty::Str, span, ExprKind::Str(letter.to_string())).expr;
                let raises = vec!["TypeError".to_owned(), "ValueError".to_owned(), "OverflowError".to_owned()];
                // The helper gives an int of any size.
                let call =
                    ir::LibraryCall { helper: "value_percent_int".to_owned(), args: vec![value.expr, letter], raises };
                let big = ir::Expr { ty: ir::Type::BigInt, span, kind: ExprKind::Library(call) };
                if let Ty::Int(int) = &ty {
                    self.low.heap.mark_parsed(*int);
                }
                if self.low.held(&ty) == ir::Type::BigInt {
                    Value { ty, expr: big }
                } else {
                    self.value(ty, span, ExprKind::Convert(Box::new(big)))
                }
            }
            _ => return Ok(None),
        }))
    }

    /// The float that `%f` and its kin write.
    fn percent_float(&mut self, value: Value, span: Span) -> Lowered<Option<ir::Expr>> {
        let value = self.present_or_raise(value, "TypeError", "must be real number, not NoneType");
        Ok(Some(match self.low.heap.resolve(&value.ty) {
            Ty::Float | Ty::Never => value.expr,
            Ty::Int(_) | Ty::Exact | Ty::Number | Ty::Bool => self.float_of(value, span)?.expr,
            Ty::Json => {
                let raises = &["TypeError", "OverflowError"];
                self.helper(Ty::Float, span, "value_percent_float", vec![value.expr], raises).expr
            }
            _ => return Ok(None),
        }))
    }

    /// `"…".format(values)`
    pub fn str_format(
        &mut self,
        format: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let Some(pieces) = super::spec::format_pieces(format) else {
            return self.refuse(span, "format-string", "this `str.format` text is not translated");
        };
        let mut values: Vec<(Option<String>, Value)> = Vec::new();
        for arg in args {
            values.push((None, self.read(arg)?));
        }
        for keyword in keywords {
            let Some(name) = &keyword.name else {
                return self.refuse(keyword.span, "format-string", "`**` in `str.format`");
            };
            values.push((Some(name.name.clone()), self.read(&keyword.value)?));
        }
        let mut used = 0;
        let mut automatic = 0;
        let mut out = Vec::new();
        for piece in pieces {
            match piece {
                super::spec::Piece::Literal(text) => out.push(FormatPart::Literal(text)),
                super::spec::Piece::Field { name, conversion, spec } => {
                    let position = if name.is_empty() {
                        automatic += 1;
                        Some(automatic - 1)
                    } else if let Ok(number) = name.parse::<usize>() {
                        Some(number)
                    } else {
                        values.iter().position(|(known, _)| known.as_deref() == Some(name.as_str()))
                    };
                    let Some((_, value)) = position.and_then(|position| values.get(position)).cloned() else {
                        return self.refuse(
                            span,
                            "format-string",
                            format!("`{{{name}}}` in `str.format` has no argument"),
                        );
                    };
                    // Each argument is evaluated once, in order.
                    let in_order = position == Some(used);
                    let simple = matches!(
                        value.expr.kind,
                        ExprKind::Local(_)
                            | ExprKind::Global(_)
                            | ExprKind::Int(_)
                            | ExprKind::Str(_)
                            | ExprKind::Float(_)
                    );
                    if !in_order && !simple {
                        return self.refuse(
                            span,
                            "format-string",
                            "arguments of `str.format` are used in another order than they are computed",
                        );
                    }
                    used += 1;
                    out.push(self.format_part(value, conversion, &spec, span)?);
                }
            }
        }
        if used < values.len()
            && values.iter().any(|(_, value)| {
                !matches!(
                    value.expr.kind,
                    ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Int(_) | ExprKind::Str(_)
                )
            })
        {
            return self.refuse(span, "format-string", "an argument of `str.format` is not used");
        }
        Ok(self.value(Ty::Str, span, ExprKind::Format(out)))
    }
}
