//! What may a user do with a registry? The facade: every use case is one method.
//!
//! Reads take a [`View`] and keep it from start to end; changes go through one lock, one gate and the log.
//! What happened is told by the graph of revisions, which is derived from the heads of the log whenever a view is
//! published and so is part of no patch: a revision cannot hold the hash of a graph that names that hash.

mod assessment;
mod credential;
mod diff;
mod findings;
mod gate;
mod ground;
mod hashes;
mod history;
mod import;
mod kpi;
mod listeners;
mod monitoring;
mod recognition;
mod revisions;
mod search;
mod skills;
mod tables;
mod terms;
mod tokens;
mod training;
mod vault;
mod verify;
mod wire;

pub use assessment::{Shown, recognition_finding_json};
pub use credential::verdict_json;
pub use diff::Diff;
pub use findings::{FindingsFormat, finding_json, findings_json, write_findings};
pub use gate::SHAPES_GRAPH;
pub use hashes::known_canonical;
pub use history::At;
pub use import::EurostatImport;
pub use kpi::{
    COLUMNS, Choice, Explained, KpiOperation, KpiQuestion, KpiTable, KpiTold, TableCell, significant,
};
pub use monitoring::{Milestone, Monitored, ObjectiveIndicator, Standing};
pub use recognition::{APPLICATIONS_MAX, Answer, Ready, RecognitionError, decide_query};
pub use revisions::{REVISIONS_GRAPH, revision_iri};
pub use skills::{
    BalanceLine, Because, EscoImport, EscoReport, FigureAnswer, FitAnswer, FitLine, FitQuery, GapAnswer,
    GapLineAnswer, GapQuery, HeldAnswer, HeldQuery, NamedThing, NearAnswer, NearLine, NearQuery, NeedAnswer,
    OfferAnswer, ProfileAnswer, ProfileLine, ProfilesAnswer, RegionAnswer, RegionQuery, ShareAnswer,
    SkillsError, StepAnswer, TargetAnswer, TrainingAnswer, TrainingQuery, TransitionQuery, TransitionsAnswer,
    WayAnswer, amount_milli, share_milli,
};
pub use tables::Tables;
pub use terms::{Author, Telling, Terms};
pub use tokens::{NewToken, Role, Token, TokenError, Tokens};
pub use vault::{KEPT_PER_TOKEN_MAX, Kept, Replay, assessment_iri};
pub use verify::Verified;
pub use wire::changes_json;

use crate::graph::{CanonError, DatasetDiff, Patch, Stage, View};
use crate::import::ImportError;
use crate::load::{self, LoadError, PatchError};
use crate::log::{Access, Log, LogError, RevisionHead, RevisionHeadDraft};
use crate::resource::{Changes, changes};
use crate::shape::{CheckError, Findings, ShapeError, ShapeSet};
use crate::sparql::{self, DefaultGraph};
use arc_swap::ArcSwap;
use gate::Gate;
use listeners::Listener;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// How a registry is opened.
#[derive(Clone, Debug)]
pub struct Settings {
    pub folder: PathBuf,
    /// Start without ontology, shapes and seeds where the folder is new.
    pub empty: bool,
    pub default_graph: DefaultGraph,
    pub limits: sparql::Limits,
    /// What one source of a load may hold.
    pub load: load::Limits,
}

/// What a change came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The revision that holds the change, or the one before where nothing changed.
    pub revision: u64,
    /// Whether a new revision came about; for a dry run, whether one would.
    pub is_change: bool,
    pub added: u64,
    pub removed: u64,
    /// What the shapes have to say; a change with a new violation is kept in no revision.
    pub findings: Findings,
    /// The changes by thing, where the terms of the change ask for them.
    pub changes: Option<Changes>,
}

impl Report {
    /// In a sentence without a full stop; `what` is what the change would have brought about.
    pub fn told(&self, is_dry_run: bool, what: &str) -> String {
        let Self { revision, added, removed, .. } = self;
        let quads = if *added == 1 { "quad" } else { "quads" };
        match (self.is_change, is_dry_run) {
            (false, _) => format!("no change: revision {revision} holds {what} already"),
            (true, true) => format!("dry run: {added} {quads} would be added, {removed} removed"),
            (true, false) => format!("revision {revision}: {added} {quads} added, {removed} removed"),
        }
    }
}

