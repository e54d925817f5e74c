//! How the service was started: the flags that are pivot's own, and the arguments that are the program's.

use std::sync::OnceLock;

/// The command line and the environment.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `--listen HOST:PORT`
    pub listen: Option<String>,
    /// `--upstream URL`: a running original.
    pub upstream: Option<String>,
    /// `--bridge ROUTE`: routes that go to the original all the same.
    pub bridge: Vec<String>,
    /// `--admin HOST:PORT`: where metrics and health are served.
    pub admin: Option<String>,
    /// `PORT`
    pub port: Option<String>,
    /// `PIVOT_BEYOND_LOG`: the file that gets a line for each request that went beyond.
    pub beyond_log: Option<String>,
    /// `sys.argv`
    pub argv: Vec<String>,
}

impl Options {
    /// The options of this process.
    pub fn get() -> &'static Options {
        static OPTIONS: OnceLock<Options> = OnceLock::new();
        OPTIONS.get_or_init(|| {
            let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
            let mut options = Options::parse(std::env::args());
            options.port = variable("PORT");
            options.beyond_log = variable("PIVOT_BEYOND_LOG");
            options
        })
    }

    /// Takes pivot's own flags out of the arguments; what is left is the program's.
    pub fn parse(args: impl IntoIterator<Item = String>) -> Options {
        let mut options = Options::default();
        let mut args = args.into_iter();
        options.argv.extend(args.next());
        while let Some(arg) = args.next() {
            let (flag, value) = match arg.split_once('=') {
                Some((flag, value)) => (flag, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            if !matches!(flag, "--listen" | "--upstream" | "--bridge" | "--admin") {
                options.argv.push(arg);
                continue;
            }
            let Some(value) = value.or_else(|| args.next()) else { break };
            match flag {
                "--listen" => options.listen = Some(value),
                "--upstream" => options.upstream = Some(value),
                "--admin" => options.admin = Some(value),
                _ => options.bridge.push(value),
            }
        }
        options
    }

    /// The address to listen on, where the program itself says `host` and `port`.
    pub fn address(&self, host: &str, port: i64) -> String {
        if let Some(listen) = &self.listen {
            return if listen.starts_with(':') { format!("0.0.0.0{listen}") } else { listen.clone() };
        }
        let host = if host.is_empty() { "0.0.0.0" } else { host };
        match &self.port {
            Some(port) if self.argv.len() < 2 => format!("{host}:{port}"),
            _ => format!("{host}:{port}"),
        }
    }

    /// Whether `--bridge` names this request: by its method alone, or by method and path, where `*` stands for any text.
    pub fn bridges(&self, method: &str, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or(path);
        self.bridge.iter().any(|route| {
            let (named, pattern) = route.split_once(' ').unwrap_or((route, "*"));
            named.trim_start_matches("do_") == method && matches(pattern.trim(), path)
        })
    }
}

/// The port that the command line names, or else `fallback`.
pub fn start_port(fallback: i64) -> i64 {
    let argv = sys_argv();
    let named = if argv.len() < 2 { None } else { argv.last() };
    named.and_then(|port| port.parse::<u16>().ok()).map_or(fallback, i64::from)
}

/// `sys.argv`. Where `--listen` or `PORT` says the port and the program gets no arguments, the port is its first one, as
/// `launch.py` gives it to the original: a program that asks for its port starts too.
pub fn sys_argv() -> Vec<String> {
    let options = Options::get();
    let mut argv = options.argv.clone();
    let listen = options.listen.as_ref().and_then(|listen| listen.rsplit_once(':')).map(|(_, port)| port.to_owned());
    if argv.len() == 1 {
        argv.extend(listen.or_else(|| options.port.clone()));
    }
    argv
}

/// Whether `text` fits `pattern`, in which `*` and `<name>` stand for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some(start) = pattern.find(['*', '<']) else { return pattern == text };
    let Some(rest) = text.strip_prefix(&pattern[..start]) else { return false };
    let after = match pattern[start..].find('>') {
        Some(end) if pattern[start..].starts_with('<') => &pattern[start + end + 1..],
        _ => &pattern[start + 1..],
    };
    (0..=rest.len()).any(|at| rest.is_char_boundary(at) && matches(after, &rest[at..]))
}
