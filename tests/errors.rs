//! What pivot cannot do: exit code 2, a message that says what, where and what to do instead, and every file as it was.

mod support;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::{Pid, Signal};
use support::{MARK, arg, has, marked, pivot, root, run, text, tree, wait_for};
use tempfile::TempDir;

/// A folder with a service, `app.py`, and a tape for it, `tape.jsonl`.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        let service = root().join("tests/cases/services/todos");
        for (from, to) in [("app.py", "app.py"), ("requests.jsonl", "tape.jsonl")] {
            fs::copy(service.join(from), place.path(to)).expect("a copy");
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, line: &str) -> Command {
        let mut command = pivot(&line.split(' ').collect::<Vec<_>>());
        command.current_dir(self.0.path());
        command
    }

    /// Exit code 2, nothing on stdout, every file as it was, and a message that has these words.
    #[track_caller]
    fn cannot(&self, line: &str, words: &[&str]) {
        self.cannot_run(&mut self.command(line), line, words);
    }

    #[track_caller]
    fn cannot_run(&self, command: &mut Command, line: &str, words: &[&str]) {
        let before = tree(self.0.path());
        let output = run(command);
        refused(&output, line, words);
        assert!(tree(self.0.path()) == before, "pivot {line}: the folder was changed");
    }

    /// The project of the service, not built.
    fn evolve(&self) {
        let output = run(&mut self.command("evolve app.py --target go --no-build -o out"));
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
}

#[track_caller]
fn refused(output: &Output, line: &str, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "pivot {line}\n{}", text(output));
    assert!(message.starts_with("error: ") && !message.contains("panicked"), "pivot {line}\n{message}");
    for word in words {
        assert!(message.contains(word), "pivot {line}: `{word}` is missing:\n{message}");
    }
    assert!(output.stdout.is_empty(), "pivot {line}: nothing is printed\n{}", text(output));
}

/// The smallest image of one pixel, and an archive with one member, as their tools write them.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\0IEND\xaeB`\x82";

fn tar() -> Vec<u8> {
    let mut bytes = b"app.py".to_vec();
    bytes.resize(257, 0);
    bytes.extend(b"ustar\x0000");
    bytes.resize(1024, 0);
    bytes
}

