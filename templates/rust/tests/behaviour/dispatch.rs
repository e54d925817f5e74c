//! How a row is carried out.

use std::collections::BTreeMap;

use crate::datum::{Arg, Datum, Out};

/// What a call came to: its result or exception, and its arguments afterwards where it changes them.
pub struct Outcome {
    pub result: py::Result<Datum>,
    pub after: Option<Vec<Datum>>,
}

type Call = Box<dyn Fn(&[Datum]) -> Option<Outcome>>;

/// The helpers by name.
#[derive(Default)]
pub struct Helpers(BTreeMap<&'static str, Vec<Call>>);

/// What a helper may return.
pub trait Returned {
    fn outcome(self) -> Outcome;
}

impl<T: Out> Returned for T {
    fn outcome(self) -> Outcome {
        Outcome { result: Ok(self.out()), after: None }
    }
}

/// What a helper returns that can raise.
pub struct Raises<T>(pub py::Result<T>);

impl<T: Out> Returned for Raises<T> {
    fn outcome(self) -> Outcome {
        Outcome { result: self.0.map(Out::out), after: None }
    }
}

/// The result of a helper that changes its arguments, and the arguments afterwards.
pub struct Changes<T>(pub py::Result<T>, pub Vec<Datum>);

impl<T: Out> Returned for Changes<T> {
    fn outcome(self) -> Outcome {
        Outcome { result: self.0.map(Out::out), after: Some(self.1) }
    }
}

/// A function of the arguments of a row.
pub trait Helper<Args> {
    fn call(&self, args: &[Datum]) -> Option<Outcome>;
}

macro_rules! helper {
    ($($name:ident $at:tt),*) => {
        impl<Z: Fn($($name),*) -> R, R: Returned, $($name: Arg),*> Helper<($($name,)*)> for Z {
            #[allow(non_snake_case)]
            fn call(&self, args: &[Datum]) -> Option<Outcome> {
                if args.len() != [$($at),*].len() {
                    let error = py::type_error("the table has another number of arguments");
                    return Some(Outcome { result: Err(error), after: None });
                }
                $(let $name = $name::arg(&args[$at])?;)*
                Some(self($($name),*).outcome())
            }
        }
    };
}

helper!(A 0);
helper!(A 0, B 1);
helper!(A 0, B 1, C 2);
helper!(A 0, B 1, C 2, D 3);
helper!(A 0, B 1, C 2, D 3, E 4);
helper!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
helper!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

impl Helpers {
    /// Carries out the rows of table `name`. A helper may be given for several types: the first that holds the arguments is called.
    pub fn add<Args, F: Helper<Args> + 'static>(&mut self, name: &'static str, helper: F) {
        self.0.entry(name).or_default().push(Box::new(move |args| helper.call(args)));
    }

    pub fn get(&self, name: &str) -> Option<impl Fn(&[Datum]) -> Option<Outcome>> {
        let calls = self.0.get(name)?;
        Some(move |args: &[Datum]| calls.iter().find_map(|call| call(args)))
    }
}
