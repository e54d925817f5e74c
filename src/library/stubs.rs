//! The stubs that pivot carries.

use std::path::PathBuf;

/// A stub: which module it is about, where it is from, its text. Several may be about one module.
#[derive(Clone, Debug)]
pub struct Stub {
    /// `urllib.parse`
    pub module: String,
    /// For error messages.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Module, path and text of each stub in `stubs/`.
pub(super) const STUBS: &[(&str, &str, &str)] = &[
    ("builtins", "stubs/builtins/bytes.pyi", include_str!("stubs/builtins/bytes.pyi")),
    ("builtins", "stubs/builtins/containers.pyi", include_str!("stubs/builtins/containers.pyi")),
    ("builtins", "stubs/builtins/exceptions.pyi", include_str!("stubs/builtins/exceptions.pyi")),
    ("builtins", "stubs/builtins/functions.pyi", include_str!("stubs/builtins/functions.pyi")),
    ("builtins", "stubs/builtins/iterators.pyi", include_str!("stubs/builtins/iterators.pyi")),
    ("builtins", "stubs/builtins/json_value.pyi", include_str!("stubs/builtins/json_value.pyi")),
    ("builtins", "stubs/builtins/numbers.pyi", include_str!("stubs/builtins/numbers.pyi")),
    ("builtins", "stubs/builtins/object.pyi", include_str!("stubs/builtins/object.pyi")),
    ("builtins", "stubs/builtins/str.pyi", include_str!("stubs/builtins/str.pyi")),
    ("argparse", "stubs/argparse.pyi", include_str!("stubs/argparse.pyi")),
    ("base64", "stubs/base64.pyi", include_str!("stubs/base64.pyi")),
    ("binascii", "stubs/binascii.pyi", include_str!("stubs/binascii.pyi")),
    ("collections.abc", "stubs/collections.abc.pyi", include_str!("stubs/collections.abc.pyi")),
    ("collections", "stubs/collections.pyi", include_str!("stubs/collections.pyi")),
    ("copy", "stubs/copy.pyi", include_str!("stubs/copy.pyi")),
    ("dataclasses", "stubs/dataclasses.pyi", include_str!("stubs/dataclasses.pyi")),
    ("datetime", "stubs/datetime.pyi", include_str!("stubs/datetime.pyi")),
    ("email.utils", "stubs/email.utils.pyi", include_str!("stubs/email.utils.pyi")),
    ("enum", "stubs/enum.pyi", include_str!("stubs/enum.pyi")),
    ("functools", "stubs/functools.pyi", include_str!("stubs/functools.pyi")),
    ("hashlib", "stubs/hashlib.pyi", include_str!("stubs/hashlib.pyi")),
    ("hmac", "stubs/hmac.pyi", include_str!("stubs/hmac.pyi")),
    ("html", "stubs/html.pyi", include_str!("stubs/html.pyi")),
    ("http.client", "stubs/http.client.pyi", include_str!("stubs/http.client.pyi")),
    ("http", "stubs/http.pyi", include_str!("stubs/http.pyi")),
    ("http.server", "stubs/http.server.pyi", include_str!("stubs/http.server.pyi")),
    ("io", "stubs/io.pyi", include_str!("stubs/io.pyi")),
    ("itertools", "stubs/itertools.pyi", include_str!("stubs/itertools.pyi")),
    ("json.decoder", "stubs/json.decoder.pyi", include_str!("stubs/json.decoder.pyi")),
    ("json", "stubs/json.pyi", include_str!("stubs/json.pyi")),
    ("logging", "stubs/logging.pyi", include_str!("stubs/logging.pyi")),
    ("math", "stubs/math.pyi", include_str!("stubs/math.pyi")),
    ("operator", "stubs/operator.pyi", include_str!("stubs/operator.pyi")),
    ("os.path", "stubs/os.path.pyi", include_str!("stubs/os.path.pyi")),
    ("os", "stubs/os.pyi", include_str!("stubs/os.pyi")),
    ("random", "stubs/random.pyi", include_str!("stubs/random.pyi")),
    ("re", "stubs/re.pyi", include_str!("stubs/re.pyi")),
    ("secrets", "stubs/secrets.pyi", include_str!("stubs/secrets.pyi")),
    ("signal", "stubs/signal.pyi", include_str!("stubs/signal.pyi")),
    ("socketserver", "stubs/socketserver.pyi", include_str!("stubs/socketserver.pyi")),
    ("sqlite3", "stubs/sqlite3.pyi", include_str!("stubs/sqlite3.pyi")),
    ("string", "stubs/string.pyi", include_str!("stubs/string.pyi")),
    ("sys", "stubs/sys.pyi", include_str!("stubs/sys.pyi")),
    ("threading", "stubs/threading.pyi", include_str!("stubs/threading.pyi")),
    ("time", "stubs/time.pyi", include_str!("stubs/time.pyi")),
    ("typing", "stubs/typing.pyi", include_str!("stubs/typing.pyi")),
    ("urllib.parse", "stubs/urllib.parse.pyi", include_str!("stubs/urllib.parse.pyi")),
    ("uuid", "stubs/uuid.pyi", include_str!("stubs/uuid.pyi")),
    ("zlib", "stubs/zlib.pyi", include_str!("stubs/zlib.pyi")),
];
