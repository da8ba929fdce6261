//! What is said over a socket? The messages and the close codes of the protocol `graphql-transport-ws`.

use serde_json::{Map, Value, json};

/// The WebSocket subprotocol that is spoken.
pub(super) const SUBPROTOCOL: &str = "graphql-transport-ws";

/// The longest identifier of an operation, bytes; clients use numbers or UUIDs.
const ID_BYTES_MAX: usize = 256;

/// The longest reason of a close frame, bytes (RFC 6455, 5.5).
const REASON_BYTES_MAX: usize = 123;

/// Why the server ends a socket.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Close {
    pub(super) code: u16,
    reason: String,
}

impl Close {
    /// A message that the protocol does not know.
    pub(super) fn invalid(reason: impl Into<String>) -> Self {
        Self { code: 4400, reason: reason.into() }
    }

    /// An operation before the connection was acknowledged.
    pub(super) fn unauthorized() -> Self {
        Self { code: 4401, reason: "Unauthorized".to_owned() }
    }

    /// A client that does not speak the subprotocol.
    pub(super) fn subprotocol() -> Self {
        Self { code: 4406, reason: "Subprotocol not acceptable".to_owned() }
    }

    pub(super) fn initialisation_timeout() -> Self {
        Self { code: 4408, reason: "Connection initialisation timeout".to_owned() }
    }

    pub(super) fn subscriber_exists(id: &str) -> Self {
        Self { code: 4409, reason: format!("Subscriber for {id} already exists") }
    }

    pub(super) fn too_many_initialisations() -> Self {
        Self { code: 4429, reason: "Too many initialisation requests".to_owned() }
    }

    /// A client that reads nothing, or whose line is dead (RFC 6455, 7.4.1: a condition that keeps from going on).
    pub(super) fn stalled() -> Self {
        Self { code: 1011, reason: "the client does not read".to_owned() }
    }

    pub(super) fn reason(&self) -> &str {
        &self.reason[..self.reason.floor_char_boundary(REASON_BYTES_MAX)]
    }
}

/// A message of a client.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    ConnectionInit,
    Ping(Option<Value>),
    Pong,
    /// The payload is what a POST has as its body.
    Subscribe {
        id: String,
        payload: Value,
    },
    Complete {
        id: String,
    },
}

impl Message {
    /// Reads a message, or says how the socket is to be closed.
    pub(super) fn read(text: &str) -> Result<Self, Close> {
        let bad = |detail: &str| Close::invalid(format!("Invalid message: {detail}"));
        let Ok(Value::Object(mut message)) = serde_json::from_str(text) else {
            return Err(bad("it is not a JSON object"));
        };
        let kind = message.remove("type");
        match kind.as_ref().and_then(Value::as_str) {
            Some("connection_init") => payload(&mut message).map(|_| Self::ConnectionInit),
            Some("ping") => payload(&mut message).map(Self::Ping),
            Some("pong") => payload(&mut message).map(|_| Self::Pong),
            Some("subscribe") => {
                let id = id(&mut message)?;
                let payload = payload(&mut message)?.ok_or_else(|| bad("`payload` is missing"))?;
                Ok(Self::Subscribe { id, payload })
            }
            Some("complete") => id(&mut message).map(|id| Self::Complete { id }),
            Some(_) => Err(bad("its `type` is unknown")),
            None => Err(bad("its `type` is missing")),
        }
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, Close> {
    match message.remove("id") {
        Some(Value::String(id)) if (1..=ID_BYTES_MAX).contains(&id.len()) => Ok(id),
        _ => {
            Err(Close::invalid(format!("Invalid message: `id` is not a string of 1 to {ID_BYTES_MAX} bytes")))
        }
    }
}

/// An object, or nothing.
fn payload(message: &mut Map<String, Value>) -> Result<Option<Value>, Close> {
    match message.remove("payload") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(Value::Object(payload))),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Err(Close::invalid("Invalid message: `payload` is not an object"))
        }
    }
}

pub(super) fn connection_ack() -> String {
    json!({"type": "connection_ack"}).to_string()
}

pub(super) fn pong(payload: Option<Value>) -> String {
    match payload {
        Some(payload) => json!({"type": "pong", "payload": payload}).to_string(),
        None => json!({"type": "pong"}).to_string(),
    }
}

/// A result; the body is JSON already.
pub(super) fn next(id: &str, body: &[u8]) -> String {
    let body = String::from_utf8_lossy(body);
    format!("{{\"id\":{},\"type\":\"next\",\"payload\":{body}}}", json!(id))
}

/// The end of an operation that could not be begun.
pub(super) fn error(id: &str, errors: &Value) -> String {
    json!({"id": id, "type": "error", "payload": errors}).to_string()
}

pub(super) fn complete(id: &str) -> String {
    json!({"id": id, "type": "complete"}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read() {
        let read = |text| Message::read(text).unwrap();
        assert_eq!(read(r#"{"type":"connection_init"}"#), Message::ConnectionInit);
        assert_eq!(read(r#"{"type":"connection_init","payload":{"a":1}}"#), Message::ConnectionInit);
        assert_eq!(read(r#"{"type":"ping","payload":{"a":1}}"#), Message::Ping(Some(json!({"a": 1}))));
        assert_eq!(read(r#"{"type":"pong"}"#), Message::Pong);
        assert_eq!(read(r#"{"type":"complete","id":"1"}"#), Message::Complete { id: "1".to_owned() });
        let subscribe = read(r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }"}}"#);
        assert_eq!(subscribe, Message::Subscribe { id: "1".to_owned(), payload: json!({"query": "{ a }"}) });
    }

    #[test]
    fn what_is_no_message_closes_the_socket() {
        let long = format!(r#"{{"type":"complete","id":"{}"}}"#, "é".repeat(1_000));
        for text in [
            "",
            "nonsense",
            "[]",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"start","id":"1"}"#,
            r#"{"type":"connection_init","payload":"x"}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":1,"payload":{}}"#,
            r#"{"type":"subscribe","payload":{}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            &long,
            &"[".repeat(100_000),
        ] {
            assert_eq!(Message::read(text).unwrap_err().code, 4400, "{text}");
        }
        assert!(Close::subscriber_exists(&"é".repeat(200)).reason().len() <= 123);
    }
}
