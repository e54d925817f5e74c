//! The options of curl that pivot knows, and what each is to a request.

use anyhow::{Result, bail};

/// What an option is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `-X`.
    Method,
    /// `-H`.
    Header,
    /// `-d`: `@` names a file.
    Data,
    /// `--data-raw`.
    RawData,
    /// `--data-urlencode`.
    EncodedData,
    /// `--json`.
    Json,
    /// `-u`.
    User,
    /// `--oauth2-bearer`.
    Bearer,
    /// `-A`.
    Agent,
    /// `-e`.
    Referer,
    /// `-b`.
    Cookie,
    /// `-G`.
    Get,
    /// `-I`.
    Head,
    /// `-g`.
    NoGlob,
    /// `--path-as-is`.
    PathAsIs,
    /// `--url`.
    Url,
    /// `--compressed`.
    Compressed,
    /// `-L`.
    Follow,
    /// About the connection, the output or the time; the request is the same.
    Aside,
    /// The same, with an argument.
    AsideWith,
}

use Meaning::{
    Agent, Aside, AsideWith, Bearer, Compressed, Cookie, Data, EncodedData, Follow, Get, Head, Header, Json, Method,
    NoGlob, PathAsIs, RawData, Referer, Url, User,
};

/// Short name (or a blank), long name, meaning.
const OPTIONS: &[(char, &str, Meaning)] = &[
    ('X', "request", Method),
    ('H', "header", Header),
    ('d', "data", Data),
    (' ', "data-ascii", Data),
    (' ', "data-binary", Data),
    (' ', "data-raw", RawData),
    (' ', "data-urlencode", EncodedData),
    (' ', "json", Json),
    ('u', "user", User),
    (' ', "oauth2-bearer", Bearer),
    ('A', "user-agent", Agent),
    ('e', "referer", Referer),
    ('b', "cookie", Cookie),
    ('G', "get", Get),
    ('I', "head", Head),
    ('g', "globoff", NoGlob),
    (' ', "path-as-is", PathAsIs),
    (' ', "url", Url),
    (' ', "compressed", Compressed),
    ('L', "location", Follow),
    ('s', "silent", Aside),
    ('S', "show-error", Aside),
    ('v', "verbose", Aside),
    ('i', "include", Aside),
    (' ', "show-headers", Aside),
    ('k', "insecure", Aside),
    ('f', "fail", Aside),
    (' ', "fail-with-body", Aside),
    ('N', "no-buffer", Aside),
    ('#', "progress-bar", Aside),
    ('O', "remote-name", Aside),
    (' ', "basic", Aside),
    (' ', "http1.1", Aside),
    ('4', "ipv4", Aside),
    ('6', "ipv6", Aside),
    ('o', "output", AsideWith),
    ('w', "write-out", AsideWith),
    ('m', "max-time", AsideWith),
    (' ', "connect-timeout", AsideWith),
    ('D', "dump-header", AsideWith),
    ('c', "cookie-jar", AsideWith),
    (' ', "cacert", AsideWith),
    (' ', "resolve", AsideWith),
    (' ', "retry", AsideWith),
    (' ', "retry-delay", AsideWith),
];

impl Meaning {
    /// Whether an argument follows.
    fn takes_argument(self) -> bool {
        !matches!(self, Get | Head | NoGlob | PathAsIs | Compressed | Follow | Aside)
    }
}

/// One option with its argument; a word that is no option is a URL.
pub(super) fn parse(words: &[Vec<u8>]) -> Result<Vec<(Meaning, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if let Some(name) = word.strip_prefix(b"--") {
            let name = String::from_utf8_lossy(name);
            let Some((_, _, meaning)) = OPTIONS.iter().find(|(_, long, _)| *long == name) else {
                bail!("--{name} is {}", unknown(&name));
            };
            let argument = if meaning.takes_argument() { words.next().cloned() } else { Some(Vec::new()) };
            let Some(argument) = argument else { bail!("--{name} needs an argument") };
            found.push((*meaning, argument));
        } else if word.len() > 1 && word.starts_with(b"-") {
            let mut rest = &word[1..];
            while let Some((letter, after)) = rest.split_first() {
                let letter = char::from(*letter);
                let known = OPTIONS.iter().find(|(short, _, _)| *short == letter && letter != ' ');
                let Some((_, _, meaning)) = known else { bail!("-{letter} is {}", unknown(&letter.to_string())) };
                if !meaning.takes_argument() {
                    found.push((*meaning, Vec::new()));
                    rest = after;
                    continue;
                }
                let argument = if after.is_empty() { words.next().cloned() } else { Some(after.to_vec()) };
                let Some(argument) = argument else { bail!("-{letter} needs an argument") };
                found.push((*meaning, argument));
                break;
            }
        } else {
            found.push((Url, word.clone()));
        }
    }
    Ok(found)
}

/// Why an option is refused.
fn unknown(name: &str) -> &'static str {
    match name {
        "F" | "form" | "form-string" => "a form whose boundary curl draws anew each time: write it as --data-raw",
        "T" | "upload-file" => "about a file whose content is not here: write it as --data-raw",
        ":" | "next" => "another request: write it as a command of its own",
        "K" | "config" => "about options that are not here: write them out",
        "digest" | "ntlm" | "negotiate" | "anyauth" => "about an answer that decides the request",
        _ => "an option that pivot does not know to leave the request as it is",
    }
}
