//! Files that the user names: which can be read as Python, and what to say of one that is not there.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

/// How alike a name must be to be offered instead of one that does not exist (Jaro-Winkler similarity, 0 to 1).
const ALIKE: f64 = 0.8;

/// Whether a path can be a Python file; what is in it is not looked at beyond its first line.
///
/// # Errors
/// It does not exist, is neither a file nor a folder, or is a file of another kind. A folder is none of these.
pub fn expect_python(path: &Path) -> Result<()> {
    let metadata = fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if metadata.is_dir() {
        return Ok(());
    }
    if !metadata.is_file() {
        bail!("{} is neither a file nor a folder; name a Python file", path.display());
    }
    let is_other = path.extension().is_some_and(|extension| !["py", "pyw", "pyi"].iter().any(|own| extension == *own));
    if is_other && !starts_python(path) {
        bail!("{} is not a Python file; name one that ends with .py", path.display());
    }
    Ok(())
}

/// `#!/usr/bin/env python3`, in a file of any name.
fn starts_python(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(200).read_to_end(&mut start));
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    read.is_ok() && line.starts_with(b"#!") && String::from_utf8_lossy(line).contains("python")
}

/// Why a path cannot be read, with the name that was probably meant.
pub fn cannot_read(path: &Path, error: &io::Error) -> anyhow::Error {
    let hint = if error.kind() == io::ErrorKind::NotFound { instead(path) } else { String::new() };
    anyhow!("cannot read {}: {error}{hint}", path.display())
}

/// `; did you mean app.py?`, or where the path stops to exist.
fn instead(path: &Path) -> String {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return format!("\nthere is no folder {}", folder.display());
    };
    let Some(wanted) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else { return String::new() };
    let likeness = |entry: &PathBuf| {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        strsim::jaro_winkler(&name, &wanted)
    };
    let near = entries
        .flatten()
        .map(|entry| path.with_file_name(entry.file_name()))
        .map(|entry| (likeness(&entry), entry))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // Of equally near ones the same is named every time.
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(&left.1)));
    match near {
        Some((_, near)) => format!("\ndid you mean {}?", near.display()),
        None => "\nname a file that exists, or a path from the current folder".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_path_says_what_is_there() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        for name in ["api_server.py", "api_client.py", "zebra.txt"] {
            fs::write(path(name), "")?;
        }
        let message = |name: &str| expect_python(&path(name)).expect_err(name).to_string();
        assert!(message("API_sever.py").ends_with(&format!("\ndid you mean {}?", path("api_server.py").display())));
        assert!(message("q").ends_with("name a file that exists, or a path from the current folder"));
        assert!(message("none/app.py").ends_with(&format!("there is no folder {}", path("none").display())));
        Ok(())
    }

    #[test]
    fn a_script_of_any_name_is_python_when_it_says_so() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("app.cgi");
        fs::write(&path, "#!/bin/sh\n")?;
        assert!(expect_python(&path).is_err());
        fs::write(&path, "#!/usr/bin/env python3\n")?;
        expect_python(&path)
    }
}
