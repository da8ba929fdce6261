//! How do the fields of a domain come into the schema? As its text tells them.

use super::super::model::{Field, Model, Origin, TypeAt, Values};
use super::Domain;
use async_graphql::Value;
use async_graphql::dynamic::{
    Enum, EnumItem, Field as DynamicField, FieldFuture, InputObject, InputValue, Object, SchemaBuilder,
    TypeRef,
};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type as Written, TypeDefinition, TypeKind,
    TypeSystemDefinition,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The computed part of a schema.
#[derive(Clone, Debug, Default)]
pub(in crate::graphql) struct Computed {
    pub(in crate::graphql) fields: Vec<ComputedField>,
    pub(in crate::graphql) records: Vec<Record>,
    /// Enums and inputs, which only validation knows.
    others: Vec<TypeDefinition>,
    record_named: FxHashMap<String, usize>,
}

/// A field that a domain answers.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct ComputedField {
    /// The place of the domain in the list that was attached.
    pub(in crate::graphql) domain: usize,
    /// `Query`, or a type of the shapes.
    pub(in crate::graphql) owner: String,
    pub(in crate::graphql) definition: FieldDefinition,
    pub(in crate::graphql) form: Form,
}

/// An object type of a domain.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct Record {
    pub(in crate::graphql) name: String,
    description: String,
    pub(in crate::graphql) fields: Vec<(FieldDefinition, Form)>,
}

/// What the values of a field are, whether or not they come as lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::graphql) enum Form {
    /// A scalar or a member of an enum.
    Leaf,
    Record(usize),
    Node(TypeAt),
}

impl Computed {
    /// The name of the type of one value of a field.
    pub(in crate::graphql) fn type_name(&self, at: usize) -> &str {
        base_name(&self.fields[at].definition.ty.node)
    }

    /// A value with the defaults of input objects filled in (GraphQL, 3.10); as deep as the text, which is bounded.
    pub(in crate::graphql) fn with_defaults(&self, ty: &Written, value: Value) -> Value {
        match (&ty.base, value) {
            (BaseType::List(of), Value::List(all)) => {
                Value::List(all.into_iter().map(|it| self.with_defaults(of, it)).collect())
            }
            // One value stands for a list of it.
            (BaseType::List(of), one) => self.with_defaults(of, one),
            (BaseType::Named(name), Value::Object(mut fields)) => {
                let is_it = |it: &&TypeDefinition| it.name.node == *name;
                if let Some(TypeKind::InputObject(of)) = self.others.iter().find(is_it).map(|it| &it.kind) {
                    for field in of.fields.iter().map(|it| &it.node) {
                        let default = || field.default_value.as_ref().map(|it| it.node.clone());
                        let given = fields.swap_remove(&field.name.node).or_else(default);
                        if let Some(value) = given {
                            let value = self.with_defaults(&field.ty.node, value);
                            fields.insert(field.name.node.clone(), value);
                        }
                    }
                }
                Value::Object(fields)
            }
            (BaseType::Named(_), other) => other,
        }
    }

    /// A field of `Query` by its name.
    pub(in crate::graphql) fn root(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|it| it.owner == QUERY && it.definition.name.node == name)
    }
}

/// Names that no shape may take, because a domain has them.
#[derive(Default)]
pub(in crate::graphql) struct Reserved {
    pub(in crate::graphql) types: FxHashSet<String>,
    pub(in crate::graphql) roots: FxHashSet<String>,
}

const QUERY: &str = "Query";

