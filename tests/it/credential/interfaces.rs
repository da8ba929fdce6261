//! Keys and verdicts on the command line and over HTTP.

use super::{ASSESSMENT, faults, iri, signed, triples};
use crate::cli::{concord, done, fails};
use crate::http::{server, server_with};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use concord::credential::{Draft, IssuerKey, Policy, verify};
use concord::registry::Registry;
use serde_json::Value;
use std::sync::Arc;

#[test]
fn a_key_is_made_once_and_tells_its_name_alone() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let did = done(it, &["key", "new", "--out", "office.json"]);
    assert!(did.starts_with("did:key:z6Mk") && did.lines().count() == 1, "{did}");
    assert_eq!(done(it, &["key", "show", "office.json"]), did);
    let text = std::fs::read(it.join("office.json")).unwrap();
    let key = IssuerKey::from_multikey(&text).unwrap();
    assert_eq!(key.public().did(), did.trim());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(it.join("office.json")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let told = fails(it, 2, &["key", "new", "--out", "office.json"]);
    assert!(told.contains("never overwritten"), "{told}");
    assert_eq!(std::fs::read(it.join("office.json")).unwrap(), text);
    assert_ne!(done(it, &["key", "new"]), did);
    assert!(it.join("concord-key.json").exists());
    std::fs::write(it.join("broken.json"), "{}").unwrap();
    assert!(fails(it, 2, &["key", "show", "broken.json"]).contains("broken.json: not an Ed25519 key"));
    assert!(fails(it, 3, &["key", "show", "missing.json"]).contains("missing.json cannot be read"));
    assert!(fails(it, 3, &["key", "new", "--out", "no/such/folder.json"]).contains("cannot be written"));
}

#[test]
fn what_is_signed_now_is_valid_now() {
    let key = Registry::new_key().unwrap();
    let subject = iri("urn:test:assessment");
    let graph = triples(ASSESSMENT);
    let draft = Draft { id: None, types: &[], subject: &subject, triples: &graph, valid_until: None };
    let text = Registry::sign_credential(&draft, &key).unwrap();
    let verdict = Registry::verify_credential(text.as_bytes(), vec![key.public().did()], None).unwrap();
    assert!(verdict.is_valid(), "{}", faults(&verdict));
    // Whole seconds, as people write them.
    let created = verdict.said.unwrap().created.unwrap().to_string();
    assert_eq!(created.len(), "2026-03-01T12:00:00Z".len(), "{created}");
    assert!(!verify(text.as_bytes(), &Policy::at("2020-01-01T00:00:00Z".parse().unwrap())).is_valid());
}

