//! Feeds at addresses: what is in them, how they are delivered, and what is at the addresses that they mention.

use super::check_request::{CheckRequest, CheckedFeed, Links, Tally};
use super::fetch::{Client, Reach, without_feed};
use super::messages::{Progress, Volume};
use crate::failure::Failure;
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::http_checks::{Delivery, Probe, examine, examine_links, examine_self_link};
use courant_validate::{Diagnostic, FeedKind, Mention, Role, parse};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use url::Url;

/// Fetches a feed and checks it.
pub fn check(address: &str, links: Links, request: &CheckRequest) -> Result<CheckedFeed, Failure> {
    let client = Client::new();
    let (delivery, reach) = client.fetch(address)?;
    if let Some(why) = without_feed(&delivery) {
        return Err(Failure::new("fetching", address, why));
    }
    let feed = Source::from_bytes(address, delivery.body.clone());
    let (exchange, findings) = examine(&format!("{address}#exchange"), &delivery, &feed);
    let mut checked = request.show(&exchange, &findings);
    let mut notes = path(&delivery);
    // What a server sends with a 404, and a feed that was cut, are no feeds.
    let is_feed =
        delivery.exchanges.last().is_some_and(|answer| matches!(answer.status, 200 | 203)) && !delivery.is_cut;
    if is_feed {
        let parsed = parse(&feed);
        let url = Url::parse(&feed_url(&delivery)).ok();
        let mut findings = request.validate_from(url.as_ref().and_then(Url::host_str), &parsed);
        let mentions = parsed.mentions();
        findings.extend(examine_self_link(&mentions, &delivery));
        if links == Links::Asked {
            let (found, left) = ask(&client, reach, &feed_url(&delivery), parsed.kind(), &mentions);
            findings.extend(found);
            notes.extend(left);
        }
        findings.sort_by_key(|finding| finding.span.start);
        let in_feed = request.show(&feed, &findings);
        let between = if checked.piece.is_empty() || in_feed.piece.is_empty() { "" } else { request.report.between() };
        checked.piece = format!("{}{between}{}", checked.piece, in_feed.piece);
        checked.tally.add(&in_feed.tally);
        checked.known.extend(in_feed.known);
    }
    Ok(CheckedFeed { notes, tally: Tally { feeds: 1, ..checked.tally }, ..checked })
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

/// How long all of them may take, and how long one server is left alone between two questions.
const PATIENCE: Duration = Duration::from_secs(300);
const PAUSE: Duration = Duration::from_millis(100);

/// Asks the addresses in a feed.
fn ask(
    client: &Client,
    reach: Reach,
    base: &str,
    kind: FeedKind,
    mentions: &[Mention],
) -> (Vec<Diagnostic>, Vec<String>) {
    // The feed itself has been got already.
    let others = mentions.iter().filter(|mention| mention.role != Role::Feed);
    let mut seen = HashSet::new();
    let mut addresses: Vec<(String, String)> = others
        .filter_map(|mention| absolute(base, &mention.url))
        .filter(|(_, address)| seen.insert(address.clone()))
        .collect();
    let left = addresses.len().saturating_sub(MOST_ASKED);
    addresses.truncate(MOST_ASKED);
    let asked = addresses.len();
    let progress = Progress::new(asked, "addresses", Volume::Ordinary).or_lines();
    let until = Instant::now() + PATIENCE;
    let probes = probe_all(addresses, until, |address| {
        let probe = client.probe(reach, address, until);
        progress.tick();
        probe
    });
    progress.finish();
    let of = |written: &str| probes.get(&absolute(base, written)?.1);
    let late = asked - probes.len();
    let mut notes = Vec::new();
    if left > 0 {
        notes.push(format!("{left} addresses were not asked, after the first {MOST_ASKED}"));
    }
    if late > 0 {
        notes.push(format!("{late} addresses were not asked: the others took {} minutes", PATIENCE.as_secs() / 60));
    }
    (examine_links(kind, mentions, of), notes)
}

/// The server that an address in a feed is on, and the address.
fn absolute(base: &str, written: &str) -> Option<(String, String)> {
    let mut url = Url::parse(base).ok()?.join(written).ok()?;
    url.set_fragment(None);
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web.then(|| (url.host_str().unwrap_or_default().to_string(), url.to_string()))
}

/// Servers are asked at the same time, the addresses of each one after the other, with a pause between them. One that has not answered
/// twice is not waited for again. What has not been asked by then is not asked at all, and is not among the answers.
fn probe_all(
    addresses: Vec<(String, String)>,
    until: Instant,
    probe: impl Fn(&str) -> Probe + Sync,
) -> HashMap<String, Probe> {
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
            for (number, address) in addresses.into_iter().enumerate() {
                let silent = unanswered.get(1).cloned();
                if silent.is_none() && number > 0 {
                    std::thread::sleep(PAUSE);
                }
                if Instant::now() >= until {
                    return;
                }
                let probe = silent.unwrap_or_else(|| probe(&address));
                match probe.status {
                    Ok(_) => unanswered.clear(),
                    // That the time is over says nothing about the server.
                    Err(_) if Instant::now() >= until => return,
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn answer(status: Result<u16, String>) -> Probe {
        Probe { status, media_type: None, length: None, has_ranges: false }
    }

    fn addresses(servers: usize, each: usize) -> Vec<(String, String)> {
        let all = (0..servers).flat_map(|server| (0..each).map(move |number| (server, number)));
        all.map(|(server, number)| (format!("s{server}"), format!("http://s{server}/{number}"))).collect()
    }

    #[test]
    fn one_server_is_asked_one_thing_at_a_time_and_many_at_once() {
        let now: Vec<AtomicUsize> = (0..5).map(|_| AtomicUsize::new(0)).collect();
        let most = AtomicUsize::new(0);
        let probes = probe_all(addresses(5, 3), Instant::now() + PATIENCE, |address| {
            let server: usize =
                address["http://s".len()..].split('/').next().and_then(|n| n.parse().ok()).expect("a number");
            assert_eq!(now[server].fetch_add(1, Ordering::SeqCst), 0, "{address}");
            let all = now.iter().map(|own| own.load(Ordering::SeqCst)).sum();
            most.fetch_max(all, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            now[server].fetch_sub(1, Ordering::SeqCst);
            answer(Ok(200))
        });
        assert_eq!(probes.len(), 15);
        assert!(most.load(Ordering::SeqCst) > 1);
    }

    #[test]
    fn a_silent_server_is_asked_twice_and_nobody_when_the_time_is_over() {
        let asked = AtomicUsize::new(0);
        let probe = |_: &str| {
            asked.fetch_add(1, Ordering::SeqCst);
            answer(Err("silence".to_string()))
        };
        assert_eq!(probe_all(addresses(2, 9), Instant::now() + PATIENCE, probe).len(), 18);
        assert_eq!(asked.swap(0, Ordering::SeqCst), 4);
        assert!(probe_all(addresses(2, 9), Instant::now(), probe).is_empty());
        assert_eq!(asked.load(Ordering::SeqCst), 0);
    }
}
