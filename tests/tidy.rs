//! House rules that neither the compiler nor clippy can hold: floors, crate doors, file length, dead files.
//!
//! The rules are the tables at the top; everything below them reads Rust just well enough to find the paths
//! in a file (comments and literals are skipped, `use` trees are spelled out, `super` is resolved).

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The floors of the house, ground floor first.
///
/// A room imports only rooms on lower floors: never one beside it, never one above.
/// A room that does not exist yet may stand here; one that exists must.
const FLOORS: &[&[&str]] = &[
    &["vocab", "ground"],
    &["graph"],
    &["shape", "sparql"],
    &["log"],
    &["load", "import", "kpi", "skills", "recognition", "resource", "catalogue"],
    &["registry"],
    &["graphql"],
    &["http"],
    &["cli"],
];

/// A longer file is two rooms. Generated files are not written by hand and may be longer.
const LINES_MAX: usize = 600;

/// Every outside crate and the places that may name it: rooms, or files below `src`.
///
/// A crate of Cargo.toml without a line here fails the test, so nothing comes in unseen.
const CRATE_DOORS: &[(&str, &[&str])] = &[
    // The data model and small helpers: the language of the whole house.
    ("oxrdf", EVERYWHERE),
    ("oxsdatatypes", EVERYWHERE),
    ("oxiri", EVERYWHERE),
    ("oxrdfio", EVERYWHERE),
    ("rustc_hash", EVERYWHERE),
    ("thiserror", EVERYWHERE),
    ("tracing", EVERYWHERE),
    // The index.
    ("memchr", &["graph", "load"]),
    ("hashbrown", &["graph", "sparql"]),
    ("rayon", &["graph", "shape", "sparql", "log", "load", "import", "kpi"]),
    // Queries.
    ("spareval", &["sparql"]),
    ("spargebra", &["sparql"]),
    ("sparopt", &["sparql"]),
    ("sparesults", &["sparql"]),
    ("regex", &["shape", "sparql"]),
    // The names that are searched, without their accents.
    ("unicode_normalization", &["resource/search"]),
    // The disk.
    ("zstd", &["log", "load"]),
    // A persisted query is named by its hash, as Apollo's protocol has it.
    ("sha2", &["graph", "log", "registry", "http/graphql/persisted.rs"]),
    ("flate2", &["load", "import", "http", "cli"]),
    // The time of a revision, as text.
    ("jiff", &["log", "load", "import", "registry", "http", "cli"]),
    // Publishing a view.
    ("arc_swap", &["registry", "http"]),
    // The wire: nothing below the registry has a form for an API; the log has its own records.
    ("serde", &["log", "registry", "graphql", "http", "cli"]),
    ("serde_json", &["log", "registry", "graphql", "http", "cli"]),
    ("async_graphql", &["graphql"]),
    ("async_graphql_value", &["graphql"]),
    ("axum", &["http"]),
    ("tower_http", &["http"]),
    ("tower", &["http"]),
    ("http_body", &["http"]),
    ("tokio", &["http", "cli"]),
    ("getrandom", &["registry/tokens.rs"]),
    // The command line.
    ("clap", &["cli"]),
    ("anyhow", &["cli", "main.rs"]),
    ("indicatif", &["cli"]),
    ("tracing_subscriber", &["cli", "main.rs"]),
    ("mimalloc", &["main.rs"]),
];

const EVERYWHERE: &[&str] = &[""];

/// Parts of the standard library that have a door as well, and calls that have one place.
const PATH_DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["log", "import", "cli"]),
    ("std::env", &["cli", "main.rs"]),
    ("std::net", &["http", "cli"]),
    ("std::process", &["cli", "main.rs"]),
    ("std::io::stdin", &["cli"]),
    ("std::io::stdout", &["cli"]),
    ("tokio::task::spawn_blocking", &["http/bridge.rs"]),
    ("concord", &["main.rs"]),
];

