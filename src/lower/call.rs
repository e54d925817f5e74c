//! Calls: what is called, and how the arguments bind.

use super::body::Body;
use super::heap::NodeShape;
use super::method_kind::MethodKind;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{ClassIndex, FunctionIndex, GlobalIndex, Resolved, Symbol};
use crate::python::ast;
use crate::source::Span;

/// Lowered arguments of a call.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Positional.
    pub positional: Vec<Value>,
    /// By keyword.
    pub keywords: Vec<(String, Value)>,
    /// `**mapping`, of a call of a function that takes further keywords.
    pub mapping: Option<Value>,
    /// `*rest`, of a call of a function that takes further arguments: a list of its own.
    pub rest: Option<Value>,
}

impl Arguments {
    /// The only positional argument, when there is nothing else.
    pub fn single(&self) -> Option<&Value> {
        match (self.positional.as_slice(), self.keywords.is_empty()) {
            ([one], true) => Some(one),
            _ => None,
        }
    }

    /// A positional argument, or the keyword of that name.
    pub fn get(&self, position: usize, name: &str) -> Option<&Value> {
        self.positional
            .get(position)
            .or_else(|| self.keywords.iter().find(|(known, _)| known == name).map(|(_, value)| value))
    }
}

impl<'a> Body<'_, 'a> {
    /// Whether an expression is that builtin function.
    pub fn is_builtin(&self, func: &ast::Expr, name: &str) -> bool {
        self.web_of(func).is_none()
            && matches!(self.resolve(func), Some(Resolved::External(qualified)) if qualified.strip_prefix("builtins.") == Some(name))
    }

    /// Lowers arguments in source order.
    pub fn arguments(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword]) -> Lowered<Arguments> {
        let mut out = Arguments::default();
        for arg in args {
            if matches!(arg.kind, ast::ExprKind::Starred(_)) {
                return self.refuse(arg.span, "starred", "`*` unpacks a sequence into arguments");
            }
            out.positional.push(self.expr(arg)?);
        }
        for keyword in keywords {
            let Some(name) = &keyword.name else {
                return self.refuse(keyword.span, "starred", "`**` unpacks a dict into arguments");
            };
            out.keywords.push((name.name.clone(), self.expr(&keyword.value)?));
        }
        Ok(out)
    }

    /// `func(args, keywords)`
    pub fn call(
        &mut self,
        expr: &'a ast::Expr,
        func: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
    ) -> Lowered<Value> {
        let span = expr.span;
        if self.web_of(func).is_none() {
            match self.resolve(func) {
                Some(Resolved::Symbol(Symbol::Function(index))) => {
                    return self.call_of_program(index, None, args, keywords, span);
                }
                Some(Resolved::Symbol(Symbol::Class(class))) => return self.instantiate(class, args, keywords, span),
                Some(Resolved::External(qualified)) => return self.call_external(&qualified, args, keywords, span),
                Some(Resolved::Symbol(Symbol::Ambiguous(why))) => return self.refuse(span, "ambiguous-name", why),
                Some(Resolved::Symbol(_)) | None => {}
            }
        }
        if let (true, Some(class)) = (self.is_own_class(func), self.class) {
            return self.instantiate(class, args, keywords, span);
        }
        if let Some(called) = self.call_by_name(func, args, keywords, span)? {
            return Ok(called);
        }
        let ast::ExprKind::Attribute { value: object, attr } = &func.kind else {
            let callee = self.read(func)?;
            return self.call_value(callee, args, keywords, span);
        };
        if let (Some(method), [first, rest @ ..]) = (self.method_of_str(func), args) {
            let value = self.read(first)?;
            let arguments = self.arguments(rest, keywords)?;
            return self.call_method_of_str(method, value, arguments, span);
        }
        self.call_attribute(object, attr, args, keywords, span)
    }

    fn call_attribute(
        &mut self,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if self.is_super(object) {
            return self.call_super(attr, args, keywords, span);
        }
        // `C.method(…)` of a class of the program.
        if let Some(Resolved::Symbol(Symbol::Class(class))) = self.class_named(object) {
            if let Some(index) = self.low.model.method(class, &attr.name)
                && self.method_kind(index) != MethodKind::Instance
            {
                let arguments = self.arguments(args, keywords)?;
                return self.call_function(index, None, arguments, span);
            }
            return self.refuse(span, "call", format!("`{}` is called on a class", attr.name));
        }
        if self.handler_receiver(object).is_some() {
            return self.call_handler(object, attr, args, keywords, span);
        }
        if let ast::ExprKind::Constant(ast::Constant::Str(format)) = &object.kind
            && attr.name == "format"
        {
            return self.str_format(format, args, keywords, span);
        }
        if attr.name == "format"
            && let Some(format) = self.constant_text(object)
        {
            return self.str_format(&format, args, keywords, span);
        }
        if let Some(value) = self.handler_stream_call(object, attr, args, keywords, span)? {
            return Ok(value);
        }
        // `record.get("key")` looks at that key only.
        let receiver = if attr.name == "get" { self.lowered(object)? } else { self.read(object)? };
        if let Ty::Library(class) = &receiver.ty
            && class == "logging.Logger"
            && super::builtin::LOG_LEVELS.contains(&attr.name.as_str())
        {
            let text = self.log_text(args, keywords, span)?;
            return Ok(self.helper(Ty::None, span, &format!("logger_{}", attr.name), vec![receiver.expr, text], &[]));
        }
        let receiver = self.instance_or_raise(receiver, &attr.name);
        if let Ty::Enum(class) = self.low.heap.resolve(&receiver.ty)
            && let Some(index) = self.low.model.method(class, &attr.name)
        {
            return match self.method_kind(index) {
                MethodKind::Instance => self.call_of_program(index, Some(receiver), args, keywords, span),
                MethodKind::Static | MethodKind::Class => self.call_of_program(index, None, args, keywords, span),
                MethodKind::Property => self.refuse(span, "call", "the value of a property is called"),
            };
        }
        if attr.name == "_replace" && args.is_empty() && self.named_tuple(&receiver.ty).is_some() {
            return self.with_replaced(receiver, keywords, span);
        }
        let receiver = self.unmixed(receiver);
        if let Some(node) = self.node_of(&receiver.ty)
            && let NodeShape::Instance(class, _) = self.low.heap.shape(node).clone()
        {
            let Some(index) = self.low.model.method(class, &attr.name) else {
                let ast::Expr { span: object_span, .. } = object;
                let callee = self.attribute(object, attr, *object_span)?;
                return self.call_value(callee, args, keywords, span);
            };
            return match self.method_kind(index) {
                MethodKind::Instance => self.call_of_program(index, Some(receiver), args, keywords, span),
                MethodKind::Static | MethodKind::Class => self.call_of_program(index, None, args, keywords, span),
                MethodKind::Property => self.refuse(span, "call", "the value of a property is called"),
            };
        }
        self.call_method(object, receiver, attr, args, keywords, span)
    }

    /// An instance that may be None instead, `self.next.add(1)`: None has no such method, and says so.
    fn instance_or_raise(&mut self, receiver: Value, method: &str) -> Value {
        let Ty::Optional(inner) = self.low.heap.resolve(&receiver.ty) else { return receiver };
        let instance =
            self.node_of(&inner).is_some_and(|node| matches!(self.low.heap.shape(node), NodeShape::Instance(..)));
        if !instance {
            return receiver;
        }
        self.present_or_raise(receiver, "AttributeError", &format!("'NoneType' object has no attribute '{method}'"))
    }

    /// The class of the program that an expression names.
    pub fn class_named(&self, expr: &ast::Expr) -> Option<Resolved> {
        if self.is_own_class(expr) {
            return self.class.map(|class| Resolved::Symbol(Symbol::Class(class)));
        }
        if self.web_of(expr).is_some() {
            return None;
        }
        match self.resolve(expr) {
            Some(Resolved::Symbol(Symbol::Class(class))) => Some(Resolved::Symbol(Symbol::Class(class))),
            _ => None,
        }
    }

    fn is_super(&self, object: &ast::Expr) -> bool {
        matches!(&object.kind, ast::ExprKind::Call { func, .. } if self.is_builtin(func, "super"))
    }

    fn call_super(
        &mut self,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let Some(class) = self.class else { return self.refuse(span, "super", "`super()` outside of a class") };
        let bases: Vec<ClassIndex> = self
            .low
            .model
            .class(class)
            .bases
            .iter()
            .flatten()
            .filter_map(|base| match base {
                Resolved::Symbol(Symbol::Class(base)) => Some(*base),
                Resolved::External(_) | Resolved::Symbol(_) => None,
            })
            .collect();
        if bases.is_empty() && attr.name == "__init__" && args.is_empty() && keywords.is_empty() {
            return Ok(self.value(Ty::None, span, ExprKind::None));
        }
        self.refuse(span, "super", format!("`super().{}` is not translated yet", attr.name))
    }

    /// Calls a function of the program.
    pub fn call_function(
        &mut self,
        index: FunctionIndex,
        receiver: Option<Value>,
        arguments: Arguments,
        span: Span,
    ) -> Lowered<Value> {
        let def: &'a ast::FunctionDef = self.low.model.function(index).def;
        if self.low.model.function(index).class.is_some()
            && receiver.is_none()
            && self.method_kind(index) == MethodKind::Class
            && !super::method_kind::knows_its_class(self.low.model, index)
        {
            return self.refuse(span, "classmethod", "a class method of a class that others derive from is called");
        }
        let name = def.name.name.clone();
        if def.collects {
            self.ask(index, span)?;
        }
        self.low.reach(index);
        let mut values: Vec<Option<Value>> = def.parameters.iter().map(|_| None).collect();
        let keyword_only_from = def.parameters.posonly.len() + def.parameters.args.len();
        let mut order = Vec::new();
        let left_out = super::method_kind::left_out(self.low.model, index);
        let positional = receiver.into_iter().chain(arguments.positional);
        let mut more = Vec::new();
        for (position, value) in (left_out..).zip(positional) {
            if position >= keyword_only_from && def.parameters.vararg.is_some() {
                more.push(value);
                continue;
            }
            if position >= keyword_only_from {
                return self.refuse(span, "argument-count", format!("`{name}` is called with too many arguments"));
            }
            order.push(position);
            values[position] = Some(value);
        }
        let unfilled = values[left_out..keyword_only_from].iter().any(Option::is_none);
        match (&def.parameters.vararg, arguments.rest) {
            (Some(star), rest) => {
                if rest.is_some() && (unfilled || !more.is_empty()) {
                    return self.refuse(span, "starred", "`*` unpacks a sequence into other parameters than `*args`");
                }
                let given = self.further_arguments(index, star, more, rest, span)?;
                values[keyword_only_from] = Some(given);
            }
            (None, None) => {}
            (None, Some(_)) => return self.refuse(span, "starred", "`*` unpacks a sequence into arguments"),
        }
        let rest = def.parameters.kwarg.as_ref().map(|_| values.len() - 1);
        let mut further = Vec::new();
        for (keyword, value) in arguments.keywords {
            let named = def.parameters.iter().position(|parameter| parameter.name.name == keyword);
            let star = def.parameters.vararg.as_ref().map(|_| keyword_only_from);
            let Some(position) = named.filter(|position| Some(*position) != rest && Some(*position) != star) else {
                if rest.is_some() {
                    // Behind all parameters.
                    order.push(values.len() + further.len());
                    further.push((keyword, value));
                    continue;
                }
                return self.refuse(span, "argument-name", format!("`{name}` has no parameter `{keyword}`"));
            };
            if values[position].is_some() {
                return self.refuse(span, "argument-name", format!("`{name}` gets `{keyword}` twice"));
            }
            order.push(position);
            values[position] = Some(value);
        }
        let given: Vec<(usize, &ir::Expr)> = order
            .iter()
            .filter_map(|position| match values.get(*position) {
                Some(value) => value.as_ref().map(|value| (*position, &value.expr)),
                None => further.get(position - values.len()).map(|(_, value)| (values.len(), &value.expr)),
            })
            .collect();
        let swapped = given.iter().enumerate().any(|(index, (position, value))| {
            given[index + 1..].iter().any(|(other, later)| other < position && !super::order::commute(value, later))
        });
        if swapped {
            return self.refuse(
                span,
                "evaluation-order",
                "keyword arguments are computed in another order than the parameters",
            );
        }
        if let Some(rest) = rest {
            let unset = values[left_out..rest].iter().any(Option::is_none);
            values[rest] = Some(self.further_keywords(index, further, arguments.mapping, unset, span)?);
        }
        let mut args = Vec::new();
        for (position, (value, parameter)) in values.into_iter().zip(def.parameters.iter()).enumerate().skip(left_out) {
            let value = match (value, &parameter.default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.default_of_parameter(index, position, default)?,
                (None, None) => {
                    return self.refuse(
                        span,
                        "argument-count",
                        format!("`{name}` is called without `{}`", parameter.name.name),
                    );
                }
            };
            args.push(self.argument(index, position, value)?);
        }
        let result = self.low.reach(index).result.clone();
        let function = self.low.function_id(index);
        if self.low.last_pass && self.low.heap.resolve(&result) == Ty::Never {
            if self.function == Some(index) {
                return self.refuse(span, "no-value", format!("`{name}` calls itself whatever happens"));
            }
            self.without_value.push((span, index));
        }
        Ok(self.value(result, span, ExprKind::Call { function, args }))
    }

    fn argument(&mut self, index: FunctionIndex, position: usize, value: Value) -> Lowered<ir::Expr> {
        let value = if self.low.encoded.contains(index, position) { self.encoded(value)? } else { value };
        let before = self.low.reach(index).params[position].clone();
        if before == Ty::Encodable {
            return self.coerce(value, &Ty::Encodable);
        }
        // What the body makes of the parameter (a default's None) belongs to its type too.
        let parameter = self
            .low
            .model
            .function(index)
            .def
            .parameters
            .iter()
            .nth(position)
            .map(|parameter| parameter.name.span.start);
        let inside = parameter
            .and_then(|offset| self.low.model.function(index).webs.at(offset))
            .and_then(|web| self.low.web_types.get(&(super::lowerer::BodyKey::Function(index), web)).cloned())
            .unwrap_or(Ty::Never);
        let known = self.low.heap.join(&before, &inside);
        let after = self.low.heap.join(&known, &value.ty);
        if self.low.heap.resolve(&before) != after {
            self.low.heap.note_change();
        }
        self.low.reach(index).params[position] = after.clone();
        if let Ty::Unknown(why) = &after
            && self.low.last_pass
        {
            let reason = format!("a parameter gets {why}");
            return self.refuse(value.span(), "mixed-types", reason);
        }
        self.coerce(value, &after)
    }

    fn instantiate(
        &mut self,
        class: ClassIndex,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if self.low.model.derives_from(class, super::exception::EXCEPTION_CLASSES) {
            return self.new_exception_of(class, args, keywords, span);
        }
        if let Some(server) = self.new_server(&Resolved::Symbol(Symbol::Class(class)), args, keywords, span)? {
            return Ok(server);
        }
        if self.low.enums.contains_key(&class) {
            return self.member_of(class, args, keywords, span);
        }
        if let Some(reason) = super::class::unplain(self.low.model, class) {
            return self.refuse(span, "class", reason);
        }
        if let Some(method) = super::class::abstract_method(self.low.model, class) {
            let reason = format!("an instance of a class whose method `{method}` is abstract");
            return self.refuse(span, "abstract-class", reason);
        }
        let node = self.low.instance_node(class);
        let arguments = self.arguments(args, keywords)?;
        let init = self.low.model.method(class, "__init__");
        let ty = Ty::Object(node);
        let Some(index) = init else {
            if !arguments.positional.is_empty() || !arguments.keywords.is_empty() {
                return self.refuse(span, "argument-count", "a class without `__init__` takes no arguments");
            }
            let held = self.low.held(&ty);
            let ir::Type::Object(object) = held else { return self.refuse(span, "class", "instances of this class") };
            return Ok(self.value(ty, span, ExprKind::New { object, init: None, args: Vec::new() }));
        };
        self.made(class, index, arguments, span)
    }

    /// `value.attr`
    pub fn attribute(&mut self, object: &'a ast::Expr, attr: &'a ast::Identifier, span: Span) -> Lowered<Value> {
        if self.web_of(object).is_none() {
            match self.resolve(object) {
                Some(Resolved::External(module)) if !module.starts_with("builtins.") => {
                    return self.external_value(&format!("{module}.{}", attr.name), span);
                }
                Some(Resolved::Symbol(Symbol::Module(module))) => {
                    let meant = self.low.model.module_attribute(module, &attr.name);
                    return self.meant(meant, &attr.name, span);
                }
                Some(Resolved::Symbol(Symbol::Ambiguous(why))) => return self.refuse(span, "ambiguous-name", why),
                Some(Resolved::External(_) | Resolved::Symbol(_)) | None => {}
            }
        }
        if let Some(value) = self.enum_attribute(object, &attr.name, span)? {
            return Ok(value);
        }
        if attr.name == "__name__"
            && let Some(value) = self.type_name(object, span)?
        {
            return Ok(value);
        }
        if let Some(index) = self.class_attribute(object, &attr.name, false) {
            return self.global_variable(index, span);
        }
        if self.handler_receiver(object).is_some() {
            return self.handler_attribute(object, attr, span);
        }
        let value = self.read(object)?;
        match self.low.heap.resolve(&value.ty) {
            Ty::Exception => self.exception_attribute(value, attr, span),
            Ty::Library(name) => self.library_attribute(&name, value, attr, span),
            _ => self.attribute_of(value, &attr.name, span),
        }
    }

    /// An attribute of a value of the program: of an instance.
    pub fn attribute_of(&mut self, value: Value, name: &str, span: Span) -> Lowered<Value> {
        let value =
            self.present_or_raise(value, "AttributeError", &format!("'NoneType' object has no attribute '{name}'"));
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            Ty::Enum(_) => self.member_attribute(value, name, span),
            Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                let NodeShape::Instance(class, fields) = self.low.heap.shape(node).clone() else { return Ok(value) };
                if let Some(index) = self.low.model.method(class, name) {
                    if self.method_kind(index) == MethodKind::Property {
                        return self.call_function(index, Some(value), Arguments::default(), span);
                    }
                    return self.refuse(span, "method-value", format!("the method `{name}` is used as a value"));
                }
                if let Some(index) = self.attribute_of_class(class, name, &fields) {
                    let attribute = self.global_variable(index, span)?;
                    let (ty, expr) = (attribute.ty, self.after(value, attribute.expr));
                    return Ok(Value { ty, expr });
                }
                if !fields.iter().any(|(known, _)| known == name) {
                    if let Some(why) = self.low.refused_setter(class, name) {
                        return if self.low.last_pass {
                            Err(why)
                        } else {
                            Ok(self.value(Ty::Never, span, ExprKind::None))
                        };
                    }
                    return self.transient(
                        Ty::Never,
                        span,
                        "attribute",
                        format!("nothing ever sets the attribute `{name}`"),
                    );
                }
                if !self.low.certain_attributes(class).contains(name) {
                    let reason = format!("the attribute `{name}` may not be set: `__init__` does not always set it");
                    return self.refuse(span, "attribute", reason);
                }
                let (field, ty) = self.instance_field(node, name);
                Ok(self.value(ty, span, ExprKind::Field { object: Box::new(value.expr), field, known: true }))
            }
            other => {
                let reason = format!("the attribute `{name}` of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "attribute", reason)
            }
        }
    }

    /// The variable of a class that its instances show under a name, where none of them has an attribute of that name.
    fn attribute_of_class(&self, class: ClassIndex, name: &str, fields: &[(String, Ty)]) -> Option<GlobalIndex> {
        let plain = super::class::has_plain_attributes(self.low.model, class);
        let shown = plain && !self.low.model.sets_on_instance(class, name);
        let set = fields.iter().any(|(known, _)| known == name);
        if shown && !set { self.low.model.class_attribute(class, name) } else { None }
    }

    /// Index and type of an attribute of an instance.
    pub fn instance_field(&mut self, node: super::heap::NodeId, name: &str) -> (usize, Ty) {
        let NodeShape::Instance(_, fields) = self.low.heap.shape(node) else { return (0, Ty::Never) };
        let index = fields.iter().position(|(known, _)| known == name).unwrap_or(0);
        let ty = fields.get(index).map_or(Ty::Never, |(_, ty)| ty.clone());
        (index, self.low.heap.resolve(&ty))
    }

    /// Whether an expression is the first parameter of this method, bound once.
    pub(super) fn is_receiver(&self, expr: &ast::Expr) -> bool {
        let ast::ExprKind::Name(name) = &expr.kind else { return false };
        let Some(index) = self.function else { return false };
        let first = self.low.model.function(index).def.parameters.iter().next();
        first.is_some_and(|first| {
            first.name.name == *name
                && self
                    .variables
                    .webs
                    .at(first.name.span.start)
                    .is_some_and(|web| self.variables.webs.bindings(web) == 1)
        })
    }

    /// The variable that a class attribute is: `C.attr`, and `self.attr` or `cls.attr` where no instance sets it.
    pub fn class_attribute(&self, object: &ast::Expr, name: &str, storing: bool) -> Option<GlobalIndex> {
        let class = match &object.kind {
            ast::ExprKind::Name(receiver) => {
                if let Some(Resolved::Symbol(Symbol::Class(class))) = self.class_named(object) {
                    class
                } else {
                    let index = self.function?;
                    let class = self.class?;
                    let first = self.low.model.function(index).def.parameters.iter().next()?;
                    if first.name.name != *receiver || self.method_kind(index) == MethodKind::Static {
                        return None;
                    }
                    // `self.attr = …` makes an attribute of the instance.
                    if storing && self.method_kind(index) == MethodKind::Instance {
                        return None;
                    }
                    if self.low.model.sets_on_instance(class, name) {
                        return None;
                    }
                    class
                }
            }
            // `self.__class__.attr`, `type(self).attr`
            ast::ExprKind::Attribute { value, attr } if attr.name == "__class__" && self.is_receiver(value) => {
                self.class?
            }
            ast::ExprKind::Call { func, args, .. }
                if args.len() == 1 && self.is_builtin(func, "type") && self.is_receiver(&args[0]) =>
            {
                self.class?
            }
            // `models.Account.count`
            ast::ExprKind::Attribute { .. } => match self.class_named(object) {
                Some(Resolved::Symbol(Symbol::Class(class))) => class,
                _ => return None,
            },
            _ => return None,
        };
        if !super::class::has_plain_attributes(self.low.model, class) {
            return None;
        }
        // What is set on a class hides what it inherits.
        if storing && !self.low.model.class(class).attributes.contains_key(name) {
            return None;
        }
        self.low.model.class_attribute(class, name)
    }
}
