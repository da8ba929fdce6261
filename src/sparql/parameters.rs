//! Which values does a question leave open?
//!
//! A query file says so at its head, after the question itself: `# param ?date date = 2024-12-15` gives name, kind and,
//! where it has one, the value that stands where none is given. A value is bound as a term, never put into the text.

use super::value::XSD;
use oxrdf::{Literal, NamedNode, Term};

/// A variable that a query text leaves open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter<'q> {
    /// Without `?`.
    pub name: &'q str,
    /// `iri`, `string`, `lang`, `year`, or the local name of an XSD datatype.
    pub kind: &'q str,
    /// The value as written where none is given.
    pub default: Option<&'q str>,
}

impl Parameter<'_> {
    /// The term that a value stands for; `None` where it is not one of the kind.
    pub fn term(&self, value: &str) -> Option<Term> {
        Some(match self.kind {
            "iri" => NamedNode::new(value.trim_start_matches('<').trim_end_matches('>')).ok()?.into(),
            "string" | "lang" => Literal::new_simple_literal(value).into(),
            kind => {
                let datatype = format!("{XSD}{}", if kind == "year" { "gYear" } else { kind });
                // A lexical form that is none of its type would compare with nothing, in silence.
                super::value::Datatype::of(&datatype).parse(value)?;
                Literal::new_typed_literal(value, NamedNode::new(datatype).ok()?).into()
            }
        })
    }
}

/// The parameters that the comments at the head of a text declare.
pub fn parameters(text: &str) -> Vec<Parameter<'_>> {
    text.lines()
        .map(str::trim)
        .take_while(|it| it.is_empty() || it.starts_with('#'))
        .filter_map(|line| {
            let rest = line.trim_start_matches('#').trim().strip_prefix("param ?")?;
            let (head, default) = match rest.split_once('=') {
                Some((head, default)) => (head, Some(default.trim())),
                None => (rest, None),
            };
            let (name, kind) = head.trim().split_once(char::is_whitespace)?;
            Some(Parameter { name, kind: kind.trim(), default })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_text_declares_parameters_and_the_rest_does_not() {
        let text =
            "# Who?\n# param ?date date = 2024-12-15\n# param ?body iri\nSELECT * {}\n# param ?no string\n";
        let found = parameters(text);
        let expected = [
            Parameter { name: "date", kind: "date", default: Some("2024-12-15") },
            Parameter { name: "body", kind: "iri", default: None },
        ];
        assert_eq!(found, expected);
        assert_eq!(found[0].term("2024-12-15").unwrap().to_string(), format!("\"2024-12-15\"^^<{XSD}date>"));
        assert_eq!(found[0].term("soon"), None);
        assert_eq!(found[1].term("no iri"), None);
    }
}
