//! A world that fails while a change comes in: the message says so, the exit code is 3, the last revision stands.

use super::cli::{concord, done, fails};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// Runs `concord` where no file may grow beyond so many blocks of 512 bytes, as on a disk that is full.
fn with_full_disk(folder: &Path, blocks: usize, words: &[&str]) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_concord")])
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_load_on_a_full_disk_leaves_the_last_revision() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, "small.ttl", "<urn:a> <urn:p> 1 .\n");
    done(it, &["load", "--empty", "small.ttl"]);
    // Numbers that hardly pack, so that the revision is larger than what fits.
    let mut number = 1_u64;
    let mut large = String::new();
    for n in 0..4_000 {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(n);
        let _ = writeln!(large, "<urn:s{n}> <urn:p> \"{number:016x}\" .");
    }
    write(it, "large.nt", &large);
    for blocks in [0, 1, 8, 40] {
        let (exit, said) = with_full_disk(it, blocks, &["load", "large.nt"]);
        assert_eq!(exit, Some(3), "{blocks}: {said}");
        assert!(said.contains("failed to") || said.contains("full"), "{said}");
        assert_eq!(done(it, &["history", "--json"]).lines().count(), 1);
        done(it, &["verify"]);
    }
    assert!(done(it, &["load", "large.nt"]).starts_with("revision 2: 4000 quads added"));
    done(it, &["verify"]);
}

/// A file system that takes no files, for root neither.
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "small.ttl", "<urn:a> <urn:p> 1 .\n");
    let said = fails(folder.path(), 3, &["load", "small.ttl", "--data", "/proc/concord"]);
    assert!(said.contains("/proc/concord"), "{said}");
    // A folder where a file stands.
    let said = fails(folder.path(), 3, &["load", "small.ttl", "--data", "small.ttl"]);
    assert!(said.contains("small.ttl"), "{said}");
}

/// Whoever may only read a data folder reads it; what would write is refused and changes nothing.
#[test]
fn a_read_only_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    write(it, "small.ttl", "<urn:a> <urn:p> 1 .\n");
    done(it, &["load", "--empty", "small.ttl"]);
    let mode = |mode: &str| {
        assert!(Command::new("chmod").args(["-R", mode, "data"]).current_dir(it).status().unwrap().success());
    };
    mode("a-w");
    assert!(done(it, &["query", "-q", "ASK { GRAPH ?g { ?s ?p 1 } }"]).contains("yes"));
    assert_eq!(done(it, &["history", "--json"]).lines().count(), 1);
    write(it, "small.ttl", "<urn:a> <urn:p> 2 .\n");
    // Root writes where nobody may.
    let output = concord(it, &["load", "small.ttl"]);
    let is_written = output.status.success();
    assert!(is_written || output.status.code() == Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    mode("u+w");
    assert_eq!(done(it, &["history", "--json"]).lines().count(), if is_written { 2 } else { 1 });
    done(it, &["verify"]);
}