/// An operation on a registry failed; the last revision stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    #[error("there is no revision {0}")]
    NoRevision(String),
    #[error("{0}: not a date-time such as 2026-03-01T12:00:00Z")]
    Time(String),
    /// A change of what is derived.
    #[error("the graph <{REVISIONS_GRAPH}> is derived from the log and cannot be written")]
    DerivedGraph,
    /// The shapes find what must not be.
    #[error("the change was refused: {0}")]
    Refused(Box<Findings>),
    /// The shapes that the registry would hold.
    #[error(transparent)]
    Shapes(#[from] ShapeError),
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error("{graph} is outside of the graphs <{prefix}...> that may be changed with this token")]
    OutOfReach { graph: String, prefix: String },
    /// Somebody else was faster.
    #[error("the last revision is {current} and none of those that the change is based on")]
    Stale { current: u64 },
    #[error("the graph <{graph}> has no canonical hash: {problem}")]
    Canon { graph: String, problem: CanonError },
    #[error("revision {number} cannot be done again: {problem}; restore the data folder from a backup")]
    Replay { number: u64, problem: PatchError },
    /// What was done again is not what was accepted.
    #[error("revision {number} does not fit its head: {problem}; restore the data folder from a backup")]
    Mismatch { number: u64, problem: String },
    #[error(
        "checkpoint {number} does not hold the state after revision {number}: {problem}; remove its file"
    )]
    Checkpoint { number: u64, problem: String },
    #[error("the embedded {file} cannot be read: {problem}")]
    Ground { file: String, problem: LoadError },
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Sparql(#[from] sparql::SparqlError),
}

/// A checkpoint is put when doing the revisions since the last one again would take longer than this many quads do,
/// and than a quarter of the dataset does: about a tenth of a second, or an eighth of the start.
const CHECKPOINT_WORK_MIN: u64 = 50_000;

/// What one revision costs at a start beside its quads, in quads.
const REVISION_WORK: u64 = 100;

pub struct Registry {
    settings: Settings,
    current: ArcSwap<View>,
    heads: ArcSwap<Vec<Arc<RevisionHead>>>,
    log: Arc<Mutex<Log>>,
    writer: Mutex<Writer>,
    gate: Gate,
    /// Views of earlier revisions, the last used one first.
    earlier: Mutex<Vec<Arc<View>>>,
    /// Canonical hashes that were computed after the fact.
    canonical: Mutex<FxHashMap<(u64, String), String>>,
    listeners: Mutex<Vec<Listener>>,
    indexes: search::Indexes,
    recognition: recognition::KeptFacts,
    catalogues: skills::Catalogues,
    cubes: kpi::Cubes,
}

/// What only a change needs, behind the lock that makes changes follow one another.
#[derive(Default)]
struct Writer {
    /// The hash of each graph as the last revision that touched it left it.
    hashes: FxHashMap<String, String>,
    /// What a start would have to do again, in quads.
    work: u64,
    /// Puts the last checkpoint.
    checkpoint: Option<JoinHandle<()>>,
}

impl Registry {
    /// Opens or creates the registry in a folder, to read and write it.
    ///
    /// # Errors
    /// [`LogError`] for what is wrong with the folder: another writer, a damaged or missing object, a full disk.
    pub fn open(settings: Settings) -> Result<Self, RegistryError> {
        let registry = Self::open_with(settings, Access::Write)?;
        if registry.revisions().is_empty() && !registry.settings.empty {
            registry.load_ground()?;
        }
        Ok(registry)
    }

    /// Opens a registry to read it as it is now; a server may have it open for writing.
    ///
    /// # Errors
    /// As [`Registry::open`], and [`LogError::NoLog`] where there is none.
    pub fn open_for_reading(settings: Settings) -> Result<Self, RegistryError> {
        Self::open_with(settings, Access::Read)
    }

