//! Calls into Python's library: a Go idiom where it means the same, a method of a runtime type, or the runtime's function of the helper's name.

use super::body::Printer;
use super::expr::int;
use super::place::Place;
use super::statement::Statement;
use super::tree::{Go, Signature};
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

/// `str_split_max` is `py.StrSplitMax`.
fn function_name(helper: &str) -> String {
    // `pow(a, b)` is `a ** b`, which has a name of its own.
    match helper {
        "int_pow" => return "py.Pow".to_owned(),
        "int_pow_modulo" => return "py.PowMod".to_owned(),
        _ => {}
    }
    let words = helper.split('_').map(|word| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect::<String>())
    });
    format!("py.{}", words.collect::<String>())
}

/// Whether the Go function of a helper gives no error although Python's may raise for other types.
pub fn never_raises(helper: &str) -> bool {
    let spelled_by_type =
        ["sorted", "list_", "dict_", "set_", "max", "min", "sum"].iter().any(|one| helper.starts_with(one));
    !spelled_by_type && method(helper).is_none() && super::runtime::returns_error(&function_name(helper)) == Some(false)
}

/// Whether a helper changes what other expressions may read, or acts on the world.
pub fn writes(helper: &str) -> bool {
    let (owner, action) = helper.split_once('_').unwrap_or((helper, ""));
    match owner {
        "list" | "dict" | "set" | "value" => matches!(
            action,
            "append"
                | "extend"
                | "insert"
                | "pop"
                | "pop_at"
                | "pop_default"
                | "pop_or_none"
                | "popitem"
                | "remove"
                | "clear"
                | "setitem"
                | "delitem"
                | "setslice"
                | "delslice"
                | "reverse"
                | "sort"
                | "sort_reverse"
                | "refill"
                | "sort_by"
                | "sort_by_reverse"
                | "update"
                | "setdefault"
                | "add"
                | "discard"
                | "difference_update"
                | "intersection_update"
                | "symmetric_difference_update"
        ),
        "handler" => {
            !matches!(action, "path" | "command" | "headers" | "requestline" | "request_version" | "client_address")
        }
        "http" | "print" | "lock" | "rlock" | "random" | "generator" | "rfile" | "wfile" | "stream" | "hash"
        | "time" => true,
        _ => false,
    }
}

