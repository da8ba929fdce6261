//! What is found, and how does it stand against what was found before?

use super::model::Severity;
use super::path::Path;
use oxrdf::{Literal, NamedNode, Term};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::Arc;

/// What all findings of one constraint share.
#[derive(Debug)]
pub struct Source {
    /// The shape's node.
    pub shape: Term,
    /// The shape's path, `None` for a node shape.
    pub path: Option<Path<NamedNode>>,
    /// The constraint component.
    pub component: NamedNode,
    /// The node of a `sh:sparql` constraint.
    pub constraint: Option<Term>,
    pub severity: Severity,
    /// The shape's messages, in any number of languages.
    pub messages: Vec<Literal>,
    /// What was expected, in English, for where there is no message.
    pub expected: String,
}

/// How a finding stands against the revision before.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Standing {
    /// It came with the change.
    New,
    /// It was there before.
    Known,
    /// It was there before and is gone.
    Solved,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Solved => "solved",
        })
    }
}

/// Where a statement stands in an input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The file or request.
    pub source_name: String,
    /// From 1.
    pub line: u64,
    /// From 1, in characters.
    pub column: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.source_name, self.line, self.column)
    }
}

/// One validation result (section 3.6.2).
#[derive(Clone, Debug)]
pub struct Finding {
    pub focus_node: Term,
    pub value: Option<Term>,
    /// The path where it is not the shape's own.
    pub path: Option<Path<NamedNode>>,
    /// Messages of a SPARQL constraint with its values in them, where there are some.
    pub messages: Vec<Literal>,
    /// `None` where nothing was there to compare with.
    pub standing: Option<Standing>,
    /// The offending statement in the input, where it is known.
    pub place: Option<Place>,
    pub source: Arc<Source>,
}

impl Finding {
    /// The path of the result.
    pub fn path(&self) -> Option<&Path<NamedNode>> {
        self.path.as_ref().or(self.source.path.as_ref())
    }

    pub fn severity(&self) -> &Severity {
        &self.source.severity
    }

    /// The messages of the result, none where neither the constraint nor the shape has one.
    pub fn messages(&self) -> &[Literal] {
        if self.messages.is_empty() { &self.source.messages } else { &self.messages }
    }

    /// What makes two findings the same one in two revisions.
    fn identity(&self) -> Identity<'_> {
        Identity {
            focus_node: &self.focus_node,
            value: self.value.as_ref(),
            shape: &self.source.shape,
            component: &self.source.component,
            constraint: self.source.constraint.as_ref(),
            path: self.path().map(ToString::to_string),
        }
    }
}

#[derive(Eq, Hash, PartialEq)]
struct Identity<'f> {
    focus_node: &'f Term,
    value: Option<&'f Term>,
    shape: &'f Term,
    component: &'f NamedNode,
    constraint: Option<&'f Term>,
    path: Option<String>,
}

/// The outcome of a validation.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The gravest first, else in a fixed order; at most `findings_max`.
    pub all: Vec<Finding>,
    /// How many there are, those that are not kept included.
    pub total: usize,
    /// How many of them block: violations and severities of one's own, those that were there before apart.
    pub blocking: usize,
    /// How many of them are warnings.
    pub warnings: usize,
    /// How many of them are remarks.
    pub infos: usize,
    /// What was there before and is gone, where that is known.
    pub solved: Vec<Finding>,
    /// Focus nodes that were checked, once for each shape.
    pub focus_nodes: usize,
    /// How many are in `all`, by severity.
    kept: [usize; 3],
}

/// 0 for what blocks.
fn rank(severity: &Severity) -> usize {
    match severity {
        Severity::Violation | Severity::Other(_) => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

impl Findings {
    /// Section 3.6.1: no result of any severity.
    pub fn conforms(&self) -> bool {
        self.total == 0
    }

    /// Whether a change with these findings must not be published.
    pub fn is_refusal(&self) -> bool {
        self.blocking > 0
    }

    /// Whether some findings are counted only.
    pub fn is_capped(&self) -> bool {
        self.all.len() < self.total
    }

    fn count(&mut self, severity: &Severity) {
        self.total += 1;
        match severity {
            Severity::Violation | Severity::Other(_) => self.blocking += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// Counts a finding, and keeps it unless there are `findings_max` of its severity.
    pub(super) fn add(
        &mut self,
        severity: &Severity,
        findings_max: usize,
        finding: impl FnOnce() -> Finding,
    ) {
        self.count(severity);
        let kept = &mut self.kept[rank(severity)];
        if *kept < findings_max {
            *kept += 1;
            self.all.push(finding());
        }
    }

    /// Takes the findings of a later part.
    pub(super) fn take(&mut self, part: Self, findings_max: usize) {
        for finding in part.all {
            let kept = &mut self.kept[rank(finding.severity())];
            if *kept < findings_max {
                *kept += 1;
                self.all.push(finding);
            }
        }
        self.total += part.total;
        self.blocking += part.blocking;
        self.warnings += part.warnings;
        self.infos += part.infos;
        self.focus_nodes += part.focus_nodes;
    }

    /// Puts the gravest first and cuts off the rest.
    pub(super) fn finish(mut self, findings_max: usize) -> Self {
        self.all.sort_by_key(|it| rank(it.severity()));
        self.all.truncate(findings_max);
        self
    }

    /// Says of each finding whether it is new or was among `before`, and which of those are solved.
    ///
    /// What was published before blocks nothing. Nothing is said where either list is cut off, since a finding that
    /// is not kept cannot be known again.
    #[must_use]
    pub fn against(mut self, before: &Self) -> Self {
        if self.is_capped() || before.is_capped() {
            return self;
        }
        // The same result may come several times, once for each language of sh:uniqueLang for instance.
        let mut known: FxHashMap<Identity<'_>, usize> = FxHashMap::default();
        for finding in &before.all {
            *known.entry(finding.identity()).or_default() += 1;
        }
        let mut n_known_blocking = 0;
        let standings: Vec<Standing> = self
            .all
            .iter()
            .map(|finding| match known.get_mut(&finding.identity()) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    n_known_blocking += usize::from(finding.severity().blocks());
                    Standing::Known
                }
                Some(_) | None => Standing::New,
            })
            .collect();
        let mut gone = Vec::new();
        for finding in &before.all {
            if let Some(left) = known.get_mut(&finding.identity()).filter(|it| **it > 0) {
                *left -= 1;
                gone.push(Finding { standing: Some(Standing::Solved), ..finding.clone() });
            }
        }
        for (finding, standing) in self.all.iter_mut().zip(standings) {
            finding.standing = Some(standing);
        }
        self.blocking -= n_known_blocking;
        self.solved = gone;
        self
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let known = self.total - self.blocking - self.warnings - self.infos;
        write!(f, "{}", n(self.blocking, "violation"))?;
        if known > 0 {
            write!(f, " and {known} known before")?;
        }
        write!(f, ", {}, {}", n(self.warnings, "warning"), n(self.infos, "remark"))
    }
}
