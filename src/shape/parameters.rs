//! Which constraints does a shape declare? (Section 4, parameter by parameter.)

use super::contradictions;
use super::model::{Constraint, NodeKinds, Qualified, Range, ShapeAt};
use super::path::Path;
use super::read::{Reader, Reason, local};
use crate::graph::{Kind, Pattern, TermId};
use crate::vocab::{sh, xsd};
use oxrdf::{NamedNode, Term};
use regex::{Regex, RegexBuilder};

/// Bytes that a compiled pattern may take; the matching itself is linear in the text.
const PATTERN_BYTES_MAX: usize = 1 << 20;

/// What may stand on a shape beside its parameters.
#[rustfmt::skip]
const OTHER_TERMS: &[&str] = &[
    sh::PATH, sh::TARGET_NODE, sh::TARGET_CLASS, sh::TARGET_SUBJECTS_OF, sh::TARGET_OBJECTS_OF, sh::SEVERITY,
    sh::MESSAGE, sh::DEACTIVATED, sh::NAME, sh::DESCRIPTION, sh::ORDER, sh::GROUP, sh::DEFAULT_VALUE,
    // A shape may be a constraint, a parameter or a path at the same time.
    sh::SELECT, sh::ASK, sh::PREFIXES, sh::DECLARE, sh::OPTIONAL, sh::SHAPES_GRAPH, sh::SUGGESTED_SHAPES_GRAPH,
    sh::INVERSE_PATH, sh::ALTERNATIVE_PATH, sh::ZERO_OR_MORE_PATH, sh::ONE_OR_MORE_PATH, sh::ZERO_OR_ONE_PATH,
];

#[rustfmt::skip]
const PARAMETERS: &[&str] = &[
    sh::CLASS, sh::DATATYPE, sh::NODE_KIND, sh::MIN_COUNT, sh::MAX_COUNT, sh::MIN_EXCLUSIVE, sh::MIN_INCLUSIVE,
    sh::MAX_EXCLUSIVE, sh::MAX_INCLUSIVE, sh::MIN_LENGTH, sh::MAX_LENGTH, sh::PATTERN, sh::FLAGS, sh::LANGUAGE_IN,
    sh::UNIQUE_LANG, sh::EQUALS, sh::DISJOINT, sh::LESS_THAN, sh::LESS_THAN_OR_EQUALS, sh::NOT, sh::AND, sh::OR,
    sh::XONE, sh::NODE, sh::PROPERTY, sh::QUALIFIED_VALUE_SHAPE, sh::QUALIFIED_MIN_COUNT, sh::QUALIFIED_MAX_COUNT,
    sh::QUALIFIED_VALUE_SHAPES_DISJOINT, sh::CLOSED, sh::IGNORED_PROPERTIES, sh::HAS_VALUE, sh::IN, sh::SPARQL,
];

/// Refuses a shape with a term of the SHACL namespace that is unknown here: a typing error, or a feature that would
/// silently go unchecked.
pub(super) fn refuse_unknown(reader: &Reader<'_>, node: TermId) -> Result<(), Reason> {
    for [_, predicate, _] in reader.graph.scan(Pattern::new(Some(node), None, None)) {
        let predicate = reader.dictionary.text(predicate);
        let is_known = !predicate.starts_with(sh::NS)
            || PARAMETERS.contains(&predicate)
            || OTHER_TERMS.contains(&predicate)
            || reader.is_parameter(predicate);
        if !is_known {
            return Err(format!("{} is unknown or not supported", local(predicate)));
        }
    }
    Ok(())
}

/// The constraints of a shape; `path` is its path.
pub(super) fn constraints(
    reader: &mut Reader<'_>,
    node: TermId,
    path: Option<&Path<NamedNode>>,
) -> Result<Vec<Constraint<Term>>, Reason> {
    let mut all = Vec::new();
    values(reader, node, &mut all)?;
    if path.is_some() {
        counts(reader, node, &mut all)?;
    } else {
        refuse_on_node_shape(reader, node)?;
    }
    strings(reader, node, &mut all)?;
    pairs(reader, node, &mut all)?;
    nested(reader, node, &mut all)?;
    if path.is_some() {
        qualified(reader, node, &mut all)?;
    }
    others(reader, node, &mut all)?;
    reader.questions(node, path, &mut all)?;
    contradictions::refuse(&all)?;
    Ok(all)
}

/// Sections 4.2, 4.4.5, 4.5.3, 4.5.4 and 4.7.3: what only a property shape may have.
fn refuse_on_node_shape(reader: &Reader<'_>, node: TermId) -> Result<(), Reason> {
    let only = [
        sh::MIN_COUNT,
        sh::MAX_COUNT,
        sh::UNIQUE_LANG,
        sh::LESS_THAN,
        sh::LESS_THAN_OR_EQUALS,
        sh::QUALIFIED_VALUE_SHAPE,
    ];
    match only.iter().find(|it| !reader.objects(node, it).is_empty()) {
        Some(it) => Err(format!("{} needs a property shape, and this one has no sh:path", local(it))),
        None => Ok(()),
    }
}

