//! The command line as it is meant: formats, revisions, values and settings out of what was typed.

use super::args;
use super::fault::Fault;
use crate::registry::{At, Registry, Settings};
use crate::sparql::{DefaultGraph, Form, Format, Limits, QueryResultsFormat, RdfFormat};
use crate::vocab;
use oxrdf::{Literal, NamedNode, Term};

pub(super) fn settings(args: &args::Registry) -> Settings {
    Settings {
        folder: args.data.clone(),
        empty: args.empty,
        default_graph: default_graph(args),
        limits: Limits::default(),
        load: crate::load::Limits::default(),
    }
}

pub(super) fn default_graph(args: &args::Registry) -> DefaultGraph {
    match args.default_graph {
        args::DefaultGraph::Union => DefaultGraph::Union,
        args::DefaultGraph::Strict => DefaultGraph::Strict,
    }
}

/// The registry to read from: a server may have it open. One that is not there yet is created first.
pub(super) fn open_for_reading(args: &args::Registry) -> Result<Registry, Fault> {
    use crate::log::LogError;
    use crate::registry::RegistryError;
    let settings = settings(args);
    match Registry::open_for_reading(settings.clone()) {
        Err(RegistryError::Log(LogError::NoLog { .. })) => Ok(Registry::open(settings)?),
        other => Ok(other?),
    }
}

pub(super) fn at(args: &args::At) -> At {
    match (args.revision, &args.as_of) {
        (Some(number), _) => At::Revision(number),
        (None, Some(time)) => At::AsOf(time.clone()),
        (None, None) => At::Latest,
    }
}

/// What a query's answer is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// Columns for people.
    Table,
    Machine(Format),
}

/// The output format of a query; the usual one of its form where none was named.
pub(super) fn output(name: Option<&str>, form: Form) -> Result<Output, Fault> {
    let Some(name) = name else {
        return Ok(match form {
            Form::Select | Form::Ask => Output::Table,
            Form::Graph => Output::Machine(Format::Rdf(RdfFormat::Turtle)),
        });
    };
    let results = match name {
        "table" => return Ok(Output::Table),
        "json" => Some(QueryResultsFormat::Json),
        "xml" => Some(QueryResultsFormat::Xml),
        "csv" => Some(QueryResultsFormat::Csv),
        "tsv" => Some(QueryResultsFormat::Tsv),
        _ => None,
    };
    match (form, results) {
        (Form::Select | Form::Ask, Some(format)) => Ok(Output::Machine(Format::Results(format))),
        (Form::Select | Form::Ask, None) => {
            Err(Fault::wrong_use(format!("`{name}` is no format for rows: use table, json, xml, csv or tsv")))
        }
        (Form::Graph, _) => Ok(Output::Machine(Format::Rdf(rdf_format(name)?))),
    }
}

pub(super) fn rdf_format(name: &str) -> Result<RdfFormat, Fault> {
    match name {
        "ttl" | "turtle" => Ok(RdfFormat::Turtle),
        "nt" | "ntriples" => Ok(RdfFormat::NTriples),
        "nq" | "nquads" => Ok(RdfFormat::NQuads),
        "trig" => Ok(RdfFormat::TriG),
        "rdf" | "rdfxml" | "xml" => Ok(RdfFormat::RdfXml),
        "jsonld" | "json" => Ok(RdfFormat::JsonLd { profile: oxrdfio::JsonLdProfile::Streaming.into() }),
        _ => Err(Fault::wrong_use(format!(
            "`{name}` is no format for a graph: use ttl, nt, nq, trig, rdf or jsonld"
        ))),
    }
}

/// `name=value` as the name and the value.
pub(super) fn parameter(text: &str) -> Result<(String, String), Fault> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Fault::wrong_use(format!("`{text}` is no parameter: write name=value")));
    };
    Ok((name.trim_start_matches('?').to_owned(), value.to_owned()))
}

/// A term as people type it: `<iri>`, an IRI, `prefix:name`, `"literal"@en`, `42`, or plain text.
pub(super) fn term(text: &str) -> Result<Term, Fault> {
    if text.starts_with(['<', '"', '_']) {
        return text.parse().map_err(|error| Fault::wrong_use(format!("`{text}` is no term: {error}")));
    }
    if let Some((prefix, local)) = text.split_once(':')
        && !local.starts_with("//")
        && let Some((_, namespace)) = vocab::PREFIXES.iter().find(|it| it.0 == prefix)
    {
        return iri(&format!("{namespace}{local}"));
    }
    if text.contains("://") || text.starts_with("urn:") {
        return iri(text);
    }
    let integer = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !integer.is_empty() && integer.bytes().all(|it| it.is_ascii_digit()) {
        let datatype = NamedNode::new_unchecked(vocab::xsd::INTEGER);
        return Ok(Literal::new_typed_literal(text, datatype).into());
    }
    Ok(Literal::new_simple_literal(text).into())
}

fn iri(text: &str) -> Result<Term, Fault> {
    NamedNode::new(text)
        .map(Term::from)
        .map_err(|error| Fault::wrong_use(format!("`{text}` is no IRI: {error}")))
}

/// Who works at the command line.
pub(super) fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "command line".to_owned())
}