/// Methods of Go types, by helper: the name, and whether it is a field.
fn method(helper: &str) -> Option<&'static str> {
    Some(match helper {
        "dict_setitem" => "Set",
        "dict_get_default" => "GetOr",
        "dict_pop_default" => "PopOr",
        "dict_setdefault" => "SetDefault",
        "dict_update" => "Update",
        "dict_keys" => "Keys",
        "dict_values" => "Values",
        "dict_items" => "Items",
        "dict_clear" | "set_clear" => "Clear",
        "dict_popitem" => "PopItem",
        "dict_or" => "Or",
        "dict_len" | "set_len" => "Len",
        "set_add" => "Add",
        "set_discard" => "Discard",
        "set_remove" => "Remove",
        "set_union" => "Union",
        "set_intersection" => "Intersection",
        "set_difference" => "Difference",
        "set_symmetric_difference" => "SymmetricDifference",
        "set_issubset" => "IsSubset",
        "set_issuperset" => "IsSuperset",
        "set_isdisjoint" => "IsDisjoint",
        "set_update" => "UpdateSet",
        "set_difference_update" => "DifferenceUpdate",
        "set_intersection_update" => "IntersectionUpdate",
        "set_symmetric_difference_update" => "SymmetricDifferenceUpdate",
        "set_lt" => "IsProperSubset",
        "handler_requestline" => "RequestLine",
        "handler_send_response" => "SendResponse",
        "handler_send_response_message" => "SendResponseMessage",
        "handler_send_response_only" => "SendResponseOnly",
        "handler_send_response_only_message" => "SendResponseOnlyMessage",
        "handler_send_header" => "SendHeader",
        "handler_send_header_int" => "SendHeaderInt",
        "handler_end_headers" => "EndHeaders",
        "handler_flush_headers" => "FlushHeaders",
        "handler_date_time_string_now" => "DateTimeString",
        "handler_version_string" => "VersionString",
        "handler_address_string" => "AddressString",
        "handler_log_date_time_string" => "LogDateTimeString",
        "handler_log_message" | "handler_log_error" => "LogMessage",
        "handler_log_request" => "LogRequest",
        "handler_client_address" => "ClientAddress",
        "handler_rfile_read" | "rfile_read" => "Read",
        "headers_contains" => "Has",
        "headers_get_default" => "GetOr",
        "headers_get_value" => "GetValue",
        "headers_items" => "Items",
        "headers_keys" => "Keys",
        "headers_values" => "Values",
        "headers_len" => "Len",
        "headers_get_content_type" => "ContentType",
        "http_server_serve_forever" | "server_serve_forever" => "ServeForever",
        "http_server_server_close" | "server_server_close" => "ServerClose",
        "http_server_shutdown" | "server_shutdown" => "Shutdown",
        "hash_hexdigest" => "HexDigest",
        "hash_digest" => "Digest",
        "hash_update" => "Update",
        "hash_copy" => "Copy",
        "hash_name" => "Name",
        "hash_digest_size" => "DigestSize",
        "lock_acquire" | "rlock_acquire" => "Acquire",
        "lock_release" | "rlock_release" => "Release",
        "generator_random" => "Random",
        "generator_randint" => "Randint",
        "generator_uniform" => "Uniform",
        "datetime_date_isoformat" | "datetime_datetime_isoformat" => "Isoformat",
        "datetime_date_weekday" => "Weekday",
        "datetime_datetime_add" | "datetime_timedelta_add" => "Add",
        "datetime_datetime_date" => "Date",
        "datetime_datetime_day" => "Day",
        "datetime_datetime_hour" => "Hour",
        "datetime_datetime_lt" | "datetime_timedelta_lt" => "Less",
        "datetime_datetime_microsecond" => "Microsecond",
        "datetime_datetime_minute" => "Minute",
        "datetime_datetime_month" => "Month",
        "datetime_datetime_second" => "Second",
        "datetime_datetime_str" | "datetime_timedelta_str" => "String",
        "datetime_datetime_strftime" => "Strftime",
        "datetime_datetime_sub" | "datetime_timedelta_sub" => "Sub",
        "datetime_datetime_sub_delta" => "SubDelta",
        "datetime_datetime_timestamp" => "Timestamp",
        "datetime_datetime_year" => "Year",
        "datetime_timedelta_days" => "Days",
        "datetime_timedelta_microseconds" => "Microseconds",
        "datetime_timedelta_seconds" => "Seconds",
        "datetime_timedelta_total_seconds" => "TotalSeconds",
        "number_abs" => "Abs",
        "number_int" => "Trunc",
        "number_float" => "Float",
        "number_round" => "RoundInt",
        "number_round_digits" => "Round",
        "os_environ_get_default" => "GetOr",
        "os_environ_get_value" => "GetValue",
        "os_environ_getitem" => "At",
        "os_environ_contains" => "Has",
        "logger_debug" => "Debug",
        "logger_info" => "Info",
        "logger_warning" => "Warning",
        "logger_error" | "logger_exception" => "Error",
        "logger_critical" => "Critical",
        "logger_set_level" => "SetLevel",
        "uuid_str" => "String",
        "uuid_hex" => "Hex",
        "uuid_bytes" => "Bytes",
        "uuid_version" => "Version",
        "exception_class_name" => "ClassName",
        "value_type_name" => "TypeName",
        "value_format" => "Format",
        "value_index" => "Index",
        "value_count" => "Count",
        "value_invert" => "Invert",
        "value_pos" => "Pos",
        "value_all" => "All",
        "value_any" => "Any",
        "value_getitem" => "Item",
        "value_setitem" => "SetItem",
        "value_delitem" => "DelItem",
        "value_slice" => "Slice",
        "value_slice_step" => "SliceStep",
        "value_len" => "Len",
        "value_iter" => "Iter",
        "value_int" => "ToInt64",
        "value_big_int" => "ToInt",
        "value_float" => "ToFloat",
        "value_as_str" => "StrOr",
        "value_str" => "String",
        "value_repr" => "Repr",
        "value_truth" => "Truth",
        "value_abs" => "Abs",
        "value_neg" => "Neg",
        "value_round" => "Round",
        "value_round_digits" => "RoundDigits",
        "value_add" => "Add",
        "value_sub" => "Sub",
        "value_mul" => "Mul",
        "value_truediv" => "TrueDiv",
        "value_floordiv" => "FloorDiv",
        "value_mod" => "Mod",
        "value_pow" => "Pow",
        "value_lshift" => "Shl",
        "value_rshift" => "Shr",
        "value_or" => "Or",
        "value_xor" => "Xor",
        "value_and" => "And",
        "value_iadd" => "AddInPlace",
        "value_isub" => "SubInPlace",
        "value_imul" => "MulInPlace",
        "value_itruediv" => "TrueDivInPlace",
        "value_ifloordiv" => "FloorDivInPlace",
        "value_imod" => "ModInPlace",
        "value_ipow" => "PowInPlace",
        "value_ilshift" => "ShlInPlace",
        "value_irshift" => "ShrInPlace",
        "value_iand" => "AndInPlace",
        "value_ior" => "OrInPlace",
        "value_ixor" => "XorInPlace",
        "value_max" => "Max",
        "value_min" => "Min",
        "value_sum" => "Sum",
        "value_set" => "ToSet",
        "value_sorted" => "Sorted",
        "value_items_to_sort" => "ItemsToSort",
        "value_refill" => "Refill",
        "value_list" => "ToList",
        "value_dict" => "ToDict",
        "value_get" => "Get",
        "value_get_default" => "GetOr",
        "value_setdefault" => "SetDefault",
        "value_pop" => "Pop",
        "value_pop_at" => "PopAt",
        "value_pop_default" => "PopOr",
        "value_update" => "Update",
        "value_append" => "Append",
        "value_extend" => "Extend",
        "value_insert" => "Insert",
        "value_remove" => "Remove",
        "value_clear" => "Clear",
        "value_reverse" => "Reverse",
        "value_copy" => "Copy",
        "value_keys" => "Keys",
        "value_values" => "Values",
        "value_items" => "Items",
        "parse_result_hostname" => "Hostname",
        "parse_result_port" => "Port",
        "parse_result_username" => "Username",
        "parse_result_password" => "Password",
        "parse_result_geturl" | "split_result_geturl" => "Geturl",
        _ => return None,
    })
}

