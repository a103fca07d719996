//! Asks servers for feeds and for what they mention, with limits on time, size, redirections and places.

use super::special_addresses::is_public_address;
use crate::failure::Failure;
use courant_validate::http_checks::{Again, Delivery, Exchange, MOST_BYTES, Probe};
use flate2::read::MultiGzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::typestate::WithoutBody;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Proxy, RequestBuilder};
use url::{Host, Url};

/// How long one question may take, and how long to find and reach the server.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENCE_TO_CONNECT: Duration = Duration::from_secs(10);

/// How long a feed may take with all redirections.
const PATIENCE_IN_ALL: Duration = Duration::from_secs(60);

const MOST_REDIRECTIONS: usize = 10;

/// What readers say that they take, so that servers choose as they do for readers.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// Asks servers. A server on the public net does not get us to ask one that is not: whoever names an address means
/// it, and whoever redirects or is mentioned in a feed need not.
pub struct Client {
    anywhere: Agent,
    public: Agent,
    judged: Arc<Judged>,
}

/// Whom a question may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Any server.
    Anywhere,
    /// Only servers on the public net.
    Public,
}

impl Client {
    /// A client that has asked nobody yet.
    pub fn new() -> Client {
        Client::with(DefaultResolver::default, is_public_address)
    }

    fn with<R: Resolver>(resolver: impl Fn() -> R, is_public: fn(IpAddr) -> bool) -> Client {
        let judged = Arc::new(Judged { is_public, servers: Mutex::default() });
        let guard = |reach| Guard { reach, resolver: resolver(), judged: judged.clone() };
        Client { anywhere: agent(guard(Reach::Anywhere)), public: agent(guard(Reach::Public)), judged }
    }

    /// Whom a server may lead to that has just answered: once a public one has, it is not to lead us to others.
    fn reach_after(&self, reach: Reach, url: &Url) -> Reach {
        if self.judged.is_public(url) { Reach::Public } else { reach }
    }

    /// Gets a feed, following redirections, then asks again as a reader does that has it already.
    pub fn fetch(&self, address: &str) -> Result<(Delivery, Reach), Failure> {
        let failed = |url: &str, why: String| Failure::new("fetching", url, why);
        let mut delivery = Delivery::default();
        let mut url = Url::parse(address).map_err(|error| failed(address, error.to_string()))?;
        let mut reach = Reach::Anywhere;
        let until = Instant::now() + PATIENCE_IN_ALL;
        loop {
            let response = self.get(reach, &url, &[], until).map_err(|why| failed(url.as_str(), why))?;
            let exchange = exchange(&url, &[], &response);
            let next = redirection(&url, &exchange);
            delivery.exchanges.push(exchange);
            reach = self.reach_after(reach, &url);
            let Some(next) = next else {
                (delivery.body, delivery.is_cut) = body(response).map_err(|why| failed(url.as_str(), why))?;
                break;
            };
            if delivery.exchanges.len() > MOST_REDIRECTIONS {
                return Err(failed(address, format!("it leads on more than {MOST_REDIRECTIONS} times")));
            }
            url = next;
        }
        delivery.again = self.ask_again(reach, &url, &delivery);
        Ok((delivery, reach))
    }

    /// What is at an address, without fetching all of it, as far as that can be learnt by then.
    pub fn probe(&self, reach: Reach, address: &str, until: Instant) -> Probe {
        let until = until.min(Instant::now() + PATIENCE);
        let probed = self.follow(reach, address, Method::Head, until);
        // Some servers do not know HEAD, or answer it otherwise than GET; and some have ranges and do not say so.
        let is_doubtful = !probed
            .as_ref()
            .is_ok_and(|probe| matches!(probe.status, Ok(200..300)) && (probe.has_ranges || !probe.is_played()));
        let answer = if is_doubtful { self.follow(reach, address, Method::GetStart, until) } else { probed };
        answer.unwrap_or_else(|why| Probe { status: Err(why), media_type: None, length: None, has_ranges: false })
    }

