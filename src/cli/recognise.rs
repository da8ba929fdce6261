//! `concord recognise`

use super::args::{Recognise, RecogniseFormat};
use super::fault::{Exit, Fault};
use super::key;
use super::load::input;
use super::settings::{at, open_for_reading};
use crate::load::{Input, RdfFormat};
use crate::registry::{RecognitionError, Registry, Shown};
use crate::vocab;
use indicatif::ProgressBar;
use oxrdfio::RdfSerializer;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

pub(super) fn run(args: &Recognise) -> Result<(), Fault> {
    let key = args.sign.as_deref().map(key::read).transpose()?;
    let registry = open_for_reading(&args.registry)?;
    let view = registry.view_at(&at(&args.at))?;
    let ready = registry.recognition_facts_with(&view, inputs(&args.facts)?)?;
    let applications = registry.applications(inputs(&args.application)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut graph = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in vocab::PREFIXES {
        graph = graph
            .with_prefix(*prefix, *namespace)
            .unwrap_or_else(|_| RdfSerializer::from_format(RdfFormat::Turtle));
    }
    let mut graph = graph.for_writer(Vec::new());
    for application in &applications {
        let assessment = ready.decide(application);
        let shown = Shown { application, assessment: &assessment, ready: &ready, view: &view };
        if let Some(key) = &key {
            let signed = Registry::sign_assessment(&shown, key, args.valid_until.as_deref())?;
            // White space is no part of what is signed.
            let on_one_line: serde_json::Value =
                serde_json::from_str(&signed).map_err(std::io::Error::from)?;
            writeln!(out, "{on_one_line}")?;
            continue;
        }
        match args.format {
            RecogniseFormat::Json => writeln!(out, "{}", shown.json(&args.lang))?,
            RecogniseFormat::Text => writeln!(out, "{}\n{}", application.iri, shown.text(&args.lang))?,
            RecogniseFormat::Turtle => {
                for triple in shown.triples(&shown.iri()) {
                    graph.serialize_triple(triple.as_ref())?;
                }
            }
        }
    }
    let text = graph.finish()?;
    if key.is_none() && matches!(args.format, RecogniseFormat::Turtle) {
        out.write_all(&text)?;
    }
    out.flush()?;
    Ok(())
}

fn inputs(files: &[PathBuf]) -> Result<Vec<Input<'static>>, Fault> {
    files.iter().map(|it| input(it, None, &ProgressBar::hidden())).collect()
}

impl From<RecognitionError> for Fault {
    fn from(error: RecognitionError) -> Self {
        match error {
            RecognitionError::Load(error) => error.into(),
            RecognitionError::Sparql(error) => error.into(),
            RecognitionError::Registry(error) => error.into(),
            RecognitionError::Faulty(findings) => {
                let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
                let n = told.len();
                let error = anyhow::anyhow!(
                    "{}\n{n} fault{}: correct them and ask again",
                    told.join("\n"),
                    if n == 1 { "" } else { "s" }
                );
                Self { exit: Exit::DataRefused, error }
            }
            other @ (RecognitionError::NoApplication
            | RecognitionError::TooMany(_)
            | RecognitionError::NotKept(_)
            | RecognitionError::Full
            | RecognitionError::Canon(_)) => Self { exit: Exit::DataRefused, error: other.into() },
            other @ (RecognitionError::Damaged(_) | RecognitionError::Random(_)) => {
                Self { exit: Exit::WorldFailed, error: other.into() }
            }
        }
    }
}
