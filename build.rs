//! Lists the ground files for `src/ground.rs`: `include_str!` needs a literal path each.
//!
//! The list is made at build time, so a new seed or query needs no other edit.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

const FOLDERS: &[(&str, &str, &str)] = &[
    ("ONTOLOGY", "ontology", "ttl"),
    ("SHAPES", "shapes", "ttl"),
    ("SEEDS", "seeds", "ttl"),
    ("QUERIES", "queries", "rq"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut list = String::new();
    for (constant, folder, extension) in FOLDERS {
        // Cargo looks at every file below the folder; one that is not there would run this at every build.
        let path = Path::new(&root).join(folder);
        let mut names = Vec::new();
        if path.exists() {
            println!("cargo::rerun-if-changed={folder}");
            collect(&path, "", extension, &mut names)?;
        }
        names.sort();
        writeln!(
            list,
            "/// Every file of `{folder}/`, sorted by name.\npub const {constant}: &[GroundFile] = &["
        )?;
        for name in names {
            let file = format!("{root}/{folder}/{name}");
            let slug = match *folder {
                "ontology" | "shapes" => folder,
                _ => name.trim_end_matches(&format!(".{extension}")),
            };
            writeln!(
                list,
                "    GroundFile {{ name: {name:?}, slug: {slug:?}, text: include_str!({file:?}) }},"
            )?;
        }
        list.push_str("];\n");
    }
    // What is embedded of the pages is read by a macro, which cargo does not see.
    println!("cargo::rerun-if-changed=web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("ground.rs"), list)?;
    Ok(())
}

/// The names of the files below a folder that have the extension.
fn collect(
    folder: &Path,
    prefix: &str,
    extension: &str,
    names: &mut Vec<String>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).ok_or("a file name that is not UTF-8")?;
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), extension, names)?;
        } else if path.extension().is_some_and(|it| it == extension) {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
