//! What do the functions of SPARQL give?
//!
//! The common ones are computed here (section 17.4); a function that depends on its arguments alone and is not
//! worth a place here goes to the reference evaluator.

use super::context::Context;
use super::error::SparqlError;
use super::math;
use super::reference;
use super::value::{Datatype, Value, XSD};
use oxrdf::{BlankNode, NamedNode, Term};
use oxsdatatypes::{Decimal, Double, Float, Integer};
use regex::{Regex, RegexBuilder};
use spargebra::algebra::Function;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes of a string that an expression may build; short texts could else double themselves without end.
const STRING_BYTES_MAX: usize = 16 << 20;

/// Bytes that a compiled regular expression may take.
const REGEX_BYTES_MAX: usize = 1 << 20;

/// Whether an IRI names a constructor function of XSD (section 17.5) that is supported.
pub(super) fn is_cast(iri: &str) -> bool {
    iri.strip_prefix(XSD).is_some_and(|it| {
        Datatype::of(iri) != Datatype::Other
            || matches!(it, "string" | "duration" | "dayTimeDuration" | "yearMonthDuration")
            || matches!(it, "gMonth" | "gDay" | "gMonthDay")
    })
}

/// The value of a call, `None` where it is an error.
pub(super) fn call<'a>(
    context: &Context<'a>,
    function: &Function,
    mut values: Vec<Value<'a>>,
) -> Option<Value<'a>> {
    match function {
        Function::Now => return Some(Value::DateTime(context.now())),
        Function::BNode => return blank_node(context, values.pop()),
        Function::Rand | Function::Uuid | Function::StrUuid => return reference(function, values),
        _ => (),
    }
    if longest(function, &values) > STRING_BYTES_MAX {
        let problem = format!("an expression builds a string of more than {STRING_BYTES_MAX} bytes");
        context.fail(SparqlError::Evaluation(problem));
        return None;
    }
    if *function == Function::Concat {
        return concat(&values);
    }
    // Strings with a direction and other rare terms are left to the reference evaluator.
    if values.iter().any(|it| matches!(it, Value::Other(_)))
        && !matches!(function, Function::Str | Function::IsLiteral)
    {
        return reference(function, values);
    }
    if let Function::Custom(name) = function
        && math::is_of(name.as_str())
    {
        return math::call(name.as_str(), &values);
    }
    let first = values.first()?;
    match function {
        Function::Str => string_of(first),
        Function::Lang => match first {
            Value::Lang(_, tag) => Some(Value::String(tag.clone())),
            Value::Iri(_) | Value::Blank(_) => None,
            _ => Some(Value::String("".into())),
        },
        Function::LangMatches => match (first, values.get(1)?) {
            (Value::String(tag), Value::String(range)) => Some(Value::Boolean(lang_matches(tag, range))),
            _ => None,
        },
        Function::Iri => iri(context, first),
        Function::IsIri => Some(Value::Boolean(matches!(first, Value::Iri(_)))),
        Function::IsBlank => Some(Value::Boolean(matches!(first, Value::Blank(_)))),
        Function::IsLiteral => Some(Value::Boolean(match first {
            Value::Iri(_) | Value::Blank(_) => false,
            Value::Other(it) => matches!(**it, Term::Literal(_)),
            _ => true,
        })),
        Function::IsNumeric => Some(Value::Boolean(first.is_numeric())),
        Function::Abs | Function::Ceil | Function::Floor | Function::Round => round(function, first),
        Function::StrLen => {
            let (text, _) = text(first)?;
            Some(Value::Integer(Integer::from(i64::try_from(text.chars().count()).ok()?)))
        }
        Function::UCase => text(first).map(|(it, tag)| with_tag(it.to_uppercase(), tag)),
        Function::LCase => text(first).map(|(it, tag)| with_tag(it.to_lowercase(), tag)),
        Function::Contains => pair(first, values.get(1)?).map(|(a, b)| Value::Boolean(a.contains(b))),
        Function::StrStarts => pair(first, values.get(1)?).map(|(a, b)| Value::Boolean(a.starts_with(b))),
        Function::StrEnds => pair(first, values.get(1)?).map(|(a, b)| Value::Boolean(a.ends_with(b))),
        Function::Regex => {
            let pattern = simple(values.get(1)?)?;
            let flags = values.get(2).map_or(Some(""), simple)?;
            Some(Value::Boolean(compile_regex(pattern, flags)?.is_match(text(first)?.0)))
        }
        Function::Year => calendar(first).map(|it| Value::Integer(it.0.into())),
        Function::Month => calendar(first).and_then(|it| Some(Value::Integer(i64::from(it.1?).into()))),
        Function::Day => calendar(first).and_then(|it| Some(Value::Integer(i64::from(it.2?).into()))),
        _ => reference(function, values),
    }
}

