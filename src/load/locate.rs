//! On which line of its input does an offending statement stand?
//!
//! The texts are read once more, after something was found: statement by statement, each handed to the parser line by
//! line, so that the line is known at which a statement came out. Where only few nodes are looked for, parts of a text
//! that name none of them are passed over.

use super::source::Unpacked;
use super::statements::{Part, Parts};
use super::{Input, Limits, RdfFormat};
use crate::shape::{Finding, Path, Place};
use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Term};
use oxrdfio::RdfParser;
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::io::{self, Read};

/// Findings that are looked for.
const FINDINGS_MAX: usize = 1_000;

/// Bytes of the texts that are looked through.
const TEXT_BYTES_MAX: u64 = 512 << 20;

/// Names that are looked for before a part is read.
const NEEDLES_MAX: usize = 64;

/// Lines before the one at which a statement came out that are looked at for its words.
const LINES_BACK_MAX: usize = 40;

/// Gives findings their places in the sources of a load.
///
/// `inputs` are the sources of that load once more, in their order, and `revision` is the number that it had. What
/// cannot be found, or be read any more, stays without a place.
pub fn locate(findings: &mut [Finding], inputs: Vec<Input<'_>>, revision: u64, limits: &Limits) {
    let n_findings = findings.len().min(FINDINGS_MAX);
    let mut search = Search::new(&findings[..n_findings], revision);
    if search.by_focus.is_empty() {
        return;
    }
    for input in inputs {
        // Whatever fails here has been told, or will be when it is loaded.
        let _ = search.input(input, limits);
    }
    let best = search.best;
    for (finding, best) in findings.iter_mut().zip(best) {
        finding.place = best.map(|it| it.1);
    }
}

/// How well a statement fits a finding.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Fit {
    /// It has the node as object.
    Mentions,
    /// It is about the node.
    About,
    /// It has the property as well.
    Property,
    /// And the value.
    Value,
}

struct Wanted<'f> {
    predicate: Option<&'f NamedNode>,
    is_inverse: bool,
    value: Option<&'f Term>,
}

struct Search<'f> {
    by_focus: FxHashMap<&'f Term, Vec<usize>>,
    wanted: Vec<Wanted<'f>>,
    best: Vec<Option<(Fit, Place)>>,
    /// `None` where every part has to be read.
    needles: Option<Vec<memchr::memmem::Finder<'f>>>,
    revision: u64,
    n_blanks: u64,
}

