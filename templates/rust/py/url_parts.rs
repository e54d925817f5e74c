//! The attributes of what `urlparse` and `urlsplit` give.

use super::error::Result;
use super::url::Url;

/// `r.scheme`
pub fn parse_result_scheme(url: &Url) -> String {
    url.scheme.clone()
}

/// `r.netloc`
pub fn parse_result_netloc(url: &Url) -> String {
    url.netloc.clone()
}

/// `r.path`
pub fn parse_result_path(url: &Url) -> String {
    url.path.clone()
}

/// `r.params`
pub fn parse_result_params(url: &Url) -> String {
    url.params.clone()
}

/// `r.query`
pub fn parse_result_query(url: &Url) -> String {
    url.query.clone()
}

/// `r.fragment`
pub fn parse_result_fragment(url: &Url) -> String {
    url.fragment.clone()
}

/// `r.hostname`
pub fn parse_result_hostname(url: &Url) -> Option<String> {
    url.hostname()
}

/// `r.port`
pub fn parse_result_port(url: &Url) -> Result<Option<i64>> {
    url.port()
}

/// `r.username`
pub fn parse_result_username(url: &Url) -> Option<String> {
    url.username()
}

/// `r.password`
pub fn parse_result_password(url: &Url) -> Option<String> {
    url.password()
}

/// `r.geturl()`
pub fn parse_result_geturl(url: &Url) -> String {
    url.geturl()
}

/// `r.scheme`
pub fn split_result_scheme(url: &Url) -> String {
    url.scheme.clone()
}

/// `r.netloc`
pub fn split_result_netloc(url: &Url) -> String {
    url.netloc.clone()
}

/// `r.path`
pub fn split_result_path(url: &Url) -> String {
    url.path.clone()
}

/// `r.query`
pub fn split_result_query(url: &Url) -> String {
    url.query.clone()
}

/// `r.fragment`
pub fn split_result_fragment(url: &Url) -> String {
    url.fragment.clone()
}

/// `r.geturl()`
pub fn split_result_geturl(url: &Url) -> String {
    url.geturl()
}
