//! What is an expression worth for one row?
//!
//! `None` is the error of section 17.2, as is an unbound variable. Three ways in: as a truth value for filters, as a
//! value for calculations, as a term for what is bound; each takes the short way where there is one.

use super::context::Context;
use super::functions;
use super::plan::{Expr, Slot};
use super::reference;
use super::run::{Halt, Row};
use super::value::Value;
use crate::graph::{Kind, NONE, TermId};
use oxrdf::{Literal, NamedNode};
use spargebra::algebra::Function;
use std::cmp::Ordering;

impl<'a> Context<'a> {
    /// The effective boolean value.
    pub(super) fn truth(&self, expr: &Expr, row: &mut Row) -> Option<bool> {
        match expr {
            Expr::Or(all) => decide(true, all.iter().map(|it| self.truth(it, row))),
            Expr::And(all) => decide(false, all.iter().map(|it| self.truth(it, row))),
            Expr::Not(it) => self.truth(it, row).map(|it| !it),
            Expr::Equal(a, b) => self.equal(a, b, row),
            Expr::SameTerm(a, b) => Some(self.id(a, row)? == self.id(b, row)?),
            Expr::Less(a, b) => Some(self.compare(a, b, row)? == Ordering::Less),
            Expr::LessOrEqual(a, b) => Some(self.compare(a, b, row)? != Ordering::Greater),
            Expr::In(it, all) => decide(true, all.iter().map(|candidate| self.equal(it, candidate, row))),
            Expr::Bound(slot) => Some(row[*slot] != NONE),
            Expr::LangIs(slot, tag) => self.lang_is(row[*slot], *tag),
            Expr::Exists(steps) => self.exists(steps, row),
            Expr::Regex { text, regex } => match self.value(text, row)? {
                Value::String(it) | Value::Lang(it, _) => Some(regex.is_match(&it)),
                _ => None,
            },
            Expr::Term(_)
            | Expr::Constant(..)
            | Expr::Slot(_)
            | Expr::Calculate(..)
            | Expr::Plus(_)
            | Expr::Minus(_)
            | Expr::If(..)
            | Expr::Coalesce(_)
            | Expr::Call(..) => self.value(expr, row)?.truth(),
        }
    }

