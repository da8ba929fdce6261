//! The schema as async-graphql has it: it validates requests, answers introspection and prints the schema.
//!
//! Its root fields are null for whoever resolves them here: the plan of this room gives them their values.
//! They are nullable for that reason, and for a better one: a root field that fails leaves the others alone.

use super::computed;
use super::document::Document;
use super::error::{Code, Fault};
use super::model::{Field, Model, OTHER_NODE, Type, TypeAt, Values};
use super::request::Request;
use async_graphql::dynamic::{
    self, Enum, EnumItem, FieldFuture, InputObject, InputValue, Interface, InterfaceField, Object, Scalar,
    Schema, SchemaBuilder, Subscription, SubscriptionField, SubscriptionFieldFuture, TypeRef, Union,
};
use async_graphql::{SDLExportOptions, Value, Variables};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// The scalars of our own, with what is written for them.
const SCALARS: &[(&str, &str)] = &[
    ("IRI", "The name of a node, as an absolute IRI."),
    ("Date", "A day as ISO 8601 writes it: 2025-12-31."),
    ("DateTime", "A moment as ISO 8601 writes it: 2025-12-31T12:00:00Z."),
    ("Year", "A year of four digits or more, as a string: \"2025\"."),
    (
        "PartialDate",
        "A day, a month or a year, as exactly as it is known: \"2025-12-31\", \"2025-12\", \"2025\".",
    ),
    ("Decimal", "An exact decimal number, as a string in its own digits: \"12.50\"."),
];

/// Filters of literal values: the operators by the type of their operand.
const ORDERED: &[&str] = &["String", "Int", "Float", "Date", "DateTime", "Year", "PartialDate", "Decimal"];

const QUERY: &str = "What the registry holds. revision or asOf choose an earlier state; first and after, or last and \
    before, page through a connection, whose cursors stay with the revision that they came from. A lang argument \
    names the language that is wanted; else come its base, English, no language, any.";

const FILTER: &str = "Every test must hold; a test of a field holds where one value of it passes. exists tells \
    whether there is a node at all.";

const ORDER: &str = "Nodes without a value come last, equals stand by IRI. Texts are compared without case and \
    accents first; of several values the least counts, descending the greatest; links go by label.";

const SEARCH: &str = "Nodes by their names, without regard to case and accents, the best first. types are names of \
    types of this schema.";

/// Selection sets inside each other, each fragment spread once: `document` has bounded them by tighter limits.
const RECURSION_MAX: usize = 256;

pub(super) fn build(model: &Model) -> Result<Schema, String> {
    let mut schema = Schema::build("Query", None, Some("Subscription")).limit_recursive_depth(RECURSION_MAX);
    for (name, description) in SCALARS {
        let valid = |it: &Value| matches!(it, Value::String(_) | Value::Number(_));
        schema = schema.register(Scalar::new(*name).description(*description).validator(valid));
    }
    schema = found_and_heard(fixed(schema));
    for name in ORDERED {
        schema = schema.register(ordered_filter(name));
    }
    for (at, it) in model.types.iter().enumerate() {
        schema = if it.is_interface {
            schema.register(interface(model, it))
        } else {
            schema.register(object(model, it))
        };
        if !is_other(model, at) {
            schema = inputs(model, it, schema);
        }
        if !it.many.is_empty() {
            schema = connection(it, schema);
        }
    }
    for it in &model.enums {
        let items = it.members.iter().map(|(name, term)| EnumItem::new(name).description(term.to_string()));
        schema = schema.register(Enum::new(&it.name).items(items).description(&it.description));
        let filter = InputObject::new(format!("{}Filter", it.name));
        schema = schema.register(equals(filter, &it.name));
    }
    for it in &model.unions {
        let union = Union::new(&it.name).description(&it.description);
        let add = |union: Union, at: &TypeAt| union.possible_type(&model.types[*at].name);
        schema = schema.register(it.concrete.iter().fold(union, add));
    }
    computed::register(&model.computed, schema, query(model), at).finish().map_err(|it| it.to_string())
}

/// `Other{Name}`: no input speaks of it, because its interface has one.
fn is_other(model: &Model, at: TypeAt) -> bool {
    at == OTHER_NODE || model.types.iter().enumerate().any(|(other, it)| other != at && it.plain == at)
}

