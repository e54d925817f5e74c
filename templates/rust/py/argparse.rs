//! `argparse`: the command line, read as `CPython` 3.11 does.

use std::collections::{HashMap, HashSet};

use super::beyond::beyond;
use super::error::{Error, Result};
use super::float::float_parse;
use super::int::int_parse;
use super::print::{print_stderr, print_stdout};
use super::program_argv::program_argv;
use super::repr::repr;
use super::text::sys_exit;
use super::value::Value;

/// What was read: the texts that were given for each argument.
#[derive(Debug)]
pub struct Namespace {
    given: HashMap<String, Vec<String>>,
}

/// Whether an argument was given.
pub fn namespace_flag(namespace: &Namespace, dest: &str) -> bool {
    namespace.given.contains_key(dest)
}

/// The last text that was given for an argument, or the default.
pub fn namespace_text(namespace: &Namespace, dest: &str, default: &str) -> String {
    let last = namespace.given.get(dest).and_then(|texts| texts.last());
    last.map_or(default, String::as_str).to_owned()
}

/// All texts that were given for an argument.
pub fn namespace_texts(namespace: &Namespace, dest: &str) -> Vec<String> {
    namespace.given.get(dest).cloned().unwrap_or_default()
}

/// What `add_argument` describes.
struct Argument {
    dest: String,
    name: String,
    flags: Vec<String>,
    kind: String,
    least: usize,
    most: usize,
    choices: Vec<String>,
    required: bool,
}

impl Argument {
    /// Reads `sort: -s --sort str {total,count} required`.
    fn read(text: &str) -> Argument {
        let (dest, rest) = text.split_once(": ").unwrap_or((text, ""));
        let mut names: Vec<String> = Vec::new();
        let mut argument = Argument {
            dest: dest.to_owned(),
            name: String::new(),
            flags: Vec::new(),
            kind: String::new(),
            least: 1,
            most: 1,
            choices: Vec::new(),
            required: false,
        };
        for word in rest.split(' ') {
            if word == "required" {
                argument.required = true;
            } else if let Some(choices) = word.strip_prefix('{') {
                argument.choices = choices.trim_end_matches('}').split(',').map(str::to_owned).collect();
            } else if names.is_empty() || word.starts_with('-') {
                names.push(word.to_owned());
            } else {
                let kind = word.trim_end_matches(['?', '*', '+']);
                kind.clone_into(&mut argument.kind);
                (argument.least, argument.most) = match (&word[kind.len()..], kind) {
                    ("?", _) => (0, 1),
                    ("*", _) => (0, usize::MAX),
                    ("+", _) => (1, usize::MAX),
                    (_, "flag" | "help") => (0, 0),
                    _ => (1, 1),
                };
            }
        }
        argument.name = names.join("/");
        if argument.name.starts_with('-') {
            argument.flags = names;
        }
        argument
    }
}

/// How an argument of the command line names an option: `--top=5`. Without an index it is not known.
struct Named {
    option: Option<usize>,
    flag: String,
    explicit: Option<String>,
}

struct CommandLine<'a> {
    prog: &'a str,
    usage: &'a str,
    help: &'a str,
    texts: Vec<String>,
    arguments: Vec<Argument>,
    named: HashMap<usize, Named>,
    /// Positional arguments that have nothing yet.
    positionals: Vec<usize>,
    seen: HashSet<usize>,
    extras: Vec<String>,
    given: HashMap<String, Vec<String>>,
}