#[test]
fn what_is_no_python_file() {
    let place = Place::new();
    for (name, bytes) in [
        ("image.png", PNG),
        ("image.py", PNG),
        ("archive.tar", &tar()),
        ("archive.py", &tar()),
        ("data.json", b"{\"a\": 1}"),
        ("notes.md", b"# Notes\n"),
        ("prose", b"This is not a program.\nIt says nothing.\n"),
        ("prose.py", b"This is not a program.\nIt says nothing.\n"),
        ("elf.py", b"\x7fELF\0\0\xff\xfe"),
        ("utf16.py", b"\xff\xfex\0 \0=\0 \x001\0\n\0"),
        ("latin.py", b"x = '\xe9'\n"),
        ("unknown.py", b"# -*- coding: utf-99 -*-\nx = 1\n"),
        ("promise.py", b"# -*- coding: ascii -*-\nx = '\xc3\xa9'\n"),
        ("mark.py", b"\xef\xbb\xbf# coding: latin-1\nx = 1\n"),
    ] {
        place.write(name, bytes);
    }
    fs::create_dir(place.path("empty")).expect("a folder");
    assert!(Command::new("mkfifo").arg(place.path("pipe.py")).status().is_ok_and(|status| status.success()));
    let not_text = ["is not Python source: line 1", "is this really a Python file?"];
    for (name, words) in [
        ("ap.py", &["cannot read ap.py: No such file", "did you mean app.py?"][..]),
        ("none/app.py", &["cannot read none/app.py: No such file", "there is no folder none"]),
        ("image.png", &["image.png is not a Python file", "name one that ends with .py"]),
        ("archive.tar", &["archive.tar is not a Python file"]),
        ("data.json", &["data.json is not a Python file"]),
        ("notes.md", &["notes.md is not a Python file"]),
        ("image.py", &not_text),
        ("archive.py", &not_text),
        ("elf.py", &not_text),
        ("prose", &["prose is not ", "prose:1:15", "1 | This is not a program.", "^^^^^^^"]),
        ("prose.py", &["prose.py is not ", "prose.py:1:15", "^^^^^^^"]),
        ("utf16.py", &["utf16.py is not Python source: line 1", "save the file as UTF-8"]),
        ("latin.py", &["latin.py is not Python source: line 1", "not valid UTF-8", "save the file as UTF-8"]),
        ("unknown.py", &["unknown.py is not Python source: line 1", "unknown encoding 'utf-99'", "drop the cookie"]),
        ("promise.py", &["promise.py is not Python source: line 2", "ASCII", "save the file as UTF-8"]),
        ("mark.py", &["mark.py is not Python source: line 1", "'latin-1'", "drop the coding cookie"]),
        ("pipe.py", &["pipe.py is neither a file nor a folder", "name a Python file"]),
        ("/dev/null", &["/dev/null is neither a file nor a folder"]),
    ] {
        place.cannot(&format!("evolve {name} --target go --no-build -o out"), words);
        place.cannot(&format!("analyze {name}"), words);
    }
    place.cannot(
        "evolve empty --target go -o out",
        &["empty is a folder", "name the Python file that starts the service"],
    );
    place.cannot("analyze empty", &["empty has no Python files", "name a folder or a file of the project"]);
    // The file that the user named is Python; one that it imports is not.
    place.write("main.py", "import image\n");
    place.cannot("evolve main.py --target go -o out", &["image.py is not Python source: line 1"]);
    place.write("broken.py", "x = 1\ndef f(:\n    pass\n");
    place.cannot(
        "evolve broken.py --target go -o out",
        &["broken.py is not valid Python", "broken.py:2:", "2 | def f(:"],
    );
}

#[test]
fn an_output_that_cannot_be_written() {
    let place = Place::new();
    place.write("file", "mine");
    for (line, words) in [
        ("evolve app.py --target go --no-build -o file", &["file is a file", "the project needs a folder"][..]),
        (
            "evolve app.py --target go --no-build -o file/out",
            &["cannot write file/out", "choose another folder with -o"],
        ),
        // Nobody writes here, not even root.
        ("evolve app.py --target go --no-build -o /proc/out", &["cannot write /proc/out", "choose another folder"]),
        ("analyze app.py -o none/a.json", &["cannot write none/a.json", "there is no folder none"]),
        ("analyze app.py -o .", &["cannot write .: it is a folder", "name a file"]),
        ("analyze app.py --report json=/proc/a.json", &["cannot write /proc/a.json"]),
        ("analyze app.py --report pdf=a", &["pdf is not text or json"]),
        // Before the servers are started.
        ("parity --old x{port} --new x{port} --requests tape.jsonl -o none/c.json", &["there is no folder none"]),
        ("parity --old x{port} --new x{port} --requests tape.jsonl --report text=.", &["it is a folder"]),
        (
            "record --upstream http://127.0.0.1:1 --listen 127.0.0.1:0 -o none/t.jsonl",
            &["cannot write the tape none/t"],
        ),
        ("record --upstream http://127.0.0.1:1 --listen 127.0.0.1:0 -o app.py", &["not a tape", "app.py:1"]),
    ] {
        place.cannot(line, words);
    }
}

#[test]
fn an_output_folder_that_holds_something_else() {
    let place = Place::new();
    let line = "evolve app.py --target go --no-build -o out";
    place.write("out/README.md", "of another project\n");
    place.write("out/main.go", "package main\n");
    let instead = "choose another folder with -o, or write into this one with --force";
    place.cannot(line, &["out holds something else: README.md and 1 more", instead]);
    place.cannot("evolve app.py --target go --no-build -o .", &[". holds something else: app.py", instead]);
    place.write("out/pivot.json", "{\"dashboard\": \"of another tool\"}");
    place.cannot(line, &["out/pivot.json: this is not a pivot manifest", instead]);
    place.write("out/pivot.json", "{\"schema\": 9}");
    place.cannot(line, &["schema 9 is not known", instead]);
    assert_eq!(run(&mut place.command(&format!("{line} --force"))).status.code(), Some(0));
    assert!(fs::read_to_string(place.path("out/pivot.json")).is_ok_and(|text| text.contains("\"schema\": 1")));
}

