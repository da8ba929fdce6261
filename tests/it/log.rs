//! A writer that is killed by `kill -9` at random moments, on a real folder.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use concord::log::{Access, Log, LogError, RevisionHeadDraft};

/// Names the folder that the child process writes into; without it, the child's test does nothing.
const FOLDER_VARIABLE: &str = "CONCORD_TEST_LOG_FOLDER";

const N_KILLS: u64 = 60;

fn append(log: &mut Log, number: u64) -> Result<(), LogError> {
    let draft = RevisionHeadDraft {
        time: "2025-11-13T10:00:00Z".to_owned(),
        agent: "tester".to_owned(),
        reason: format!("change {number}"),
        source: None,
        graphs: Vec::new(),
        added: number,
        removed: 0,
    };
    log.append(draft, &mut |file| {
        (0..200 * number % 3000).try_for_each(|line| writeln!(file, "{number} {line}"))
    })?;
    Ok(())
}

/// Checks that the folder holds the revisions 1 to some number, each whole, and gives that number.
fn check(folder: &Path) -> u64 {
    Log::verify_folder(folder).unwrap();
    let log = Log::open(folder, Access::Write).unwrap();
    let last = log.heads().len() as u64;
    for (head, number) in log.heads().iter().zip(1..) {
        assert_eq!((head.number, head.added), (number, number));
    }
    // What the last kill could have touched; `verify` has read the rest.
    for number in last.saturating_sub(2).max(1)..=last {
        let body = std::io::read_to_string(log.body(number).unwrap()).unwrap();
        assert_eq!(body.lines().count() as u64, 200 * number % 3000);
    }
    assert_eq!(log.verify().unwrap().unacknowledged, 0);
    assert_eq!(fs::read_dir(folder.join("temporary")).unwrap().count(), 0);
    last
}

/// The process that is killed: appends as fast as it can and says what was acknowledged.
#[test]
fn child_that_appends() {
    let Some(folder) = std::env::var_os(FOLDER_VARIABLE) else { return };
    let mut log = Log::open(Path::new(&folder), Access::Write).unwrap();
    let mut output = std::io::stderr();
    loop {
        let number = log.heads().len() as u64 + 1;
        append(&mut log, number).unwrap();
        if number.is_multiple_of(8) {
            log.put_checkpoint(number, &mut |file| write!(file, "state after {number}")).unwrap();
        }
        // In one write, so that a kill cannot leave half a number.
        output.write_all(format!("acknowledged {number}\n").as_bytes()).unwrap();
    }
}

#[test]
fn killed_writers_lose_nothing_that_they_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut last = 0;
    for _ in 0..N_KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "log::child_that_appends", "--nocapture", "--test-threads=1"])
            .env(FOLDER_VARIABLE, &data)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut acknowledged = lines.find_map(|line| number_of(&line)).expect("the child appends");
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let started = Instant::now();
        while started.elapsed() < Duration::from_micros(random % 30_000) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged = lines.filter_map(|line| number_of(&line)).last().unwrap_or(acknowledged);

        let found = check(&data);
        assert!(
            found == acknowledged || found == acknowledged + 1,
            "{acknowledged} acknowledged, {found} found"
        );
        assert!(found > last);
        last = found;
    }
}

fn number_of(line: &str) -> Option<u64> {
    line.strip_prefix("acknowledged ")?.parse().ok()
}
