//! Synthetic archives: small tables in the form of the published ones.

use super::super::{ImportError, Limits, Source};
use super::{Esco, Request, read};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const OCCUPATIONS: &str = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,modifiedDate,inScheme,code\r\n\
    Occupation,http://data.europa.eu/esco/occupation/a,8211,assembler,\"fitter\nbuilder\",released,2024-01-26T10:00:00.5Z,http://data.europa.eu/esco/concept-scheme/occupations,8211.1\r\n\
    Occupation,http://data.europa.eu/esco/occupation/b,9999,odd one,,released,yesterday,,\r\n";
const SKILLS: &str = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,inScheme,description\n\
    KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s,skill/competence,sector-specific,\"weld \"\"metal\"\"\",,,\"a\\b\nc\"\n\
    KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/t,knowledge,cross-sector,metals,,,\n\
    KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/u,knowledge,cross-sector,alloys,,,\n";
const GROUPS: &str =
    "conceptType,conceptUri,preferredLabel\nSkillGroup,http://data.europa.eu/esco/skill/S1,group\n";
const ISCO: &str = "conceptType,conceptUri,code,preferredLabel\nISCOGroup,http://data.europa.eu/esco/isco/C8211,8211,assemblers\n";
const BROADER_OCCUPATIONS: &str = "conceptType,conceptUri,broaderType,broaderUri\n\
    Occupation,http://data.europa.eu/esco/occupation/a,ISCOGroup,http://data.europa.eu/esco/isco/C8211\n";
const BROADER_SKILLS: &str = "conceptType,conceptUri,broaderType,broaderUri\n\
    K,http://data.europa.eu/esco/skill/u,K,http://data.europa.eu/esco/skill/t\n\
    K,http://data.europa.eu/esco/skill/s,SkillGroup,http://data.europa.eu/esco/skill/S1\n";
const RELATIONS: &str = "occupationUri,relationType,skillType,skillUri\n\
    http://data.europa.eu/esco/occupation/a,essential,skill/competence,http://data.europa.eu/esco/skill/s\n\
    http://data.europa.eu/esco/occupation/a,optional,knowledge,http://data.europa.eu/esco/skill/t\n";
const SKILL_RELATIONS: &str = "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri\n\
    http://data.europa.eu/esco/skill/s,skill/competence,optional,knowledge,http://data.europa.eu/esco/skill/t\n";