#[test]
fn an_edited_project_that_cannot_be_written_stays_as_it_is() {
    let place = Place::new();
    place.evolve();
    place.write("out/main.go", "edited\n");
    // The last of the files in the order of writing has no place: none is written.
    fs::remove_file(place.path("out/state.go")).expect("it is there");
    fs::create_dir(place.path("out/state.go")).expect("a folder");
    place.write("app.py", fs::read_to_string(place.path("app.py")).expect("text") + "\nEXTRA = 1\n");
    place.cannot(
        "evolve app.py --target go --no-build -o out",
        &["cannot write out/state.go: a folder is in its place"],
    );
    fs::remove_dir(place.path("out/state.go")).expect("it is there");
    fs::remove_dir_all(place.path("out/py")).expect("it is there");
    place.write("out/py", "a file where a folder is wanted");
    place.cannot("evolve app.py --target go --no-build -o out", &["out/py/", "Not a directory"]);
}

#[test]
fn a_toolchain_that_is_missing_or_fails() {
    let place = Place::new();
    let tools = tempfile::tempdir().expect("a folder");
    for (target, tool, page) in [("go", "go", "https://go.dev/dl/"), ("rust", "cargo", "https://rustup.rs/")] {
        let line = format!("evolve app.py --target {target} -o out");
        let missing = format!("`{tool}` is not on PATH");
        for path in [tools.path(), Path::new("")] {
            let mut command = place.command(&line);
            place.cannot_run(command.env("PATH", path), &line, &[&missing, page, "--no-build"]);
        }
        place.cannot_run(place.command(&line).env_remove("PATH"), &line, &[&missing, page]);
    }
    // No interpreter: the original cannot be started, and the message has its command.
    let line = "parity --old python3{port} --new python3{port} --requests tape.jsonl";
    let mut command = place.command(line);
    place.cannot_run(command.env("PATH", tools.path()), line, &["cannot start the original: python3", "No such file"]);
    // A toolchain that fails: the sources are there as a whole, and the message has its last words.
    fs::write(tools.path().join("go"), "#!/bin/sh\necho the disk is full >&2\nexit 4\n").expect("a file");
    let mode: fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(tools.path().join("go"), mode).expect("set");
    let line = "evolve app.py --target go -o out";
    let output = run(place.command(line).env("PATH", tools.path()));
    refused(&output, line, &["the sources are in out, not built: `go build", "exit status: 4", "the disk is full"]);
    place.cannot(
        "parity out --requests tape.jsonl",
        &["out is not built: there is no ./app", "build it with `go build"],
    );
}

