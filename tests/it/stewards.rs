//! The pages for stewards say what happens: their commands are run as they stand, and what comes out is compared.
//!
//! `CONCORD_WRITE_DOCS=1` writes what came out into the pages instead.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ADDRESS: &str = "127.0.0.1:17878";

#[test]
fn the_page_for_stewards_says_what_happens() {
    says_what_happens("docs/stewards.md", 16);
}

#[test]
fn the_page_on_statistical_tables_says_what_happens() {
    says_what_happens("docs/kpi-import.md", 8);
}

fn says_what_happens(name: &str, n_commands_min: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = std::fs::read_to_string(&file).unwrap();
    let (again, n_commands) = run(&page);
    assert!(n_commands >= n_commands_min);
    if std::env::var_os("CONCORD_WRITE_DOCS").is_some() {
        std::fs::write(&file, again).unwrap();
        return;
    }
    let (expected, found) = (masked(&page), masked(&again));
    for (expected, found) in expected.lines().zip(found.lines()) {
        assert_eq!(found, expected, "{name} does not say what happens");
    }
    assert_eq!(expected, found);
}

/// The page with what its commands say now.
fn run(page: &str) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let (mut out, mut n_commands) = (String::new(), 0);
    let mut server: Option<Server> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(kind) = line.strip_prefix("```").filter(|it| !it.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        if let Some((_, name)) = kind.split_once(' ') {
            std::fs::write(folder.path().join(name), block.join("\n") + "\n").unwrap();
            for line in block {
                let _ = writeln!(out, "{line}");
            }
        } else {
            for command in block.iter().filter_map(|it| it.strip_prefix("$ ")) {
                n_commands += 1;
                let _ = writeln!(out, "$ {command}");
                if let Some(served) = command.strip_suffix(" &") {
                    server = Some(Server::start(folder.path(), served));
                } else {
                    out.push_str(&said(folder.path(), command));
                }
            }
        }
        out.push_str("```\n");
    }
    drop(server);
    (out, n_commands)
}

fn shell(folder: &Path, command: &str) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_concord")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("USER", "steward")
        .env_remove("RUST_LOG");
    shell
}

/// What a command writes, to both of its outputs.
fn said(folder: &Path, command: &str) -> String {
    let output = shell(folder, &format!("{{ {command} ; }} 2>&1")).output().unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

struct Server(Child);

impl Server {
    fn start(folder: &Path, command: &str) -> Self {
        let mut command = shell(folder, &format!("exec {command}"));
        let server = Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        let start = Instant::now();
        while std::net::TcpStream::connect(ADDRESS).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "the server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The text without what differs from run to run: times of day, durations, the spaces that fill a column.
fn masked(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let words: Vec<String> = line
            .split(' ')
            .filter(|it| !it.is_empty())
            .map(|word| {
                let is_time = word.len() > 20 && word.starts_with("20") && word.ends_with('Z');
                let is_duration = word.parse::<f64>().is_ok() && word.contains('.');
                if is_time || is_duration { "*".to_owned() } else { word.to_owned() }
            })
            .collect();
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out
}