/// `parser.parse_args()`. The arguments are described a line each, as in `sort: -s --sort str {total,count}`.
pub fn argparse_parse(prog: &str, usage: &str, help: &str, arguments: &str) -> Result<Namespace> {
    let described = arguments.lines().map(Argument::read);
    let arguments: Vec<Argument> = std::iter::once(Argument::read("help: -h --help help")).chain(described).collect();
    let positionals = (0..arguments.len()).filter(|index| arguments[*index].flags.is_empty()).collect();
    let mut line = CommandLine {
        prog,
        usage,
        help,
        texts: program_argv().into_iter().skip(1).collect(),
        arguments,
        named: HashMap::new(),
        positionals,
        seen: HashSet::new(),
        extras: Vec::new(),
        given: HashMap::new(),
    };
    line.parse()?;
    let needed = |argument: &Argument| argument.required || argument.flags.is_empty() && argument.least > 0;
    let missing: Vec<&str> = line
        .arguments
        .iter()
        .enumerate()
        .filter(|(index, argument)| needed(argument) && !line.seen.contains(index))
        .map(|(_, argument)| argument.name.as_str())
        .collect();
    if !missing.is_empty() {
        return Err(line.fail(&format!("the following arguments are required: {}", missing.join(", "))));
    }
    if !line.extras.is_empty() {
        return Err(line.fail(&format!("unrecognized arguments: {}", line.extras.join(" "))));
    }
    Ok(Namespace { given: line.given })
}

