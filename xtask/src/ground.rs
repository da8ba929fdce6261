//! The lists of ground files, as `include_str!` needs them: one literal path each.

use std::{error::Error, fmt::Write as _, fs, path::Path};

const FOLDERS: &[(&str, &str, &str)] = &[
    ("ONTOLOGY", "ontology", "ttl"),
    ("SHAPES", "shapes", "ttl"),
    ("SEEDS", "seeds", "ttl"),
    ("QUERIES", "queries", "rq"),
];

pub(crate) fn write(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::from(
        "//! The embedded files. Generated from the folders by `make gen`: do not edit.\n\nuse super::GroundFile;\n",
    );
    for (constant, folder, extension) in FOLDERS {
        let mut names = Vec::new();
        collect(&root.join(folder), "", extension, &mut names)?;
        names.sort();
        write!(out, "\n/// Every file of `{folder}/`, by name.\npub const {constant}: &[GroundFile] = &[")?;
        for name in &names {
            write!(
                out,
                "\n    GroundFile {{ name: \"{name}\", text: include_str!(\"../../{folder}/{name}\") }},"
            )?;
        }
        out.push_str(if names.is_empty() { "];\n" } else { "\n];\n" });
    }
    Ok(out)
}

/// The names of the files below a folder that have the extension. A folder that is not there is empty.
fn collect(
    folder: &Path,
    prefix: &str,
    extension: &str,
    names: &mut Vec<String>,
) -> Result<(), Box<dyn Error>> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|it| it.to_str()) else {
            return Err(format!("{}: not a UTF-8 file name", path.display()).into());
        };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), extension, names)?;
        } else if path.extension().is_some_and(|it| it == extension) {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