    fn open_with(settings: Settings, access: Access) -> Result<Self, RegistryError> {
        let log = Log::open(&settings.folder, access)?;
        let heads: Vec<Arc<RevisionHead>> = log.heads().iter().cloned().map(Arc::new).collect();
        let mut writer = Writer::default();
        let mut checkpoint = 0;
        let view = history::build(&log, &[], heads.len() as u64, &mut checkpoint)?;
        for head in &heads {
            writer.note(head);
            if head.number <= checkpoint {
                writer.work = 0;
            }
        }
        let view = Arc::new(revisions::with_revisions(view, &heads));
        let gate = Gate::new(settings.limits.clone());
        let registry = Self {
            settings,
            current: ArcSwap::new(Arc::clone(&view)),
            heads: ArcSwap::from_pointee(heads),
            log: Arc::new(Mutex::new(log)),
            writer: Mutex::new(writer),
            gate,
            earlier: Mutex::default(),
            canonical: Mutex::default(),
            listeners: Mutex::default(),
            indexes: search::Indexes::default(),
            recognition: recognition::KeptFacts::default(),
            catalogues: skills::Catalogues::default(),
            cubes: kpi::Cubes::default(),
        };
        if access == Access::Write {
            registry.checkpoint_if_due(&mut lock(&registry.writer), &view);
        }
        Ok(registry)
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn folder(&self) -> &Path {
        &self.settings.folder
    }

    /// The last revision.
    pub fn view(&self) -> Arc<View> {
        self.current.load_full()
    }

    /// What is known of every revision; number `n` is at `n - 1`.
    pub fn revisions(&self) -> Arc<Vec<Arc<RevisionHead>>> {
        self.heads.load_full()
    }

    /// The shapes that a view holds; the same value again as long as their graphs stay as they are.
    ///
    /// # Errors
    /// [`RegistryError::Shapes`] for shapes that cannot be read, which no published view has.
    pub fn shapes(&self, view: &View) -> Result<Arc<ShapeSet>, RegistryError> {
        self.gate.shapes_of(view, view.revision() == self.view().revision())
    }

    /// Who may write: the tokens of this folder.
    pub fn tokens(&self) -> Tokens {
        Tokens::new(self.folder())
    }

    /// Whether a change of this author would be based on the last revision; it is asked again when the change comes.
    ///
    /// # Errors
    /// [`RegistryError::Stale`].
    pub fn require_current(&self, author: &Author) -> Result<(), RegistryError> {
        author.terms.require_current(&self.view())
    }

    /// Runs `change` on a candidate and publishes the outcome as one revision, or nothing at all.
    ///
    /// `change` gets the last view and the number of the next; what it returns is checked, logged and published.
    /// A dry run stops before the log, and reports what the gate finds instead of failing by it.
    ///
    /// # Errors
    /// Those of `change`, and [`RegistryError`]: [`RegistryError::Stale`], [`RegistryError::OutOfReach`],
    /// [`RegistryError::Refused`], [`RegistryError::Shapes`], [`RegistryError::Log`]; the last revision stands then.
    pub fn commit<E: From<RegistryError>>(
        &self,
        author: &Author,
        change: impl FnOnce(Arc<View>, u64) -> Result<(View, Patch), E>,
    ) -> Result<Report, E> {
        // A dry run keeps nobody waiting.
        let writer = (!author.terms.is_dry_run).then(|| lock(&self.writer));
        let base = self.view();
        author.terms.require_current(&base)?;
        let (view, patch) = change(Arc::clone(&base), base.revision() + 1)?;
        let patch = revisions::without_derived(&view, patch)?;
        let report = self.judge(&base, &view, &patch, author)?;
        match writer {
            Some(mut writer) if report.is_change => {
                Ok(self.accept(&mut writer, view, patch, author, report)?)
            }
            Some(_) | None => Ok(report),
        }
    }

    /// Runs a SPARQL update as one revision.
    ///
    /// # Errors
    /// [`RegistryError`]; the last revision stands then.
    pub fn update(
        &self,
        update: &sparql::Update,
        author: &Author,
        cancel: &sparql::Cancel,
        loader: &sparql::Loader<'_>,
    ) -> Result<Report, RegistryError> {
        let limits = self.settings.limits.clone();
        self.commit(author, |base, next| Ok(sparql::update(&base, update, next, &limits, cancel, loader)?))
    }

    /// Loads sources as one revision.
    ///
    /// # Errors
    /// [`RegistryError::Load`] names the source, and line and column where there are some; the last revision stands.
    pub fn load(
        &self,
        inputs: Vec<load::Input<'_>>,
        mode: load::Mode,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        let limits = &self.settings.load;
        self.commit(author, |base, next| candidate(base, next, inputs, mode, limits))
    }

    /// Loads sources as [`Registry::load`] does, and tells of each finding on which line it stands.
    ///
    /// `again` gives the same sources once more; it is called only if something is found.
    ///
    /// # Errors
    /// As [`Registry::load`].
    pub fn load_and_locate<'i>(
        &self,
        inputs: Vec<load::Input<'_>>,
        again: impl FnOnce() -> Vec<load::Input<'i>>,
        mode: load::Mode,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        let limits = &self.settings.load;
        match self.load(inputs, mode, author) {
            Ok(mut report) => {
                let is_kept = report.is_change && !author.terms.is_dry_run;
                let revision = report.revision + u64::from(!is_kept);
                if report.findings.total > 0 {
                    load::locate(&mut report.findings.all, again(), revision, limits);
                }
                Ok(report)
            }
            Err(RegistryError::Refused(mut findings)) => {
                load::locate(&mut findings.all, again(), self.view().revision() + 1, limits);
                Err(RegistryError::Refused(findings))
            }
            Err(error) => Err(error),
        }
    }

