//! A load that is killed at any moment leaves the registry whole: the dataset is exactly one of the revisions, and
//! what was acknowledged is there.

use crate::registry::{many, settings};
use concord::graph::{Pattern, View};
use concord::registry::Registry;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Small numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % end
    }
}

const SHAPES: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:shape> sh:targetSubjectsOf <urn:p> ; \
    sh:property [ sh:path <urn:p> ; sh:nodeKind sh:Literal ; sh:minCount 1 ; sh:maxCount 1 ] .";

/// Loads a file in a process of its own, which is killed after that time; gives whether it was acknowledged.
fn load_and_kill(folder: &Path, file: &Path, delay: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(["load", "--empty", "--add", "--graph", "urn:g", "--data"])
        .args([folder, file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(delay);
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code().is_none_or(|it| it == 0), "{}", String::from_utf8_lossy(&output.stderr));
    said.ends_with('\n') && said.starts_with("revision ")
}

/// The loads whose triples are there, each of which must be there whole.
fn loads_in(view: &View, n_triples: usize) -> BTreeSet<usize> {
    let Some(graph) = view.dictionary().iri("urn:g").and_then(|it| view.graph(it)) else {
        return BTreeSet::new();
    };
    let mut counts = std::collections::BTreeMap::new();
    for triple in graph.scan(Pattern::default()) {
        let subject = view.dictionary().text(triple[0]);
        let load: usize = subject.split(':').nth(2).unwrap().parse().unwrap();
        *counts.entry(load).or_insert(0) += 1;
    }
    assert!(counts.values().all(|it| *it == n_triples), "part of a load is there: {counts:?}");
    counts.into_keys().collect()
}

/// Kills loads one after the other; gives how many were acknowledged.
fn kill_loads(n_loads: usize, n_triples: usize, seed: u64) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("load.nt"));
    let mut numbers = Numbers(seed);
    let mut acknowledged = BTreeSet::new();
    let mut shown = BTreeSet::new();

    // Shapes that every load is held against, so that a kill may come while it is checked.
    let shapes = folder.path().join("shapes.ttl");
    std::fs::write(&shapes, SHAPES).unwrap();
    let words = ["load", "--empty", "--data", data.to_str().unwrap(), shapes.to_str().unwrap()];
    assert!(Command::new(env!("CARGO_BIN_EXE_concord")).args(words).output().unwrap().status.success());

    // The time of one whole load, so that the moments spread over all of it on any machine.
    std::fs::write(&file, many(0, n_triples)).unwrap();
    let start = Instant::now();
    assert!(load_and_kill_never(&data, &file));
    let usual = start.elapsed();
    acknowledged.insert(0);

    for load in 1..=n_loads {
        std::fs::write(&file, many(load, n_triples)).unwrap();
        let delay = usual.mul_f64(f64::from(numbers.below(1_300)) / 1_000.0);
        if load_and_kill(&data, &file, delay) {
            acknowledged.insert(load);
        }
        let verified = Registry::verify(&settings(&data), false).unwrap();
        let registry = Registry::open_for_reading(settings(&data)).unwrap();
        let there = loads_in(&registry.view(), n_triples);
        assert!(there.is_superset(&acknowledged), "lost: {:?}", acknowledged.difference(&there));
        assert!(there.is_superset(&shown), "gone again: {:?}", shown.difference(&there));
        assert!(there.iter().all(|it| *it <= load));
        assert_eq!(
            registry.revisions().len(),
            there.len() + 1,
            "a revision is one load, the first has the shapes"
        );
        assert!(verified.revisions >= there.len() as u64);
        shown = there;
    }
    acknowledged.len() - 1
}

fn load_and_kill_never(folder: &Path, file: &Path) -> bool {
    Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(["load", "--empty", "--add", "--graph", "urn:g", "--data"])
        .args([folder, file])
        .output()
        .unwrap()
        .status
        .success()
}

#[test]
fn small_loads_killed_at_185_moments() {
    let n_acknowledged = kill_loads(185, 40, 1);
    assert!((5..185).contains(&n_acknowledged), "the moments miss the load: {n_acknowledged} were done");
}

#[test]
fn large_loads_with_checkpoints_killed_at_15_moments() {
    kill_loads(8, 60_000, 2);
    kill_loads(7, 30_000, 3);
}
