//! The published releases come in with the published counts, and what changed between them is told.

use super::super::cli::{concord, done, fails};
use super::esco;
use concord::import::Source;
use concord::import::esco::{Esco, Request, read};
use std::fs::File;
use std::path::Path;

/// Every label file that is published beside the releases.
const LABELS: [&str; 10] = [
    "1.1.1-occupations_fr.csv.gz",
    "1.1.1-skillGroups_fr.csv.gz",
    "1.1.1-ISCOGroups_fr.csv.gz",
    "1.0-skills_fr.csv.gz",
    "1.0-occupations_es.csv.gz",
    "1.0-skills_es.csv.gz",
    "1.2.1-occupations_de.csv.gz",
    "1.2.1-skillGroups_de.csv.gz",
    "1.2.1-ISCOGroups_de.csv.gz",
    "isco08-unit-groups-23-languages.csv.gz",
];

fn release(folder: &Path, version: &str, labels: &[&str]) -> Esco {
    let source = |path: &Path| Source {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        reader: Box::new(File::open(path).unwrap()),
    };
    let archives = ["classification-en.zip", "relations.zip"];
    let request = Request {
        version: version.to_owned(),
        archives: archives.iter().map(|it| source(&folder.join(version).join(it))).collect(),
        labels: labels.iter().map(|it| source(&folder.join("labels").join(it))).collect(),
        limits: Request::usual_limits(),
    };
    read(request, &mut |_| ()).unwrap()
}

#[test]
fn the_published_release_gives_the_published_counts() {
    let Some(folder) = esco() else { return };
    let esco = release(&folder, "1.1.1", &LABELS);
    let counts = &esco.counts;
    assert_eq!(
        (counts.occupations, counts.skills, counts.skill_groups, counts.isco_groups),
        (3_007, 13_896, 640, 619)
    );
    assert_eq!((counts.relation_rows, counts.dangling_relations), (123_855, 67));
    assert_eq!(counts.essential + counts.optional, 123_855 - 67);
    // Of 5,899 rows one says that a skill needs itself, and of 24,273 eight dangle.
    assert_eq!((counts.skill_skill, counts.broader), (5_899 - 1, 24_273 - 8));
    assert!(
        esco.rejected
            .list
            .iter()
            .any(|it| it.reason.ends_with("c7708533-9467-4bea-afb9-f9b40a76c84a> needs itself"))
    );
    let dangling = esco.rejected.list.iter().filter(|it| {
        it.source_name.ends_with("occupationSkillRelations.csv")
            && it.reason.starts_with("dangling: the occupation ")
    });
    assert_eq!(dangling.count(), 67);
    let of_other_versions = esco.rejected.list.iter().filter(|it| it.reason.ends_with("of another version"));
    assert_eq!(of_other_versions.count(), 106 + 106 + 35 + 3);
    for language in ["en", "fr", "es", "de"] {
        assert!(counts.labelled[language] > 3_000, "{language}");
    }
    assert!((700_000..800_000).contains(&counts.triples), "{}", counts.triples);
    assert_eq!(counts.triples, esco.ntriples.lines().count());
}

#[test]
fn the_release_before_has_one_fault() {
    let Some(folder) = esco() else { return };
    let esco = release(&folder, "1.1.0", &[]);
    assert_eq!(esco.rejected.total, 1, "{:?}", esco.rejected.list);
    assert!(esco.rejected.list[0].reason.ends_with("needs itself"));
    assert_eq!(esco.counts.occupations, 3_008);
    assert_eq!(esco.counts.relation_rows, 123_852);
}

