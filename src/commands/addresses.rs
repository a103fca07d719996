//! Feeds at addresses: what is in them, how they are delivered, and what is at the addresses that they mention.

use super::check_request::{CheckRequest, CheckedFeed, Links, Tally};
use super::fetch::{Client, Reach};
use crate::failure::Failure;
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::http_checks::{Delivery, Probe, examine, examine_links, examine_self_link};
use courant_validate::{Diagnostic, FeedKind, Mention, Role, parse};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;
use url::Url;

/// Fetches a feed and checks it.
pub fn check(address: &str, links: Links, request: &CheckRequest) -> Result<CheckedFeed, Failure> {
    let client = Client::new();
    let (delivery, reach) = client.fetch(address)?;
    let feed = Source::from_bytes(address, delivery.body.clone());
    let (exchange, findings) = examine(&format!("{address}#exchange"), &delivery, &feed);
    let (mut piece, mut tally) = request.show(&exchange, &findings);
    let mut notes = path(&delivery);
    // What a server sends with a 404, and a feed that was cut, are no feeds.
    let is_feed = delivery.exchanges.last().is_some_and(|answer| answer.status == 200) && !delivery.is_cut;
    if is_feed {
        let parsed = parse(&feed);
        let mut findings = request.validate(&parsed);
        let mentions = parsed.mentions();
        findings.extend(examine_self_link(&mentions, &delivery));
        if links == Links::Asked {
            let (found, note) = ask(&client, reach, &feed_url(&delivery), parsed.kind(), &mentions);
            findings.extend(found);
            notes.extend(note);
        }
        findings.sort_by_key(|finding| finding.span.start);
        let (of_feed, in_feed) = request.show(&feed, &findings);
        let between = if piece.is_empty() || of_feed.is_empty() { "" } else { request.report.between() };
        piece = format!("{piece}{between}{of_feed}");
        tally.add(&in_feed);
    }
    Ok(CheckedFeed { piece, notes, tally: Tally { feeds: 1, ..tally }, ..CheckedFeed::default() })
}

/// The way from the address to the feed, for a person to see.
fn path(delivery: &Delivery) -> Vec<String> {
    let steps = delivery.exchanges.iter().zip(delivery.exchanges.iter().skip(1));
    steps
        .map(|(from, to)| {
            format!("{} leads on to {} (status {})", escape_terminal(&from.url), escape_terminal(&to.url), from.status)
        })
        .collect()
}

fn feed_url(delivery: &Delivery) -> String {
    delivery.exchanges.last().map(|answer| answer.url.clone()).unwrap_or_default()
}

/// How many addresses of one feed are asked, how many of them at a time; one server is never asked twice at a time.
const MOST_ASKED: usize = 500;
const AT_A_TIME: usize = 8;

/// Asks the addresses in a feed.
fn ask(
    client: &Client,
    reach: Reach,
    base: &str,
    kind: FeedKind,
    mentions: &[Mention],
) -> (Vec<Diagnostic>, Option<String>) {
    // The feed itself has been got already.
    let others = mentions.iter().filter(|mention| mention.role != Role::Feed);
    let mut seen = HashSet::new();
    let mut addresses: Vec<(String, String)> = others
        .filter_map(|mention| absolute(base, &mention.url))
        .filter(|(_, address)| seen.insert(address.clone()))
        .collect();
    let left = addresses.len().saturating_sub(MOST_ASKED);
    addresses.truncate(MOST_ASKED);
    let probes = probe_all(client, reach, addresses);
    let of = |written: &str| probes.get(&absolute(base, written)?.1);
    let note = (left > 0).then(|| format!("{left} addresses were not asked, after the first {MOST_ASKED}"));
    (examine_links(kind, mentions, of), note)
}

/// The server that an address in a feed is on, and the address.
fn absolute(base: &str, written: &str) -> Option<(String, String)> {
    let mut url = Url::parse(base).ok()?.join(written).ok()?;
    url.set_fragment(None);
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web.then(|| (url.host_str().unwrap_or_default().to_string(), url.to_string()))
}

/// Servers are asked at the same time, the addresses of each one after the other. One that has not answered
/// twice is not waited for again.
fn probe_all(client: &Client, reach: Reach, addresses: Vec<(String, String)>) -> HashMap<String, Probe> {
    let mut servers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (server, address) in addresses {
        servers.entry(server).or_default().push(address);
    }
    let waiting = Mutex::new(servers.into_values().collect::<Vec<_>>());
    let probes = Mutex::new(HashMap::new());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.pop());
    let work = || {
        while let Some(addresses) = next() {
            let mut unanswered: Vec<Probe> = Vec::new();
            for address in addresses {
                let probe = unanswered.get(1).cloned().unwrap_or_else(|| client.probe(reach, &address));
                match probe.status {
                    Ok(_) => unanswered.clear(),
                    Err(_) => unanswered.push(probe.clone()),
                }
                if let Ok(mut probes) = probes.lock() {
                    probes.insert(address, probe);
                }
            }
        }
    };
    std::thread::scope(|scope| (0..AT_A_TIME).for_each(|_| drop(scope.spawn(work))));
    probes.into_inner().unwrap_or_default()
}