/// Names that are looked for at any place in a path, because they are mostly called by their last two words.
const CALL_DOORS: &[(&str, &[&str])] = &[
    ("spawn_blocking", &["http/bridge.rs"]),
    ("File::open", &["log", "import", "cli"]),
    ("File::create", &["log", "import", "cli"]),
    ("SystemTime::now", CLOCK),
    ("Timestamp::now", CLOCK),
    ("Zoned::now", CLOCK),
    // A deadline is a limit, not a date: every room that runs user-controlled work may look at the stop-watch.
    ("Instant::now", &["sparql", "log", "load", "import", "registry", "graphql", "http", "cli"]),
];

/// Where the time of day may be read: everything above the registry, and the rooms that date what they write.
const CLOCK: &[&str] = &["log", "load", "import", "registry", "graphql", "http", "cli"];

#[test]
fn imports_point_down() {
    let mut faults = Vec::new();
    for file in rooms() {
        let Some(here) = floor(&file.room) else {
            faults.push(format!("{}: room `{}` is on no floor of tests/tidy.rs", file.name, file.room));
            continue;
        };
        for path in file.paths.iter().filter(|it| it.segments[0] == "crate") {
            let Some(target) = path.segments.get(1) else { continue };
            if target == "*" {
                faults.push(format!("{}:{}: `crate::*` names no room", file.name, path.line));
            } else if *target != file.room && floor(target).is_some_and(|there| here <= there) {
                faults.push(format!(
                    "{}:{}: `{}` (floor {here}) must not import `{target}`, which is beside or above it",
                    file.name, path.line, file.room
                ));
            }
        }
    }
    report(&faults);
}

