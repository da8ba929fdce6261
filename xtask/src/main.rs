//! `cargo run -p xtask -- gen [--check]`: derives code and pages from the ground state.
//!
//! | from | to |
//! |---|---|
//! | `ontology/` | `src/vocab/generated.rs`, `docs/reference/ontology.md` |
//!
//! `--check` writes nothing and fails if a file on disk is not what would be written.

mod ontology;
mod page;
mod vocab;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["gen"] => write(),
        ["gen", "--check"] => check(),
        _ => {
            eprintln!("usage: cargo run -p xtask -- gen [--check]");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

/// Every derived file with its text.
fn derive() -> Result<Vec<(PathBuf, String)>, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let ontology = ontology::read(&root.join("ontology"))?;
    Ok(vec![
        (root.join("src/vocab/generated.rs"), vocab::write(&ontology)?),
        (root.join("docs/reference/ontology.md"), page::write(&ontology)),
    ])
}

fn write() -> Result<ExitCode, Box<dyn Error>> {
    for (path, text) in derive()? {
        if !is_current(&path, &text) {
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            fs::write(&path, text)?;
            eprintln!("wrote {}", shown(&path));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check() -> Result<ExitCode, Box<dyn Error>> {
    let mut code = ExitCode::SUCCESS;
    for (path, text) in derive()? {
        if !is_current(&path, &text) {
            eprintln!("{} is not what its sources say: run `make gen`", shown(&path));
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

fn is_current(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|it| it == text)
}

/// The path below the package.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    path.rsplit_once("xtask/../").map_or(path.clone(), |it| it.1.to_owned())
}
