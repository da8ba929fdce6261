//! What is wrong is told, and hostile texts end soon.

use super::{ASSESSMENT, created, faults, iri, key, signed, time, triples};
use concord::credential::{Draft, IssuerKey, Outcome, Policy, sign, verify};
use serde_json::{Value, json};

/// The checks that fail, and why.
fn told(text: &str, policy: &Policy) -> String {
    let verdict = verify(text.as_bytes(), policy);
    assert_eq!(verdict.is_valid(), verdict.faults().next().is_none());
    faults(&verdict)
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut whole: Value = serde_json::from_str(&signed()).unwrap();
    change(&mut whole);
    told(&whole.to_string(), &Policy::at(time("2026-06-01T00:00:00Z")))
}

#[test]
fn dates_bound_a_credential() {
    let text = signed();
    let at = |it: &str| told(&text, &Policy::at(time(it)));
    assert_eq!(at("2026-03-01T12:00:00Z"), "");
    assert_eq!(at("2027-03-01T12:00:00Z"), "");
    assert_eq!(at("2027-03-01T14:00:00+02:00"), "");
    assert!(at("2026-03-01T11:59:59Z").starts_with("dates: it is valid from 2026-03-01T12:00:00Z on"));
    assert!(at("2027-03-01T12:00:01Z").starts_with("dates: it was valid until 2027-03-01T12:00:00Z"));
    assert!(at("2026-06-01T00:00:00").starts_with("dates: the time 2026-06-01T00:00:00 has no time zone"));
}

#[test]
fn issuers_can_be_named() {
    let text = signed();
    let (own, other) = (key().public().did(), IssuerKey::from_seed(&[1; 32]).public().did());
    let by = |issuers: &[&String]| {
        let issuers = issuers.iter().map(|it| (*it).clone()).collect();
        verify(text.as_bytes(), &Policy { issuers, ..Policy::at(created()) })
    };
    assert!(by(&[]).is_valid() && by(&[]).checks[4].outcome == Outcome::NotChecked);
    assert!(by(&[&other, &own]).is_valid() && by(&[&own]).checks[4].outcome == Outcome::Passed);
    assert!(faults(&by(&[&other])).starts_with("trust: "));
}

