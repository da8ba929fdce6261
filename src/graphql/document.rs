//! Is the text of a request within its bounds, and which operation of it runs?
//!
//! Everything that a text can multiply is bounded here, before a validator or a planner walks it: bytes, brackets
//! inside each other, aliases, fields once fragments are spread, and fragments that spread themselves.

use super::error::{Code, Fault};
use super::limits::Limits;
use super::request::{Kind, Request};
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::parser::{self, Pos, Positioned};
use async_graphql::{Name, Value};
use rustc_hash::FxHashMap;

/// A parsed request whose size is bounded.
pub(super) struct Document {
    pub(super) parsed: ExecutableDocument,
    /// The name of the operation that runs, where it has one.
    pub(super) operation_name: Option<Name>,
    pub(super) kind: Kind,
}

impl Document {
    pub(super) fn operation(&self) -> &OperationDefinition {
        // `read` has found it.
        match (&self.parsed.operations, &self.operation_name) {
            (DocumentOperations::Single(it), _) => &it.node,
            (DocumentOperations::Multiple(all), Some(name)) => &all[name].node,
            (DocumentOperations::Multiple(_), None) => unreachable!("an operation of several has a name"),
        }
    }
}

pub(super) type Faults = Vec<Fault>;

/// Parses a request and bounds it.
///
/// # Errors
/// Syntax, limits, an operation that is not there.
pub(super) fn read(request: &Request, limits: &Limits) -> Result<Document, Faults> {
    let one = |it: Fault| vec![it];
    let text = request.query.as_str();
    if text.len() > limits.query_bytes_max {
        let what = format!("the query has {} bytes, at most {} are read", text.len(), limits.query_bytes_max);
        return Err(one(Fault::limit(
            Code::QueryTooLarge,
            "query_bytes_max",
            limits.query_bytes_max as u64,
            what,
        )));
    }
    bound_nesting(text, limits.nesting_max).map_err(one)?;
    let parsed = parser::parse_query(text).map_err(|error| {
        let mut fault = Fault::new(Code::Syntax, format!("the query cannot be read: {error}"));
        fault.locations = error.positions().map(|it| (it.line, it.column)).collect();
        one(fault)
    })?;
    bound_variables(request, limits).map_err(one)?;
    let (operation_name, kind) = choose(&parsed, request.operation_name.as_deref()).map_err(one)?;
    let document = Document { parsed, operation_name, kind };
    bound_fields(&document, limits).map_err(one)?;
    Ok(document)
}

/// Refuses brackets that nest too deep, since a parser recurses as deep; strings and comments are passed over.
fn bound_nesting(text: &str, nesting_max: usize) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut line, mut line_start) = (0, 0_usize, 1, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => (line, line_start) = (line + 1, at + 1),
            b'#' => {
                while at + 1 < bytes.len() && bytes[at + 1] != b'\n' {
                    at += 1;
                }
            }
            b'"' if bytes[at..].starts_with(b"\"\"\"") => {
                at += 3;
                while at < bytes.len() && !bytes[at..].starts_with(b"\"\"\"") {
                    at += if bytes[at..].starts_with(b"\\\"\"\"") { 4 } else { 1 };
                }
                at += 2;
            }
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' && bytes[at] != b'\n' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            b'{' | b'[' | b'(' => {
                depth += 1;
                if depth > nesting_max {
                    let what = format!("brackets nest deeper than {nesting_max}");
                    let fault = Fault::limit(Code::NestingExceeded, "nesting_max", nesting_max as u64, what);
                    return Err(fault.at(line, at - line_start + 1));
                }
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            _ => (),
        }
        at += 1;
    }
    Ok(())
}

fn bound_variables(request: &Request, limits: &Limits) -> Result<(), Fault> {
    let max = limits.variables_bytes_max;
    // JSON that came in by HTTP is bounded by its parser in depth; its size is known only here.
    let bytes = serde_json::to_vec(&request.variables).map_or(usize::MAX, |it| it.len());
    if bytes > max {
        let what = format!("the variables have more than {max} bytes");
        return Err(Fault::limit(Code::QueryTooLarge, "variables_bytes_max", max as u64, what));
    }
    Ok(())
}

/// The operation that runs (GraphQL, 6.1).
fn choose(parsed: &ExecutableDocument, wanted: Option<&str>) -> Result<(Option<Name>, Kind), Fault> {
    let fault = |what: String| Err(Fault::new(Code::UnknownOperation, what));
    let kind = |it: &OperationDefinition| match it.ty {
        OperationType::Query => Kind::Query,
        OperationType::Mutation => Kind::Mutation,
        OperationType::Subscription => Kind::Subscription,
    };
    match (&parsed.operations, wanted) {
        (DocumentOperations::Single(it), None) => Ok((None, kind(&it.node))),
        (DocumentOperations::Single(_), Some(name)) => fault(format!("there is no operation named {name}")),
        (DocumentOperations::Multiple(all), Some(name)) => match all.get_key_value(name) {
            Some((name, it)) => Ok((Some(name.clone()), kind(&it.node))),
            None => fault(format!("there is no operation named {name}")),
        },
        (DocumentOperations::Multiple(all), None) => match all.iter().next() {
            Some((name, it)) if all.len() == 1 => Ok((Some(name.clone()), kind(&it.node))),
            Some(_) | None => fault("the request must name one of its operations".to_owned()),
        },
    }
}

/// What a selection set comes to, fragments spread.
#[derive(Clone, Copy, Default)]
struct Size {
    fields: usize,
    depth: usize,
}

enum Mark {
    Open,
    Done(Size),
}

struct Sizer<'d> {
    document: &'d ExecutableDocument,
    fragments: FxHashMap<&'d str, Mark>,
    aliases: usize,
    /// Selection sets around the one that is looked at, of fields, inline fragments and fragments spread.
    n_open: usize,
}

