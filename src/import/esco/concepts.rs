//! What is there? The concepts of ESCO, each once, with what their tables say of them.

use super::super::ImportError;
use super::super::table::{Row, Table, shown};
use super::archive::{Kind, Tables, language_of};
use super::{Counts, ESCO, State, concept_iri};
use oxsdatatypes::DateTime;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::str::FromStr as _;

/// What a concept is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Class {
    Occupation,
    Skill,
    SkillGroup,
    IscoGroup,
}

/// The properties whose values are texts in a language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Text {
    Preferred,
    Alternative,
    Hidden,
    ScopeNote,
    Definition,
    Description,
}

impl Text {
    const ALL: [Self; 6] = [
        Self::Preferred,
        Self::Alternative,
        Self::Hidden,
        Self::ScopeNote,
        Self::Definition,
        Self::Description,
    ];

    /// As the column is called.
    fn column(self) -> &'static str {
        match self {
            Self::Preferred => "preferredlabel",
            Self::Alternative => "altlabels",
            Self::Hidden => "hiddenlabels",
            Self::ScopeNote => "scopenote",
            Self::Definition => "definition",
            Self::Description => "description",
        }
    }

    /// Whether a cell holds one value a line.
    fn is_list(self) -> bool {
        matches!(self, Self::Alternative | Self::Hidden)
    }
}

/// One concept.
#[derive(Debug)]
pub(super) struct Concept {
    pub(super) iri: String,
    pub(super) class: Class,
    /// The row that says it.
    line: u64,
    pub(super) texts: Vec<(Text, u8, String)>,
    pub(super) codes: Vec<String>,
    pub(super) status: Option<String>,
    /// With the lexical form of a date-time.
    pub(super) modified: Option<String>,
    pub(super) schemes: Vec<String>,
    /// IRIs.
    pub(super) skill_type: Option<String>,
    pub(super) reuse_level: Option<String>,
    pub(super) isco_group: Option<String>,
    pub(super) regulated: Option<String>,
    pub(super) nace_codes: Vec<String>,
}

/// A scheme with its names.
#[derive(Debug)]
pub(super) struct Scheme {
    pub(super) iri: String,
    pub(super) names: Vec<(u8, String)>,
}

/// All concepts, in the order of their tables.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    pub(super) all: Vec<Concept>,
    places: FxHashMap<String, u32>,
    /// The tags of languages; texts hold their place.
    pub(super) languages: Vec<String>,
    pub(super) schemes: Vec<Scheme>,
}

impl Concepts {
    pub(super) fn place(&self, iri: &str) -> Option<u32> {
        self.places.get(iri).copied()
    }

    /// The place of a language.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`] where a table brings one more than can be told apart.
    pub(super) fn language(&mut self, tag: &str, table: &Table) -> Result<u8, ImportError> {
        let place = self.languages.iter().position(|it| it == tag).unwrap_or(self.languages.len());
        if place == self.languages.len() {
            self.languages.push(tag.to_owned());
        }
        u8::try_from(place).map_err(|_| ImportError::TooLarge {
            source_name: table.source_name.clone(),
            limit: "languages_max",
            max: u64::from(u8::MAX) + 1,
        })
    }

    /// Takes the texts of a row for a concept; where a preferred label is there already, tells the other.
    pub(super) fn take_texts(
        &mut self,
        place: u32,
        language: u8,
        columns: &TextColumns,
        row: &Row,
    ) -> Option<String> {
        let texts = &mut self.all[place as usize].texts;
        let mut problem = None;
        for (text, column) in &columns.0 {
            let cell = row.cell(*column);
            if text.is_list() {
                for line in cell.lines().map(str::trim).filter(|it| !it.is_empty()) {
                    texts.push((*text, language, line.to_owned()));
                }
            } else if !cell.is_empty() {
                // Of such a text there is one a language: the first that is read counts.
                match texts.iter().find(|it| (it.0, it.1) == (*text, language)) {
                    Some(first) if first.2 == cell => (),
                    Some(first) if *text == Text::Preferred => {
                        problem = Some(format!(
                            "the preferred label {} is not taken: {} was read before",
                            shown(cell),
                            shown(&first.2)
                        ));
                    }
                    Some(_) => (),
                    None => texts.push((*text, language, cell.to_owned())),
                }
            }
        }
        problem
    }

    pub(super) fn count(&self, counts: &mut Counts) {
        let mut labelled: BTreeMap<String, usize> = BTreeMap::new();
        for concept in &self.all {
            *match concept.class {
                Class::Occupation => &mut counts.occupations,
                Class::Skill => &mut counts.skills,
                Class::SkillGroup => &mut counts.skill_groups,
                Class::IscoGroup => &mut counts.isco_groups,
            } += 1;
            for (_, language, _) in concept.texts.iter().filter(|it| it.0 == Text::Preferred) {
                *labelled.entry(self.languages[usize::from(*language)].clone()).or_default() += 1;
            }
        }
        counts.labelled = labelled;
    }
}

