//! How does a request become a plan?
//!
//! A validated document becomes a plan once: for each level the fields that each object type needs (GraphQL, 6.3.2,
//! `CollectFields`), each field once for all types that have it, arguments read, variables put in.

use super::document::{Document, Variables};
use super::error::{Code, Fault};
use super::filter::{Compiler, Filter};
use super::language::Languages;
use super::limits::Limits;
use super::model::{Field, Model, NODE, Origin, TypeAt, Values};
use super::page::Page;
use super::plan::{
    Connection, ConnectionPart, EdgePart, FacetPart, HitPart, OrderBy, PagePart, Planned, Root, Search,
    SearchPart, Selection, SourcePart, Sub, TextPart, ValuePart, What,
};
use crate::registry::At;
use async_graphql::parser::Positioned;
use async_graphql::parser::types::{self as syntax, Selection as Item, SelectionSet};
use async_graphql::{Name, Value};
use oxrdf::NamedNode;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) type Ast<'d> = &'d Positioned<syntax::Field>;

/// The places of a field in the text, what its values are, and where it is planned.
type Known = (Vec<*const syntax::Field>, Values, usize);

/// Fields by their response keys, in the order of the text.
pub(super) type Collected<'d> = Vec<(&'d str, Vec<Ast<'d>>)>;

pub(super) struct Planner<'d> {
    pub(super) model: &'d Model,
    document: &'d Document,
    variables: &'d Variables,
    limits: &'d Limits,
    /// From the header.
    asked: &'d [String],
    n_planned: usize,
}

pub(super) type Planning<T> = Result<T, Fault>;

pub(super) fn plan(
    model: &Model,
    document: &Document,
    variables: &Variables,
    limits: &Limits,
    asked: &[String],
) -> Planning<Vec<Root>> {
    let mut planner = Planner { model, document, variables, limits, asked, n_planned: 0 };
    let sets = [&document.operation().selection_set.node];
    let mut roots = Vec::new();
    for (key, fields) in planner.collect(&sets, &|it| it == "Query") {
        let field = fields[0];
        let root = planner.root(key, &fields).map_err(|mut fault| {
            if fault.locations.is_empty() {
                fault = fault.at(field.pos.line, field.pos.column);
            }
            fault
        })?;
        roots.push(root);
    }
    Ok(roots)
}

pub(super) fn json_key(key: &str) -> Vec<u8> {
    format!("\"{key}\":").into_bytes()
}

fn bad(what: impl Into<String>) -> Fault {
    Fault::new(Code::BadArgument, what)
}

