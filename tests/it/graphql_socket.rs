//! `graphql-transport-ws` over a real port, spoken by a client of another library.

use super::http::{Server, listen, server, server_with};
use axum::http::Method;
use concord::http;
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tungstenite::client::IntoClientRequest;
use tungstenite::protocol::CloseFrame;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::{Message, WebSocket};

/// A client that waits for each answer.
struct Client(WebSocket<TcpStream>);

impl Client {
    fn connect(address: SocketAddr, protocol: Option<&str>) -> Self {
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        match tungstenite::client(request, stream) {
            Ok((socket, _)) => Self(socket),
            Err(error) => panic!("{error}"),
        }
    }

    /// With its connection acknowledged.
    fn ready(address: SocketAddr) -> Self {
        let mut client = Self::connect(address, Some("graphql-transport-ws"));
        client.say(&json!({"type": "connection_init", "payload": {}}));
        assert_eq!(client.hear(), json!({"type": "connection_ack"}));
        client
    }

    fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).unwrap();
    }

    fn subscribe(&mut self, id: &str, query: &str) {
        self.say(&json!({"type": "subscribe", "id": id, "payload": {"query": query}}));
    }

    fn hear(&mut self) -> Value {
        loop {
            match self.0.read().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => (),
                other => panic!("{other:?}"),
            }
        }
    }

    /// The code with which the server closes.
    fn closed(mut self) -> u16 {
        loop {
            match self.0.read().unwrap() {
                Message::Close(frame) => return frame.unwrap().code.into(),
                Message::Text(_) | Message::Ping(_) | Message::Pong(_) => (),
                other => panic!("{other:?}"),
            }
        }
    }
}

