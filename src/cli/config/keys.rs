//! Every key of `.pivotrc`.

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name, with dots: `go_specific.read_timeout`.
    pub name: &'static str,
    /// What it is set to.
    pub kind: Kind,
    /// Whether it does something.
    pub effect: Effect,
}

/// What a key is set to.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true`, `false`
    Flag,
    /// A number from 1.
    Count,
    /// A number from 0.
    Amount,
    /// A number from 0 to 100, with decimals.
    Percent,
    /// `"5s"`
    Time,
    /// Any text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of these words.
    Words(&'static [&'static str]),
    /// An object with any names and texts as values.
    Table,
    /// An object with routes as names and lists of comparison rules as values.
    Rules,
}

/// Whether a key does something today.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// It does.
    Now,
    /// What is generated is always like these values; others have no effect yet.
    Value(&'static [&'static str]),
    /// It is part of the design, and does nothing yet.
    Later,
}

const fn key(name: &'static str, kind: Kind, effect: Effect) -> Key {
    Key { name, kind, effect }
}

/// Every key.
pub const KEYS: &[Key] = &[
    key(
        "profile",
        Kind::Word(&["conservative", "balanced", "aggressive"]),
        Effect::Value(&["conservative", "balanced"]),
    ),
    key("target_languages", Kind::Words(&["go", "rust"]), Effect::Now),
    key("integers", Kind::Word(&["checked", "exact"]), Effect::Now),
    key("stubs", Kind::Texts, Effect::Later),
    key("optimization.goroutine_pool", Kind::Flag, Effect::Now),
    key("optimization.json_pool", Kind::Flag, Effect::Value(&["true"])),
    key("optimization.http2_enabled", Kind::Flag, Effect::Now),
    key("optimization.connection_pooling", Kind::Flag, Effect::Later),
    key("server.read_timeout", Kind::Time, Effect::Now),
    key("server.write_timeout", Kind::Time, Effect::Now),
    key("server.idle_timeout", Kind::Time, Effect::Now),
    key("server.max_concurrent", Kind::Count, Effect::Now),
    key("server.http2", Kind::Flag, Effect::Now),
    key("server.gzip", Kind::Flag, Effect::Later),
    key("server.request_id", Kind::Flag, Effect::Later),
    key("server.request_timeout", Kind::Time, Effect::Later),
    key("server.shutdown_timeout", Kind::Time, Effect::Later),
    key("server.max_header_bytes", Kind::Count, Effect::Later),
    key("database.max_open", Kind::Count, Effect::Later),
    key("database.max_idle", Kind::Count, Effect::Later),
    key("database.max_lifetime", Kind::Time, Effect::Later),
    key("database.max_idle_time", Kind::Time, Effect::Later),
    key("go_specific.http_server", Kind::Word(&["net/http", "fasthttp"]), Effect::Value(&["net/http"])),
    key("go_specific.max_goroutines", Kind::Count, Effect::Now),
    key("go_specific.read_timeout", Kind::Time, Effect::Now),
    key("go_specific.write_timeout", Kind::Time, Effect::Now),
    key("go_specific.idle_timeout", Kind::Time, Effect::Now),
    key("rust_specific.max_tasks", Kind::Count, Effect::Now),
    key("rust_specific.read_timeout", Kind::Time, Effect::Now),
    key("rust_specific.write_timeout", Kind::Time, Effect::Now),
    key("rust_specific.idle_timeout", Kind::Time, Effect::Now),
    key("library.prefix", Kind::Text, Effect::Now),
    key("library.routes", Kind::Table, Effect::Now),
    key("original.python", Kind::Text, Effect::Now),
    key("original.command", Kind::Texts, Effect::Now),
    key("original.cwd", Kind::Text, Effect::Now),
    key("original.env", Kind::Table, Effect::Later),
    key("original.env_file", Kind::Text, Effect::Later),
    key("original.ready", Kind::Text, Effect::Later),
    key("original.reset", Kind::Texts, Effect::Now),
    key("parity.min_requests", Kind::Amount, Effect::Now),
    key("parity.min_branches", Kind::Percent, Effect::Now),
    key("parity.rules", Kind::Rules, Effect::Now),
    key("analysis.complexity", Kind::Count, Effect::Later),
];
