//! `urllib.parse`: the parts of a URL.

use super::beyond::beyond;
use super::error::{Result, value_error};
use super::repr::repr_str;

/// What `urlparse` and `urlsplit` return.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Url {
    /// `https`
    pub scheme: String,
    /// `user@host:port`
    pub netloc: String,
    /// `/path`
    pub path: String,
    /// What follows a `;` in the last segment of the path; only `urlparse` tells it apart.
    pub params: String,
    /// What follows the `?`.
    pub query: String,
    /// What follows the `#`.
    pub fragment: String,
}

const USES_RELATIVE: &[&str] = &[
    "", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
    "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss",
];

const USES_NETLOC: &[&str] = &[
    "", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
    "prospero", "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
];

const USES_PARAMS: &[&str] = &[
    "", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms",
    "sftp", "tel",
];

/// `urllib.parse.urlsplit(url)`
pub fn urllib_parse_urlsplit(url: &str) -> Result<Url> {
    split(url, "")
}

/// `urllib.parse.urlparse(url)`
pub fn urllib_parse_urlparse(url: &str) -> Result<Url> {
    parse(url, "")
}

fn parse(url: &str, scheme: &str) -> Result<Url> {
    let mut url = split(url, scheme)?;
    if USES_PARAMS.contains(&url.scheme.as_str()) {
        let last = url.path.rfind('/').unwrap_or(0);
        if let Some(at) = url.path[last..].find(';') {
            url.params = url.path[last + at + 1..].to_owned();
            url.path.truncate(last + at);
        }
    }
    Ok(url)
}

