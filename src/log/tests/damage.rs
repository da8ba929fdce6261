//! Is every damage noticed, and named so that a person can act?

use super::{
    super::{
        Access, Log, LogError, ObjectKind,
        recover::{checkpoint_name, marker_name, revision_name},
    },
    *,
};

fn verify(folder: &Memory) -> Result<super::super::VerifySummary, LogError> {
    super::super::verify::verify(folder)
}

/// What a program meets that opens the log and reads every body.
fn replay(folder: &Memory) -> Result<(), LogError> {
    let log = open(folder, Access::Write)?;
    for head in log.heads() {
        all(log.body(head.number)?).unwrap();
    }
    Ok(())
}

#[track_caller]
fn assert_damaged(error: &LogError, expected_kind: ObjectKind, expected_number: u64) {
    match error {
        LogError::Damaged { kind, number, file, .. } => {
            assert_eq!((*kind, *number), (expected_kind, expected_number), "{error}");
            assert!(error.to_string().contains(&file.display().to_string()), "{error}");
        }
        _ => panic!("{error:?}"),
    }
}

#[track_caller]
fn assert_missing(error: &LogError, expected: u64) {
    assert!(matches!(error, LogError::Missing { number, .. } if *number == expected), "{error:?}");
    let text = error.to_string();
    assert!(text.contains(&revision_name(expected)) && text.contains("restore"), "{text}");
}

#[test]
fn every_flipped_bit_of_a_revision_is_noticed() {
    let folder = log_of(3);
    for number in [2, 3] {
        let name = revision_name(number);
        for at in 0..folder.bytes(&name).len() {
            for bit in 0..8 {
                folder.edit(&name, |bytes| bytes[at] ^= 1 << bit);
                assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Revision, number);
                assert_damaged(&replay(&folder).unwrap_err(), ObjectKind::Revision, number);
                folder.edit(&name, |bytes| bytes[at] ^= 1 << bit);
            }
        }
    }
    verify(&folder).unwrap();
}

/// A flip in the head, in a length or in the checksum stops the log from opening; in the body, from replaying.
#[test]
fn damage_outside_the_body_stops_opening() {
    let folder = log_of(3);
    let name = revision_name(2);
    let n_bytes = folder.bytes(&name).len();
    let head_bytes = u32::from_le_bytes(folder.bytes(&name)[8..12].try_into().unwrap()) as usize;
    let body_start = 12 + head_bytes + 32;
    for at in (0..body_start).chain(n_bytes - 40..n_bytes) {
        folder.edit(&name, |bytes| bytes[at] ^= 0x10);
        assert_damaged(&open(&folder, Access::Read).unwrap_err(), ObjectKind::Revision, 2);
        folder.edit(&name, |bytes| bytes[at] ^= 0x10);
    }
    folder.edit(&name, |bytes| bytes[body_start + 5] ^= 0x10);
    let log = open(&folder, Access::Read).unwrap();
    assert_damaged(&log.body(2).unwrap_err(), ObjectKind::Revision, 2);
    assert_eq!(all(log.body(1).unwrap()).unwrap(), content(1));
    assert_damaged(&log.verify().unwrap_err(), ObjectKind::Revision, 2);
}

#[test]
fn every_truncation_and_a_longer_file_are_noticed() {
    let folder = log_of(3);
    let name = revision_name(3);
    let whole = folder.bytes(&name);
    for n_bytes in 0..whole.len() {
        folder.edit(&name, |bytes| bytes.truncate(n_bytes));
        for error in [verify(&folder).unwrap_err(), open(&folder, Access::Read).unwrap_err()] {
            assert_damaged(&error, ObjectKind::Revision, 3);
        }
        folder.edit(&name, |bytes| bytes.clone_from(&whole));
    }
    folder.edit(&name, |bytes| bytes.push(0));
    assert_damaged(&open(&folder, Access::Write).unwrap_err(), ObjectKind::Revision, 3);
}

