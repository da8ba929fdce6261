//! How does an answer of any length leave the server, and how is said whether it is whole?
//!
//! The first part is kept back: an answer that ends within it is sent with its length and its `Concord-Result`.
//! A longer one goes out in chunks through a bounded channel, and the result follows as a trailer and, where the
//! format has a place for it, in the body. A client that could not learn otherwise that a part is missing sees
//! the connection break.

use super::bridge::CancelOnDrop;
use super::problem::Problem;
use super::reading::CONCORD_RESULT;
use crate::sparql::{Completeness, Format, QueryResultsFormat, RdfFormat};
use axum::body::{Bytes, HttpBody};
use axum::http::header::TE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Version};
use http_body::Frame;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

/// What is kept back before anything is sent, bytes.
const HELD_BYTES: usize = 256 << 10;

/// A chunk after that, bytes.
const CHUNK_BYTES: usize = 64 << 10;

/// Chunks that wait for a slow reader.
const CHUNKS_WAITING: usize = 4;

/// Whether an answer is whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ending {
    Complete,
    Truncated,
    /// It broke off: a deadline, a limit, an error.
    Cancelled,
}

impl Ending {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Truncated => "truncated",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }
}

impl From<Completeness> for Ending {
    fn from(it: Completeness) -> Self {
        match it {
            Completeness::Complete => Self::Complete,
            Completeness::Truncated => Self::Truncated,
        }
    }
}

/// How an answer is to be sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) format: Format,
    pub(super) stall_ms_max: u64,
    /// Whether the client reads trailers.
    pub(super) has_trailers: bool,
}

impl Plan {
    pub(super) fn new(parts: &Parts, format: Format, stall_ms_max: u64) -> Self {
        let te = parts.headers.get(TE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let has_trailers = parts.version == Version::HTTP_2
            || te.split(',').any(|it| it.trim().eq_ignore_ascii_case("trailers"));
        Self { format, stall_ms_max, has_trailers }
    }
}

/// The first word of the work to the handler that waits for it.
pub(super) enum First {
    Whole(Vec<u8>, Ending),
    Begun(Bytes, mpsc::Receiver<Piece>),
    Failed(Problem),
}

/// What follows after the first part.
pub(super) enum Piece {
    Chunk(Bytes),
    /// The end, and whether the body itself tells a reader that something is missing.
    End {
        ending: Ending,
        is_told: bool,
    },
}

/// An answer that may not get longer than what is kept back.
#[derive(Default)]
pub(super) struct Short(pub(super) Vec<u8>);

impl Write for Short {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.0.len() + data.len() > HELD_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the work writes its answer to.
pub(super) struct Outlet {
    held: Vec<u8>,
    first: Option<oneshot::Sender<First>>,
    pieces: Option<mpsc::Sender<Piece>>,
    plan: Plan,
    runtime: Handle,
}

impl Outlet {
    pub(super) fn new(first: oneshot::Sender<First>, plan: Plan, runtime: Handle) -> Self {
        Self { held: Vec::with_capacity(1 << 10), first: Some(first), pieces: None, plan, runtime }
    }

    /// Says how the work ended; nothing may be written after.
    pub(super) fn end(mut self, end: Result<Ending, Problem>) {
        let Some(first) = self.first.take() else {
            let ending = end.unwrap_or(Ending::Cancelled);
            let is_told = mark(&mut self.held, self.plan.format, ending);
            let last = Bytes::from(std::mem::take(&mut self.held));
            // A reader that is gone needs no end.
            let _ = self.send(Piece::Chunk(last)).and_then(|()| self.send(Piece::End { ending, is_told }));
            return;
        };
        let word = match end {
            Ok(ending) => First::Whole(self.held, ending),
            Err(problem) => First::Failed(problem),
        };
        let _ = first.send(word);
    }