fn split(url: &str, scheme: &str) -> Result<Url> {
    let cleaned = url.trim_start_matches(|c| c <= ' ').replace(['\t', '\r', '\n'], "");
    let mut rest = cleaned.as_str();
    let mut scheme = scheme.to_owned();
    if let Some((before, after)) = rest.split_once(':') {
        let is_scheme = before.starts_with(|c: char| c.is_ascii_alphabetic())
            && before.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        if is_scheme {
            scheme = before.to_ascii_lowercase();
            rest = after;
        }
    }
    let mut netloc = "";
    if let Some(after) = rest.strip_prefix("//") {
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        (netloc, rest) = after.split_at(end);
        if netloc.contains('[') != netloc.contains(']') {
            return Err(value_error("Invalid IPv6 URL"));
        }
        if netloc.contains('[') {
            let host = netloc.split_once('[').map_or("", |(_, host)| host).split(']').next().unwrap_or("");
            check_bracketed(host)?;
        }
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if !netloc.is_ascii() {
        // Python normalizes it to see what it may stand for.
        beyond("a host that is not ASCII");
    }
    Ok(Url {
        scheme,
        netloc: netloc.to_owned(),
        path: path.to_owned(),
        params: String::new(),
        query: query.to_owned(),
        fragment: fragment.to_owned(),
    })
}

fn check_bracketed(host: &str) -> Result<()> {
    if let Some(rest) = host.strip_prefix('v') {
        let valid = rest.split_once('.').is_some_and(|(version, address)| {
            !version.is_empty()
                && version.chars().all(|c| c.is_ascii_hexdigit())
                && !address.is_empty()
                && !address.contains('\n')
        });
        return if valid { Ok(()) } else { Err(value_error("IPvFuture address is invalid")) };
    }
    let (address, zone) = host.split_once('%').map_or((host, None), |(address, zone)| (address, Some(zone)));
    if address.parse::<std::net::Ipv6Addr>().is_ok() && zone.is_none_or(|zone| !zone.is_empty() && !zone.contains('%'))
    {
        return Ok(());
    }
    if host.parse::<std::net::Ipv4Addr>().is_ok() {
        return Err(value_error("An IPv4 address cannot be in brackets"));
    }
    Err(value_error(format!("{} does not appear to be an IPv4 or IPv6 address", repr_str(host))))
}

impl Url {
    /// `url.geturl()`
    pub fn geturl(&self) -> String {
        let mut url = self.path.clone();
        if !self.params.is_empty() {
            url = format!("{url};{}", self.params);
        }
        let has_netloc =
            !self.scheme.is_empty() && USES_NETLOC.contains(&self.scheme.as_str()) && !url.starts_with("//");
        if !self.netloc.is_empty() || has_netloc {
            let slash = if url.is_empty() || url.starts_with('/') { "" } else { "/" };
            url = format!("//{}{slash}{url}", self.netloc);
        }
        if !self.scheme.is_empty() {
            url = format!("{}:{url}", self.scheme);
        }
        if !self.query.is_empty() {
            url = format!("{url}?{}", self.query);
        }
        if !self.fragment.is_empty() {
            url = format!("{url}#{}", self.fragment);
        }
        url
    }

    fn host_and_port(&self) -> (&str, &str) {
        let host = self.netloc.rsplit_once('@').map_or(self.netloc.as_str(), |(_, host)| host);
        match host.split_once('[') {
            Some((_, bracketed)) => {
                let (host, rest) = bracketed.split_once(']').unwrap_or((bracketed, ""));
                (host, rest.split_once(':').map_or("", |(_, port)| port))
            }
            None => host.split_once(':').unwrap_or((host, "")),
        }
    }

    /// `url.hostname`
    pub fn hostname(&self) -> Option<String> {
        let (host, _) = self.host_and_port();
        if host.is_empty() {
            return None;
        }
        Some(match host.split_once('%') {
            Some((host, zone)) => format!("{}%{zone}", host.to_lowercase()),
            None => host.to_lowercase(),
        })
    }

    /// `url.port`
    pub fn port(&self) -> Result<Option<i64>> {
        let (_, port) = self.host_and_port();
        if port.is_empty() {
            return Ok(None);
        }
        if !port.bytes().all(|b| b.is_ascii_digit()) {
            return Err(value_error(format!("Port could not be cast to integer value as {}", repr_str(port))));
        }
        match port.parse::<i64>() {
            Ok(port) if port <= 65_535 => Ok(Some(port)),
            _ => Err(value_error("Port out of range 0-65535")),
        }
    }

    /// `url.username`
    pub fn username(&self) -> Option<String> {
        let (user, _) = self.netloc.rsplit_once('@')?;
        Some(user.split(':').next().unwrap_or("").to_owned())
    }

    /// `url.password`
    pub fn password(&self) -> Option<String> {
        let (user, _) = self.netloc.rsplit_once('@')?;
        user.split_once(':').map(|(_, password)| password.to_owned())
    }
}

/// `urllib.parse.urljoin(base, url)`
pub fn urllib_parse_urljoin(base: &str, url: &str) -> Result<String> {
    if base.is_empty() {
        return Ok(url.to_owned());
    }
    if url.is_empty() {
        return Ok(base.to_owned());
    }
    let base = parse(base, "")?;
    let mut parts = parse(url, &base.scheme)?;
    if parts.scheme != base.scheme || !USES_RELATIVE.contains(&parts.scheme.as_str()) {
        return Ok(url.to_owned());
    }
    if USES_NETLOC.contains(&parts.scheme.as_str()) {
        if !parts.netloc.is_empty() {
            return Ok(parts.geturl());
        }
        parts.netloc = base.netloc;
    }
    if parts.path.is_empty() && parts.params.is_empty() {
        parts.path = base.path;
        parts.params = base.params;
        if parts.query.is_empty() {
            parts.query = base.query;
        }
        return Ok(parts.geturl());
    }
    let mut segments: Vec<&str> = Vec::new();
    if parts.path.starts_with('/') {
        segments.extend(parts.path.split('/'));
    } else {
        segments.extend(base.path.split('/'));
        if segments.last().is_some_and(|last| !last.is_empty()) {
            segments.pop();
        }
        segments.extend(parts.path.split('/'));
        let last = segments.len() - 1;
        let mut at = 0;
        segments.retain(|segment| {
            let keep = at == 0 || at == last || !segment.is_empty();
            at += 1;
            keep
        });
    }
    let mut resolved: Vec<&str> = Vec::new();
    for segment in &segments {
        match *segment {
            ".." => {
                resolved.pop();
            }
            "." => {}
            segment => resolved.push(segment),
        }
    }
    if matches!(segments.last(), Some(&("." | ".."))) {
        resolved.push("");
    }
    let path = resolved.join("/");
    parts.path = if path.is_empty() { "/".to_owned() } else { path };
    Ok(parts.geturl())
}