    /// What a load would find; nothing is kept, and `limits` bound what one source may hold.
    ///
    /// # Errors
    /// As [`Registry::load`], without those of the log and of an author.
    pub fn validate<'i>(
        &self,
        inputs: Vec<load::Input<'_>>,
        again: impl FnOnce() -> Vec<load::Input<'i>>,
        mode: load::Mode,
        limits: &load::Limits,
    ) -> Result<Findings, RegistryError> {
        let author = Author { terms: Terms { is_dry_run: true, ..Terms::default() }, ..Author::default() };
        let tried: Result<Report, RegistryError> =
            self.commit(&author, |base, next| candidate(base, next, inputs, mode, limits));
        let Report { revision, mut findings, .. } = tried?;
        if findings.total > 0 {
            load::locate(&mut findings.all, again(), revision + 1, limits);
        }
        Ok(findings)
    }

    /// A stage over the last view, for changes put together by hand.
    pub fn stage(base: Arc<View>) -> Stage {
        Stage::new(base)
    }

    /// What a candidate comes to, and whether it may be.
    fn judge(
        &self,
        base: &View,
        view: &View,
        patch: &Patch,
        author: &Author,
    ) -> Result<Report, RegistryError> {
        let terms = &author.terms;
        let mut report = Report {
            revision: base.revision(),
            is_change: !patch.is_empty(),
            added: patch.added.len() as u64,
            removed: patch.removed.len() as u64,
            ..Report::default()
        };
        if !report.is_change {
            report.changes = terms.telling.as_ref().map(|_| Changes::default());
            return Ok(report);
        }
        terms.require_reach(view, patch)?;
        report.findings = self.gate.check(base, view, patch)?;
        if report.findings.is_refusal() && !terms.is_dry_run {
            return Err(RegistryError::Refused(Box::new(report.findings)));
        }
        report.changes = terms.telling.as_ref().map(|telling| {
            changes(base, view, &DatasetDiff::of_patch(view, patch), &telling.language, telling.limits)
        });
        Ok(report)
    }

    /// Logs and publishes a candidate.
    fn accept(
        &self,
        writer: &mut Writer,
        view: View,
        patch: Patch,
        author: &Author,
        report: Report,
    ) -> Result<Report, RegistryError> {
        let draft = RevisionHeadDraft {
            time: self.next_time(),
            agent: author.agent.clone(),
            reason: author.reason.clone(),
            source: author.source.clone(),
            graphs: hashes::touched_graphs(&view, &patch, &writer.hashes)?,
            added: report.added,
            removed: report.removed,
        };
        let head = lock(&self.log)
            .append(draft, &mut |out| load::write_patch(&patch, view.dictionary(), out))
            .cloned()?;
        drop(patch);
        writer.note(&head);
        let mut heads = Vec::clone(&self.heads.load());
        heads.push(Arc::new(head));
        let view = Arc::new(revisions::with_revisions(view, &heads));
        let revision = view.revision();
        self.heads.store(Arc::new(heads));
        self.current.store(Arc::clone(&view));
        self.tell(revision);
        self.checkpoint_if_due(writer, &view);
        Ok(Report { revision, ..report })
    }

    /// Now, but never before the last revision.
    fn next_time(&self) -> String {
        let now = history::format_time(jiff::Timestamp::now());
        match self.heads.load().last() {
            Some(last) if last.time > now => last.time.clone(),
            Some(_) | None => now,
        }
    }

    /// Puts a checkpoint beside the ongoing work where the next start would take too long without it.
    fn checkpoint_if_due(&self, writer: &mut Writer, view: &Arc<View>) {
        if writer.work <= CHECKPOINT_WORK_MIN.max(view.n_quads() as u64 / 4) {
            return;
        }
        writer.join();
        writer.work = 0;
        let (log, view) = (Arc::clone(&self.log), Arc::clone(view));
        writer.checkpoint = Some(std::thread::spawn(move || {
            let put =
                lock(&log).put_checkpoint(view.revision(), &mut |mut out| view.write_snapshot(&mut out));
            if let Err(error) = put {
                // The revisions are safe; only the next start is slower.
                tracing::warn!("no checkpoint of revision {}: {error}", view.revision());
            }
        }));
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        lock(&self.writer).join();
    }
}

impl Writer {
    fn note(&mut self, head: &RevisionHead) {
        for touched in &head.graphs {
            self.hashes.insert(touched.graph.clone().unwrap_or_default(), touched.hash.clone());
        }
        self.work += head.added + head.removed + REVISION_WORK;
    }

    fn join(&mut self) {
        if let Some(checkpoint) = self.checkpoint.take() {
            // A panic there has been printed; the next start does without the checkpoint.
            let _ = checkpoint.join();
        }
    }
}

/// A lock whose holder panicked is taken over: everything behind our locks is changed in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn candidate(
    base: Arc<View>,
    next: u64,
    inputs: Vec<load::Input<'_>>,
    mode: load::Mode,
    limits: &load::Limits,
) -> Result<(View, Patch), RegistryError> {
    let mut stage = Stage::new(base);
    load::load(&mut stage, inputs, mode, next, limits)?;
    Ok(stage.freeze(next))
}
