//! Which keys sign, and how are they written?
//!
//! Ed25519 (RFC 8032) as Multikeys (W3C Controlled Identifiers 1.0, section 2.2.2) and `did:key` identifiers.
//! The one place that knows a library for signatures, and base58.
//! Deliberately absent: where a key comes from and where it is kept.

use super::json::{self, Value};
use super::{CredentialError, Limits};
use ed25519_dalek::ed25519::Signature;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::fmt;

/// The multicodec `ed25519-pub`, as a varint.
const PUBLIC_CODE: [u8; 2] = [0xed, 0x01];

/// The multicodec `ed25519-priv`, as a varint.
const SECRET_CODE: [u8; 2] = [0x80, 0x26];

/// Characters of a multibase text that are decoded: 64 bytes take 89 with their `z`, and decoding is quadratic.
const MULTIBASE_CHARS_MAX: usize = 96;

/// The head of an identifier that is its own key.
const DID_KEY: &str = "did:key:";

/// The key of an issuer, secret part included. Its memory is overwritten when it is dropped.
pub struct IssuerKey(SigningKey);

impl IssuerKey {
    /// The key that belongs to 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Reads a key as [`IssuerKey::to_multikey`] writes it.
    ///
    /// # Errors
    /// [`CredentialError::Key`] where the text is no such key, or where its two halves do not fit each other;
    /// those of JSON. No error tells a part of the secret.
    pub fn from_multikey(text: &[u8]) -> Result<Self, CredentialError> {
        let fault = |problem: &str| CredentialError::Key(problem.to_owned());
        let value =
            json::read(text, &Limits::default()).map_err(|_| fault("the file is not a JSON object"))?;
        let member = |name: &str| value.get(name).and_then(Value::as_str);
        if member("type") != Some("Multikey") {
            return Err(fault("`type` is not `Multikey`"));
        }
        let secret = member("secretKeyMultibase").ok_or_else(|| fault("`secretKeyMultibase` is missing"))?;
        let seed =
            keyed(secret, SECRET_CODE).ok_or_else(|| fault("`secretKeyMultibase` is not an Ed25519 key"))?;
        let key = Self::from_seed(&seed);
        if member("publicKeyMultibase") != Some(&key.public().multibase()) {
            return Err(fault("`publicKeyMultibase` does not belong to `secretKeyMultibase`"));
        }
        Ok(key)
    }

    /// The key as a Multikey in JSON, secret part included: for a file that only its owner reads.
    pub fn to_multikey(&self) -> String {
        let public = self.public();
        Value::object([
            ("id", Value::string(public.method())),
            ("type", Value::string("Multikey")),
            ("controller", Value::string(public.did())),
            ("publicKeyMultibase", Value::string(public.multibase())),
            ("secretKeyMultibase", Value::string(multibase(&[&SECRET_CODE[..], self.0.as_bytes()].concat()))),
        ])
        .to_text()
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The detached signature of a message, in base58btc.
    pub(super) fn sign(&self, message: &[u8]) -> String {
        multibase(&self.0.sign(message).to_bytes())
    }
}

/// Tells the public part alone.
impl fmt::Debug for IssuerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerKey({})", self.public().did())
    }
}

/// The public half of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The key behind a verification method `did:key:{key}#{key}`.
    ///
    /// # Errors
    /// [`CredentialError::Method`] for every other text: no other kind of identifier is looked up here.
    pub fn from_method(method: &str) -> Result<Self, CredentialError> {
        let fault = || CredentialError::Method(method.to_owned());
        let (key, fragment) =
            method.strip_prefix(DID_KEY).and_then(|it| it.split_once('#')).ok_or_else(fault)?;
        let bytes = keyed(key, PUBLIC_CODE).filter(|_| key == fragment).ok_or_else(fault)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| fault())?;
        if key.is_weak() { Err(fault()) } else { Ok(Self(key)) }
    }

    /// `z6Mk...`.
    pub fn multibase(&self) -> String {
        multibase(&[&PUBLIC_CODE[..], self.0.as_bytes()].concat())
    }

    /// `did:key:z6Mk...`: who holds the key.
    pub fn did(&self) -> String {
        format!("{DID_KEY}{}", self.multibase())
    }

    /// `did:key:z6Mk...#z6Mk...`: the key as a verification method.
    pub fn method(&self) -> String {
        format!("{}#{}", self.did(), self.multibase())
    }

    /// Whether the text is this key's signature of the message, one spelling of it being valid and no other.
    pub(super) fn has_signed(&self, message: &[u8], signature: &str) -> bool {
        let bytes = unmultibase(signature).and_then(|it| <[u8; 64]>::try_from(it).ok());
        bytes.is_some_and(|it| self.0.verify_strict(message, &Signature::from_bytes(&it)).is_ok())
    }
}

fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

fn unmultibase(text: &str) -> Option<Vec<u8>> {
    if text.len() > MULTIBASE_CHARS_MAX {
        return None;
    }
    bs58::decode(text.strip_prefix('z')?).into_vec().ok()
}

/// The 32 bytes of a key behind its multicodec.
fn keyed(text: &str, code: [u8; 2]) -> Option<[u8; 32]> {
    unmultibase(text)?.strip_prefix(&code)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_tells_no_secret() {
        let key = IssuerKey::from_seed(&[7; 32]);
        let text = key.to_multikey();
        let again = IssuerKey::from_multikey(text.as_bytes()).unwrap();
        assert_eq!(again.public(), key.public());
        assert_eq!(PublicKey::from_method(&key.public().method()).unwrap(), key.public());
        let secret = multibase(&[&SECRET_CODE[..], &[7; 32]].concat());
        assert!(text.contains(&secret) && !format!("{key:?}").contains(&secret[1..]));
        let other = IssuerKey::from_seed(&[8; 32]).public().multibase();
        for (from, to) in [
            ("Multikey\"", "Key\""),
            (&secret[..], "z123"),
            (&key.public().multibase()[..], &other[..]),
            ("{", "["),
        ] {
            let fault = IssuerKey::from_multikey(text.replace(from, to).as_bytes()).unwrap_err().to_string();
            assert!(!fault.contains(&secret[1..]), "{fault}");
        }
    }

    #[test]
    fn other_methods_are_not_looked_up() {
        let key = IssuerKey::from_seed(&[7; 32]).public();
        let other = IssuerKey::from_seed(&[8; 32]).public();
        for method in [
            String::new(),
            key.did(),
            format!("{}#{}", key.did(), other.multibase()),
            format!("https://vc.example/issuers/5678#{}", key.multibase()),
            // An identifier of a key on another curve (P-256).
            "did:key:zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76#zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76".to_owned(),
            format!("did:key:z{0}#z{0}", "1".repeat(5_000)),
            // The neutral element, under which anybody can sign anything.
            {
                let mut neutral = [0; 32];
                neutral[0] = 1;
                let text = multibase(&[&PUBLIC_CODE[..], &neutral].concat());
                format!("did:key:{text}#{text}")
            },
        ] {
            assert!(PublicKey::from_method(&method).is_err(), "{method}");
        }
    }

    #[test]
    fn one_spelling_of_a_signature_is_valid() {
        let key = IssuerKey::from_seed(&[7; 32]);
        let signature = key.sign(b"message");
        assert!(key.public().has_signed(b"message", &signature));
        assert!(!key.public().has_signed(b"messagf", &signature));
        // The same signature with the order of the group added to its second half, as malleable verifiers take it.
        let mut bytes = unmultibase(&signature).unwrap();
        let order = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10_u8,
        ];
        let mut carry = 0;
        for (byte, more) in bytes[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(more) + carry;
            (*byte, carry) = (sum as u8, sum >> 8);
        }
        assert!(!key.public().has_signed(b"message", &multibase(&bytes)));
        let rest = &signature[1..];
        for other in
            [rest.to_owned(), format!("z1{rest}"), format!("u{rest}"), format!("z {rest}"), String::new()]
        {
            assert!(!key.public().has_signed(b"message", &other), "{other}");
        }
    }
}
