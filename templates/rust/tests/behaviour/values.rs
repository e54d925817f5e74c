//! Values of unknown shape.

use crate::datum::{Datum, Out};
use crate::dispatch::{Changes, Helpers, Raises};
use py::{Dict, Value};

type Operator = fn(&Value, &Value) -> py::Result<Value>;

pub fn add(h: &mut Helpers) {
    h.add("value_add", |a: Value, b: Value| Raises(py::value_add(&a, &b)));
    h.add("value_sub", |a: Value, b: Value| Raises(py::value_sub(&a, &b)));
    h.add("value_mul", |a: Value, b: Value| Raises(py::value_mul(&a, &b)));
    h.add("value_truediv", |a: Value, b: Value| Raises(py::value_truediv(&a, &b)));
    h.add("value_floordiv", |a: Value, b: Value| Raises(py::value_floordiv(&a, &b)));
    h.add("re_escape", |text: String| py::re_escape(&text));
    h.add("value_fsum", |items: Value| Raises(py::value_fsum(&items)));
    h.add("math_fsum", |items: Vec<f64>| Raises(py::math_fsum(&items)));
    h.add("value_divmod", |a: Value, b: Value| Raises(py::value_divmod(&a, &b)));
    h.add("value_mod", |a: Value, b: Value| Raises(py::value_mod(&a, &b)));
    h.add("value_pow", |a: Value, b: Value| Raises(py::value_pow(&a, &b)));
    h.add("value_and", |a: Value, b: Value| Raises(py::value_and(&a, &b)));
    h.add("value_or", |a: Value, b: Value| Raises(py::value_or(&a, &b)));
    h.add("value_xor", |a: Value, b: Value| Raises(py::value_xor(&a, &b)));
    h.add("value_lshift", |a: Value, b: Value| Raises(py::value_lshift(&a, &b)));
    h.add("value_rshift", |a: Value, b: Value| Raises(py::value_rshift(&a, &b)));
    h.add("value_neg", |a: Value| Raises(py::value_neg(&a)));
    h.add("value_pos", |a: Value| Raises(py::value_pos(&a)));
    h.add("value_invert", |a: Value| Raises(py::value_invert(&a)));
    h.add("value_abs", |a: Value| Raises(py::value_abs(&a)));
    h.add("value_lt", |a: Value, b: Value| Raises(py::value_lt(&a, &b)));
    h.add("value_le", |a: Value, b: Value| Raises(py::value_le(&a, &b)));
    h.add("value_gt", |a: Value, b: Value| Raises(py::value_gt(&a, &b)));
    h.add("value_ge", |a: Value, b: Value| Raises(py::value_ge(&a, &b)));
    h.add("value_getitem", |a: Value, b: Value| Raises(a.getitem(&b)));
    h.add("value_contains", |a: Value, b: Value| Raises(a.contains(&b)));
    h.add("value_get", |a: Value, b: Value| Raises(a.get(&b)));
    h.add("value_count", |a: Value, b: Value| Raises(a.count(&b)));
    h.add("value_startswith", |a: Value, b: Value| Raises(a.startswith(&b)));
    h.add("value_index", |a: Value, b: Value| Raises(a.index_of(&b)));
    h.add("value_keys", |a: Value| Raises(a.keys()));
    h.add("value_values", |a: Value| Raises(a.values()));
    h.add("value_items", |a: Value| Raises(a.items()));
    h.add("value_strip", |a: Value| Raises(a.strip()));
    h.add("value_lower", |a: Value| Raises(a.lower()));
    h.add("value_upper", |a: Value| Raises(a.upper()));
    h.add("value_isdigit", |a: Value| Raises(a.isdigit()));
    h.add("value_encode", |a: Value| Raises(a.encode()));
    h.add("value_split", |a: Value| Raises(a.split()));
    h.add("value_copy", |a: Value| Raises(a.copy()));
    h.add("value_iter", |a: Value| Raises(a.iter()));
    h.add("value_sorted", |a: Value| Raises(a.sorted()));
    h.add("value_sum", |a: Value| Raises(a.sum()));
    h.add("value_min", |a: Value| Raises(a.min()));
    h.add("value_max", |a: Value| Raises(a.max()));
    h.add("value_any", |a: Value| Raises(a.any()));
    h.add("value_all", |a: Value| Raises(a.all()));
    h.add("value_round", |a: Value| Raises(a.round()));
    h.add("value_len", |a: Value| Raises(a.len()));
    h.add("value_list", |a: Value| Raises(a.to_list()));
    h.add("value_dict", |a: Value| Raises(a.to_dict()));
    h.add("value_mapping", |a: Value| Raises(a.mapping()));
    h.add("value_int", |a: Value| Raises(a.to_int()));
    h.add("value_float", |a: Value| Raises(a.to_float()));
    h.add("value_reverse", |a: Value| {
        let result = a.reverse();
        Changes(result, vec![a.out()])
    });
    h.add("value_sort", |a: Value| {
        let result = a.sort();
        Changes(result, vec![a.out()])
    });
    h.add("value_sort_reverse", |a: Value| {
        let result = a.sort_reverse();
        Changes(result, vec![a.out()])
    });
    h.add("value_sort_by", |a: Value| {
        let sorted = a.items_to_sort().and_then(|items| py::try_sorted_by(items, |item| item.getitem(&0_i64)));
        let result = sorted.map(|items| a.refill(&items));
        Changes(result, vec![a.out()])
    });
    h.add("value_operator_index", |a: Value| Raises(a.operator_index()));
    h.add("value_big_int_base", |a: Value, base: i64| Raises(a.to_int_base(base)));
    h.add("value_percent_int", |a: Value, letter: String| Raises(py::value_percent_int(&a, &letter)));
    h.add("value_percent_float", |a: Value| Raises(py::value_percent_float(&a)));
    h.add("value_clear", |a: Value| {
        let result = a.clear();
        Changes(result, vec![a.out()])
    });
    h.add("value_pop", |a: Value| {
        let result = a.pop();
        Changes(result, vec![a.out()])
    });
    h.add("value_append", |a: Value, b: Value| {
        let result = a.append(b.clone());
        Changes(result, vec![a.out(), b.out()])
    });
    h.add("value_extend", |a: Value, b: Value| {
        let result = a.extend(&b);
        Changes(result, vec![a.out(), b.out()])
    });
    let in_place: [(&'static str, Operator); 12] = [
        ("value_iadd", py::value_iadd),
        ("value_isub", py::value_isub),
        ("value_imul", py::value_imul),
        ("value_itruediv", py::value_itruediv),
        ("value_ifloordiv", py::value_ifloordiv),
        ("value_imod", py::value_imod),
        ("value_ipow", py::value_ipow),
        ("value_ilshift", py::value_ilshift),
        ("value_irshift", py::value_irshift),
        ("value_iand", py::value_iand),
        ("value_ior", py::value_ior),
        ("value_ixor", py::value_ixor),
    ];
    for (name, operate) in in_place {
        h.add(name, move |a: Value, b: Value| {
            let result = operate(&a, &b);
            Changes(result, vec![a.out(), b.out()])
        });
    }
    h.add("value_remove", |a: Value, b: Value| {
        let result = a.remove(&b);
        Changes(result, vec![a.out(), b.out()])
    });
    h.add("value_update", |a: Value, b: Value| {
        let result = a.update(&b);
        Changes(result, vec![a.out(), b.out()])
    });
    h.add("value_pop_at", |a: Value, b: Value| {
        let result = a.pop_at(&b);
        Changes(result, vec![a.out(), b.out()])
    });
    h.add("value_delitem", |a: Value, b: Value| {
        let result = a.delitem(&b);
        Changes(result, vec![a.out(), b.out()])
    });
    h.add("value_insert", |a: Value, b: Value, c: Value| {
        let result = a.insert(&b, c.clone());
        Changes(result, vec![a.out(), b.out(), c.out()])
    });
    h.add("value_setitem", |a: Value, b: Value, c: Value| {
        let result = a.setitem(&b, c.clone());
        Changes(result, vec![a.out(), b.out(), c.out()])
    });
    h.add("value_setdefault", |a: Value, b: Value, c: Value| {
        let result = a.setdefault(&b, c.clone());
        Changes(result, vec![a.out(), b.out(), c.out()])
    });
    h.add("value_get_default", |a: Value, b: Value, c: Value| Raises(a.get_default(&b, c)));
    h.add("value_replace", |a: Value, b: Value, c: Value| Raises(a.replace(&b, &c)));
    h.add("value_slice", |a: Value, b: Value, c: Value| Raises(a.slice(&b, &c, &Value::None)));
    h.add("value_slice_step", |a: Value, b: Value, c: Value, d: Value| Raises(a.slice(&b, &c, &d)));
    h.add("value_eq", |a: Value, b: Value| py::value_eq(&a, &b));
    h.add("value_ne", |a: Value, b: Value| py::value_ne(&a, &b));
    h.add("value_truth", |a: Value| a.truth());
    h.add("value_is_none", |a: Value| a.is_none());
    h.add("value_repr", |a: Value| py::repr(&a));
    h.add("value_str", |a: Value| a.to_string());
    h.add("value_type_name", |a: Value| py::value_type_name(&a));
    h.add("value_of_any_type_repr", |a: Value| py::repr(&a));
    h.add("value_of_any_type_str", |a: Value| a.to_string());
    h.add("value_format", |a: Value, spec: String| Raises(py::value_format(&a, &spec)));
    h.add("value_int_base", |a: Value, base: i64| Raises(py::value_int_base(&a, base)));
    h.add("value_round_digits", |a: Value, n: Value| Raises(a.round_digits(&n)));
    h.add("value_join", |s: String, a: Value| Raises(a.join(&s)));
    h.add("value_unpack_2", |a: Value| Raises(a.unpack::<2>().map(Vec::from)));
    h.add("value_bool_int", |a: Value| Raises(py::value_add(&a, &Value::from(0))));
    h.add("value_isinstance", |a: Value| {
        (a.is_bool(), a.is_int(), a.is_float(), a.is_str(), a.is_list(), a.is_dict(), a.is_int() || a.is_float())
    });
    h.add("value_enumerate", |a: Value| {
        Raises(a.iter().map(|values| (0_i64..).zip(values).collect::<Vec<(i64, Value)>>()))
    });
    h.add("value_min_2", |a: Value, b: Value| Raises(py::value_min_2(&a, &b)));
    h.add("value_max_2", |a: Value, b: Value| Raises(py::value_max_2(&a, &b)));
    h.add("value_call", |a: Value| Raises(py::value_call(&a)));
    h.add("value_set", |a: Value| Raises(py::value_set(&a)));
    h.add("value_tuple", |a: Value| {
        Raises(py::value_tuple(&a).map(|all| Datum::Tuple(all.into_iter().map(Out::out).collect())))
    });
    h.add("value_hash_key", |a: Value| Raises(py::value_hash_key(a).map(|key| Dict::from([(key, 1_i64)]))));
    h.add("concat_display", |parts: Vec<Value>| parts.iter().map(ToString::to_string).collect::<String>());
    h.add("number_hash_key", |a: Value| Dict::from([(a, 1_i64), (Value::from(1), 2), (Value::from(0), 3)]));
    h.add("unpack_2", |a: Value| Raises(a.unpack::<2>().map(Vec::from)));
    h.add("unpack_3", |a: Value| Raises(a.unpack::<3>().map(Vec::from)));
    h.add("json_dumps", |value: Value, options: Dict<String, Datum>| {
        Raises(
            dump_options(&options).map_or_else(|| Ok(None), |options| py::json_dumps_with(&value, &options).map(Some)),
        )
    });
}

/// The options of `json.dumps` that generated code may have.
fn dump_options(options: &Dict<String, Datum>) -> Option<py::JsonOptions> {
    let mut dump = py::JsonOptions::default();
    for (name, value) in options {
        dump = match (name.as_str(), value) {
            ("indent", Datum::Int(width)) => dump.indent(width.parse().expect("a width")),
            ("indent", Datum::Str(text)) => {
                dump.separators.0 = ",";
                dump.indent = Some(text.clone());
                dump
            }
            ("separators", Datum::Tuple(parts)) => {
                let text = |at: usize| match &parts[at] {
                    Datum::Str(text) => &*text.clone().leak(),
                    _ => panic!("a separator"),
                };
                dump.separators(text(0), text(1))
            }
            ("ensure_ascii", Datum::Bool(false)) => dump.unicode(),
            ("sort_keys", Datum::Bool(true)) => dump.sorted(),
            ("allow_nan", Datum::Bool(false)) => dump.without_nan(),
            _ => return None,
        };
    }
    Some(dump)
}
