//! Does a kill, a power cut or a full disk at any step leave exactly the old or the new state?

use std::{fs, path::Path, sync::Arc};

use super::{
    super::{
        Access, Log, LogError,
        folder::{Folder, RealFolder},
    },
    faults::{Fault, Faulty, Fuse},
    *,
};

fn verify(folder: &dyn Folder) -> super::super::VerifySummary {
    super::super::verify::verify(folder).unwrap()
}

/// Opens the log as a new process does and checks that it holds 1, 2 and, if it was acknowledged, 3.
#[track_caller]
fn assert_old_or_new(folder: &Memory, is_acknowledged: bool) {
    verify(folder);
    let check = |log: &Log| match log.heads().len() {
        2 => {
            assert!(!is_acknowledged, "an acknowledged revision is lost");
            assert_holds(log, &[1, 2]);
        }
        _ => assert_holds(log, &[1, 2, 3]),
    };
    check(&open(folder, Access::Read).unwrap());
    let mut log = open(folder, Access::Write).unwrap();
    check(&log);
    assert_eq!(verify(folder).unacknowledged, 0);
    assert!(folder.list("temporary").unwrap().is_empty());

    let n = log.heads().len() as u64 + 1;
    assert_eq!(append(&mut log, n).unwrap(), n, "the log goes on");
    verify(folder);
}

/// Runs `append` until it would have killed the process after every byte and operation in turn.
fn for_each_kill(mut check: impl FnMut(&Memory, bool)) {
    for left in 0.. {
        let folder = log_of(2);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
        let mut log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::Dead);
        let is_acknowledged = append(&mut log, 3).is_ok();
        drop(log);
        check(&folder, is_acknowledged);
        if fuse.is_left() {
            assert!(is_acknowledged && left > 500, "every byte of an object was a moment to be killed at");
            return;
        }
    }
}

#[test]
fn killed_at_every_byte_and_operation_of_an_append() {
    for_each_kill(|folder, is_acknowledged| assert_old_or_new(folder, is_acknowledged));
}

/// Every subset of the unsynced changes of names may survive; unsynced content does not.
#[test]
fn power_cut_at_every_byte_and_operation_of_an_append() {
    let mut n_cuts = 0;
    for_each_kill(|folder, is_acknowledged| {
        for subset in 0..1_u32 << folder.n_unsynced() {
            assert_old_or_new(&folder.after_power_cut(|at| subset >> at & 1 == 1), is_acknowledged);
            n_cuts += 1;
        }
    });
    assert!(n_cuts > 1000);
}

/// Killed after the link, then the power fails at each step of the recovery: what was served once stays.
#[test]
fn power_cut_at_every_operation_of_a_recovery() {
    let mut n_recoveries = 0;
    for_each_kill(|killed, is_acknowledged| {
        for left in 0.. {
            let folder = killed.copy();
            let fuse = Fuse::new();
            fuse.light(left, Fault::Dead);
            let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
            let is_served =
                Log::open_in(Arc::new(faulty), Access::Write).is_ok_and(|log| log.heads().len() == 3);
            for subset in 0..1_u32 << folder.n_unsynced() {
                let cut = folder.after_power_cut(|at| subset >> at & 1 == 1);
                assert_old_or_new(&cut, is_acknowledged || is_served);
            }
            n_recoveries += u64::from(is_served);
            if fuse.is_left() {
                break;
            }
        }
    });
    assert!(n_recoveries > 3);
}

#[test]
fn one_failing_operation_leaves_a_log_that_goes_on_or_says_why_not() {
    let mut n_unsettled = 0;
    for left in 0.. {
        let folder = log_of(2);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
        let mut log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::Once);
        let mut expected = vec![1, 2];
        let is_acknowledged = append(&mut log, 3).is_ok();
        if is_acknowledged {
            expected.push(3);
        }
        assert_holds(&log, &expected);
        let is_over = fuse.is_left();
        fuse.repair();
        match append(&mut log, 4) {
            Ok(_) => {
                expected.push(4);
                assert_holds(&log, &expected);
                drop(log);
                verify(&folder);
                assert_holds(&open(&folder, Access::Write).unwrap(), &expected);
            }
            Err(LogError::Unsettled { number: 3 }) => {
                n_unsettled += 1;
                drop(log);
                assert_old_or_new(&folder, false);
            }
            Err(error) => panic!("{error:?}"),
        }
        if is_over {
            break;
        }
    }
    assert_eq!(n_unsettled, 1, "only the last sync of the folder comes too late to take the revision back");
}