/// Whether an encoding is written as one of the common names of UTF-8.
fn is_utf8(encoding: &Expr) -> bool {
    matches!(&encoding.kind, ExprKind::Str(name) if matches!(name.to_ascii_lowercase().as_str(), "utf-8" | "utf8" | "utf_8"))
}

impl Printer<'_> {
    /// A call of the library; one that raises gives a value and an error.
    pub fn library(&mut self, call: &LibraryCall, ty: &Type) -> Go {
        if let (Type::Optional(inner), true) = (ty, call.raises.is_empty()) {
            let pointer = self.module.types().is_pointer(inner);
            let value_dict = call.args.first().is_some_and(|first| self.module.types().is_value_dict(&first.ty));
            if call.helper == "dict_get" && value_dict {
                let mut args = self.args(call);
                let key = args.split_off(1);
                let name = if pointer { "Find" } else { "Get" };
                return Go::call("py.Valid", vec![args.remove(0).method(name, key)]);
            }
            if call.helper == "dict_get" && pointer && !self.is_big_lookup(call) {
                let mut args = self.args(call);
                let key = args.split_off(1);
                return args.remove(0).method("Find", key);
            }
            if let Some(pair) = self.lookup(call) {
                if !pointer {
                    return Go::call("py.Opt", vec![pair]);
                }
                let name = self.temporary(inner);
                self.add(Statement::Define(vec![name.clone(), "_".into()], vec![pair]));
                return Go::Atom(name);
            }
        }
        if self.is_json_lookup(call) && !self.module.types().is_value_dict(&call.args[0].ty) {
            let pointer = matches!(ty, Type::Optional(inner) if self.module.types().is_pointer(inner));
            let name = match call.helper.as_str() {
                "dict_get" if pointer => "py.DictFindValue",
                "dict_get" => "py.DictGetValue",
                "dict_get_default" => "py.DictGetDefaultValue",
                "dict_pop_default" => "py.DictPopDefaultValue",
                _ => "",
            };
            if !name.is_empty() {
                let args = self.args(call);
                return Go::call(name, args);
            }
        }
        if let (Type::Optional(inner), "dict_get") = (ty, call.helper.as_str()) {
            // A key of unknown shape may be unhashable.
            let mut args = self.args(call);
            let key = args.split_off(1);
            let name = if self.module.types().is_pointer(inner) { "Find" } else { "Get" };
            return args.remove(0).method(name, key);
        }
        if let Some(go) = self.container_call(call, ty) {
            return go;
        }
        if let Some(go) = self.handler_call(call) {
            return go;
        }
        if let Some(go) = self.text_call(call) {
            return go;
        }
        let mut args = self.args(call);
        if call.helper == "value_index" && args.len() == 1 {
            return args.remove(0).method("Position", Vec::new());
        }
        if let Some(name) = method(&call.helper) {
            let rest = args.split_off(1);
            let receiver = args.remove(0);
            let value_dict = call.args.first().is_some_and(|first| self.module.types().is_value_dict(&first.ty));
            let checked = value_dict && matches!(name, "GetOr" | "PopOr" | "SetDefault");
            let mut value = receiver.method(name, rest);
            if checked && call.raises.is_empty() {
                value = Go::call("py.Valid", vec![value]);
            }
            return if call.raises.is_empty() { self.own_made(&call.helper, value, ty) } else { value };
        }
        let name = function_name(&call.helper);
        let gives_error = super::runtime::returns_error(&name) == Some(true);
        let mut value = Go::call(name, args);
        if call.raises.is_empty() && gives_error {
            value = Go::call("py.Valid", vec![value]);
        }
        if call.raises.is_empty() { self.own_made(&call.helper, value, ty) } else { value }
    }

    /// The arguments in order; lists as their slices.
    fn args(&mut self, call: &LibraryCall) -> Vec<Go> {
        let args: Vec<&Expr> = call.args.iter().collect();
        let values = self.operands(&args);
        values.into_iter().zip(&call.args).map(|(go, arg)| self.slice_value(go, &arg.ty)).collect()
    }

    /// A container as a slice where a function takes one.
    fn slice_value(&self, go: Go, ty: &Type) -> Go {
        self.items(go, ty)
    }

    /// Any iterable as a slice.
    fn as_slice(&self, go: Go, ty: &Type) -> Go {
        match (ty, self.module.types().shape(ty)) {
            (Type::Str, _) => Go::call("py.StrIter", vec![go]),
            (_, Some(Shape::Set(_))) => go.method("Items", Vec::new()),
            (_, Some(Shape::Dict(..))) => go.method("Keys", Vec::new()),
            _ => self.items(go, ty),
        }
    }

    /// A call that gives a value and whether there is one: what returns an `Optional`.
    pub fn lookup(&mut self, call: &LibraryCall) -> Option<Go> {
        let name = match call.helper.as_str() {
            "dict_get" if self.is_big_lookup(call) => {
                let args = self.args(call);
                return Some(Go::call("py.DictGetBig", args));
            }
            "dict_get" if self.module.types().is_value_dict(&call.args[0].ty) => return None,
            "dict_get" | "headers_get" | "headers_getitem" | "os_environ_get" => "Get",
            "headers_get_all" => "GetAll",
            "dict_pop_or_none" => "Pop",
            "max_or_none" | "min_or_none" | "max_by_or_none" | "min_by_or_none" => {
                let plain = call.helper.trim_end_matches("_or_none").to_owned();
                let go = self.extreme(&plain, call)?;
                return Some(match go {
                    Go::Call(function, args) => {
                        let Go::Atom(name) = *function else { return None };
                        Go::call(format!("{name}OrNone"), args)
                    }
                    _ => return None,
                });
            }
            _ => {
                let args = self.args(call);
                if let Some(name) = method(&call.helper) {
                    let mut args = args;
                    let rest = args.split_off(1);
                    return Some(args.remove(0).method(name, rest));
                }
                return Some(Go::call(function_name(&call.helper), args));
            }
        };
        let mut args = self.args(call);
        let rest = args.split_off(1);
        Some(args.remove(0).method(name, rest))
    }

    /// Whether a dict with 64-bit keys is asked for an integer of any size.
    fn is_big_lookup(&self, call: &LibraryCall) -> bool {
        let [dict, key, ..] = &call.args[..] else { return false };
        let Some(Shape::Dict(held, _)) = self.module.types().shape(&dict.ty) else { return false };
        *held == Type::Int && key.ty == Type::BigInt
    }

    /// Whether a dict is asked for a value of unknown shape.
    fn is_json_lookup(&self, call: &LibraryCall) -> bool {
        let [dict, key, ..] = &call.args[..] else { return false };
        let Some(Shape::Dict(held, _)) = self.module.types().shape(&dict.ty) else { return false };
        *held != Type::Json && key.ty == Type::Json
    }

    /// Calls on lists and dicts.
    fn container_call(&mut self, call: &LibraryCall, ty: &Type) -> Option<Go> {
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
                let mut values = self.operands(&args);
                values[0] = Go::unary("&", self.items(values[0].clone(), &call.args[0].ty));
                Some(Go::call(function_name(helper), values))
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
                let pointer = matches!(&call.args[0].ty, Type::Optional(inner) if types.is_pointer(inner));
                let name = if pointer { "py.PointerOrRaise" } else { "py.SomeOrRaise" };
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
        let mut values = self.operands(&args);
        let mut list = self.items(values[0].clone(), &call.args[0].ty);
        if call.helper == "list_remove" {
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
        let test = self.compare(crate::ir::CompareOp::Eq, item, Go::atom(&other), wanted.clone());
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

    fn extreme(&mut self, helper: &str, call: &LibraryCall) -> Option<Go> {
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

    /// Attributes and methods of a handler.
    fn handler_call(&mut self, call: &LibraryCall) -> Option<Go> {
        match call.helper.as_str() {
            "handler_path" => Some(self.expr(&call.args[0]).select("Path")),
            "handler_request_version" => Some(self.expr(&call.args[0]).select("RequestVersion")),
            "parse_result_scheme" | "split_result_scheme" => Some(self.expr(&call.args[0]).select("Scheme")),
            "parse_result_netloc" | "split_result_netloc" => Some(self.expr(&call.args[0]).select("Netloc")),
            "parse_result_path" | "split_result_path" => Some(self.expr(&call.args[0]).select("Path")),
            "parse_result_params" => Some(self.expr(&call.args[0]).select("Params")),
            "parse_result_query" | "split_result_query" => Some(self.expr(&call.args[0]).select("Query")),
            "parse_result_fragment" | "split_result_fragment" => Some(self.expr(&call.args[0]).select("Fragment")),
            "handler_command" => Some(self.expr(&call.args[0]).select("Command")),
            "handler_headers" => Some(self.expr(&call.args[0]).select("Headers")),
            "handler_rfile" | "handler_wfile" => Some(self.expr(&call.args[0])),
            "handler_wfile_write" | "wfile_write" => {
                let [handler, body] = &call.args[..] else { return None };
                match &body.kind {
                    ExprKind::JsonDumps { value, options, bytes: true } => {
                        let mut both = self.operands_with(&[handler, value], |p, one| {
                            if std::ptr::eq(one, &**value) { p.encodable(one) } else { p.expr(one) }
                        });
                        let value = both.pop()?;
                        let fields = super::expr::dump_options(options);
                        let mut args = vec![value];
                        let mut name = "WriteJSON";
                        if !fields.is_empty() {
                            name = "WriteJSONWith";
                            args.push(Go::Composite("py.JSONOptions".into(), fields));
                        }
                        Some(both.pop()?.method(name, args))
                    }
                    ExprKind::Library(inner) if inner.helper == "str_encode" => {
                        let (handler, text) = self.pair(handler, &inner.args[0]);
                        Some(handler.method("WriteString", vec![text]))
                    }
                    ExprKind::Bytes(text) if std::str::from_utf8(text).is_ok() => {
                        let text = Go::string(std::str::from_utf8(text).unwrap_or_default());
                        Some(self.expr(handler).method("WriteString", vec![text]))
                    }
                    _ => {
                        let (handler, body) = self.pair(handler, body);
                        Some(handler.method("Write", vec![body]))
                    }
                }
            }
            "handler_send_error" => {
                let [handler, code, message, explain] = &call.args[..] else { return None };
                let none = |one: &Expr| match &one.kind {
                    ExprKind::None => true,
                    ExprKind::Convert(inner) => matches!(inner.kind, ExprKind::None),
                    _ => false,
                };
                let given = |one: &Expr| match &one.kind {
                    ExprKind::Convert(inner) if inner.ty == Type::Str => Some((**inner).clone()),
                    _ if one.ty == Type::Str => Some(one.clone()),
                    _ => None,
                };
                if none(explain) && none(message) {
                    let (handler, code) = self.pair(handler, code);
                    return Some(handler.method("SendError", vec![code]));
                }
                if let (true, Some(message)) = (none(explain), given(message)) {
                    let mut args = self.operands(&[handler, code, &message]);
                    let rest = args.split_off(1);
                    return Some(args.remove(0).method("SendErrorMessage", rest));
                }
                let mut args = self.operands(&[handler, code, message, explain]);
                let rest = args.split_off(1);
                Some(args.remove(0).method("SendErrorExplained", rest))
            }
            "http_server_new" => {
                let [host, port, which, _] = &call.args[..] else { return None };
                let (host, port) = self.pair(host, port);
                let ExprKind::Int(index) = which.kind else { return None };
                let service = super::handler::service_name(self.module, usize::try_from(index).unwrap_or(0));
                let args = if self.module.handlers_have_state() { vec![Go::atom(&self.state)] } else { Vec::new() };
                Some(Go::call("py.NewServer", vec![host, port, Go::call(service, args), Go::atom("limits")]))
            }
            _ => None,
        }
    }

    /// Text for which Go's own functions mean the same.
    fn text_call(&mut self, call: &LibraryCall) -> Option<Go> {
        let (package, name) = match call.helper.as_str() {
            "bytes_decode_as" if is_utf8(&call.args[1]) => {
                let bytes = self.expr(&call.args[0]);
                return Some(Go::call("py.BytesDecode", vec![bytes]));
            }
            "str_contains" => ("strings", "strings.Contains"),
            "str_startswith" => ("strings", "strings.HasPrefix"),
            "str_endswith" => ("strings", "strings.HasSuffix"),
            "str_replace" => ("strings", "strings.ReplaceAll"),
            "str_strip_chars" => ("strings", "strings.Trim"),
            "str_lstrip_chars" => ("strings", "strings.TrimLeft"),
            "str_rstrip_chars" => ("strings", "strings.TrimRight"),
            "str_removeprefix" => ("strings", "strings.TrimPrefix"),
            "str_removesuffix" => ("strings", "strings.TrimSuffix"),
            "str_split" if call.raises.is_empty() => ("strings", "strings.Split"),
            "str_split_max" | "str_rsplit" | "str_rsplit_max" if call.raises.is_empty() => {
                let args = self.args(call);
                return Some(Go::call("py.Valid", vec![Go::call(function_name(&call.helper), args)]));
            }
            "str_encode" => ("", "[]byte"),
            "float_abs" => ("math", "math.Abs"),
            "int_abs" => ("", "py.Abs"),
            "int_invert" => return Some(Go::unary("^", self.expr(&call.args[0]))),
            "list_add" | "str_add" | "bytes_add" => return None,
            "str_startswith_any" | "str_endswith_any" => {
                let (text, affixes) = self.pair(&call.args[0], &call.args[1]);
                let mut args = vec![text];
                match affixes {
                    Go::Composite(_, items) => args.extend(items.into_iter().map(|(_, item)| item)),
                    other => args.push(other),
                }
                return Some(Go::call(function_name(&call.helper), args));
            }
            _ => return None,
        };
        if !package.is_empty() {
            self.module.import(package);
        }
        let args = self.args(call);
        Some(Go::call(name, args))
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
                let values = self.operands(&args);
                let target = self.items(values[0].clone(), &list.ty);
                (target.clone(), Go::call("append", vec![target, values[1].clone()]))
            }
            "list_extend" => {
                let values = self.operands(&args);
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
}
