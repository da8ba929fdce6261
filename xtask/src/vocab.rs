//! The constants of the ontology: one a term, with its definition.

use std::{collections::BTreeMap, error::Error, fmt::Write as _};

use crate::ontology::{Kind, NS, OntologyTerm};

pub(crate) fn write(terms: &[OntologyTerm]) -> Result<String, Box<dyn Error>> {
    let mut out = String::from(
        "//! The terms of the ontology. Generated from `ontology/` by `make gen`: do not edit.\n\
         #![allow(clippy::doc_markdown, reason = \"the definitions are the ontology's own prose\")]\n\n\
         /// The namespace.\n",
    );
    writeln!(out, "pub const NS: &str = \"{NS}\";")?;
    for (kind, module, what) in [
        (Kind::Class, "class", "The classes."),
        (Kind::Property, "property", "The properties."),
        (Kind::Individual, "individual", "The individuals: schemes, concepts, datatypes."),
    ] {
        writeln!(out, "\n/// {what}\npub mod {module} {{")?;
        let mut names = BTreeMap::new();
        for term in terms.iter().filter(|it| it.kind == kind) {
            let Some(local_name) = term.local_name() else { continue };
            let constant = constant(local_name);
            if let Some(other) = names.insert(constant.clone(), local_name) {
                return Err(format!("{module} {constant} names both con:{other} and con:{local_name}").into());
            }
            if names.len() > 1 {
                out.push('\n');
            }
            for line in term.definition.as_deref().unwrap_or(term.label()).lines() {
                writeln!(out, "{}", format!("    /// {}", escaped(line.trim())).trim_end())?;
            }
            writeln!(out, "    pub const {constant}: &str = \"{}\";", term.iri)?;
        }
        out.push_str("}\n");
    }
    Ok(out)
}

/// `dueDate` and `due-date` become `DUE_DATE`; `KPIValue` becomes `KPI_VALUE`.
fn constant(local_name: &str) -> String {
    let chars: Vec<char> = local_name.chars().collect();
    let mut out = String::new();
    for (at, it) in chars.iter().enumerate() {
        if !it.is_alphanumeric() {
            out.push('_');
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let starts_word = it.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && chars.get(at + 1).is_some_and(|it| it.is_lowercase()))
            });
        if starts_word {
            out.push('_');
        }
        out.extend(it.to_uppercase());
    }
    if out.starts_with(|it: char| it.is_numeric()) {
        out.insert(0, '_');
    }
    out
}

/// What rustdoc would read as a link or as HTML.
fn escaped(line: &str) -> String {
    line.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<").replace('>', "\\>")
}

#[cfg(test)]
mod tests {
    use crate::ontology;

    #[test]
    fn names_become_constants() {
        for (name, expected) in [
            ("dueDate", "DUE_DATE"),
            ("due-date", "DUE_DATE"),
            ("KPIValue", "KPI_VALUE"),
            ("nutsCode2021", "NUTS_CODE2021"),
            ("hasKPI", "HAS_KPI"),
        ] {
            assert_eq!(super::constant(name), expected);
        }
    }

    #[test]
    fn a_class_and_a_property_may_share_a_name() {
        let terms = ontology::from_text(
            "@prefix con: <https://w3id.org/concord/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
             @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
             con:Milestone a owl:Class ; skos:definition \"A [dated] step.\"@en , \"Ein Schritt.\"@de .
             con:milestone a owl:ObjectProperty .
             <https://w3id.org/concord/ns> a owl:Ontology .",
        );
        let text = super::write(&terms).expect("the names differ");
        assert!(text.contains("    /// A \\[dated\\] step.\n    pub const MILESTONE: &str"));
        assert_eq!(text.matches("MILESTONE").count(), 2);
    }

    #[test]
    fn two_names_for_one_constant_are_refused() {
        let terms = ontology::from_text(
            "@prefix con: <https://w3id.org/concord/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
             con:dueDate a owl:DatatypeProperty . con:due-date a owl:DatatypeProperty .",
        );
        assert!(super::write(&terms).is_err());
    }
}