#[test]
fn an_unknown_setting_or_a_wrong_value() {
    let place = Place::new();
    let line = "evolve app.py --target go --no-build -o out";
    for (text, words) in [
        ("{\n\"profil\": \"balanced\"}", &[".pivotrc:2: unknown key `profil`", "did you mean `profile`?"][..]),
        (
            "{\n// a slip\n\"go_specific\": {\n\"read_timout\": \"5s\"}}",
            &[".pivotrc:4: ", "`go_specific.read_timeout`?"],
        ),
        ("{\"xyzzy\": 1}", &[".pivotrc:1: unknown key `xyzzy`", ".pivotrc.example shows every key"]),
        ("{\"profile\": \"fast\"}", &[".pivotrc:1: `profile` is one of conservative, balanced, aggressive"]),
        ("{\"target_languages\": [\"go\", \"c\"]}", &[".pivotrc:1: `target_languages` is a list of ", "rust"]),
        ("{\"server\": {\"read_timeout\": 5}}", &[".pivotrc:1: `server.read_timeout` is a time such as \"5s\""]),
        ("{\"server\": {\"max_concurrent\": -1}}", &[".pivotrc:1: `server.max_concurrent` is a whole number from 1"]),
        ("{\"server\": {\"http2\": \"yes\"}}", &[".pivotrc:1: `server.http2` is true or false"]),
        ("{\"server\": 5}", &[".pivotrc:1: `server` is an object"]),
        ("[]", &[".pivotrc:1: the file is a JSON object"]),
        ("{\n\"profile\" \"balanced\"}", &[".pivotrc:2: "]),
        ("{\"original\": {\"command\": \"gunicorn x:app\"}}", &[".pivotrc:1: `original.command` does not run app.py"]),
    ] {
        place.write(".pivotrc", text);
        place.cannot(line, words);
    }
    place.write(".pivotrc", PNG);
    place.cannot(line, &["cannot read .pivotrc", "UTF-8"]);
    fs::remove_file(place.path(".pivotrc")).expect("it is there");
    place.cannot(&format!("{line} --config pivotrc"), &["cannot read pivotrc: No such file"]);
    place.cannot(&format!("{line} --config ."), &["cannot read .: Is a directory"]);
    place.cannot(&format!("{line} --bridge /todo"), &["there is no route `/todo`", "the routes are GET /todos, "]);
    place.cannot(&format!("{line} --min-native 101"), &["--min-native", "0..=100"]);
    place.cannot("evolve app.py --target cobol", &["'cobol'", "go, rust, auto"]);
    place.cannot("evolve", &["<PATH>", "--help"]);
    place.cannot("evolv app.py", &["unrecognized subcommand 'evolv'", "'evolve'"]);
}

#[test]
fn a_tape_that_is_missing_or_none() {
    let place = Place::new();
    place.write("empty.jsonl", "");
    place.write("header.jsonl", "{\"schema\":1}\n\n");
    place.write("prose.jsonl", "hello\n");
    place.write("image.jsonl", PNG);
    place.write("newer.jsonl", "{\"schema\":9}\n");
    place.write("cut.jsonl", "{\"method\":\"GET\",\"target\":\"/\"}\n{\"method\":\"GE");
    place.write("other.jsonl", "{\"method\":\"GET\",\"target\":\"/\"}\n\n{\"method\":\"GET\",\"path\":\"/\"}\n");
    assert!(Command::new("mkfifo").arg(place.path("pipe.jsonl")).status().is_ok_and(|status| status.success()));
    let shape = "{\"method\":\"GET\",\"target\":\"/";
    for (name, words) in [
        ("tap.jsonl", &["cannot read tap.jsonl: No such file", "did you mean tape.jsonl?"][..]),
        (".", &[". is not a file", "name a tape"]),
        ("pipe.jsonl", &["pipe.jsonl is not a file", "name a tape"]),
        ("empty.jsonl", &["empty.jsonl: the tape holds no request", "pivot record", shape]),
        ("header.jsonl", &["header.jsonl: the tape holds no request", "pivot record", shape]),
        ("prose.jsonl", &["prose.jsonl: what it holds is not known", "`pivot tape convert --from tape|har|"]),
        ("image.jsonl", &["image.jsonl: what it holds is not known", "`pivot tape convert --from tape|har|"]),
        ("newer.jsonl", &["newer.jsonl:1: schema 9 is not known", "reads tapes of schema 1"]),
        ("cut.jsonl", &["cut.jsonl:2: EOF", shape]),
        ("other.jsonl", &["other.jsonl:3: unknown field `path`", shape]),
    ] {
        place.cannot(&format!("parity --old x{{port}} --new x{{port}} --requests {name}"), words);
    }
}

