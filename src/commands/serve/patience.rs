//! A connection that is given up when nothing happens on it for too long; sooner while others wait at the door.

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};

/// How long the other end may take nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long nothing may be taken or asked while there is no room for others: enough for a slow net that does move.
const PATIENCE_IN_A_CROWD: Duration = Duration::from_secs(3);

/// How often it is looked whether there is room.
const LOOK: Duration = Duration::from_millis(500);

/// The room for connections.
#[derive(Clone, Debug)]
pub struct Room {
    free: Arc<Semaphore>,
    size: usize,
}

impl Room {
    /// Room for so many.
    pub fn new(size: usize) -> Room {
        Room { free: Arc::new(Semaphore::new(size)), size }
    }

    /// The places that are free.
    pub fn free(&self) -> Arc<Semaphore> {
        self.free.clone()
    }

    /// How many there is room for.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether so little is free that others will have to wait.
    fn is_crowded(&self) -> bool {
        self.free.available_permits() <= self.size / 16
    }
}

/// A connection.
pub struct PatientStream {
    stream: TokioIo<TcpStream>,
    room: Room,
    /// When something was last sent or received.
    moved: Instant,
    /// Since when the other end takes nothing of what is to be sent.
    blocked: Option<Instant>,
    /// Wakes it to look whether its time is over.
    look: Pin<Box<Sleep>>,
}

impl PatientStream {
    /// A connection as it was accepted.
    pub fn new(stream: TcpStream, room: Room) -> PatientStream {
        PatientStream {
            stream: TokioIo::new(stream),
            room,
            moved: Instant::now(),
            blocked: None,
            look: Box::pin(sleep(LOOK)),
        }
    }

    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        is_sending: bool,
        outcome: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.moved = Instant::now();
            self.blocked = self.blocked.filter(|_| !is_sending);
            return outcome;
        }
        if is_sending {
            self.blocked.get_or_insert_with(Instant::now);
        }
        while self.look.as_mut().poll(context).is_ready() {
            // Who sends us no request is given up elsewhere, after as long.
            let is_over = self.blocked.is_some_and(|since| since.elapsed() >= PATIENCE);
            let idle = self.blocked.unwrap_or(self.moved).elapsed();
            if is_over || (idle >= PATIENCE_IN_A_CROWD && self.room.is_crowded()) {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.look.as_mut().reset(Instant::now() + LOOK);
        }
        Poll::Pending
    }
}

impl Read for PatientStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.watch(context, false, outcome)
    }
}

impl Write for PatientStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, true, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.watch(context, true, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // It has nothing to do, and so says nothing about the other end.
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_shutdown(context);
        self.watch(context, true, outcome)
    }
}
