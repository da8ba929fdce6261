//! What is asked of a computed field? Its arguments, and the shape of its selection.

use super::{Arguments, Form, Part, Plan, Shape};
use crate::graphql::model::Values;
use crate::graphql::plan::Selection;
use crate::graphql::planner::{self, Ast, Planner, Planning, json_key};
use async_graphql::parser::types::SelectionSet;

impl<'d> Planner<'d> {
    /// A field that a domain answers: its arguments with their defaults, and what is asked of its values.
    pub(in crate::graphql) fn computed(
        &mut self,
        at: usize,
        field: Ast<'d>,
        sets: &[&'d SelectionSet],
    ) -> Planning<Plan> {
        let model = self.model;
        let of = &model.computed.fields[at];
        let mut arguments = Vec::new();
        for it in of.definition.arguments.iter().map(|it| &it.node) {
            let name = it.name.node.as_str();
            let given = field.node.get_argument(name).and_then(|it| self.resolve(&it.node));
            let default = || it.default_value.as_ref().map(|it| it.node.clone());
            if let Some(value) = given.or_else(default) {
                arguments.push((name.to_owned(), model.computed.with_defaults(&it.ty.node, value)));
            }
        }
        let lang = self.string(field, "lang")?;
        let mut selections = Vec::new();
        let shape = self.shape(of.form, sets, &mut selections)?;
        Ok(Plan {
            field: at,
            arguments: Arguments::new(arguments),
            languages: self.languages(lang.as_ref()).chain().to_vec(),
            shape,
            selections,
        })
    }

    /// What is asked of computed values; as deep as the selection, which is bounded.
    fn shape(
        &mut self,
        form: Form,
        sets: &[&'d SelectionSet],
        selections: &mut Vec<Selection>,
    ) -> Planning<Shape> {
        let model = self.model;
        let at = match form {
            Form::Leaf => return Ok(Shape::Leaf),
            Form::Node(of) => {
                let selection = self.selection(sets, Values::Link(of))?;
                selections.push(selection);
                return Ok(Shape::Node(selections.len() - 1));
            }
            Form::Record(at) => at,
        };
        let record = &model.computed.records[at];
        let mut parts = Vec::new();
        for (key, fields) in self.collect(sets, &|it| it == record.name) {
            let name = fields[0].node.name.node.as_str();
            let json = json_key(key);
            let field = record.fields.iter().find(|it| it.0.name.node == name);
            parts.push(match field {
                None => Part::type_name(key, json, &record.name),
                Some((_, form)) => {
                    let shape = self.shape(*form, &planner::sets(&fields), selections)?;
                    Part::field(key, json, name, shape)
                }
            });
        }
        Ok(Shape::Record(parts))
    }
}