#[test]
fn crates_come_in_by_their_door() {
    let mut faults = Vec::new();
    for file in sources("src") {
        for path in file.paths.iter().filter(|it| !it.in_test) {
            let full = path.segments.join("::");
            let anchored = CRATE_DOORS.iter().chain(PATH_DOORS).find(|(name, _)| starts_with(&full, name));
            let called = CALL_DOORS.iter().find(|(name, _)| has_part(&full, name));
            for (name, places) in [anchored, called].into_iter().flatten() {
                if !file.is_in(places) {
                    faults.push(format!(
                        "{}:{}: `{name}` is only for {}",
                        file.name,
                        path.line,
                        places.join(", ")
                    ));
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn every_dependency_has_a_door() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut faults = Vec::new();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.trim();
        } else if section == "[dependencies]"
            && let Some((name, _)) = line.split_once('=')
            && !line.starts_with('#')
        {
            let name = name.trim().replace('-', "_");
            if !CRATE_DOORS.iter().any(|(it, _)| *it == name) {
                faults.push(format!("Cargo.toml: `{name}` has no line in CRATE_DOORS of tests/tidy.rs"));
            }
        }
    }
    report(&faults);
}

#[test]
fn main_knows_only_the_command_line() {
    let mut faults = Vec::new();
    for file in sources("src").iter().filter(|it| it.name == "src/main.rs") {
        for path in file.paths.iter().filter(|it| it.segments[0] == "concord") {
            if path.segments.get(1).is_none_or(|it| it != "cli") {
                let name = path.segments.join("::");
                faults.push(format!("{}:{}: `{name}`: main knows only `concord::cli`", file.name, path.line));
            }
        }
    }
    report(&faults);
}

#[test]
fn files_fit_their_room() {
    let mut faults = Vec::new();
    for file in ["src", "tests", "xtask", "benches"].into_iter().flat_map(sources) {
        if file.n_lines > LINES_MAX && !file.is_generated() {
            faults.push(format!("{}: {} lines, at most {LINES_MAX}", file.name, file.n_lines));
        }
    }
    report(&faults);
}

#[test]
fn every_file_is_reached() {
    let files = sources("src");
    let declared: BTreeSet<Vec<String>> = files.iter().flat_map(|it| it.children.iter().cloned()).collect();
    let faults: Vec<_> = files
        .iter()
        .filter(|it| !it.module.is_empty() && !declared.contains(&it.module))
        .map(|it| format!("{}: no `mod {}` leads to it", it.name, it.module.join("::")))
        .collect();
    report(&faults);
}

#[test]
fn nothing_is_switched_off() {
    let mut faults = Vec::new();
    for file in ["src", "tests", "xtask", "benches"].into_iter().flat_map(sources) {
        for attribute in file.attributes.iter().filter(|_| !file.is_generated()) {
            let line = attribute.line;
            match attribute.name.as_str() {
                "ignore" => faults.push(format!("{}:{line}: assert today's answer, no #[ignore]", file.name)),
                "allow" => {
                    faults.push(format!("{}:{line}: #[expect(.., reason = \"..\")], no #[allow]", file.name));
                }
                _ => (),
            }
        }
    }
    report(&faults);
}

/// The reader itself is tested, because a rule that finds nothing looks the same as a rule that holds.
#[test]
fn the_reader_finds_what_it_should() {
    let text = r#"
        // use crate::http;
        use std::{fs::{self, File}, io::Read as _};
        use super::{http, graph::{View, delta}};
        const A: &str = "use crate::cli; \" crate::cli::x";
        fn f<'a>(it: &'a str) -> impl Fn() + use<'a> { let c = '"'; crate::log::put(c); ::tokio::spawn(b'\'') }
        mod inner { use super::super::load; fn g() { a::b::c::<crate::kpi::Cube>() } }
        #[cfg(test)] mod tests { use std::env; }
        #[allow(dead_code)] fn h() {}
    "#;
    let file = read("src/sparql/mod.rs", text);
    let found: Vec<String> = file.paths.iter().map(|it| it.segments.join("::")).collect();
    let expected = [
        "std::fs",
        "std::fs::File",
        "std::io::Read",
        "crate::http",
        "crate::graph::View",
        "crate::graph::delta",
        "crate::log::put",
        "tokio::spawn",
        "crate::load",
        "a::b::c",
        "crate::kpi::Cube",
        "std::env",
    ];
    assert_eq!(found, expected);
    assert_eq!(file.paths.iter().filter(|it| it.in_test).count(), 1);
    assert!(file.attributes.iter().any(|it| it.name == "allow" && it.line == 9));
    assert!(starts_with("std::fs::File", "std::fs") && !starts_with("std::fsx", "std::fs"));
    assert!(has_part("std::time::Instant::now", "Instant::now") && !has_part("x::now", "Instant::now"));
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn starts_with(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn has_part(path: &str, part: &str) -> bool {
    format!("::{path}::").contains(&format!("::{part}::"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A Rust file as far as the rules look at it.
struct SourceFile {
    /// The path below the package, with `/`.
    name: String,
    /// The first segment of the module path.
    room: String,
    /// The module path below the crate root; empty for `lib.rs` and `main.rs`.
    module: Vec<String>,
    n_lines: usize,
    paths: Vec<PathUse>,
    /// The modules that it declares by `mod name;`.
    children: Vec<Vec<String>>,
    attributes: Vec<Attribute>,
}

struct PathUse {
    line: usize,
    /// As written, but with `self` and `super` resolved to `crate::...`.
    segments: Vec<String>,
    in_test: bool,
}

struct Attribute {
    line: usize,
    name: String,
}

impl SourceFile {
    fn is_generated(&self) -> bool {
        self.name.ends_with("/generated.rs")
    }

    fn is_in(&self, places: &[&str]) -> bool {
        let below_src = self.name.strip_prefix("src/").unwrap_or(&self.name);
        places.iter().any(|place| {
            place.is_empty()
                || below_src == *place
                || below_src.strip_prefix(place).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
        })
    }
}

/// Every file of a room, which leaves out `lib.rs` and `main.rs`.
fn rooms() -> impl Iterator<Item = SourceFile> {
    sources("src").into_iter().filter(|it| !it.module.is_empty())
}

/// Every Rust file below a folder of the package.
fn sources(folder: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(read(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn read(name: &str, text: &str) -> SourceFile {
    let below = name.split_once('/').map_or(name, |it| it.1).trim_end_matches(".rs");
    let mut module: Vec<String> = below.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|it| it == "mod") || module == ["lib"] || module == ["main"] {
        module.pop();
    }
    let room = module.first().cloned().unwrap_or_default();
    let mut reader = Reader {
        tokens: tokens(text),
        at: 0,
        in_test_file: module.last().is_some_and(|it| it == "tests"),
        inline: Vec::new(),
        depth: 0,
        file: SourceFile {
            name: name.to_owned(),
            room,
            module,
            n_lines: text.lines().count(),
            paths: Vec::new(),
            children: Vec::new(),
            attributes: Vec::new(),
        },
    };
    reader.run();
    reader.file
}

struct Token {
    line: usize,
    text: String,
}

/// Identifiers, `::` and single signs; comments are left out, and a literal is one `"`.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut line, mut tokens) = (0, 1, Vec::new());
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let peek = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let start = at;
        let first = chars[at];
        if first == '/' && peek(at + 1) == '/' {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if first == '/' && peek(at + 1) == '*' {
            let mut depth = 0;
            while at < chars.len() {
                match (chars[at], peek(at + 1)) {
                    ('/', '*') => (depth, at) = (depth + 1, at + 1),
                    ('*', '/') => (depth, at) = (depth - 1, at + 1),
                    _ => (),
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
        } else if let Some(n_hashes) = raw_string(&chars[at..]) {
            let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', n_hashes)).collect();
            while peek(at) != '"' {
                at += 1;
            }
            at += 1;
            while at < chars.len() && !end.chars().enumerate().all(|(i, it)| peek(at + i) == it) {
                at += 1;
            }
            at += end.len();
            tokens.push(Token { line, text: "\"".to_owned() });
        } else if first == '"' || (first == '\'' && (peek(at + 1) == '\\' || peek(at + 2) == '\'')) {
            at += 1;
            while at < chars.len() && chars[at] != first {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
            tokens.push(Token { line, text: "\"".to_owned() });
        } else if first == '\'' {
            at += 1;
            while is_word(peek(at)) {
                at += 1;
            }
        } else if is_word(first) {
            while is_word(peek(at)) {
                at += 1;
            }
            tokens.push(Token { line, text: chars[start..at].iter().collect() });
        } else if first == ':' && peek(at + 1) == ':' {
            at += 2;
            tokens.push(Token { line, text: "::".to_owned() });
        } else {
            at += 1;
            if !first.is_whitespace() {
                tokens.push(Token { line, text: first.to_string() });
            }
        }
        line += chars[start..at.min(chars.len())].iter().filter(|it| **it == '\n').count();
    }
    tokens
}

/// The number of `#` of a raw string that starts here.
fn raw_string(chars: &[char]) -> Option<usize> {
    let prefix = chars.iter().take_while(|it| it.is_alphabetic()).count();
    let word: String = chars[..prefix].iter().collect();
    let n_hashes = chars[prefix..].iter().take_while(|it| **it == '#').count();
    (["r", "br", "cr"].contains(&word.as_str()) && chars.get(prefix + n_hashes) == Some(&'"'))
        .then_some(n_hashes)
}

/// Walks over the tokens of one file and notes what the rules look at.
struct Reader {
    tokens: Vec<Token>,
    at: usize,
    in_test_file: bool,
    /// The inline modules around the current token: name, brace depth of the body, whether for tests only.
    inline: Vec<(String, usize, bool)>,
    depth: usize,
    file: SourceFile,
}

impl Reader {
    fn run(&mut self) {
        while self.at < self.tokens.len() {
            match self.text(0) {
                "{" => self.depth += 1,
                "}" => {
                    if self.inline.last().is_some_and(|it| it.1 == self.depth) {
                        self.inline.pop();
                    }
                    self.depth -= 1;
                }
                "#" if matches!((self.text(1), self.text(2)), ("[", _) | ("!", "[")) => {
                    let name = self.text(if self.text(1) == "[" { 2 } else { 3 }).to_owned();
                    self.file.attributes.push(Attribute { line: self.tokens[self.at].line, name });
                }
                "mod" if self.text(2) == ";" => {
                    let child = [self.module(), vec![self.text(1).to_owned()]].concat();
                    self.file.children.push(child);
                }
                "mod" if self.text(2) == "{" => {
                    let name = self.text(1).to_owned();
                    let is_test = self.text_before(7) == "#[cfg(test)]";
                    self.at += 2;
                    self.depth += 1;
                    self.inline.push((name, self.depth, is_test));
                }
                "use" if self.text(1) != "<" => {
                    self.at += 1;
                    self.use_tree(&[]);
                    continue;
                }
                text if is_identifier(text) && self.text(1) == "::" && self.starts_path() => {
                    let line = self.tokens[self.at].line;
                    let mut segments = vec![text.to_owned()];
                    while self.text(1) == "::" && is_identifier(self.text(2)) {
                        segments.push(self.text(2).to_owned());
                        self.at += 2;
                    }
                    self.note(line, segments);
                }
                _ => (),
            }
            self.at += 1;
        }
    }

    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |it| &it.text)
    }

    /// The `n` tokens before this one, without a `pub` between.
    fn text_before(&self, n: usize) -> String {
        let end = if self.at > 0 && self.tokens[self.at - 1].text == "pub" { self.at - 1 } else { self.at };
        self.tokens[end.saturating_sub(n)..end].iter().map(|it| it.text.as_str()).collect()
    }

    fn starts_path(&self) -> bool {
        let before = |n: usize| self.at.checked_sub(n).map_or("", |at| &self.tokens[at].text);
        before(1) != "::" || !(is_identifier(before(2)) || before(2) == ">")
    }

    fn module(&self) -> Vec<String> {
        self.file.module.iter().chain(self.inline.iter().map(|it| &it.0)).cloned().collect()
    }

    /// One member of a `use`: `a::b`, `a::{b, c as d}`, `a::*`. Leaves `at` behind it.
    fn use_tree(&mut self, prefix: &[String]) {
        let mut segments = prefix.to_vec();
        loop {
            match self.text(0) {
                "" => return,
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !["}", ""].contains(&self.text(0)) {
                        self.use_tree(&segments);
                        if self.text(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                text => {
                    // `a::{self}` names `a` again.
                    if text != "self" || segments.is_empty() {
                        segments.push(text.to_owned());
                    }
                    self.at += 1;
                    if self.text(0) == "::" {
                        continue;
                    }
                    let line = self.tokens[self.at - 1].line;
                    if self.text(0) == "as" {
                        self.at += 2;
                    }
                    self.note(line, segments);
                    return;
                }
            }
        }
    }

    fn note(&mut self, line: usize, segments: Vec<String>) {
        let n_up = segments.iter().take_while(|it| *it == "super").count();
        let segments = if n_up > 0 || segments[0] == "self" {
            let module = self.module();
            let base = module[..module.len().saturating_sub(n_up)].to_vec();
            let rest = segments.into_iter().skip_while(|it| it == "super" || it == "self");
            std::iter::once("crate".to_owned()).chain(base).chain(rest).collect()
        } else {
            segments
        };
        let in_test = self.in_test_file || self.inline.iter().any(|it| it.2);
        self.file.paths.push(PathUse { line, segments, in_test });
    }
}

fn is_identifier(text: &str) -> bool {
    text.chars().next().is_some_and(|it| it.is_alphabetic() || it == '_')
}
