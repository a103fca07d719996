//! Connections, requests and answers on the net.

use super::body::{Body, Pieces, Reading};
use super::folder::stamp;
use super::log::{Line, Log, Pending};
use super::patience::{PatientStream, Room};
use crate::disk;
use crate::serve::{
    Asset, AssetBody, Audience, Bytes, Content, Encoding, Found, Request, Response, Site, Stamp, answer,
    error_response, host_of, is_own_name,
};
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request as HttpRequest, Response as HttpResponse, StatusCode};
use hyper_util::rt::TokioTimer;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fs::File;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, RwLock, Weak};
use std::task::Poll;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::spawn_blocking;

/// How long the header of a request may take to come, and how long a connection may be kept on which nothing is asked.
const PATIENCE: Duration = Duration::from_secs(30);

/// How large a header may be. Readers send less than 1 KiB.
const MOST_HEADER_BYTES: usize = 16 * 1024;

/// How long requests may take to end when the server is told to.
const PATIENCE_AT_THE_END: Duration = Duration::from_secs(10);

/// Between signs that a stream of events is still there: proxies close a silent one after a minute.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What all connections share.
#[derive(Debug)]
pub struct Shared {
    site: RwLock<Arc<Site>>,
    version: watch::Sender<String>,
    log: Log,
    /// Files that are being sent from the disk: each is open once, however many take it.
    open: Mutex<HashMap<PathBuf, (Stamp, Weak<File>)>>,
    /// Only questions for this machine are answered: a page from elsewhere is not to read a preview through a name that its owner lets
    /// lead here ("DNS rebinding").
    only_own_names: bool,
}

impl Shared {
    /// What is served first.
    pub fn new(site: Site, log: Log, listens_on: SocketAddr) -> Shared {
        let only_own_names = site.audience == Audience::Author && listens_on.ip().is_loopback();
        let (version, _) = watch::channel(site.version.clone());
        Shared { site: RwLock::new(Arc::new(site)), version, log, open: Mutex::default(), only_own_names }
    }

    /// Serves another state from now on. Requests that have begun end with the one before.
    pub fn replace(&self, site: Site) {
        let version = site.version.clone();
        *self.site.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = Arc::new(site);
        self.version.send_replace(version);
    }

    fn site(&self) -> Arc<Site> {
        self.site.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }
}

/// Answers until it is told to stop, then lets the requests end that have begun.
pub async fn run(listener: TcpListener, shared: Arc<Shared>, room: Room, stop: impl Future<Output = ()>) {
    let (ending, ended) = watch::channel(false);
    let accepting = tokio::spawn(accept(listener, shared, room.clone(), ended));
    stop.await;
    accepting.abort();
    let _ = ending.send(true);
    // The room is free when the last connection is gone.
    let _ = tokio::time::timeout(PATIENCE_AT_THE_END, room.free().acquire_many(room.size() as u32)).await;
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, room: Room, ended: watch::Receiver<bool>) {
    loop {
        // Others wait at the door.
        let Ok(permit) = room.free().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is written in one piece, which is not to wait for the next.
                let _ = stream.set_nodelay(true);
                let (shared, ended) = (shared.clone(), ended.clone());
                let stream = PatientStream::new(stream, room.clone());
                tokio::spawn(async move {
                    connection(stream, shared, ended).await;
                    drop(permit);
                });
            }
            // The other end has gone, or there are too many open files: both pass.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: PatientStream, shared: Arc<Shared>, ended: watch::Receiver<bool>) {
    let service = service_fn(|request| respond(shared.clone(), ended.clone(), request));
    let mut builder = http1::Builder::new();
    // Who says that nothing more is asked still waits for the answer.
    builder.half_close(true);
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(MOST_HEADER_BYTES);
    let started = Instant::now();
    let mut connection = pin!(builder.serve_connection(stream, service));
    let mut ending = ended.clone();
    let mut end = pin!(ending.wait_for(|ended| *ended));
    let mut is_ending = false;
    let outcome = poll_fn(|context| {
        if !is_ending && end.as_mut().poll(context).is_ready() {
            is_ending = true;
            connection.as_mut().graceful_shutdown();
        }
        connection.as_mut().poll(context)
    })
    .await;
    // Such a request is answered before it is one of ours.
    if let Err(error) = outcome
        && error.is_parse()
    {
        let status = if error.is_parse_too_large() { 431 } else { 400 };
        shared.log.note(Line { asked: "- -".to_string(), status, sent: 0, took: started.elapsed() });
    }
}