/// No result of a call is longer than this, in bytes.
fn longest(function: &Function, values: &[Value<'_>]) -> usize {
    let bytes = |it: &Value<'_>| text(it).map_or(64, |it| it.0.len());
    match function {
        Function::Concat => values.iter().map(bytes).sum(),
        // At worst the replacement stands before, between and after all characters, with each group in it whole.
        Function::Replace => {
            let (text, with) = (values.first().map_or(0, bytes), values.get(2).map_or(0, bytes));
            (text + 1).saturating_mul(with + 1)
        }
        Function::EncodeForUri | Function::UCase | Function::LCase => 3 * values.first().map_or(0, bytes),
        _ => 0,
    }
}

fn reference<'a>(function: &Function, values: Vec<Value<'_>>) -> Option<Value<'a>> {
    let terms = values.into_iter().map(Value::into_term).collect();
    reference::call(function, terms).map(|it| Value::of_term(&it))
}

/// The text of a string and its language tag, where it has one.
fn text<'v>(value: &'v Value<'_>) -> Option<(&'v str, Option<&'v str>)> {
    match value {
        Value::String(it) => Some((it, None)),
        Value::Lang(it, tag) => Some((it, Some(tag))),
        _ => None,
    }
}

fn simple<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::String(it) => Some(it),
        _ => None,
    }
}

/// Two strings whose tags fit (section 17.4.3.1.2).
fn pair<'v>(a: &'v Value<'_>, b: &'v Value<'_>) -> Option<(&'v str, &'v str)> {
    let ((a, tag_a), (b, tag_b)) = (text(a)?, text(b)?);
    (tag_b.is_none() || tag_a == tag_b).then_some((a, b))
}

fn with_tag<'a>(text: String, tag: Option<&str>) -> Value<'a> {
    match tag {
        Some(tag) => Value::Lang(text.into(), Cow::Owned(tag.to_owned())),
        None => Value::String(text.into()),
    }
}

fn string_of<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    Some(match value {
        Value::Iri(it) | Value::String(it) | Value::Lang(it, _) => Value::String(it.clone()),
        Value::Blank(_) => return None,
        other => match other.clone().into_term() {
            Term::Literal(it) => Value::String(Cow::Owned(it.value().to_owned())),
            Term::NamedNode(_) | Term::BlankNode(_) | Term::Triple(_) => return None,
        },
    })
}

fn concat<'a>(values: &[Value<'a>]) -> Option<Value<'a>> {
    let mut all = String::new();
    let mut tag = None;
    for (at, value) in values.iter().enumerate() {
        let Some((it, of_it)) = text(value) else {
            return reference(&Function::Concat, values.to_vec());
        };
        tag = if at == 0 || tag == of_it { of_it } else { None };
        all.push_str(it);
    }
    Some(with_tag(all, tag))
}

/// RFC 4647 basic filtering; `*` matches any tag.
fn lang_matches(tag: &str, range: &str) -> bool {
    if range == "*" {
        return !tag.is_empty();
    }
    let (tag, range) = (tag.as_bytes(), range.as_bytes());
    tag.len() >= range.len()
        && tag[..range.len()].eq_ignore_ascii_case(range)
        && (tag.len() == range.len() || (tag[range.len()] == b'-' && !range.is_empty()))
}

