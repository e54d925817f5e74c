//! Calls on lists, dicts and sets, and slices of them and of text.

use super::body::Printer;
use super::expr::int;
use super::library::function_name;
use super::place::Place;
use super::statement::Statement;
use super::tree::{Go, Signature};
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

impl Printer<'_> {
    /// A list that a Go function made, as its object class is held.
    pub fn own(&self, go: Go, ty: &Type) -> Go {
        if self.module.types().is_pointer_list(ty) { Go::call("py.Own", vec![go]) } else { go }
    }

    /// What a helper gives, as its object class is held: one that takes something out of a container gives what is held there.
    pub fn own_made(&self, helper: &str, go: Go, ty: &Type) -> Go {
        let takes = ["_getitem", "_get", "_get_default", "_setdefault", "_choice", "some_or_raise"];
        let taken = takes.iter().any(|end| helper.ends_with(end))
            || ["list_pop", "dict_pop", "max", "min", "next_"].iter().any(|start| helper.starts_with(start));
        if taken { go } else { self.own(go, ty) }
    }

    /// The slice of a list.
    pub fn items(&self, go: Go, ty: &Type) -> Go {
        if self.module.types().is_pointer_list(ty) { go.select("Items") } else { go }
    }

    /// Calls on lists and dicts.
    pub fn container_call(&mut self, call: &LibraryCall, ty: &Type) -> Option<Go> {
        let types = self.module.types();
        let helper = call.helper.as_str();
        let item = match call.args.first().and_then(|first| types.shape(&first.ty)) {
            Some(Shape::List(item) | Shape::Set(item)) => Some(item.clone()),
            _ => None,
        };
        match helper {
            "list_getitem" if call.raises.is_empty() => {
                let (list, index) = self.pair(&call.args[0], &call.args[1]);
                let list = self.items(list, &call.args[0].ty);
                if let ExprKind::Int(position) = call.args[1].kind
                    && position < 0
                {
                    let list = self.keep(list, &call.args[0].ty);
                    let length = Go::call("len", vec![list.clone()]);
                    let at = Go::binary("-", length, int(-position));
                    return Some(Go::Index(Box::new(list), Box::new(at)));
                }
                Some(Go::Index(Box::new(list), Box::new(index)))
            }
            "list_slice" | "str_slice" | "bytes_slice" => {
                let sliced = self.slice(call)?;
                Some(if helper == "list_slice" { self.own(sliced, ty) } else { sliced })
            }
            "list_slice_step" | "str_slice_step" | "bytes_slice_step" => Some(self.slice_step(call, ty)),
            "list_count" | "list_index" | "list_remove" => Some(self.search(call, item.as_ref()?)),
            "list_pop" | "list_pop_at" | "list_insert" | "list_delitem" | "list_delslice" | "list_setslice" => {
                let args: Vec<&Expr> = call.args.iter().collect();
                let mut values = self.changed(&args);
                let items = self.items(values[0].clone(), &call.args[0].ty);
                if matches!(helper, "list_delslice" | "list_setslice") {
                    let open = |arg: &Expr| arg.ty == Type::None;
                    if open(args[1]) {
                        values[1] = Go::atom("0");
                    }
                    if open(args[2]) {
                        values[2] = Go::call("int64", vec![Go::call("len", vec![items.clone()])]);
                    }
                    if let Some(put) = args.get(3) {
                        values[3] = self.items(values[3].clone(), &put.ty);
                    }
                }
                values[0] = Go::unary("&", items);
                Some(Go::call(function_name(helper), values))
            }
            "heapq_heappush" | "heapq_heappop" | "heapq_heapify" | "heapq_heappushpop" | "heapq_heapreplace" => {
                let args: Vec<&Expr> = call.args.iter().collect();
                let mut values = self.changed(&args);
                values[0] = Go::unary("&", self.items(values[0].clone(), &call.args[0].ty));
                let item = item?;
                if self.module.types().is_ordered(&item) {
                    return Some(Go::call(function_name(helper), values));
                }
                values.push(self.less_function(&item));
                Some(Go::call(format!("{}Func", function_name(helper)), values))
            }
            "list_sort"
            | "list_sort_reverse"
            | "list_sort_by"
            | "list_sort_by_reverse"
            | "sorted"
            | "sorted_reverse"
            | "sorted_by"
            | "sorted_by_reverse" => {
                let sorted = self.sort(call, item.as_ref())?;
                Some(if helper.starts_with("sorted") { self.own(sorted, ty) } else { sorted })
            }
            "max" | "min" | "max_by" | "min_by" | "max_of_two" | "min_of_two" | "max_2" | "min_2" | "max_3"
            | "min_3" => self.extreme(helper, call),
            "sum" => Some(self.sum(call, item.as_ref()?, ty)),
            "some_or_raise" => {
                let (value, exception) = self.pair(&call.args[0], &call.args[1]);
                let name = match &call.args[0].ty {
                    Type::Optional(inner) if types.go(inner).starts_with('[') => "py.SliceOrRaise",
                    Type::Optional(inner) if types.is_pointer(inner) => "py.PointerOrRaise",
                    _ => "py.SomeOrRaise",
                };
                Some(Go::call(name, vec![value, exception]))
            }
            "all" | "any" => {
                self.module.import("slices");
                let go = self.expr(&call.args[0]);
                let list = self.as_slice(go, &call.args[0].ty);
                let found =
                    Go::call("slices.Contains", vec![list, Go::atom(if helper == "any" { "true" } else { "false" })]);
                Some(if helper == "any" { found } else { found.negate() })
            }
            "set_from_list" => {
                let go = self.expr(&call.args[0]);
                let list = self.as_slice(go, &call.args[0].ty);
                if self.module.types().constructor(ty) == "py.NewValueSet" {
                    let set = Go::call("py.ValueSetOf", vec![list]);
                    return Some(if call.raises.is_empty() { Go::call("py.Valid", vec![set]) } else { set });
                }
                Some(Go::Spread(Box::new(Go::atom("py.NewSet")), vec![list]))
            }
            "dict_getitem" | "dict_delitem" | "dict_pop" if self.is_json_lookup(call) => {
                let args = self.args(call);
                Some(Go::call(format!("{}Value", function_name(helper)), args))
            }
            "dict_getitem" | "dict_delitem" | "dict_pop" if self.is_big_lookup(call) => {
                let args = self.args(call);
                Some(Go::call(format!("{}Big", function_name(helper)), args))
            }
            "dict_getitem" => Some(self.on_receiver(call, "At")),
            "dict_delitem" => Some(self.on_receiver(call, "Delete")),
            "dict_pop" => Some(self.on_receiver(call, "Take")),
            "str_join" => {
                let (separator, list) = self.pair(&call.args[0], &call.args[1]);
                self.module.import("strings");
                let list = self.as_slice(list, &call.args[1].ty);
                Some(Go::call("strings.Join", vec![list, separator]))
            }
            _ => None,
        }
    }

    fn on_receiver(&mut self, call: &LibraryCall, name: &str) -> Go {
        let mut args = self.args(call);
        let rest = args.split_off(1);
        args.remove(0).method(name, rest)
    }

    /// `x[start:stop]`; an absent bound is the constant None.
    fn slice(&mut self, call: &LibraryCall) -> Option<Go> {
        let [value, start, stop, ..] = &call.args[..] else { return None };
        let absent = |bound: &Expr| matches!(bound.kind, ExprKind::None);
        let owner = function_name(call.helper.trim_end_matches("_slice"));
        let operands: Vec<&Expr> = [value, start, stop].into_iter().filter(|arg| !absent(arg)).collect();
        let optional = operands.iter().any(|arg| matches!(arg.ty, Type::Optional(_)));
        if optional {
            let mut values = self.operands(&[value, start, stop]);
            values[0] = self.items(values[0].clone(), &value.ty);
            for (go, bound) in values.iter_mut().zip([value, start, stop]).skip(1) {
                *go = match &bound.ty {
                    Type::Optional(_) => go.clone(),
                    Type::None => Go::atom("py.None[int64]()"),
                    ty => Go::call("py.Some", vec![self.typed(go.clone(), ty)]),
                };
            }
            values.push(int(1));
            return Some(Go::call("py.Valid", vec![Go::call(format!("{owner}SliceStep"), values)]));
        }
        let mut values = self.operands(&operands);
        values[0] = self.items(values[0].clone(), &value.ty);
        let name = match (absent(start), absent(stop)) {
            (true, true) if value.ty == Type::Str => return values.pop(),
            (true, true) => "Copy",
            (true, false) => "To",
            (false, true) => "From",
            (false, false) => "Slice",
        };
        Some(Go::call(format!("{owner}{name}"), values))
    }

    fn slice_step(&mut self, call: &LibraryCall, ty: &Type) -> Go {
        let absent = |bound: &Expr| matches!(bound.kind, ExprKind::None);
        let [value, start, stop, step] = &call.args[..] else { return Go::atom("nil") };
        if matches!(step.kind, ExprKind::Int(-1)) && absent(start) && absent(stop) && value.ty != Type::Bytes {
            let go = self.expr(value);
            if value.ty == Type::Str {
                return Go::call("py.StrReversed", vec![go]);
            }
            let reversed = Go::call("py.Reversed", vec![self.items(go, &value.ty)]);
            return self.own(reversed, ty);
        }
        let mut values = self.operands(&[value, start, stop, step]);
        values[0] = self.items(values[0].clone(), &value.ty);
        for (go, bound) in values.iter_mut().zip(&call.args).skip(1).take(2) {
            *go = match &bound.ty {
                Type::Optional(_) => go.clone(),
                Type::None => Go::atom("py.None[int64]()"),
                ty => Go::call("py.Some", vec![self.typed(go.clone(), ty)]),
            };
        }
        let sliced = Go::call(function_name(&call.helper), values);
        if call.raises.is_empty() {
            let sliced = Go::call("py.Valid", vec![sliced]);
            return self.own(sliced, ty);
        }
        sliced
    }

    /// `list.index`, `list.count`, `list.remove`
    fn search(&mut self, call: &LibraryCall, item: &Type) -> Go {
        let args: Vec<&Expr> = call.args.iter().collect();
        let removes = call.helper == "list_remove";
        let mut values = if removes { self.changed(&args) } else { self.operands(&args) };
        let mut list = self.items(values[0].clone(), &call.args[0].ty);
        if removes {
            list = Go::unary("&", list);
        }
        let wanted = values.remove(1);
        let name = function_name(&call.helper);
        if self.module.types().is_comparable(item) {
            let mut args = vec![list, wanted];
            if call.helper == "list_index" {
                args.push(self.repr_function(item));
            }
            return Go::call(name, args);
        }
        let wanted = self.keep(wanted, item);
        let other = self.names.give("other");
        let test = self.same(item, Go::atom(&other), wanted.clone());
        let head = Signature::new(&[(&other, &self.ty(item))], "bool");
        let mut args = vec![list, Go::Lambda(head, Box::new(test))];
        if call.helper == "list_index" {
            args.push(self.repr(wanted, item));
        }
        Go::call(format!("{name}Func"), args)
    }

    fn sort(&mut self, call: &LibraryCall, item: Option<&Type>) -> Option<Go> {
        if let Some(ExprKind::Lambda(lambda)) = call.args.get(1).map(|key| &key.kind)
            && self.raises_within(&lambda.body)
        {
            return self.sort_by_keys(call, lambda);
        }
        let args: Vec<&Expr> = call.args.iter().collect();
        let mut values = self.operands(&args);
        values[0] = self.as_slice(values[0].clone(), &call.args[0].ty);
        let fresh = call.helper.starts_with("sorted");
        let mut name = String::from(if fresh { "py.Sorted" } else { "py.Sort" });
        let key = match call.args.get(1).map(|key| (&key.kind, &key.ty)) {
            Some((ExprKind::Lambda(lambda), _)) => Some(lambda.body.ty.clone()),
            Some((_, Type::Callable { result, .. })) => Some((**result).clone()),
            _ => None,
        };
        let by = match &call.args[0].ty {
            Type::Str => Type::Str,
            ty => match self.module.types().shape(ty) {
                Some(Shape::Dict(key, _)) => key.clone(),
                _ => item?.clone(),
            },
        };
        let compared = key.clone().unwrap_or(by);
        if key.is_some() {
            name += "By";
        }
        if compared == Type::Json {
            name += "Values";
        } else if !self.module.types().is_ordered(&compared) {
            name += "Func";
            values.push(self.less_function(&compared));
        }
        if call.helper.ends_with("_reverse") {
            name += "Descending";
        }
        let sorted = Go::call(name, values);
        if compared == Type::Json && fresh && call.raises.is_empty() {
            return Some(Go::call("py.Valid", vec![sorted]));
        }
        Some(sorted)
    }

    /// Whether the statements printed for a call check its errors themselves.
    pub fn checks_itself(&self, call: &LibraryCall) -> bool {
        let Some(ExprKind::Lambda(lambda)) = call.args.get(1).map(|key| &key.kind) else { return false };
        match call.helper.as_str() {
            "max_by" | "min_by" => self.is_stepwise(lambda),
            helper => helper.starts_with("sorted_by") && self.raises_within(&lambda.body),
        }
    }

    /// Whether a key, or comparing two keys, can raise.
    fn is_stepwise(&self, lambda: &crate::ir::Lambda) -> bool {
        lambda.body.ty == Type::Json || self.raises_within(&lambda.body)
    }

    fn raises_within(&self, expr: &Expr) -> bool {
        let mut raises = false;
        crate::ir::walk::expr(expr, &mut |one| raises |= self.module.plan.raises(one));
        raises
    }

    /// Sorts by keys that are computed before, as each of them can raise.
    fn sort_by_keys(&mut self, call: &LibraryCall, lambda: &crate::ir::Lambda) -> Option<Go> {
        let fresh = call.helper.starts_with("sorted");
        let go = self.expr(&call.args[0]);
        let list = self.as_slice(go, &call.args[0].ty);
        let list = if fresh { Go::call("py.ListCopy", vec![list]) } else { list };
        let items = self.keep(list, &Type::Json);
        let keys = self.names.give("keys");
        let param = lambda.params.first().copied()?;
        let slice = Go::Atom(format!("[]{}", self.ty(&lambda.body.ty)));
        let length = Go::call("len", vec![items.clone()]);
        self.add(Statement::define(&keys, Go::call("make", vec![slice, int(0), length])));
        let name = self.local(param);
        let body = self.inner(|p| {
            let key = p.expr(&lambda.body);
            let keys = Go::atom(&keys);
            p.add(Statement::assign(keys.clone(), Go::call("append", vec![keys, key])));
        });
        self.add(Statement::range(&["_", &name], items.clone(), body));
        let mut sort = String::from("py.SortByKeys");
        let mut args = vec![items.clone(), Go::Atom(keys)];
        let ty = &lambda.body.ty;
        if *ty == Type::Json {
            sort += "Values";
        } else if !self.module.types().is_ordered(ty) {
            sort += "Func";
            args.push(self.less_function(ty));
        }
        if call.helper.ends_with("_reverse") {
            sort += "Descending";
        }
        let sorted = Go::call(sort, args);
        if !fresh {
            return Some(sorted);
        }
        if *ty == Type::Json {
            self.check_call(0, sorted);
        } else {
            self.run(sorted);
        }
        Some(items)
    }

    /// `max` and `min`
    pub fn extreme(&mut self, helper: &str, call: &LibraryCall) -> Option<Go> {
        let name = if helper.starts_with("max") { "Max" } else { "Min" };
        if let (Some(ExprKind::Lambda(lambda)), "max_by" | "min_by") = (call.args.get(1).map(|key| &key.kind), helper)
            && self.is_stepwise(lambda)
        {
            return self.extreme_by_steps(helper, call, lambda);
        }
        let args: Vec<&Expr> = call.args.iter().collect();
        let mut values = self.operands(&args);
        let two = helper.ends_with("two") || helper.ends_with("_2") || helper.ends_with("_3");
        if two {
            let ty = &call.args[0].ty;
            return Some(match ty {
                Type::Int | Type::Str => Go::call(name.to_lowercase(), values),
                Type::Float => Go::call(format!("py.{name}2"), values),
                ty => {
                    values.push(self.less_function(ty));
                    Go::call(format!("py.{name}2Func"), values)
                }
            });
        }
        values[0] = self.as_slice(values[0].clone(), &call.args[0].ty);
        let item = match self.module.types().shape(&call.args[0].ty) {
            Some(Shape::List(item) | Shape::Set(item) | Shape::Dict(item, _)) => item.clone(),
            _ => Type::Str,
        };
        let (by, compared) = match call.args.get(1).map(|key| &key.kind) {
            Some(ExprKind::Lambda(lambda)) => ("By", lambda.body.ty.clone()),
            _ => ("", item),
        };
        if compared == Type::Json && by.is_empty() {
            let list = values.swap_remove(0);
            return Some(self.json_list(list, &compared).method(name, Vec::new()));
        }
        if self.module.types().is_ordered(&compared) {
            return Some(Go::call(format!("py.{name}{by}"), values));
        }
        values.push(self.less_function(&compared));
        Some(Go::call(format!("py.{name}{by}Func"), values))
    }

    /// The greatest or least item by a key that can raise, or that may have no order: each key is compared before the next one is made.
    fn extreme_by_steps(&mut self, helper: &str, call: &LibraryCall, lambda: &crate::ir::Lambda) -> Option<Go> {
        let go = self.expr(&call.args[0]);
        let list = self.as_slice(go, &call.args[0].ty);
        let items = self.keep(list, &Type::Json);
        let item = match self.module.types().shape(&call.args[0].ty) {
            Some(Shape::List(item)) => item.clone(),
            _ => return None,
        };
        let (name, _) = helper.split_once('_')?;
        let key_ty = lambda.body.ty.clone();
        let (best, best_key) = (self.names.give("best"), self.names.give("bestKey"));
        let (item_ty, key_text) = (self.ty(&item), self.ty(&key_ty));
        let empty = self.inner(|p| {
            let text = Go::string(&format!("{name}() arg is an empty sequence"));
            p.raise_error(Go::call("py.ValueError.New", vec![text]));
        });
        let length = Go::call("len", vec![items.clone()]);
        self.add(Statement::when(Go::binary("==", length, int(0)), empty));
        self.add(Statement::Var(best.clone(), item_ty, None));
        self.add(Statement::Var(best_key.clone(), key_text, None));
        let at = self.names.give("at");
        let param = lambda.params.first().copied()?;
        let each = self.local(param);
        let body = self.inner(|p| {
            let go = p.expr(&lambda.body);
            let key = p.names.give("key");
            let value = p.typed(go, &key_ty);
            p.add(Statement::define(&key, value));
            let take =
                Statement::Assign(vec![Go::atom(&best), Go::atom(&best_key)], vec![Go::atom(&each), Go::atom(&key)]);
            let first = Go::binary("==", Go::atom(&at), int(0));
            p.add(Statement::when(first, vec![take.clone(), Statement::Continue]));
            let (left, right) = (Go::atom(&key), Go::atom(&best_key));
            let (left, right) = if name == "max" { (right, left) } else { (left, right) };
            let test = if key_ty == Type::Json {
                let less = p.names.give("less");
                p.define_checked(&less, left.method("Less", vec![right]));
                Go::Atom(less)
            } else {
                p.less(&key_ty, left, right)
            };
            p.add(Statement::when(test, vec![take]));
        });
        self.add(Statement::range(&[&at, &each], items, body));
        Some(Go::Atom(best))
    }

    fn sum(&mut self, call: &LibraryCall, item: &Type, ty: &Type) -> Go {
        let go = self.expr(&call.args[0]);
        let list = self.as_slice(go, &call.args[0].ty);
        let name = match (item, ty) {
            (Type::Int, _) => "py.SumInts",
            (Type::Bool, _) => "py.SumBools",
            (Type::Float, Type::Number) => "py.SumFloatsNumber",
            (Type::Float, _) => "py.SumFloats",
            (Type::Number, _) => "py.SumNumbers",
            _ => "py.SumValues",
        };
        Go::call(name, vec![list])
    }

    /// A call that Go writes as an assignment: `x = append(x, v)`. Tells whether it was one.
    pub fn list_statement(&mut self, call: &LibraryCall) -> bool {
        let Some(list) = call.args.first() else { return false };
        if !matches!(self.module.types().shape(&list.ty), Some(Shape::List(_))) {
            return false;
        }
        let args: Vec<&Expr> = call.args.iter().collect();
        let value = match call.helper.as_str() {
            "list_append" => {
                let values = self.changed(&args);
                let target = self.items(values[0].clone(), &list.ty);
                (target.clone(), Go::call("append", vec![target, values[1].clone()]))
            }
            "list_extend" => {
                let values = self.changed(&args);
                let target = self.items(values[0].clone(), &list.ty);
                let more = self.as_slice(values[1].clone(), &call.args[1].ty);
                (target.clone(), Go::Spread(Box::new(Go::atom("append")), vec![target, more]))
            }
            "list_clear" => {
                let go = self.expr(list);
                (self.items(go, &list.ty), Go::atom("nil"))
            }
            "list_reverse" => {
                let go = self.expr(list);
                self.module.import("slices");
                let call = Go::call("slices.Reverse", vec![self.items(go, &list.ty)]);
                self.run(call);
                return true;
            }
            _ => return false,
        };
        self.set(&Place::Assign(value.0), value.1, &list.ty);
        true
    }

    /// The list that a call changes, where it is held, and the call's arguments. A list that is held as a slice stays in its place: a variable with the slice would be
    /// a copy, and the change would be lost. No argument puts another list there: the plan refuses such a call.
    fn changed(&mut self, args: &[&Expr]) -> Vec<Go> {
        let (list, more) = (args[0], &args[1..]);
        let go = self.expr(list);
        let place = self.place_of(go, list);
        let mut values = self.operands(more);
        values.insert(0, place);
        values
    }

    /// A place of which only the fields are left to evaluate.
    fn place_of(&mut self, go: Go, expr: &Expr) -> Go {
        let mut root = expr;
        while let ExprKind::Field { object, .. } = &root.kind {
            root = object;
        }
        match go {
            Go::Select(base, name) => self.place_of(*base, root).select(&name),
            place if matches!(root.kind, ExprKind::Global(_) | ExprKind::Local(_)) => place,
            base => self.keep_expr(base, root),
        }
    }
}
