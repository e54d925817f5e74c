//! Exchanges in the formats of other tools.
//!
//! A reader gives one exchange at a time and a writer takes one at a time, so that memory does not grow with a recording
//! (collections and API descriptions are documents, not recordings, and are read whole). What would change a request is
//! an error, never guessed; what is beside the request and has no place in the other format (an answer, a time, a name)
//! is left out and counted in [`Notes`].

mod access_log;
mod curl;
mod detect;
mod document;
mod encode;
mod gor;
mod har;
mod hurl;
mod k6;
mod lines;
mod locust;
mod notes;
mod openapi;
mod plain;
mod postman;
mod scanner;
mod shell;
pub mod time;
mod url;
mod vegeta;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{Exchange, TapeReader, TapeWriter};

pub use notes::Notes;

/// How much of a file is looked at to recognise its format, in bytes.
const HEAD: u64 = 64 * 1024;

/// A notation of requests or exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// pivot's own: JSON Lines of exchanges.
    Tape,
    /// HTTP Archive 1.2, what browsers export.
    Har,
    /// `GoReplay`'s files.
    Gor,
    /// Targets of vegeta, as JSON.
    Vegeta,
    /// Command lines of curl.
    Curl,
    /// A Postman collection, version 2.1.
    Postman,
    /// The examples of an `OpenAPI` 3 description, as JSON.
    OpenApi,
    /// The access log of Apache or nginx: common or combined.
    AccessLog,
    /// A file of Hurl.
    Hurl,
    /// A script of k6.
    K6,
    /// A locustfile.
    Locust,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Tape,
        Self::Har,
        Self::Gor,
        Self::Vegeta,
        Self::Curl,
        Self::Postman,
        Self::OpenApi,
        Self::AccessLog,
        Self::Hurl,
        Self::K6,
        Self::Locust,
    ];

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tape => "tape",
            Self::Har => "har",
            Self::Gor => "gor",
            Self::Vegeta => "vegeta",
            Self::Curl => "curl",
            Self::Postman => "postman",
            Self::OpenApi => "openapi",
            Self::AccessLog => "access-log",
            Self::Hurl => "hurl",
            Self::K6 => "k6",
            Self::Locust => "locust",
        }
    }

    /// Whether pivot reads it.
    pub fn is_read(self) -> bool {
        !matches!(self, Self::Hurl | Self::K6 | Self::Locust)
    }

    /// Whether pivot writes it.
    pub fn is_written(self) -> bool {
        !matches!(self, Self::Gor | Self::Postman | Self::OpenApi | Self::AccessLog)
    }

    /// The format that a file name says: by its extension.
    pub fn of_name(path: &Path) -> Option<Self> {
        detect::by_name(path)
    }
}

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Its format; recognised where it is not said.
    pub format: Option<Format>,
    /// Values of variables, over those that a collection brings itself.
    pub variables: BTreeMap<String, String>,
}

/// Gives exchanges. An error names the file and the line (from 1); nothing is to be expected after it.
pub trait Source: Iterator<Item = Result<Exchange>> {
    /// What was left out so far.
    fn notes(&self) -> Notes;
}

/// Takes exchanges.
pub trait Sink {
    /// Adds an exchange.
    ///
    /// # Errors
    /// The format cannot hold the request, or the output cannot be written.
    fn write(&mut self, exchange: Exchange) -> Result<()>;

    /// Writes the end.
    ///
    /// # Errors
    /// The output cannot be written.
    fn finish(&mut self) -> Result<()>;

    /// What was left out so far.
    fn notes(&self) -> Notes;
}

/// Opens a file in any format that pivot reads.
///
/// # Errors
/// The file cannot be read, or its format is not known or not what was said.
pub fn open(path: &Path, options: &ReadOptions) -> Result<Box<dyn Source>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    read(&path.display().to_string(), file, Format::of_name(path), options)
}

/// Reads from anywhere; `name` is what messages call it, `named` the format that its name says.
///
/// # Errors
/// It cannot be read, or its format is not known.
pub fn read(
    name: &str,
    mut input: impl Read + 'static,
    named: Option<Format>,
    options: &ReadOptions,
) -> Result<Box<dyn Source>> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head).with_context(|| format!("cannot read {name}"))?;
    let format = match options.format {
        Some(format) => format,
        None => detect::format(name, &head, named)?,
    };
    let input: Box<dyn BufRead> = Box::new(BufReader::new(Cursor::new(head).chain(input)));
    Ok(match format {
        Format::Tape => Box::new(TapeReader::new(name, input)),
        Format::Har => Box::new(har::Reader::new(name, input)),
        Format::Gor => Box::new(gor::Reader::new(name, input)),
        Format::Vegeta => Box::new(vegeta::Reader::new(name, input)),
        Format::Curl => Box::new(curl::Reader::new(name, input)),
        Format::AccessLog => Box::new(access_log::Reader::new(name, input)),
        Format::Postman => Box::new(postman::read(name, input, &options.variables)?),
        Format::OpenApi => Box::new(openapi::read(name, input)?),
        Format::Hurl | Format::K6 | Format::Locust => {
            bail!("{name}: pivot writes {} and does not read it", format.name())
        }
    })
}

/// Starts a file. `base` is where the requests of formats with whole URLs go (`http://HOST[:PORT]`); without it each goes
/// to what its `Host` says.
///
/// # Errors
/// pivot does not write the format, `base` is no such URL, or the output cannot be written.
pub fn write(format: Format, output: Box<dyn Write>, base: Option<&str>) -> Result<Box<dyn Sink>> {
    let base = base.map(url::Base::parse).transpose()?;
    Ok(match format {
        Format::Tape => Box::new(TapeWriter::new(output)?),
        Format::Har => Box::new(har::Writer::new(output, base)?),
        Format::Vegeta => Box::new(vegeta::Writer::new(output, base)),
        Format::Curl => Box::new(curl::Writer::new(output, base)),
        Format::Hurl => Box::new(hurl::Writer::new(output, base)),
        Format::K6 => Box::new(k6::Writer::new(output, base)?),
        Format::Locust => Box::new(locust::Writer::new(output, base)?),
        Format::Gor | Format::Postman | Format::OpenApi | Format::AccessLog => {
            bail!("pivot reads {} and does not write it", format.name())
        }
    })
}

impl<R: BufRead> Source for TapeReader<R> {
    fn notes(&self) -> Notes {
        Notes::default()
    }
}

impl<W: Write> Sink for TapeWriter<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        TapeWriter::write(self, exchange)
    }

    fn finish(&mut self) -> Result<()> {
        self.flush()
    }

    fn notes(&self) -> Notes {
        Notes::default()
    }
}

/// The exchanges of a document that is read whole.
struct Whole {
    exchanges: std::vec::IntoIter<Exchange>,
    notes: Notes,
}

impl Whole {
    /// Requests in their order; those without a name get their number.
    fn new(mut requests: Vec<super::Request>, notes: Notes) -> Self {
        for (number, request) in (1..).zip(&mut requests) {
            if request.id.is_empty() {
                request.id = u64::to_string(&number);
            }
        }
        let exchanges: Vec<_> = requests.into_iter().map(only).collect();
        Self { exchanges: exchanges.into_iter(), notes }
    }
}

impl Iterator for Whole {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        self.exchanges.next().map(Ok)
    }
}

impl Source for Whole {
    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

/// A request without more.
fn only(request: super::Request) -> Exchange {
    Exchange { request, response: None, time: None, latency_ms: None }
}
