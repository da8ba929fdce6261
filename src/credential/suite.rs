//! What exactly is signed? The cryptosuite `eddsa-rdfc-2022`.
//!
//! "Data Integrity `EdDSA` Cryptosuites 1.0" (W3C Recommendation of 2025-05-15): the SHA-256 of the canonical proof
//! options, followed by the SHA-256 of the canonical document.

use sha2::{Digest as _, Sha256};

/// Its name.
pub const SUITE: &str = "eddsa-rdfc-2022";

/// What the signature is made of (algorithm "Hashing" of the Recommendation).
pub(super) fn hash_data(canonical_options: &[u8], canonical_document: &[u8]) -> [u8; 64] {
    let mut data = [0; 64];
    data[..32].copy_from_slice(&Sha256::digest(canonical_options));
    data[32..].copy_from_slice(&Sha256::digest(canonical_document));
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::key::{IssuerKey, PublicKey};

    /// The published intermediate values, straight on bytes: the Recommendation above, appendix B.
    /// The whole path, from the signed JSON on, is held in `tests/it/credential`.
    #[test]
    fn the_published_hashes_have_the_published_signatures() {
        // Its key pair.
        let method = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let public = method.rsplit('#').next().unwrap();
        let file = format!(
            r#"{{"type": "Multikey", "publicKeyMultibase": "{public}",
               "secretKeyMultibase": "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"}}"#
        );
        let key = IssuerKey::from_multikey(file.as_bytes()).unwrap();
        assert_eq!(key.public(), PublicKey::from_method(method).unwrap());
        let options = "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0";
        for (document, value) in [
            (
                "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017",
                "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme",
            ),
            (
                "03f59e5b04ab575b1172cb684f22eede72f0e9033e0b5c67d0e2506768d6ce11",
                "zeuuS9pi2ZR8Q41bFFJKS9weSWkwa7pRcxHTHzxjDEHtVSZp3D9Rm3JdzT82EQpmXMb9wvfFJLuDPeSXZaRX1q1c",
            ),
        ] {
            let data: Vec<u8> = [options, document]
                .iter()
                .flat_map(|it| it.as_bytes().chunks(2))
                .map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap())
                .collect();
            assert_eq!(key.sign(&data), value);
            assert!(key.public().has_signed(&data, value));
        }
    }

    #[test]
    fn the_options_come_first() {
        let data = hash_data(b"", b"abc");
        assert_eq!(data[..4], [0xe3, 0xb0, 0xc4, 0x42]);
        assert_eq!(data[32..36], [0xba, 0x78, 0x16, 0xbf]);
    }
}
