//! `courant ping`: tells a WebSub hub which feeds have changed, so that subscribers hear of it at once.

use super::changes::old_text;
use super::messages;
use super::project::Project;
use super::{Outcome, print};
use crate::cli::PingArguments;
use crate::disk;
use crate::failure::Failure;
use crate::feed::AbsoluteUrl;
use crate::publish::{self, Lock, write_atomically};
use courant_text::source::Source;
use courant_validate::parse;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// Tells the hub of each feed whose file is another than when it was told last. Nothing that a hub does is a failure.
pub fn run(arguments: &PingArguments) -> Result<Outcome, Failure> {
    let project = Project::open(&arguments.project, arguments.config.as_deref(), arguments.out.as_deref())?;
    let hub = wanted(&project, "hub", &project.config.hub)?;
    let base = wanted(&project, "feed_url", &project.config.feed_url)?;
    let mut told = told(&project);
    let feeds = feeds(&project)?;
    let (mut count, mut failures) = (0, 0);
    for (path, hash) in &feeds {
        let is_news = arguments.all || told.get(path) != Some(hash);
        let Some(address) = base.join(path).filter(|_| is_news) else { continue };
        if arguments.dry_run {
            print(format!("{hub} would be told of {address}\n").as_bytes())?;
            continue;
        }
        match tell(hub.as_str(), address.as_str()) {
            Ok(()) => {
                (count, failures) = (count + 1, 0);
                told.insert(path.clone(), hash.clone());
            }
            Err(why) => {
                messages::warning(&format!("{hub} was not told of {address}: {why}; the next ping does it"));
                failures += 1;
            }
        }
        // A hub that is down is not waited for once for each feed.
        if failures == MOST_FAILURES {
            break;
        }
    }
    told.retain(|path, _| feeds.contains_key(path));
    if arguments.dry_run {
        return Ok(Outcome::Fine);
    }
    // A build may be going on; what the hub was told is written when it is over.
    let _held = Lock::take(&project.state)?;
    keep(&project, &told)?;
    print(
        format!("{hub} was told of {count} feeds, of the other {} it knows, or will be told\n", feeds.len() - count)
            .as_bytes(),
    )
}

fn wanted<'a>(project: &Project, key: &str, value: &'a Option<AbsoluteUrl>) -> Result<&'a AbsoluteUrl, Failure> {
    let path = project.root.join(super::project::CONFIGURATION);
    value.as_ref().ok_or_else(|| {
        Failure::new(
            "reading",
            path,
            format!("`{key}` is not set; write it like `{key} = \"https://example.org/...\"`"),
        )
    })
}

/// The feeds that can be subscribed to, by path, and a hash of each.
fn feeds(project: &Project) -> Result<BTreeMap<String, String>, Failure> {
    let mut feeds = BTreeMap::new();
    for path in publish::ours(&project.output)? {
        let text = old_text(&project.output, &path)?;
        let source = Source::new(&path, text);
        if parse(&source).contents().is_some_and(|contents| !contents.is_archive) {
            feeds.insert(path, blake3::hash(source.text.as_bytes()).to_hex().to_string());
        }
    }
    Ok(feeds)
}

fn memory(project: &Project) -> PathBuf {
    project.state.join("pinged.json")
}

/// What the hub has been told of: a shortcut, without which it is told again.
fn told(project: &Project) -> BTreeMap<String, String> {
    let bytes = disk::read(&memory(project), disk::MOST_BYTES).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn keep(project: &Project, told: &BTreeMap<String, String>) -> Result<(), Failure> {
    let text = serde_json::to_vec(told).expect("strings are always JSON");
    write_atomically(&memory(project), &text)
}

/// How often a hub is asked, and how long it is left alone before the second time; each pause is twice the one before.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(500);
/// So many feeds in a row that could not be told of are enough.
const MOST_FAILURES: usize = 3;
/// A hub that wants to be left alone longer is told by the next ping.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Tells of one feed, again while the trouble may pass.
fn tell(hub: &str, address: &str) -> Result<(), String> {
    // W3C WebSub leaves it to the hub how it is told (section 6); this is what hubs have understood since PubSubHubbub 0.3.
    let fields = [("hub.mode", "publish"), ("hub.url", address), ("hub.topic", address)];
    let mut why = String::new();
    for attempt in 0..TRIES {
        let (answer, asked_for) = post(hub, &fields);
        match answer {
            Ok(200..300) => return Ok(()),
            Ok(status) => {
                why = format!("it says {status}");
                if !(status == 429 || status >= 500) {
                    break;
                }
            }
            Err(error) => why = error,
        }
        let pause = asked_for.map_or(PAUSE * 2u32.pow(attempt), Duration::from_secs);
        if pause > LONGEST_PAUSE {
            break;
        }
        if attempt + 1 < TRIES {
            std::thread::sleep(pause);
        }
    }
    Err(why)
}

/// The status, or why there is none, and for how many seconds the hub wants to be left alone.
#[cfg(feature = "network")]
fn post(hub: &str, fields: &[(&str, &str)]) -> (Result<u16, String>, Option<u64>) {
    match super::fetch::Client::new().post(hub, fields) {
        Ok((status, pause)) => (Ok(status), pause),
        Err(why) => (Err(why), None),
    }
}

#[cfg(not(feature = "network"))]
fn post(_: &str, _: &[(&str, &str)]) -> (Result<u16, String>, Option<u64>) {
    (Err("this courant was built without the feature `network`".to_string()), Some(u64::MAX))
}