impl<'d> Planner<'d> {
    /// The fields of some selection sets for an object that `is` what a type condition says.
    pub(super) fn collect(&self, sets: &[&'d SelectionSet], is: &dyn Fn(&str) -> bool) -> Collected<'d> {
        let mut gathered =
            Gathered { all: Vec::new(), places: FxHashMap::default(), seen: FxHashSet::default() };
        for set in sets {
            self.gather(set, is, &mut gathered);
        }
        gathered.all
    }

    fn gather(&self, set: &'d SelectionSet, is: &dyn Fn(&str) -> bool, into: &mut Gathered<'d>) {
        for item in &set.items {
            if !self.is_included(item.node.directives()) {
                continue;
            }
            match &item.node {
                Item::Field(field) => {
                    let key = field.node.response_key().node.as_str();
                    let next = into.all.len();
                    let at = *into.places.entry(key).or_insert(next);
                    if at == next {
                        into.all.push((key, Vec::new()));
                    }
                    into.all[at].1.push(field);
                }
                Item::InlineFragment(it) => {
                    let fits = it.node.type_condition.as_ref().is_none_or(|it| is(&it.node.on.node));
                    if fits {
                        self.gather(&it.node.selection_set.node, is, into);
                    }
                }
                Item::FragmentSpread(it) => {
                    let name = &it.node.fragment_name.node;
                    if let Some(fragment) = self.document.parsed.fragments.get(name)
                        && into.seen.insert(name.as_str())
                        && is(&fragment.node.type_condition.node.on.node)
                    {
                        self.gather(&fragment.node.selection_set.node, is, into);
                    }
                }
            }
        }
    }

    /// `@skip` and `@include` (GraphQL, 3.13).
    fn is_included(&self, directives: &[Positioned<syntax::Directive>]) -> bool {
        directives.iter().all(|it| {
            let wanted = match it.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return true,
            };
            match it.node.get_argument("if").and_then(|it| self.resolve(&it.node)) {
                Some(Value::Boolean(it)) => it == wanted,
                Some(_) | None => true,
            }
        })
    }

    /// A value with the variables put in; `None` for a variable that was not given.
    pub(super) fn resolve(&self, value: &async_graphql_value::Value) -> Option<Value> {
        use async_graphql_value::Value as Written;
        Some(match value {
            Written::Variable(name) => self.variables.get(name)?.clone(),
            Written::Null => Value::Null,
            Written::Number(it) => Value::Number(it.clone()),
            Written::String(it) => Value::String(it.clone()),
            Written::Boolean(it) => Value::Boolean(*it),
            Written::Binary(it) => Value::Binary(it.clone()),
            Written::Enum(it) => Value::Enum(it.clone()),
            Written::List(all) => {
                Value::List(all.iter().map(|it| self.resolve(it).unwrap_or(Value::Null)).collect())
            }
            Written::Object(all) => Value::Object(
                all.iter().filter_map(|(name, it)| Some((name.clone(), self.resolve(it)?))).collect(),
            ),
        })
    }

    /// An argument that is there and not null.
    fn argument(&self, field: Ast<'_>, name: &str) -> Option<Value> {
        let value = self.resolve(&field.node.get_argument(name)?.node)?;
        (value != Value::Null).then_some(value)
    }

    pub(super) fn string(&self, field: Ast<'_>, name: &str) -> Planning<Option<String>> {
        match self.argument(field, name) {
            None => Ok(None),
            Some(Value::String(it)) => Ok(Some(it)),
            Some(other) => Err(bad(format!("{name}: {other} is no string"))),
        }
    }

    /// A count of objects on a page.
    fn size(&self, field: Ast<'_>, name: &str) -> Planning<Option<usize>> {
        let Some(value) = self.argument(field, name) else { return Ok(None) };
        let Value::Number(number) = &value else { return Err(bad(format!("{name}: {value} is no number"))) };
        let Some(size) = number.as_u64() else {
            return Err(bad(format!("{name} must be 0 or more, and is {number}")));
        };
        let max = self.limits.page_max;
        if size > max as u64 {
            let what = format!("{name} is {size}, at most {max} objects are on a page");
            return Err(Fault::limit(Code::PageTooLarge, "page_max", max as u64, what));
        }
        Ok(Some(size as usize))
    }

    pub(super) fn languages(&self, lang: Option<&String>) -> Languages {
        Languages::new(lang.into_iter().chain(self.asked).map(String::as_str))
    }

    fn at(&self, field: Ast<'_>) -> Planning<Option<At>> {
        let as_of = self.string(field, "asOf")?;
        match (self.argument(field, "revision"), as_of) {
            (None, None) => Ok(None),
            (None, Some(time)) => Ok(Some(At::AsOf(time))),
            (Some(Value::Number(it)), None) => match it.as_u64() {
                Some(it) => Ok(Some(At::Revision(it))),
                None => Err(Fault::new(Code::NoSuchRevision, format!("there is no revision {it}"))),
            },
            (Some(_), Some(_)) => Err(bad("revision and asOf exclude each other")),
            (Some(other), None) => Err(bad(format!("revision: {other} is no number"))),
        }
    }

    fn iri(&self, field: Ast<'_>, name: &str) -> Planning<Option<String>> {
        self.string(field, name)?.map(|it| checked_iri(name, it)).transpose()
    }

    fn root(&mut self, key: &str, fields: &[Ast<'d>]) -> Planning<Root> {
        let field = fields[0];
        let name = field.node.name.node.as_str();
        let sets = sets(fields);
        let node = Values::Link(NODE);
        let what = match name {
            "__typename" | "__schema" | "__type" => What::Schema,
            "node" => What::Node {
                id: self.iri(field, "id")?.unwrap_or_default(),
                selection: self.selection(&sets, node)?,
            },
            "nodes" => {
                let ids = match self.argument(field, "ids") {
                    Some(Value::List(all)) => all,
                    Some(one) => vec![one],
                    None => Vec::new(),
                };
                let max = self.limits.page_max;
                if ids.len() > max {
                    let what = format!("{} ids are given, at most {max} may be", ids.len());
                    return Err(Fault::limit(Code::PageTooLarge, "page_max", max as u64, what));
                }
                let iri = |it| match it {
                    Value::String(it) => checked_iri("ids", it),
                    other => Err(bad(format!("ids: {other} is no IRI"))),
                };
                let ids = ids.into_iter().map(iri).collect::<Planning<_>>()?;
                What::Nodes { ids, selection: self.selection(&sets, node)? }
            }
            "search" => self.search(field, &sets)?,
            _ if let Some(at) = self.model.computed.root(name) => {
                What::Computed(Box::new(self.computed(at, field, &sets)?))
            }
            _ => self.typed_root(name, field, &sets)?,
        };
        Ok(Root { key: key.to_owned(), pos: field.pos, at: self.at(field)?, what })
    }

    fn search(&mut self, field: Ast<'d>, sets: &[&'d SelectionSet]) -> Planning<What> {
        let text = self.string(field, "text")?.unwrap_or_default();
        let names = match self.argument(field, "types") {
            Some(Value::List(all)) => all,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let type_of = |it: &Value| {
            let found = if let Value::String(it) = it { self.model.type_named(it) } else { None };
            found.ok_or_else(|| bad(format!("types: there is no type {it}")))
        };
        let types = names.iter().map(type_of).collect::<Planning<_>>()?;
        let languages = match self.string(field, "lang")? {
            Some(it) => vec![it],
            None => self.asked.to_vec(),
        };
        let first = self.size(field, "first")?.unwrap_or(HITS_DEFAULT);
        let any = |_: &str| true;
        let mut parts = Vec::new();
        for (key, fields) in self.collect(sets, &any) {
            let part = match fields[0].node.name.node.as_str() {
                "totalCount" => SearchPart::TotalCount,
                "complete" => SearchPart::Complete,
                "hits" => {
                    let mut parts = Vec::new();
                    for (key, fields) in self.collect(&self::sets(&fields), &any) {
                        let part = match fields[0].node.name.node.as_str() {
                            "node" => {
                                HitPart::Node(self.selection(&self::sets(&fields), Values::Link(NODE))?)
                            }
                            "name" => HitPart::Name,
                            "lang" => HitPart::Lang,
                            "score" => HitPart::Score,
                            _ => HitPart::TypeName,
                        };
                        parts.push((key.to_owned(), part));
                    }
                    SearchPart::Hits(parts)
                }
                _ => SearchPart::TypeName,
            };
            parts.push((key.to_owned(), part));
        }
        Ok(What::Search(Box::new(Search { text, types, languages, first, parts })))
    }

    fn typed_root(&mut self, name: &str, field: Ast<'d>, sets: &[&'d SelectionSet]) -> Planning<What> {
        let model = self.model;
        if let Some(of) = model.types.iter().position(|it| it.one == name) {
            let (id, slug) = (self.iri(field, "id")?, self.string(field, "slug")?);
            if id.is_some() == slug.is_some() {
                return Err(bad(format!("{name} needs either id or slug")));
            }
            return Ok(What::One { of, id, slug, selection: self.selection(sets, Values::Link(of))? });
        }
        let Some(of) = model.types.iter().position(|it| it.many == name) else {
            return Err(Fault::new(
                Code::UnknownField,
                format!("Unknown field \"{name}\" on type \"Query\"."),
            ));
        };
        let languages = self.languages(None);
        let filter = self.filter(field, of)?;
        let order = self.order(field, of)?;
        let is_told = |name| self.argument(field, name).map(|it| it.to_string()).unwrap_or_default();
        let told =
            [model.types[of].name.clone(), is_told("where"), is_told("orderBy"), languages.chain().join(",")];
        let page = Page::new(
            (self.size(field, "first")?, self.string(field, "after")?),
            (self.size(field, "last")?, self.string(field, "before")?),
            self.limits.page_default,
            &told,
        )?;
        let mut parts = Vec::new();
        for (key, fields) in
            self.collect(sets, &|it| it.strip_suffix("Connection") == Some(&model.types[of].name))
        {
            parts.push((key.to_owned(), self.connection_part(of, &fields)?));
        }
        Ok(What::Connection(Box::new(Connection { of, page, filter, order, languages, parts })))
    }

    fn connection_part(&mut self, of: TypeAt, fields: &[Ast<'d>]) -> Planning<ConnectionPart> {
        let (field, sets) = (fields[0], sets(fields));
        let (any, values) = (|_: &str| true, Values::Link(of));
        Ok(match field.node.name.node.as_str() {
            "totalCount" => ConnectionPart::TotalCount,
            "nodes" => ConnectionPart::Nodes(self.selection(&sets, values)?),
            "edges" => {
                let mut parts = Vec::new();
                for (key, fields) in self.collect(&sets, &any) {
                    let part = match fields[0].node.name.node.as_str() {
                        "cursor" => EdgePart::Cursor,
                        "node" => EdgePart::Node(self.selection(&self::sets(&fields), values)?),
                        _ => EdgePart::TypeName,
                    };
                    parts.push((key.to_owned(), part));
                }
                ConnectionPart::Edges(parts)
            }
            "pageInfo" => {
                let part = |fields: &[Ast<'d>]| match fields[0].node.name.node.as_str() {
                    "hasNextPage" => PagePart::HasNext,
                    "hasPreviousPage" => PagePart::HasPrevious,
                    "startCursor" => PagePart::Start,
                    "endCursor" => PagePart::End,
                    _ => PagePart::TypeName,
                };
                let all = self.collect(&sets, &any);
                ConnectionPart::PageInfo(
                    all.into_iter().map(|(key, it)| (key.to_owned(), part(&it))).collect(),
                )
            }
            "facets" => {
                let of_facet = match self.argument(field, "field") {
                    Some(Value::Enum(name)) => self.model.types[of].field(&name).cloned(),
                    Some(Value::String(name)) => self.model.types[of].field(&name).cloned(),
                    Some(_) | None => None,
                };
                let of_facet = of_facet.ok_or_else(|| bad("field: there is no such field"))?;
                let first = self.size(field, "first")?.unwrap_or(FACETS_DEFAULT);
                let mut parts = Vec::new();
                for (key, fields) in self.collect(&sets, &any) {
                    let part = match fields[0].node.name.node.as_str() {
                        "value" => FacetPart::Value,
                        "count" => FacetPart::Count,
                        "node" => FacetPart::Node(self.selection(&self::sets(&fields), Values::Link(NODE))?),
                        _ => FacetPart::TypeName,
                    };
                    parts.push((key.to_owned(), part));
                }
                ConnectionPart::Facets { field: of_facet, first, parts }
            }
            _ => ConnectionPart::TypeName,
        })
    }

    fn filter(&self, field: Ast<'_>, of: TypeAt) -> Planning<Option<Filter>> {
        let Some(value) = self.argument(field, "where") else { return Ok(None) };
        let mut compiler = Compiler { model: self.model, n_tests: 0 };
        compiler.compile(of, &value).map(Some)
    }

    fn order(&self, field: Ast<'_>, of: TypeAt) -> Planning<Vec<OrderBy>> {
        let members = match self.argument(field, "orderBy") {
            None => return Ok(Vec::new()),
            Some(Value::List(all)) => all,
            Some(one) => vec![one],
        };
        if members.len() > ORDERS_MAX {
            let what = format!("orderBy has more than {ORDERS_MAX} fields");
            return Err(Fault::limit(Code::FieldLimit, "orders_max", ORDERS_MAX as u64, what));
        }
        let name = |it: Option<&Value>| match it {
            Some(Value::Enum(it)) => it.to_string(),
            Some(Value::String(it)) => it.clone(),
            Some(_) | None => String::new(),
        };
        let one = |it: Value| {
            let Value::Object(it) = it else { return Err(bad("orderBy: it needs objects")) };
            let field = self.model.types[of].field(&name(it.get(&Name::new("field")))).cloned();
            let field = field.ok_or_else(|| bad("orderBy: there is no such field"))?;
            Ok(OrderBy { field, is_descending: name(it.get(&Name::new("direction"))) == "DESC" })
        };
        members.into_iter().map(one).collect()
    }

    pub(super) fn selection(&mut self, sets: &[&'d SelectionSet], values: Values) -> Planning<Selection> {
        let model = self.model;
        let mut fields: Vec<Planned> = Vec::new();
        // The same field of the text, for one type or another.
        let mut known: FxHashMap<(&str, Origin), Vec<Known>> = FxHashMap::default();
        let mut by_type = Vec::new();
        for at in model.concrete(values) {
            let is = |name: &str| model.concrete_named(name).binary_search(at).is_ok();
            let mut of_type = Vec::new();
            for (key, asts) in self.collect(sets, &is) {
                let name = asts[0].node.name.node.as_str();
                let field = model.types[*at].field(name);
                if field.is_none() && name != "__typename" {
                    continue;
                }
                let same: Vec<*const syntax::Field> =
                    asts.iter().map(|it| std::ptr::from_ref(&it.node)).collect();
                // Nothing has the values that stand for `__typename`.
                let (origin, of) = field.map_or((Origin::Types, Values::Source), |it| (it.origin, it.values));
                let places = known.entry((key, origin)).or_default();
                let found = places.iter().find(|it| it.0 == same && it.1 == of).map(|it| it.2);
                let place = found.unwrap_or(fields.len());
                if found.is_none() {
                    places.push((same, of, place));
                    fields.push(self.planned(key, field, &asts)?);
                }
                of_type.push(place);
            }
            by_type.push((*at, of_type));
        }
        Ok(Selection { values, fields, by_type })
    }

    fn planned(&mut self, key: &str, field: Option<&Field>, asts: &[Ast<'d>]) -> Planning<Planned> {
        self.n_planned += 1;
        if self.n_planned > self.limits.fields_max {
            let max = self.limits.fields_max;
            let what = format!("more than {max} fields are asked for");
            return Err(Fault::limit(Code::FieldLimit, "fields_max", max as u64, what));
        }
        let ast = asts[0];
        let locate = |fault: Fault| {
            if fault.locations.is_empty() { fault.at(ast.pos.line, ast.pos.column) } else { fault }
        };
        let lang = self.string(ast, "lang").map_err(locate)?;
        let mut planned = Planned {
            key: key.to_owned(),
            json: json_key(key),
            field: field.cloned(),
            languages: self.languages(lang.as_ref()),
            every_language: lang.is_none(),
            first: None,
            filter: None,
            order: Vec::new(),
            sub: Sub::Leaf,
        };
        let Some(field) = field else { return Ok(planned) };
        let sets = sets(asts);
        match field.values {
            Values::Scalar(_) | Values::Enum(_) => (),
            Values::Text => planned.sub = Sub::Text(self.text_parts(&sets)),
            Values::Value => planned.sub = Sub::Value(self.parts(&sets, value_part)),
            Values::Source => planned.sub = Sub::Source(self.parts(&sets, source_part)),
            Values::Computed(at) => {
                planned.sub = Sub::Computed(Box::new(self.computed(at, ast, &sets).map_err(locate)?));
            }
            Values::Link(_) | Values::Union(_) => {
                let of = if let Values::Link(of) = field.values { of } else { NODE };
                planned.first = self.size(ast, "first").map_err(locate)?;
                planned.filter = self.filter(ast, of).map_err(locate)?;
                planned.order = self.order(ast, of).map_err(locate)?;
                planned.sub = Sub::Objects(self.selection(&sets, field.values)?);
            }
        }
        Ok(planned)
    }

    fn text_parts(&self, sets: &[&'d SelectionSet]) -> Vec<(Vec<u8>, TextPart)> {
        let part = |fields: &[Ast<'d>]| match fields[0].node.name.node.as_str() {
            "value" => TextPart::Value,
            "lang" => TextPart::Lang,
            "translations" => TextPart::Translations(self.text_parts(&self::sets(fields))),
            _ => TextPart::TypeName,
        };
        self.collect(sets, &|_| true).into_iter().map(|(key, it)| (json_key(key), part(&it))).collect()
    }

    fn parts<T>(&self, sets: &[&'d SelectionSet], part: fn(&str) -> T) -> Vec<(Vec<u8>, T)> {
        let all = self.collect(sets, &|_| true);
        all.into_iter().map(|(key, it)| (json_key(key), part(&it[0].node.name.node))).collect()
    }
}

/// Facets that a field gives where it names no number.
const FACETS_DEFAULT: usize = 20;

/// Hits of a search that names no number.
const HITS_DEFAULT: usize = 20;

/// Fields of one order.
const ORDERS_MAX: usize = 16;

struct Gathered<'d> {
    all: Collected<'d>,
    places: FxHashMap<&'d str, usize>,
    seen: FxHashSet<&'d str>,
}

pub(super) fn sets<'d>(fields: &[Ast<'d>]) -> Vec<&'d SelectionSet> {
    fields.iter().map(|it| &it.node.selection_set.node).collect()
}

fn checked_iri(name: &str, text: String) -> Planning<String> {
    if text.starts_with("_:") || NamedNode::new(text.as_str()).is_ok() {
        return Ok(text);
    }
    Err(bad(format!("{name}: \"{text}\" is no IRI")))
}

fn value_part(name: &str) -> ValuePart {
    match name {
        "value" => ValuePart::Value,
        "lang" => ValuePart::Lang,
        "datatype" => ValuePart::Datatype,
        _ => ValuePart::TypeName,
    }
}

fn source_part(name: &str) -> SourcePart {
    match name {
        "graph" => SourcePart::Graph,
        "document" => SourcePart::Document,
        "revision" => SourcePart::Revision,
        _ => SourcePart::TypeName,
    }
}
