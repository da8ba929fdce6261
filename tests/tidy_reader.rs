//! Reads Rust just well enough for `tidy.rs` to find the paths in a file.
//!
//! Comments and literals are skipped, `use` trees are spelled out, `super` is resolved.

use super::root;
use std::{fs, path::PathBuf};

/// A Rust file as far as the rules look at it.
pub(super) struct SourceFile {
    /// The path below the package, with `/`.
    pub(super) name: String,
    /// The first segment of the module path.
    pub(super) room: String,
    /// The module path below the crate root; empty for `lib.rs` and `main.rs`.
    pub(super) module: Vec<String>,
    pub(super) n_lines: usize,
    pub(super) paths: Vec<PathUse>,
    /// The modules that it declares by `mod name;`.
    pub(super) children: Vec<Vec<String>>,
    pub(super) attributes: Vec<Attribute>,
}

pub(super) struct PathUse {
    pub(super) line: usize,
    /// As written, but with `self` and `super` resolved to `crate::...`.
    pub(super) segments: Vec<String>,
    pub(super) in_test: bool,
}

pub(super) struct Attribute {
    pub(super) line: usize,
    pub(super) name: String,
}

impl SourceFile {
    pub(super) fn is_generated(&self) -> bool {
        self.name.ends_with("/generated.rs")
    }

    pub(super) fn is_in(&self, places: &[&str]) -> bool {
        let below_src = self.name.strip_prefix("src/").unwrap_or(&self.name);
        places.iter().any(|place| {
            place.is_empty()
                || below_src == *place
                || below_src.strip_prefix(place).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
        })
    }
}

/// Every file of a room, which leaves out `lib.rs` and `main.rs`.
pub(super) fn rooms() -> impl Iterator<Item = SourceFile> {
    sources("src").into_iter().filter(|it| !it.module.is_empty())
}

/// Every Rust file below a folder of the package.
pub(super) fn sources(folder: &str) -> Vec<SourceFile> {
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

pub(super) fn read(name: &str, text: &str) -> SourceFile {
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