#[test]
fn the_command_tells_each_check_and_ends_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    std::fs::write(it.join("good.json"), signed()).unwrap();
    std::fs::write(it.join("bad.json"), signed().replace("Synthetic", "Full")).unwrap();
    let at = ["--at", "2026-06-01T00:00:00Z"];
    let ask = |words: &[&str]| concord(it, &[&["verify-credential"], words, &at[..]].concat());
    let told = |words: &[&str], exit: i32| {
        let output = ask(words);
        assert_eq!(output.status.code(), Some(exit), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let good = told(&["good.json"], 0);
    assert!(good.starts_with("valid\n  schema  passed "), "{good}");
    assert!(good.contains("  trust   not-checked  "), "{good}");
    let bad = told(&["bad.json"], 1);
    assert!(
        bad.starts_with("not valid\n") && bad.contains("  proof   failed       the signature does not fit"),
        "{bad}"
    );
    let json: Value = serde_json::from_str(&told(&["good.json", "--format", "json"], 0)).unwrap();
    assert_eq!(json["valid"], true);
    assert_eq!(json["credential"]["subject"], "urn:test:assessment");
    let issuer = json["credential"]["issuer"].as_str().unwrap().to_owned();
    told(&["good.json", "--issuer", &issuer], 0);
    let other =
        told(&["good.json", "--issuer", "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"], 1);
    assert!(other.contains("  trust   failed "), "{other}");
    let json: Value = serde_json::from_str(&told(&["bad.json", "--format", "json"], 1)).unwrap();
    assert_eq!((&json["valid"], &json["checks"][1]["outcome"]), (&false.into(), &"failed".into()));
    fails(it, 3, &["verify-credential", "missing.json"]);
    fails(it, 2, &["verify-credential", "good.json", "--at", "yesterday"]);
}

#[tokio::test]
async fn a_verdict_comes_over_http() {
    let server = server();
    let path = "/recognition/verify?at=2026-06-01T00:00:00Z";
    let send = async |path: &str, kind: &str, body: String| {
        server.send(Method::POST, path, &[("content-type", kind)], Body::from(body)).await
    };
    for kind in ["application/vc", "application/ld+json; charset=utf-8", "application/json"] {
        let answer = send(path, kind, signed()).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(answer.json()["valid"], true, "{}", answer.body);
        let nquads = answer.json()["credential"]["nquads"].as_str().unwrap().to_owned();
        assert!(
            nquads.contains("<urn:test:assessment> <https://w3id.org/concord/ns#outcome> \"Synthetic\" .\n")
        );
    }
    let answer = send(path, "application/vc", signed().replace("Synthetic", "Full")).await;
    assert_eq!((answer.status, &answer.json()["valid"]), (StatusCode::OK, &false.into()));
    let answer = send(&format!("{path}&issuer=did:key:z6Mkother"), "application/vc", signed()).await;
    assert_eq!(answer.json()["checks"][4]["outcome"], "failed");
    let answer = send(path, "application/vc", "not a credential".to_owned()).await;
    assert_eq!(answer.json()["checks"][0]["check"], "schema");
    assert_eq!((answer.status, &answer.json()["valid"]), (StatusCode::OK, &false.into()));
    assert_eq!(send(path, "text/turtle", signed()).await.code(), "unsupported-media-type");
    assert_eq!(send("/recognition/verify?at=now", "application/vc", signed()).await.code(), "bad-parameter");
    let large = " ".repeat((1 << 20) + 1);
    assert_eq!(send(path, "application/vc", large).await.code(), "too-large");
    let answer = server.get("/recognition/verify", "application/json").await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
}

const APPLICATION: &str = "@prefix con: <https://w3id.org/concord/ns#> .
@prefix x: <https://w3id.org/concord/id/recognition/> .
@prefix c: <http://publications.europa.eu/resource/authority/country/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:signed a con:Application ; con:date \"2026-09-01\"^^xsd:date ; con:purpose con:Access ; con:host c:ITA ;
  con:activity x:vehicleRepair ; con:mode con:Manager ; con:nationality con:EU ; con:documentsComplete true ;
  con:holds [ a con:Award ; con:qualification x:q-PL-mechanik ; con:status con:Valid ] .
";

/// That a signed assessment says what the rules said, and that no other text passes for it.
fn is_the_assessment(text: &str, did: &str) {
    let verdict = Registry::verify_credential(text.as_bytes(), vec![did.to_owned()], None).unwrap();
    assert!(verdict.is_valid(), "{}", faults(&verdict));
    let said = verdict.said.unwrap();
    assert_eq!(said.types, ["VerifiableCredential", "con:Assessment"]);
    let subject = said.subject.unwrap();
    assert!(subject.starts_with("https://w3id.org/concord/id/assessment/signed-2026-09-01-"), "{subject}");
    let outcome = format!("<{subject}> <https://w3id.org/concord/ns#outcome> ");
    let line = said.nquads.lines().find(|it| it.starts_with(&outcome)).unwrap();
    assert!(line.contains("Compensation"), "{line}");
    assert!(said.nquads.contains("https://w3id.org/concord/id/recognition/signed> "));
    let changed = text.replace("Compensation", "Full");
    assert_ne!(changed, text);
    assert!(!Registry::verify_credential(changed.as_bytes(), Vec::new(), None).unwrap().is_valid());
}

#[test]
fn an_assessment_is_signed_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    std::fs::write(it.join("one.ttl"), APPLICATION).unwrap();
    std::fs::write(it.join("two.ttl"), APPLICATION.replace("x:signed", "x:signed2")).unwrap();
    let did = done(it, &["key", "new", "--out", "office.json"]);
    let words = ["recognise", "--application", "one.ttl", "--sign", "office.json"];
    let end = ["--valid-until", "2199-12-31T23:59:59Z"];
    let signed = done(it, &[&words[..], &end].concat());
    is_the_assessment(signed.trim(), did.trim());
    std::fs::write(it.join("signed.json"), &signed).unwrap();
    done(it, &["verify-credential", "signed.json", "--issuer", did.trim()]);
    let late = concord(it, &["verify-credential", "signed.json", "--at", "2200-01-01T00:00:00Z"]);
    assert_eq!(late.status.code(), Some(1));
    assert!(String::from_utf8(late.stdout).unwrap().contains("dates   failed"));
    let both = done(it, &[&words[..], &["--application", "two.ttl"]].concat());
    assert_eq!(both.lines().count(), 2);
    for wrong in
        [&["--format", "json"][..], &["--valid-until", "2199-12-31T23:59:59"], &["--valid-until", "soon"]]
    {
        fails(it, 2, &[&words[..], wrong].concat());
    }
    fails(it, 2, &["recognise", "--application", "one.ttl", "--valid-until", "2199-12-31T23:59:59Z"]);
    fails(it, 3, &["recognise", "--application", "one.ttl", "--sign", "missing.json"]);
    fails(it, 2, &["recognise", "--application", "one.ttl", "--sign", "one.ttl"]);
}

#[tokio::test]
async fn an_assessment_is_signed_over_http() {
    let key = Arc::new(Registry::new_key().unwrap());
    let did = key.public().did();
    let server = server_with(false, concord::http::Settings { key: Some(key), ..Default::default() });
    let send = async |path: &str, body: String| {
        server.send(Method::POST, path, &[("content-type", "text/turtle")], Body::from(body)).await
    };
    let path = "/recognition/credentials";
    let issuer = server.get("/recognition/issuer", "application/json").await;
    assert_eq!(issuer.json()["issuer"], did);
    let answer = send(&format!("{path}?validUntil=2199-12-31T23:59:59Z"), APPLICATION.to_owned()).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/vc"));
    assert_eq!(answer.header("cache-control"), "no-store");
    is_the_assessment(&answer.body, &did);
    assert_eq!(
        send(&format!("{path}?validUntil=soon"), APPLICATION.to_owned()).await.code(),
        "bad-parameter"
    );
    let two = format!("{APPLICATION}{}", APPLICATION.replace("x:signed", "x:signed2"));
    assert_eq!(send(path, two).await.code(), "bad-parameter");
    assert_eq!(send(path, "nothing".to_owned()).await.status, StatusCode::BAD_REQUEST);
    // A server without a key says so.
    let plain = server_with(false, concord::http::Settings::default());
    let answer =
        plain.send(Method::POST, path, &[("content-type", "text/turtle")], Body::from(APPLICATION)).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::NOT_IMPLEMENTED, "no-signing-key".to_owned()));
    assert_eq!(plain.get("/recognition/issuer", "*/*").await.code(), "no-signing-key");
}