#[test]
fn a_full_disk_refuses_the_append_and_nothing_else() {
    for left in 0.. {
        let folder = log_of(2);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
        let mut log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::Full);
        let Err(error) = append(&mut log, 3) else {
            assert!(left > 500);
            return;
        };
        assert!(matches!(error, LogError::Full { .. }), "{error:?}");
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert!(folder.list("temporary").unwrap().is_empty());
        assert!(matches!(checkpoint(&log, 2), Err(LogError::Full { .. })));
        assert_holds(&log, &[1, 2]);
        verify(&folder);
        fuse.repair();
        append(&mut log, 3).unwrap();
        assert!(checkpoint(&log, 3).unwrap());
        assert_holds(&log, &[1, 2, 3]);
        assert_eq!(verify(&folder).unacknowledged, 0);
    }
}

#[test]
fn a_folder_that_becomes_read_only_keeps_what_it_has() {
    for left in 0.. {
        let folder = log_of(2);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
        let mut log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::ReadOnly);
        let is_acknowledged = append(&mut log, 3).is_ok();
        let is_over = fuse.is_left();
        assert_holds(&log, if is_acknowledged { &[1, 2, 3] } else { &[1, 2] });
        drop(log);
        fuse.repair();
        assert_old_or_new(&folder, is_acknowledged);
        if is_over {
            assert!(left > 500);
            return;
        }
    }
}

#[test]
fn killed_at_every_byte_and_operation_of_a_checkpoint() {
    for left in 0.. {
        let folder = log_of(2);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: folder.clone(), fuse: Arc::clone(&fuse) };
        let log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::Dead);
        let is_put = checkpoint(&log, 2).is_ok();
        drop(log);
        for subset in 0..1_u32 << folder.n_unsynced() {
            let cut = folder.after_power_cut(|at| subset >> at & 1 == 1);
            let found = verify(&cut).checkpoints;
            assert!(found == 1 || !is_put);
            let log = open(&cut, Access::Write).unwrap();
            assert_holds(&log, &[1, 2]);
            assert_eq!(checkpoint(&log, 2).unwrap(), found == 0);
        }
        if fuse.is_left() {
            return;
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The same on a real file system, at fewer moments, because each one waits for the disk.
#[test]
fn killed_on_a_real_folder() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    let mut log = Log::open(&base, Access::Write).unwrap();
    append(&mut log, 1).unwrap();
    append(&mut log, 2).unwrap();
    drop(log);

    let mut n_new = 0;
    // Sparse over the bytes, every operation at the end.
    for left in (0..600).step_by(97).chain(600..) {
        let path = folder.path().join(format!("killed-{left}"));
        copy_folder(&base, &path);
        let fuse = Fuse::new();
        let faulty = Faulty { inner: RealFolder::new(&path), fuse: Arc::clone(&fuse) };
        let mut log = Log::open_in(Arc::new(faulty), Access::Write).unwrap();
        fuse.light(left, Fault::Dead);
        let is_acknowledged = append(&mut log, 3).is_ok();
        drop(log);
        Log::verify_folder(&path).unwrap();
        let log = Log::open(&path, Access::Write).unwrap();
        match log.heads().len() {
            2 => assert!(!is_acknowledged),
            _ => n_new += 1,
        }
        assert_holds(&log, &[1, 2, 3][..log.heads().len()]);
        assert_eq!(log.verify().unwrap().unacknowledged, 0);
        assert_eq!(fs::read_dir(path.join("temporary")).unwrap().count(), 0);
        drop(log);
        fs::remove_dir_all(&path).unwrap();
        if fuse.is_left() {
            break;
        }
    }
    assert!(n_new > 3);
}
