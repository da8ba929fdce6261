//! Does the log keep what it acknowledged?

mod crash;
mod damage;
mod faults;
mod use_cases;

use std::{
    io::{self, Read, Write},
    sync::Arc,
};

use self::faults::Memory;
use super::{Access, Body, Log, LogError, RevisionHead, RevisionHeadDraft, TouchedGraph, folder::Folder};

/// The revision that tests append as number `n`.
fn draft(n: u64) -> RevisionHeadDraft {
    RevisionHeadDraft {
        time: format!("2025-11-13T10:00:{:02}Z", n % 60),
        agent: "tester".to_owned(),
        reason: format!("change {n}"),
        source: n.is_multiple_of(2).then(|| format!("https://example.org/source/{n}")),
        graphs: vec![
            TouchedGraph { graph: None, hash: "00".repeat(32), triples: n, added: 1, removed: 0 },
            TouchedGraph {
                graph: Some("https://example.org/graph/a".to_owned()),
                hash: "ab".repeat(32),
                triples: 2 * n,
                added: 1,
                removed: 1,
            },
        ],
        added: 2,
        removed: 1,
    }
}

/// The body of the revision that tests append as number `n`.
fn content(n: u64) -> Vec<u8> {
    (0..3).flat_map(|line| format!("+ <s{n}> <p> \"{}\" .\n", n * 7919 + line).into_bytes()).collect()
}

fn append(log: &mut Log, n: u64) -> Result<u64, LogError> {
    log.append(draft(n), &mut |file| file.write_all(&content(n))).map(|head| head.number)
}

fn checkpoint(log: &Log, n: u64) -> Result<bool, LogError> {
    log.put_checkpoint(n, &mut |file| write!(file, "state after {n}"))
}

fn open(folder: &(impl Folder + Clone + 'static), access: Access) -> Result<Log, LogError> {
    Log::open_in(Arc::new(folder.clone()), access)
}

/// A log of `n` revisions, all of it durable.
fn log_of(n: u64) -> Memory {
    let folder = Memory::default();
    let mut log = open(&folder, Access::Write).unwrap();
    for number in 1..=n {
        assert_eq!(append(&mut log, number).unwrap(), number);
    }
    folder.after_power_cut(|_| true)
}

fn all(mut body: Body) -> io::Result<Vec<u8>> {
    let mut res = Vec::new();
    body.read_to_end(&mut res)?;
    Ok(res)
}

/// Checks that the log holds exactly these changes, by the numbers that tests gave them.
#[track_caller]
fn assert_holds(log: &Log, changes: &[u64]) {
    let expected: Vec<RevisionHead> = changes
        .iter()
        .enumerate()
        .map(|(at, n)| draft(*n).into_head(at as u64 + 1, log.heads()[at].previous.clone()))
        .collect();
    assert_eq!(log.heads(), expected);
    for (at, n) in changes.iter().enumerate() {
        assert_eq!(all(log.body(at as u64 + 1).unwrap()).unwrap(), content(*n));
    }
}
