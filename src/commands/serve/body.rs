//! What follows the header fields of an answer, piece by piece.

use super::log::Pending;
use crate::disk;
use crate::serve::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::fs::File;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::mpsc::Receiver;
use tokio::task::{JoinHandle, spawn_blocking};

/// A body that is noted in the log when it ends.
#[derive(Debug)]
pub struct Body {
    pieces: Pieces,
    line: Pending,
}

/// Where the pieces come from.
#[derive(Debug)]
pub enum Pieces {
    /// There are none.
    None,
    /// All is here.
    Whole(Bytes),
    /// So many bytes of an open file.
    File(Reading),
    /// From a task, until it ends.
    Stream(Receiver<Bytes>),
}

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    file: Arc<File>,
    at: u64,
    left: u64,
    job: Option<JoinHandle<io::Result<Vec<u8>>>>,
}

impl Reading {
    /// So many bytes from a place in a file, which others may read at the same time.
    pub fn new(file: Arc<File>, at: u64, length: u64) -> Reading {
        Reading { file, at, left: length, job: None }
    }

    /// The disk is waited for on another thread than the net.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        const PIECE_BYTES: u64 = 64 * 1024;
        if self.job.is_none() {
            let piece = self.left.min(PIECE_BYTES);
            if piece == 0 {
                return Poll::Ready(None);
            }
            let (file, at) = (self.file.clone(), self.at);
            self.job = Some(spawn_blocking(move || disk::read_at(&file, at, piece as usize)));
        }
        let Some(job) = &mut self.job else { return Poll::Ready(None) };
        let done = std::task::ready!(Pin::new(job).poll(context));
        self.job = None;
        let read = done.map_err(io::Error::other).and_then(|read| {
            let bytes = read?;
            if bytes.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Bytes::from(bytes)) }
        });
        match &read {
            Ok(bytes) => {
                self.at += bytes.len() as u64;
                self.left = self.left.saturating_sub(bytes.len() as u64);
            }
            Err(_) => self.left = 0,
        }
        Poll::Ready(Some(read))
    }
}

impl Body {
    /// Pieces, and the line of the log that they belong to.
    pub fn new(pieces: Pieces, line: Pending) -> Body {
        Body { pieces, line }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let piece = match &mut self.pieces {
            Pieces::None => None,
            Pieces::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                self.pieces = Pieces::None;
                Some(Ok(bytes))
            }
            Pieces::File(reading) => std::task::ready!(reading.poll(context)),
            Pieces::Stream(stream) => std::task::ready!(stream.poll_recv(context)).map(Ok),
        };
        if let Some(Ok(bytes)) = &piece {
            self.line.sent += bytes.len() as u64;
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.pieces {
            Pieces::None => true,
            Pieces::File(reading) => reading.left == 0,
            Pieces::Whole(_) | Pieces::Stream(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.pieces {
            Pieces::None => SizeHint::with_exact(0),
            Pieces::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Pieces::File(reading) => SizeHint::with_exact(reading.left),
            Pieces::Stream(_) => SizeHint::default(),
        }
    }
}
