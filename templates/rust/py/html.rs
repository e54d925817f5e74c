//! `html`

/// `html.escape(text)`
pub fn html_escape(text: &str) -> String {
    html_escape_quote(text, true)
}

/// `html.escape(text, quote)`
pub fn html_escape_quote(text: &str, quote: bool) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if quote { escaped.replace('"', "&quot;").replace('\'', "&#x27;") } else { escaped }
}
