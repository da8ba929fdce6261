//! Which observation is a row? Each row is taken by one rule of the mapping, or told with the reason why not.

use super::super::table::shown;
use super::super::{ImportError, Rejected};
use super::Limits;
use super::cells::{Flags, Period, value};
use super::known::Known;
use super::mapping::{Breakdown, Mapping, Outcome, Rule, Told, local};
use super::rows::{FLAG, PERIOD, Sink, VALUE, shown_columns};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

/// The column of the territory in the formats of Eurostat.
const TERRITORY: &str = "geo";

/// The column of the unit in the formats of Eurostat.
const UNIT: &str = "unit";

/// The column of the confidentiality in SDMX-CSV 2.0.
const CONFIDENTIALITY: &str = "CONF_STATUS";

/// The column of SDMX-CSV 2.0 that says whether a row is to be deleted.
const ACTION: &str = "ACTION";

/// A row that was read, with its territory still a code.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) source: u16,
    pub(super) rule: u16,
    pub(super) line: u64,
    pub(super) code: u32,
    pub(super) period: u32,
    /// The entries of code lists, in the order of the rule's dimensions.
    pub(super) slice: u32,
    pub(super) value: Option<Box<str>>,
    pub(super) flags: Flags,
}

/// Texts or the like by number.
#[derive(Debug)]
pub(super) struct Numbers<T> {
    ids: FxHashMap<T, u32>,
    pub(super) all: Vec<T>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { ids: FxHashMap::default(), all: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbers<T> {
    fn of(&mut self, it: T) -> u32 {
        if let Some(id) = self.ids.get(&it) {
            return *id;
        }
        let id = self.all.len() as u32;
        self.all.push(it.clone());
        self.ids.insert(it, id);
        id
    }
}

/// Rows that were left out, as they come.
#[derive(Debug)]
pub(super) struct Outcast {
    pub(super) list: Vec<Rejected>,
    pub(super) total: usize,
    list_max: usize,
}

impl Outcast {
    pub(super) fn add(&mut self, source_name: &str, line: u64, reason: String) {
        self.total += 1;
        if self.list.len() < self.list_max {
            self.list.push(Rejected { source_name: source_name.to_owned(), line, reason });
        }
    }
}

/// What the rows of all files gave.
pub(super) struct Taken {
    pub(super) drafts: Vec<Draft>,
    pub(super) codes: Numbers<String>,
    pub(super) periods: Numbers<Period>,
    pub(super) slices: Numbers<Vec<String>>,
    pub(super) sources: Vec<String>,
    pub(super) rejected: Outcast,
    /// By the reason: rows that the mapping leaves out.
    pub(super) left_out: BTreeMap<String, usize>,
    pub(super) n_rows: usize,
    /// The rules that took a row, or left one out.
    pub(super) used: BTreeSet<usize>,
}

/// Takes the rows of files, one file after the other.
pub(super) struct Taker<'a> {
    mapping: &'a Mapping,
    known: &'a Known,
    pub(super) taken: Taken,
    columns: Columns,
    /// By rule: what its unit is in this file, and in which line that stood first.
    units: FxHashMap<usize, (String, u64)>,
}

/// Where the cells of a file stand.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    territory: usize,
    period: Option<usize>,
    value: usize,
    flag: Option<usize>,
    unit: Option<usize>,
    confidentiality: Option<usize>,
    action: Option<usize>,
    /// By rule: the columns of its conditions.
    conditions: Vec<Vec<usize>>,
    /// By rule: the columns of its breakdowns, those told by a column.
    breakdowns: Vec<Vec<Option<usize>>>,
}

