//! Is this text a query or an update, and within the limits?

use super::error::SparqlError;
use super::limits::Limits;
use super::parameters::{Parameter, parameters};
use oxrdf::{NamedNode, Term};
use spargebra::algebra::QueryDataset;
use spargebra::{GraphUpdateOperation, SparqlParser};

/// What stands behind the default graph of a query that names none.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DefaultGraph {
    /// Every triple of every graph, once.
    #[default]
    Union,
    /// Only the triples outside all named graphs, as the W3C test suites mean it.
    Strict,
}

/// What comes with a text from outside of it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The base of relative IRIs; the text's own `BASE` goes before.
    pub base_iri: Option<String>,
    pub default_graph: DefaultGraph,
    /// `default-graph-uri` of the protocol, or `using-graph-uri`; replaces `FROM` where any is given.
    pub default_graph_uris: Vec<String>,
    /// `named-graph-uri` of the protocol, or `using-named-graph-uri`.
    pub named_graph_uris: Vec<String>,
    /// Values given to variables of the query, by name without `?`.
    pub bindings: Vec<(String, Term)>,
    /// Values of the parameters that the text declares at its head, as written.
    pub values: Vec<(String, String)>,
    /// Lists of values given to variables of the query.
    pub tables: Vec<Table>,
}

/// Rows of values for some variables, as `VALUES` has them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Names without `?`.
    pub variables: Vec<String>,
    /// IRIs and literals; each row as long as the list of variables.
    pub rows: Vec<Vec<Term>>,
}

/// Which answers a query has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    Select,
    Ask,
    /// CONSTRUCT or DESCRIBE.
    Graph,
}

/// A query that has been read and may run on any view.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) algebra: spargebra::Query,
    pub(super) dataset: Option<QueryDataset>,
    pub(super) default_graph: DefaultGraph,
    pub(super) bindings: Vec<(String, Term)>,
    pub(super) tables: Vec<Table>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// [`SparqlError::Syntax`] with line and column, [`SparqlError::Depth`], [`SparqlError::Length`], [`SparqlError::Iri`].
    pub fn parse(text: &str, options: &Options, limits: &Limits) -> Result<Self, SparqlError> {
        query_with_prefixes(text, options, &[], limits)
    }

    pub fn form(&self) -> Form {
        match self.algebra {
            spargebra::Query::Select { .. } => Form::Select,
            spargebra::Query::Ask { .. } => Form::Ask,
            spargebra::Query::Construct { .. } | spargebra::Query::Describe { .. } => Form::Graph,
        }
    }
}

/// An update that has been read and may run on any view.
#[derive(Clone, Debug)]
pub struct Update {
    pub(super) algebra: spargebra::Update,
    pub(super) using: Option<QueryDataset>,
    pub(super) default_graph: DefaultGraph,
}

impl Update {
    /// Reads an update; errors as for [`Query::parse`].
    pub fn parse(text: &str, options: &Options, limits: &Limits) -> Result<Self, SparqlError> {
        check(text, limits)?;
        let algebra = parser(options)?.parse_update(text).map_err(|it| syntax(&it.to_string()))?;
        let using = protocol_dataset(options)?;
        let names_its_own = |it: &GraphUpdateOperation| {
            matches!(it, GraphUpdateOperation::DeleteInsert { using: Some(_), .. })
        };
        if using.is_some() && algebra.operations.iter().any(names_its_own) {
            return Err(SparqlError::Dataset);
        }
        Ok(Self { algebra, using, default_graph: options.default_graph })
    }
}

/// What is given, and what the text's own parameters stand at where nothing is given.
fn bindings(text: &str, options: &Options) -> Result<Vec<(String, Term)>, SparqlError> {
    let mut bindings = options.bindings.clone();
    let declared = parameters(text);
    let wrong = |it: &Parameter<'_>, value: &str| SparqlError::Parameter {
        name: it.name.to_owned(),
        kind: it.kind.to_owned(),
        value: value.to_owned(),
    };
    for (name, value) in &options.values {
        let Some(it) = declared.iter().find(|it| it.name == name) else {
            return Err(SparqlError::NoParameter(name.clone()));
        };
        bindings.push((name.clone(), it.term(value).ok_or_else(|| wrong(it, value))?));
    }
    for it in declared {
        if let Some(value) = it.default.filter(|_| bindings.iter().all(|(name, _)| name != it.name)) {
            bindings.push((it.name.to_owned(), it.term(value).ok_or_else(|| wrong(&it, value))?));
        }
    }
    Ok(bindings)
}

/// Reads a query that may use these prefixes without declaring them.
pub(super) fn query_with_prefixes(
    text: &str,
    options: &Options,
    prefixes: &[(String, String)],
    limits: &Limits,
) -> Result<Query, SparqlError> {
    check(text, limits)?;
    let mut parser = parser(options)?;
    for (prefix, namespace) in prefixes {
        parser = parser
            .with_prefix(prefix, namespace)
            .map_err(|it| SparqlError::Iri(format!("{namespace}: {it}")))?;
    }
    let algebra = parser.parse_query(text).map_err(|it| syntax(&it.to_string()))?;
    let dataset = protocol_dataset(options)?.or_else(|| algebra.dataset().cloned());
    let (default_graph, bindings) = (options.default_graph, bindings(text, options)?);
    Ok(Query { algebra, dataset, default_graph, bindings, tables: options.tables.clone() })
}

