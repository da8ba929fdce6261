//! Which query does a hash stand for? Automatic persisted queries (Apollo), kept in bounded memory.
//!
//! A client sends the hash alone; if it is not known here, the client sends hash and query once.
//! What was not asked for lately is forgotten, so that a flood of queries costs others one more request each.

use crate::http::problem::{Code, Problem};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// Queries that are kept in each of the two halves.
const QUERIES_MAX: usize = 2_048;

/// Text that is kept in each of the two halves, bytes.
const TEXT_BYTES_MAX: usize = 8 << 20;

/// The longest query that is kept, bytes; `query_bytes_max` of `graphql::Limits` is what may be asked at all.
const QUERY_BYTES_MAX: usize = 128 << 10;

/// The SHA-256 hash of a query's text.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Hash([u8; 32]);

impl Hash {
    fn of(query: &str) -> Self {
        Self(Sha256::digest(query.as_bytes()).into())
    }

    /// Reads 64 hexadecimal digits of either case.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> =
            text.chars().map(|it| it.to_digit(16).map(|it| it as u8)).collect::<Option<_>>()?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|it| it[0] << 4 | it[1]).collect();
        (digits.len() == 64).then_some(())?;
        bytes.try_into().ok().map(Self)
    }
}

/// The queries that clients have sent with their hash.
pub(in crate::http) struct Persisted(Mutex<Halves>);

/// A query moves into the young half when it is asked for; the old half is dropped when the young one is full.
#[derive(Default)]
struct Halves {
    young: Half,
    old: Half,
}

#[derive(Default)]
struct Half {
    queries: FxHashMap<Hash, Arc<str>>,
    bytes: usize,
}

impl Persisted {
    pub(in crate::http) fn new() -> Self {
        Self(Mutex::default())
    }

    /// The query that is meant: the one that is sent, kept if it comes with its hash, or the one that the hash names.
    pub(super) fn resolve(&self, query: Option<String>, hash: Option<Hash>) -> Result<Arc<str>, Problem> {
        match (query, hash) {
            (Some(query), None) => Ok(query.into()),
            // It is refused for its length anyway, and is not worth a hash.
            (Some(query), Some(_)) if query.len() > QUERY_BYTES_MAX => Ok(query.into()),
            (Some(query), Some(hash)) => {
                if Hash::of(&query) != hash {
                    return Err(Problem::new(Code::PersistedMismatch, "provided sha does not match query"));
                }
                let query: Arc<str> = query.into();
                self.lock().put(hash, Arc::clone(&query));
                Ok(query)
            }
            // The message is what Apollo's clients look for.
            (None, Some(hash)) => self
                .lock()
                .get(hash)
                .ok_or_else(|| Problem::new(Code::PersistedUnknown, "PersistedQueryNotFound")),
            (None, None) => Err(Problem::new(Code::BadParameter, "the parameter `query` is missing")),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Halves> {
        // Whoever panicked there has left at worst a query too few.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Halves {
    fn get(&mut self, hash: Hash) -> Option<Arc<str>> {
        if let Some(query) = self.young.queries.get(&hash) {
            return Some(Arc::clone(query));
        }
        let query = self.old.queries.get(&hash).map(Arc::clone)?;
        self.put(hash, Arc::clone(&query));
        Some(query)
    }

    fn put(&mut self, hash: Hash, query: Arc<str>) {
        let young = &self.young;
        if young.queries.contains_key(&hash) {
            return;
        }
        if young.queries.len() >= QUERIES_MAX || young.bytes + query.len() > TEXT_BYTES_MAX {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.bytes += query.len();
        self.young.queries.insert(hash, query);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<Arc<str>, Problem>) -> Code {
        result.unwrap_err().code
    }

    #[test]
    fn a_query_is_known_once_it_came_with_its_hash() {
        let (persisted, query) = (Persisted::new(), "{__typename}");
        let hash = Hash::of(query);
        let told = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";
        assert_eq!(Hash::parse(told), Some(hash));
        assert_eq!(Hash::parse(&told.to_uppercase()), Some(hash));
        assert_eq!(code(persisted.resolve(None, Some(hash))), Code::PersistedUnknown);
        assert_eq!(
            code(persisted.resolve(Some("{ other }".to_owned()), Some(hash))),
            Code::PersistedMismatch
        );
        assert_eq!(code(persisted.resolve(None, Some(hash))), Code::PersistedUnknown);
        assert_eq!(&*persisted.resolve(Some(query.to_owned()), Some(hash)).unwrap(), query);
        assert_eq!(&*persisted.resolve(None, Some(hash)).unwrap(), query);
    }

    #[test]
    fn memory_is_bounded_and_what_is_asked_for_stays() {
        let persisted = Persisted::new();
        let keep = |text: &str| persisted.resolve(Some(text.to_owned()), Some(Hash::of(text)));
        keep("dear").unwrap();
        keep("forgotten").unwrap();
        for number in 0..3 * QUERIES_MAX {
            keep(&number.to_string()).unwrap();
            persisted.resolve(None, Some(Hash::of("dear"))).unwrap();
        }
        assert_eq!(code(persisted.resolve(None, Some(Hash::of("forgotten")))), Code::PersistedUnknown);
        let long = "x".repeat(QUERY_BYTES_MAX - 10);
        for number in 0..200 {
            keep(&format!("{number}{long}")).unwrap();
        }
        let longer = "x".repeat(QUERY_BYTES_MAX + 1);
        keep(&longer).unwrap();
        assert_eq!(code(persisted.resolve(None, Some(Hash::of(&longer)))), Code::PersistedUnknown);
        let halves = persisted.lock();
        for half in [&halves.young, &halves.old] {
            assert!(half.queries.len() <= QUERIES_MAX && half.bytes <= TEXT_BYTES_MAX);
        }
    }
}
