//! Calls into Python's library: a Go idiom where it means the same, a method of a runtime type, or the runtime's function of the helper's name.

use super::body::Printer;
use super::lookup::PairBy;
use super::statement::Statement;
use super::tree::Go;
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

/// `str_split_max` is `py.StrSplitMax`.
pub fn function_name(helper: &str) -> String {
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
        "call" | "heapq" | "http" | "print" | "lock" | "rlock" | "random" | "generator" | "rfile" | "wfile"
        | "stream" | "hash" | "time" => true,
        _ => false,
    }
}

/// Methods of Go types, by helper: the name, and whether it is a field.
fn method(helper: &str) -> Option<&'static str> {
    Some(match helper {
        "big_int_add" => "Add",
        "big_int_sub" => "Sub",
        "big_int_mul" => "Mul",
        "big_int_truediv" => "TrueDiv",
        "big_int_floordiv" => "FloorDiv",
        "big_int_quotient" => "FloorDivBy",
        "big_int_modulo" => "Mod",
        "big_int_rest" => "ModBy",
        "big_int_divmod" => "DivMod",
        "big_int_pow" => "Pow",
        "big_int_pow_modulo" => "PowMod",
        "big_int_lshift" => "Shl",
        "big_int_rshift" => "Shr",
        "big_int_and" => "And",
        "big_int_or" => "Or",
        "big_int_xor" => "Xor",
        "big_int_neg" => "Neg",
        "big_int_abs" => "Abs",
        "big_int_invert" => "Invert",
        "big_int_float" => "Float",
        "big_int_text" => "Text",
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
        "datetime_date_add" | "datetime_datetime_add" | "datetime_timedelta_add" => "Add",
        "datetime_datetime_date" => "Date",
        "datetime_date_day" | "datetime_datetime_day" => "Day",
        "datetime_datetime_hour" => "Hour",
        "datetime_date_lt" | "datetime_datetime_lt" | "datetime_timedelta_lt" => "Less",
        "datetime_datetime_microsecond" => "Microsecond",
        "datetime_datetime_minute" => "Minute",
        "datetime_date_month" | "datetime_datetime_month" => "Month",
        "datetime_datetime_second" => "Second",
        "datetime_datetime_str" | "datetime_timedelta_str" => "String",
        "datetime_date_strftime" | "datetime_datetime_strftime" => "Strftime",
        "datetime_date_sub" | "datetime_datetime_sub" | "datetime_timedelta_sub" => "Sub",
        "datetime_date_sub_delta" | "datetime_datetime_sub_delta" => "SubDelta",
        "datetime_datetime_timestamp" => "Timestamp",
        "datetime_date_year" | "datetime_datetime_year" => "Year",
        "namespace_flag" => "Flag",
        "namespace_text" => "Text",
        "namespace_texts" => "Texts",
        "datetime_timedelta_days" => "Days",
        "datetime_timedelta_microseconds" => "Microseconds",
        "datetime_timedelta_seconds" => "Seconds",
        "datetime_timedelta_total_seconds" => "TotalSeconds",
        "number_abs" => "Abs",
        "number_not_nan" => "NotNan",
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
        "value_divmod" => "DivMod",
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
        "value_fsum" => "Fsum",
        "value_set" => "ToSet",
        "value_sorted" => "Sorted",
        "value_items_to_sort" => "ItemsToSort",
        "value_refill" => "Refill",
        "value_list" => "ToList",
        "value_dict" => "ToDict",
        "value_mapping" => "Mapping",
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
        if let Some(go) = self.regex_call(call, ty) {
            return go;
        }
        if let Some(go) = self.dict_lookup(call, ty) {
            return go;
        }
        if let (Type::Optional(inner), true) = (ty, call.raises.is_empty()) {
            let pointer = self.module.types().is_pointer(inner);
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
        if let Some(go) = self.container_call(call, ty) {
            return go;
        }
        if let Some(go) = self.handler_call(call) {
            return go;
        }
        if let Some(go) = self.text_call(call) {
            return if call.raises.is_empty() { self.made_text(call, go, ty) } else { go };
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
        if let "max_default" | "min_default" = call.helper.as_str() {
            // Of values of unknown shape.
            let other = args.remove(1);
            let list = args.remove(0);
            let list = if call.args[0].ty == Type::Json {
                list
            } else {
                Go::call("py.ListOf", Vec::new()).spread(self.as_slice(list, &call.args[0].ty))
            };
            return list.method(if call.helper == "max_default" { "MaxOr" } else { "MinOr" }, vec![other]);
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
    pub fn args(&mut self, call: &LibraryCall) -> Vec<Go> {
        let args: Vec<&Expr> = call.args.iter().collect();
        let values = self.operands(&args);
        // An element stays what it is.
        let kept =
            is_lookup_with_default(&call.helper) || matches!(call.helper.as_str(), "dict_setitem" | "list_setitem");
        let element = if kept { call.args.len().checked_sub(1) } else { None };
        let values = values.into_iter().zip(&call.args).enumerate();
        values.map(|(i, (go, arg))| if Some(i) == element { go } else { self.slice_value(go, &arg.ty) }).collect()
    }

    /// A container as a slice where a function takes one.
    fn slice_value(&self, go: Go, ty: &Type) -> Go {
        self.items(go, ty)
    }

    /// Any iterable as a slice.
    pub fn as_slice(&self, go: Go, ty: &Type) -> Go {
        match (ty, self.module.types().shape(ty)) {
            (Type::Str, _) => Go::call("py.StrIter", vec![go]),
            (_, Some(Shape::Set(_))) => go.method("Items", Vec::new()),
            (_, Some(Shape::Dict(..))) => go.method("Keys", Vec::new()),
            _ => self.items(go, ty),
        }
    }

    /// A call that gives a value and whether there is one: what returns an `Optional`.
    pub fn lookup(&mut self, call: &LibraryCall) -> Option<Go> {
        match self.pair_by(call) {
            PairBy::Method => {}
            PairBy::Function(name) => {
                let args = self.args(call);
                return Some(Go::call(name, args));
            }
            PairBy::Nothing => return None,
        }
        let name = match call.helper.as_str() {
            "re_find" | "re_group_or_none" => return None,
            // An element that is itself an optional.
            helper if is_lookup_with_default(helper) => return None,
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
                            if std::ptr::eq(one, &raw const **value) { p.encodable(one) } else { p.expr(one) }
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

    /// A list of texts, as its object class is held.
    fn made_text(&mut self, call: &LibraryCall, go: Go, ty: &Type) -> Go {
        let holds_values = matches!(self.module.types().shape(ty), Some(Shape::List(Type::Json)));
        if !holds_values || !call.helper.contains("split") {
            return self.own_made(&call.helper, go, ty);
        }
        let list = self.json_list(go, &Type::Str).method("AsList", Vec::new());
        if self.module.types().is_pointer_list(ty) { list } else { list.select("Items") }
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
}

/// Whether a helper gives an element of a dict, or its last argument.
fn is_lookup_with_default(helper: &str) -> bool {
    matches!(helper, "dict_setdefault" | "dict_get_default" | "dict_pop_default")
}
