//! How a feed is delivered: what servers answer when a reader asks for it, and for what it mentions.
//!
//! Pure: who asks is the shell; here answers are examined.

mod links;
mod log;
pub mod rules;

use crate::rule::Rule;
use crate::{Diagnostic, FeedKind};
use courant_text::source::Source;
use encoding_rs::Encoding;
use log::Log;

pub use links::{Probe, examine_links, examine_self_link};

/// The most bytes of a feed, uncompressed: Miniflux reads no more.
pub const MOST_BYTES: usize = 15 * 1024 * 1024;

/// One question to a server and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// The address that was asked for.
    pub url: String,
    /// Header fields that were sent beyond the ordinary.
    pub sent: Vec<(String, String)>,
    /// The status of the answer.
    pub status: u16,
    /// Its header fields, with names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Exchange {
    /// The value of a header field of the answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// What came of asking for a feed.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    /// The redirections in their order, then the answer.
    pub exchanges: Vec<Exchange>,
    /// The body of the answer, uncompressed; cut after [`MOST_BYTES`].
    pub body: Vec<u8>,
    /// Whether the body was longer.
    pub is_cut: bool,
    /// What came of asking again, as a reader does that knows the feed already.
    pub again: Option<Again>,
}

/// What came of asking again.
#[derive(Clone, Debug)]
pub struct Again {
    /// The question, with the validators of the first answer, and its answer.
    pub exchange: Exchange,
    /// Whether the same body was sent once more.
    pub same_body: bool,
}

/// Examines the answers. What is found stands in the log of the exchange, which is the first of the two.
pub fn examine(name: &str, delivery: &Delivery, feed: &Source) -> (Source, Vec<Diagnostic>) {
    let log = Log::from_delivery(delivery);
    let facts = Facts { delivery, log: &log, feed, answer: delivery.exchanges.last() };
    let mut findings: Vec<Diagnostic> = CHECKS.iter().filter_map(|check| check(&facts)).collect();
    findings.extend(redirections(&facts));
    findings.sort_by_key(|finding| finding.span.start);
    (Source::new(name, log.text), findings)
}

struct Facts<'a> {
    delivery: &'a Delivery,
    log: &'a Log,
    feed: &'a Source,
    answer: Option<&'a Exchange>,
}

impl<'a> Facts<'a> {
    /// A finding in the header of the last answer: at the value of a field, or at the status where the field is missing.
    fn finding(&self, rule: &'static Rule, field: &str, message: String, help: &str) -> Option<Diagnostic> {
        let span = self.log.place(self.delivery.exchanges.len().saturating_sub(1), field);
        Some(Diagnostic { rule, span, citation: rule.cite, message, help: Some(help.to_string()), fix: None })
    }

    /// The answer, if it is one with a feed in it.
    fn good(&self) -> Option<&'a Exchange> {
        self.answer.filter(|answer| (200..300).contains(&answer.status))
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.good()?.header(name)
    }
}

/// Each looks at one thing, and finds at most one.
const CHECKS: &[fn(&Facts) -> Option<Diagnostic>] = &[
    challenged,
    not_ok,
    too_large,
    answer_type_missing,
    answer_type_unexpected,
    charset_mismatch,
    validators_missing,
    conditional_request_ignored,
    uncompressed,
    cache_control_missing,
    caching_forbidden,
    cached_too_long,
];

/// Cloudflare says with `cf-mitigated: challenge` that it asks for a browser (Cloudflare, "Detect a Challenge Page response").
fn challenged(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.answer.filter(|answer| is_challenge(answer))?;
    let message = format!("something before the server asks whether a person is there (status {})", answer.status);
    let help = "let everybody have the feed's address without that question: readers are programs";
    facts.finding(&rules::ANSWER_CHALLENGE, "cf-mitigated", message, help)
}

fn is_challenge(answer: &Exchange) -> bool {
    answer.header("cf-mitigated").is_some_and(|value| value.trim().eq_ignore_ascii_case("challenge"))
}

fn not_ok(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.answer.filter(|answer| !(200..300).contains(&answer.status) && !is_challenge(answer))?;
    let message = format!("the server answers {} instead of the feed", answer.status);
    facts.finding(&rules::ANSWER_NOT_OK, "", message, "serve the feed with status 200 at its address")
}

fn too_large(facts: &Facts) -> Option<Diagnostic> {
    facts.good().filter(|_| facts.delivery.is_cut)?;
    let message = format!("the feed has more than {} MiB", MOST_BYTES / 1024 / 1024);
    facts.finding(&rules::ANSWER_TOO_LARGE, "", message, "keep the newest items only, 50 are enough for readers")
}

fn answer_type_missing(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.good()?;
    if answer.header("content-type").is_some() {
        return None;
    }
    let help = format!("send `content-type: {}`", media_types(facts).first()?);
    facts.finding(&rules::ANSWER_TYPE_MISSING, "", "the answer does not say what it is".to_string(), &help)
}

fn answer_type_unexpected(facts: &Facts) -> Option<Diagnostic> {
    let value = facts.header("content-type")?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let expected = media_types(facts);
    if expected.is_empty() || expected.contains(&essence.as_str()) {
        return None;
    }
    let message = format!("`{essence}` is not the type of this feed");
    let help = format!("send `content-type: {}`", expected.first()?);
    facts.finding(&rules::ANSWER_TYPE_UNEXPECTED, "content-type", message, &help)
}

