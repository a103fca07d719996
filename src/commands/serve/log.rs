//! One line for each request.

use courant_text::date::Timestamp;
use courant_text::text::escape_terminal;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Where lines go. Nobody waits for them to be written.
#[derive(Clone, Debug, Default)]
pub struct Log {
    lines: Option<SyncSender<Line>>,
    lost: Arc<AtomicU64>,
}

/// What a request was and what came of it.
#[derive(Debug)]
pub struct Line {
    /// How it asked, for what.
    pub asked: String,
    /// The status of the answer.
    pub status: u16,
    /// How many bytes of it were sent, without its header.
    pub sent: u64,
    /// How long that took.
    pub took: Duration,
}

/// So many lines may wait to be written.
const WAITING: usize = 16_384;

/// Of a longer path the beginning is enough.
const LONGEST: usize = 512;

impl Log {
    /// A log on standard output, and the thread that writes it until every copy of the log is gone.
    pub fn start() -> (Log, JoinHandle<()>) {
        let (sender, receiver) = sync_channel(WAITING);
        let log = Log { lines: Some(sender), lost: Arc::default() };
        let lost = log.lost.clone();
        (log, std::thread::spawn(move || write(&receiver, &lost)))
    }

    /// Notes a line. When lines come faster than they can be written, some are lost, which is said.
    pub fn note(&self, line: Line) {
        if self.lines.as_ref().is_some_and(|lines| lines.try_send(line).is_err()) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn write(lines: &Receiver<Line>, lost: &AtomicU64) {
    let mut output = BufWriter::new(io::stdout());
    while let Ok(line) = lines.recv() {
        let mut written = write_line(&mut output, &line);
        while let Ok(line) = lines.try_recv() {
            written = written.and_then(|()| write_line(&mut output, &line));
        }
        let lost = lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            written = written.and_then(|()| writeln!(output, "{lost} lines were lost here: they came too fast"));
        }
        // Who closes the log does not want it; the server goes on.
        let _ = written.and_then(|()| output.flush());
    }
}

fn write_line(output: &mut impl Write, line: &Line) -> io::Result<()> {
    let time = super::seconds_now().and_then(|now| Timestamp::from_unix(i64::try_from(now).ok()?));
    let time = time.map(Timestamp::rfc3339).unwrap_or_default();
    let Line { asked, status, sent, took } = line;
    let asked: String = asked.chars().take(LONGEST).collect();
    writeln!(output, "{time} {} {status} {sent} B {:.1} ms", escape_terminal(&asked), took.as_secs_f64() * 1000.0)
}

/// Notes a line when it is dropped: when all is sent, or when the asker has gone.
#[derive(Debug)]
pub struct Pending {
    log: Log,
    started: Instant,
    asked: String,
    status: u16,
    /// How many bytes have been sent.
    pub sent: u64,
}

impl Pending {
    /// A line that begins at `started`.
    pub fn new(log: Log, started: Instant, asked: String, status: u16) -> Pending {
        Pending { log, started, asked, status, sent: 0 }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        self.log.note(Line { asked, status: self.status, sent: self.sent, took: self.started.elapsed() });
    }
}
