//! What does a GraphQL request ask? The parameters of GraphQL over HTTP (draft, "Request"), from wherever they come.

use super::persisted::Hash;
use crate::http::params::Params;
use crate::http::problem::{Code, Problem};
use serde_json::{Map, Value};

/// The longest request, bytes: a query and variables of the greatest length that is taken, and room to say so of
/// longer ones (`query_bytes_max` and `variables_bytes_max` of `graphql::Limits`).
pub(super) const REQUEST_BYTES_MAX: usize = 4 << 20;

/// The parameters of a request, each of its type; what the query says has not been looked at.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) query: Option<String>,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Map<String, Value>,
    /// The SHA-256 hash of the query, where the client wants it kept or has sent it before.
    pub(super) hash: Option<Hash>,
}

impl Asked {
    /// Reads the body of a POST (draft, "JSON Encoding").
    pub(super) fn from_json(bytes: &[u8]) -> Result<Self, Problem> {
        let text = std::str::from_utf8(bytes).map_err(Problem::utf8)?;
        let value: Value = serde_json::from_str(text).map_err(|it| {
            Problem::new(Code::Syntax, format!("the request is no JSON: {it}"))
                .at(it.line() as u64, it.column() as u64)
        })?;
        Self::from_value(value)
    }

    /// Reads the parameters of an address (draft, "GET"): `variables` and `extensions` are JSON texts.
    pub(super) fn from_params(params: &Params) -> Result<Self, Problem> {
        let mut parameters = Map::new();
        for name in ["query", "operationName"] {
            if let Some(text) = params.only(name)? {
                parameters.insert(name.to_owned(), Value::from(text));
            }
        }
        for name in ["variables", "extensions"] {
            let Some(text) = params.only(name)?.filter(|it| !it.is_empty()) else { continue };
            let bad = |it| Problem::new(Code::BadParameter, format!("`{name}` is no JSON: {it}"));
            parameters.insert(name.to_owned(), serde_json::from_str(text).map_err(bad)?);
        }
        Self::from_value(Value::Object(parameters))
    }

    /// Reads the parameters as an object; those that no draft names are passed over.
    pub(super) fn from_value(value: Value) -> Result<Self, Problem> {
        let mut parameters = match value {
            Value::Object(parameters) => parameters,
            Value::Array(_) => {
                return Err(Problem::new(Code::BatchRefused, "the request is a list of requests"));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                return Err(Problem::new(Code::BadParameter, "the request is not a JSON object"));
            }
        };
        let query = text(&mut parameters, "query")?;
        let extensions = object(&mut parameters, "extensions")?;
        let asked = Self {
            // An empty name is what a form sends that has none.
            operation_name: text(&mut parameters, "operationName")?.filter(|it| !it.is_empty()),
            variables: object(&mut parameters, "variables")?,
            hash: hash(&extensions)?,
            query: query.filter(|it| !it.is_empty()),
        };
        if asked.query.is_none() && asked.hash.is_none() {
            return Err(Problem::new(Code::BadParameter, "the parameter `query` is missing"));
        }
        Ok(asked)
    }
}

fn text(parameters: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Problem> {
    match parameters.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err(Problem::new(Code::BadParameter, format!("`{name}` is not a string")))
        }
    }
}

fn object(parameters: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, Problem> {
    match parameters.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Err(Problem::new(Code::BadParameter, format!("`{name}` is not a JSON object")))
        }
    }
}

/// The hash of automatic persisted queries, `{"persistedQuery": {"version": 1, "sha256Hash": "..."}}` (Apollo).
fn hash(extensions: &Map<String, Value>) -> Result<Option<Hash>, Problem> {
    let persisted = match extensions.get("persistedQuery") {
        None | Some(Value::Null) => return Ok(None),
        Some(persisted) => persisted,
    };
    if persisted["version"] != 1 {
        return Err(Problem::new(Code::PersistedUnsupported, "PersistedQueryNotSupported"));
    }
    let hash = persisted["sha256Hash"].as_str().and_then(Hash::parse);
    let bad = || Problem::new(Code::BadParameter, "`sha256Hash` is not a SHA-256 hash in hexadecimal");
    hash.ok_or_else(bad).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        Asked::from_json(text.as_bytes()).unwrap_err().row().1
    }

    #[test]
    fn parameters_have_their_types() {
        for name in ["query", "operationName", "variables", "extensions"] {
            for value in ["0", "false", "[]", "\"text\"", "{}"] {
                let is_fit = match name {
                    "query" | "operationName" => value == "\"text\"",
                    _ => value == "{}",
                };
                let query = if name == "query" { "" } else { "\"query\": \"{ a }\"," };
                let asked = Asked::from_json(format!("{{{query} \"{name}\": {value}}}").as_bytes());
                assert_eq!(asked.is_ok(), is_fit, "{name}: {value}");
            }
            let null = format!("{{\"{name}\": null, \"query\": \"{{ a }}\"}}");
            assert!(Asked::from_json(null.as_bytes()).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_is_no_request_has_a_code() {
        assert_eq!(code("{ \"not a JSON"), "syntax-error");
        assert_eq!(code("[{\"query\": \"{ a }\"}]"), "batch-not-supported");
        assert_eq!(code("\"{ a }\""), "bad-parameter");
        assert_eq!(code("{\"qeury\": \"{ a }\"}"), "bad-parameter");
        assert_eq!(code(&"[".repeat(100_000)), "syntax-error");
        assert_eq!(Asked::from_json(b"{\"query\": \"\xFF\"}").unwrap_err().row().1, "not-utf-8");
    }

    #[test]
    fn a_hash_stands_for_a_query() {
        let hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";
        let persisted = |version: &str, hash: &str| {
            format!(
                "{{\"extensions\": {{\"persistedQuery\": {{\"version\": {version}, \"sha256Hash\": \"{hash}\"}}}}}}"
            )
        };
        assert!(Asked::from_json(persisted("1", hash).as_bytes()).unwrap().hash.is_some());
        assert_eq!(code(&persisted("2", hash)), "PERSISTED_QUERY_NOT_SUPPORTED");
        assert_eq!(code(&persisted("1", "abc")), "bad-parameter");
    }

    #[test]
    fn an_address_holds_json_texts() {
        let params = Params::parse(b"query={a}&variables={\"x\":1}&operationName=").unwrap();
        let asked = Asked::from_params(&params).unwrap();
        assert_eq!((asked.variables["x"].as_u64(), asked.operation_name), (Some(1), None));
        assert!(Asked::from_params(&Params::parse(b"query={a}&variables=x").unwrap()).is_err());
        assert!(Asked::from_params(&Params::parse(b"query={a}&query={b}").unwrap()).is_err());
    }
}