#[test]
fn a_project_that_is_unknown_or_broken() {
    let place = Place::new();
    let line = "parity out --requests tape.jsonl";
    let instead = "name a project's folder, or both services with --old and --new";
    place.cannot(line, &["cannot read out/pivot.json", "is out a folder that `pivot evolve` wrote?", instead]);
    place.cannot("parity app.py --requests tape.jsonl", &["cannot read app.py/pivot.json", instead]);
    place.cannot("parity --requests tape.jsonl", &["cannot read ./pivot.json", instead]);
    place.cannot("parity --requests tape.jsonl --old x{port}", &["cannot read ./pivot.json", instead]);
    for (text, words) in [
        ("", &["in out/pivot.json: this is not a pivot manifest", instead][..]),
        ("{\"schema\": 9}", &["in out/pivot.json: schema 9 is not known to pivot", "pivot evolve"]),
        ("{\"schema\": 1}", &["in out/pivot.json: the manifest is incomplete; run `pivot evolve` again", "`pivot`"]),
    ] {
        place.write("out/pivot.json", text);
        place.cannot(line, words);
    }
    fs::remove_dir_all(place.path("out")).expect("it is there");
    place.evolve();
    place.cannot(line, &["out is not built: there is no ./app in it", "`go build -trimpath -o app .`"]);
    let both = "parity --requests tape.jsonl --new x{port} --old";
    place.cannot(&format!("{both} python3"), &["does not say where the port goes", "write {port}"]);
    place.cannot(&format!("{both} https://a"), &["pivot speaks plain HTTP", "http://HOST:PORT"]);
    place.cannot(&format!("{both} http://a:99999"), &["the port is not a number below 65536"]);
    place.cannot(&format!("{both} 'x"), &["a ' is not closed in the command"]);
    place.cannot(
        &format!("{both} http://example.com"),
        &["may change something at http://example.com", "--allow-effects"],
    );
}

#[test]
fn a_port_in_use() {
    let place = Place::new();
    let busy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = busy.local_addr().expect("an address").to_string();
    let line = format!("record --upstream http://127.0.0.1:1 --listen {address} -o new.jsonl");
    place.cannot(
        &line,
        &[&format!("cannot listen on {address}: Address already in use"), "--listen", "port 0 takes a free one"],
    );
    let line = "record --upstream http://127.0.0.1:1 --listen nowhere -o new.jsonl";
    place.cannot(line, &["cannot listen on nowhere: invalid socket address", "--listen HOST:PORT"]);
    // A server that cannot have its port: its own last words are in the message.
    place.write(
        "server.py",
        "import sys\nfrom http.server import HTTPServer\nHTTPServer(('127.0.0.1', int(sys.argv[1])), None)\n",
    );
    let port = busy.local_addr().expect("an address").port();
    let old = format!("python3 server.py {port} {{port}}");
    let line = "parity --requests tape.jsonl";
    let mut command = place.command(line);
    command.args(["--old", &old, "--new", &old]);
    place.cannot_run(&mut command, line, &["ended before it answered (exit code 1)", "Address already in use"]);
}

#[test]
fn a_build_that_is_interrupted_leaves_no_process() {
    if !has("cargo") {
        return;
    }
    for kind in [Signal::INT, Signal::TERM] {
        let place = Place::new();
        let temporary = tempfile::tempdir().expect("a folder");
        let mark = arg(place.0.path()).to_owned();
        let mut command = place.command("evolve app.py --target rust -o out");
        command.env(MARK, &mark).env("TMPDIR", temporary.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let pivot = command.spawn().expect("pivot runs");
        wait_for("cargo builds", || place.path("out/target").exists());
        let id = Pid::from_raw(i32::try_from(pivot.id()).expect("a process id")).expect("a process id");
        rustix::process::kill_process(id, kind).expect("sent");
        let output = pivot.wait_with_output().expect("pivot ends");
        refused(&output, "evolve", &["the sources are in out, not built", "interrupted"]);
        wait_for("the last child is reaped", || marked(&mark).is_empty());
        assert_eq!(tree(temporary.path()).len(), 0);
        assert!(!tree(place.0.path()).keys().any(|path| arg(path).contains("/.pivot-")), "no temporary file is left");
        assert!(place.path("out/pivot.json").exists());
    }
}