    /// Sends the fields of a form, and tells the status and for how many seconds the server wants to be left alone.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Result<(u16, Option<u64>), String> {
        let request = self.anywhere.post(address);
        let response = request.send_form(fields.iter().copied()).map_err(|error| error.to_string())?;
        let pause = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.trim().parse().ok());
        Ok((response.status().as_u16(), pause))
    }

    fn follow(&self, reach: Reach, address: &str, method: Method, until: Instant) -> Result<Probe, String> {
        let mut url = Url::parse(address).map_err(|error| error.to_string())?;
        let mut reach = reach;
        for _ in 0..=MOST_REDIRECTIONS {
            let agent = self.agent(reach, &url)?;
            let request = match method {
                Method::Head => plain(agent.head(url.as_str())),
                Method::GetStart => plain(agent.get(url.as_str())).header("range", "bytes=0-0"),
            };
            let response = within(request, until)?.call().map_err(|error| error.to_string())?;
            let exchange = exchange(&url, &[], &response);
            reach = self.reach_after(reach, &url);
            match redirection(&url, &exchange) {
                Some(next) => url = next,
                None => return Ok(probe_of(&exchange)),
            }
        }
        Err(format!("it leads on more than {MOST_REDIRECTIONS} times"))
    }

    /// Asks with what the first answer gave to recognise it by.
    fn ask_again(&self, reach: Reach, url: &Url, delivery: &Delivery) -> Option<Again> {
        let answer = delivery.exchanges.last().filter(|answer| answer.status == 200)?;
        let sent: Vec<_> = [("etag", "if-none-match"), ("last-modified", "if-modified-since")]
            .iter()
            .filter_map(|(given, asked)| Some((asked.to_string(), answer.header(given)?.to_string())))
            .collect();
        if sent.is_empty() || delivery.is_cut {
            return None;
        }
        // Trouble with the second question is none of the feed's, which has come.
        let response = self.get(reach, url, &sent, Instant::now() + PATIENCE).ok()?;
        let exchange = exchange(url, &sent, &response);
        let (bytes, _) = body(response).ok()?;
        Some(Again { exchange, same_body: bytes == delivery.body })
    }

    fn get(
        &self,
        reach: Reach,
        url: &Url,
        fields: &[(String, String)],
        until: Instant,
    ) -> Result<Response<Body>, String> {
        let mut request = self.agent(reach, url)?.get(url.as_str());
        for (name, value) in fields {
            request = request.header(name, value);
        }
        within(request, until)?.call().map_err(|error| error.to_string())
    }

    /// Who asks this server, if it may be asked. A proxy asks for us, and what a name means to it is not known here; what an address
    /// is, is.
    fn agent(&self, reach: Reach, url: &Url) -> Result<&Agent, String> {
        match reach {
            Reach::Anywhere => Ok(&self.anywhere),
            Reach::Public if self.judged.says_to_be_private(url) => Err(PRIVATE.to_string()),
            Reach::Public => Ok(&self.public),
        }
    }
}

const PRIVATE: &str = "it leads from the public net to a private address";

/// A question that takes no longer than until then, nor than any other.
fn within(request: RequestBuilder<WithoutBody>, until: Instant) -> Result<RequestBuilder<WithoutBody>, String> {
    match until.checked_duration_since(Instant::now()) {
        Some(left) if !left.is_zero() => Ok(request.config().timeout_global(Some(left.min(PATIENCE))).build()),
        _ => Err("it took too long".to_string()),
    }
}

/// A question for a file of any type, as it is: compressed, it would have another length.
fn plain(request: RequestBuilder<WithoutBody>) -> RequestBuilder<WithoutBody> {
    request.header("accept", "*/*").header("accept-encoding", "identity")
}

/// How to ask what is at an address.
#[derive(Clone, Copy)]
enum Method {
    Head,
    /// For the first byte.
    GetStart,
}

fn agent<R: Resolver>(guard: Guard<R>) -> Agent {
    let config = Config::builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(PATIENCE_TO_CONNECT))
        .user_agent(concat!("courant/", env!("CARGO_PKG_VERSION"), " (feed validator)"))
        .accept(ACCEPT)
        // Uncompressed here and not by the library, so that we see what was sent.
        .accept_encoding("gzip")
        .build();
    Agent::with_parts(config, DefaultConnector::default(), guard)
}

/// What the addresses of servers were when they were connected to. A name is never looked up to be judged alone: it could mean another
/// place a moment later.
struct Judged {
    is_public: fn(IpAddr) -> bool,
    /// By host and port.
    servers: Mutex<HashMap<String, bool>>,
}

impl Judged {
    /// Whether a server that was asked is on the public net. One that a proxy has asked is, unless its address says otherwise.
    fn is_public(&self, url: &Url) -> bool {
        let known = self.servers.lock().ok().and_then(|servers| servers.get(&server_of(url)).copied());
        known.unwrap_or_else(|| !self.says_to_be_private(url))
    }