fn iri<'a>(context: &Context<'a>, value: &Value<'a>) -> Option<Value<'a>> {
    match value {
        Value::Iri(_) => Some(value.clone()),
        Value::String(it) => {
            let iri = match &context.base_iri {
                Some(base) => base.resolve(it).ok()?.into_inner(),
                None => oxiri::Iri::parse(it.clone().into_owned()).ok()?.into_inner(),
            };
            Some(Value::Iri(iri.into()))
        }
        _ => None,
    }
}

fn blank_node<'a>(context: &Context<'a>, label: Option<Value<'a>>) -> Option<Value<'a>> {
    let Some(label) = label else {
        return Some(Value::Blank(Cow::Owned(BlankNode::default().as_str().to_owned())));
    };
    let label = simple(&label)?.to_owned();
    let mut labelled = context.labelled.borrow_mut();
    let id = *labelled.entry(label).or_insert_with(|| context.intern(BlankNode::default().into()));
    Some(context.load(id))
}

fn round<'a>(function: &Function, value: &Value<'a>) -> Option<Value<'a>> {
    let decimal = |it: Decimal| match function {
        Function::Abs => it.checked_abs(),
        Function::Ceil => it.checked_ceil(),
        Function::Floor => it.checked_floor(),
        _ => it.checked_round(),
    };
    let double = |it: Double| match function {
        Function::Abs => it.abs(),
        Function::Ceil => it.ceil(),
        Function::Floor => it.floor(),
        _ => it.round(),
    };
    let float = |it: Float| match function {
        Function::Abs => it.abs(),
        Function::Ceil => it.ceil(),
        Function::Floor => it.floor(),
        _ => it.round(),
    };
    Some(match value {
        Value::Integer(it) if *function == Function::Abs => Value::Integer(it.checked_abs()?),
        Value::Integer(it) => Value::Integer(*it),
        Value::Decimal(it) => Value::Decimal(decimal(*it)?),
        Value::Float(it) => Value::Float(float(*it)),
        Value::Double(it) => Value::Double(double(*it)),
        _ => return None,
    })
}

/// Year, month and day as far as the value has them.
fn calendar(value: &Value<'_>) -> Option<(i64, Option<u8>, Option<u8>)> {
    Some(match value {
        Value::DateTime(it) => (it.year(), Some(it.month()), Some(it.day())),
        Value::Date(it) => (it.year(), Some(it.month()), Some(it.day())),
        Value::GYear(it) => (it.year(), None, None),
        Value::GYearMonth(it) => (it.year(), Some(it.month()), None),
        _ => return None,
    })
}

/// Regular expressions that a thread keeps: the queries of shapes are asked once for each focus node.
const REGEXES_KEPT_MAX: usize = 16;

/// Pattern, flags and what they give.
type Kept = (String, String, Option<Rc<Regex>>);

thread_local! {
    /// The last used one first.
    static REGEXES: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// A regular expression with the flags of `XPath`, `None` where either is not valid.
pub(super) fn compile_regex(pattern: &str, flags: &str) -> Option<Rc<Regex>> {
    REGEXES.with_borrow_mut(|kept| {
        if let Some(at) = kept.iter().position(|it| it.0 == pattern && it.1 == flags) {
            kept[..=at].rotate_right(1);
        } else {
            kept.truncate(REGEXES_KEPT_MAX - 1);
            let regex = new_regex(pattern, flags).map(Rc::new);
            kept.insert(0, (pattern.to_owned(), flags.to_owned(), regex));
        }
        kept[0].2.clone()
    })
}

fn new_regex(pattern: &str, flags: &str) -> Option<Regex> {
    let pattern: Cow<'_, str> =
        if flags.contains('q') { regex::escape(pattern).into() } else { pattern.into() };
    let mut builder = RegexBuilder::new(&pattern);
    builder.size_limit(REGEX_BYTES_MAX);
    for flag in flags.chars() {
        match flag {
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'i' => builder.case_insensitive(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => return None,
        };
    }
    builder.build().ok()
}

/// The datatype of a literal (section 17.4.2.7) as a term.
pub(super) fn datatype_of(term: &Term) -> Option<NamedNode> {
    match term {
        Term::Literal(it) => Some(it.datatype().into_owned()),
        Term::NamedNode(_) | Term::BlankNode(_) | Term::Triple(_) => None,
    }
}