fn parser(options: &Options) -> Result<SparqlParser, SparqlError> {
    let parser = SparqlParser::new();
    match &options.base_iri {
        Some(base) => parser.with_base_iri(base).map_err(|it| SparqlError::Iri(format!("{base}: {it}"))),
        None => Ok(parser),
    }
}

fn protocol_dataset(options: &Options) -> Result<Option<QueryDataset>, SparqlError> {
    if options.default_graph_uris.is_empty() && options.named_graph_uris.is_empty() {
        return Ok(None);
    }
    let nodes = |iris: &[String]| {
        iris.iter()
            .map(|it| NamedNode::new(it).map_err(|error| SparqlError::Iri(format!("{it}: {error}"))))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Some(QueryDataset {
        default: nodes(&options.default_graph_uris)?,
        named: Some(nodes(&options.named_graph_uris)?),
    }))
}

/// Line and column stand at the start of the grammar's message: `error at 3:7: expected ...`.
fn syntax(message: &str) -> SparqlError {
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (place, rest) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?, rest))
    });
    match place {
        Some((line, column, rest)) => SparqlError::Syntax { message: rest.to_owned(), line, column },
        None => SparqlError::Syntax { message: message.to_owned(), line: 1, column: 1 },
    }
}

/// The grammar is recursive, so that its depth is bounded before it runs.
fn check(text: &str, limits: &Limits) -> Result<(), SparqlError> {
    if text.len() > limits.text_bytes_max {
        return Err(SparqlError::Length { bytes: text.len(), text_bytes_max: limits.text_bytes_max });
    }
    if let Some(at) = too_deep(text.as_bytes(), limits.depth_max) {
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|it| *it != '\n').count() as u64 + 1;
        return Err(SparqlError::Depth { depth_max: limits.depth_max, line, column });
    }
    Ok(())
}

/// The first place whose nesting exceeds `depth_max`, strings, IRIs and comments passed over.
///
/// A run of `!`, `+` or `-` signs nests as well: each is one level of the grammar.
fn too_deep(text: &[u8], depth_max: usize) -> Option<usize> {
    let (mut at, mut depth, mut signs) = (0, 0_usize, 0_usize);
    while at < text.len() {
        match text[at] {
            b'{' | b'(' | b'[' => {
                depth += 1;
                signs = 0;
            }
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                signs = 0;
            }
            b'!' | b'^' | b'-' | b'+' => signs += 1,
            b'#' => at += text[at..].iter().take_while(|it| **it != b'\n').count(),
            b'"' | b'\'' => {
                at = string_end(text, at);
                signs = 0;
            }
            // An IRI, unless this is the comparison.
            b'<' => {
                let end = text[at + 1..]
                    .iter()
                    .position(|it| matches!(it, b'>' | b' ' | b'\n' | b'\t' | b'"' | b'{'));
                if let Some(end) = end.filter(|end| text[at + 1 + end] == b'>') {
                    at += end + 1;
                }
                signs = 0;
            }
            it if it.is_ascii_whitespace() => (),
            _ => signs = 0,
        }
        if depth + signs > depth_max {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The place of the quote that closes the string which starts at `start`, or the end of the text.
fn string_end(text: &[u8], start: usize) -> usize {
    let quote = text[start];
    let long = text[start..].starts_with(&[quote; 3]);
    let mut at = start + if long { 3 } else { 1 };
    while at < text.len() {
        match text[at] {
            b'\\' => at += 1,
            b'\n' if !long => return at,
            it if it == quote && !long => return at,
            it if it == quote && text[at..].starts_with(&[quote; 3]) => return at + 2,
            _ => (),
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Query, SparqlError> {
        Query::parse(text, &Options::default(), &Limits::default())
    }

    #[test]
    fn five_thousand_groups_are_refused_with_their_place() {
        let text = format!("SELECT * WHERE {}{}", "{".repeat(5_000), "}".repeat(5_000));
        assert!(
            matches!(parse(&text), Err(SparqlError::Depth { line: 1, column: 144, .. })),
            "{:?}",
            parse(&text)
        );
        let text = format!("ASK {{ FILTER({}true) }}", "!".repeat(5_000));
        assert!(matches!(parse(&text), Err(SparqlError::Depth { .. })));
    }

    #[test]
    fn brackets_in_strings_iris_and_comments_do_not_nest() {
        let brackets = "(".repeat(1_000);
        for text in [
            format!("ASK {{ ?s ?p \"{brackets}\" }}"),
            format!("ASK {{ ?s ?p '''{brackets}''' }}"),
            format!("ASK {{ ?s ?p <http://example.com/{brackets}> }}"),
            format!("ASK {{ # {brackets}\n ?s ?p ?o FILTER(1 < 2) }}"),
        ] {
            assert!(parse(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_syntax_error_tells_line_and_column() {
        let error = parse("SELECT *\nWHERE { ?s ?p }").unwrap_err();
        assert!(matches!(error, SparqlError::Syntax { line: 2, .. }), "{error}");
    }
}