impl<'f> Search<'f> {
    fn new(findings: &'f [Finding], revision: u64) -> Self {
        let mut by_focus: FxHashMap<&Term, Vec<usize>> = FxHashMap::default();
        for (at, finding) in findings.iter().enumerate() {
            by_focus.entry(&finding.focus_node).or_default().push(at);
        }
        let wanted = findings
            .iter()
            .map(|it| {
                let (predicate, is_inverse) = match it.path() {
                    Some(Path::Predicate(it)) => (Some(it), false),
                    Some(Path::Inverse(it)) => match &**it {
                        Path::Predicate(it) => (Some(it), true),
                        _ => (None, false),
                    },
                    Some(_) | None => (None, false),
                };
                Wanted { predicate, is_inverse, value: it.value.as_ref() }
            })
            .collect();
        let needle = |it: &&'f Term| match it {
            Term::NamedNode(it) => Some(memchr::memmem::Finder::new(local(it.as_str()).as_bytes())),
            Term::BlankNode(_) | Term::Literal(_) | Term::Triple(_) => None,
        };
        let needles = if by_focus.len() > NEEDLES_MAX {
            None
        } else {
            by_focus.keys().map(needle).collect::<Option<Vec<_>>>()
        };
        let best = findings.iter().map(|_| None).collect();
        Self { by_focus, wanted, best, needles, revision, n_blanks: 0 }
    }

    fn input(&mut self, input: Input<'_>, limits: &Limits) -> io::Result<()> {
        let Input { name, format, compression, base_iri, reader, .. } = input;
        let mut reader = Unpacked::new(reader, format, compression, limits)?.take(TEXT_BYTES_MAX);
        let mut labels = FxHashMap::default();
        let mut line = 0;
        let parser = || {
            let parser = RdfParser::from_format(format);
            match &base_iri {
                Some(base) => parser.clone().with_base_iri(base).unwrap_or(parser),
                None => parser,
            }
        };
        let is_in_statements =
            matches!(format, RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::NTriples | RdfFormat::NQuads);
        if !is_in_statements {
            let mut text = Vec::new();
            reader.read_to_end(&mut text)?;
            let part = Part { preamble: std::sync::Arc::default(), text, column_before: 0 };
            self.part(&part, parser(), &name, line, &mut labels);
            return Ok(());
        }
        for part in Parts::new(&mut reader) {
            let part = part?;
            let is_named = |text: &[u8]| {
                self.needles.as_ref().is_none_or(|all| all.iter().any(|it| it.find(text).is_some()))
            };
            if is_named(&part.text) {
                self.part(&part, parser(), &name, line, &mut labels);
            }
            line += memchr::memchr_iter(b'\n', &part.text).count() as u64;
        }
        Ok(())
    }

    fn part(
        &mut self,
        part: &Part,
        parser: RdfParser,
        name: &str,
        lines_before: u64,
        labels: &mut FxHashMap<String, String>,
    ) {
        let n_lines = Cell::new(0);
        let text = Lines { texts: [&part.preamble, &part.text], n_lines: &n_lines };
        let preamble_lines = memchr::memchr_iter(b'\n', &part.preamble).count();
        let lines: Vec<&[u8]> = part.text.split(|it| *it == b'\n').collect();
        for quad in parser.for_reader(text) {
            // The text was read before; if it is another now, what is found in it has no meaning.
            let Ok(quad) = quad else { return };
            let quad = self.named(quad, labels);
            let at = n_lines.get().max(preamble_lines + 1) - preamble_lines - 1;
            self.look(&quad, &|term, predicate| {
                let (line, column) = place(&lines, at, term, predicate);
                let column = column + if line == 0 { part.column_before } else { 0 };
                Place { source_name: name.to_owned(), line: lines_before + line as u64 + 1, column }
            });
        }
    }

    /// The quad with its blank nodes called as the load calls them: in the order in which they come.
    fn named(&mut self, quad: Quad, labels: &mut FxHashMap<String, String>) -> Quad {
        if self.needles.is_some() {
            return quad;
        }
        let mut label = |it: &oxrdf::BlankNode| {
            let next = &mut self.n_blanks;
            let revision = self.revision;
            let label = labels.entry(it.as_str().to_owned()).or_insert_with(|| {
                *next += 1;
                format!("r{revision}b{}", *next - 1)
            });
            oxrdf::BlankNode::new_unchecked(label.as_str())
        };
        if let oxrdf::GraphName::BlankNode(it) = &quad.graph_name {
            label(it);
        }
        let subject = match &quad.subject {
            NamedOrBlankNode::BlankNode(it) => label(it).into(),
            NamedOrBlankNode::NamedNode(_) => quad.subject.clone(),
        };
        let object = match &quad.object {
            Term::BlankNode(it) => label(it).into(),
            Term::NamedNode(_) | Term::Literal(_) | Term::Triple(_) => quad.object.clone(),
        };
        Quad { subject, object, ..quad }
    }

    /// Whether a statement is the best one so far for some findings.
    fn look(&mut self, quad: &Quad, place: &dyn Fn(&Term, Option<&NamedNode>) -> Place) {
        let subject: Term = quad.subject.clone().into();
        for (node, other, is_inverse) in [(&subject, &quad.object, false), (&quad.object, &subject, true)] {
            let Some(all) = self.by_focus.get(node) else { continue };
            for at in all {
                let wanted = &self.wanted[*at];
                let is_property =
                    wanted.predicate == Some(&quad.predicate) && wanted.is_inverse == is_inverse;
                let fit = match (is_property, is_inverse) {
                    (true, _) if wanted.value == Some(other) => Fit::Value,
                    (true, _) => Fit::Property,
                    (false, false) => Fit::About,
                    (false, true) => Fit::Mentions,
                };
                if self.best[*at].as_ref().is_some_and(|it| it.0 >= fit) {
                    continue;
                }
                let found = match fit {
                    Fit::Value => place(other, None),
                    Fit::Property => place(other, Some(&quad.predicate)),
                    Fit::About | Fit::Mentions => place(node, None),
                };
                self.best[*at] = Some((fit, found));
            }
        }
    }
}