#[test]
fn the_first_damaged_object_is_named() {
    let folder = log_of(4);
    for number in [3, 2] {
        folder.edit(&revision_name(number), |bytes| bytes[20] ^= 1);
        assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Revision, number);
    }
    folder.remove(&revision_name(4)).unwrap();
    assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Revision, 2);
}

#[test]
fn a_missing_revision_is_named() {
    for number in 1..=3 {
        let folder = log_of(3);
        folder.remove(&revision_name(number)).unwrap();
        for access in [Access::Read, Access::Write] {
            assert_missing(&open(&folder, access).unwrap_err(), number);
        }
        assert_missing(&verify(&folder).unwrap_err(), number);
    }
    let folder = log_of(3);
    (1..=3).for_each(|number| folder.remove(&revision_name(number)).unwrap());
    assert_missing(&open(&folder, Access::Write).unwrap_err(), 1);
}

#[test]
fn a_checkpoint_tells_of_a_lost_revision() {
    let folder = log_of(3);
    let log = open(&folder, Access::Write).unwrap();
    checkpoint(&log, 3).unwrap();
    let marker =
        folder.list("acknowledged").unwrap().into_iter().find(|it| it.starts_with("000000000003")).unwrap();
    folder.remove(&format!("acknowledged/{marker}")).unwrap();
    folder.remove(&revision_name(3)).unwrap();
    for access in [Access::Read, Access::Write] {
        let error = open(&folder, access).unwrap_err();
        assert_missing(&error, 3);
        assert!(error.to_string().contains("there is a checkpoint of revision 3"), "{error}");
    }
    assert_missing(&verify(&folder).unwrap_err(), 3);
}

#[test]
fn a_revision_in_the_wrong_place_is_noticed() {
    let folder = log_of(3);
    let first = folder.bytes(&revision_name(1));
    folder.edit(&revision_name(2), |bytes| bytes.clone_from(&first));
    assert_damaged(&open(&folder, Access::Read).unwrap_err(), ObjectKind::Revision, 2);
}

/// A whole revision with a whole marker, but of another history.
#[test]
fn a_revision_of_another_history_is_noticed() {
    let (folder, other) = (log_of(3), Memory::default());
    let mut log = open(&other, Access::Write).unwrap();
    for n in [11, 12, 13] {
        append(&mut log, n).unwrap();
    }
    let marker_of = |folder: &Memory, number: u64| {
        let names = folder.list("acknowledged").unwrap();
        names.into_iter().find(|it| it.starts_with(&format!("{number:012}"))).unwrap()
    };
    let foreign = other.bytes(&revision_name(3));
    folder.edit(&revision_name(3), |bytes| bytes.clone_from(&foreign));
    assert_damaged(&open(&folder, Access::Read).unwrap_err(), ObjectKind::Revision, 3);
    folder.remove(&format!("acknowledged/{}", marker_of(&folder, 3))).unwrap();
    folder.plant(&format!("acknowledged/{}", marker_of(&other, 3)), b"");
    let error = open(&folder, Access::Read).unwrap_err();
    assert_damaged(&error, ObjectKind::Revision, 3);
    assert!(error.to_string().contains("the chain is broken"), "{error}");
    assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Revision, 3);
}

#[test]
fn wrong_markers_are_named() {
    for name in [marker_name(2, &[7; 32]), "acknowledged/000000000002.zz".to_owned()] {
        let folder = log_of(3);
        folder.plant(&name, b"");
        assert_damaged(&open(&folder, Access::Write).unwrap_err(), ObjectKind::Acknowledgement, 2);
        assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Acknowledgement, 2);
    }
}

#[test]
fn a_lost_marker_is_named_and_made_again() {
    let folder = log_of(3);
    let markers = folder.list("acknowledged").unwrap();
    let lost = markers.iter().find(|it| it.starts_with("000000000002")).unwrap();
    folder.remove(&format!("acknowledged/{lost}")).unwrap();
    assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Acknowledgement, 2);
    assert_holds(&open(&folder, Access::Read).unwrap(), &[1, 2, 3]);
    assert_holds(&open(&folder, Access::Write).unwrap(), &[1, 2, 3]);
    assert_eq!(folder.list("acknowledged").unwrap(), markers);
    verify(&folder).unwrap();
}

