//! What a caller does with a log, on a real folder.

use std::fs;

use super::{
    super::{Access, Log, LogError, ObjectKind, recover},
    *,
};

#[test]
fn reopening_gives_what_was_appended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/data");
    let mut log = Log::open(&path, Access::Write).unwrap();
    assert!(log.heads().is_empty());
    for n in 1..=3 {
        append(&mut log, n).unwrap();
    }
    assert_holds(&log, &[1, 2, 3]);
    drop(log);

    for access in [Access::Read, Access::Write] {
        let log = Log::open(&path, access).unwrap();
        assert_holds(&log, &[1, 2, 3]);
        assert_eq!(log.heads()[0].previous, "");
        let summary = log.verify().unwrap();
        assert_eq!((summary.revisions, summary.unacknowledged, summary.checkpoints), (3, 0, 0));
        assert_eq!(summary.content_bytes, (1..=3).map(|n| content(n).len() as u64).sum::<u64>());
    }
    assert_eq!(fs::read_dir(path.join("temporary")).unwrap().count(), 0);
}

#[test]
fn previous_is_the_hash_of_the_object_before() {
    use sha2::{Digest, Sha256};
    let folder = log_of(2);
    let bytes = folder.bytes(&recover::revision_name(1));
    let (hashed, checksum) = bytes.split_at(bytes.len() - 32);
    assert_eq!(Sha256::digest(hashed)[..], *checksum);
    let log = open(&folder, Access::Read).unwrap();
    let hex: Vec<String> = checksum.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(log.heads()[1].previous, hex.concat());
}

#[test]
fn large_heads_and_bodies_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut large = draft(1);
    large.graphs = (0..500)
        .map(|n| TouchedGraph {
            graph: Some(format!("https://example.org/graph/{n}")),
            ..large.graphs[0].clone()
        })
        .collect();
    let line = |n: u64| format!("+ <s> <p> \"{}\" .\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    log.append(large.clone(), &mut |file| (0..50_000).try_for_each(|n| file.write_all(line(n).as_bytes())))
        .unwrap();
    log.append(draft(2), &mut |_| Ok(())).unwrap();
    drop(log);

    let log = Log::open(folder.path(), Access::Read).unwrap();
    assert_eq!(log.heads()[0].graphs, large.graphs);
    let body = log.body(1).unwrap();
    let n_bytes = body.content_bytes();
    let bytes = all(body).unwrap();
    assert_eq!(bytes.len() as u64, n_bytes);
    assert_eq!(bytes, (0..50_000).map(line).collect::<String>().into_bytes());
    assert_eq!(all(log.body(2).unwrap()).unwrap(), b"");
    log.verify().unwrap();
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Log::open(folder.path(), Access::Write).unwrap();
    append(&mut writer, 1).unwrap();
    let error = Log::open(folder.path(), Access::Write).unwrap_err();
    assert!(matches!(error, LogError::Locked { .. }));
    assert!(error.to_string().contains("in use by another writer"), "{error}");
    let mut reader = Log::open(folder.path(), Access::Read).unwrap();
    assert_holds(&reader, &[1]);

    assert!(matches!(append(&mut reader, 2), Err(LogError::ReadOnly { .. })));
    assert!(matches!(checkpoint(&reader, 1), Err(LogError::ReadOnly { .. })));
    append(&mut writer, 2).unwrap();
    drop(writer);
    Log::open(folder.path(), Access::Write).unwrap();
}

#[test]
fn a_reader_needs_a_log_and_creates_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none");
    assert!(matches!(Log::open(&path, Access::Read), Err(LogError::NoLog { .. })));
    assert!(matches!(Log::verify_folder(&path), Err(LogError::NoLog { .. })));
    assert!(!path.exists());
}

#[test]
fn a_reader_follows_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Log::open(folder.path(), Access::Write).unwrap();
    let mut reader = Log::open(folder.path(), Access::Read).unwrap();
    assert!(!reader.refresh().unwrap());
    append(&mut writer, 1).unwrap();
    append(&mut writer, 2).unwrap();
    assert!(matches!(reader.body(2), Err(LogError::Unknown { number: 2, last: 0 })));
    assert!(reader.refresh().unwrap());
    assert_holds(&reader, &[1, 2]);
    assert!(!reader.refresh().unwrap());
    assert!(!writer.refresh().unwrap());
    assert!(matches!(reader.body(0), Err(LogError::Unknown { number: 0, last: 2 })));
}