/// Which columns hold which texts.
pub(super) struct TextColumns(Vec<(Text, usize)>);

impl TextColumns {
    pub(super) fn of(table: &Table) -> Self {
        Self(Text::ALL.iter().filter_map(|it| Some((*it, table.column(&[it.column()])?))).collect())
    }

    /// Of a table that has preferred labels only.
    pub(super) fn preferred(column: usize) -> Self {
        Self(vec![(Text::Preferred, column)])
    }
}

/// Reads the tables of concepts; the first language of a kind says what there is, the others only name it.
pub(super) fn read(
    tables: &mut Tables,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    for (kind, class) in [
        (Kind::IscoGroups, Class::IscoGroup),
        (Kind::Occupations, Class::Occupation),
        (Kind::SkillGroups, Class::SkillGroup),
        (Kind::Skills, Class::Skill),
    ] {
        for (at, (language, table)) in tables.take(kind).into_iter().enumerate() {
            let language = language_of(language, &table)?;
            if at == 0 {
                read_concepts(&table, class, &language, concepts, state)?;
            } else {
                super::labels::take(&table, &language, Some(class), concepts, state)?;
            }
        }
    }
    for (language, table) in tables.take(Kind::ConceptSchemes) {
        let language = language_of(language, &table)?;
        read_schemes(&table, &language, concepts, state)?;
    }
    for (at, (_, table)) in tables.take(Kind::SkillsHierarchy).into_iter().enumerate() {
        if at == 0 {
            read_codes(&table, concepts, state);
        }
    }
    Ok(())
}

fn read_concepts(
    table: &Table,
    class: Class,
    language: &str,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let iri_column = table.required("the names of concepts", &["concepturi"])?;
    table.required("preferred labels", &["preferredlabel"])?;
    let isco_column = match class {
        Class::Occupation => Some(table.required("ISCO groups", &["iscogroup"])?),
        Class::Skill | Class::SkillGroup | Class::IscoGroup => None,
    };
    let type_column = match class {
        Class::Skill => Some(table.required("types of skill", &["skilltype"])?),
        Class::Occupation | Class::SkillGroup | Class::IscoGroup => None,
    };
    let columns = Columns {
        texts: TextColumns::of(table),
        isco_group: isco_column,
        skill_type: type_column,
        reuse_level: table.column(&["reuselevel"]),
        code: table.column(&["code"]),
        status: table.column(&["status"]),
        modified: table.column(&["modifieddate"]),
        scheme: table.column(&["inscheme"]),
        regulated: table.column(&["regulatedprofessionnote"]),
        nace: table.column(&["nacecode"]),
    };
    let name = &table.source_name;
    let language = concepts.language(language, table)?;
    for row in &table.rows {
        if let Some(problem) = table.width_problem(row) {
            state.reject(name, row.line, problem);
            continue;
        }
        let cell = row.cell(iri_column);
        let Some(iri) = concept_iri(cell) else {
            state.reject(name, row.line, format!("conceptUri is {} and no name of ESCO", shown(cell)));
            continue;
        };
        if let Some(place) = concepts.place(iri) {
            let line = concepts.all[place as usize].line;
            state.reject(name, row.line, format!("<{iri}> is there already, from line {line} of its table"));
            continue;
        }
        let place = concepts.all.len() as u32;
        let concept = columns.concept(iri, class, row, concepts, &mut |reason| {
            state.reject(name, row.line, reason);
        });
        concepts.all.push(concept);
        concepts.places.insert(iri.to_owned(), place);
        concepts.take_texts(place, language, &columns.texts, row);
    }
    state.done(name, table.rows.len());
    Ok(())
}

struct Columns {
    texts: TextColumns,
    isco_group: Option<usize>,
    skill_type: Option<usize>,
    reuse_level: Option<usize>,
    code: Option<usize>,
    status: Option<usize>,
    modified: Option<usize>,
    scheme: Option<usize>,
    regulated: Option<usize>,
    nace: Option<usize>,
}

