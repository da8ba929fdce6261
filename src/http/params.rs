//! What do the parts after `?`, or a posted form, say?

use super::problem::{Code, Problem};
use axum::http::request::Parts;

/// Named values in the order given; a name may come more than once.
#[derive(Clone, Debug, Default)]
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub(super) fn parse(text: &[u8]) -> Result<Self, Problem> {
        let pairs = text.split(|it| *it == b'&').filter(|it| !it.is_empty());
        let read = pairs.map(|pair| {
            let mut parts = pair.splitn(2, |it| *it == b'=');
            let name = decode(parts.next().unwrap_or_default())?;
            Ok((name, decode(parts.next().unwrap_or_default())?))
        });
        read.collect::<Result<_, _>>().map(Self)
    }

    /// The parameters of a request's address.
    pub(super) fn of(parts: &Parts) -> Result<Self, Problem> {
        Self::parse(parts.uri.query().unwrap_or_default().as_bytes())
    }

    pub(super) fn one(name: &str, value: String) -> Self {
        Self(vec![(name.to_owned(), value)])
    }

    pub(super) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|it| it.0 == name)
    }

    /// All names and values in the order given.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|it| (it.0.as_str(), it.1.as_str()))
    }

    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|it| it.0 == name).map(|it| it.1.clone()).collect()
    }

    /// The value of a name that must not come twice.
    /// The parameters `$name=value`, by name without `$`.
    pub(super) fn values(&self) -> Vec<(String, String)> {
        self.0
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix('$')?.to_owned(), value.clone())))
            .collect()
    }

    pub(super) fn only(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.0.iter().filter(|it| it.0 == name).map(|it| it.1.as_str());
        let value = values.next();
        if values.next().is_some() {
            return Err(Problem::new(Code::BadParameter, format!("`{name}` is given more than once")));
        }
        Ok(value)
    }

    /// A value that has to be a number.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Problem> {
        let Some(text) = self.only(name)? else { return Ok(None) };
        let bad = |_| Problem::new(Code::BadParameter, format!("`{name}` is not a whole number: {text}"));
        text.parse().map(Some).map_err(bad)
    }
}

/// `+` is a blank and `%XX` a byte; the bytes have to be UTF-8.
fn decode(text: &[u8]) -> Result<String, Problem> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => {
                let (Some(high), Some(low)) = (hex(*high), hex(*low)) else {
                    return Err(Problem::new(Code::BadParameter, "a `%` without two hexadecimal digits"));
                };
                bytes.push(high << 4 | low);
                rest = after;
            }
            (b'%', _) => {
                return Err(Problem::new(Code::BadParameter, "a `%` without two hexadecimal digits"));
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|it| Problem::utf8(it.utf8_error()))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|it| it as u8)
}

/// A value as a part of a link's query.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_repeat_and_values_are_decoded() {
        let params = Params::parse(b"a=1+2&b=%C3%A4%26&a=&c").unwrap();
        assert_eq!(params.all("a"), ["1 2", ""]);
        assert_eq!(params.first("b"), Some("ä&"));
        assert_eq!(params.first("c"), Some(""));
        assert!(params.only("a").is_err() && params.only("b").is_ok());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(Params::parse(b"a=%FF").is_err());
        assert!(Params::parse(b"a=%4").is_err());
        assert!(Params::parse(b"a=%zz").is_err());
    }

    #[test]
    fn encoding_comes_back() {
        let text = "SELECT * { ?s ?p \"ä+&\" }";
        let params = Params::parse(format!("q={}", encode(text)).as_bytes()).unwrap();
        assert_eq!(params.first("q"), Some(text));
    }
}