fn bound_fields(document: &Document, limits: &Limits) -> Result<(), Fault> {
    let mut sizer =
        Sizer { document: &document.parsed, fragments: FxHashMap::default(), aliases: 0, n_open: 0 };
    let mut size = Size::default();
    for (_, operation) in document.parsed.operations.iter() {
        let of = sizer.size(&operation.node.selection_set)?;
        size = Size { fields: size.fields.max(of.fields), depth: size.depth.max(of.depth) };
    }
    for (name, fragment) in &document.parsed.fragments {
        sizer.fragment(name, fragment.pos)?;
    }
    let limit = |code, name, max: usize, what: String| Err(Fault::limit(code, name, max as u64, what));
    if sizer.aliases > limits.aliases_max {
        let what = format!("{} fields have an alias, at most {} may", sizer.aliases, limits.aliases_max);
        return limit(Code::AliasLimit, "aliases_max", limits.aliases_max, what);
    }
    if size.fields > limits.fields_max {
        let what = format!("more than {} fields are asked for", limits.fields_max);
        return limit(Code::FieldLimit, "fields_max", limits.fields_max, what);
    }
    if size.depth > limits.depth_max {
        let what = format!("fields nest {} deep, at most {}", size.depth, limits.depth_max);
        return limit(Code::DepthExceeded, "depth_max", limits.depth_max, what);
    }
    Ok(())
}

impl<'d> Sizer<'d> {
    /// What a selection set comes to; whoever walks over it later recurses as deep as this does.
    fn size(&mut self, set: &'d Positioned<SelectionSet>) -> Result<Size, Fault> {
        if self.n_open == OPEN_SETS_MAX {
            let what = format!("selections nest deeper than {OPEN_SETS_MAX}, fragments spread");
            let fault = Fault::limit(Code::DepthExceeded, "open_sets_max", OPEN_SETS_MAX as u64, what);
            return Err(fault.at(set.pos.line, set.pos.column));
        }
        self.n_open += 1;
        let size = self.size_of_items(set);
        self.n_open -= 1;
        size
    }

    fn size_of_items(&mut self, set: &'d Positioned<SelectionSet>) -> Result<Size, Fault> {
        let mut size = Size::default();
        for item in &set.node.items {
            let of = match &item.node {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.node.alias.is_some());
                    let below = self.size(&field.node.selection_set)?;
                    Size { fields: below.fields.saturating_add(1), depth: below.depth + 1 }
                }
                Selection::InlineFragment(it) => self.size(&it.node.selection_set)?,
                Selection::FragmentSpread(it) => self.fragment(&it.node.fragment_name.node, it.pos)?,
            };
            size.fields = size.fields.saturating_add(of.fields);
            size.depth = size.depth.max(of.depth);
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &str, pos: Pos) -> Result<Size, Fault> {
        // An unknown fragment is for the validator to tell.
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return Ok(Size::default());
        };
        match self.fragments.get(name.as_str()) {
            Some(Mark::Done(size)) => return Ok(*size),
            Some(Mark::Open) => {
                let what = format!("the fragment {name} spreads itself");
                return Err(Fault::new(Code::Validation, what).at(pos.line, pos.column));
            }
            None => (),
        }
        let open = self.fragments.values().filter(|it| matches!(it, Mark::Open)).count();
        if open >= FRAGMENT_CHAIN_MAX {
            let what = format!("fragments spread each other in a chain of more than {FRAGMENT_CHAIN_MAX}");
            return Err(Fault::limit(
                Code::DepthExceeded,
                "fragment_chain_max",
                FRAGMENT_CHAIN_MAX as u64,
                what,
            ));
        }
        self.fragments.insert(name, Mark::Open);
        let size = self.size(&fragment.node.selection_set)?;
        self.fragments.insert(name, Mark::Done(size));
        Ok(size)
    }
}

/// Selection sets inside each other, of fields and of fragments.
const OPEN_SETS_MAX: usize = 200;

/// Fragments that spread each other one below the other.
const FRAGMENT_CHAIN_MAX: usize = 50;

/// The variables of a request with their values (GraphQL, 6.1.2).
pub(super) type Variables = FxHashMap<Name, Value>;

/// # Errors
/// A variable that must be given and is not.
pub(super) fn variables(document: &Document, request: &Request) -> Result<Variables, Faults> {
    let mut values = Variables::default();
    let mut faults = Vec::new();
    for it in &document.operation().variable_definitions {
        let (pos, it) = (it.pos, &it.node);
        let name = &it.name.node;
        let given = request.variables.get(name.as_str()).cloned().map(Value::from_json);
        let missing = |what: &str| {
            Fault::new(Code::BadVariable, format!("the variable ${name} {what}")).at(pos.line, pos.column)
        };
        match given {
            Some(Ok(Value::Null)) if !it.var_type.node.nullable => faults.push(missing("must not be null")),
            Some(Ok(value)) => {
                values.insert(name.clone(), value);
            }
            Some(Err(_)) => faults.push(missing("is no value")),
            None => match &it.default_value {
                Some(value) => {
                    values.insert(name.clone(), value.node.clone());
                }
                None if !it.var_type.node.nullable => faults.push(missing("is missing")),
                None => (),
            },
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}
