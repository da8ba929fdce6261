//! How is a qualification assessed by what the registry holds?
//!
//! The facts of a view are read once and kept; an application is read from its file, assessed and forgotten.
//! Deliberately absent: any form for the wire, and the rules themselves.

use super::{Registry, RegistryError, lock};
use crate::graph::{self, CanonLimits, Ids, NONE, Stage, TripleIndex, Triples, View};
use crate::ground::{self, QUERIES, SEEDS};
use crate::load::{self, Input, LoadError, Mode};
use crate::recognition::{self, Application, Assessment, Facts, Finding, fact_triples};
use crate::sparql::{self, Cancel, Format, Options, Query, QueryResultsFormat};
use crate::vocab;
use oxrdf::GraphName;
use std::sync::{Arc, Mutex, Weak};

/// Views whose facts are kept: the last revision, and one that is looked back at.
const KEPT_MAX: usize = 2;

/// Applications in one file.
pub const APPLICATIONS_MAX: usize = 100_000;

/// Why an application could not be assessed at all.
#[derive(Debug, thiserror::Error)]
pub enum RecognitionError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Sparql(#[from] sparql::SparqlError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The file is faulty; every fault is told.
    #[error("{} faults: correct them and ask again", .0.len())]
    Faulty(Vec<Finding>),
    #[error("there is no con:Application in the file: give one node of this class an IRI")]
    NoApplication,
    #[error(
        "the file has {0} applications; at most {APPLICATIONS_MAX} are assessed at once (applications_max)"
    )]
    TooMany(usize),
    #[error("there is no assessment {0} that this token has stored")]
    NotKept(String),
    #[error("a token may keep {max} assessments: delete some first", max = super::KEPT_PER_TOKEN_MAX)]
    Full,
    #[error("the file of the assessment cannot be read ({0}): delete it and ask again")]
    Damaged(String),
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    #[error("the facts have no canonical form: {0}")]
    Canon(#[from] graph::CanonError),
}

/// The facts of one view, ready for decisions.
#[derive(Debug)]
pub struct Ready {
    pub facts: Facts,
    /// The facts alone, which the SPARQL question reads beside one application.
    pub dataset: Arc<View>,
    /// The canonical hash of the dataset, hexadecimal.
    pub hash: String,
    /// The revision of the registry; facts given for one call do not change it.
    pub revision: u64,
}

/// The facts that were read last, the one used last first.
#[derive(Debug, Default)]
pub(super) struct KeptFacts {
    kept: Mutex<Vec<(Weak<View>, Arc<Ready>)>>,
}

/// What the SPARQL question gives.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    pub outcome: String,
    pub basis: String,
    /// The last parts of the IRIs, sorted.
    pub missing: Vec<String>,
}

impl Registry {
    /// The facts of recognition of a view.
    ///
    /// # Errors
    /// [`RecognitionError::Canon`] for facts with blank nodes that cannot be told apart.
    pub fn recognition_facts(&self, view: &Arc<View>) -> Result<Arc<Ready>, RecognitionError> {
        let mut kept = lock(&self.recognition.kept);
        let found = kept.iter().position(|it| Weak::as_ptr(&it.0) == Arc::as_ptr(view));
        if let Some(found) = found {
            kept[..=found].rotate_right(1);
            return Ok(Arc::clone(&kept[0].1));
        }
        let ready = Arc::new(Ready::of(view)?);
        kept.insert(0, (Arc::downgrade(view), Arc::clone(&ready)));
        kept.truncate(KEPT_MAX);
        Ok(ready)
    }

    /// The facts of a view and of more sources, for one call; nothing is kept.
    ///
    /// # Errors
    /// [`RecognitionError::Load`] names the source; [`RecognitionError::Faulty`] for facts with a fault that the view
    /// alone does not have.
    pub fn recognition_facts_with(
        &self,
        view: &Arc<View>,
        more: Vec<Input<'_>>,
    ) -> Result<Arc<Ready>, RecognitionError> {
        let before = self.recognition_facts(view)?;
        if more.is_empty() {
            return Ok(before);
        }
        let mut stage = Stage::new(Arc::clone(view));
        load::load(&mut stage, more, Mode::Add, view.revision() + 1, &self.settings.load)?;
        let (with_more, _) = stage.freeze(view.revision());
        let ready = Ready::of(&Arc::new(with_more))?;
        let is_new = |it: &&Finding| !before.facts.findings.contains(it);
        let faults: Vec<Finding> = ready.facts.findings.iter().filter(is_new).cloned().collect();
        if faults.is_empty() { Ok(Arc::new(ready)) } else { Err(RecognitionError::Faulty(faults)) }
    }