type Constraints = Vec<Constraint<Term>>;

/// Sections 4.1 and 4.3.
fn values(reader: &Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    for class in reader.objects(node, sh::CLASS) {
        all.push(Constraint::Class(reader.iri_term(class, sh::CLASS)?));
    }
    if let Some(datatype) = reader.one(node, sh::DATATYPE)? {
        all.push(Constraint::Datatype(reader.iri_term(datatype, sh::DATATYPE)?));
    }
    if let Some(kind) = reader.one(node, sh::NODE_KIND)? {
        let kind = reader.iri(kind, sh::NODE_KIND)?;
        let (iri, blank, literal) = match kind.as_str() {
            sh::IRI => (true, false, false),
            sh::BLANK_NODE => (false, true, false),
            sh::LITERAL => (false, false, true),
            sh::BLANK_NODE_OR_IRI => (true, true, false),
            sh::BLANK_NODE_OR_LITERAL => (false, true, true),
            sh::IRI_OR_LITERAL => (true, false, true),
            _ => return Err(format!("{kind} is no sh:nodeKind")),
        };
        all.push(Constraint::NodeKind(NodeKinds { iri, blank, literal }));
    }
    for (parameter, range) in [
        (sh::MIN_EXCLUSIVE, Range::MinExclusive),
        (sh::MIN_INCLUSIVE, Range::MinInclusive),
        (sh::MAX_EXCLUSIVE, Range::MaxExclusive),
        (sh::MAX_INCLUSIVE, Range::MaxInclusive),
    ] {
        if let Some(limit) = reader.one(node, parameter)? {
            match reader.term(limit) {
                it @ Term::Literal(_) => all.push(Constraint::Range(range, it)),
                other => return Err(format!("the value {other} of {} is not a literal", local(parameter))),
            }
        }
    }
    Ok(())
}

fn number(reader: &Reader<'_>, node: TermId, parameter: &str) -> Result<Option<u64>, Reason> {
    let Some(id) = reader.one(node, parameter)? else { return Ok(None) };
    let term = reader.term(id);
    let value = match &term {
        Term::Literal(it) if it.datatype().as_str() == xsd::INTEGER => it.value().parse().ok(),
        _ => None,
    };
    value
        .map(Some)
        .ok_or_else(|| format!("the value {term} of {} is not an xsd:integer from 0 on", local(parameter)))
}

/// Section 4.2.
fn counts(reader: &Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    all.extend(number(reader, node, sh::MIN_COUNT)?.map(Constraint::MinCount));
    all.extend(number(reader, node, sh::MAX_COUNT)?.map(Constraint::MaxCount));
    Ok(())
}

/// Section 4.4.
fn strings(reader: &Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    all.extend(number(reader, node, sh::MIN_LENGTH)?.map(Constraint::MinLength));
    all.extend(number(reader, node, sh::MAX_LENGTH)?.map(Constraint::MaxLength));
    let flags = match reader.one(node, sh::FLAGS)? {
        Some(it) => reader.string(it, sh::FLAGS)?,
        None => String::new(),
    };
    if let Some(pattern) = reader.one(node, sh::PATTERN)? {
        let pattern = reader.string(pattern, sh::PATTERN)?;
        all.push(Constraint::Pattern(Box::new(regex(&pattern, &flags)?)));
    }
    if let Some(list) = reader.one(node, sh::LANGUAGE_IN)? {
        let tags = reader.list(list, sh::LANGUAGE_IN)?;
        let tags: Result<_, _> = tags.into_iter().map(|it| reader.string(it, sh::LANGUAGE_IN)).collect();
        all.push(Constraint::LanguageIn(tags?));
    }
    if reader.is_true(node, sh::UNIQUE_LANG)? {
        all.push(Constraint::UniqueLang);
    }
    Ok(())
}