fn null(name: &str, ty: TypeRef) -> dynamic::Field {
    dynamic::Field::new(name, ty, |_| FieldFuture::from_value(None))
}

fn object_of(name: &str, description: &str, fields: &[(&str, TypeRef, &str)]) -> Object {
    let add = |object: Object, (name, ty, description): &(&str, TypeRef, &str)| {
        object.field(null(name, ty.clone()).description(*description))
    };
    fields.iter().fold(Object::new(name).description(description), add)
}

/// The types that every schema has.
fn fixed(schema: SchemaBuilder) -> SchemaBuilder {
    let (one, must) = (TypeRef::named, TypeRef::named_nn);
    let lang = object_of(
        "LangString",
        "A text with the language that it is in.",
        &[
            ("value", must("String"), "The text."),
            (
                "lang",
                one("String"),
                "The language that was served, as a BCP 47 tag; null for a text without language.",
            ),
            (
                "translations",
                TypeRef::named_nn_list_nn("LangString"),
                "The same property in every language that it has.",
            ),
        ],
    );
    let value = object_of(
        "Value",
        "An IRI, or a literal of any kind.",
        &[
            ("value", must("String"), "The IRI, or the literal as it is written."),
            ("lang", one("String"), "The language of a text."),
            ("datatype", one("IRI"), "The datatype of a literal; null for an IRI."),
        ],
    );
    let source = object_of(
        "Source",
        "A graph that speaks of a node.",
        &[
            ("graph", must("IRI"), "The name of the graph."),
            ("document", one("IRI"), "A document that attests the node in this graph."),
            (
                "revision",
                one("Int"),
                "The last revision that changed this graph, seen from the revision that is read.",
            ),
        ],
    );
    let page = object_of(
        "PageInfo",
        "Where a page stands in its connection (Relay Cursor Connections).",
        &[
            ("hasNextPage", must("Boolean"), "Whether there are nodes after this page."),
            ("hasPreviousPage", must("Boolean"), "Whether there are nodes before this page."),
            ("startCursor", one("String"), "The cursor of the first node."),
            ("endCursor", one("String"), "The cursor of the last node."),
        ],
    );
    let facet = object_of(
        "Facet",
        "How many nodes of a connection have a value.",
        &[
            ("value", must("String"), "The IRI, or the literal as it is written."),
            ("node", one("Node"), "The node, where the value is one."),
            ("count", must("Int"), "The nodes that have the value."),
        ],
    );
    let directions = Enum::new("SortDirection")
        .description("Missing values come last either way.")
        .item(EnumItem::new("ASC").description("The least first."))
        .item(EnumItem::new("DESC").description("The greatest first."));
    let boolean = equals(InputObject::new("BooleanFilter"), "Boolean");
    let iri = equals(InputObject::new("IRIFilter"), "IRI");
    let texts = InputObject::new("LangStringFilter")
        .description("Holds where one text passes every test; case and accents count in eq, ne and in alone.")
        .field(
            InputValue::new("lang", TypeRef::named("String")).description("Texts in this language alone."),
        );
    schema
        .register(lang)
        .register(value)
        .register(source)
        .register(page)
        .register(facet)
        .register(directions)
        .register(boolean)
        .register(iri)
        .register(string_tests(texts, "String"))
}

/// What a search finds, and what a subscriber hears.
fn found_and_heard(schema: SchemaBuilder) -> SchemaBuilder {
    let (one, must) = (TypeRef::named, TypeRef::named_nn);
    let found = object_of(
        "SearchResult",
        "What a search by names found.",
        &[
            ("totalCount", must("Int"), "Nodes that answer the text, listed or not."),
            ("complete", must("Boolean"), "Whether every name was considered."),
            ("hits", TypeRef::named_nn_list_nn("SearchHit"), "The best first."),
        ],
    );
    let hit = object_of(
        "SearchHit",
        "A node that answers a text.",
        &[
            ("node", must("Node"), "The node."),
            ("name", must("String"), "The best of its names that answer the text."),
            ("lang", one("String"), "The language of that name."),
            (
                "score",
                must("Int"),
                "Closeness, kind of name and language, one digit each; the higher, the better.",
            ),
        ],
    );
    let event = object_of(
        "RevisionEvent",
        "A revision came about.",
        &[
            ("number", must("Int"), "The number of the revision."),
            ("time", must("DateTime"), "When it was accepted."),
            ("agent", one("String"), "Who made the change."),
            ("reason", one("String"), "Why."),
            ("graphs", TypeRef::named_nn_list_nn("IRI"), "The graphs that it changed."),
            ("entities", TypeRef::named_nn_list_nn("IRI"), "The first of the nodes that it changed."),
            ("entityCount", must("Int"), "How many nodes it changed."),
        ],
    );
    let revisions = SubscriptionField::new("revisions", must("RevisionEvent"), |_| {
        SubscriptionFieldFuture::new(async { Ok(Never) })
    });
    let revisions = revisions.description("Every revision that is accepted from now on.");
    schema
        .register(found)
        .register(hit)
        .register(event)
        .register(Subscription::new("Subscription").field(revisions))
}

