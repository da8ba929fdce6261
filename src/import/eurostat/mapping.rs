//! What does a mapping say? The rules of a Turtle file, as a table is read by them.
//!
//! Whether the file is well formed is for its shapes to say; here only what they cannot see is refused.
//! What else the file describes, such as indicators and data sets, comes in with the observations that need it.

use super::super::ImportError;
use super::cells::Period;
use crate::graph::{Kind, Pattern, TermId, View};
use crate::vocab::con::{class, property};
use crate::vocab::{rdf, rdfs};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// How a table becomes observations.
#[derive(Debug)]
pub struct Mapping {
    view: Arc<View>,
    /// Nodes of the mapping itself, which stay outside of the registry.
    own: FxHashSet<TermId>,
    pub(super) territory_column: Option<String>,
    pub(super) period_column: Option<String>,
    pub(super) value_column: Option<String>,
    pub(super) flag_column: Option<String>,
    pub(super) unit_column: Option<String>,
    /// Those with prefixes first, the longest first.
    pub(super) versions: Vec<Declared>,
    /// Empty where every territory is taken.
    pub(super) only: FxHashSet<String>,
    pub(super) rules: Vec<Rule>,
}

/// A NUTS version that the mapping declares for some codes.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) version: String,
    /// Of all other codes, where it is empty.
    pub(super) prefix: String,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// As it is called in messages.
    pub(super) name: String,
    /// A column and the cells that it may hold.
    pub(super) conditions: Vec<(String, Vec<String>)>,
    pub(super) outcome: Outcome,
    pub(super) period: Option<Period>,
    pub(super) breakdowns: Vec<Breakdown>,
}

#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Gives { indicator: String, unit: String, data_set: String },
    LeftOut(String),
}

#[derive(Clone, Debug)]
pub(super) struct Breakdown {
    pub(super) dimension: String,
    pub(super) told: Told,
}

#[derive(Clone, Debug)]
pub(super) enum Told {
    /// By a column: what its cells mean where the code list does not say so.
    Column(String, FxHashMap<String, String>),
    /// By one concept for all rows.
    Concept(String),
}

impl Mapping {
    /// Reads the mapping of a view that holds nothing but the file called so.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] for none or several mappings, and for a period that is none.
    pub fn read(view: Arc<View>, name: &str) -> Result<Self, ImportError> {
        let problem = |problem: String| ImportError::Mapping { source_name: name.to_owned(), problem };
        let nodes = Nodes(&view);
        let mappings = nodes.instances(class::TABLE_MAPPING);
        let &[node] = mappings.as_slice() else {
            let n = mappings.len();
            return Err(problem(format!("a mapping file describes one con:TableMapping, this one {n}")));
        };
        let mut own = FxHashSet::default();
        nodes.follow(node, &mut own);
        let mut versions = Vec::new();
        for it in nodes.objects(node, property::MAPPING_VERSION) {
            let Some(version) = nodes.text(it, property::NUTS_VERSION) else { continue };
            let mut prefixes = nodes.texts(it, property::CODE_PREFIX);
            if prefixes.is_empty() {
                prefixes.push(String::new());
            }
            versions.extend(prefixes.into_iter().map(|prefix| Declared { version: version.clone(), prefix }));
        }
        versions.sort_by(|a, b| {
            (b.prefix.len(), &a.prefix, &a.version).cmp(&(a.prefix.len(), &b.prefix, &b.version))
        });
        if let Some(it) = versions.windows(2).find(|it| it[0].prefix == it[1].prefix) {
            let codes = if it[0].prefix.is_empty() {
                "the codes without a con:codePrefix".to_owned()
            } else {
                format!("the codes that begin with {}", it[0].prefix)
            };
            return Err(problem(format!("{codes} are declared twice: keep one con:mappingVersion for them")));
        }
        let mut rules = Vec::new();
        for it in nodes.objects(node, property::MAPPING_RULE) {
            rules.push(rule(&nodes, it).map_err(&problem)?);
        }
        rules.sort_by(|a, b| (&a.name, &a.conditions).cmp(&(&b.name, &b.conditions)));
        let column = |property| nodes.text(node, property);
        Ok(Self {
            territory_column: column(property::TERRITORY_COLUMN),
            period_column: column(property::PERIOD_COLUMN),
            value_column: column(property::VALUE_COLUMN),
            flag_column: column(property::FLAG_COLUMN),
            unit_column: column(property::UNIT_COLUMN),
            only: nodes.texts(node, property::ONLY_TERRITORY).into_iter().collect(),
            versions,
            rules,
            own,
            view,
        })
    }