#[test]
fn the_nearest_checkpoint_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    for n in 1..=6 {
        append(&mut log, n).unwrap();
    }
    assert!(log.checkpoint_at_or_before(6).unwrap().checkpoint.is_none());
    assert!(checkpoint(&log, 2).unwrap());
    assert!(checkpoint(&log, 5).unwrap());
    assert!(!checkpoint(&log, 5).unwrap(), "a checkpoint is never written over");
    assert!(matches!(checkpoint(&log, 7), Err(LogError::Unknown { number: 7, last: 6 })));
    assert_eq!(log.checkpoints().unwrap(), [2, 5]);
    for (number, expected) in
        [(1, None), (2, Some(2)), (4, Some(2)), (5, Some(5)), (6, Some(5)), (99, Some(5))]
    {
        let found = log.checkpoint_at_or_before(number).unwrap();
        assert!(found.damaged.is_empty());
        assert_eq!(found.checkpoint.as_ref().map(|it| it.0), expected);
        if let Some((at, body)) = found.checkpoint {
            assert_eq!(all(body).unwrap(), format!("state after {at}").into_bytes());
        }
    }
    assert_eq!(log.verify().unwrap().checkpoints, 2);
}

#[test]
fn a_body_that_cannot_be_produced_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    append(&mut log, 1).unwrap();
    let failing = &mut |file: &mut dyn Write| {
        file.write_all(&vec![b'x'; 300_000])?;
        Err(io::Error::other("no more"))
    };
    let error = log.append(draft(2), failing).unwrap_err();
    assert!(matches!(error, LogError::Body { kind: ObjectKind::Revision, number: 2, .. }), "{error:?}");
    let error = log.put_checkpoint(1, failing).unwrap_err();
    assert!(matches!(error, LogError::Body { kind: ObjectKind::Checkpoint, number: 1, .. }), "{error:?}");
    assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0);
    append(&mut log, 2).unwrap();
    assert_holds(&log, &[1, 2]);
    log.verify().unwrap();
}

#[test]
fn a_writer_clears_temporary_files_and_a_reader_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    append(&mut log, 1).unwrap();
    drop(log);
    let left = folder.path().join("temporary/revision-000000000002-0");
    fs::write(&left, "half").unwrap();
    Log::open(folder.path(), Access::Read).unwrap();
    assert!(left.exists());
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    assert!(!left.exists());
    append(&mut log, 2).unwrap();
    assert_holds(&log, &[1, 2]);
}

/// A writer that was killed right after the link leaves a second name of the revision itself.
#[test]
fn clearing_a_temporary_name_leaves_the_revision() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    append(&mut log, 1).unwrap();
    drop(log);
    let left = folder.path().join("temporary/revision-000000000001-0");
    fs::hard_link(folder.path().join("revisions/000000000001.rev"), left).unwrap();
    let mut log = Log::open(folder.path(), Access::Write).unwrap();
    append(&mut log, 2).unwrap();
    assert_holds(&log, &[1, 2]);
    log.verify().unwrap();
}

#[test]
fn a_writer_past_the_lock_is_noticed() {
    let folder = log_of(1);
    let mut first = open(&folder, Access::Write).unwrap();
    let mut second = open(&folder, Access::Write).unwrap();
    append(&mut first, 2).unwrap();
    assert!(matches!(append(&mut second, 3), Err(LogError::Occupied { .. })));
    assert_holds(&open(&folder, Access::Write).unwrap(), &[1, 2]);
}

#[test]
fn a_head_beyond_the_limit_is_refused() {
    let folder = log_of(1);
    let mut log = open(&folder, Access::Write).unwrap();
    let mut large = draft(2);
    large.reason = "x".repeat(17 << 20);
    let error = log.append(large, &mut |_| Ok(())).unwrap_err();
    assert!(matches!(error, LogError::HeadTooLarge { number: 2, .. }), "{error:?}");
    append(&mut log, 2).unwrap();
    assert_holds(&log, &[1, 2]);
}

#[test]
fn names_of_others_are_passed_over() {
    let folder = log_of(2);
    for name in ["revisions/.hidden", "revisions/notes.txt", "acknowledged/.hidden", "checkpoints/0.chk"] {
        folder.plant(name, b"other");
    }
    assert_holds(&open(&folder, Access::Write).unwrap(), &[1, 2]);
}

#[test]
fn a_log_is_shared_between_threads() {
    fn require<T: Send + Sync>() {}
    require::<Log>();
    require::<LogError>();
    require::<Body>();
}
