//! Between request targets and whole URLs. Text is cut and joined, never cleaned: what a URL library tidies up is what a
//! service may answer differently.

use anyhow::{Result, bail};

use crate::traffic::{Headers, Request};

/// Where requests go that have no place of their own.
#[derive(Clone, Debug)]
pub(super) struct Base(String);

impl Base {
    pub(super) fn parse(url: &str) -> Result<Self> {
        let url = url.trim_end_matches('/');
        let split = Split::parse(url)?;
        if split.target.contains('?') || url.contains('#') || split.authority.is_none() {
            bail!("{url}: write a URL without query, for example http://127.0.0.1:8000");
        }
        Ok(Self(url.to_owned()))
    }
}

/// A URL in its parts.
#[derive(Debug)]
pub(super) struct Split {
    /// `host[:port]`; `None` for a bare target.
    pub(super) authority: Option<String>,
    /// Path and query as they stand; `/` for an empty path. The fragment is no part of a request.
    pub(super) target: String,
}

impl Split {
    /// Splits `http://host/path`, and `/path`.
    pub(super) fn parse(url: &str) -> Result<Self> {
        if let Some(odd) = url.chars().find(|character| !character.is_ascii_graphic()) {
            bail!("the URL holds {odd:?}, which stands in none as it is; write it percent-encoded");
        }
        let whole = url.split('#').next().unwrap_or("");
        if whole.starts_with('/') {
            return Ok(Self { authority: None, target: whole.to_owned() });
        }
        let Some((scheme, rest)) = whole.split_once("://") else { bail!("{url:?} is no URL such as http://host/path") };
        if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            bail!("{url:?}: {scheme} is not http or https");
        }
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        if authority.is_empty() {
            bail!("{url:?} names no host");
        }
        if authority.contains('@') {
            bail!("the URL holds a user: write the Authorization header instead");
        }
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        Ok(Self { authority: Some(authority.to_owned()), target })
    }

    /// The same for a URL whose scheme may be left out, as people write them.
    pub(super) fn parse_loose(url: &str) -> Result<Self> {
        if url.contains("://") || url.starts_with('/') {
            Self::parse(url)
        } else {
            Self::parse(&format!("http://{url}"))
        }
    }
}

/// A request to a URL: its host becomes `Host` where the headers have none.
pub(super) fn request(id: String, method: String, url: Split, mut headers: Headers, body: Vec<u8>) -> Request {
    if let Some(authority) = url.authority
        && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host"))
    {
        headers.insert(0, ("Host".to_owned(), authority));
    }
    Request { id, method, target: url.target, headers, body }
}

/// The whole URL of a request.
pub(super) fn whole(request: &Request, base: Option<&Base>) -> Result<String> {
    let target = &request.target;
    if !target.starts_with('/') {
        bail!("the target {target:?} is no path, so it has no URL");
    }
    if let Some(odd) = target.chars().find(|character| !character.is_ascii_graphic() || *character == '#') {
        bail!("the target holds {odd:?}, which a URL cannot");
    }
    if let Some(Base(base)) = base {
        return Ok(format!("{base}{target}"));
    }
    let mut hosts = request.header("host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        bail!("the request does not have one Host; --base http://HOST:PORT says where it goes");
    };
    if host.is_empty() || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte)) {
        bail!("the Host {host:?} is none; --base http://HOST:PORT says where requests go");
    }
    Ok(format!("http://{host}{target}"))
}

/// Whether URL libraries leave a target as it is: RFC 3986 with nothing to tidy up.
pub(super) fn is_canonical(target: &str) -> bool {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let allowed = |text: &str, more: &[u8]| {
        let bytes = text.as_bytes();
        bytes.iter().enumerate().all(|(at, byte)| match byte {
            b'%' => match bytes.get(at + 1..at + 3).map(std::str::from_utf8) {
                Some(Ok(digits)) => u8::from_str_radix(digits, 16).is_ok_and(|byte| {
                    digits == digits.to_ascii_uppercase()
                        && !digits.starts_with('+')
                        && !(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
                }),
                _ => false,
            },
            byte => byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/".contains(byte) || more.contains(byte),
        })
    };
    let segments = path.split('/').all(|segment| segment != "." && segment != "..");
    let no_query = query.is_empty() && target.contains('?');
    segments && allowed(path, b"") && allowed(query, b"?") && !target.starts_with("//") && !no_query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_cut_and_not_cleaned() -> Result<()> {
        for (url, authority, target) in [
            ("http://h", Some("h"), "/"),
            ("HTTPS://h:1/a/../%7e?b=[1]&c#d", Some("h:1"), "/a/../%7e?b=[1]&c"),
            ("http://[::1]:8?x", Some("[::1]:8"), "/?x"),
            ("/a//b", None, "/a//b"),
        ] {
            let split = Split::parse(url)?;
            assert_eq!((split.authority.as_deref(), split.target.as_str()), (authority, target), "{url}");
        }
        for url in ["", "h/a", "ftp://h/", "http:///a", "http://u:p@h/", "http://h/a b", "http://h/é"] {
            assert!(Split::parse(url).is_err(), "{url}");
        }
        Ok(())
    }

    #[test]
    fn what_libraries_tidy_up_is_known() {
        for target in ["/", "/a/b%20c?x=1&y=%2F?", "/a:b@c;d"] {
            assert!(is_canonical(target), "{target}");
        }
        for target in ["/a/../b", "/%7e", "/%2f", "/%zz", "/a\"b", "/{a}", "/a?b=[1]", "//a", "/a?", "/a'"] {
            assert!(!is_canonical(target), "{target}");
        }
    }
}