/// What is told, where the sample is changed, and to which JSON; nothing is taken out.
#[rustfmt::skip]
const FAULTS: &[(&str, &str, &str)] = &[
    ("proof: the signature does not fit", "/credentialSubject/con:outcome", r#""Full""#),
    ("proof: the signature does not fit", "/proof/created", r#""2026-03-01T12:00:01Z""#),
    ("issuer: the issuer is did:key:z6MkgAnvkP45uNxwCKeNdt6wrYkEjpYX4f7Nrd8MQqFL8Fbn, but the key is that of did:key:z6MkrJV", "/proof/verificationMethod", r#""did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2""#),
    ("proof: \"https://vc.example/key\" is not the Ed25519 key", "/proof/verificationMethod", r#""https://vc.example/key""#),
    ("at `proof`: `verificationMethod` is not an absolute IRI", "/proof/verificationMethod", r##""#key""##),
    ("at `proof`: `proofPurpose` is not `assertionMethod`", "/proof/proofPurpose", r#""authentication""#),
    ("at `proof`: `cryptosuite` is not `eddsa-rdfc-2022`", "/proof/cryptosuite", r#""eddsa-jcs-2022""#),
    ("at `proof`: `type` is not `DataIntegrityProof`", "/proof/type", r#""Ed25519Signature2020""#),
    ("at `proof`: `challenge` is not taken here", "/proof/challenge", r#""1""#),
    ("at `proof`: `created` has to be a string", "/proof/created", "2026"),
    ("at `proof`: `proofValue` is missing", "/proof/proofValue", ""),
    ("at `proof/created`: a date-time with its time zone", "/proof/created", r#""2026-03-01T12:00:00""#),
    ("at `proof`: one proof is wanted", "/proof", r#"[{"type": "DataIntegrityProof"}, {"type": "DataIntegrityProof"}]"#),
    ("at `proof`: a string is no proof", "/proof", r#""proof""#),
    ("it has no `proof`", "/proof", ""),
    ("`@context` is missing", "/@context", ""),
    ("the context `https://example.org/evil` is not known here, and contexts are not fetched", "/@context/-", r#""https://example.org/evil""#),
    ("at `@context`: a number is no context", "/@context/-", "1"),
    ("at `@context`: `con` is not one of the prefixes", "/@context/1/con", r#""urn:x#""#),
    ("at `@context`: `@vocab` is not one of the prefixes", "/@context/1/@vocab", r#""urn:x#""#),
    ("at `@context`: `outcome` is not one of the prefixes", "/@context/1/outcome", r#"{"@id": "urn:x"}"#),
    ("at `@context`: the first context", "/@context/0", r#""https://www.w3.org/2018/credentials/v1""#),
    ("at `credentialSubject/@context`: one context is wanted", "/credentialSubject/@context", r#"{"con": "urn:x#"}"#),
    ("at `credentialSubject/outcome`: no context that is known here", "/credentialSubject/outcome", r#""Full""#),
    ("at `credentialSubject/issuer`: no context that is known here", "/credentialSubject/issuer", r#""urn:x""#),
    ("at `evidence`: no context that is known here", "/evidence", r#""x""#),
    ("at `credentialStatus`: no context that is known here", "/credentialStatus", r#"{"id": "urn:x"}"#),
    ("at `credentialSubject/con:months/@value`", "/credentialSubject/con:months/@value", "18"),
    ("at `credentialSubject/con:months`: a number is not taken", "/credentialSubject/con:months", "18"),
    ("at `credentialSubject/con:x`: an empty list", "/credentialSubject/con:x", "[]"),
    ("at `credentialSubject/con:x/1`: a list in a list", "/credentialSubject/con:x", r#"["a", ["b"]]"#),
    ("at `credentialSubject/con:x`: null is not taken", "/credentialSubject/con:x", "null"),
    ("at `credentialSubject/con:x/0`: a boolean is not taken", "/credentialSubject/con:x", "[true]"),
    ("at `credentialSubject/skos:note/@language`: a language tag is wanted in lower case", "/credentialSubject/skos:note/@language", r#""DE""#),
    ("at `credentialSubject/skos:note/@index`", "/credentialSubject/skos:note/@index", r#""x""#),
    ("at `credentialSubject/skos:note/@direction`", "/credentialSubject/skos:note/@direction", r#""rtl""#),
    ("at `credentialSubject/@reverse`", "/credentialSubject/@reverse", r#"{"con:x": {"id": "urn:x"}}"#),
    ("at `credentialSubject/@graph`", "/credentialSubject/@graph", "[]"),
    ("at `credentialSubject/con:x/@list`", "/credentialSubject/con:x", r#"{"@list": ["a"]}"#),
    ("at `credentialSubject/con:x/@id`", "/credentialSubject/con:x", r#"{"@id": "urn:x"}"#),
    ("at `credentialSubject/con:x/proof`", "/credentialSubject/con:x", r#"{"proof": {"id": "urn:x"}}"#),
    ("at `credentialSubject/@included/0`: a string stands where an object", "/credentialSubject/@included", r#"["x"]"#),
    ("the xsd:double \"1e3\" is not written like 1.5E3", "/credentialSubject/con:y", r#"{"@value": "1e3", "@type": "xsd:double"}"#),
    ("the xsd:double \"x\" is not", "/credentialSubject/con:y", r#"{"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#double"}"#),
    ("statements are written but", "/credentialSubject/con:y", r#"{"id": "urn:a b"}"#),
    ("statements are written but", "/credentialSubject/con:y", r#"["a", "a"]"#),
    ("statements are written but", "/type/-", r#""Unknown""#),
    ("statements are written but", "/type/-", r#""VerifiableCredential""#),
    ("at `type`: a string or a list of strings", "/type", "[]"),
    ("at `type`: it is not a `VerifiableCredential`", "/type", r#""con:AssessmentCredential""#),
    ("at `id`: an absolute IRI", "/id", r#""credential""#),
    ("at `issuer`: an absolute IRI", "/issuer", r#""somebody""#),
    ("at `issuer`: the issuer has no `id`", "/issuer", r#"{"name": "somebody"}"#),
    ("issuer: the issuer is did:example:other", "/issuer", r#""did:example:other""#),
    ("`issuer` is missing", "/issuer", ""),
    ("`credentialSubject` is missing", "/credentialSubject", ""),
    ("at `validUntil`: a date-time", "/validUntil", r#""2027-03-01""#),
    ("at `credentialSubject`: nothing is said of it", "/credentialSubject", r#"{"id": "urn:a"}"#),
    ("at `credentialSubject`: a list stands where an object is wanted", "/credentialSubject", r#"[{"con:x": "a"}]"#),
];

/// Puts JSON at a place, or takes the place out where there is none.
fn put(whole: &mut Value, path: &str, text: &str) {
    let (parent, key) = path.rsplit_once('/').unwrap();
    match whole.pointer_mut(parent).unwrap() {
        Value::Object(members) if text.is_empty() => drop(members.remove(key).unwrap()),
        Value::Object(members) => drop(members.insert(key.to_owned(), serde_json::from_str(text).unwrap())),
        Value::Array(items) if key == "-" => items.push(serde_json::from_str(text).unwrap()),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = serde_json::from_str(text).unwrap(),
        other => panic!("{path} is in {other}"),
    }
}

#[test]
fn each_fault_is_told_with_its_place() {
    for (wanted, path, text) in FAULTS {
        let told = changed(|it| put(it, path, text));
        assert!(told.contains(wanted), "{path} as {text}: {told}");
    }
}

#[test]
fn the_context_of_proofs_may_be_named_as_well() {
    let told = changed(|it| {
        let all = it["@context"].as_array_mut().unwrap();
        all.insert(1, json!("https://w3id.org/security/data-integrity/v2"));
    });
    assert_eq!(told, "");
}

/// Signs with one key and names another as the issuer, which is what an impostor would do.
#[test]
fn a_signature_of_somebody_else_is_told() {
    let subject = iri("urn:test:assessment");
    let graph = triples(ASSESSMENT);
    let draft = Draft { id: None, types: &[], subject: &subject, triples: &graph, valid_until: None };
    let impostor = sign(&draft, &IssuerKey::from_seed(&[1; 32]), created()).unwrap();
    let honest = signed();
    let (mut mixed, honest): (Value, Value) =
        (serde_json::from_str(&honest).unwrap(), serde_json::from_str(&impostor).unwrap());
    mixed["proof"] = honest["proof"].clone();
    let told = told(&mixed.to_string(), &Policy::at(created()));
    assert!(told.contains("proof: ") && told.contains("issuer: "), "{told}");
}

#[test]
fn an_expired_proof_is_no_proof() {
    // The end of a proof is part of what is signed, so that a fitting signature cannot be had by adding one.
    let told = changed(|it| it["proof"]["expires"] = json!("2026-05-01T00:00:00Z"));
    assert!(told.contains("proof: the signature does not fit"), "{told}");
    assert!(told.contains("dates: its proof expired at 2026-05-01T00:00:00Z"), "{told}");
}

#[test]
fn large_deep_and_twisted_texts_end_soon() {
    let policy = Policy::at(created());
    let cases = [
        ("[".repeat(1 << 19), "depth_max"),
        ("{\"a\":".repeat(1 << 17), "depth_max"),
        (format!("\"{}\"", "a".repeat(1 << 20)), "credential_bytes_max"),
        (format!("[{}\"\"]", "\"\",".repeat(60_000)), "values_max"),
        (String::new(), "not JSON"),
        ("\u{feff}{}".to_owned(), "schema: "),
        ("{\"@context\": 1}".to_owned(), "it has no `proof`"),
        ("\"\\ud800\"".to_owned(), "not JSON"),
    ];
    for (text, wanted) in cases {
        let told = told(&text, &policy);
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
}

/// Blank nodes that are all alike: a canonical form would take the permutations of thirty.
#[test]
fn a_bomb_of_blank_nodes_is_refused() {
    let told = changed(|it| {
        let names: Vec<String> = (0..30).map(|it| format!("_:n{it}")).collect();
        let nodes = names.iter().map(|own| {
            let others = names.iter().filter(|it| *it != own).map(|it| json!({"id": it}));
            json!({"id": own, "con:knows": others.collect::<Vec<_>>()})
        });
        it["credentialSubject"]["@included"] = Value::Array(nodes.collect());
    });
    assert!(told.starts_with("schema: ") && told.contains("canon_calls_max"), "{told}");
}
