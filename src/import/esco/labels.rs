//! What is a concept called in more languages? Label files, of this version or of another.

use super::super::table::{Table, shown};
use super::super::{ImportError, Source};
use super::archive::{Kind, is_language, language_of, told_by_name};
use super::concepts::{Class, Concepts, TextColumns};
use super::{ESCO, State, concept_iri};
use flate2::read::MultiGzDecoder;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Reads a label file to its end; one whose name ends with `.gz` is unpacked.
///
/// Two forms are known: the tables of ESCO, and one with the columns `isco`, `lang` and `label`.
pub(super) fn read(
    source: Source<'_>,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let Source { name, reader } = source;
    let is_packed = Path::new(&name).extension().is_some_and(|it| it.eq_ignore_ascii_case("gz"));
    let reader: Box<dyn Read + Send> = if is_packed { Box::new(MultiGzDecoder::new(reader)) } else { reader };
    let table = Table::read(Source { name, reader }, &state.limits).map_err(unpacking_failed)?;
    if let Some(isco) = table.column(&["isco"]) {
        return read_isco(&table, isco, concepts, state);
    }
    let (kind, language) = match told_by_name(&table.source_name) {
        Some((kind, language)) => (Some(kind), language),
        None => (None, language_at_end(&table.source_name)),
    };
    let language = language_of(language, &table)?;
    let class = match kind {
        Some(Kind::Occupations) => Some(Class::Occupation),
        Some(Kind::Skills) => Some(Class::Skill),
        Some(Kind::SkillGroups) => Some(Class::SkillGroup),
        Some(Kind::IscoGroups) => Some(Class::IscoGroup),
        Some(
            Kind::ConceptSchemes
            | Kind::SkillsHierarchy
            | Kind::BroaderOccupations
            | Kind::BroaderSkills
            | Kind::OccupationSkill
            | Kind::SkillSkill,
        )
        | None => None,
    };
    take(&table, &language, class, concepts, state)
}

/// Takes the texts of a table for concepts that are there.
pub(super) fn take(
    table: &Table,
    language: &str,
    class: Option<Class>,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let iri_column = table.required("the names of concepts", &["concepturi"])?;
    table.required("preferred labels", &["preferredlabel"])?;
    let columns = TextColumns::of(table);
    let name = &table.source_name;
    let language = concepts.language(language, table)?;
    for row in &table.rows {
        if let Some(problem) = table.width_problem(row) {
            state.reject(name, row.line, problem);
            continue;
        }
        let cell = row.cell(iri_column);
        let Some(place) = concept_iri(cell).and_then(|it| concepts.place(it)) else {
            let version = &state.version;
            let reason =
                format!("{} is no concept of ESCO {version}: the row is of another version", shown_iri(cell));
            state.reject(name, row.line, reason);
            continue;
        };
        let its_class = concepts.all[place as usize].class;
        if class.is_some_and(|it| it != its_class) {
            let reason = format!("{} is of another kind than the table", shown_iri(cell));
            state.reject(name, row.line, reason);
            continue;
        }
        if let Some(problem) = concepts.take_texts(place, language, &columns, row) {
            state.reject(name, row.line, problem);
        }
    }
    state.done(name, table.rows.len());
    Ok(())
}

/// The ISCO unit groups in many languages, one name a row.
fn read_isco(
    table: &Table,
    isco: usize,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let language_column = table.required("languages", &["lang", "language"])?;
    let columns = TextColumns::preferred(table.required("names", &["label", "preferredlabel"])?);
    let name = &table.source_name;
    for row in &table.rows {
        let (code, tag) = (row.cell(isco), row.cell(language_column).to_lowercase());
        let Some(place) = concepts.place(&format!("{ESCO}isco/C{code}")) else {
            let reason = format!("{} is the code of no ISCO group of ESCO {}", shown(code), state.version);
            state.reject(name, row.line, reason);
            continue;
        };
        if !is_language(&tag) {
            state.reject(name, row.line, format!("{} is no tag of a language", shown(&tag)));
            continue;
        }
        let language = concepts.language(&tag, table)?;
        if let Some(problem) = concepts.take_texts(place, language, &columns, row) {
            state.reject(name, row.line, problem);
        }
    }
    state.done(name, table.rows.len());
    Ok(())
}

/// A file that does not unpack is a fault of its data; any other failure to read is one of the system.
fn unpacking_failed(error: ImportError) -> ImportError {
    match error {
        ImportError::Read { source_name, source }
            if matches!(
                source.kind(),
                ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof
            ) =>
        {
            ImportError::Archive { source_name, problem: source.to_string() }
        }
        other => other,
    }
}

/// The language at the end of a name that tells no kind: `my-labels_pl.csv`.
fn language_at_end(name: &str) -> Option<String> {
    let base = name.strip_suffix(".gz").unwrap_or(name);
    let stem = base.strip_suffix(".csv").unwrap_or(base);
    let (_, language) = stem.rsplit_once('_')?;
    is_language(language).then(|| language.to_lowercase())
}

/// An IRI is told whole, because its end is what names the concept; anything else is cut off.
fn shown_iri(cell: &str) -> String {
    concept_iri(cell).map_or_else(|| shown(cell), |it| format!("<{it}>"))
}