    /// What the file says of these things and of what they lead to, as N-Triples.
    ///
    /// `retrieved_at` is what is left out: the moments that the file has for data sets, where the caller knows better.
    pub(super) fn definitions(&self, of: &[&str], without_retrieval: bool) -> String {
        let dictionary = self.view.dictionary();
        let retrieved = dictionary.iri(property::RETRIEVED_AT).filter(|_| without_retrieval);
        let mut seen: FxHashSet<TermId> = FxHashSet::default();
        let mut next: Vec<TermId> = of.iter().filter_map(|it| dictionary.iri(it)).collect();
        let mut text = String::new();
        while let Some(node) = next.pop() {
            if self.own.contains(&node) || !seen.insert(node) {
                continue;
            }
            for triple in self.view.union().scan(Pattern::new(Some(node), None, None)) {
                if Some(triple[1]) == retrieved {
                    continue;
                }
                // Writing to memory cannot fail.
                let _ = writeln!(text, "{} .", dictionary.triple(triple));
                if matches!(dictionary.kind(triple[2]), Kind::Iri | Kind::Blank) {
                    next.push(triple[2]);
                }
            }
        }
        text
    }

    pub(super) fn view(&self) -> &View {
        &self.view
    }
}

fn rule(nodes: &Nodes<'_>, node: TermId) -> Result<Rule, String> {
    let mut conditions: Vec<(String, Vec<String>)> = Vec::new();
    for it in nodes.objects(node, property::WHERE) {
        if let Some(column) = nodes.text(it, property::COLUMN) {
            conditions.push((column, nodes.texts(it, property::CELL)));
        }
    }
    conditions.sort();
    let text = |property| nodes.text(node, property);
    let gives = (text(property::GIVES_INDICATOR), text(property::UNIT), text(property::INTO_DATASET));
    let outcome = match gives {
        (Some(indicator), Some(unit), Some(data_set)) => Outcome::Gives { indicator, unit, data_set },
        (_, _, _) => Outcome::LeftOut(text(property::LEAVE_OUT_REASON).unwrap_or_default()),
    };
    let name = nodes.text(node, rdfs::LABEL).unwrap_or_else(|| match &outcome {
        Outcome::Gives { indicator, .. } => local(indicator).to_owned(),
        Outcome::LeftOut(reason) => reason.clone(),
    });
    let mut breakdowns = Vec::new();
    for it in nodes.objects(node, property::MAPPING_BREAKDOWN) {
        let Some(dimension) = nodes.text(it, property::DIMENSION) else { continue };
        let mut matches = FxHashMap::default();
        for it in nodes.objects(it, property::CODE_MATCH) {
            let concept = nodes.text(it, property::CONCEPT).unwrap_or_default();
            for cell in nodes.texts(it, property::CELL) {
                if matches.insert(cell.clone(), concept.clone()).is_some_and(|it| it != concept) {
                    return Err(format!("the rule {name}: `{cell}` has two meanings"));
                }
            }
        }
        let told = match (nodes.text(it, property::COLUMN), nodes.text(it, property::CONCEPT)) {
            (Some(column), _) => Told::Column(column, matches),
            (None, concept) => Told::Concept(concept.unwrap_or_default()),
        };
        breakdowns.push(Breakdown { dimension, told });
    }
    breakdowns.sort_by(|a, b| a.dimension.cmp(&b.dimension));
    if let Some(it) = breakdowns.windows(2).find(|it| it[0].dimension == it[1].dimension) {
        return Err(format!("the rule {name} has the dimension {} twice", local(&it[0].dimension)));
    }
    let period = text(property::FIXED_PERIOD).map(|it| Period::parse(&it)).transpose();
    let period = period.map_err(|it| format!("the rule {name}: {it}"))?;
    Ok(Rule { name, conditions, outcome, period, breakdowns })
}

/// What stands behind the last slash or hash of an IRI.
pub(super) fn local(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// The nodes of a view that holds one file.
struct Nodes<'v>(&'v View);

impl Nodes<'_> {
    fn instances(&self, class: &str) -> Vec<TermId> {
        let dictionary = self.0.dictionary();
        let (Some(a), Some(class)) = (dictionary.iri(rdf::TYPE), dictionary.iri(class)) else {
            return Vec::new();
        };
        self.0.union().scan(Pattern::new(None, Some(a), Some(class))).map(|it| it[0]).collect()
    }

    fn objects(&self, node: TermId, property: &str) -> Vec<TermId> {
        let Some(property) = self.0.dictionary().iri(property) else { return Vec::new() };
        self.0.union().scan(Pattern::new(Some(node), Some(property), None)).map(|it| it[2]).collect()
    }

    fn texts(&self, node: TermId, property: &str) -> Vec<String> {
        let mut texts: Vec<String> = self
            .objects(node, property)
            .into_iter()
            .map(|it| self.0.dictionary().text(it).to_owned())
            .collect();
        texts.sort();
        texts
    }

    fn text(&self, node: TermId, property: &str) -> Option<String> {
        self.texts(node, property).into_iter().next()
    }

    /// A mapping with everything that belongs to it.
    fn follow(&self, node: TermId, own: &mut FxHashSet<TermId>) {
        const PARTS: [&str; 5] = [
            property::MAPPING_RULE,
            property::MAPPING_VERSION,
            property::WHERE,
            property::MAPPING_BREAKDOWN,
            property::CODE_MATCH,
        ];
        if own.insert(node) {
            for part in PARTS {
                self.objects(node, part).into_iter().for_each(|it| self.follow(it, own));
            }
        }
    }
}
