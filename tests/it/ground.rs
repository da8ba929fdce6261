//! The embedded files are the files of the folders.

use std::{collections::BTreeMap, fs, path::Path};

use concord::ground::{self, GroundFile};
use concord::vocab;

#[test]
fn the_lists_are_the_folders() {
    for (folder, extension, files) in [
        ("ontology", "ttl", ground::ONTOLOGY),
        ("shapes", "ttl", ground::SHAPES),
        ("seeds", "ttl", ground::SEEDS),
        ("queries", "rq", ground::QUERIES),
    ] {
        let mut on_disk = BTreeMap::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", extension, &mut on_disk);
        let embedded: Vec<&str> = files.iter().map(|it| it.name).collect();
        let expected: Vec<&str> = on_disk.keys().map(String::as_str).collect();
        assert_eq!(embedded, expected, "build.rs does not list {folder}/");
        for GroundFile { name, text, .. } in files {
            assert_eq!(on_disk[*name], *text, "{folder}/{name}");
        }
    }
}

/// A seed named like a graph that the registry fills itself would mix with it.
#[test]
fn every_seed_has_a_graph_of_its_own() {
    for seed in ground::SEEDS {
        assert!(!seed.slug.contains('/'), "{}: seeds have no folders", seed.name);
        assert!(!["ontology", "shapes", "revisions"].contains(&seed.slug), "{}", seed.name);
    }
}

#[test]
fn prefixes_and_namespaces_are_one_to_one() {
    for (at, (prefix, namespace)) in vocab::PREFIXES.iter().enumerate() {
        for (other, other_namespace) in &vocab::PREFIXES[..at] {
            assert_ne!(prefix, other);
            assert_ne!(namespace, other_namespace);
        }
    }
}

fn collect(folder: &Path, prefix: &str, extension: &str, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), extension, files);
        } else if path.extension().is_some_and(|it| it == extension) {
            files.insert(format!("{prefix}{name}"), fs::read_to_string(&path).unwrap());
        }
    }
}
