//! What was a computed field asked with? Arguments with variables put in and defaults filled in.

use super::super::error::{Code, Fault};
use async_graphql::{Name, Value};

/// The arguments of one call, or the fields of an input object.
#[derive(Clone, Debug, Default)]
pub(in crate::graphql) struct Arguments(pub(super) Vec<(String, Value)>);

fn bad(name: &str, value: &Value, wanted: &str) -> Fault {
    Fault::new(Code::BadArgument, format!("{name}: {value} is no {wanted}"))
}

#[expect(dead_code, reason = "the readers that the domains of the day do without")]
impl Arguments {
    pub(in crate::graphql) fn new(all: Vec<(String, Value)>) -> Self {
        Self(all)
    }

    /// A value that is there and not null.
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|it| it.0 == name).map(|it| &it.1).filter(|it| **it != Value::Null)
    }

    /// A string, an ID, or a member of an enum.
    pub(in crate::graphql) fn text(&self, name: &str) -> Result<Option<&str>, Fault> {
        self.get(name).map(|it| as_text(name, it)).transpose()
    }

    /// The strings of a list; one value stands for a list of it (GraphQL, 3.11). Empty where there is none.
    pub(in crate::graphql) fn texts(&self, name: &str) -> Result<Vec<&str>, Fault> {
        self.members(name).map(|it| as_text(name, it)).collect()
    }

    pub(in crate::graphql) fn boolean(&self, name: &str) -> Result<Option<bool>, Fault> {
        self.get(name)
            .map(|it| if let Value::Boolean(it) = it { Ok(*it) } else { Err(bad(name, it, "boolean")) })
            .transpose()
    }

    pub(in crate::graphql) fn int(&self, name: &str) -> Result<Option<i64>, Fault> {
        let int = |it: &Value| match it {
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        self.get(name).map(|it| int(it).ok_or_else(|| bad(name, it, "whole number"))).transpose()
    }

    pub(in crate::graphql) fn float(&self, name: &str) -> Result<Option<f64>, Fault> {
        self.get(name).map(|it| as_float(name, it)).transpose()
    }

    /// The numbers of a list; empty where there is none.
    pub(in crate::graphql) fn floats(&self, name: &str) -> Result<Vec<f64>, Fault> {
        self.members(name).map(|it| as_float(name, it)).collect()
    }

    /// An input object.
    pub(in crate::graphql) fn object(&self, name: &str) -> Result<Option<Self>, Fault> {
        self.get(name).map(|it| as_object(name, it)).transpose()
    }

    /// The input objects of a list; empty where there is none.
    pub(in crate::graphql) fn objects(&self, name: &str) -> Result<Vec<Self>, Fault> {
        self.members(name).map(|it| as_object(name, it)).collect()
    }

    fn members(&self, name: &str) -> impl Iterator<Item = &Value> {
        match self.get(name) {
            None => &[],
            Some(Value::List(all)) => all.as_slice(),
            Some(one) => std::slice::from_ref(one),
        }
        .iter()
    }
}

fn as_text<'v>(name: &str, value: &'v Value) -> Result<&'v str, Fault> {
    match value {
        Value::String(it) => Ok(it),
        Value::Enum(it) => Ok(it.as_str()),
        other => Err(bad(name, other, "string")),
    }
}

fn as_float(name: &str, value: &Value) -> Result<f64, Fault> {
    match value {
        Value::Number(it) => it.as_f64().ok_or_else(|| bad(name, value, "number")),
        other => Err(bad(name, other, "number")),
    }
}

fn as_object(name: &str, value: &Value) -> Result<Arguments, Fault> {
    let Value::Object(all) = value else { return Err(bad(name, value, "object")) };
    let field = |(name, value): (&Name, &Value)| (name.to_string(), value.clone());
    Ok(Arguments(all.iter().map(field).collect()))
}
