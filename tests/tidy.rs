//! House rules that neither the compiler nor clippy can hold: floors, crate doors, file length, dead files.
//!
//! The rules are the tables at the top; `tidy_reader.rs` finds the paths in a file.

#[path = "tidy_reader.rs"]
mod reader;

use reader::{read, rooms, sources};
use std::{collections::BTreeSet, fs, path::Path};

/// The floors of the house, ground floor first.
///
/// A room imports only rooms on lower floors: never one beside it, never one above.
/// A room that does not exist yet may stand here; one that exists must.
const FLOORS: &[&[&str]] = &[
    &["vocab", "ground"],
    &["graph"],
    &["shape", "sparql"],
    &["log"],
    &["load", "import", "kpi", "skills", "recognition", "credential", "resource", "catalogue"],
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
    ("csv", &["import"]),
    ("json_event_parser", &["import", "credential"]),
    ("sha2", &["graph", "log", "credential", "registry", "http/graphql/persisted.rs"]),
    ("flate2", &["load", "import", "http", "cli"]),
    ("zip", &["import/esco"]),
    // Shares that are the same on every machine.
    ("num_rational", &["skills"]),
    // The time of a revision, as text.
    ("jiff", &["log", "load", "import", "registry", "graphql", "http", "cli"]),
    // Publishing a view.
    ("arc_swap", &["registry", "http"]),
    // The wire: nothing below the registry has a form for an API; the log has its own records.
    ("serde", &["log", "registry", "graphql", "http", "cli"]),
    ("serde_json", &["log", "registry", "graphql", "http", "cli"]),
    ("async_graphql", &["graphql"]),
    ("async_graphql_value", &["graphql"]),
    ("axum", &["http"]),
    ("rust_embed", &["http/web.rs"]),
    ("tower_http", &["http"]),
    ("tower", &["http"]),
    ("http_body", &["http"]),
    ("rust_xlsxwriter", &["http/kpi"]),
    ("tokio", &["http", "cli"]),
    ("getrandom", &["registry/tokens.rs", "registry/vault.rs", "registry/credential.rs"]),
    // Signed credentials.
    ("oxjsonld", &["credential"]),
    ("ed25519_dalek", &["credential/key.rs"]),
    ("bs58", &["credential/key.rs"]),
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