/// Runs a conversation beside the server.
async fn talk<T: Send + 'static>(server: &Server, talk: impl FnOnce(SocketAddr) -> T + Send + 'static) -> T {
    let address = listen(server).await;
    tokio::task::spawn_blocking(move || talk(address)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_query_is_answered_over_the_socket() {
    talk(&server(), |address| {
        let mut client = Client::connect(address, Some("graphql-ws, graphql-transport-ws"));
        // A ping may come before the connection.
        client.say(&json!({"type": "ping", "payload": {"n": 1}}));
        assert_eq!(client.hear(), json!({"type": "pong", "payload": {"n": 1}}));
        client.say(&json!({"type": "connection_init"}));
        assert_eq!(client.hear(), json!({"type": "connection_ack"}));
        client.say(&json!({"type": "pong"}));
        for id in ["a", "a", "ü\""] {
            client.subscribe(id, "{ __typename }");
            let next = client.hear();
            assert_eq!((&next["type"], &next["id"]), (&json!("next"), &json!(id)), "{next}");
            assert_eq!(next["payload"]["data"], json!({"__typename": "Query"}), "{next}");
            assert_eq!(client.hear(), json!({"type": "complete", "id": id}));
        }
        for payload in [
            json!({"query": "{ nothingOfThatName }"}),
            json!({"query": "{"}),
            json!({"query": 7}),
            json!({}),
            json!({"query": "subscription { nothingOfThatName }"}),
            json!({"query": "#".repeat(1 << 20)}),
            json!({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0".repeat(64)}}}),
        ] {
            client.say(&json!({"type": "subscribe", "id": "b", "payload": payload}));
            let error = client.hear();
            assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("b")), "{error}");
            assert!(error["payload"][0]["extensions"]["code"].is_string(), "{error}");
        }
        client.subscribe("b", "{ __typename }");
        assert_eq!(client.hear()["type"], "next");
        // Whoever says goodbye is answered.
        let goodbye = CloseFrame { code: CloseCode::Normal, reason: "done".into() };
        client.0.close(Some(goodbye)).unwrap();
        assert_eq!(client.closed(), 1000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_breach_of_the_protocol_closes_with_its_code() {
    let settings = http::Settings { socket_init_ms_max: 300, ..http::Settings::default() };
    talk(&server_with(true, settings), |address| {
        let open = || Client::connect(address, Some("graphql-transport-ws"));
        assert_eq!(open().closed(), 4408);
        assert_eq!(Client::connect(address, None).closed(), 4406);
        let said = |messages: &[Value]| {
            let mut client = open();
            for message in messages {
                client.say(message);
            }
            client.closed()
        };
        let init = json!({"type": "connection_init"});
        let subscribe =
            json!({"type": "subscribe", "id": "1", "payload": {"query": "subscription { revisions { number } }"}});
        assert_eq!(said(std::slice::from_ref(&subscribe)), 4401);
        assert_eq!(said(&[init.clone(), init.clone()]), 4429);
        assert_eq!(said(&[init.clone(), subscribe.clone(), subscribe]), 4409);
        for message in [json!({"type": "start"}), json!([]), json!({"type": "subscribe", "payload": {}})] {
            assert_eq!(said(&[init.clone(), message]), 4400);
        }
        let mut client = open();
        client.0.send(Message::binary(b"{}".to_vec())).unwrap();
        assert_eq!(client.closed(), 4400);
        // The server stops reading in the middle; whether its close frame still arrives is up to the line.
        let mut client = open();
        drop(client.0.send(Message::text("[".repeat(5 << 20))));
        match client.0.read() {
            Ok(Message::Close(frame)) => assert_eq!(u16::from(frame.unwrap().code), 4400),
            other => assert!(other.is_err(), "{other:?}"),
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_revision_is_told_once_and_in_order() {
    let server = server();
    let address = listen(&server).await;
    let (ready, begin) = tokio::sync::oneshot::channel();
    let client = tokio::task::spawn_blocking(move || {
        let mut client = Client::ready(address);
        client.subscribe("news", "subscription { revisions { number agent graphs entities entityCount } }");
        client.subscribe("short", "subscription { revisions { n: number } }");
        // An answer to a later message: both subscriptions have been begun.
        client.subscribe("query", "{ __typename }");
        while client.hear()["type"] != "complete" {}
        ready.send(()).unwrap();
        let mut told = (Vec::new(), Vec::new());
        while told.0.len() < 20 || told.1.len() < 20 {
            let next = client.hear();
            assert_eq!(next["type"], "next", "{next}");
            let revision = &next["payload"]["data"]["revisions"];
            match next["id"].as_str() {
                Some("news") => told.0.push(revision.clone()),
                _ => told.1.push(revision["n"].as_u64().unwrap()),
            }
        }
        client.say(&json!({"type": "complete", "id": "news"}));
        client.say(&json!({"type": "complete", "id": "short"}));
        client.subscribe("query", "{ __typename }");
        while client.hear()["type"] != "complete" {}
        told
    });
    begin.await.unwrap();
    for number in 1..=20 {
        let turtle = format!("<http://example.com/thing/{number}> <http://example.com/p> {number} .");
        server.write(Method::POST, "/data?graph=http://example.com/g", "text/turtle", &turtle).await;
    }
    let (news, short) = client.await.unwrap();
    assert_eq!(short, (1..=20).collect::<Vec<u64>>());
    for (revision, number) in news.iter().zip(1..) {
        assert_eq!(revision["number"], number, "{revision}");
        assert_eq!(revision["agent"], "admin", "{revision}");
        assert_eq!(revision["graphs"], json!(["http://example.com/g"]), "{revision}");
        assert_eq!(revision["entities"], json!([format!("http://example.com/thing/{number}")]), "{revision}");
        assert_eq!(revision["entityCount"], 1, "{revision}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sockets_and_their_operations_are_bounded() {
    let settings = http::Settings { sockets_max: 1, ..http::Settings::default() };
    let server = server_with(true, settings);
    let upgrade = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    let address = listen(&server).await;
    let client = tokio::task::spawn_blocking(move || {
        let mut client = Client::ready(address);
        for id in 0..64 {
            client.subscribe(&id.to_string(), "subscription { revisions { number } }");
        }
        client.subscribe("one more", "{ __typename }");
        let error = client.hear();
        assert_eq!(error["payload"][0]["extensions"]["code"], "too-many-subscriptions", "{error}");
        client.say(&json!({"type": "complete", "id": "7"}));
        client.subscribe("one more", "{ __typename }");
        assert_eq!(client.hear()["type"], "next");
        client
    });
    let client = client.await.unwrap();
    let second = tokio::task::spawn_blocking(move || {
        let stream = TcpStream::connect(address).unwrap();
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
        match tungstenite::client(request, stream) {
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(answer))) => answer.status(),
            _ => panic!("a second socket was opened"),
        }
    });
    assert_eq!(second.await.unwrap(), 503);
    drop(client);
    let answer = server.get("/graphql/ws", "*/*").await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (426, "upgrade-required"));
    assert_eq!(answer.header("upgrade"), "websocket");
    // In process there is no line to take over.
    let answer = server.send(Method::GET, "/graphql/ws", &upgrade, axum::body::Body::empty()).await;
    assert_eq!(answer.status.as_u16(), 426);
}