/// A stream that ends at once: subscriptions run above this room.
struct Never;

impl async_graphql::futures_util::Stream for Never {
    type Item = async_graphql::Result<Value>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}

fn test(filter: InputObject, name: &str, ty: TypeRef, description: &str) -> InputObject {
    filter.field(InputValue::new(name, ty).description(description))
}

fn equals(filter: InputObject, ty: &str) -> InputObject {
    let filter = test(filter, "eq", TypeRef::named(ty), "One value is this.");
    let filter = test(filter, "ne", TypeRef::named(ty), "No value is this; holds where there is none.");
    let filter = test(filter, "in", TypeRef::named_nn_list(ty), "One value is among these.");
    test(filter, "exists", TypeRef::named("Boolean"), "Whether there is a value.")
}

fn string_tests(filter: InputObject, ty: &str) -> InputObject {
    let filter = equals(filter, ty);
    let filter =
        test(filter, "contains", TypeRef::named(ty), "One value has this in it, whatever case and accents.");
    test(filter, "startsWith", TypeRef::named(ty), "One value starts like this, whatever case and accents.")
}

fn ordered_filter(ty: &str) -> InputObject {
    let filter = InputObject::new(format!("{ty}Filter")).description("Every test must hold.");
    let filter = if ty == "String" { string_tests(filter, ty) } else { equals(filter, ty) };
    let filter = test(filter, "lt", TypeRef::named(ty), "One value is less.");
    let filter = test(filter, "lte", TypeRef::named(ty), "One value is less or the same.");
    let filter = test(filter, "gt", TypeRef::named(ty), "One value is greater.");
    test(filter, "gte", TypeRef::named(ty), "One value is greater or the same.")
}

/// The filter of a field's values.
fn filter_name(model: &Model, values: Values) -> Option<String> {
    match values {
        Values::Link(_) | Values::Scalar(_) | Values::Text | Values::Enum(_) => {
            Some(format!("{}Filter", model.type_name(values)))
        }
        Values::Union(_) => Some("NodeFilter".to_owned()),
        Values::Value => Some("StringFilter".to_owned()),
        Values::Source | Values::Computed(_) => None,
    }
}

/// Filter, order and the names of the fields of a type.
fn inputs(model: &Model, it: &Type, schema: SchemaBuilder) -> SchemaBuilder {
    let name = format!("{}Filter", it.name);
    let mut filter = InputObject::new(&name)
        .description(FILTER)
        .field(InputValue::new("and", TypeRef::named_nn_list(&name)))
        .field(InputValue::new("or", TypeRef::named_nn_list(&name)))
        .field(InputValue::new("not", TypeRef::named(&name)))
        .field(InputValue::new("exists", TypeRef::named("Boolean")));
    let mut names = Enum::new(format!("{}Field", it.name)).description("Fields to order and to count by.");
    for field in &it.fields {
        if let Some(of) = filter_name(model, field.values) {
            filter = filter.field(InputValue::new(&field.name, TypeRef::named(of)));
            names = names.item(EnumItem::new(&field.name));
        }
    }
    let order = InputObject::new(format!("{}Order", it.name))
        .description(ORDER)
        .field(InputValue::new("field", TypeRef::named_nn(format!("{}Field", it.name))))
        .field(
            InputValue::new("direction", TypeRef::named("SortDirection"))
                .default_value(Value::Enum(async_graphql::Name::new("ASC"))),
        );
    schema.register(filter).register(names).register(order)
}

