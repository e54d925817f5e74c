//! `logging`: lines on standard error, in Python's formats.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use parking_lot::RwLock;

use super::calendar::Civil;
use super::error::{Result, value_error};
use super::local_time::local_offset;
use super::repr::repr;
use super::strftime::strftime;
use super::time::time_time_ns;

const WARNING: i64 = 30;

/// `logging.Logger`
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Logger(Arc<str>);

/// The levels and the format of the program.
#[derive(Default)]
struct Config {
    levels: HashMap<Arc<str>, i64>,
    /// `basicConfig`: the format of a line and that of its time.
    format: Option<(String, Option<String>)>,
}

fn config() -> &'static RwLock<Config> {
    static CONFIG: OnceLock<RwLock<Config>> = OnceLock::new();
    CONFIG.get_or_init(RwLock::default)
}

/// `logging.getLogger(name)`
pub fn logging_get_logger(name: Option<&str>) -> Logger {
    let name = name.filter(|name| !name.is_empty()).unwrap_or("root");
    Logger(Arc::from(name))
}

/// `logging.basicConfig(level=…, format=…, datefmt=…)`: only the first call says anything.
pub fn logging_basic_config(level: i64, format: &str, datefmt: Option<&str>) {
    let mut config = config().write();
    if config.format.is_none() {
        config.levels.insert(Arc::from("root"), level);
        config.format = Some((format.to_owned(), datefmt.map(str::to_owned)));
    }
}

/// `logging.basicConfig(level="INFO", …)`
pub fn logging_basic_config_named(level: &str, format: &str, datefmt: Option<&str>) -> Result<()> {
    logging_basic_config(level_named(level)?, format, datefmt);
    Ok(())
}

/// The number of a level.
pub(super) fn level_named(name: &str) -> Result<i64> {
    Ok(match name {
        "CRITICAL" | "FATAL" => 50,
        "ERROR" => 40,
        "WARNING" | "WARN" => WARNING,
        "INFO" => 20,
        "DEBUG" => 10,
        "NOTSET" => 0,
        _ => return Err(value_error(format!("Unknown level: {}", repr(name)))),
    })
}

impl Logger {
    /// `logger.setLevel(level)`
    pub fn set_level(&self, level: i64) {
        config().write().levels.insert(self.0.clone(), level);
    }

    /// `logger.debug(text)`
    pub fn debug(&self, text: &str) {
        log(&self.0, 10, text);
    }

    /// `logger.info(text)`
    pub fn info(&self, text: &str) {
        log(&self.0, 20, text);
    }

    /// `logger.warning(text)`
    pub fn warning(&self, text: &str) {
        log(&self.0, WARNING, text);
    }

    /// `logger.error(text)`
    pub fn error(&self, text: &str) {
        log(&self.0, 40, text);
    }

    /// `logger.critical(text)`
    pub fn critical(&self, text: &str) {
        log(&self.0, 50, text);
    }

    /// `logger.exception(text)`, without the traceback.
    pub fn exception(&self, text: &str) {
        log(&self.0, 40, text);
    }
}

/// `logging.debug(text)`
pub fn logging_debug(text: &str) {
    log_root(10, text);
}

/// `logging.info(text)`
pub fn logging_info(text: &str) {
    log_root(20, text);
}

/// `logging.warning(text)`
pub fn logging_warning(text: &str) {
    log_root(WARNING, text);
}

/// `logging.error(text)`
pub fn logging_error(text: &str) {
    log_root(40, text);
}

/// `logging.critical(text)`
pub fn logging_critical(text: &str) {
    log_root(50, text);
}

/// `logging.exception(text)`, without the traceback.
pub fn logging_exception(text: &str) {
    log_root(40, text);
}

/// The functions of the module configure logging where the program has not.
fn log_root(level: i64, text: &str) {
    if config().read().format.is_none() {
        let mut config = config().write();
        config.format.get_or_insert_with(|| ("%(levelname)s:%(name)s:%(message)s".to_owned(), None));
    }
    log("root", level, text);
}

fn log(name: &str, level: i64, text: &str) {
    let config = config().read();
    if level < config.level(name) {
        return;
    }
    let line = match &config.format {
        Some((format, datefmt)) => Record { name, level, text, datefmt: datefmt.as_deref() }.format(format),
        // Python's last resort.
        None if level >= WARNING => text.to_owned(),
        None => return,
    };
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

impl Config {
    /// The level of a logger: its own, or that of the nearest above it that has one.
    fn level(&self, name: &str) -> i64 {
        let mut name = name;
        loop {
            match self.levels.get(name) {
                Some(level) if *level != 0 => return *level,
                _ => {}
            }
            name = match name.rsplit_once('.') {
                Some((parent, _)) => parent,
                None if name == "root" => return if self.levels.contains_key(name) { 0 } else { WARNING },
                None => "root",
            };
        }
    }
}

struct Record<'a> {
    name: &'a str,
    level: i64,
    text: &'a str,
    datefmt: Option<&'a str>,
}

impl Record<'_> {
    /// `format % record`
    fn format(&self, format: &str) -> String {
        let mut out = String::with_capacity(format.len() + self.text.len());
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            rest = after;
            if let Some(after) = rest.strip_prefix('%') {
                out.push('%');
                rest = after;
                continue;
            }
            let field = rest.strip_prefix('(').and_then(|after| after.split_once(')'));
            let Some((field, after)) = field else { continue };
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (spec, after) = after.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            let value = self.field(field);
            let width = spec.trim_start_matches(['-', '0', ' ', '+']);
            let width: usize = width.split('.').next().unwrap_or_default().parse().unwrap_or(0);
            let _ = match spec.chars().next() {
                Some('-') => write!(out, "{value:<width$}"),
                Some('0') => write!(out, "{value:0>width$}"),
                _ => write!(out, "{value:>width$}"),
            };
        }
        out + rest
    }

    fn field(&self, field: &str) -> String {
        let now = time_time_ns();
        match field {
            "message" => self.text.to_owned(),
            "name" => self.name.to_owned(),
            "levelname" => match self.level {
                10 => "DEBUG",
                20 => "INFO",
                WARNING => "WARNING",
                40 => "ERROR",
                _ => "CRITICAL",
            }
            .to_owned(),
            "levelno" => self.level.to_string(),
            "asctime" => {
                let seconds = now.div_euclid(1_000_000_000);
                let moment = Civil::from_seconds(seconds + local_offset(seconds));
                if let Some(format) = self.datefmt {
                    return strftime(format, &moment, ("", ""));
                }
                let millis = now.rem_euclid(1_000_000_000) / 1_000_000;
                strftime("%Y-%m-%d %H:%M:%S", &moment, ("", "")) + &format!(",{millis:03}")
            }
            "created" => format!("{:.6}", now as f64 * 1e-9),
            "msecs" => (now.rem_euclid(1_000_000_000) / 1_000_000).to_string(),
            "process" => std::process::id().to_string(),
            "processName" => "MainProcess".to_owned(),
            "threadName" => std::thread::current().name().unwrap_or("MainThread").to_owned(),
            // What names a place in Python's source.
            _ => "?".to_owned(),
        }
    }
}
