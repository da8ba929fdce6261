//! Which parts does a `multipart/form-data` body have? (RFC 7578, over a body that is there whole.)

use super::problem::{Code, Problem};
use axum::body::Bytes;

/// Parts of one body; a form here has a handful.
const PARTS_MAX: usize = 64;

/// One part; the bytes are a piece of the body.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) filename: Option<String>,
    /// The media type without parameters, in lower case; empty where there is none.
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

/// The parts of a body, `content_type` being the whole header of the request.
pub(super) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, Problem> {
    let bad = |it: &str| Problem::new(Code::BadParameter, format!("the multipart body {it}"));
    let boundary = parameter(content_type, "boundary").filter(|it| !it.is_empty() && it.len() <= 70);
    let boundary = boundary.ok_or_else(|| bad("has no boundary in its `Content-Type`"))?;
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter may stand at the very start, without the line end that belongs to it.
    let mut at = if body.starts_with(&delimiter.as_bytes()[2..]) {
        delimiter.len() - 2
    } else {
        find(body, delimiter.as_bytes(), 0).ok_or_else(|| bad("does not hold its boundary"))?
            + delimiter.len()
    };
    let mut parts = Vec::new();
    while !body[at..].starts_with(b"--") {
        let start = find(body, b"\r\n", at).ok_or_else(|| bad("ends early"))?;
        let end = find(body, delimiter.as_bytes(), start).ok_or_else(|| bad("ends early"))?;
        let head_end =
            find(&body[..end], b"\r\n\r\n", start).ok_or_else(|| bad("has a part without a head"))?;
        if parts.len() == PARTS_MAX {
            return Err(bad(&format!("has more than {PARTS_MAX} parts")));
        }
        let head = String::from_utf8_lossy(&body[start..head_end]);
        parts.push(part(&head, body.slice((head_end + 4).min(end)..end)));
        at = end + delimiter.len();
    }
    Ok(parts)
}

fn part(head: &str, bytes: Bytes) -> Part {
    let header = |wanted: &str| {
        head.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let kind = header("content-type").unwrap_or_default();
    Part {
        name: parameter(disposition, "name").unwrap_or_default(),
        filename: parameter(disposition, "filename"),
        content_type: kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
        bytes,
    }
}

/// The value of `name=value` or `name="value"` after a semicolon.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|it| {
        let (name, value) = it.split_once('=')?;
        let value = value.trim();
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim_matches('"').to_owned())
    })
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(wanted.len()).position(|it| it == wanted).map(|it| from + it)
}