#[test]
fn one_release_after_the_other_tells_what_came_and_went() {
    let Some(esco) = esco() else { return };
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let import = |version: &str| {
        let file = |name: &str| esco.join(version).join(name).display().to_string();
        let (classification, relations) = (file("classification-en.zip"), file("relations.zip"));
        // Rejected rows are told on the other stream.
        let output = concord(it, &["import", "esco", &classification, &relations, "--version", version]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let first = import("1.1.0");
    assert!(first.contains("3008 occupations, 13891 skills, 643 skill groups, 619 ISCO groups\n"), "{first}");
    let second = import("1.1.1");
    assert!(second.contains("taken out: <https://w3id.org/concord/graph/esco-1.1.0>"), "{second}");
    assert!(
        second.contains("occupations: 0 came, 1 went; skills: 5 came, 0 went; relations: 305 came, 369 went, 67 of these with their occupation\n"),
        "{second}"
    );
    assert!(second.contains("\noccupation went: <http://data.europa.eu/esco/occupation/a9e54177-a185-404d-b6e6-15663d31137e>\n"), "{second}");
    assert!(import("1.1.1").contains("no change: revision 3 holds all of this already"));
    let patch = done(it, &["diff", "2", "3", "--union", "--format", "patch"]);
    let relations = |sign: &str| {
        let is_relation = |it: &&str| {
            it.starts_with(&format!("{sign} <http://data.europa.eu/esco/occupation/"))
                && (it.contains("#relatedEssentialSkill> ") || it.contains("#relatedOptionalSkill> "))
        };
        patch.lines().filter(is_relation).count()
    };
    assert_eq!((relations("A"), relations("D")), (305, 369), "whichever graph says it");
    let occupations = |sign: &str| {
        let end = " <http://data.europa.eu/esco/model#Occupation> .";
        patch.lines().filter(|it| it.starts_with(sign) && it.ends_with(end)).count()
    };
    assert_eq!((occupations("A"), occupations("D")), (0, 1));
    let count = "SELECT (COUNT(*) AS ?n) WHERE { ?o a <http://data.europa.eu/esco/model#Occupation> }";
    let answer = done(it, &["query", "--format", "csv", "-q", count]);
    assert_eq!(answer.lines().nth(1), Some("3007"), "the union holds one release");
    let earlier = done(it, &["query", "--format", "csv", "-q", count, "--revision", "2"]);
    assert_eq!(earlier.lines().nth(1), Some("3008"), "and the revision before the other");
}

#[test]
fn a_release_that_is_none_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    std::fs::write(it.join("no.zip"), b"PK\x03\x04 and no more").unwrap();
    std::fs::write(it.join("some.nt"), b"<urn:a> <urn:b> <urn:c> .\n").unwrap();
    done(it, &["load", "--empty", "some.nt"]);
    let error = fails(it, 1, &["import", "esco", "no.zip", "--version", "1.1.1"]);
    assert!(error.contains("no.zip: "), "{error}");
    fails(it, 3, &["import", "esco", "absent.zip", "--version", "1.1.1"]);
    fails(it, 2, &["import", "esco", "no.zip", "--version", "one"]);
    fails(it, 2, &["import", "esco", "no.zip"]);
}

#[test]
fn a_table_of_offers_comes_in_and_what_is_unknown_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let skill = "http://data.europa.eu/esco/skill/142f7164-fe09-49ec-af18-7c9e86269d9e";
    let text = format!(
        "id,name,provider,outcomes,hours,seats\n1,Synthetic course,Synthetic school,{skill},40,12\n\
         2,Synthetic other,Synthetic school,http://data.europa.eu/esco/skill/none,8,3\n"
    );
    std::fs::write(it.join("offers.csv"), text).unwrap();
    let graph = "https://w3id.org/concord/graph/synthetic-offers";
    let words =
        ["import", "offers", "offers.csv", "--source", "Synthetic list", "--sureness", "C", "--graph", graph];
    let output = concord(it, &words);
    let (out, error) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(
        output.status.success() && out.starts_with("2 rows, 2 rejected; 1 offers\nrevision 2: "),
        "{out}{error}"
    );
    assert!(
        error.contains("offers.csv:3: the outcome `http://data.europa.eu/esco/skill/none` is no skill"),
        "{error}"
    );
    assert!(
        String::from_utf8(concord(it, &words).stdout)
            .unwrap()
            .contains("no change: revision 2 holds all of this")
    );
}