/// A text that comes line by line, with a count of the lines that have begun.
struct Lines<'t> {
    texts: [&'t [u8]; 2],
    n_lines: &'t Cell<usize>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(text) = self.texts.iter_mut().find(|it| !it.is_empty()) else { return Ok(0) };
        let line = memchr::memchr(b'\n', text).map_or(text.len(), |it| it + 1);
        let n_bytes = line.min(buffer.len());
        buffer[..n_bytes].copy_from_slice(&text[..n_bytes]);
        *text = &text[n_bytes..];
        if n_bytes == line {
            self.n_lines.set(self.n_lines.get() + 1);
        }
        Ok(n_bytes)
    }
}

/// The line, from 0, and the column, from 1, of a term at or before a line; of a predicate if one is given.
fn place(lines: &[&[u8]], at: usize, term: &Term, predicate: Option<&NamedNode>) -> (usize, u64) {
    let at = at.min(lines.len().saturating_sub(1));
    for line in (at.saturating_sub(LINES_BACK_MAX)..=at).rev() {
        let Ok(text) = std::str::from_utf8(lines[line]) else { continue };
        let found = predicate.and_then(|it| iri(text, it.as_str())).or_else(|| match term {
            Term::NamedNode(it) => iri(text, it.as_str()),
            Term::Literal(it) => literal(text, it.value()),
            Term::BlankNode(_) | Term::Triple(_) => None,
        });
        if let Some(found) = found {
            return (line, text[..found].chars().count() as u64 + 1);
        }
    }
    let text = String::from_utf8_lossy(lines.get(at).copied().unwrap_or_default());
    (at, text.chars().take_while(|it| it.is_whitespace()).count() as u64 + 1)
}

/// Where an IRI stands in a line: whole, as a prefixed name, or as what its last part says.
fn iri(line: &str, iri: &str) -> Option<usize> {
    if let Some(at) = line.find(&format!("<{iri}>")) {
        return Some(at);
    }
    let local = local(iri);
    line.match_indices(local).map(|it| it.0).find_map(|at| {
        let after = line[at + local.len()..].chars().next();
        let before = line[..at].rfind(|it: char| it.is_whitespace() || "[](),;^<\"'".contains(it));
        let start = before.map_or(0, |it| it + line[it..].chars().next().map_or(1, char::len_utf8));
        let is_whole = after.is_none_or(|it| !(it.is_alphanumeric() || matches!(it, '-' | '_')));
        let is_name = line[start..at].ends_with([':', '/', '#']) || start == at;
        (is_whole && is_name).then_some(start)
    })
}

fn literal(line: &str, value: &str) -> Option<usize> {
    let first = value.lines().next().unwrap_or_default();
    let quoted = |quote: char| line.find(&format!("{quote}{first}"));
    let bare = || if first.is_empty() { None } else { line.find(first) };
    quoted('"').or_else(|| quoted('\'')).or_else(bare)
}

/// What follows the last `/`, `#` or `:`.
fn local(iri: &str) -> &str {
    let trimmed = iri.trim_end_matches(['/', '#', ':']);
    let start = trimmed.rfind(['/', '#', ':']).map_or(0, |it| it + 1);
    &iri[start..]
}