/// The media types under which readers and browsers take a feed of this kind, the best first.
fn media_types(facts: &Facts) -> &'static [&'static str] {
    match FeedKind::of_head(&facts.delivery.body) {
        FeedKind::Rss => &["application/rss+xml", "application/xml", "text/xml"],
        FeedKind::Rdf => &["application/rdf+xml", "application/rss+xml", "application/xml", "text/xml"],
        FeedKind::Atom => &["application/atom+xml", "application/xml", "text/xml"],
        FeedKind::Opml => &["text/x-opml", "application/xml", "text/xml"],
        FeedKind::Json => &["application/feed+json", "application/json"],
        FeedKind::Other => &[],
    }
}

/// RFC 7303 section 3: a byte order mark counts most, then the charset of the header, then the declaration.
fn charset_mismatch(facts: &Facts) -> Option<Diagnostic> {
    let charset = charset(facts.header("content-type")?)?;
    let decoding = facts.feed.decoding();
    let used = decoding.used.filter(|_| !facts.feed.text.is_ascii())?;
    let same = Encoding::for_label(charset.as_bytes()).is_some_and(|encoding| encoding.name() == used);
    if same || charset.eq_ignore_ascii_case(used) {
        return None;
    }
    let message = format!("the server says that the feed is in `{charset}`, the feed is in `{used}`");
    let help = format!("send `charset={}`, or leave it out", used.to_lowercase());
    facts.finding(&rules::CHARSET_MISMATCH, "content-type", message, &help)
}

fn charset(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, value)| value.trim().trim_matches('"'))
}

fn validators_missing(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.good()?;
    if answer.header("etag").is_some() || answer.header("last-modified").is_some() {
        return None;
    }
    let message = "the answer has neither `etag` nor `last-modified`".to_string();
    facts.finding(&rules::VALIDATORS_MISSING, "", message, "send an `etag`, and answer 304 when it comes back")
}

fn conditional_request_ignored(facts: &Facts) -> Option<Diagnostic> {
    let again = facts.delivery.again.as_ref().filter(|again| again.same_body && again.exchange.status == 200)?;
    let (name, _) = again.exchange.sent.first()?;
    let span = facts.log.place(facts.delivery.exchanges.len(), "");
    let message = format!("asked again with `{name}`, the server sends the same feed once more");
    let help = Some("answer 304 without a body while the feed is the same".to_string());
    let rule = &rules::CONDITIONAL_REQUEST_IGNORED;
    Some(Diagnostic { rule, span, citation: rule.cite, message, help, fix: None })
}

/// Below this, compression gains nothing worth a word.
const WORTH_COMPRESSING: usize = 4096;

fn uncompressed(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.good()?;
    let length = facts.delivery.body.len();
    if answer.header("content-encoding").is_some() || length < WORTH_COMPRESSING {
        return None;
    }
    let message = format!("asked for gzip, the server sends {length} bytes as they are");
    facts.finding(&rules::UNCOMPRESSED, "", message, "let the server compress feeds: they shrink to a quarter or less")
}

fn cache_control_missing(facts: &Facts) -> Option<Diagnostic> {
    let answer = facts.good()?;
    if answer.header("cache-control").is_some() || answer.header("expires").is_some() {
        return None;
    }
    let message = "the answer does not say how long it is good for".to_string();
    facts.finding(&rules::CACHE_CONTROL_MISSING, "", message, "send `cache-control: max-age=1800` or what suits you")
}

fn caching_forbidden(facts: &Facts) -> Option<Diagnostic> {
    let value = facts.header("cache-control")?;
    let forbids = value.split(',').any(|directive| directive.trim().eq_ignore_ascii_case("no-store"));
    forbids.then_some(())?;
    let message = "`no-store` forbids readers to keep what they have".to_string();
    let help = "send `cache-control: max-age=1800` or what suits you";
    facts.finding(&rules::CACHING_FORBIDDEN, "cache-control", message, help)
}

/// How long readers that follow the field may be without news, in seconds: a week.
const LONGEST_CACHED: u64 = 7 * 24 * 60 * 60;

fn cached_too_long(facts: &Facts) -> Option<Diagnostic> {
    let value = facts.header("cache-control")?;
    let seconds = value.split(',').find_map(|directive| {
        let (name, seconds) = directive.trim().split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then(|| seconds.trim().trim_matches('"').parse::<u64>().ok())?
    })?;
    // An archive document never changes (RFC 5005, section 4).
    let is_archive =
        facts.feed.text.contains("http://purl.org/syndication/history/1.0") && facts.feed.text.contains(":archive");
    (seconds > LONGEST_CACHED && !is_archive).then_some(())?;
    let message = format!("readers are told to keep this feed for {} days", seconds / (24 * 60 * 60));
    let help = "send `cache-control: max-age=1800` or what suits you; a long time is for files that never change";
    facts.finding(&rules::CACHED_TOO_LONG, "cache-control", message, help)
}

/// RFC 9110 section 15.4: 301 and 308 are for good, the others for now.
fn redirections(facts: &Facts) -> Vec<Diagnostic> {
    let exchanges = &facts.delivery.exchanges;
    let hops = exchanges.iter().zip(exchanges.iter().skip(1)).enumerate();
    hops.map(|(index, (from, to))| {
        let insecure = from.url.starts_with("https:") && to.url.starts_with("http:");
        let rule = if insecure { &rules::REDIRECTION_INSECURE } else { &rules::REDIRECTED };
        let message = format!("the address leads on to `{}` (status {})", to.url, from.status);
        let help = Some(match from.status {
            301 | 308 => "give people the new address".to_string(),
            _ => "serve the feed where it is asked for, or redirect for good with status 301".to_string(),
        });
        Diagnostic { rule, span: facts.log.place(index, "location"), citation: rule.cite, message, help, fix: None }
    })
    .collect()
}