impl CommandLine<'_> {
    /// Says what is wrong; the program ends.
    fn fail(&self, message: &str) -> Error {
        print_stderr(&format!("{}{}: error: {message}\n", self.usage, self.prog));
        sys_exit(Value::from(2))
    }

    fn fail_at(&self, argument: usize, message: &str) -> Error {
        self.fail(&format!("argument {}: {message}", self.arguments[argument].name))
    }

    /// Takes options and positional arguments in turns.
    fn parse(&mut self) -> Result<()> {
        for index in 0..self.texts.len() {
            if self.texts[index] == "--" {
                beyond("`--` on the command line");
            }
            if let Some(named) = self.option_of(&self.texts[index])? {
                self.named.insert(index, named);
            }
        }
        let mut at = 0;
        while let Some(next) = self.named.keys().filter(|index| **index >= at).min().copied() {
            if at != next {
                let end = self.take_positionals(at)?;
                if end > at {
                    at = end;
                    continue;
                }
                self.extras.extend_from_slice(&self.texts[at..next]);
            }
            at = self.take_option(next)?;
        }
        let end = self.take_positionals(at)?;
        self.extras.extend_from_slice(&self.texts[end..]);
        Ok(())
    }

    fn flag(&self, text: &str) -> Option<usize> {
        self.arguments.iter().position(|argument| argument.flags.iter().any(|flag| flag == text))
    }

    /// The option that a text names, known or not; None for what is no option.
    fn option_of(&self, text: &str) -> Result<Option<Named>> {
        let mut chars = text.chars();
        let (Some('-'), Some(second)) = (chars.next(), chars.next()) else { return Ok(None) };
        if let Some(option) = self.flag(text) {
            return Ok(Some(Named { option: Some(option), flag: text.to_owned(), explicit: None }));
        }
        let (head, explicit) = match text.split_once('=') {
            Some((head, explicit)) => (head, Some(explicit.to_owned())),
            None => (text, None),
        };
        if let (Some(option), Some(explicit)) = (self.flag(head), &explicit) {
            return Ok(Some(Named { option: Some(option), flag: head.to_owned(), explicit: Some(explicit.clone()) }));
        }
        let short = &text[..=second.len_utf8()];
        let mut found = Vec::new();
        for (index, argument) in self.arguments.iter().enumerate() {
            for flag in &argument.flags {
                let mut add = |explicit| found.push(Named { option: Some(index), flag: flag.clone(), explicit });
                if second == '-' {
                    if flag.starts_with(head) {
                        add(explicit.clone());
                    }
                } else if flag == short {
                    add(Some(text[short.len()..].to_owned()));
                } else if flag.starts_with(text) {
                    add(None);
                }
            }
        }
        if found.len() > 1 {
            let flags: Vec<&str> = found.iter().map(|named| named.flag.as_str()).collect();
            return Err(self.fail(&format!("ambiguous option: {text} could match {}", flags.join(", "))));
        }
        if let Some(only) = found.pop() {
            return Ok(Some(only));
        }
        if is_negative_number(text) || text.contains(' ') {
            return Ok(None);
        }
        Ok(Some(Named { option: None, flag: text.to_owned(), explicit: None }))
    }

    /// Takes the option at a place, or several in one text (`-xyz`), and what belongs to it; the place behind.
    fn take_option(&mut self, at: usize) -> Result<usize> {
        let Some(Named { option: Some(option), flag, explicit }) = self.named.remove(&at) else {
            self.extras.push(self.texts[at].clone());
            return Ok(at + 1);
        };
        let (mut option, mut flag, mut explicit) = (option, flag, explicit);
        let mut flags = Vec::new();
        while let Some(rest) = explicit.as_ref().filter(|_| self.arguments[option].most == 0) {
            let ignored = |option| self.fail_at(option, &format!("ignored explicit argument {}", repr(rest)));
            let first = rest.chars().next().filter(|_| !flag.starts_with("--")).ok_or_else(|| ignored(option))?;
            flags.push(option);
            let next = format!("-{first}");
            option = self.flag(&next).ok_or_else(|| ignored(option))?;
            flag = next;
            explicit = Some(rest[first.len_utf8()..].to_owned()).filter(|rest| !rest.is_empty());
        }
        let mut end = at + 1;
        let mut values = Vec::new();
        if let Some(explicit) = explicit {
            values.push(explicit);
        } else if self.arguments[option].most > 0 {
            if end == self.texts.len() || self.named.contains_key(&end) {
                return Err(self.fail_at(option, "expected one argument"));
            }
            values.push(self.texts[end].clone());
            end += 1;
        }
        for one in flags {
            self.take(one, Vec::new())?;
        }
        self.take(option, values)?;
        Ok(end)
    }

    /// Gives the texts up to the next option to as many positional arguments as can have some; the place behind.
    fn take_positionals(&mut self, mut at: usize) -> Result<usize> {
        let free = (at..self.texts.len()).take_while(|index| !self.named.contains_key(index)).count();
        let mut needed = 0;
        let mut count = 0;
        for index in &self.positionals {
            if needed + self.arguments[*index].least > free {
                break;
            }
            needed += self.arguments[*index].least;
            count += 1;
        }
        let mut free = free;
        for index in self.positionals.drain(..count).collect::<Vec<usize>>() {
            needed -= self.arguments[index].least;
            let size = self.arguments[index].most.min(free - needed);
            self.take(index, self.texts[at..at + size].to_vec())?;
            at += size;
            free -= size;
        }
        Ok(at)
    }

    /// Notes what was given for an argument, if it is what it should be.
    fn take(&mut self, index: usize, values: Vec<String>) -> Result<()> {
        self.seen.insert(index);
        let argument = &self.arguments[index];
        if argument.kind == "help" {
            print_stdout(self.help);
            return Err(sys_exit(Value::from(0)));
        }
        for value in &values {
            let wrong = match argument.kind.as_str() {
                "int" => int_parse(value).is_err(),
                "float" => float_parse(value).is_err(),
                _ => false,
            };
            if wrong {
                return Err(self.fail_at(index, &format!("invalid {} value: {}", argument.kind, repr(value))));
            }
            if !argument.choices.is_empty() && !argument.choices.contains(value) {
                let choices: Vec<String> = argument.choices.iter().map(repr).collect();
                let text = format!("invalid choice: {} (choose from {})", repr(value), choices.join(", "));
                return Err(self.fail_at(index, &text));
            }
        }
        if !values.is_empty() || argument.kind == "flag" {
            self.given.insert(argument.dest.clone(), values);
        }
        Ok(())
    }
}

/// Whether a text looks like an option and is a number.
fn is_negative_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let number = number.strip_suffix('\n').unwrap_or(number);
    let (whole, fraction) = number.split_once('.').unwrap_or(("", number));
    let digits = |text: &str| text.chars().all(super::unicode_decimal::is_decimal);
    digits(whole) && digits(fraction) && !fraction.is_empty()
}