fn definitions(domain: &Domain) -> Result<Vec<TypeDefinition>, String> {
    let document = parse_schema(domain.sdl).map_err(|it| it.to_string())?;
    let types = document.definitions.into_iter().filter_map(|it| match it {
        TypeSystemDefinition::Type(it) => Some(it.node),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    Ok(types.collect())
}

pub(in crate::graphql) fn reserved(domains: &[Domain]) -> Result<Reserved, String> {
    let mut reserved = Reserved::default();
    for domain in domains {
        for it in definitions(domain)? {
            let name = it.name.node.to_string();
            match &it.kind {
                TypeKind::Object(object) if it.extend && name == QUERY => {
                    reserved.roots.extend(object.fields.iter().map(|it| it.node.name.node.to_string()));
                }
                _ if it.extend => (),
                _ => {
                    reserved.types.insert(name);
                }
            }
        }
    }
    Ok(reserved)
}

/// Puts the fields of the domains into a model.
///
/// A type that the shapes do not have is no reason to go without the rest: a field on it is left out, and a value of
/// it is told as a `Node`; both are told in [`Model::problems`].
pub(in crate::graphql) fn attach(model: &mut Model, domains: &[Domain]) -> Result<(), String> {
    let mut computed = Computed::default();
    let mut told: Vec<(usize, TypeDefinition)> = Vec::new();
    for (at, domain) in domains.iter().enumerate() {
        told.extend(definitions(domain)?.into_iter().map(|it| (at, it)));
    }
    // Shapes that know no type of the domains are not ours, and lack nothing.
    let is_ours = told.iter().any(|(_, it)| it.extend && model.type_named(&it.name.node).is_some());
    let is_record = |it: &TypeDefinition| matches!(it.kind, TypeKind::Object(_)) && !it.extend;
    for (_, it) in told.iter().filter(|it| is_record(&it.1)) {
        let at = computed.record_named.len();
        if computed.record_named.insert(it.name.node.to_string(), at).is_some() {
            return Err(format!("two computed types are called {}", it.name.node));
        }
    }
    let leaves: FxHashSet<String> = told
        .iter()
        .filter(|it| matches!(it.1.kind, TypeKind::Enum(_) | TypeKind::Scalar))
        .map(|it| it.1.name.node.to_string())
        .chain(SCALARS.iter().map(|it| (*it).to_owned()))
        .collect();
    for (domain, it) in told {
        let name = it.name.node.to_string();
        let description = it.description.as_ref().map(|it| it.node.clone()).unwrap_or_default();
        match it.kind {
            TypeKind::Object(object) => {
                let mut fields = Vec::new();
                for field in object.fields {
                    let mut field = field.node;
                    let form = form(model, (&computed, &leaves), is_ours, &mut field);
                    fields.push((field, form));
                }
                if !it.extend {
                    computed.records.push(Record { name, description, fields });
                    continue;
                }
                if name != QUERY && model.type_named(&name).is_none() {
                    if is_ours {
                        let problem =
                            format!("no shape has the type {name}, so that it has no computed fields");
                        model.problems.push(problem);
                    }
                    continue;
                }
                let of = |(definition, form)| ComputedField { domain, owner: name.clone(), definition, form };
                computed.fields.extend(fields.into_iter().map(of));
            }
            TypeKind::Enum(_) | TypeKind::InputObject(_) | TypeKind::Scalar => computed.others.push(it),
            TypeKind::Interface(_) | TypeKind::Union(_) => {
                return Err(format!("{name}: a computed type is no interface and no union"));
            }
        }
    }
    for (at, it) in computed.fields.iter().enumerate() {
        add_to_type(model, at, it);
    }
    model.computed = computed;
    Ok(())
}

/// The scalars that every schema has.
const SCALARS: &[&str] =
    &["String", "Int", "Float", "Boolean", "ID", "IRI", "Date", "DateTime", "Year", "PartialDate", "Decimal"];

/// What a field gives; a type that is not there becomes `Node` in the field's own definition.
fn form(
    model: &mut Model,
    (computed, leaves): (&Computed, &FxHashSet<String>),
    is_ours: bool,
    field: &mut FieldDefinition,
) -> Form {
    let name = base_name(&field.ty.node).to_owned();
    if leaves.contains(&name) {
        return Form::Leaf;
    }
    if let Some(at) = computed.record_named.get(&name) {
        return Form::Record(*at);
    }
    if let Some(at) = model.type_named(&name) {
        return Form::Node(at);
    }
    let problem = format!("no shape has the type {name}, so that a computed field tells nodes instead");
    if is_ours && !model.problems.contains(&problem) {
        model.problems.push(problem);
    }
    rename(&mut field.ty.node, "Node");
    Form::Node(super::super::model::NODE)
}

/// The field on its type and on everything that is one of that type.
fn add_to_type(model: &mut Model, at: usize, it: &ComputedField) {
    let Some(owner) = model.type_named(&it.owner) else { return };
    let field = Field {
        name: it.definition.name.node.to_string(),
        description: description(&it.definition),
        origin: Origin::Computed(at),
        values: Values::Computed(at),
        is_list: false,
    };
    for place in 0..model.types.len() {
        let of = &mut model.types[place];
        if place != owner && !of.parents.contains(&owner) {
            continue;
        }
        if of.fields.iter().any(|it| it.name == field.name) {
            model
                .problems
                .push(format!("{}.{} is a field of the shapes, and not computed", of.name, field.name));
        } else {
            of.fields.push(field.clone());
        }
    }
}

fn description(of: &FieldDefinition) -> String {
    of.description.as_ref().map(|it| it.node.clone()).unwrap_or_default()
}

fn base_name(ty: &Written) -> &str {
    match &ty.base {
        BaseType::Named(it) => it,
        BaseType::List(it) => base_name(it),
    }
}

fn rename(ty: &mut Written, name: &str) {
    match &mut ty.base {
        BaseType::Named(it) => *it = async_graphql::Name::new(name),
        BaseType::List(it) => rename(it, name),
    }
}

/// A type as the library has it.
pub(in crate::graphql) fn type_ref(ty: &Written) -> TypeRef {
    let base = match &ty.base {
        BaseType::Named(it) => TypeRef::named(it.as_str()),
        BaseType::List(it) => TypeRef::List(Box::new(type_ref(it))),
    };
    if ty.nullable { base } else { TypeRef::NonNull(Box::new(base)) }
}

fn input(it: &InputValueDefinition) -> InputValue {
    let mut made = InputValue::new(it.name.node.as_str(), type_ref(&it.ty.node));
    if let Some(it) = &it.description {
        made = made.description(it.node.as_str());
    }
    if let Some(it) = &it.default_value {
        made = made.default_value(it.node.clone());
    }
    made
}

impl ComputedField {
    pub(in crate::graphql) fn inputs(&self) -> Vec<InputValue> {
        self.definition.arguments.iter().map(|it| input(&it.node)).collect()
    }

    /// The field of `Query`.
    fn dynamic(&self) -> DynamicField {
        let made = null(&self.definition);
        self.inputs().into_iter().fold(made, DynamicField::argument)
    }
}

fn null(it: &FieldDefinition) -> DynamicField {
    DynamicField::new(it.name.node.as_str(), type_ref(&it.ty.node), |_| FieldFuture::from_value(None))
        .description(description(it))
}

/// Puts the types into the schema of the library, and the root fields into `query`; `at` adds what all roots take.
pub(in crate::graphql) fn register(
    computed: &Computed,
    mut schema: SchemaBuilder,
    mut query: Object,
    at: fn(DynamicField) -> DynamicField,
) -> SchemaBuilder {
    for it in &computed.records {
        let object = Object::new(&it.name).description(&it.description);
        let add = |object: Object, field: &(FieldDefinition, Form)| object.field(null(&field.0));
        schema = schema.register(it.fields.iter().fold(object, add));
    }
    for it in &computed.others {
        let name = it.name.node.as_str();
        let description = it.description.as_ref().map(|it| it.node.clone()).unwrap_or_default();
        match &it.kind {
            TypeKind::Enum(members) => {
                let item = |it: &async_graphql::parser::types::EnumValueDefinition| {
                    let text = it.description.as_ref().map(|it| it.node.clone()).unwrap_or_default();
                    EnumItem::new(it.value.node.as_str()).description(text)
                };
                let items = members.values.iter().map(|it| item(&it.node));
                schema = schema.register(Enum::new(name).items(items).description(description));
            }
            TypeKind::InputObject(object) => {
                let made = InputObject::new(name).description(description);
                let add = |made: InputObject, it: &InputValueDefinition| made.field(input(it));
                schema = schema.register(object.fields.iter().map(|it| &it.node).fold(made, add));
            }
            TypeKind::Scalar | TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_) => (),
        }
    }
    for it in computed.fields.iter().filter(|it| it.owner == QUERY) {
        query = query.field(at(it.dynamic()));
    }
    schema.register(query)
}

#[cfg(test)]
mod tests {
    use super::super::DOMAINS;
    use super::*;

    #[test]
    fn root_fields_may_be_null() {
        for domain in DOMAINS {
            for it in definitions(domain).unwrap().iter().filter(|it| it.extend && it.name.node == QUERY) {
                let TypeKind::Object(object) = &it.kind else { panic!("Query is an object type") };
                for field in &object.fields {
                    assert!(field.node.ty.node.nullable, "{} must be nullable", field.node.name.node);
                }
            }
        }
    }
}
