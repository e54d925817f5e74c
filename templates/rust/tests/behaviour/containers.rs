//! Lists, dicts, sets and tuples.

use crate::datum::Out;
use crate::dispatch::{Changes, Helpers, Raises};
use py::{Dict, Set, Value};

pub fn add(h: &mut Helpers) {
    h.add("list_append", |mut xs: Vec<i64>, v: i64| {
        let result = {
            xs.push(v);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_insert", |mut xs: Vec<i64>, i: i64, v: i64| {
        let result = {
            py::list_insert(&mut xs, i, v);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("heapq_heappush", |mut heap: Vec<i64>, item: i64| {
        py::heapq_heappush(&mut heap, item);
        Changes(Ok(()), vec![heap.out()])
    });
    h.add("heapq_heappop", |mut heap: Vec<i64>| {
        let result = py::heapq_heappop(&mut heap);
        Changes(result, vec![heap.out()])
    });
    h.add("heapq_heapify", |mut items: Vec<i64>| {
        py::heapq_heapify(&mut items);
        Changes(Ok(()), vec![items.out()])
    });
    h.add("heapq_heappushpop", |mut heap: Vec<i64>, item: i64| {
        let result = py::heapq_heappushpop(&mut heap, item);
        Changes(Ok(result), vec![heap.out()])
    });
    h.add("heapq_heapreplace", |mut heap: Vec<i64>, item: i64| {
        let result = py::heapq_heapreplace(&mut heap, item);
        Changes(result, vec![heap.out()])
    });
    h.add("list_delitem", |mut xs: Vec<i64>, i: i64| {
        let result = py::list_delitem(&mut xs, i);
        Changes(result, vec![xs.out()])
    });
    h.add("list_setitem", |mut xs: Vec<i64>, i: i64, v: i64| {
        let result = py::list_setitem(&mut xs, i, v);
        Changes(result, vec![xs.out()])
    });
    h.add("list_pop", |mut xs: Vec<Value>| {
        let result = py::list_pop(&mut xs);
        Changes(result, vec![xs.out()])
    });
    h.add("list_pop_at", |mut xs: Vec<i64>, i: i64| {
        let result = py::list_pop_at(&mut xs, i);
        Changes(result, vec![xs.out()])
    });
    h.add("list_remove", |mut xs: Vec<Value>, v: Value| {
        let result = py::list_remove(&mut xs, &v);
        Changes(result, vec![xs.out()])
    });
    h.add("list_delslice", |mut xs: Vec<i64>, a: Option<i64>, b: Option<i64>| {
        let result = {
            py::list_delslice(&mut xs, a, b);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_setslice", |mut xs: Vec<i64>, a: Option<i64>, b: Option<i64>, v: Vec<i64>| {
        let result = {
            py::list_setslice(&mut xs, a, b, v);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<i64>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<f64>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<String>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<bool>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<Vec<i64>>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<(i64, String)>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort", |mut xs: Vec<(String, i64)>| {
        let result = {
            py::list_sort(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<i64>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<f64>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<String>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<bool>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<Vec<i64>>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<(i64, String)>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("list_sort_reverse", |mut xs: Vec<(String, i64)>| {
        let result = {
            py::list_sort_reverse(&mut xs);
            Ok(())
        };
        Changes(result, vec![xs.out()])
    });
    h.add("sorted", |xs: Vec<i64>| py::sorted(xs));
    h.add("sorted", |xs: Vec<f64>| py::sorted(xs));
    h.add("sorted", |xs: Vec<String>| py::sorted(xs));
    h.add("sorted", |xs: Vec<bool>| py::sorted(xs));
    h.add("sorted", |xs: Vec<Vec<i64>>| py::sorted(xs));
    h.add("sorted", |xs: Vec<(i64, String)>| py::sorted(xs));
    h.add("sorted", |xs: Vec<(String, i64)>| py::sorted(xs));
    h.add("sorted_reverse", |xs: Vec<i64>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<f64>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<String>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<bool>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<Vec<i64>>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<(i64, String)>| py::sorted_reverse(xs));
    h.add("sorted_reverse", |xs: Vec<(String, i64)>| py::sorted_reverse(xs));
    h.add("sorted_by", |xs: Vec<(String, i64)>| py::sorted_by(xs, |x| x.1));
    h.add("sorted_by", |xs: Vec<(i64, i64)>| py::sorted_by(xs, |x| x.1));
    h.add("sorted_by", |xs: Vec<(String, f64)>| py::sorted_by(xs, |x| x.1));
    h.add("sorted_by_reverse", |xs: Vec<(String, i64)>| py::sorted_by_reverse(xs, |x| x.1));
    h.add("sorted_by_reverse", |xs: Vec<(i64, i64)>| py::sorted_by_reverse(xs, |x| x.1));
    h.add("sorted_by_reverse", |xs: Vec<(String, f64)>| py::sorted_by_reverse(xs, |x| x.1));
    h.add("min_by", |xs: Vec<(String, i64)>| Raises(py::min_by(xs, |x| x.1)));
    h.add("min_by", |xs: Vec<(i64, i64)>| Raises(py::min_by(xs, |x| x.1)));
    h.add("max_by", |xs: Vec<(String, i64)>| Raises(py::max_by(xs, |x| x.1)));
    h.add("max_by", |xs: Vec<(i64, i64)>| Raises(py::max_by(xs, |x| x.1)));
    h.add("min", |xs: Vec<i64>| Raises(py::min(xs)));
    h.add("min_2", |a: i64, b: i64| py::min_of_two(a, b));
    h.add("min_3", |a: i64, b: i64, c: i64| py::min_2(py::min_2(a, b), c));
    h.add("min", |xs: Vec<f64>| Raises(py::min(xs)));
    h.add("min_2", |a: f64, b: f64| py::min_2(a, b));
    h.add("min_3", |a: f64, b: f64, c: f64| py::min_2(py::min_2(a, b), c));
    h.add("min", |xs: Vec<String>| Raises(py::min(xs)));
    h.add("min_2", |a: String, b: String| py::min_2(a, b));
    h.add("min_2", |a: py::Number, b: py::Number| py::min_2(a, b));
    h.add("min_3", |a: py::Number, b: py::Number, c: py::Number| py::min_2(py::min_2(a, b), c));
    h.add("min_default", |xs: Vec<Value>, d: Value| Raises(py::min_default(&xs, &d)));
    h.add("min_default", |xs: Vec<i64>, d: i64| Raises(py::min_default(&xs, &d)));
    h.add("max", |xs: Vec<i64>| Raises(py::max(xs)));
    h.add("max_2", |a: i64, b: i64| py::max_of_two(a, b));
    h.add("max_3", |a: i64, b: i64, c: i64| py::max_2(py::max_2(a, b), c));
    h.add("max", |xs: Vec<f64>| Raises(py::max(xs)));
    h.add("max_2", |a: f64, b: f64| py::max_2(a, b));
    h.add("max_3", |a: f64, b: f64, c: f64| py::max_2(py::max_2(a, b), c));
    h.add("max", |xs: Vec<String>| Raises(py::max(xs)));
    h.add("max_2", |a: String, b: String| py::max_2(a, b));
    h.add("max_2", |a: py::Number, b: py::Number| py::max_2(a, b));
    h.add("max_3", |a: py::Number, b: py::Number, c: py::Number| py::max_2(py::max_2(a, b), c));
    h.add("max_default", |xs: Vec<Value>, d: Value| Raises(py::max_default(&xs, &d)));
    h.add("max_default", |xs: Vec<i64>, d: i64| Raises(py::max_default(&xs, &d)));
    h.add("sum_int", |xs: Vec<i64>| py::sum_int(xs));
    h.add("sum_int_start", |xs: Vec<i64>, start: i64| py::add(start, py::sum_int(xs)));
    h.add("sum_bool", |xs: Vec<bool>| py::sum_int(xs.into_iter().map(i64::from)));
    h.add("sum_float", |xs: Vec<f64>| py::sum_float(xs));
    h.add("sum_float_start", |xs: Vec<f64>, start: f64| py::sum_float_start(xs, start));
    h.add("all", |xs: Vec<bool>| xs.into_iter().all(|x| x));
    h.add("any", |xs: Vec<bool>| xs.into_iter().any(|x| x));
    h.add("list_getitem", |xs: Vec<Value>, i: i64| Raises(py::list_getitem(&xs, i).cloned()));
    h.add("list_slice", |xs: Vec<i64>, a: Option<i64>, b: Option<i64>| py::list_slice(&xs, a, b).to_vec());
    h.add("list_slice_step", |xs: Vec<i64>, a: Option<i64>, b: Option<i64>, step: i64| {
        Raises(py::list_slice_step(&xs, a, b, step))
    });
    h.add("list_index", |xs: Vec<Value>, v: Value| Raises(py::list_index(&xs, &v)));
    h.add("list_index_range", |xs: Vec<i64>, v: i64, a: i64, b: i64| Raises(py::list_index_range(&xs, &v, a, b)));
    h.add("list_count", |xs: Vec<i64>, v: i64| py::list_count(&xs, &v));
    h.add("list_contains", |xs: Vec<Value>, v: Value| xs.contains(&v));
    h.add("list_eq", |a: Vec<i64>, b: Vec<i64>| a == b);
    h.add("list_lt", |a: Vec<i64>, b: Vec<i64>| a < b);
    h.add("list_len", |xs: Vec<Value>| xs.len() as i64);
    h.add("list_copy", |xs: Vec<Value>| xs.clone());
    h.add("list_mul", |xs: Vec<i64>, n: i64| py::list_mul(&xs, n));
    h.add("list_add", |xs: Vec<i64>, ys: Vec<i64>| py::list_add(&xs, &ys));
    h.add("list_repr", |xs: Vec<Value>| py::repr(&xs));
    h.add("list_repr", |xs: Vec<(i64, String)>| py::repr(&xs));
    h.add("reversed", |xs: Vec<i64>| xs.into_iter().rev().collect::<Vec<i64>>());
    h.add("list_clear", |mut xs: Vec<Value>| {
        xs.clear();
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("list_reverse", |mut xs: Vec<Value>| {
        xs.reverse();
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("list_extend", |mut xs: Vec<i64>, ys: Vec<i64>| {
        xs.extend(ys);
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("next_empty", |xs: Vec<i64>| Raises(py::next_iter(&xs)));
    h.add("enumerate", |xs: Vec<String>, start: i64| (start..).zip(xs).collect::<Vec<(i64, String)>>());
    h.add("zip", |a: Vec<i64>, b: Vec<String>| a.into_iter().zip(b).collect::<Vec<(i64, String)>>());
    h.add("range", |a: i64, b: i64, step: i64| Raises(py::range(a, b, step).map(Iterator::collect::<Vec<i64>>)));
    h.add("range_len", |a: i64, b: i64, step: i64| py::range(a, b, step).map_or(0, |r| r.count() as i64));
    h.add("tuple_count", |xs: Vec<i64>, v: i64| py::list_count(&xs, &v));
    h.add("tuple_lt", |a: (i64, String), b: (i64, String)| a < b);
    h.add("tuple_repr", |a: (i64, f64, String)| py::repr(&a));
    h.add("tuple_repr", |a: (i64,)| py::repr(&a));
    h.add("tuple_repr", |a: (i64, i64)| py::repr(&a));
    h.add("tuple_repr", |a: (String,)| py::repr(&a));
    h.add("dict_clear", |mut d: Dict<String, i64>| {
        d.clear();
        Changes(Ok(()), vec![d.out()])
    });
    h.add("dict_contains", |d: Dict<String, i64>, k: String| d.contains(&k));
    h.add("dict_copy", |d: Dict<String, i64>| d.clone());
    h.add("dict_delitem", |mut d: Dict<String, i64>, k: String| {
        let result = d.delete(&k);
        Changes(result, vec![d.out()])
    });
    h.add("dict_eq", |a: Dict<String, i64>, b: Dict<String, i64>| a == b);
    h.add("dict_from_pairs", |pairs: Vec<(String, i64)>| pairs.into_iter().collect::<Dict<String, i64>>());
    h.add("dict_fromkeys", |keys: Vec<String>, v: Option<i64>| {
        keys.into_iter().map(|k| (k, v)).collect::<Dict<String, Option<i64>>>()
    });
    h.add("dict_get", |d: Dict<String, i64>, k: String| d.get(&k).copied());
    h.add("dict_get_default", |d: Dict<String, i64>, k: String, v: i64| d.get(&k).copied().unwrap_or(v));
    h.add("dict_getitem", |d: Dict<String, i64>, k: String| Raises(d.item(&k).copied()));
    h.add("dict_getitem", |d: Dict<i64, i64>, k: i64| Raises(d.item(&k).copied()));
    h.add("dict_getitem", |d: Dict<i64, String>, k: i64| Raises(d.item(&k).cloned()));
    h.add("dict_items", |d: Dict<String, i64>| d.into_iter().collect::<Vec<(String, i64)>>());
    h.add("dict_keys", |d: Dict<String, i64>| d.keys().cloned().collect::<Vec<String>>());
    h.add("dict_values", |d: Dict<String, i64>| d.values().copied().collect::<Vec<i64>>());
    h.add("dict_len", |d: Dict<String, i64>| d.len() as i64);
    h.add("dict_or", |a: Dict<String, i64>, b: Dict<String, i64>| {
        let mut both = a.clone();
        both.update(b);
        both
    });
    h.add("dict_pop", |mut d: Dict<String, i64>, k: String| {
        let result = d.pop(&k);
        Changes(result, vec![d.out()])
    });
    h.add("dict_pop_default", |mut d: Dict<String, i64>, k: String, v: Option<i64>| {
        let result = Ok(d.remove(&k).or(v));
        Changes(result, vec![d.out()])
    });
    h.add("dict_popitem", |mut d: Dict<String, i64>| {
        let result = d.popitem();
        Changes(result, vec![d.out()])
    });
    h.add("dict_repr", |d: Dict<String, i64>| py::repr(&d));
    h.add("dict_repr", |d: Value| py::repr(&d));
    h.add("dict_reversed", |d: Dict<String, i64>| d.keys().rev().cloned().collect::<Vec<String>>());
    h.add("dict_setdefault", |mut d: Dict<String, i64>, k: String, v: i64| {
        let result = Ok(*d.setdefault(k, v));
        Changes(result, vec![d.out()])
    });
    h.add("dict_setitem", |mut d: Dict<String, i64>, k: String, v: i64| {
        d.insert(k, v);
        Changes(Ok(()), vec![d.out()])
    });
    h.add("dict_update", |mut d: Dict<String, i64>, other: Dict<String, i64>| {
        d.update(other);
        Changes(Ok(()), vec![d.out()])
    });
    h.add("set_add", |mut s: Set<i64>, v: i64| {
        s.add(v);
        Changes(Ok(()), vec![s.out()])
    });
    h.add("set_discard", |mut s: Set<i64>, v: i64| {
        s.discard(&v);
        Changes(Ok(()), vec![s.out()])
    });
    h.add("set_remove", |mut s: Set<i64>, v: i64| {
        let result = s.remove(&v);
        Changes(result, vec![s.out()])
    });
    h.add("set_remove", |mut s: Set<String>, v: String| {
        let result = s.remove(&v);
        Changes(result, vec![s.out()])
    });
    h.add("set_contains", |s: Set<i64>, v: i64| s.contains(&v));
    h.add("set_len", |s: Set<i64>| s.len() as i64);
    h.add("set_eq", |a: Set<i64>, b: Set<i64>| a == b);
    h.add("set_lt", |a: Set<i64>, b: Set<i64>| a.issubset(&b) && a != b);
    h.add("set_from_list", |xs: Vec<i64>| xs.into_iter().collect::<Set<i64>>());
    h.add("set_from_list", |xs: Vec<String>| xs.into_iter().collect::<Set<String>>());
    h.add("set_sorted", |s: Set<i64>| py::sorted(s));
    h.add("set_sorted", |s: Set<String>| py::sorted(s));
    h.add("set_pop_empty", |_: Set<i64>| Raises::<()>(Err(py::key_error("pop from an empty set"))));
    h.add("set_update", |mut a: Set<i64>, b: Set<i64>| {
        a.update(b);
        Changes(Ok(()), vec![a.out()])
    });
    h.add("set_union", |a: Set<i64>, b: Set<i64>| a.union(&b));
    h.add("set_intersection", |a: Set<i64>, b: Set<i64>| a.intersection(&b));
    h.add("set_intersection_update", |a: Set<i64>, b: Set<i64>| Changes(Ok(()), vec![a.intersection(&b).out()]));
    h.add("set_difference", |a: Set<i64>, b: Set<i64>| a.difference(&b));
    h.add("set_difference_update", |a: Set<i64>, b: Set<i64>| Changes(Ok(()), vec![a.difference(&b).out()]));
    h.add("set_symmetric_difference", |a: Set<i64>, b: Set<i64>| a.symmetric_difference(&b));
    h.add("set_symmetric_difference_update", |a: Set<i64>, b: Set<i64>| {
        Changes(Ok(()), vec![a.symmetric_difference(&b).out()])
    });
    h.add("set_issubset", |a: Set<i64>, b: Set<i64>| a.issubset(&b));
    h.add("set_issuperset", |a: Set<i64>, b: Set<i64>| a.issuperset(&b));
    h.add("set_isdisjoint", |a: Set<i64>, b: Set<i64>| a.isdisjoint(&b));
    h.add("tuple_getitem", |xs: Vec<Value>, i: i64| Raises(py::tuple_getitem(&xs, i)));
    h.add("list_sort_by", |mut xs: Vec<(String, f64)>| {
        py::list_sort_by(&mut xs, |x| x.1);
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("list_sort_by", |mut xs: Vec<(String, i64)>| {
        py::list_sort_by(&mut xs, |x| x.1);
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("list_sort_by_reverse", |mut xs: Vec<(String, f64)>| {
        py::list_sort_by_reverse(&mut xs, |x| x.1);
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("list_sort_by_reverse", |mut xs: Vec<(String, i64)>| {
        py::list_sort_by_reverse(&mut xs, |x| x.1);
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("sorted_mixed", |xs: Value| Raises(xs.sorted()));
    h.add("set_clear", |mut xs: Set<i64>| {
        xs.clear();
        Changes(Ok(()), vec![xs.out()])
    });
    h.add("dict_steps", |steps: Vec<(String, String, i64)>| {
        let mut dict = Dict::new();
        let result = steps.into_iter().try_for_each(|(step, key, item)| match step.as_str() {
            "set" => {
                dict.insert(key, item);
                Ok(())
            }
            "del" => dict.delete(&key),
            _ => dict.pop(&key).map(drop),
        });
        Raises(result.map(|()| dict))
    });
    h.add("error_arg", |name: String, args: Vec<Value>, i: i64| Raises(py::error_arg(&exception(&name, &args), i)));
    h.add("exception_str", |name: String, args: Vec<Value>| exception(&name, &args).to_string());
    h.add("exception_repr", |name: String, args: Vec<Value>| exception(&name, &args).repr());
}

/// An exception of that class.
fn exception(name: &str, args: &[Value]) -> py::Error {
    let classes = [&py::EXCEPTION, &py::VALUE_ERROR, &py::KEY_ERROR, &py::INDEX_ERROR, &py::OS_ERROR];
    let class = classes.into_iter().find(|class| class.name == name).expect("a class");
    let args = args.iter().map(|arg| match arg {
        Value::Str(text) => py::Argument::from(&**text),
        arg => py::Argument::of(arg),
    });
    py::Error::with_args(class, args.collect())
}
