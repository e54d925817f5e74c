//! Values of the tables, and how Rust's are made of them and compared with them.

use std::fmt;

use serde_json::Value as Json;

/// A value as a table writes it.
#[derive(Clone, PartialEq)]
pub enum Datum {
    None,
    Bool(bool),
    Int(String),
    Float(f64),
    Str(String),
    Surrogates,
    Bytes(Vec<u8>),
    List(Vec<Datum>),
    Tuple(Vec<Datum>),
    Dict(Vec<(Datum, Datum)>),
    Set(Vec<Datum>),
}

impl fmt::Debug for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Datum::None => f.write_str("None"),
            Datum::Bool(value) => write!(f, "{value}"),
            Datum::Int(value) => f.write_str(value),
            Datum::Float(value) => write!(f, "{}", py::float_repr(*value)),
            Datum::Str(value) => write!(f, "{value:?}"),
            Datum::Surrogates => f.write_str("(surrogates)"),
            Datum::Bytes(value) => f.write_str(&py::repr_bytes(value)),
            Datum::List(values) => f.debug_list().entries(values).finish(),
            Datum::Tuple(values) => {
                f.write_str("tuple")?;
                f.debug_list().entries(values).finish()
            }
            Datum::Dict(items) => f.debug_map().entries(items.iter().map(|(k, v)| (k, v))).finish(),
            Datum::Set(values) => f.debug_set().entries(values).finish(),
        }
    }
}

impl Datum {
    pub fn read(json: &Json) -> Datum {
        let all = |values: &Json| values.as_array().expect("an array").iter().map(Datum::read).collect();
        match json {
            Json::Null => Datum::None,
            Json::Bool(value) => Datum::Bool(*value),
            Json::Object(object) => {
                let (tag, value) = object.iter().next().expect("a tag");
                match tag.as_str() {
                    "int" => Datum::Int(value.as_str().expect("digits").to_owned()),
                    "float" => Datum::Float(match value.as_str().expect("a float") {
                        "inf" => f64::INFINITY,
                        "-inf" => f64::NEG_INFINITY,
                        "nan" => f64::NAN,
                        text => text.parse().expect("a float"),
                    }),
                    "str" => Datum::Str(value.as_str().expect("text").to_owned()),
                    "code_points" | "complex" => Datum::Surrogates,
                    "bytes" => Datum::Bytes(base64(value.as_str().expect("base64"))),
                    "list" => Datum::List(all(value)),
                    "tuple" => Datum::Tuple(all(value)),
                    "set" => Datum::Set(all(value)),
                    "dict" => Datum::Dict(
                        value
                            .as_array()
                            .expect("pairs")
                            .iter()
                            .map(|pair| (Datum::read(&pair[0]), Datum::read(&pair[1])))
                            .collect(),
                    ),
                    _ => panic!("unknown tag {tag}"),
                }
            }
            _ => panic!("a bare {json}"),
        }
    }

    /// Whether two values agree by the tables' rule.
    pub fn agrees(&self, other: &Datum) -> bool {
        match (self, other) {
            (Datum::Float(a), Datum::Float(b)) => {
                a.is_nan() && b.is_nan() || a == b && a.is_sign_negative() == b.is_sign_negative()
            }
            (Datum::List(a), Datum::List(b)) | (Datum::Tuple(a), Datum::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.agrees(b))
            }
            (Datum::Set(a), Datum::Set(b)) => a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| a.agrees(b))),
            (Datum::Dict(a), Datum::Dict(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0.agrees(&b.0) && a.1.agrees(&b.1))
            }
            _ => self == other,
        }
    }

    /// Whether native code cannot hold it where an integer has 64 bits.
    pub fn is_beyond(&self) -> bool {
        match self {
            Datum::Int(digits) => digits.parse::<i64>().is_err(),
            Datum::Surrogates => true,
            Datum::List(values) | Datum::Tuple(values) | Datum::Set(values) => values.iter().any(Datum::is_beyond),
            Datum::Dict(items) => items.iter().any(|(key, value)| key.is_beyond() || value.is_beyond()),
            _ => false,
        }
    }
}

fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.bytes().filter(|c| *c != b'=') {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// A parameter of a helper: `None` where its type cannot hold the argument.
pub trait Arg: Sized {
    fn arg(datum: &Datum) -> Option<Self>;
}

/// A result of a helper.
pub trait Out {
    fn out(self) -> Datum;
}

impl Arg for Datum {
    fn arg(datum: &Datum) -> Option<Datum> {
        Some(datum.clone())
    }
}

impl Out for Datum {
    fn out(self) -> Datum {
        self
    }
}

impl Arg for () {
    fn arg(datum: &Datum) -> Option<()> {
        (*datum == Datum::None || *datum == Datum::Tuple(Vec::new())).then_some(())
    }
}

impl Out for () {
    fn out(self) -> Datum {
        Datum::None
    }
}

macro_rules! plain {
    ($type:ty, $variant:ident) => {
        impl Arg for $type {
            fn arg(datum: &Datum) -> Option<$type> {
                match datum {
                    Datum::$variant(value) => Some(value.clone()),
                    _ => None,
                }
            }
        }

        impl Out for $type {
            fn out(self) -> Datum {
                Datum::$variant(self)
            }
        }
    };
}

plain!(bool, Bool);
plain!(f64, Float);
plain!(String, Str);
plain!(Vec<u8>, Bytes);

impl Out for &str {
    fn out(self) -> Datum {
        Datum::Str(self.to_owned())
    }
}

impl Out for &'static [u8] {
    fn out(self) -> Datum {
        Datum::Bytes(self.to_vec())
    }
}