impl Columns {
    /// A concept without its texts; `tell` hears of each cell that is left out.
    fn concept(
        &self,
        iri: &str,
        class: Class,
        row: &Row,
        concepts: &Concepts,
        tell: &mut dyn FnMut(String),
    ) -> Concept {
        let cell = |column: Option<usize>| column.map(|it| row.cell(it)).filter(|it| !it.is_empty());
        let mut listed = |column: Option<usize>, what: &str, accept: &dyn Fn(&str) -> bool| -> Vec<String> {
            let parts = cell(column).unwrap_or_default().split([',', '\n']).map(str::trim);
            let mut taken = Vec::new();
            for part in parts.filter(|it| !it.is_empty()) {
                if accept(part) {
                    taken.push(part.to_owned());
                } else {
                    tell(format!("{what} {} is no name of a concept: left out", shown(part)));
                }
            }
            taken.sort_unstable();
            taken.dedup();
            taken
        };
        let schemes = listed(self.scheme, "the scheme", &|it| concept_iri(it).is_some());
        let is_nace = |it: &str| {
            it.strip_prefix("http://data.europa.eu/ux2/nace2").is_some_and(|it| {
                it.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'/'))
            })
        };
        let nace_codes = listed(self.nace, "the NACE code", &is_nace);
        let modified = cell(self.modified).filter(|it| {
            let is_date = DateTime::from_str(it).is_ok();
            if !is_date {
                tell(format!("modifiedDate {} is no date-time: left out", shown(it)));
            }
            is_date
        });
        let skill_type = cell(self.skill_type).and_then(|it| match it {
            "skill/competence" | "skill" => Some("skill-type/skill"),
            "knowledge" => Some("skill-type/knowledge"),
            other => {
                tell(format!("skillType {} is not known: left out", shown(other)));
                None
            }
        });
        let reuse_level = cell(self.reuse_level).and_then(|it| {
            let known = ["transversal", "cross-sector", "sector-specific", "occupation-specific"];
            let is_known = known.contains(&it);
            if !is_known {
                tell(format!("reuseLevel {} is not known: left out", shown(it)));
            }
            is_known.then(|| format!("{ESCO}skill-reuse-level/{it}"))
        });
        let isco_group = cell(self.isco_group).and_then(|it| {
            let group = format!("{ESCO}isco/C{it}");
            let is_known = concepts.place(&group).is_some();
            if !is_known {
                tell(format!("iscoGroup {} is in no table of ISCO groups: left out", shown(it)));
            }
            is_known.then_some(group)
        });
        let regulated = cell(self.regulated).filter(|it| {
            let is_concept = concept_iri(it).is_some();
            if !is_concept {
                tell(format!("regulatedProfessionNote {} is no name of a concept: left out", shown(it)));
            }
            is_concept
        });
        Concept {
            iri: iri.to_owned(),
            class,
            line: row.line,
            texts: Vec::new(),
            codes: cell(self.code).map(str::to_owned).into_iter().collect(),
            status: cell(self.status).map(str::to_owned),
            modified: modified.map(str::to_owned),
            schemes,
            skill_type: skill_type.map(|it| format!("{ESCO}{it}")),
            reuse_level,
            isco_group,
            regulated: regulated.map(str::to_owned),
            nace_codes,
        }
    }
}

fn read_schemes(
    table: &Table,
    language: &str,
    concepts: &mut Concepts,
    state: &mut State<'_>,
) -> Result<(), ImportError> {
    let iri_column = table.required("the names of schemes", &["conceptschemeuri"])?;
    let names = [table.column(&["preferredlabel"]), table.column(&["title"])];
    let language = concepts.language(language, table)?;
    for row in &table.rows {
        let cell = row.cell(iri_column);
        let Some(iri) = concept_iri(cell) else {
            let reason = format!("conceptSchemeUri is {} and no name of ESCO", shown(cell));
            state.reject(&table.source_name, row.line, reason);
            continue;
        };
        let name = names.iter().flatten().map(|it| row.cell(*it)).find(|it| !it.is_empty());
        let place = concepts.schemes.iter().position(|it| it.iri == iri).unwrap_or(concepts.schemes.len());
        if place == concepts.schemes.len() {
            concepts.schemes.push(Scheme { iri: iri.to_owned(), names: Vec::new() });
        }
        concepts.schemes[place].names.extend(name.map(|it| (language, it.to_owned())));
    }
    state.done(&table.source_name, table.rows.len());
    Ok(())
}

/// The hierarchy repeats the groups and their order; only their codes stand nowhere else.
fn read_codes(table: &Table, concepts: &mut Concepts, state: &mut State<'_>) {
    for level in 0..4 {
        let iri = table.column(&[&format!("level {level} uri")]);
        let code = table.column(&[&format!("level {level} code")]);
        let (Some(iri), Some(code)) = (iri, code) else { continue };
        for row in &table.rows {
            let code = row.cell(code);
            // A group that no table has is told where the relations name it.
            let Some(place) = concepts.place(row.cell(iri)).filter(|_| !code.is_empty()) else { continue };
            let codes = &mut concepts.all[place as usize].codes;
            if !codes.iter().any(|it| it == code) {
                codes.push(code.to_owned());
            }
        }
    }
    state.done(&table.source_name, table.rows.len());
}
