//! What is a thing called, in the language that a reader wants?

use crate::graph::{Pattern, TermId, View};
use crate::vocab::{PREFIXES, dcterms, foaf, rdfs, skos};

/// The properties that name things, the best first.
pub const NAMES: &[&str] =
    &[rdfs::LABEL, skos::PREF_LABEL, dcterms::TITLE, foaf::NAME, "http://schema.org/name", skos::ALT_LABEL];

/// The properties that say in a sentence what a thing is, the best first.
const COMMENTS: &[&str] = &[skos::DEFINITION, dcterms::DESCRIPTION, rdfs::COMMENT, skos::SCOPE_NOTE];

/// The language of last resort, which every entity has names in.
const FALLBACK: &str = "en";

/// A text with the language that it is in, where it is said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Label<'a> {
    pub text: &'a str,
    pub language: Option<&'a str>,
}

/// The best name of a thing for a reader of that language.
pub fn label<'a>(view: &'a View, thing: TermId, language: &str) -> Option<Label<'a>> {
    best(view, thing, language, NAMES)
}

/// The best description of a thing for a reader of that language.
pub fn comment<'a>(view: &'a View, thing: TermId, language: &str) -> Option<Label<'a>> {
    best(view, thing, language, COMMENTS)
}

/// By language first, then by property.
fn best<'a>(view: &'a View, thing: TermId, language: &str, properties: &[&str]) -> Option<Label<'a>> {
    let dictionary = view.dictionary();
    let mut best: Option<(usize, usize, Label<'a>)> = None;
    for (at, property) in properties.iter().enumerate() {
        let Some(property) = dictionary.iri(property) else { continue };
        for [_, _, object] in view.scan(Pattern::new(Some(thing), Some(property), None)) {
            let entry = dictionary.entry(object);
            if !entry.kind.is_literal() {
                continue;
            }
            let tag = entry.kind.is_lang().then(|| dictionary.text(entry.qualifier));
            let rank = rank(tag, language);
            if best.is_none_or(|it| (rank, at) < (it.0, it.1)) {
                best = Some((rank, at, Label { text: entry.text, language: tag }));
            }
        }
    }
    best.map(|it| it.2)
}

/// The wanted language, then the fallback, then no language, then any.
fn rank(tag: Option<&str>, language: &str) -> usize {
    let is = |tag: &str, wanted: &str| {
        let main = tag.split('-').next().unwrap_or(tag);
        main.eq_ignore_ascii_case(wanted)
    };
    match tag {
        Some(tag) if tag.eq_ignore_ascii_case(language) => 0,
        Some(tag) if is(tag, language) => 1,
        Some(tag) if is(tag, FALLBACK) => 2,
        None => 3,
        Some(_) => 4,
    }
}

/// An IRI as people write it: with a known prefix, or its last part.
pub fn local_name(iri: &str) -> String {
    for (prefix, namespace) in PREFIXES {
        if let Some(local) = iri.strip_prefix(namespace).filter(|it| !it.is_empty() && !it.contains('/')) {
            return format!("{prefix}:{local}");
        }
    }
    let end = iri.trim_end_matches(['/', '#']);
    let last = end.rsplit(['/', '#']).next().unwrap_or(end);
    if last.is_empty() { iri.to_owned() } else { last.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Stage;
    use oxrdf::{GraphName, Literal, NamedNode, Quad};
    use std::sync::Arc;

    #[test]
    fn the_language_goes_before_the_property() {
        let thing = NamedNode::new_unchecked("http://example.com/a");
        let mut stage = Stage::new(Arc::new(View::default()));
        for (property, text, language) in
            [(rdfs::LABEL, "car", "en"), (skos::PREF_LABEL, "Auto", "de-AT"), (rdfs::LABEL, "bil", "sv")]
        {
            let name = Literal::new_language_tagged_literal_unchecked(text, language);
            let property = NamedNode::new_unchecked(property);
            let quad = Quad::new(thing.clone(), property, name, GraphName::DefaultGraph);
            let ids = stage.intern_quad(quad.as_ref());
            stage.insert(ids);
        }
        let (view, _) = stage.freeze(1);
        let id = view.dictionary().iri(thing.as_str()).unwrap();
        let text = |language| label(&view, id, language).map(|it| (it.text, it.language));
        assert_eq!(text("de"), Some(("Auto", Some("de-AT"))));
        assert_eq!(text("en"), Some(("car", Some("en"))));
        assert_eq!(text("fr"), Some(("car", Some("en"))));
    }

    #[test]
    fn iris_are_shortened() {
        assert_eq!(local_name("http://www.w3.org/2000/01/rdf-schema#label"), "rdfs:label");
        assert_eq!(local_name("http://example.com/a/b"), "b");
        assert_eq!(local_name("http://example.com/a/"), "a");
    }
}
