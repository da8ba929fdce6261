//! Which tables stand in the archives? Zip files unpacked in memory, each member by the kind that its name tells.

use super::super::table::{Table, shown};
use super::super::{ImportError, Limits, Source};
use super::{ARCHIVE_BYTES_MAX, MEMBERS_MAX, UNPACKED_BYTES_MAX};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The kinds of table that are read.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Kind {
    Occupations,
    Skills,
    SkillGroups,
    IscoGroups,
    ConceptSchemes,
    SkillsHierarchy,
    BroaderOccupations,
    BroaderSkills,
    OccupationSkill,
    SkillSkill,
}

impl Kind {
    /// The kinds with the stems of their names, in small letters.
    const ALL: [(Self, &'static str); 10] = [
        (Self::Occupations, "occupations"),
        (Self::Skills, "skills"),
        (Self::SkillGroups, "skillgroups"),
        (Self::IscoGroups, "iscogroups"),
        (Self::ConceptSchemes, "conceptschemes"),
        (Self::SkillsHierarchy, "skillshierarchy"),
        (Self::BroaderOccupations, "broaderrelationsoccpillar"),
        (Self::BroaderSkills, "broaderrelationsskillpillar"),
        (Self::OccupationSkill, "occupationskillrelations"),
        (Self::SkillSkill, "skillskillrelations"),
    ];

    /// What every release has: without one of these nothing can be told apart from what dangles.
    const REQUIRED: [(Self, &'static str); 8] = [
        (Self::Occupations, "occupations_LANGUAGE.csv"),
        (Self::Skills, "skills_LANGUAGE.csv"),
        (Self::SkillGroups, "skillGroups_LANGUAGE.csv"),
        (Self::IscoGroups, "ISCOGroups_LANGUAGE.csv"),
        (Self::BroaderOccupations, "broaderRelationsOccPillar.csv"),
        (Self::BroaderSkills, "broaderRelationsSkillPillar.csv"),
        (Self::OccupationSkill, "occupationSkillRelations.csv"),
        (Self::SkillSkill, "skillSkillRelations.csv"),
    ];
}

/// What the name of a file tells: the kind of table and the language.
///
/// A number of a version may stand before it, as in `1.2.1-skills_de.csv.gz`.
pub(super) fn told_by_name(name: &str) -> Option<(Kind, Option<String>)> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let base = base.strip_suffix(".gz").unwrap_or(base);
    let stem = base.strip_suffix(".csv").or_else(|| base.strip_suffix(".CSV"))?;
    let stem = stem.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.' || it == '-');
    let (kind, language) = match stem.rsplit_once('_') {
        Some((kind, language)) if is_language(language) => (kind, Some(language.to_lowercase())),
        Some(_) | None => (stem, None),
    };
    let kind = kind.to_lowercase();
    Kind::ALL.iter().find(|it| it.1 == kind).map(|it| (it.0, language))
}

/// Whether a text can be the tag of a language: `fr`, `sr-latn`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    matches!(first.len(), 2 | 3)
        && first.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|it| matches!(it.len(), 2..=8) && it.bytes().all(|it| it.is_ascii_alphanumeric()))
}

/// The tables of all archives.
#[derive(Default)]
pub(super) struct Tables {
    all: Vec<(Kind, Option<String>, Table)>,
    archives: Vec<String>,
    pub(super) not_read: Vec<String>,
}

impl Tables {
    /// Unpacks an archive; `unpacked` counts the bytes of all.
    pub(super) fn unpack(
        &mut self,
        source: Source<'_>,
        limits: &Limits,
        unpacked: &mut u64,
    ) -> Result<(), ImportError> {
        let Source { name, reader } = source;
        let bytes = bytes_of(&name, reader, "archive_bytes_max", ARCHIVE_BYTES_MAX)?;
        let broken = |error: &dyn std::fmt::Display| ImportError::Archive {
            source_name: name.clone(),
            problem: error.to_string(),
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| broken(&it))?;
        if archive.len() > MEMBERS_MAX {
            let (limit, max) = ("members_max", MEMBERS_MAX as u64);
            return Err(ImportError::TooLarge { source_name: name, limit, max });
        }
        for at in 0..archive.len() {
            let mut member = archive.by_index(at).map_err(|it| broken(&it))?;
            if !member.is_file() {
                continue;
            }
            let member_name = member.name().map_err(|it| broken(&it))?.into_owned();
            let full_name = format!("{name}/{}", member_name.escape_debug());
            let Some((kind, language)) = told_by_name(&member_name) else {
                self.not_read.push(full_name);
                continue;
            };
            let max = limits.bytes_max.min(UNPACKED_BYTES_MAX - *unpacked);
            let limit = if max == limits.bytes_max { "bytes_max" } else { "unpacked_bytes_max" };
            let bytes = bytes_of(&full_name, &mut member, limit, max)?;
            *unpacked += bytes.len() as u64;
            let source = Source { name: full_name, reader: Box::new(bytes.as_slice()) };
            let table = Table::read(source, limits)?;
            if let Some((_, _, first)) = self.all.iter().find(|it| (it.0, &it.1) == (kind, &language)) {
                let problem = format!("{} holds the same table: give each once", first.source_name);
                return Err(ImportError::Archive { source_name: table.source_name, problem });
            }
            self.all.push((kind, language, table));
        }
        self.archives.push(name);
        Ok(())
    }

    /// # Errors
    /// [`ImportError::Missing`] with every table that no archive has.
    pub(super) fn require_all(&self) -> Result<(), ImportError> {
        let has = |kind: Kind| self.all.iter().any(|it| it.0 == kind);
        let missing: Vec<&str> = Kind::REQUIRED.iter().filter(|it| !has(it.0)).map(|it| it.1).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(ImportError::Missing { source_name: self.archives.join(", "), missing: missing.join(", ") })
    }

    /// Takes the tables of a kind out, English before other languages.
    pub(super) fn take(&mut self, kind: Kind) -> Vec<(Option<String>, Table)> {
        let mut taken = Vec::new();
        let mut rest = Vec::new();
        for (its_kind, language, table) in self.all.drain(..) {
            if its_kind == kind {
                taken.push((language, table));
            } else {
                rest.push((its_kind, language, table));
            }
        }
        self.all = rest;
        taken.sort_by_key(|it| (it.0.as_deref() != Some("en"), it.0.clone()));
        taken
    }
}

/// Reads to the end, or to one byte beyond the limit.
fn bytes_of(
    source_name: &str,
    reader: impl Read,
    limit: &'static str,
    max: u64,
) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    match reader.take(max.saturating_add(1)).read_to_end(&mut bytes) {
        // Inside of an archive this is a member that does not unpack; the bytes of the file itself were there.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(ImportError::Archive { source_name: source_name.to_owned(), problem: error.to_string() })
        }
        Err(source) => Err(ImportError::Read { source_name: source_name.to_owned(), source }),
        Ok(n_bytes) if n_bytes as u64 > max => {
            Err(ImportError::TooLarge { source_name: source_name.to_owned(), limit, max })
        }
        Ok(_) => Ok(bytes),
    }
}

/// The language of a table that must have one.
pub(super) fn language_of(language: Option<String>, table: &Table) -> Result<String, ImportError> {
    language.ok_or_else(|| ImportError::Text {
        source_name: table.source_name.clone(),
        line: 1,
        problem: format!(
            "the name {} does not end with a language, as `skills_fr.csv` does: rename the file",
            shown(&table.source_name)
        ),
    })
}