    /// The applications of some sources, in the order of their IRIs.
    ///
    /// # Errors
    /// [`RecognitionError::Load`], [`RecognitionError::Faulty`] with every fault, [`RecognitionError::NoApplication`],
    /// [`RecognitionError::TooMany`].
    pub fn applications(&self, inputs: Vec<Input<'_>>) -> Result<Vec<Application>, RecognitionError> {
        let mut stage = Stage::new(Arc::default());
        load::load(&mut stage, inputs, Mode::Add, 1, &self.settings.load)?;
        let (view, _) = stage.freeze(1);
        let (applications, findings) = Application::read_all(&view);
        if !findings.is_empty() {
            return Err(RecognitionError::Faulty(findings));
        }
        match applications.len() {
            0 => Err(RecognitionError::NoApplication),
            n if n > APPLICATIONS_MAX => Err(RecognitionError::TooMany(n)),
            _ => Ok(applications),
        }
    }
}

impl Ready {
    fn of(view: &Arc<View>) -> Result<Self, RecognitionError> {
        let mut view = Arc::clone(view);
        let mut facts = Facts::read(&view);
        if !facts.has_ruleset() {
            // A registry without rules, such as an older one, is asked by those that a new one would hold.
            let mut stage = Stage::new(Arc::clone(&view));
            let rules = ground::find(SEEDS, "recognition-law.ttl");
            let rules = rules.map(|it| load::ground_input(it, format!("{}{}", vocab::GRAPH, it.slug)));
            load::load(
                &mut stage,
                rules.into_iter().collect(),
                Mode::Add,
                view.revision(),
                &load::Limits::default(),
            )?;
            view = Arc::new(stage.freeze(view.revision()).0);
            facts = Facts::read(&view);
        }
        let triples = fact_triples(&view);
        let held = Triples::from_index(TripleIndex::new(triples.clone()));
        let hash = graph::triples_hash(view.dictionary(), &held, CanonLimits::default())?.to_string();
        let dataset = Arc::new(dataset_of(&view, &triples));
        Ok(Self { facts, dataset, hash, revision: view.revision() })
    }

    pub fn decide(&self, application: &Application) -> Assessment {
        recognition::decide(application, &self.facts)
    }

    /// The facts and one application, alone: what the SPARQL question is asked of.
    ///
    /// Experience stands in it as months that count, because SPARQL has no portable arithmetic of durations.
    pub fn dataset_with(&self, application: &Application) -> View {
        let mut stage = Stage::new(Arc::clone(&self.dataset));
        for triple in recognition::normalised(application).triples() {
            let quad = triple.in_graph(GraphName::DefaultGraph);
            let ids = stage.intern_quad(quad.as_ref());
            stage.insert(ids);
        }
        stage.freeze(self.revision).0
    }

    /// Asks the SPARQL question of the facts and one application.
    ///
    /// # Errors
    /// [`RecognitionError::Sparql`] where the limits of a query are met.
    pub fn ask(
        &self,
        application: &Application,
        limits: &sparql::Limits,
    ) -> Result<Answer, RecognitionError> {
        let query = Query::parse(decide_query(), &Options::default(), limits)?;
        let mut csv = Vec::new();
        let format = Format::Results(QueryResultsFormat::Csv);
        sparql::execute(
            &self.dataset_with(application),
            &query,
            limits,
            &Cancel::default(),
            format,
            &mut csv,
        )?;
        let text = String::from_utf8_lossy(&csv);
        // The question has one row, and none of its columns holds a comma or a quotation mark.
        let row = text.lines().nth(1).unwrap_or_default();
        let mut columns = row.split(',').skip(1).map(str::trim);
        let mut column = || columns.next().unwrap_or_default().to_owned();
        let (outcome, basis, missing) = (column(), column(), column());
        let mut missing: Vec<String> = missing.split_whitespace().map(str::to_owned).collect();
        missing.sort_unstable();
        Ok(Answer { outcome, basis, missing })
    }
}

/// The text of the SPARQL question that says what the rules say.
pub fn decide_query() -> &'static str {
    ground::find(QUERIES, "recognition/decide.rq").map_or("", |it| it.text)
}

/// A view of some triples of another one, with a dictionary of its own.
fn dataset_of(view: &View, triples: &[Ids]) -> View {
    let mut stage = Stage::new(Arc::default());
    let mut all = Vec::with_capacity(triples.len());
    for triple in triples {
        let triple = view.dictionary().triple(*triple);
        let quad = triple.in_graph(GraphName::DefaultGraph);
        all.push(stage.intern_quad(quad.as_ref()).triple);
    }
    stage.insert_all(NONE, all);
    stage.freeze(view.revision()).0
}