fn field_type(model: &Model, field: &Field) -> TypeRef {
    if let Values::Computed(at) = field.values {
        return computed::type_ref(&model.computed.fields[at].definition.ty.node);
    }
    let name = model.type_name(field.values);
    if field.is_list {
        TypeRef::named_nn_list_nn(name)
    } else if field.name == "id" {
        TypeRef::named_nn(name)
    } else {
        TypeRef::named(name)
    }
}

/// The arguments of a field: the language of texts; which linked nodes, how many and in which order.
fn arguments(model: &Model, field: &Field) -> Vec<InputValue> {
    if field.has_language() {
        return vec![InputValue::new("lang", TypeRef::named("String"))];
    }
    let of = match field.values {
        Values::Link(at) => &model.types[at].name,
        Values::Union(_) => "Node",
        Values::Computed(at) => return model.computed.fields[at].inputs(),
        Values::Scalar(_) | Values::Text | Values::Value | Values::Enum(_) | Values::Source => {
            return Vec::new();
        }
    };
    if !field.is_list {
        return Vec::new();
    }
    vec![
        InputValue::new("first", TypeRef::named("Int")),
        InputValue::new("where", TypeRef::named(format!("{of}Filter"))),
        InputValue::new("orderBy", TypeRef::named_nn_list(format!("{of}Order"))),
    ]
}

fn object(model: &Model, it: &Type) -> Object {
    let mut object = Object::new(&it.name).description(&it.description);
    for parent in &it.parents {
        object = object.implement(&model.types[*parent].name);
    }
    for field in &it.fields {
        let made = null(&field.name, field_type(model, field)).description(&field.description);
        object = object.field(arguments(model, field).into_iter().fold(made, dynamic::Field::argument));
    }
    object
}

fn interface(model: &Model, it: &Type) -> Interface {
    let mut interface = Interface::new(&it.name).description(&it.description);
    for parent in &it.parents {
        interface = interface.implement(&model.types[*parent].name);
    }
    for field in &it.fields {
        let made = InterfaceField::new(&field.name, field_type(model, field)).description(&field.description);
        interface = interface.field(arguments(model, field).into_iter().fold(made, InterfaceField::argument));
    }
    interface
}

fn connection(it: &Type, schema: SchemaBuilder) -> SchemaBuilder {
    let name = &it.name;
    let must = |it: &str| TypeRef::named_nn(it);
    let facets = null("facets", TypeRef::named_nn_list_nn("Facet"))
        .description("The values of a field over every node of the connection, the most frequent first.")
        .argument(InputValue::new("field", must(&format!("{name}Field"))))
        .argument(InputValue::new("first", TypeRef::named("Int")).default_value(Value::from(20)));
    let connection = Object::new(format!("{name}Connection"))
        .description(format!("A page of {name} (Relay Cursor Connections)."))
        .field(null("edges", TypeRef::named_nn_list_nn(format!("{name}Edge"))))
        .field(null("nodes", TypeRef::named_nn_list_nn(name)).description("The nodes of the edges."))
        .field(null("pageInfo", must("PageInfo")))
        .field(null("totalCount", must("Int")).description("Nodes of all pages."))
        .field(facets);
    let edge = Object::new(format!("{name}Edge"))
        .description(format!("A {name} in its place."))
        .field(null("cursor", must("String")))
        .field(null("node", must(name)));
    schema.register(connection).register(edge)
}

/// The arguments that choose the revision of a root field.
fn at(field: dynamic::Field) -> dynamic::Field {
    field
        .argument(InputValue::new("revision", TypeRef::named("Int")))
        .argument(InputValue::new("asOf", TypeRef::named("DateTime")))
}

