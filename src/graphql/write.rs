//! How do the levels become the answer? JSON, written once, field by field in the order of the request.

use super::bound::Bound;
use super::computed;
use super::error::{Code, Fault};
use super::level::{Filled, Level, NO_PLACE, SourceRow};
use super::limits::Limits;
use super::meter::Meter;
use super::model::{Field, Origin, Scalar, Values};
use super::plan::{Planned, Selection, SourcePart, Sub, TextPart, ValuePart};
use super::value::{self, Key};
use crate::graph::{Entry, Kind, TermId};
use serde_json::{Value, json};
use std::io::Write as _;

/// Errors of values that are told of one answer.
const FAULTS_MAX: usize = 100;

enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

pub(super) struct Writer<'w> {
    pub(super) bound: &'w Bound,
    pub(super) meter: &'w Meter,
    pub(super) limits: &'w Limits,
    pub(super) out: Vec<u8>,
    pub(super) faults: Vec<Fault>,
    /// Errors beyond those that are told.
    pub(super) n_more: usize,
    path: Vec<Step<'w>>,
}

type Written = Result<(), Fault>;

impl<'w> Writer<'w> {
    pub(super) fn new(bound: &'w Bound, meter: &'w Meter, limits: &'w Limits, out: Vec<u8>) -> Self {
        Self { bound, meter, limits, out, faults: Vec::new(), n_more: 0, path: Vec::new() }
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    pub(super) fn string(&mut self, text: &str) {
        write_string(&mut self.out, text);
    }

    pub(super) fn number(&mut self, number: u64) {
        // Writing to a vector cannot fail.
        let _ = write!(self.out, "{number}");
    }

    pub(super) fn push_key(&mut self, key: &'w str) {
        self.path.push(Step::Key(key));
    }

    pub(super) fn push_index(&mut self, at: usize) {
        self.path.push(Step::Index(at));
    }

    pub(super) fn pop(&mut self) {
        self.path.pop();
    }

    /// Notes that a value cannot be told, and writes null for it.
    fn fault(&mut self, what: String) {
        if self.faults.len() == FAULTS_MAX {
            self.n_more += 1;
            return;
        }
        let mut fault = Fault::new(Code::BadValue, what);
        fault.path = self.path.iter().map(Step::json).collect();
        self.faults.push(fault);
    }

    /// # Errors
    /// The answer is longer than an answer may be.
    pub(super) fn bound_answer(&self) -> Written {
        if self.out.len() <= self.limits.answer_bytes_max {
            return Ok(());
        }
        let max = self.limits.answer_bytes_max as u64;
        let what = format!("the answer has more than {max} bytes");
        Err(Fault::limit(Code::AnswerTooLarge, "answer_bytes_max", max, what))
    }

    /// One object of a level.
    pub(super) fn object(&mut self, level: &'w Level, selection: &'w Selection, at: usize) -> Written {
        self.bound_answer()?;
        let fields = selection.of_type(level.types[at]);
        self.meter.values(1 + fields.len() as u64)?;
        self.out.push(b'{');
        for (n, place) in fields.iter().enumerate() {
            if n > 0 {
                self.out.push(b',');
            }
            let planned = &selection.fields[*place];
            self.out.extend_from_slice(&planned.json);
            match &planned.field {
                None => {
                    let bound = self.bound;
                    self.string(&bound.model.types[level.types[at]].name);
                }
                Some(field) => {
                    self.push_key(&planned.key);
                    self.field(planned, field, &level.fields[*place], at)?;
                    self.pop();
                }
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    fn field(&mut self, planned: &'w Planned, field: &'w Field, filled: &'w Filled, at: usize) -> Written {
        // What a domain answers has no column.
        let values = if filled.computed.is_some() { &[] } else { filled.column.of(at) };
        match &planned.sub {
            Sub::Leaf if field.origin == Origin::Slug => {
                let bound = self.bound;
                self.string(value::slug(bound.view.dictionary().text(values[0])));
            }
            Sub::Leaf => self.leaves(field, values)?,
            Sub::Text(parts) => self.texts(planned, field, parts, values)?,
            Sub::Value(parts) => {
                let one = |this: &mut Self, id: &TermId| {
                    this.value(parts, *id);
                    Ok(())
                };
                self.list_or_one(field.is_list, values, one)?;
            }
            Sub::Source(parts) => {
                let one = |this: &mut Self, at: &TermId| {
                    this.source(parts, &filled.sources[*at as usize]);
                    Ok(())
                };
                self.list_or_one(true, values, one)?;
            }
            Sub::Objects(selection) => {
                let Some(next) = &filled.next else {
                    self.raw(b"null");
                    return Ok(());
                };
                let start = filled.column.starts[at] as usize;
                let places = &filled.places[start..start + values.len()];
                self.links(field.is_list, next, selection, places, values)?;
            }
            Sub::Computed(plan) => match &filled.computed {
                Some(read) => computed::write(self, plan, read, at)?,
                None => self.raw(b"null"),
            },
        }
        Ok(())
    }

    fn links(
        &mut self,
        is_list: bool,
        next: &'w Level,
        selection: &'w Selection,
        places: &[u32],
        values: &[TermId],
    ) -> Written {
        let not_a_node = |this: &mut Self, id: TermId| {
            let term = this.bound.view.dictionary().term(id);
            this.fault(format!("the value {term} is no node"));
        };
        if !is_list {
            match places.first() {
                None => self.raw(b"null"),
                Some(&NO_PLACE) => {
                    not_a_node(self, values[0]);
                    self.raw(b"null");
                }
                Some(place) => self.object(next, selection, *place as usize)?,
            }
            return Ok(());
        }
        self.out.push(b'[');
        let mut n = 0;
        for (place, id) in places.iter().zip(values) {
            self.push_index(n);
            if *place == NO_PLACE {
                // Members are never null: what is none is told, and left out.
                not_a_node(self, *id);
            } else {
                if n > 0 {
                    self.out.push(b',');
                }
                self.object(next, selection, *place as usize)?;
                n += 1;
            }
            self.pop();
        }
        self.out.push(b']');
        Ok(())
    }

    fn list_or_one(
        &mut self,
        is_list: bool,
        values: &[TermId],
        mut one: impl FnMut(&mut Self, &TermId) -> Written,
    ) -> Written {
        if !is_list {
            return match values.first() {
                None => {
                    self.raw(b"null");
                    Ok(())
                }
                Some(it) => one(self, it),
            };
        }
        self.meter.values(values.len() as u64)?;
        self.out.push(b'[');
        for (n, it) in values.iter().enumerate() {
            if n > 0 {
                self.out.push(b',');
            }
            one(self, it)?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn leaves(&mut self, field: &Field, values: &[TermId]) -> Written {
        if !field.is_list {
            match values.first() {
                None => self.raw(b"null"),
                Some(id) => {
                    if !self.leaf(field, *id) {
                        self.raw(b"null");
                    }
                }
            }
            return Ok(());
        }
        self.meter.values(values.len() as u64)?;
        self.out.push(b'[');
        let mut n = 0;
        for id in values {
            let before = self.out.len();
            if n > 0 {
                self.out.push(b',');
            }
            self.push_index(n);
            if self.leaf(field, *id) {
                n += 1;
            } else {
                self.out.truncate(before);
            }
            self.pop();
        }
        self.out.push(b']');
        Ok(())
    }

    /// Writes a scalar or an enum member; false and nothing where the value does not fit, with an error noted.
    fn leaf(&mut self, field: &Field, id: TermId) -> bool {
        let bound = self.bound;
        let entry = bound.view.dictionary().entry(id);
        let fits = match field.values {
            Values::Scalar(scalar) => self.scalar(scalar, entry),
            Values::Enum(at) => match bound.enum_members[at].get(&id) {
                Some(name) => {
                    self.string(name);
                    true
                }
                None => false,
            },
            Values::Text
            | Values::Value
            | Values::Link(_)
            | Values::Union(_)
            | Values::Source
            | Values::Computed(_) => false,
        };
        if !fits {
            let term = bound.view.dictionary().term(id);
            self.fault(format!("the value {term} is no {}", bound.model.type_name(field.values)));
        }
        fits
    }

    fn scalar(&mut self, scalar: Scalar, entry: Entry<'_>) -> bool {
        let text = entry.text;
        if !entry.kind.is_literal() && !matches!(scalar, Scalar::Iri | Scalar::String) {
            return false;
        }
        match scalar {
            Scalar::String | Scalar::Iri if entry.kind == Kind::Blank => {
                self.string(&format!("_:{text}"));
                true
            }
            Scalar::String | Scalar::Iri => {
                self.string(text);
                true
            }
            Scalar::Boolean => match Key::read(scalar, text) {
                Some(Key::Boolean(it)) => {
                    self.raw(if it { b"true" } else { b"false" });
                    true
                }
                _ => false,
            },
            Scalar::Int => match text.trim_start_matches('+').parse::<i32>() {
                Ok(it) => write!(self.out, "{it}").is_ok(),
                Err(_) => false,
            },
            Scalar::Float => match text.parse::<f64>() {
                Ok(it) if it.is_finite() => {
                    let number = serde_json::Number::from_f64(it).map(|it| it.to_string());
                    self.raw(number.unwrap_or_default().as_bytes());
                    true
                }
                Ok(_) | Err(_) => false,
            },
            Scalar::Date | Scalar::DateTime | Scalar::Year | Scalar::PartialDate | Scalar::Decimal => {
                let fits = Key::read(scalar, text).is_some();
                if fits {
                    self.string(text);
                }
                fits
            }
        }
    }

    fn texts(
        &mut self,
        planned: &'w Planned,
        field: &Field,
        parts: &'w [(Vec<u8>, TextPart)],
        values: &[TermId],
    ) -> Written {
        let bound = self.bound;
        let dictionary = bound.view.dictionary();
        let best = planned.languages.best(dictionary, values);
        if !field.is_list {
            return match best {
                None => {
                    self.raw(b"null");
                    Ok(())
                }
                Some(id) => self.text(parts, id, values),
            };
        }
        let tag = |id: &TermId| self.tag(*id);
        let mut told: Vec<TermId> =
            values.iter().copied().filter(|it| dictionary.kind(*it).is_literal()).collect();
        if !planned.every_language {
            let wanted = best.and_then(|it| tag(&it));
            told.retain(|it| tag(it) == wanted);
        }
        told.sort_by_key(|it| (tag(it), dictionary.text(*it)));
        self.list_or_one(true, &told, |this, id| this.text(parts, *id, values))
    }

    fn tag(&self, id: TermId) -> Option<&'w str> {
        let dictionary = self.bound.view.dictionary();
        let entry = dictionary.entry(id);
        entry.kind.is_lang().then(|| dictionary.text(entry.qualifier))
    }

    /// A text; `all` are the texts of the same property.
    fn text(&mut self, parts: &'w [(Vec<u8>, TextPart)], id: TermId, all: &[TermId]) -> Written {
        let bound = self.bound;
        let dictionary = bound.view.dictionary();
        self.meter.values(1)?;
        self.out.push(b'{');
        for (n, (json, part)) in parts.iter().enumerate() {
            if n > 0 {
                self.out.push(b',');
            }
            self.raw(json);
            match part {
                TextPart::TypeName => self.raw(b"\"LangString\""),
                TextPart::Value => self.string(dictionary.text(id)),
                TextPart::Lang => match self.tag(id) {
                    Some(tag) => self.string(tag),
                    None => self.raw(b"null"),
                },
                TextPart::Translations(parts) => {
                    let mut told: Vec<TermId> =
                        all.iter().copied().filter(|it| dictionary.kind(*it).is_literal()).collect();
                    told.sort_by_key(|it| (self.tag(*it), dictionary.text(*it)));
                    told.dedup();
                    self.list_or_one(true, &told, |this, id| this.text(parts, *id, all))?;
                }
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    fn value(&mut self, parts: &[(Vec<u8>, ValuePart)], id: TermId) {
        let bound = self.bound;
        let dictionary = bound.view.dictionary();
        let entry = dictionary.entry(id);
        self.out.push(b'{');
        for (n, (json, part)) in parts.iter().enumerate() {
            if n > 0 {
                self.out.push(b',');
            }
            self.raw(json);
            let text = match part {
                ValuePart::TypeName => Some("Value"),
                ValuePart::Value => Some(entry.text),
                ValuePart::Lang => self.tag(id),
                ValuePart::Datatype => match entry.kind {
                    Kind::Iri | Kind::Blank | Kind::Triple => None,
                    Kind::String => Some(crate::vocab::xsd::STRING),
                    Kind::Lang => Some(crate::vocab::rdf::LANG_STRING),
                    Kind::LangLtr | Kind::LangRtl => Some(crate::vocab::rdf::DIR_LANG_STRING),
                    Kind::Typed => Some(dictionary.text(entry.qualifier)),
                },
            };
            match text {
                Some(it) => self.string(it),
                None => self.raw(b"null"),
            }
        }
        self.out.push(b'}');
    }

    fn source(&mut self, parts: &[(Vec<u8>, SourcePart)], row: &SourceRow) {
        let bound = self.bound;
        let dictionary = bound.view.dictionary();
        self.out.push(b'{');
        for (n, (json, part)) in parts.iter().enumerate() {
            if n > 0 {
                self.out.push(b',');
            }
            self.raw(json);
            match part {
                SourcePart::TypeName => self.raw(b"\"Source\""),
                SourcePart::Graph => self.string(dictionary.text(row.graph)),
                SourcePart::Document => match row.document {
                    Some(it) => self.string(dictionary.text(it)),
                    None => self.raw(b"null"),
                },
                SourcePart::Revision => match row.revision {
                    Some(it) => self.number(it),
                    None => self.raw(b"null"),
                },
            }
        }
        self.out.push(b'}');
    }
}

impl Step<'_> {
    fn json(&self) -> Value {
        match self {
            Self::Key(it) => json!(it),
            Self::Index(it) => json!(it),
        }
    }
}

/// A JSON string (RFC 8259, section 7).
pub(super) fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if !matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            continue;
        }
        out.extend_from_slice(&bytes[start..at]);
        start = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            // Writing to a vector cannot fail.
            other => drop(write!(out, "\\u{other:04x}")),
        }
    }
    out.extend_from_slice(&bytes[start..]);
    out.push(b'"');
}
