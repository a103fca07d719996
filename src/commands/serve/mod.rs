//! `courant serve`: builds, serves and watches.

mod body;
mod folder;
mod log;
mod moved;
mod patience;
mod server;
mod site_watcher;
mod watch;

use super::{Outcome, messages};
use crate::cli::{BuildArguments, ServeArguments};
use crate::disk;
use crate::failure::Failure;
use log::Log;
use patience::Room;
use server::Shared;
use site_watcher::{SiteWatcher, Watches};
use std::future::poll_fn;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime;

/// So many files and connections are open at once, if the system lets us.
const MOST_OPEN_FILES: u64 = 4096;

/// Of so many open files, those that may be connections: each takes one. The others are for the folder, the log and a build.
fn connections(open_files: u64) -> usize {
    usize::try_from(open_files.saturating_sub(124).clamp(16, MOST_OPEN_FILES)).unwrap_or(16)
}

/// Serves a project until it is told to stop.
pub fn run(arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let watches = if arguments.no_watch { Watches::Feeds } else { Watches::Articles };
    let mut site_watcher = SiteWatcher::new(build_arguments(arguments), watches)?;
    // Before a build that may take long: a port that is taken is told at once.
    let (listener, address) = listen(&arguments.listen)?;
    let site = site_watcher.first()?;
    let (log, writer) = if arguments.quiet { (Log::default(), None) } else { pair(Log::start()) };
    let start = if site.holds("index.html") || !site.holds("rss.xml") { "" } else { "rss.xml" };
    let (files, root) = (site.len(), site_watcher.scope().root.clone());
    let shared = Arc::new(Shared::new(site, log, address));
    let runtime = runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new("starting", "the server", error))?;
    let room = Room::new(connections(disk::allow_open_files(MOST_OPEN_FILES)));
    let stop = Arc::new(AtomicBool::new(false));
    let keeping = {
        let (shared, stop) = (shared.clone(), stop.clone());
        std::thread::spawn(move || site_watcher.keep(&shared, &stop))
    };
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let told = told_to_stop()?;
        messages::say(&format!(
            "serving {} ({files} files) on http://{address}/{start}",
            root.strip_prefix(".").unwrap_or(&root).display()
        ));
        server::run(listener, shared, room, told).await;
        Ok(())
    });
    stop.store(true, Ordering::Relaxed);
    runtime.shutdown_timeout(Duration::from_millis(100));
    // A build that has begun is let end, and the log is written to its last line.
    let _ = keeping.join();
    writer.map(std::thread::JoinHandle::join);
    served.map_err(|error: std::io::Error| Failure::new("serving", address.to_string(), error))?;
    Ok(Outcome::Fine)
}

fn pair<A, B>((a, b): (A, B)) -> (A, Option<B>) {
    (a, Some(b))
}

fn build_arguments(arguments: &ServeArguments) -> BuildArguments {
    BuildArguments {
        project: arguments.project.clone(),
        out: arguments.out.clone(),
        config: arguments.config.clone(),
        now: None,
        dry_run: false,
        accept_new_ids: false,
        accept_removals: false,
        drafts: false,
        future: false,
        quiet: arguments.quiet,
        verbose: false,
    }
}

/// Listens at an address and port, or at a port of this machine.
fn listen(place: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    let failed = |why: String| Failure::new("listening on", place, why);
    let full =
        if place.bytes().all(|byte| byte.is_ascii_digit()) { format!("127.0.0.1:{place}") } else { place.to_string() };
    let listener = TcpListener::bind(&full).map_err(|error| {
        failed(match error.kind() {
            ErrorKind::AddrInUse => {
                "another program listens there; stop it, or choose another port (`--listen 127.0.0.1:4001`)".to_string()
            }
            ErrorKind::PermissionDenied => format!("{error}; choose a port above 1023"),
            ErrorKind::InvalidInput => "it is no address and port; write it like `127.0.0.1:4000`".to_string(),
            _ => error.to_string(),
        })
    })?;
    listener.set_nonblocking(true).map_err(|error| failed(error.to_string()))?;
    let address = listener.local_addr().map_err(|error| failed(error.to_string()))?;
    Ok((listener, address))
}

/// Seconds since 1970 by the clock. Dates of HTTP are the clock's, whatever time a build is told to take.
fn seconds_now() -> Option<u64> {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// Ends when the process is told to stop. Told once more, it stops at once.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut end, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        let mut told = async move || {
            poll_fn(|context| match (end.poll_recv(context), interrupt.poll_recv(context)) {
                (Poll::Pending, Poll::Pending) => Poll::Pending,
                _ => Poll::Ready(()),
            })
            .await;
        };
        told().await;
        tokio::spawn(async move {
            told().await;
            std::process::exit(130);
        });
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