/// The members of a whole release.
fn members() -> Vec<(&'static str, String)> {
    [
        ("v1/occupations_en.csv", OCCUPATIONS),
        ("v1/skills_en.csv", SKILLS),
        ("v1/skillGroups_en.csv", GROUPS),
        ("v1/ISCOGroups_en.csv", ISCO),
        ("v1/broaderRelationsOccPillar.csv", BROADER_OCCUPATIONS),
        ("v1/broaderRelationsSkillPillar.csv", BROADER_SKILLS),
        ("v1/occupationSkillRelations.csv", RELATIONS),
        ("v1/skillSkillRelations.csv", SKILL_RELATIONS),
        ("v1/greenSkillsCollection_en.csv", "conceptUri\n"),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .into()
}

fn archive(members: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_all(archives: &[Vec<u8>], labels: &[(&str, &str)], limits: Limits) -> Result<Esco, ImportError> {
    let archives = (1..)
        .zip(archives)
        .map(|(n, bytes)| Source { name: format!("{n}.zip"), reader: Box::new(bytes.as_slice()) });
    let labels =
        labels.iter().map(|it| Source { name: it.0.to_owned(), reader: Box::new(it.1.as_bytes()) }).collect();
    let request = Request { version: "9.1".to_owned(), archives: archives.collect(), labels, limits };
    read(request, &mut |_| ())
}

fn read_one(members: &[(&str, String)]) -> Result<Esco, ImportError> {
    read_all(&[archive(members)], &[], Request::usual_limits())
}

/// A release with one table changed.
fn with(name: &str, text: &str) -> Result<Esco, ImportError> {
    let mut members = members();
    members.iter_mut().find(|it| it.0.ends_with(name)).unwrap().1 = text.to_owned();
    read_one(&members)
}

fn rejected(esco: &Esco) -> Vec<String> {
    esco.rejected.list.iter().map(|it| it.to_string().replace("1.zip/v1/", "")).collect()
}

#[test]
fn a_release_is_told_as_skos_and_the_esco_model() {
    let esco = read_one(&members()).unwrap();
    assert_eq!(
        rejected(&esco),
        [
            "occupations_en.csv:4: iscoGroup `9999` is in no table of ISCO groups: left out",
            "occupations_en.csv:4: modifiedDate `yesterday` is no date-time: left out",
        ]
    );
    assert_eq!(esco.not_read, ["1.zip/v1/greenSkillsCollection_en.csv"]);
    let counts = &esco.counts;
    assert_eq!((counts.occupations, counts.skills, counts.skill_groups, counts.isco_groups), (2, 3, 1, 1));
    assert_eq!((counts.essential, counts.optional, counts.skill_skill, counts.broader), (1, 1, 1, 3));
    assert_eq!(counts.triples, esco.ntriples.lines().count());
    let base = "http://data.europa.eu/esco";
    for line in [
        format!("<{base}/occupation/a> <{base}/model#relatedEssentialSkill> <{base}/skill/s> ."),
        format!("<{base}/skill/s> <{base}/model#isEssentialSkillFor> <{base}/occupation/a> ."),
        format!("<{base}/occupation/a> <{base}/model#memberOfISCOGroup> <{base}/isco/C8211> ."),
        format!("<{base}/occupation/a> <http://www.w3.org/2004/02/skos/core#altLabel> \"builder\"@en ."),
        format!("<{base}/skill/t> <http://www.w3.org/2004/02/skos/core#narrower> <{base}/skill/u> ."),
        format!(
            "<{base}/skill/s> <http://www.w3.org/2004/02/skos/core#prefLabel> \"weld \\\"metal\\\"\"@en ."
        ),
        format!("<{base}/skill/s> <http://purl.org/dc/terms/description> \"a\\\\b\\nc\"@en ."),
        format!(
            "<{base}/occupation/a> <http://purl.org/dc/terms/modified> \"2024-01-26T10:00:00.5Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime> ."
        ),
    ] {
        assert!(esco.ntriples.lines().any(|it| it == line), "{line}\n{}", esco.ntriples);
    }
    let parser = oxrdfio::RdfParser::from_format(oxrdfio::RdfFormat::NTriples);
    assert!(parser.for_slice(&esco.ntriples).all(|it| it.is_ok()));
}

#[test]
fn relations_that_lead_nowhere_repeat_or_contradict_are_told_by_row() {
    let at = "http://data.europa.eu/esco";
    let text = format!(
        "{RELATIONS}{at}/occupation/a,essential,,{at}/skill/s\n{at}/occupation/a,essential,,{at}/skill/t\n\
         {at}/occupation/gone,essential,,{at}/skill/s\n{at}/occupation/a,optional,,{at}/skill/gone\n\
         {at}/occupation/a,needed,,{at}/skill/u\n{at}/occupation/b,optional,,{at}/skill/S1\nx\n"
    );
    let esco = with("occupationSkillRelations.csv", &text).unwrap();
    let told: Vec<String> =
        rejected(&esco).into_iter().filter(|it| it.starts_with("occupationSkill")).collect();
    assert_eq!(
        told,
        [
            "occupationSkillRelations.csv:4: the same relation stands in line 2".to_owned(),
            "occupationSkillRelations.csv:5: line 3 says that the same skill is optional: the first counts"
                .to_owned(),
            format!(
                "occupationSkillRelations.csv:6: dangling: the occupation <{at}/occupation/gone> is in no table of occupations"
            ),
            format!(
                "occupationSkillRelations.csv:7: dangling: the skill <{at}/skill/gone> is in no table of skills"
            ),
            "occupationSkillRelations.csv:8: relationType is `needed` and neither essential nor optional"
                .to_owned(),
            format!(
                "occupationSkillRelations.csv:9: dangling: the skill <{at}/skill/S1> is in no table of skills"
            ),
            "occupationSkillRelations.csv:10: the row has 1 cells and the header 4: check its quotes"
                .to_owned(),
        ]
    );
    assert_eq!((esco.counts.dangling_relations, esco.counts.essential, esco.counts.optional), (3, 1, 1));
}

#[test]
fn the_row_that_closes_a_circle_of_broader_concepts_is_left_out() {
    let at = "http://data.europa.eu/esco/skill";
    let text = format!(
        "{BROADER_SKILLS}K,{at}/t,K,{at}/s\nK,{at}/s,K,{at}/u\nK,{at}/t,K,{at}/t\nK,{at}/t,K,http://data.europa.eu/esco/isco/C8211\n"
    );
    let esco = with("broaderRelationsSkillPillar.csv", &text).unwrap();
    let told: Vec<String> = rejected(&esco).into_iter().filter(|it| it.starts_with("broader")).collect();
    // u below t below s below u: one of the three goes, and which follows from the order of the tables.
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told.iter().filter(|it| it.contains("closes a circle")).count(), 2, "{told:?}");
    assert!(told.iter().any(|it| it.contains("never one broader than the other")), "{told:?}");
    assert_eq!(esco.counts.broader, 4);
}

#[test]
fn labels_of_another_version_are_taken_where_they_fit() {
    let labels = "conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/skill/t,métaux,\"fer\nacier\"\n\
        http://data.europa.eu/esco/skill/old,vieux,\nhttp://data.europa.eu/esco/occupation/a,monteur,\n";
    let isco = "isco,lang,label\n8211,fr,Monteurs\n8211,FR,Autres monteurs\n1111,fr,Personne\n8211,f r,x\n";
    let labels = [("1.0-skills_fr.csv", labels), ("isco.csv", isco)];
    let esco = read_all(&[archive(&members())], &labels, Request::usual_limits()).unwrap();
    let told: Vec<String> = rejected(&esco).into_iter().filter(|it| !it.starts_with("occupations")).collect();
    assert_eq!(
        told,
        [
            "1.0-skills_fr.csv:4: <http://data.europa.eu/esco/skill/old> is no concept of ESCO 9.1: the row is of another version",
            "1.0-skills_fr.csv:5: <http://data.europa.eu/esco/occupation/a> is of another kind than the table",
            "isco.csv:3: the preferred label `Autres monteurs` is not taken: `Monteurs` was read before",
            "isco.csv:4: `1111` is the code of no ISCO group of ESCO 9.1",
            "isco.csv:5: `f r` is no tag of a language",
        ]
    );
    assert_eq!(esco.counts.labelled.get("fr"), Some(&2));
    assert!(esco.ntriples.contains("\"acier\"@fr"));
    let error = read_all(
        &[archive(&members())],
        &[("skills.csv", "conceptUri,preferredLabel\n")],
        Request::usual_limits(),
    );
    assert!(error.err().unwrap().to_string().contains("does not end with a language"));
}

#[test]
fn what_is_no_release_is_refused_whole() {
    let mut without = members();
    without.retain(|it| !it.0.contains("Relations") || it.0.contains("broader"));
    let error = read_one(&without).err().unwrap().to_string();
    assert_eq!(
        error,
        "1.zip: there is no occupationSkillRelations.csv, skillSkillRelations.csv: give all archives of the release together, concepts and relations"
    );
    let error = with("occupations_en.csv", "a,b\n1,2\n").err().unwrap().to_string();
    assert!(
        error.starts_with(
            "1.zip/v1/occupations_en.csv:1: no column holds the names of concepts: it is called `concepturi`"
        ),
        "{error}"
    );
    let error = read_all(&[b"PK\x03\x04 no".to_vec()], &[], Request::usual_limits()).err().unwrap();
    assert!(matches!(error, ImportError::Archive { .. }), "{error}");
    let twice = [archive(&members()), archive(&members())];
    let error = read_all(&twice, &[], Request::usual_limits()).err().unwrap().to_string();
    assert!(error.contains("holds the same table"), "{error}");
    for version in ["", "1..1", "1.1.1.1.1", "v1", "1/2", "12345"] {
        let request = Request {
            version: version.to_owned(),
            archives: Vec::new(),
            labels: Vec::new(),
            limits: Limits::default(),
        };
        assert!(matches!(read(request, &mut |_| ()), Err(ImportError::Version { .. })), "{version}");
    }
}

#[test]
fn an_archive_that_unpacks_without_end_is_bounded() {
    let mut members = members();
    members[1].1 = "x".repeat(40 << 20);
    let packed = archive(&members);
    assert!(packed.len() < 200_000);
    let limits = Limits { bytes_max: 1 << 20, ..Request::usual_limits() };
    let error = read_all(std::slice::from_ref(&packed), &[], limits).err().unwrap().to_string();
    assert_eq!(
        error,
        "1.zip/v1/skills_en.csv: the file has more than bytes_max = 1048576: split it, or take the file that was meant"
    );
    // A member that breaks off.
    let mut broken = packed;
    broken.drain(1_000..30_000);
    assert!(read_all(&[broken], &[], Request::usual_limits()).is_err());
}
