//! What does the library leave out where a schema tells of itself?
//!
//! async-graphql tells no interfaces of interfaces (GraphQL, 4.2.2: `interfaces` is a list for objects and interfaces).
//! They are put in as the same answer tells them for objects, which implement all of them too. Where no object is
//! told beside an interface, as with `__type` of one interface, the list stays null.

use super::model::Model;
use rustc_hash::FxHashMap;
use serde_json::Value;

/// Puts the interfaces of interfaces into an answer.
pub(super) fn complete(answer: &mut Value, model: &Model) {
    let mut told = FxHashMap::default();
    gather(answer, &mut told);
    if !told.is_empty() {
        put_in(answer, &told, model);
    }
}

/// How the answer tells each interface in the list of an object; its depth is bounded as that of the request is.
fn gather(at: &Value, told: &mut FxHashMap<String, Value>) {
    match at {
        Value::Object(object) => {
            for it in object.get("interfaces").and_then(Value::as_array).into_iter().flatten() {
                if let Some(name) = it.get("name").and_then(Value::as_str) {
                    told.entry(name.to_owned()).or_insert_with(|| it.clone());
                }
            }
            object.values().for_each(|it| gather(it, told));
        }
        Value::Array(all) => all.iter().for_each(|it| gather(it, told)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}

fn put_in(at: &mut Value, told: &FxHashMap<String, Value>, model: &Model) {
    match at {
        Value::Object(object) => {
            let is_interface = object.get("kind").is_some_and(|it| it == "INTERFACE");
            let name = object.get("name").and_then(Value::as_str).and_then(|it| model.type_named(it));
            if let (true, Some(at)) = (is_interface, name)
                && let Some(list @ Value::Null) = object.get_mut("interfaces")
            {
                let parents =
                    model.types[at].parents.iter().map(|it| told.get(&model.types[*it].name).cloned());
                if let Some(parents) = parents.collect::<Option<Vec<Value>>>() {
                    *list = Value::Array(parents);
                }
            }
            object.values_mut().for_each(|it| put_in(it, told, model));
        }
        Value::Array(all) => all.iter_mut().for_each(|it| put_in(it, told, model)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}