    /// Sends what is held; the last part always stays, so that the end can be marked in it.
    fn pass_on(&mut self) -> io::Result<()> {
        let chunk = Bytes::from(std::mem::replace(&mut self.held, Vec::with_capacity(CHUNK_BYTES)));
        let Some(first) = self.first.take() else { return self.send(Piece::Chunk(chunk)) };
        let (sender, receiver) = mpsc::channel(CHUNKS_WAITING);
        self.pieces = Some(sender);
        first.send(First::Begun(chunk, receiver)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn send(&self, piece: Piece) -> io::Result<()> {
        let Some(pieces) = &self.pieces else { return Err(io::ErrorKind::BrokenPipe.into()) };
        let piece = match pieces.try_send(piece) {
            Ok(()) => return Ok(()),
            Err(mpsc::error::TrySendError::Full(piece)) => piece,
            Err(mpsc::error::TrySendError::Closed(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
        };
        let stall = Duration::from_millis(self.plan.stall_ms_max);
        self.runtime.block_on(pieces.send_timeout(piece, stall)).map_err(|_| io::ErrorKind::TimedOut.into())
    }
}

impl Write for Outlet {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let room = if self.first.is_some() { HELD_BYTES } else { CHUNK_BYTES };
        if !self.held.is_empty() && self.held.len() + data.len() > room {
            self.pass_on()?;
        }
        self.held.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes into the end of a body that something is missing, where the format has a place for it.
///
/// Gives back whether a reader of the body alone can tell.
fn mark(tail: &mut Vec<u8>, format: Format, ending: Ending) -> bool {
    let name = ending.name();
    if ending == Ending::Complete {
        return true;
    }
    let comment = match (ending, format) {
        (Ending::Truncated, Format::Results(QueryResultsFormat::Json)) => return mark_json(tail, name),
        (Ending::Truncated, Format::Results(QueryResultsFormat::Xml) | Format::Rdf(RdfFormat::RdfXml)) => {
            format!("<!-- Concord-Result: {name} -->\n")
        }
        (
            Ending::Truncated,
            Format::Rdf(RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::NTriples | RdfFormat::NQuads),
        ) => format!("# Concord-Result: {name}\n"),
        // A table has no place for it, and a text that breaks off in its middle is for nobody to end.
        _ => return false,
    };
    tail.extend_from_slice(comment.as_bytes());
    true
}

/// One more member of the outer object.
fn mark_json(tail: &mut Vec<u8>, name: &str) -> bool {
    let end = tail.trim_ascii_end().len();
    if !tail[..end].ends_with(b"}") {
        return false;
    }
    tail.truncate(end - 1);
    tail.extend_from_slice(format!(",\"concord\":{{\"result\":\"{name}\"}}}}").as_bytes());
    true
}

/// The body of an answer that has begun.
pub(super) struct Rest {
    head: Option<Bytes>,
    pieces: mpsc::Receiver<Piece>,
    has_trailers: bool,
    is_over: bool,
    _cancel: CancelOnDrop,
}

impl Rest {
    pub(super) fn new(
        head: Bytes,
        pieces: mpsc::Receiver<Piece>,
        cancel: CancelOnDrop,
        has_trailers: bool,
    ) -> Self {
        Self { head: Some(head), pieces, has_trailers, is_over: false, _cancel: cancel }
    }

    fn end(&mut self, ending: Ending, is_told: bool) -> Option<Result<Frame<Bytes>, io::Error>> {
        self.is_over = true;
        if self.has_trailers {
            let trailers = HeaderMap::from_iter([(CONCORD_RESULT, ending.header())]);
            return Some(Ok(Frame::trailers(trailers)));
        }
        if is_told { None } else { Some(Err(io::ErrorKind::UnexpectedEof.into())) }
    }
}

impl HttpBody for Rest {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(head) = self.head.take() {
            return Poll::Ready(Some(Ok(Frame::data(head))));
        }
        if self.is_over {
            return Poll::Ready(None);
        }
        self.pieces.poll_recv(context).map(|piece| match piece {
            Some(Piece::Chunk(bytes)) => Some(Ok(Frame::data(bytes))),
            Some(Piece::End { ending, is_told }) => self.end(ending, is_told),
            // The work panicked.
            None => self.end(Ending::Cancelled, false),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_takes_one_more_member() {
        let mut tail = b"]}}".to_vec();
        let json = Format::Results(QueryResultsFormat::Json);
        assert!(mark(&mut tail, json, Ending::Truncated));
        assert_eq!(tail, br#"]},"concord":{"result":"truncated"}}"#);
        assert!(!mark(&mut Vec::new(), json, Ending::Truncated));
    }

    #[test]
    fn tables_have_no_place() {
        let csv = Format::Results(QueryResultsFormat::Csv);
        assert!(!mark(&mut b"1,2\r\n".to_vec(), csv, Ending::Truncated));
        assert!(mark(&mut Vec::new(), csv, Ending::Complete));
    }
}