impl Arg for i64 {
    fn arg(datum: &Datum) -> Option<i64> {
        match datum {
            Datum::Int(digits) => digits.parse().ok(),
            _ => None,
        }
    }
}

impl Out for i64 {
    fn out(self) -> Datum {
        Datum::Int(self.to_string())
    }
}

impl Arg for py::Int {
    fn arg(datum: &Datum) -> Option<py::Int> {
        match datum {
            Datum::Int(digits) => Some(py::Int::from_digits(digits.starts_with('-'), digits.trim_start_matches('-'))),
            _ => None,
        }
    }
}

impl Out for py::Int {
    fn out(self) -> Datum {
        Datum::Int(self.to_string())
    }
}

impl Arg for py::Number {
    fn arg(datum: &Datum) -> Option<py::Number> {
        match datum {
            Datum::Float(value) => Some(py::Number::Float(*value)),
            _ => i64::arg(datum).map(py::Number::Int),
        }
    }
}

impl Out for py::Number {
    fn out(self) -> Datum {
        match self {
            py::Number::Int(value) => value.out(),
            py::Number::Float(value) => value.out(),
        }
    }
}

impl Arg for py::Value {
    fn arg(datum: &Datum) -> Option<py::Value> {
        Some(match datum {
            Datum::None => py::Value::None,
            Datum::Bool(value) => py::Value::Bool(*value),
            Datum::Int(_) => py::Value::Int(py::Int::arg(datum)?),
            Datum::Float(value) => py::Value::Float(*value),
            Datum::Str(value) => py::Value::from(value.as_str()),
            Datum::List(values) => {
                py::Value::from(values.iter().map(py::Value::arg).collect::<Option<Vec<py::Value>>>()?)
            }
            Datum::Dict(items) => {
                let items: Option<py::Dict<String, py::Value>> =
                    items.iter().map(|(key, value)| Some((String::arg(key)?, py::Value::arg(value)?))).collect();
                py::Value::from(items?)
            }
            Datum::Surrogates | Datum::Bytes(_) | Datum::Tuple(_) | Datum::Set(_) => return None,
        })
    }
}

impl Out for py::Value {
    fn out(self) -> Datum {
        match self {
            py::Value::None => Datum::None,
            py::Value::Bool(value) => Datum::Bool(value),
            py::Value::Int(value) => value.out(),
            py::Value::Float(value) => Datum::Float(value),
            py::Value::Str(value) => Datum::Str(value.to_string()),
            py::Value::List(values) => Datum::List(values.read().iter().cloned().map(Out::out).collect()),
            py::Value::Dict(items) => {
                Datum::Dict(items.read().iter().map(|(key, value)| (key.clone().out(), value.clone().out())).collect())
            }
        }
    }
}

impl<T: Arg> Arg for Option<T> {
    fn arg(datum: &Datum) -> Option<Option<T>> {
        match datum {
            Datum::None => Some(None),
            _ => T::arg(datum).map(Some),
        }
    }
}

impl<T: Out> Out for Option<T> {
    fn out(self) -> Datum {
        self.map_or(Datum::None, Out::out)
    }
}

/// A list of anything but bytes.
pub trait Element {}
impl Element for bool {}
impl Element for i64 {}
impl Element for f64 {}
impl Element for String {}
impl Element for py::Number {}
impl Element for py::Value {}
impl Element for Vec<u8> {}
impl<A, B> Element for (A, B) {}
impl<A, B, C> Element for (A, B, C) {}
impl<A: Element> Element for Vec<A> {}

impl<T: Arg + Element> Arg for Vec<T> {
    fn arg(datum: &Datum) -> Option<Vec<T>> {
        match datum {
            Datum::List(values) | Datum::Tuple(values) => values.iter().map(T::arg).collect(),
            _ => None,
        }
    }
}

impl<T: Out + Element> Out for Vec<T> {
    fn out(self) -> Datum {
        Datum::List(self.into_iter().map(Out::out).collect())
    }
}

impl<K: Arg + std::hash::Hash + Eq, V: Arg> Arg for py::Dict<K, V> {
    fn arg(datum: &Datum) -> Option<py::Dict<K, V>> {
        match datum {
            Datum::Dict(items) => items.iter().map(|(key, value)| Some((K::arg(key)?, V::arg(value)?))).collect(),
            _ => None,
        }
    }
}

impl<K: Out, V: Out> Out for py::Dict<K, V> {
    fn out(self) -> Datum {
        Datum::Dict(self.into_iter().map(|(key, value)| (key.out(), value.out())).collect())
    }
}

impl<T: Arg + std::hash::Hash + Eq> Arg for py::Set<T> {
    fn arg(datum: &Datum) -> Option<py::Set<T>> {
        match datum {
            Datum::Set(values) => values.iter().map(T::arg).collect(),
            _ => None,
        }
    }
}

impl<T: Out> Out for py::Set<T> {
    fn out(self) -> Datum {
        Datum::Set(self.into_iter().map(Out::out).collect())
    }
}

macro_rules! tuple {
    ($($name:ident $at:tt),*) => {
        impl<$($name: Arg),*> Arg for ($($name,)*) {
            fn arg(datum: &Datum) -> Option<($($name,)*)> {
                let count = [$($at),*].len();
                match datum {
                    Datum::Tuple(values) | Datum::List(values) if values.len() == count => {
                        Some(($($name::arg(&values[$at])?,)*))
                    }
                    _ => None,
                }
            }
        }

        impl<$($name: Out),*> Out for ($($name,)*) {
            fn out(self) -> Datum {
                Datum::Tuple(vec![$(self.$at.out()),*])
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
