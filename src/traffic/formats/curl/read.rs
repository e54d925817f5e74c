//! Reads command lines.

use std::io::BufRead;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::options::{self, Meaning};
use crate::traffic::formats::lines::Lines;
use crate::traffic::formats::{Notes, Source, encode, only, shell, url};
use crate::traffic::{Exchange, Headers, Request, tape, wire};

pub(in crate::traffic::formats) struct Reader<R> {
    lines: Lines<R>,
    exchanges: u64,
    notes: Notes,
}

impl<R: BufRead> Reader<R> {
    pub(in crate::traffic::formats) fn new(name: &str, input: R) -> Self {
        Self { lines: Lines::new(name, input), exchanges: 0, notes: Notes::default() }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        let Some(command) = shell::next_command(&mut self.lines)? else { return Ok(None) };
        self.exchanges += 1;
        let place = self.lines.at(command.line);
        let mut request = request(&command.words, &mut self.notes).context(place.clone())?;
        request.id = self.exchanges.to_string();
        tape::check(&request).context(place)?;
        Ok(Some(only(request)))
    }
}

/// What a command line says, as far as it is read.
#[derive(Default)]
struct Said {
    method: Option<String>,
    url: Option<Vec<u8>>,
    headers: Headers,
    /// Names of headers that curl is not to send of itself.
    removed: Vec<String>,
    data: Option<Vec<u8>>,
    is_json: bool,
    user: Option<Vec<u8>>,
    bearer: Option<Vec<u8>>,
    agent: Option<Vec<u8>>,
    referer: Option<Vec<u8>>,
    cookie: Option<Vec<u8>>,
    get: bool,
    head: bool,
    no_glob: bool,
    path_as_is: bool,
    compressed: bool,
}

fn request(words: &[Vec<u8>], notes: &mut Notes) -> Result<Request> {
    let [program, words @ ..] = words else { bail!("there is no command") };
    if program != b"curl" && !program.ends_with(b"/curl") {
        bail!("{:?} is no command of curl", String::from_utf8_lossy(program));
    }
    let mut said = Said::default();
    for (meaning, argument) in options::parse(words)? {
        if meaning == Meaning::Follow {
            notes.add("--location left out: redirects are not followed");
        }
        said.take(meaning, argument)?;
    }
    if said.compressed && !said.has("accept-encoding") {
        notes.add("--compressed left out: which encodings it asks for depends on curl; add an Accept-Encoding header");
    }
    said.request()
}

impl Said {
    fn has(&self, name: &str) -> bool {
        let named = |known: &String| known.eq_ignore_ascii_case(name);
        self.headers.iter().any(|(known, _)| named(known)) || self.removed.iter().any(named)
    }

    fn take(&mut self, meaning: Meaning, argument: Vec<u8>) -> Result<()> {
        match meaning {
            Meaning::Method => self.method = Some(wire::latin1(&argument)),
            Meaning::Header => self.header(&argument)?,
            Meaning::Data | Meaning::Json if argument.starts_with(b"@") => {
                bail!("the data is in a file, {:?}: write it on the command line", String::from_utf8_lossy(&argument))
            }
            Meaning::Data | Meaning::RawData => self.data(argument, b"&"),
            Meaning::EncodedData => {
                let encoded = encoded(&argument)?;
                self.data(encoded, b"&");
            }
            Meaning::Json => {
                self.is_json = true;
                self.data(argument, b"");
            }
            Meaning::User if !argument.contains(&b':') => bail!("-u without a password would ask for one"),
            Meaning::User => self.user = Some(argument),
            Meaning::Bearer => self.bearer = Some(argument),
            Meaning::Agent => self.agent = Some(argument),
            Meaning::Referer if argument.ends_with(b";auto") => bail!("a referer with ;auto depends on redirects"),
            Meaning::Referer => self.referer = Some(argument),
            Meaning::Cookie if !argument.contains(&b'=') => {
                bail!("-b without = names a file: write the cookies as NAME=VALUE")
            }
            Meaning::Cookie if self.cookie.is_some() => bail!("-b stands there twice: write the cookies as one"),
            Meaning::Cookie => self.cookie = Some(argument),
            Meaning::Get => self.get = true,
            Meaning::Head => self.head = true,
            Meaning::NoGlob => self.no_glob = true,
            Meaning::PathAsIs => self.path_as_is = true,
            Meaning::Url if self.url.is_some() => bail!("the command has a second URL; write a command for each"),
            Meaning::Url => self.url = Some(argument),
            Meaning::Compressed => self.compressed = true,
            Meaning::Follow | Meaning::Aside | Meaning::AsideWith => {}
        }
        Ok(())
    }

