//! Which SPARQL constraints and constraint components does a shapes graph declare? (Sections 5 and 6.)

use super::model::{Asked, Constraint};
use super::path::Path;
use super::question::{Form, Question};
use super::read::{Reader, Reason, local};
use crate::graph::TermId;
use crate::vocab::{owl, sh};
use oxrdf::{NamedNode, Term};
use std::sync::Arc;

/// A constraint component of the shapes graph itself (section 6.2).
pub(super) struct Component {
    node: TermId,
    parameters: Vec<Parameter>,
}

struct Parameter {
    predicate: NamedNode,
    /// The local name of the predicate: what the variable is called.
    name: String,
    is_optional: bool,
}

/// Names that a parameter may not have (section 6.2.1).
const RESERVED: &[&str] = &["this", "shapesGraph", "currentShape", "path", "PATH", "value"];

impl Reader<'_> {
    pub(super) fn read_components(&mut self) {
        for node in self.instances(&[sh::CONSTRAINT_COMPONENT]) {
            // A shapes graph may bring a description of SHACL's own components along.
            if self.dictionary.text(node).starts_with(sh::NS) {
                continue;
            }
            match self.component(node) {
                Ok(it) => self.components.push(it),
                Err(reason) => self.refuse(node, reason),
            }
        }
    }

    fn component(&self, node: TermId) -> Result<Component, Reason> {
        self.iri(node, sh::CONSTRAINT_COMPONENT)?;
        let mut parameters = Vec::new();
        for parameter in self.objects(node, sh::PARAMETER) {
            let path = self.one(parameter, sh::PATH)?.ok_or("a sh:parameter needs a sh:path")?;
            let predicate = self.iri(path, sh::PATH)?;
            let name = predicate.as_str().rsplit(['#', '/', ':']).next().unwrap_or_default().to_owned();
            let is_name = name.chars().next().is_some_and(|it| it.is_alphanumeric() || it == '_')
                && name.chars().all(|it| it.is_alphanumeric() || it == '_');
            if !is_name || RESERVED.contains(&name.as_str()) {
                return Err(format!("the parameter {predicate} gives no name for a variable"));
            }
            let is_optional = self.is_true(parameter, sh::OPTIONAL)?;
            parameters.push(Parameter { predicate, name, is_optional });
        }
        if parameters.iter().all(|it| it.is_optional) {
            return Err("a constraint component needs a parameter that is not optional".to_owned());
        }
        Ok(Component { node, parameters })
    }

    /// Whether a predicate is a parameter of some component of this graph.
    pub(super) fn is_parameter(&self, predicate: &str) -> bool {
        self.components.iter().flat_map(|it| &it.parameters).any(|it| it.predicate.as_str() == predicate)
    }

    /// The constraints of a shape that are asked in SPARQL.
    pub(super) fn questions(
        &self,
        node: TermId,
        path: Option<&Path<NamedNode>>,
        all: &mut Vec<Constraint<Term>>,
    ) -> Result<(), Reason> {
        for constraint in self.objects(node, sh::SPARQL) {
            if !self.is_true(constraint, sh::DEACTIVATED)? {
                let asked = self.constraint(constraint, path)?;
                all.push(Constraint::Sparql(Arc::new(asked)));
            }
        }
        for component in &self.components {
            for parameters in self.uses(component, node)? {
                let asked = self.use_of(component, parameters, path)?;
                all.push(Constraint::Sparql(Arc::new(asked)));
            }
        }
        Ok(())
    }

    /// Section 5.2.
    fn constraint(&self, node: TermId, path: Option<&Path<NamedNode>>) -> Result<Asked, Reason> {
        let Some(text) = self.one(node, sh::SELECT)? else {
            return Err("a sh:sparql constraint needs a sh:select".to_owned());
        };
        let text = self.string(text, sh::SELECT)?;
        let question = self.question(Form::Select, &text, node, path, &[])?;
        Ok(Asked {
            prepared: self.asker.prepare(&question)?,
            form: Form::Select,
            component: NamedNode::new_unchecked(sh::SPARQL_COMPONENT),
            constraint: Some(self.term(node)),
            parameters: Vec::new(),
            messages: self.messages(node)?,
        })
    }

    /// The sets of parameters with which a shape uses a component (section 6.2.1): none where one is missing.
    fn uses(&self, component: &Component, node: TermId) -> Result<Vec<Vec<(String, Term)>>, Reason> {
        let mut uses = vec![Vec::new()];
        let is_single = component.parameters.len() == 1;
        for parameter in &component.parameters {
            let values = self.objects(node, parameter.predicate.as_str());
            match &values[..] {
                [] if parameter.is_optional => (),
                [] => return Ok(Vec::new()),
                _ if is_single => {
                    uses = values.iter().map(|it| vec![(parameter.name.clone(), self.term(*it))]).collect();
                }
                [one] => uses[0].push((parameter.name.clone(), self.term(*one))),
                _ => return Err(format!("{} may have one value only", local(parameter.predicate.as_str()))),
            }
        }
        Ok(uses)
    }

    /// Section 6.2.3: the validator that fits the kind of shape goes before the general one.
    fn use_of(
        &self,
        component: &Component,
        parameters: Vec<(String, Term)>,
        path: Option<&Path<NamedNode>>,
    ) -> Result<Asked, Reason> {
        let special = if path.is_some() { sh::PROPERTY_VALIDATOR } else { sh::NODE_VALIDATOR };
        let name = self.term(component.node);
        let special = self.objects(component.node, special).first().map(|it| (*it, Form::Select));
        let general = || self.objects(component.node, sh::VALIDATOR).first().map(|it| (*it, Form::Ask));
        let Some((validator, form)) = special.or_else(general) else {
            return Err(format!("the component {name} has no validator for this kind of shape"));
        };
        let predicate = if form == Form::Ask { sh::ASK } else { sh::SELECT };
        let Some(text) = self.one(validator, predicate)? else {
            return Err(format!("the validator of {name} has no {}", local(predicate)));
        };
        let text = self.string(text, predicate)?;
        let names: Vec<&str> = component.parameters.iter().map(|it| it.name.as_str()).collect();
        let question = self.question(form, &text, validator, path, &names)?;
        Ok(Asked {
            prepared: self.asker.prepare(&question)?,
            form,
            component: self.iri(component.node, sh::CONSTRAINT_COMPONENT)?,
            constraint: None,
            parameters,
            messages: self.messages(validator)?,
        })
    }

    fn question(
        &self,
        form: Form,
        text: &str,
        node: TermId,
        path: Option<&Path<NamedNode>>,
        parameters: &[&str],
    ) -> Result<Question, Reason> {
        let mut projected = vec!["this".to_owned()];
        if form == Form::Ask {
            projected.push("value".to_owned());
        }
        projected.extend(parameters.iter().map(|it| (*it).to_owned()));
        let mut pre_bound = projected.clone();
        pre_bound.extend(["shapesGraph".to_owned(), "currentShape".to_owned()]);
        let text = match path {
            Some(path) => with_path(text, &path.to_string()),
            None => text.to_owned(),
        };
        Ok(Question { form, text, prefixes: self.prefixes(node)?, pre_bound, projected })
    }

    /// Section 5.2.1: what the values of `sh:prefixes` and what they import declare.
    fn prefixes(&self, node: TermId) -> Result<Vec<(String, String)>, Reason> {
        let mut open = self.objects(node, sh::PREFIXES);
        let mut seen = Vec::new();
        let mut prefixes: Vec<(String, String)> = Vec::new();
        while let Some(node) = open.pop() {
            if seen.contains(&node) {
                continue;
            }
            seen.push(node);
            open.extend(self.objects(node, owl::IMPORTS));
            for declaration in self.objects(node, sh::DECLARE) {
                let text = |predicate| match self.one(declaration, predicate)?.map(|it| self.term(it)) {
                    Some(Term::Literal(it)) => Ok(it.value().to_owned()),
                    _ => Err(format!("a sh:declare needs one literal as {}", local(predicate))),
                };
                let (prefix, namespace) = (text(sh::PREFIX)?, text(sh::NAMESPACE)?);
                match prefixes.iter().find(|it| it.0 == prefix) {
                    Some(it) if it.1 != namespace => {
                        return Err(format!("the prefix `{prefix}` is declared with two namespaces"));
                    }
                    Some(_) => (),
                    None => prefixes.push((prefix, namespace)),
                }
            }
        }
        Ok(prefixes)
    }
}

/// Section 5.3.1: `$PATH` becomes the path as SPARQL writes it.
fn with_path(text: &str, path: &str) -> String {
    let mut out = String::with_capacity(text.len() + path.len());
    let mut rest = text;
    while let Some(at) = rest.find(['$', '?']) {
        let after = &rest[at + 1..];
        let name: usize =
            after.chars().take_while(|it| it.is_alphanumeric() || *it == '_').map(char::len_utf8).sum();
        out.push_str(&rest[..at]);
        if &after[..name] == "PATH" {
            out.push_str(path);
        } else {
            out.push_str(&rest[at..=at + name]);
        }
        rest = &after[name..];
    }
    out + rest
}
