//! Where are assessments kept that somebody asked to keep?
//!
//! Beside the revisions, because a revision can never be deleted and what tells of a person must be: one file an assessment, which
//! only the token that stored it reads, and which is gone when it is deleted. Nothing of it is in the dataset, in a query or
//! in an export. Deliberately absent: a list of what others keep.

use super::{Ready, RecognitionError, Registry, Shown, Token};
use crate::graph::View;
use crate::load::{self, Compression, Input, Mode, RdfFormat};
use crate::log::Notes;
use crate::recognition::{Application, Assessment};
use crate::vocab;
use jiff::Timestamp;
use oxrdf::Triple;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// Assessments that one token keeps; more are refused.
pub const KEPT_PER_TOKEN_MAX: usize = 10_000;

/// What is kept of one assessment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub id: String,
    /// The token that stored it, by name and by when it was made: a later token of that name is another one.
    token: String,
    /// RFC 3339, UTC.
    pub stored: String,
    /// The revision whose facts were read.
    pub revision: u64,
    /// The application as N-Triples.
    pub application: String,
    /// The assessment as N-Triples, the application included.
    pub graph: String,
    /// As it was answered.
    pub answer: Json,
}

/// What became of a stored assessment under the facts of another time.
#[derive(Clone, Debug)]
pub struct Replay {
    pub is_same: bool,
    pub then: Json,
    pub now: Json,
    /// Facts that the registry holds otherwise than then: `added`, `removed` or `changed`, by IRI.
    pub facts: Vec<(String, &'static str)>,
}

impl Registry {
    fn vault(&self) -> Notes {
        Notes::new(self.folder(), "assessments")
    }

    /// Keeps an assessment for the token that asked for it.
    ///
    /// It is first held against the shapes beside the facts, like a load would be.
    ///
    /// # Errors
    /// [`super::RegistryError::Refused`] where it does not conform, [`super::RegistryError::Log`], and
    /// [`RecognitionError::Full`].
    pub fn keep_assessment(
        &self,
        shown: &Shown<'_>,
        token: &Token,
        language: &str,
    ) -> Result<Kept, RecognitionError> {
        let owner = owner(token);
        let notes = self.vault();
        let kept_already = notes.all().map_err(super::RegistryError::from)?;
        let of_token = kept_already.iter().filter_map(|it| serde_json::from_slice::<Kept>(&it.1).ok());
        if of_token.filter(|it| it.token == owner).count() >= KEPT_PER_TOKEN_MAX {
            return Err(RecognitionError::Full);
        }
        let stored = Timestamp::now().to_string();
        let mut random = [0_u8; 16];
        getrandom::fill(&mut random).map_err(|it| RecognitionError::Random(it.to_string()))?;
        let digest: [u8; 32] = Sha256::digest([&random[..], stored.as_bytes()].concat()).into();
        let id = hexadecimal(&digest)[..32].to_owned();
        let graph = ntriples(&shown.triples(&assessment_iri(&id)));
        self.require_conformity(&graph)?;
        let kept = Kept {
            id: id.clone(),
            token: owner,
            stored,
            revision: shown.ready.revision,
            application: ntriples(&shown.application.triples()),
            graph,
            answer: shown.json(language),
        };
        let bytes = serde_json::to_vec(&kept).map_err(|it| RecognitionError::Damaged(it.to_string()))?;
        notes.put(&id, &bytes).map_err(super::RegistryError::from)?;
        Ok(kept)
    }

    /// Holds an assessment against the shapes, beside what the registry holds; nothing is stored.
    ///
    /// # Errors
    /// [`super::RegistryError::Refused`] with the findings.
    pub fn require_conformity(&self, graph: &str) -> Result<(), super::RegistryError> {
        let inputs = || vec![input(graph)];
        let findings = self.validate(inputs(), inputs, Mode::Add, &load::Limits::default())?;
        if findings.is_refusal() {
            return Err(super::RegistryError::Refused(Box::new(findings)));
        }
        Ok(())
    }

