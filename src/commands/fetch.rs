//! Asks servers for feeds and for what they mention, with limits on time, size, redirections and places.

use crate::failure::Failure;
use courant_validate::http_checks::{Again, Delivery, Exchange, MOST_BYTES, Probe};
use flate2::read::MultiGzDecoder;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::typestate::WithoutBody;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, RequestBuilder};
use url::Url;

/// How long one question may take, and how long to find and reach the server.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENCE_TO_CONNECT: Duration = Duration::from_secs(10);

const MOST_REDIRECTIONS: usize = 10;

/// What readers say that they take, so that servers choose as they do for readers.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// Asks servers. A server on the public net does not get us to ask one that is not: whoever names an address means
/// it, and whoever redirects or is mentioned in a feed need not.
pub struct Client {
    anywhere: Agent,
    public: Agent,
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
        Client { anywhere: agent(Reach::Anywhere), public: agent(Reach::Public) }
    }

    /// Gets a feed, following redirections, then asks again as a reader does that has it already.
    pub fn fetch(&self, address: &str) -> Result<(Delivery, Reach), Failure> {
        let failed = |url: &str, why: String| Failure::new("fetching", url, why);
        let mut delivery = Delivery::default();
        let mut url = Url::parse(address).map_err(|error| failed(address, error.to_string()))?;
        let mut reach = Reach::Anywhere;
        loop {
            let response = self.get(reach, url.as_str(), &[]).map_err(|why| failed(url.as_str(), why))?;
            let exchange = exchange(&url, &[], &response);
            let next = redirection(&url, &exchange);
            delivery.exchanges.push(exchange);
            // Once a public server has answered, it is not to lead us to others.
            reach = if is_public(&url) { Reach::Public } else { reach };
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

    /// What is at an address, without fetching all of it.
    pub fn probe(&self, reach: Reach, address: &str) -> Probe {
        let probed = self.follow(reach, address, Method::Head);
        // Some servers do not know HEAD, or answer it otherwise than GET; and some have ranges and do not say so.
        let is_doubtful = !probed
            .as_ref()
            .is_ok_and(|probe| matches!(probe.status, Ok(200..300)) && (probe.has_ranges || !probe.is_played()));
        let answer = if is_doubtful { self.follow(reach, address, Method::GetStart) } else { probed };
        answer.unwrap_or_else(|why| Probe { status: Err(why), media_type: None, length: None, has_ranges: false })
    }

    /// Sends the fields of a form, and tells the status and for how many seconds the server wants to be left alone.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Result<(u16, Option<u64>), String> {
        let request = self.agent(Reach::Anywhere).post(address);
        let response = request.send_form(fields.iter().copied()).map_err(|error| error.to_string())?;
        let pause = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.trim().parse().ok());
        Ok((response.status().as_u16(), pause))
    }

    fn follow(&self, reach: Reach, address: &str, method: Method) -> Result<Probe, String> {
        let mut url = Url::parse(address).map_err(|error| error.to_string())?;
        let mut reach = reach;
        for _ in 0..=MOST_REDIRECTIONS {
            let response = match method {
                Method::Head => plain(self.agent(reach).head(url.as_str())).call(),
                Method::GetStart => plain(self.agent(reach).get(url.as_str())).header("range", "bytes=0-0").call(),
            }
            .map_err(|error| error.to_string())?;
            let exchange = exchange(&url, &[], &response);
            reach = if is_public(&url) { Reach::Public } else { reach };
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
        let response = self.get(reach, url.as_str(), &sent).ok()?;
        let exchange = exchange(url, &sent, &response);
        let (bytes, _) = body(response).ok()?;
        Some(Again { exchange, same_body: bytes == delivery.body })
    }

    fn get(&self, reach: Reach, url: &str, fields: &[(String, String)]) -> Result<Response<Body>, String> {
        let mut request = self.agent(reach).get(url);
        for (name, value) in fields {
            request = request.header(name, value);
        }
        request.call().map_err(|error| error.to_string())
    }

    fn agent(&self, reach: Reach) -> &Agent {
        match reach {
            Reach::Anywhere => &self.anywhere,
            Reach::Public => &self.public,
        }
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

fn agent(reach: Reach) -> Agent {
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
    Agent::with_parts(config, DefaultConnector::default(), Guard { reach, resolver: DefaultResolver::default() })
}

/// Finds the addresses of a server, and leaves out those that are out of reach. What it returns is what is connected
/// to, so a name cannot mean another place a moment later.
struct Guard {
    reach: Reach,
    resolver: DefaultResolver,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("reach", &self.reach).finish_non_exhaustive()
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, wait: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, wait)?;
        // A proxy stands in a private net and finds the server itself.
        if self.reach == Reach::Anywhere || config.proxy().is_some() {
            return Ok(found);
        }
        let mut public = self.resolver.empty();
        found.iter().filter(|address| is_public_address(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::other("it leads from the public net to a private address")));
        }
        Ok(public)
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

/// Whether a server is on the public net.
fn is_public(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let found = (host, url.port_or_known_default().unwrap_or(80)).to_socket_addrs();
    found.is_ok_and(|mut addresses| addresses.any(|address: SocketAddr| is_public_address(address.ip())))
}

/// Whether an address is one of the public net, by the registries of special addresses (RFC 6890).
fn is_public_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let special = matches!(
        (first, second, third),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // Mapped, compatible and translated addresses mean the one of version 4 that they hold.
        [0, 0, 0, 0, 0, 0xFFFF | 0, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0x2002, high, low, ..] => embedded(high, low),
        [0x2001, 0x0DB8, ..] => false,
        // The rest of the public net is 2000::/3.
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_spelling() {
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
        ];
        for address in private {
            assert!(!is_public_address(address.parse().expect(address)), "{address}");
        }
        for address in ["93.184.216.34", "172.32.0.1", "2606:2800:220:1::", "::ffff:8.8.8.8", "100.128.0.1"] {
            assert!(is_public_address(address.parse().expect(address)), "{address}");
        }
        for url in ["http://0x7f000001/", "http://2130706433/", "http://[::ffff:127.0.0.1]/"] {
            assert!(!is_public(&Url::parse(url).expect(url)), "{url}");
        }
    }

    /// Refused before anybody is asked, so that this asks nobody either.
    #[test]
    fn who_may_ask_only_public_servers_asks_no_others() {
        let client = Client::new();
        for address in ["http://127.0.0.1:9/", "http://localhost:9/", "http://0x7f000001:9/", "http://[::1]:9/"] {
            let probe = client.probe(Reach::Public, address);
            let why = probe.status.expect_err(address);
            assert!(why.contains("from the public net to a private address"), "{address}: {why}");
        }
    }
}
