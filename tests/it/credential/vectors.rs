//! The published examples: W3C Recommendation "Data Integrity `EdDSA` Cryptosuites 1.0" of 2025-05-15, appendix B,
//! also in the repository w3c/vc-di-eddsa, folder `TestVectors/eddsa-rdfc-2022`.
//!
//! Hashes and signatures are those published. The contexts named beside that of the data model are not known to
//! Concord; what stands for them here gives the terms used the IRIs of the published canonical documents.

use super::{outcome, time};
use concord::credential::{CheckName, Contexts, Outcome, Policy, Verdict, verify};
use sha2::{Digest, Sha256};

const METHOD: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

const EXAMPLES: &str = r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#;

const CITIZENSHIP: &str = r#"{"@context": {
    "cit": "https://w3id.org/citizenship#",
    "sdo": "https://schema.org/",
    "day": "http://www.w3.org/2001/XMLSchema#dateTime",
    "EmploymentAuthorizationDocumentCredential": "cit:EmploymentAuthorizationDocumentCredential",
    "EmploymentAuthorizationDocument": "cit:EmploymentAuthorizationDocument",
    "EmployablePerson": "cit:EmployablePerson",
    "Person": "sdo:Person",
    "image": {"@id": "sdo:image", "@type": "@id"},
    "givenName": "sdo:givenName",
    "additionalName": "sdo:additionalName",
    "familyName": "sdo:familyName",
    "gender": "sdo:gender",
    "birthDate": {"@id": "sdo:birthDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "identifier": "sdo:identifier",
    "birthCountry": "cit:birthCountry",
    "residentSince": {"@id": "cit:residentSince", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "employmentAuthorizationDocument": {"@id": "cit:employmentAuthorizationDocument", "@type": "@id"},
    "lprCategory": "cit:lprCategory",
    "lprNumber": "cit:lprNumber"
}}"#;

fn proof(value: &str) -> String {
    format!(
        r#""proof": {{
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": "{METHOD}",
            "proofPurpose": "assertionMethod",
            "proofValue": "{value}"
        }}"#
    )
}

fn alumni(value: &str) -> String {
    format!(
        r#"{{
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://www.w3.org/ns/credentials/examples/v2"
            ],
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "type": ["VerifiableCredential", "AlumniCredential"],
            "name": "Alumni Credential",
            "description": "A minimum viable example of an Alumni Credential.",
            "issuer": "https://vc.example/issuers/5678",
            "validFrom": "2023-01-01T00:00:00Z",
            "credentialSubject": {{"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}},
            {}
        }}"#,
        proof(value)
    )
}

fn employment(value: &str) -> String {
    let image = |letters: &str| {
        format!(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVQIW2N{letters}kJggg=="
        )
    };
    format!(
        r#"{{
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/citizenship/v4rc1"],
            "type": ["VerifiableCredential", "EmploymentAuthorizationDocumentCredential"],
            "issuer": {{
                "id": "did:key:zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76",
                "image": "{}"
            }},
            "credentialSubject": {{
                "type": ["Person", "EmployablePerson"],
                "givenName": "JOHN",
                "additionalName": "JACOB",
                "familyName": "SMITH",
                "image": "{}",
                "gender": "Male",
                "residentSince": "2015-01-01",
                "birthCountry": "Bahamas",
                "birthDate": "1999-07-17",
                "employmentAuthorizationDocument": {{
                    "type": "EmploymentAuthorizationDocument",
                    "identifier": "83627465",
                    "lprCategory": "C09",
                    "lprNumber": "999-999-999"
                }}
            }},
            "name": "Employment Authorization Document",
            "description": "Example Employment Authorization Document.",
            "validFrom": "2019-12-03T00:00:00Z",
            "validUntil": "2029-12-03T00:00:00Z",
            {}
        }}"#,
        image("gUPr/HwADaAIhG61j/AAAAABJRU5Er"),
        image("g+M/wHwAEAQH/7yMK/gAAAABJRU5Er"),
        proof(value)
    )
}

fn check(text: &str) -> Verdict {
    let contexts = Contexts::default()
        .with("https://www.w3.org/ns/credentials/examples/v2", EXAMPLES)
        .with("https://w3id.org/citizenship/v4rc1", CITIZENSHIP);
    verify(text.as_bytes(), &Policy { contexts, ..Policy::at(time("2026-01-01T00:00:00Z")) })
}

fn sha256(text: &str) -> String {
    concord::graph::GraphHash(Sha256::digest(text).into()).to_string()
}

const ALUMNI_PROOF: &str =
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

const EMPLOYMENT_PROOF: &str =
    "zeuuS9pi2ZR8Q41bFFJKS9weSWkwa7pRcxHTHzxjDEHtVSZp3D9Rm3JdzT82EQpmXMb9wvfFJLuDPeSXZaRX1q1c";

#[test]
fn the_alumni_credential_has_its_hash_and_its_signature_fits() {
    let verdict = check(&alumni(ALUMNI_PROOF));
    assert_eq!(outcome(&verdict, CheckName::Schema), Outcome::Passed, "{verdict:?}");
    assert_eq!(outcome(&verdict, CheckName::Proof), Outcome::Passed, "{verdict:?}");
    assert_eq!(outcome(&verdict, CheckName::Dates), Outcome::Passed, "{verdict:?}");
    let said = verdict.said.as_ref().unwrap();
    assert_eq!(sha256(&said.nquads), "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017");
    // The example's issuer is an address, and no document there is looked up: the key is not shown to be its own.
    assert_eq!(outcome(&verdict, CheckName::Issuer), Outcome::Failed);
}

#[test]
fn the_employment_authorization_has_its_hash_and_its_signature_fits() {
    let verdict = check(&employment(EMPLOYMENT_PROOF));
    assert_eq!(outcome(&verdict, CheckName::Schema), Outcome::Passed, "{verdict:?}");
    let said = verdict.said.as_ref().unwrap();
    assert_eq!(
        sha256(&said.nquads),
        "03f59e5b04ab575b1172cb684f22eede72f0e9033e0b5c67d0e2506768d6ce11",
        "{}",
        said.nquads
    );
    assert_eq!(outcome(&verdict, CheckName::Proof), Outcome::Passed, "{verdict:?}");
    // The example's issuer has a key on another curve.
    assert_eq!(outcome(&verdict, CheckName::Issuer), Outcome::Failed);
}

#[test]
fn the_proof_of_one_does_not_fit_the_other() {
    for text in [alumni(EMPLOYMENT_PROOF), employment(ALUMNI_PROOF)] {
        assert_eq!(outcome(&check(&text), CheckName::Proof), Outcome::Failed);
    }
}

#[test]
fn a_term_that_no_context_defines_is_missed() {
    let text = employment(EMPLOYMENT_PROOF)
        .replace("\"gender\": \"Male\",", "\"gender\": \"Male\", \"height\": \"2\",");
    let verdict = check(&text);
    assert_eq!(outcome(&verdict, CheckName::Schema), Outcome::Failed);
    assert!(
        verdict.checks[0].detail.starts_with("25 statements are written but 24 are meant"),
        "{verdict:?}"
    );
}