    /// A stored assessment, for the token that stored it; to every other it is as if it were not there.
    ///
    /// # Errors
    /// [`RecognitionError::NotKept`], [`RecognitionError::Damaged`].
    pub fn kept_assessment(&self, id: &str, token: &Token) -> Result<Kept, RecognitionError> {
        let notes = self.vault().all().map_err(super::RegistryError::from)?;
        let found = notes.into_iter().find(|it| it.0 == id);
        let (_, bytes) = found.ok_or_else(|| RecognitionError::NotKept(id.to_owned()))?;
        let kept: Kept =
            serde_json::from_slice(&bytes).map_err(|it| RecognitionError::Damaged(it.to_string()))?;
        if kept.token == owner(token) { Ok(kept) } else { Err(RecognitionError::NotKept(id.to_owned())) }
    }

    /// Deletes a stored assessment for good.
    ///
    /// # Errors
    /// As [`Registry::kept_assessment`].
    pub fn forget_assessment(&self, id: &str, token: &Token) -> Result<(), RecognitionError> {
        self.kept_assessment(id, token)?;
        self.vault().remove(id).map_err(super::RegistryError::from)?;
        Ok(())
    }

    /// Assesses a stored application again, by the facts of a view.
    ///
    /// # Errors
    /// As [`Registry::applications`], and [`super::RegistryError::NoRevision`] where the revision of then is gone.
    pub fn replay(&self, kept: &Kept, view: &Arc<View>, language: &str) -> Result<Replay, RecognitionError> {
        let (application, assessment, ready) = self.again(kept, view)?;
        let shown = Shown { application: &application, assessment: &assessment, ready: &ready, view };
        let now = shown.json(language);
        let decisive =
            |it: &Json| json!([it["outcome"], it["basis"], it["missing"], it["information"], it["measure"]]);
        let then_view = self.view_at(&super::At::Revision(kept.revision))?;
        let then = self.recognition_facts(&then_view)?;
        Ok(Replay {
            is_same: decisive(&kept.answer) == decisive(&now),
            then: kept.answer.clone(),
            now,
            facts: changed_facts(&then.dataset, &ready.dataset),
        })
    }

    /// The stored application with an assessment by the facts of a view.
    ///
    /// # Errors
    /// As [`Registry::applications`].
    pub fn again(
        &self,
        kept: &Kept,
        view: &Arc<View>,
    ) -> Result<(Application, Assessment, Arc<Ready>), RecognitionError> {
        let mut applications = self.applications(vec![input(&kept.application)])?;
        let application = applications.pop().ok_or(RecognitionError::NoApplication)?;
        let ready = self.recognition_facts(view)?;
        let assessment = ready.decide(&application);
        Ok((application, assessment, ready))
    }
}

/// The IRI of a stored assessment.
pub fn assessment_iri(id: &str) -> String {
    format!("{}assessment/{id}", vocab::ID)
}

fn owner(token: &Token) -> String {
    format!("{} {}", token.name, token.created)
}

fn input(text: &str) -> Input<'_> {
    Input {
        name: "assessment".to_owned(),
        format: RdfFormat::NTriples,
        compression: Compression::None,
        graph: None,
        base_iri: None,
        reader: Box::new(text.as_bytes()),
    }
}

fn ntriples(triples: &[Triple]) -> String {
    let mut text = String::new();
    for triple in triples {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{triple} .");
    }
    text
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The facts whose triples differ, by IRI.
fn changed_facts(then: &View, now: &View) -> Vec<(String, &'static str)> {
    let triples = |view: &View| -> BTreeSet<String> {
        let dictionary = view.dictionary();
        view.scan(crate::graph::Pattern::default()).map(|it| dictionary.triple(it).to_string()).collect()
    };
    let (then, now) = (triples(then), triples(now));
    let subject = |line: &str| line.split(' ').next().unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let subjects =
        |lines: &BTreeSet<String>| lines.iter().map(|it| subject(it)).collect::<BTreeSet<String>>();
    let (known_then, known_now) = (subjects(&then), subjects(&now));
    let differing: BTreeSet<String> = then.symmetric_difference(&now).map(|it| subject(it)).collect();
    let kind = |it: &String| match (known_then.contains(it), known_now.contains(it)) {
        (true, false) => "removed",
        (false, true) => "added",
        _ => "changed",
    };
    differing
        .into_iter()
        .map(|it| {
            let kind = kind(&it);
            (it, kind)
        })
        .collect()
}