async fn respond(
    shared: Arc<Shared>,
    ended: watch::Receiver<bool>,
    request: HttpRequest<Incoming>,
) -> Result<HttpResponse<Body>, Infallible> {
    let started = Instant::now();
    let site = shared.site();
    let is_head = request.method() == Method::HEAD;
    let mut answer = answer_to(&shared, &site, &request).await;
    let pieces = pieces(&shared, &mut answer, ended, is_head).await.unwrap_or_else(|_| {
        // It has changed or gone since the folder was looked at, which is looked at again soon.
        answer = error_response(503, "The file is being replaced; ask again in a moment.\n");
        Sending { length: None, pieces: Pieces::Whole(answer.ready().unwrap_or_default()) }
    });
    let asked = match request.uri().path_and_query() {
        Some(path) => format!("{} {path}", request.method()),
        None => format!("{} {}", request.method(), request.uri()),
    };
    let line = Pending::new(shared.log.clone(), started, asked, answer.status);
    Ok(response(&answer, pieces, is_head, line))
}

async fn answer_to(shared: &Shared, site: &Site, request: &HttpRequest<Incoming>) -> Response {
    let headers = request.headers();
    let host = match host_of(request.version(), request.uri(), headers) {
        Ok(host) => host,
        Err(why) => return error_response(400, why),
    };
    // A request without a host is none of a browser's.
    if shared.only_own_names && !host.is_empty() && !is_own_name(host) {
        let why = "This preview answers only for localhost and addresses of this machine; see --listen.\n";
        return error_response(421, why);
    }
    let found = site.find(request.uri().path());
    if let Found::File(file) = &found
        && file.hash().is_none()
    {
        let file = file.clone();
        // It is tagged by its bytes: it is read once, and from then on known by its stamp.
        let read = spawn_blocking(move || hash(&file)).await;
        if !read.is_ok_and(|read| read.is_ok()) {
            return error_response(503, "The file is being replaced; ask again in a moment.\n");
        }
    }
    let now = super::seconds_now().unwrap_or_default();
    let request = Request { method: request.method(), query: request.uri().query(), headers, now };
    answer(site, &found, &request)
}

struct Sending {
    /// In bytes; nothing where nobody knows.
    length: Option<u64>,
    pieces: Pieces,
}

/// What is sent after the header.
async fn pieces(
    shared: &Arc<Shared>,
    answer: &mut Response,
    ended: watch::Receiver<bool>,
    is_head: bool,
) -> io::Result<Sending> {
    if let Some(bytes) = answer.ready() {
        return Ok(Sending { length: Some(bytes.len() as u64), pieces: Pieces::Whole(bytes) });
    }
    match &answer.content {
        Content::Events if is_head => Ok(Sending { length: None, pieces: Pieces::None }),
        Content::Events => Ok(Sending { length: None, pieces: Pieces::Stream(events(shared, ended)) }),
        Content::File { file, encoding, part } => match &file.held {
            AssetBody::Memory(_) => {
                let (file, encoding) = (file.clone(), *encoding);
                let bytes = spawn_blocking(move || compressed(&file, encoding)).await.map_err(io::Error::other)?;
                Ok(Sending { length: Some(bytes.len() as u64), pieces: Pieces::Whole(bytes) })
            }
            AssetBody::Disk { .. } => {
                let part = part.clone().unwrap_or(0..file.length());
                let length = part.end.saturating_sub(part.start);
                let sending = |pieces| Sending { length: Some(length), pieces };
                if is_head {
                    return Ok(sending(Pieces::None));
                }
                let (file, shared) = (file.clone(), shared.clone());
                let reading = spawn_blocking(move || open(&shared, &file, &part)).await.map_err(io::Error::other)??;
                Ok(sending(Pieces::File(reading)))
            }
        },
        Content::Nothing | Content::Text(_) => Ok(Sending { length: Some(0), pieces: Pieces::None }),
    }
}