impl<'a> Taker<'a> {
    pub(super) fn new(mapping: &'a Mapping, known: &'a Known, limits: &Limits) -> Self {
        let rejected = Outcast { list: Vec::new(), total: 0, list_max: limits.rejected_max };
        let taken = Taken {
            drafts: Vec::new(),
            codes: Numbers::default(),
            periods: Numbers::default(),
            slices: Numbers::default(),
            sources: Vec::new(),
            rejected,
            left_out: BTreeMap::new(),
            n_rows: 0,
            used: BTreeSet::new(),
        };
        Self { mapping, known, taken, columns: Columns::default(), units: FxHashMap::default() }
    }

    /// Begins with the next file.
    pub(super) fn start(&mut self, name: &str) {
        self.taken.sources.push(name.to_owned());
        self.columns = Columns::default();
        self.units.clear();
    }

    fn source_name(&self) -> &str {
        self.taken.sources.last().map_or("", String::as_str)
    }

    fn reject(&mut self, line: u64, reason: String) {
        let Taken { sources, rejected, .. } = &mut self.taken;
        rejected.add(sources.last().map_or("", String::as_str), line, reason);
    }

    /// The rule that takes a row.
    fn rule(&self, cells: &[&str]) -> Result<usize, String> {
        let rules = &self.mapping.rules;
        let mut found = (0..rules.len()).filter(|it| self.takes(*it, cells));
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            (Some(one), Some(other)) => Err(format!(
                "two rules of the mapping take the row: {} and {}",
                rules[one].name, rules[other].name
            )),
            (None, _) => {
                let mut columns: Vec<usize> = self.columns.conditions.concat();
                columns.sort_unstable();
                columns.dedup();
                let told: Vec<String> = columns
                    .iter()
                    .map(|it| format!("{} = {}", self.columns.names[*it], shown(cells[*it])))
                    .collect();
                Err(format!("no rule of the mapping takes the row: {}", told.join(", ")))
            }
        }
    }

    fn takes(&self, rule: usize, cells: &[&str]) -> bool {
        let conditions = &self.mapping.rules[rule].conditions;
        conditions
            .iter()
            .zip(&self.columns.conditions[rule])
            .all(|((_, allowed), column)| allowed.iter().any(|it| it == cells[*column]))
    }

    /// Reads the cells of a row, or tells why they cannot be read.
    fn draft(&mut self, line: u64, cells: &[&str]) -> Result<(), String> {
        let columns = &self.columns;
        if columns.action.is_some_and(|it| cells[it] == "D") {
            return Err(
                "the row asks for a deletion (ACTION = D): leave it out of the file instead".to_owned()
            );
        }
        let code = cells[columns.territory];
        let place = self.rule(cells)?;
        self.taken.used.insert(place);
        let mapping = self.mapping;
        let rule = &mapping.rules[place];
        let reason = match &rule.outcome {
            Outcome::LeftOut(reason) => Some(reason.clone()),
            Outcome::Gives { .. } if !mapping.only.is_empty() && !mapping.only.contains(code) => {
                Some("the mapping takes other territories only".to_owned())
            }
            Outcome::Gives { .. } => None,
        };
        if let Some(reason) = reason {
            *self.taken.left_out.entry(reason).or_default() += 1;
            return Ok(());
        }
        if let Some(unit) = columns.unit.map(|it| cells[it]) {
            let first = self.units.entry(place).or_insert_with(|| (unit.to_owned(), line));
            if first.0 != unit {
                return Err(format!(
                    "mixed units: {} here and {} in line {}, by the same rule {}: give each unit a rule of its own",
                    shown(unit),
                    shown(&first.0),
                    first.1,
                    rule.name
                ));
            }
        }
        let period = match (&rule.period, columns.period) {
            (Some(period), _) => period.clone(),
            (None, column) => Period::parse(column.map_or("", |it| cells[it]))?,
        };
        let value = value(cells[columns.value])?.map(Box::from);
        let flags = Flags::parse(columns.flag.map_or("", |it| cells[it]))?
            .with_confidentiality(columns.confidentiality.map_or("", |it| cells[it]))?;
        let mut slice = Vec::new();
        for (breakdown, column) in rule.breakdowns.iter().zip(&columns.breakdowns[place]) {
            slice.push(self.concept(breakdown, column.map_or("", |it| cells[it]))?);
        }
        let taken = &mut self.taken;
        let draft = Draft {
            source: (taken.sources.len() - 1) as u16,
            rule: place as u16,
            line,
            code: taken.codes.of(code.to_owned()),
            period: taken.periods.of(period),
            slice: taken.slices.of(slice),
            value,
            flags,
        };
        taken.drafts.push(draft);
        Ok(())
    }

    fn concept(&self, breakdown: &Breakdown, cell: &str) -> Result<String, String> {
        match &breakdown.told {
            Told::Concept(concept) => Ok(concept.clone()),
            Told::Column(column, matches) => {
                let listed = || self.known.list(&breakdown.dimension)?.concepts.get(cell);
                matches.get(cell).or_else(listed).cloned().ok_or_else(|| {
                    let dimension = local(&breakdown.dimension);
                    format!("{} in the column {column} is no entry of the code list of {dimension}: name it with con:codeMatch", shown(cell))
                })
            }
        }
    }
}