    /// `Name: value`; `Name:` keeps curl from sending its own; `Name;` is an empty one.
    fn header(&mut self, argument: &[u8]) -> Result<()> {
        if argument.starts_with(b"@") {
            bail!("the headers are in a file, {:?}: write them out", String::from_utf8_lossy(argument));
        }
        let text = wire::latin1(argument);
        let (name, value) = match text.split_once(':') {
            Some((name, value)) => (name, Some(value.trim_matches([' ', '\t']))),
            None => match text.strip_suffix(';') {
                Some(name) => (name, None),
                None => bail!("the header {text:?} has no colon; curl does not send it"),
            },
        };
        match value {
            Some("") => self.removed.push(name.to_owned()),
            value => self.headers.push((name.to_owned(), value.unwrap_or("").to_owned())),
        }
        Ok(())
    }

    fn data(&mut self, more: Vec<u8>, between: &[u8]) {
        match &mut self.data {
            None => self.data = Some(more),
            Some(data) => {
                data.extend_from_slice(between);
                data.extend(more);
            }
        }
    }

    fn request(mut self) -> Result<Request> {
        let url = self.url.take().context("the command has no URL")?;
        let mut url = wire::latin1(&url);
        if !self.no_glob && url.contains(['[', ']', '{', '}']) {
            bail!("curl takes [] and {{}} in a URL as patterns; --globoff takes them as they are");
        }
        let mut body = Vec::new();
        let mut method = "GET";
        match self.data.take() {
            Some(data) if self.get => {
                let sign = if url.contains('?') { '&' } else { '?' };
                let data = wire::latin1(&data);
                if !data.is_empty() {
                    let (whole, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
                    url = format!("{whole}{sign}{data}{fragment}");
                }
            }
            Some(_) if self.head => bail!("-I and data are two methods"),
            Some(data) => {
                method = "POST";
                body = data;
                if self.is_json {
                    self.add_last("Content-Type", "application/json");
                    self.add_last("Accept", "application/json");
                } else {
                    self.add_last("Content-Type", "application/x-www-form-urlencoded");
                }
            }
            None => {}
        }
        if self.head {
            method = "HEAD";
        }
        let split = url::Split::parse_loose(&url)?;
        if split.authority.is_none() {
            bail!("{url:?} names no host");
        }
        let path = split.target.split('?').next().unwrap_or("");
        if !self.path_as_is && path.split('/').any(|segment| segment == "." || segment == "..") {
            bail!("curl resolves . and .. in a path; --path-as-is takes them as they are");
        }
        if self.cookie.is_some() && self.has("cookie") {
            bail!("-b and a Cookie header stand there both: write the cookies as one");
        }
        self.add_first();
        let method = self.method.unwrap_or_else(|| method.to_owned());
        Ok(url::request(String::new(), method, split, self.headers, body))
    }

    /// A header that curl sends if the command does not say another.
    fn add_last(&mut self, name: &str, value: &str) {
        if !self.has(name) {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
    }

    /// The headers that curl sends before those of `-H`.
    fn add_first(&mut self) {
        let user = self.user.take().map(|user| format!("Basic {}", STANDARD.encode(user)).into_bytes());
        let bearer = self.bearer.take().map(|bearer| [b"Bearer ".as_slice(), &bearer].concat());
        let own = [
            ("Authorization", bearer.or(user)),
            ("User-Agent", self.agent.take()),
            ("Referer", self.referer.take()),
            ("Cookie", self.cookie.take()),
        ];
        let own: Headers = own
            .into_iter()
            .filter_map(|(name, value)| {
                let value = value.filter(|value| !value.is_empty() && (name == "Cookie" || !self.has(name)))?;
                Some((name.to_owned(), wire::latin1(&value)))
            })
            .collect();
        self.headers.splice(0..0, own);
    }
}

/// `content`, `=content` or `name=content`, the content encoded.
fn encoded(argument: &[u8]) -> Result<Vec<u8>> {
    let sign = argument.iter().position(|byte| matches!(byte, b'=' | b'@'));
    match sign {
        Some(at) if argument[at] == b'@' => bail!("the data is in a file: write it on the command line"),
        Some(0) => Ok(encode::percent(&argument[1..]).into_bytes()),
        Some(at) => Ok([&argument[..=at], encode::percent(&argument[at + 1..]).as_bytes()].concat()),
        None => Ok(encode::percent(argument).into_bytes()),
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl<R: BufRead> Source for Reader<R> {
    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