fn compressed(file: &Asset, encoding: Encoding) -> Bytes {
    file.encoded(encoding).cloned().unwrap_or_default()
}

/// Opens the file that was found when the folder was looked at, and no other that has taken its place.
fn open_same(path: &Path, expected: &crate::serve::Stamp) -> io::Result<std::fs::File> {
    let file = disk::open_to_read(path)?;
    if stamp(&file.metadata()?) != *expected {
        return Err(io::Error::other("another file has taken its place"));
    }
    Ok(file)
}

/// Opens a file, unless it is open already for somebody else.
fn open(shared: &Shared, file: &Asset, part: &Range<u64>) -> io::Result<Reading> {
    let AssetBody::Disk { path, stamp } = &file.held else { return Err(io::ErrorKind::InvalidInput.into()) };
    let mut open = shared.open.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    open.retain(|_, (_, file)| file.strong_count() > 0);
    let known = open.get(path).filter(|(own, _)| own == stamp).and_then(|(_, file)| file.upgrade());
    let opened = match known {
        Some(opened) => opened,
        None => {
            let opened = Arc::new(open_same(path, stamp)?);
            open.insert(path.clone(), (*stamp, Arc::downgrade(&opened)));
            opened
        }
    };
    Ok(Reading::new(opened, part.start, part.end.saturating_sub(part.start)))
}

fn hash(file: &Asset) -> io::Result<()> {
    let AssetBody::Disk { path, stamp } = &file.held else { return Ok(()) };
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open_same(path, stamp)?)?;
    file.set_hash(hasher.finalize());
    Ok(())
}

/// The versions of the site, from the present one on.
fn events(shared: &Shared, ended: watch::Receiver<bool>) -> mpsc::Receiver<Bytes> {
    let (sender, receiver) = mpsc::channel(4);
    let mut version = shared.version.subscribe();
    let mut ended = ended;
    tokio::spawn(async move {
        let mut event = format!("retry: 500\ndata: {}\n\n", *version.borrow_and_update());
        while sender.send(Bytes::from(event)).await.is_ok() {
            let next = {
                let (mut changed, mut end) = (pin!(version.changed()), pin!(ended.wait_for(|ended| *ended)));
                let next = poll_fn(|context| match end.as_mut().poll(context) {
                    Poll::Ready(_) => Poll::Ready(None),
                    Poll::Pending => changed.as_mut().poll(context).map(Result::ok),
                });
                tokio::time::timeout(SIGN_OF_LIFE, next).await
            };
            event = match next {
                Ok(None) => break,
                Ok(Some(())) => format!("data: {}\n\n", *version.borrow_and_update()),
                Err(_) => ":\n\n".to_string(),
            };
        }
    });
    receiver
}

fn response(answer: &Response, sending: Sending, is_head: bool, line: Pending) -> HttpResponse<Body> {
    let pieces = if is_head { Pieces::None } else { sending.pieces };
    let mut response = HttpResponse::new(Body::new(pieces, line));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &answer.fields {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().append(name, value);
        }
    }
    // A 304 describes what is not sent; its length would be that of the file (RFC 9110 section 8.6).
    if let Some(length) = sending.length.filter(|_| answer.status != 304) {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}