impl Sink for Taker<'_> {
    fn header(&mut self, line: u64, columns: &[String]) -> Result<(), ImportError> {
        let source_name = self.source_name().to_owned();
        let find = |wanted: &str| {
            let exact = columns.iter().position(|it| it == wanted);
            exact.or_else(|| columns.iter().position(|it| it.eq_ignore_ascii_case(wanted)))
        };
        let needed = |wanted: &str, what: &str| {
            find(wanted).ok_or_else(|| ImportError::Columns {
                source_name: source_name.clone(),
                line,
                problem: format!("the mapping does not fit: no column `{wanted}` holds {what}"),
                found: shown_columns(columns),
            })
        };
        let named = |wanted: &Option<String>, usual: &str, what: &str| match wanted {
            Some(wanted) => needed(wanted, what).map(Some),
            None => Ok(find(usual)),
        };
        let mapping = self.mapping;
        let needs_period = mapping
            .rules
            .iter()
            .any(|it: &Rule| it.period.is_none() && matches!(it.outcome, Outcome::Gives { .. }));
        let or = |given: &Option<String>, usual: &str| given.clone().unwrap_or_else(|| usual.to_owned());
        let mut found = Columns {
            names: columns.to_vec(),
            territory: needed(&or(&mapping.territory_column, TERRITORY), "the territory")?,
            period: if needs_period {
                Some(needed(&or(&mapping.period_column, PERIOD), "the period")?)
            } else {
                None
            },
            value: needed(&or(&mapping.value_column, VALUE), "the value")?,
            flag: named(&mapping.flag_column, FLAG, "the flags")?,
            unit: named(&mapping.unit_column, UNIT, "the unit")?,
            confidentiality: find(CONFIDENTIALITY),
            action: find(ACTION),
            ..Columns::default()
        };
        for rule in &mapping.rules {
            let what = format!("what the rule {} asks for", rule.name);
            let conditions: Result<_, _> = rule.conditions.iter().map(|it| needed(&it.0, &what)).collect();
            let breakdowns: Result<_, _> = rule
                .breakdowns
                .iter()
                .map(|it| match &it.told {
                    Told::Column(column, _) => needed(column, &what).map(Some),
                    Told::Concept(_) => Ok(None),
                })
                .collect();
            found.conditions.push(conditions?);
            found.breakdowns.push(breakdowns?);
        }
        self.columns = found;
        Ok(())
    }

    fn row(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError> {
        self.taken.n_rows += 1;
        if let Err(reason) = self.draft(line, cells) {
            self.reject(line, reason);
        }
        Ok(())
    }

    fn broken(&mut self, line: u64, reason: String) -> Result<(), ImportError> {
        self.taken.n_rows += 1;
        self.reject(line, reason);
        Ok(())
    }
}
