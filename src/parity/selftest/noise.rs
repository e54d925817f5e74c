//! Values on which the originals disagree: the new one has to be such as they could have given.

use super::sample;
use super::{Corrupted, Expected};

/// What the two originals answer, what a service may answer, and what it may not: each with what is wrong with it.
struct Volatile {
    originals: [&'static str; 2],
    wrong: &'static [(&'static str, &'static str)],
}

const VALUES: &[Volatile] = &[
    Volatile {
        originals: ["\"2023-11-14T22:13:20.1\"", "\"2023-11-14T22:13:20.2\""],
        wrong: &[
            ("a time an hour later", "\"2023-11-14T23:13:20.1\""),
            ("a time with a zone", "\"2023-11-14T22:13:20.1Z\""),
            ("a time in another notation", "\"2023-11-14 22:13:20.1\""),
            ("a number for a time", "1700000000.1"),
            ("null for a time", "null"),
        ],
    },
    Volatile {
        originals: ["1700000000.25", "1700000000.5"],
        wrong: &[
            ("seconds out of the window", "1700000900.5"),
            ("milliseconds for seconds", "1700000000500"),
            ("a whole number for a fraction", "1700000000"),
        ],
    },
    Volatile {
        originals: ["\"9f1c4b1e-0e6f-4a53-9f60-2d0f1a7a5f11\"", "\"0b8e6d0a-93a1-4c55-8a0c-5a3bb1b1f0aa\""],
        wrong: &[
            ("a UUID of another version", "\"0b8e6d0a-93a1-1c55-8a0c-5a3bb1b1f0aa\""),
            ("a UUID in capital letters", "\"0B8E6D0A-93A1-4C55-8A0C-5A3BB1B1F0AA\""),
            ("a UUID without signs", "\"0b8e6d0a93a14c558a0c5a3bb1b1f0aa\""),
            ("an empty text for a UUID", "\"\""),
        ],
    },
    Volatile {
        originals: ["\"a1b2c3d4e5f60718\"", "\"00ff00ff11ee2233\""],
        wrong: &[
            ("a token of another length", "\"00ff00ff\""),
            ("a token of another alphabet", "\"00FF00FF11EE223Z\""),
        ],
    },
    Volatile {
        originals: ["[\"a\", \"b\", \"c\"]", "[\"c\", \"a\", \"b\"]"],
        wrong: &[
            ("another member of a set", "[\"a\", \"b\", \"d\"]"),
            ("a member of a set is missing", "[\"a\", \"b\"]"),
            ("a member of a set twice", "[\"a\", \"b\", \"b\"]"),
        ],
    },
    Volatile {
        originals: ["0.125", "0.75"],
        wrong: &[("a number of the other sign", "-0.5"), ("a number far off", "1e9"), ("text for a number", "\"0.5\"")],
    },
    Volatile {
        originals: ["\"order-0017 at 12\"", "\"order-0042 at 12\""],
        wrong: &[
            ("the text around a volatile word", "\"orders-0018 at 12\""),
            ("a word that the originals share", "\"order-0018 at 13\""),
        ],
    },
];

pub(super) fn corrupt(judge: &mut dyn FnMut(Corrupted)) {
    for Volatile { originals: [one, other], wrong } in VALUES {
        let body =
            |value: &str| sample::answer(200, "application/json", format!("{{\"v\": {value}, \"n\": 1}}").as_bytes());
        for (corruption, value) in *wrong {
            judge(Corrupted {
                part: "may differ",
                corruption,
                expected: Expected::Differing,
                method: "GET",
                first: body(one),
                second: body(other),
                new: body(value),
            });
        }
        judge(Corrupted {
            part: "may differ",
            corruption: "the field is missing",
            expected: Expected::Differing,
            method: "GET",
            first: body(one),
            second: body(other),
            new: sample::answer(200, "application/json", b"{\"n\": 1}"),
        });
        judge(Corrupted {
            part: "may differ",
            corruption: "another value beside it",
            expected: Expected::Differing,
            method: "GET",
            first: body(one),
            second: body(other),
            new: sample::answer(200, "application/json", format!("{{\"v\": {one}, \"n\": 2}}").as_bytes()),
        });
    }
}
