//! Requests as tools that write text can hold them.

use anyhow::{Context, Result, bail};

use super::url::{self, Base};
use crate::traffic::{Request, wire};

/// A request whose parts are all text.
pub(super) struct Plain<'a> {
    pub(super) method: &'a str,
    pub(super) url: String,
    pub(super) headers: Vec<(&'a str, String)>,
    pub(super) body: &'a [u8],
}

/// What a tool can do.
#[derive(Clone, Copy)]
pub(super) struct Abilities {
    /// What messages call it.
    pub(super) tool: &'static str,
    /// Whether it sends several headers of one name.
    pub(super) repeats: bool,
    /// Whether it sends the target as it is written, whatever it is.
    pub(super) raw_target: bool,
    /// Whether header values may hold characters beyond ASCII.
    pub(super) unicode: bool,
}

impl<'a> Plain<'a> {
    /// The request, or why the tool would send another one.
    pub(super) fn new(request: &'a Request, base: Option<&Base>, can: Abilities) -> Result<Self> {
        Self::checked(request, base, can)
            .with_context(|| format!("request {} ({} {})", request.id, request.method, request.target))
    }

    fn checked(request: &'a Request, base: Option<&Base>, can: Abilities) -> Result<Self> {
        let Abilities { tool, .. } = can;
        if !is_token(&request.method) {
            bail!("the method {:?} is none that {tool} sends", request.method);
        }
        let url = url::whole(request, base)?;
        if !can.raw_target && !url::is_canonical(&request.target) {
            bail!("{tool} would change the target: its URLs are those of RFC 3986 in normal form");
        }
        let mut headers: Vec<(&str, String)> = Vec::new();
        for (name, value) in &request.headers {
            if !is_token(name) {
                bail!("the header name {name:?} is none that {tool} sends");
            }
            if !can.repeats && headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                bail!("the header {name} stands there twice, and {tool} sends one of a name");
            }
            let text = String::from_utf8(wire::bytes(value)?).ok();
            let text = text.filter(|text| can.unicode || text.is_ascii());
            let Some(text) = text.filter(|text| text.trim() == text && !text.contains(char::is_control)) else {
                bail!("the value {value:?} of the header {name} is none that {tool} sends as it is");
            };
            headers.push((name, text));
        }
        Ok(Self { method: &request.method, url, headers, body: &request.body })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

/// Whether a text is a token of RFC 9110, section 5.6.2: a method or a header name.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
