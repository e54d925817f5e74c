//! What a function's result is once JSON has carried it, and how the client makes of it what it was.

/// The form of a result whose type is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// What JSON reads is what was written.
    Plain,
    /// A tuple, carried as an array.
    Tuple(Vec<Shape>),
    /// A list of something that is not plain.
    List(Box<Shape>),
    /// A dict with string keys whose values are not plain.
    Dict(Box<Shape>),
    /// None, or something that is not plain.
    Optional(Box<Shape>),
    /// `bytes`, carried as text of the same code points.
    Bytes,
    /// A set of integers or of strings, carried as a sorted array.
    Set,
    /// A dict whose keys are not strings, carried as an array of pairs.
    Pairs,
}

impl Shape {
    /// Whether `json.dumps` carries it without help, so that it can stand in another one.
    pub fn nests(&self) -> bool {
        match self {
            Self::Plain => true,
            Self::Tuple(items) => items.iter().all(Self::nests),
            Self::List(item) | Self::Dict(item) | Self::Optional(item) => item.nests(),
            Self::Bytes | Self::Set | Self::Pairs => false,
        }
    }

    /// The harness's expression for what `json.dumps` is given.
    pub(super) fn encoded(&self, value: &str) -> String {
        match self {
            Self::Bytes => format!("{value}.decode(\"latin-1\")"),
            Self::Set => format!("sorted({value})"),
            Self::Pairs => format!("list({value}.items())"),
            Self::Plain | Self::Tuple(_) | Self::List(_) | Self::Dict(_) | Self::Optional(_) => value.to_owned(),
        }
    }

    /// The client's expression for the value; `value` is a name, and stands in it more than once.
    pub(super) fn decoded(&self, value: &str) -> String {
        self.decoded_at(value, 0)
    }

    fn decoded_at(&self, value: &str, depth: usize) -> String {
        let inner = format!(
            "{}{}",
            ["item", "value", "part"][depth % 3],
            if depth < 3 { String::new() } else { depth.to_string() }
        );
        match self {
            Self::Plain => value.to_owned(),
            Self::Tuple(items) if items.iter().all(|item| *item == Self::Plain) => format!("tuple({value})"),
            Self::Tuple(items) => {
                let parts: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| item.decoded_at(&format!("{value}[{index}]"), depth))
                    .collect();
                format!("({},)", parts.join(", "))
            }
            Self::List(item) => format!("[{} for {inner} in {value}]", item.decoded_at(&inner, depth + 1)),
            Self::Dict(item) => {
                format!("{{key: {} for key, {inner} in {value}.items()}}", item.decoded_at(&inner, depth + 1))
            }
            Self::Optional(item) => format!("(None if {value} is None else {})", item.decoded_at(value, depth)),
            Self::Bytes => format!("{value}.encode(\"latin-1\")"),
            Self::Set => format!("set({value})"),
            Self::Pairs => format!("dict({value})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn a_list_of_pairs_is_made_again() {
        let pair = Shape::Tuple(vec![Shape::Plain, Shape::Plain]);
        assert_eq!(Shape::List(Box::new(pair.clone())).decoded("result"), "[tuple(item) for item in result]");
        assert_eq!(Shape::Tuple(vec![pair, Shape::Plain]).decoded("result"), "(tuple(result[0]), result[1],)");
    }
}