fn query(model: &Model) -> Object {
    let iri = |name, ty| InputValue::new(name, ty);
    let node = at(null("node", TypeRef::named("Node"))).argument(iri("id", TypeRef::named_nn("IRI")));
    let nodes =
        at(null("nodes", TypeRef::named_list("Node"))).argument(iri("ids", TypeRef::named_nn_list_nn("IRI")));
    let search = at(null("search", TypeRef::named("SearchResult")))
        .argument(InputValue::new("text", TypeRef::named_nn("String")))
        .argument(InputValue::new("types", TypeRef::named_nn_list("String")))
        .argument(InputValue::new("lang", TypeRef::named("String")))
        .argument(InputValue::new("first", TypeRef::named("Int")).default_value(Value::from(20)));
    let mut query = Object::new("Query")
        .description(QUERY)
        .field(node.description("One node by its IRI; null where nothing is said of it."))
        .field(nodes.description("Nodes by their IRIs, in that order."))
        .field(search.description(SEARCH));
    for it in model.types.iter().filter(|it| !it.many.is_empty()) {
        let one = at(null(&it.one, TypeRef::named(&it.name)))
            .description(format!("One {} by its IRI or by the last part of it.", it.name))
            .argument(InputValue::new("id", TypeRef::named("IRI")))
            .argument(InputValue::new("slug", TypeRef::named("String")));
        let many = at(null(&it.many, TypeRef::named(format!("{}Connection", it.name))))
            .description(if it.description.is_empty() {
                format!("Every {}.", it.name)
            } else {
                it.description.clone()
            })
            .argument(InputValue::new("first", TypeRef::named("Int")))
            .argument(InputValue::new("after", TypeRef::named("String")))
            .argument(InputValue::new("last", TypeRef::named("Int")))
            .argument(InputValue::new("before", TypeRef::named("String")))
            .argument(InputValue::new("where", TypeRef::named(format!("{}Filter", it.name))))
            .argument(InputValue::new("orderBy", TypeRef::named_nn_list(format!("{}Order", it.name))));
        query = query.field(one).field(many);
    }
    query
}

/// The schema as text. The library prints no interfaces of interfaces, so that they are put in.
pub(super) fn sdl(schema: &Schema, model: &Model) -> String {
    let options = SDLExportOptions::new().use_space_ident().indent_width(2).prefer_single_line_descriptions();
    let mut text = String::new();
    for line in schema.sdl_with_options(options).lines() {
        let interface = line.strip_prefix("interface ").and_then(|it| it.strip_suffix(" {"));
        let parents = interface.and_then(|it| model.type_named(it)).map(|it| &model.types[it].parents[..]);
        if let (Some(name), Some(parents @ [_, ..])) = (interface, parents) {
            let names: Vec<&str> = parents.iter().map(|it| model.types[*it].name.as_str()).collect();
            text.extend(["interface ", name, " implements ", &names.join(" & "), " {\n"]);
        } else {
            text.extend([line, "\n"]);
        }
    }
    text
}

/// What async-graphql says of a valid subscription, which it runs elsewhere.
const NO_STREAM: &str = "Subscriptions are not supported on this transport.";

/// Validates a request (GraphQL, 5) and answers what it asks of the schema itself, by response key.
///
/// # Errors
/// Everything that is not valid.
pub(super) fn validate(
    schema: &Schema,
    request: &Request,
    document: &Document,
) -> Result<serde_json::Value, Vec<Fault>> {
    let variables = Variables::from_json(serde_json::Value::Object(request.variables.clone()));
    let mut asked = async_graphql::Request::new(&request.query).variables(variables);
    asked.operation_name = document.operation_name.as_ref().map(ToString::to_string);
    asked.set_parsed_query(document.parsed.clone());
    let Some(response) = poll(schema.execute(asked)) else {
        return Err(vec![Fault::new(Code::Internal, "the validation does not end")]);
    };
    let faults: Vec<Fault> = response.errors.iter().filter(|it| it.message != NO_STREAM).map(fault).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    response.data.into_json().map_err(|error| vec![Fault::new(Code::Internal, error.to_string())])
}

fn fault(error: &async_graphql::ServerError) -> Fault {
    let code = if error.message.starts_with("Unknown field") { Code::UnknownField } else { Code::Validation };
    let mut fault = Fault::new(code, error.message.clone());
    fault.locations = error.locations.iter().map(|it| (it.line, it.column)).collect();
    if let Some((_, rest)) = error.message.split_once("Did you mean \"")
        && let Some((suggestion, _)) = rest.split_once('"')
    {
        fault = fault.with("suggestion", serde_json::json!(suggestion));
    }
    fault
}

/// Polls of one validation: its futures never wait, but many at once give way to each other.
const POLLS_MAX: usize = 100_000;

/// Runs a future that never waits.
fn poll<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..POLLS_MAX {
        if let Poll::Ready(it) = future.as_mut().poll(&mut context) {
            return Some(it);
        }
    }
    None
}