    /// The value.
    pub(super) fn value(&self, expr: &Expr, row: &mut Row) -> Option<Value<'a>> {
        match expr {
            Expr::Term(id) => Some(self.load(*id)),
            Expr::Constant(_, value) => Some(value.clone()),
            Expr::Slot(slot) => self.slot_value(*slot, row),
            Expr::Calculate(operator, a, b) => {
                Value::calculate(*operator, &self.value(a, row)?, &self.value(b, row)?)
            }
            Expr::Plus(it) => self.value(it, row).filter(Value::is_numeric),
            Expr::Minus(it) => {
                let value = self.value(it, row)?;
                if let Value::Integer(it) = value {
                    return it.checked_neg().map(Value::Integer);
                }
                reference::negate(value.into_term()).map(|it| Value::of_term(&it))
            }
            Expr::If(condition, yes, no) => {
                if self.truth(condition, row)? {
                    self.value(yes, row)
                } else {
                    self.value(no, row)
                }
            }
            Expr::Coalesce(all) => all.iter().find_map(|it| self.value(it, row)),
            Expr::Call(Function::Str, arguments) => self.str_value(&arguments[0], row),
            Expr::Call(Function::Datatype | Function::StrDt | Function::StrLang, _) => {
                Some(self.load(self.id(expr, row)?))
            }
            Expr::Call(function, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                for it in arguments {
                    values.push(self.value(it, row)?);
                }
                functions::call(self, function, values)
            }
            Expr::Or(_)
            | Expr::And(_)
            | Expr::Not(_)
            | Expr::Equal(..)
            | Expr::SameTerm(..)
            | Expr::Less(..)
            | Expr::LessOrEqual(..)
            | Expr::In(..)
            | Expr::Bound(_)
            | Expr::LangIs(..)
            | Expr::Exists(_)
            | Expr::Regex { .. } => self.truth(expr, row).map(Value::Boolean),
        }
    }

    /// The term, with its lexical form kept where the expression hands one through.
    pub(super) fn id(&self, expr: &Expr, row: &mut Row) -> Option<TermId> {
        match expr {
            Expr::Term(id) | Expr::Constant(id, _) => Some(*id),
            Expr::Slot(slot) => Some(row[*slot]).filter(|it| *it != NONE),
            Expr::If(condition, yes, no) => {
                if self.truth(condition, row)? {
                    self.id(yes, row)
                } else {
                    self.id(no, row)
                }
            }
            Expr::Coalesce(all) => all.iter().find_map(|it| self.id(it, row)),
            Expr::Call(Function::Str, arguments) => self.str(&arguments[0], row),
            Expr::Call(Function::Datatype, arguments) => {
                let term = self.term(self.id(&arguments[0], row)?);
                Some(self.intern(functions::datatype_of(&term)?.into()))
            }
            Expr::Call(Function::StrDt, arguments) => {
                let Value::String(text) = self.value(&arguments[0], row)? else { return None };
                let Value::Iri(datatype) = self.value(&arguments[1], row)? else { return None };
                let datatype = NamedNode::new(datatype).ok()?;
                if matches!(
                    datatype.as_str().strip_prefix("http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
                    Some("langString" | "dirLangString")
                ) {
                    return None;
                }
                Some(self.intern(Literal::new_typed_literal(text, datatype).into()))
            }
            Expr::Call(Function::StrLang, arguments) => {
                let Value::String(text) = self.value(&arguments[0], row)? else { return None };
                let Value::String(tag) = self.value(&arguments[1], row)? else { return None };
                Some(self.intern(Literal::new_language_tagged_literal(text, tag.to_lowercase()).ok()?.into()))
            }
            Expr::Or(_)
            | Expr::And(_)
            | Expr::Not(_)
            | Expr::Equal(..)
            | Expr::SameTerm(..)
            | Expr::Less(..)
            | Expr::LessOrEqual(..)
            | Expr::In(..)
            | Expr::Calculate(..)
            | Expr::Plus(_)
            | Expr::Minus(_)
            | Expr::Bound(_)
            | Expr::LangIs(..)
            | Expr::Exists(_)
            | Expr::Regex { .. }
            | Expr::Call(..) => self.value(expr, row).map(|it| self.intern_value(it)),
        }
    }

    fn slot_value(&self, slot: Slot, row: &Row) -> Option<Value<'a>> {
        let id = row[slot];
        (id != NONE).then(|| self.load(id))
    }

    /// `STR` where the text is only looked at: borrowed from the dictionary.
    fn str_value(&self, argument: &Expr, row: &mut Row) -> Option<Value<'a>> {
        let id = self.id(argument, row)?;
        match self.entry(id) {
            Some(entry) if matches!(entry.kind, Kind::Blank | Kind::Triple) => None,
            Some(entry) => Some(Value::String(entry.text.into())),
            None => match self.term(id) {
                oxrdf::Term::NamedNode(it) => Some(Value::String(it.into_string().into())),
                oxrdf::Term::Literal(it) => Some(Value::String(it.value().to_owned().into())),
                oxrdf::Term::BlankNode(_) | oxrdf::Term::Triple(_) => None,
            },
        }
    }

    /// `STR`: the lexical form as written, not that of the value.
    fn str(&self, argument: &Expr, row: &mut Row) -> Option<TermId> {
        match self.str_value(argument, row)? {
            Value::String(it) => Some(self.string(&it)),
            _ => None,
        }
    }

    fn lang_is(&self, id: TermId, tag: TermId) -> Option<bool> {
        if id == NONE {
            return None;
        }
        let Some(entry) = self.entry(id) else {
            let oxrdf::Term::Literal(literal) = self.term(id) else { return None };
            return Some(self.string(literal.language().unwrap_or_default()) == tag);
        };
        match entry.kind {
            Kind::Iri | Kind::Blank | Kind::Triple => None,
            Kind::Lang | Kind::LangLtr | Kind::LangRtl => Some(entry.qualifier == tag),
            Kind::String | Kind::Typed => Some(self.string("") == tag),
        }
    }

    fn equal(&self, a: &Expr, b: &Expr, row: &mut Row) -> Option<bool> {
        // Two IRIs, or twice the same term of a kind that equals itself, need no look at what they are worth.
        if let (Expr::Slot(_) | Expr::Term(_), Expr::Slot(_) | Expr::Term(_)) = (a, b) {
            let (x, y) = (self.id(a, row)?, self.id(b, row)?);
            let is_plain = |it: TermId| {
                let kind = self.known_kind(it);
                kind.is_some_and(|it| matches!(it, Kind::Iri | Kind::Blank | Kind::String | Kind::Lang))
            };
            if is_plain(x) && (x == y || is_plain(y)) {
                return Some(x == y);
            }
        }
        self.value(a, row)?.equals(&self.value(b, row)?)
    }

    fn compare(&self, a: &Expr, b: &Expr, row: &mut Row) -> Option<Ordering> {
        // As in the reference evaluator, a term of any kind is neither less nor greater than itself.
        if let (Expr::Slot(_) | Expr::Term(_), Expr::Slot(_) | Expr::Term(_)) = (a, b) {
            let id = self.id(a, row)?;
            let is_node = |it: Kind| matches!(it, Kind::Iri | Kind::Blank);
            if id == self.id(b, row)? && self.known_kind(id).is_some_and(is_node) {
                return Some(Ordering::Equal);
            }
        }
        self.value(a, row)?.compare(&self.value(b, row)?)
    }

    fn exists(&self, steps: &[super::plan::Step], row: &Row) -> Option<bool> {
        match self.finds(steps, row) {
            Ok(is_found) => Some(is_found),
            Err(Halt::Enough) => None,
            Err(Halt::Failed(error)) => {
                self.fail(error);
                None
            }
        }
    }
}

/// A chain of `||` (decided by true) or `&&` (decided by false): an error counts only where nothing decides.
fn decide(decisive: bool, truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_error = false;
    for truth in truths {
        match truth {
            Some(it) if it == decisive => return Some(decisive),
            Some(_) => (),
            None => is_error = true,
        }
    }
    (!is_error).then_some(!decisive)
}
