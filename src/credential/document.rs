//! How does a graph become a JSON-LD document that people can read?
//!
//! A node is told in full where it is mentioned first, a few levels deep, and named from then on.
//! What the subject does not lead to stands under `@included`, which says the same in RDF.

use super::CredentialError;
use super::context::compact;
use super::json::Value;
use crate::vocab::rdf;
use oxrdf::{Literal, NamedOrBlankNode, Term, Triple};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// How deep nodes are told inside each other.
const LEVELS_MAX: usize = 6;

/// The graph told from its subject, and the prefixes used.
///
/// # Errors
/// [`CredentialError::NoSubject`] where nothing is said of it, [`CredentialError::NotPlain`] for terms of RDF 1.2.
pub(super) fn of_graph(
    triples: &[Triple],
    subject: &NamedOrBlankNode,
) -> Result<(Value, BTreeMap<String, String>), CredentialError> {
    let mut writer = Writer::default();
    let mut sorted: Vec<(String, &Triple)> = triples.iter().map(|it| (it.to_string(), it)).collect();
    sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    sorted.dedup_by(|a, b| a.0 == b.0);
    for (_, triple) in sorted {
        let told = writer.told.entry(triple.subject.to_string()).or_default();
        told.push(triple.clone());
        if let Term::BlankNode(blank) = &triple.object {
            *writer.mentions.entry(blank.as_str().to_owned()).or_default() += 1;
        }
    }
    if !writer.told.contains_key(&subject.to_string()) {
        return Err(CredentialError::NoSubject(subject.to_string()));
    }
    let mut top = writer.node(subject, 1)?;
    let mut included = Vec::new();
    // Names sort before blank nodes, and what a name leads to is told there.
    let others: Vec<NamedOrBlankNode> = writer.told.values().map(|it| it[0].subject.clone()).collect();
    for other in others {
        if !writer.is_placed.contains(&other) {
            included.push(writer.node(&other, 1)?);
        }
    }
    if let (Value::Object(members), false) = (&mut top, included.is_empty()) {
        members.push(("@included".to_owned(), Value::Array(included)));
    }
    Ok((top, writer.prefixes))
}

#[derive(Default)]
struct Writer {
    /// What is said of each node, by its text; never nothing.
    told: BTreeMap<String, Vec<Triple>>,
    /// How often each blank node is an object, by label.
    mentions: FxHashMap<String, usize>,
    is_placed: FxHashSet<NamedOrBlankNode>,
    /// Labels of blank nodes in the order in which they come.
    labels: FxHashMap<String, usize>,
    prefixes: BTreeMap<String, String>,
}

impl Writer {
    fn node(&mut self, node: &NamedOrBlankNode, level: usize) -> Result<Value, CredentialError> {
        let mut members = Vec::new();
        let is_first = self.is_placed.insert(node.clone());
        if !is_first || self.needs_name(node, level) {
            members.push(("id".to_owned(), self.name(node)));
        }
        if !is_first {
            return Ok(Value::Object(members));
        }
        let (mut types, mut properties) = (Vec::new(), BTreeMap::<String, Vec<Value>>::new());
        for triple in self.told.get(&node.to_string()).cloned().unwrap_or_default() {
            match &triple.object {
                Term::NamedNode(class) if triple.predicate.as_str() == rdf::TYPE => {
                    types.push(Value::String(self.compact(class.as_str())));
                }
                object => {
                    let value = self.value(object, level)?;
                    properties.entry(self.compact(triple.predicate.as_str())).or_default().push(value);
                }
            }
        }
        if !types.is_empty() {
            members.push(("type".to_owned(), single(types)));
        }
        members.extend(properties.into_iter().map(|(key, values)| (key, single(values))));
        Ok(Value::Object(members))
    }

    /// A blank node that is told where it is mentioned, and nowhere else, needs none.
    fn needs_name(&self, node: &NamedOrBlankNode, level: usize) -> bool {
        let NamedOrBlankNode::BlankNode(blank) = node else { return true };
        let n_mentions = self.mentions.get(blank.as_str()).copied().unwrap_or_default();
        n_mentions > usize::from(level > 1)
    }

    fn value(&mut self, object: &Term, level: usize) -> Result<Value, CredentialError> {
        let node: NamedOrBlankNode = match object {
            Term::NamedNode(it) => it.clone().into(),
            Term::BlankNode(it) => it.clone().into(),
            Term::Literal(literal) => return self.literal(literal),
            Term::Triple(_) => return Err(CredentialError::NotPlain(object.to_string())),
        };
        if level < LEVELS_MAX && self.told.contains_key(&node.to_string()) {
            self.node(&node, level + 1)
        } else {
            Ok(Value::object([("id", self.name(&node))]))
        }
    }

    fn literal(&mut self, literal: &Literal) -> Result<Value, CredentialError> {
        let text = Value::string(literal.value());
        if literal.direction().is_some() {
            return Err(CredentialError::NotPlain(literal.to_string()));
        }
        if let Some(language) = literal.language() {
            return Ok(Value::object([("@value", text), ("@language", Value::string(language))]));
        }
        if literal.datatype() == oxrdf::vocab::xsd::STRING {
            return Ok(text);
        }
        let datatype = self.compact(literal.datatype().as_str());
        Ok(Value::object([("@value", text), ("@type", Value::String(datatype))]))
    }

    fn name(&mut self, node: &NamedOrBlankNode) -> Value {
        match node {
            NamedOrBlankNode::NamedNode(iri) => Value::string(iri.as_str()),
            NamedOrBlankNode::BlankNode(blank) => {
                let next = self.labels.len();
                let number = *self.labels.entry(blank.as_str().to_owned()).or_insert(next);
                Value::String(format!("_:b{number}"))
            }
        }
    }

    fn compact(&mut self, iri: &str) -> String {
        let (short, prefix) = compact(iri);
        self.prefixes.extend(prefix.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())));
        short
    }
}

fn single(mut values: Vec<Value>) -> Value {
    match (values.len(), values.pop()) {
        (1, Some(value)) => value,
        (_, last) => Value::Array(values.into_iter().chain(last).collect()),
    }
}