    /// Whether an address is private without asking anybody.
    fn says_to_be_private(&self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(address)) => !(self.is_public)(address.into()),
            Some(Host::Ipv6(address)) => !(self.is_public)(address.into()),
            // RFC 6761 section 6.3.
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                name == "localhost" || name.ends_with(".localhost")
            }
            None => false,
        }
    }
}

fn server_of(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
        .to_ascii_lowercase()
}

/// Finds the addresses of a server, and refuses one of which any is out of reach. What it returns is what is connected to.
struct Guard<R> {
    reach: Reach,
    resolver: R,
    judged: Arc<Judged>,
}

impl<R> std::fmt::Debug for Guard<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("reach", &self.reach).finish_non_exhaustive()
    }
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(&self, uri: &Uri, config: &Config, wait: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, wait)?;
        // A proxy stands in a private net, and whoever has named it means it.
        if config.proxy().map(Proxy::uri).is_some_and(|proxy| proxy.authority() == uri.authority()) {
            return Ok(found);
        }
        let is_public = |address: &std::net::SocketAddr| (self.judged.is_public)(address.ip());
        if self.reach == Reach::Public && !found.iter().all(is_public) {
            return Err(ureq::Error::Io(std::io::Error::other(PRIVATE)));
        }
        if let (Ok(url), Ok(mut servers)) = (Url::parse(&uri.to_string()), self.judged.servers.lock()) {
            // Which of them answers is not known: if one is public, it may be that one.
            // A name that was once one of the public net stays it, whatever another question has been told since.
            *servers.entry(server_of(&url)).or_default() |= found.iter().any(is_public);
        }
        Ok(found)
    }
}

fn exchange(url: &Url, sent: &[(String, String)], response: &Response<Body>) -> Exchange {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    Exchange {
        url: url.to_string(),
        sent: sent.to_vec(),
        status: response.status().as_u16(),
        headers: response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_ascii_lowercase(), text(value.as_bytes())))
            .collect(),
    }
}

/// Where an answer leads on to.
fn redirection(url: &Url, exchange: &Exchange) -> Option<Url> {
    let location = exchange.header("location").filter(|_| matches!(exchange.status, 301 | 302 | 303 | 307 | 308))?;
    url.join(location).ok().filter(|next| matches!(next.scheme(), "http" | "https"))
}

/// The body of an answer, uncompressed, and whether it was longer than is read.
fn body(response: Response<Body>) -> Result<(Vec<u8>, bool), String> {
    let encoding = response.headers().get("content-encoding").map(|value| value.as_bytes().to_ascii_lowercase());
    let raw = response.into_body().into_with_config().limit(u64::MAX).reader();
    let limit = MOST_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = match encoding.as_deref() {
        Some(b"gzip" | b"x-gzip") => MultiGzDecoder::new(raw).take(limit).read_to_end(&mut bytes),
        _ => raw.take(limit).read_to_end(&mut bytes),
    };
    read.map_err(|error| error.to_string())?;
    let is_cut = bytes.len() > MOST_BYTES;
    bytes.truncate(MOST_BYTES);
    Ok((bytes, is_cut))
}

fn probe_of(exchange: &Exchange) -> Probe {
    let essence = |value: &str| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    // `content-range: bytes 0-0/1234` (RFC 9110 section 14.4).
    let whole = exchange.header("content-range").and_then(|range| range.rsplit('/').next()?.trim().parse().ok());
    let length = exchange.header("content-length").and_then(|length| length.trim().parse().ok());
    Probe {
        status: Ok(exchange.status),
        media_type: exchange.header("content-type").map(essence),
        length: if exchange.status == 206 { whole } else { length },
        has_ranges: exchange.status == 206 || exchange.header("accept-ranges").is_some_and(|units| units == "bytes"),
    }
}

/// Why there is no feed in what was got, although the server says that all is well: it sends nothing, or a part.
pub fn without_feed(delivery: &Delivery) -> Option<String> {
    let status = delivery.exchanges.last()?.status;
    match status {
        200 | 203 if !delivery.is_cut && delivery.body.trim_ascii().is_empty() => {
            Some(format!("the server answers {status} with nothing in it, which is no feed"))
        }
        206 => Some("the server answers 206, a part of the feed that was not asked for".to_string()),
        201..300 if status != 203 => Some(format!("the server answers {status} instead of the feed")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