#[test]
fn an_unacknowledged_revision_is_adopted_only_if_whole() {
    let folder = log_of(3);
    let marker =
        folder.list("acknowledged").unwrap().into_iter().find(|it| it.starts_with("000000000003")).unwrap();
    folder.remove(&format!("acknowledged/{marker}")).unwrap();
    assert_holds(&open(&folder, Access::Read).unwrap(), &[1, 2]);
    assert_eq!(verify(&folder).unwrap().unacknowledged, 1);

    let damaged = folder.copy();
    let n_bytes = damaged.bytes(&revision_name(3)).len();
    damaged.edit(&revision_name(3), |bytes| bytes[n_bytes - 60] ^= 1);
    let error = open(&damaged, Access::Write).unwrap_err();
    assert_damaged(&error, ObjectKind::Revision, 3);
    assert!(error.to_string().contains("never acknowledged"), "{error}");

    assert_holds(&open(&folder, Access::Write).unwrap(), &[1, 2, 3]);
    assert_eq!(verify(&folder).unwrap().unacknowledged, 0);
    assert_holds(&open(&folder, Access::Read).unwrap(), &[1, 2, 3]);
}

#[test]
fn a_damaged_checkpoint_is_passed_over_and_named() {
    let folder = log_of(4);
    let log = open(&folder, Access::Write).unwrap();
    checkpoint(&log, 2).unwrap();
    checkpoint(&log, 4).unwrap();
    let name = checkpoint_name(4);
    for at in 0..folder.bytes(&name).len() {
        for bit in 0..8 {
            folder.edit(&name, |bytes| bytes[at] ^= 1 << bit);
            assert_damaged(&verify(&folder).unwrap_err(), ObjectKind::Checkpoint, 4);
            let found = open(&folder, Access::Write).unwrap().checkpoint_at_or_before(4).unwrap();
            assert_damaged(&found.damaged[0], ObjectKind::Checkpoint, 4);
            assert_eq!(found.checkpoint.unwrap().0, 2);
            folder.edit(&name, |bytes| bytes[at] ^= 1 << bit);
        }
    }
    let second = folder.bytes(&checkpoint_name(2));
    folder.edit(&name, |bytes| *bytes = second);
    let found = log.checkpoint_at_or_before(4).unwrap();
    assert_eq!((found.damaged.len(), found.checkpoint.unwrap().0), (1, 2));

    folder.edit(&checkpoint_name(2), |bytes| bytes.truncate(40));
    let found = log.checkpoint_at_or_before(4).unwrap();
    assert_eq!((found.damaged.len(), found.checkpoint.is_none()), (2, true));
    assert!(found.damaged[0].to_string().contains("remove this file"), "{}", found.damaged[0]);
}

#[test]
fn a_newer_format_is_named() {
    let folder = log_of(1);
    folder.edit(&revision_name(1), |bytes| bytes[7] = 2);
    let error = open(&folder, Access::Read).unwrap_err();
    assert!(
        error.to_string().contains("has version 2 of the format, this program reads version 1"),
        "{error}"
    );
}

#[test]
fn refreshing_names_damage_and_keeps_what_was_known() {
    let folder = log_of(1);
    let mut reader: Log = open(&folder, Access::Read).unwrap();
    let mut writer = open(&folder, Access::Write).unwrap();
    append(&mut writer, 2).unwrap();
    append(&mut writer, 3).unwrap();
    folder.edit(&revision_name(3), |bytes| bytes[15] ^= 1);
    assert_damaged(&reader.refresh().unwrap_err(), ObjectKind::Revision, 3);
    assert_holds(&reader, &[1, 2]);
}