/// The flags of SPARQL's REGEX.
fn regex(pattern: &str, flags: &str) -> Result<Regex, Reason> {
    let text = if flags.contains('q') { regex::escape(pattern) } else { pattern.replace("\\-", "\\x2D") };
    let mut builder = RegexBuilder::new(&text);
    builder.size_limit(PATTERN_BYTES_MAX);
    for flag in flags.chars() {
        match flag {
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'i' => builder.case_insensitive(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => return Err(format!("`{flag}` is no flag of a sh:pattern")),
        };
    }
    builder.build().map_err(|error| {
        let error = error.to_string();
        let cause = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
        format!("the sh:pattern {pattern:?} cannot be used: {cause}")
    })
}

/// Section 4.5.
fn pairs(reader: &Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    type Make = fn(Term) -> Constraint<Term>;
    let makes: [(&str, Make); 4] = [
        (sh::EQUALS, Constraint::Equals),
        (sh::DISJOINT, Constraint::Disjoint),
        (sh::LESS_THAN, Constraint::LessThan),
        (sh::LESS_THAN_OR_EQUALS, Constraint::LessThanOrEquals),
    ];
    for (parameter, make) in makes {
        for value in reader.objects(node, parameter) {
            all.push(make(reader.iri_term(value, parameter)?));
        }
    }
    Ok(())
}

/// Sections 4.6, 4.7.1 and 4.7.2.
fn nested(reader: &mut Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    type Make = fn(Vec<ShapeAt>) -> Constraint<Term>;
    for it in reader.objects(node, sh::NOT) {
        all.push(Constraint::Not(reader.shape_at(it)));
    }
    let makes: [(&str, Make); 3] =
        [(sh::AND, Constraint::And), (sh::OR, Constraint::Or), (sh::XONE, Constraint::Xone)];
    for (parameter, make) in makes {
        for list in reader.objects(node, parameter) {
            let members = reader.list(list, parameter)?;
            all.push(make(members.into_iter().map(|it| reader.shape_at(it)).collect()));
        }
    }
    for it in reader.objects(node, sh::NODE) {
        if !reader.objects(it, sh::PATH).is_empty() {
            return Err(format!("the value {} of sh:node is a property shape", reader.term(it)));
        }
        all.push(Constraint::Node(reader.shape_at(it)));
    }
    for it in reader.objects(node, sh::PROPERTY) {
        if reader.objects(it, sh::PATH).is_empty() {
            return Err(format!("the value {} of sh:property has no sh:path", reader.term(it)));
        }
        all.push(Constraint::Property(reader.shape_at(it)));
    }
    Ok(())
}

/// Section 4.7.3.
fn qualified(reader: &mut Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    let Some(value) = reader.one(node, sh::QUALIFIED_VALUE_SHAPE)? else { return Ok(()) };
    let min = number(reader, node, sh::QUALIFIED_MIN_COUNT)?;
    let max = number(reader, node, sh::QUALIFIED_MAX_COUNT)?;
    if min.is_none() && max.is_none() {
        let reason = "sh:qualifiedValueShape needs sh:qualifiedMinCount or sh:qualifiedMaxCount";
        return Err(reason.to_owned());
    }
    let mut siblings = Vec::new();
    if reader.is_true(node, sh::QUALIFIED_VALUE_SHAPES_DISJOINT)?
        && let Some(property) = reader.dictionary.iri(sh::PROPERTY)
    {
        let parents: Vec<TermId> =
            reader.graph.scan(Pattern::new(None, Some(property), Some(node))).map(|it| it[0]).collect();
        for sister in parents.into_iter().flat_map(|it| reader.objects(it, sh::PROPERTY)) {
            siblings.extend(reader.objects(sister, sh::QUALIFIED_VALUE_SHAPE));
        }
        siblings = super::path::sorted(siblings);
        siblings.retain(|it| *it != value);
    }
    let siblings = siblings.into_iter().map(|it| reader.shape_at(it)).collect();
    let qualified = Qualified { shape: reader.shape_at(value), siblings };
    all.extend(min.map(|it| Constraint::QualifiedMin(qualified.clone(), it)));
    all.extend(max.map(|it| Constraint::QualifiedMax(qualified.clone(), it)));
    Ok(())
}

/// Section 4.8.
fn others(reader: &Reader<'_>, node: TermId, all: &mut Constraints) -> Result<(), Reason> {
    let ignored = match reader.one(node, sh::IGNORED_PROPERTIES)? {
        Some(list) => reader.list(list, sh::IGNORED_PROPERTIES)?,
        None => Vec::new(),
    };
    if reader.is_true(node, sh::CLOSED)? {
        let mut permitted = Vec::new();
        for it in ignored {
            permitted.push(reader.iri_term(it, sh::IGNORED_PROPERTIES)?);
        }
        for property in reader.objects(node, sh::PROPERTY) {
            let paths = reader.objects(property, sh::PATH);
            let is_iri = |it: &TermId| reader.dictionary.kind(*it) == Kind::Iri;
            permitted.extend(paths.into_iter().filter(is_iri).map(|it| reader.term(it)));
        }
        all.push(Constraint::Closed(permitted));
    }
    for value in reader.objects(node, sh::HAS_VALUE) {
        all.push(Constraint::HasValue(reader.term(value)));
    }
    if let Some(list) = reader.one(node, sh::IN)? {
        let members = reader.list(list, sh::IN)?;
        all.push(Constraint::In(members.into_iter().map(|it| reader.term(it)).collect()));
    }
    Ok(())
}
