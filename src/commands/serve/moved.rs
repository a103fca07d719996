//! What is asked for below the folder of feeds and is elsewhere now.

use crate::commands::moves;
use crate::commands::project::Project;
use crate::feed::AbsoluteUrl;
use crate::ledger::Ledger;
use crate::publish;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// Paths without a leading `/`, decoded, and where each leads; read again when the ledger is another.
#[derive(Debug, Default)]
pub struct Moved {
    ledger: PathBuf,
    feed_url: Option<AbsoluteUrl>,
    stamp: Option<(u64, SystemTime)>,
    redirects: Arc<BTreeMap<String, String>>,
}

impl Moved {
    /// What a project's ledger knows.
    pub fn of(project: &Project) -> Moved {
        let mut moved =
            Moved { ledger: project.ledger.clone(), feed_url: project.config.feed_url.clone(), ..Moved::default() };
        moved.now();
        moved
    }

    /// What it knows now; what it knew before where it cannot be read, which a build says.
    pub fn now(&mut self) -> Arc<BTreeMap<String, String>> {
        let stamp = std::fs::metadata(&self.ledger).and_then(|about| Ok((about.len(), about.modified()?))).ok();
        if stamp != self.stamp
            && let Ok(ledger) = publish::read_ledger(&self.ledger)
        {
            self.redirects = Arc::new(redirects(&ledger, self.feed_url.as_ref()));
            self.stamp = stamp;
        }
        self.redirects.clone()
    }
}

fn redirects(ledger: &Ledger, feed_url: Option<&AbsoluteUrl>) -> BTreeMap<String, String> {
    let files = moves::files(ledger).into_iter();
    let files =
        files.map(|(from, to, format)| (format!("{from}{}", format.file_name), format!("/{to}{}", format.file_name)));
    let below = |address: &str| Some(address.strip_prefix(feed_url?.as_str())?.to_string());
    let links = ledger.moved_links().into_iter().filter_map(|(from, to)| {
        // At the root is the page of all feeds.
        let from = below(from).filter(|path| !path.is_empty())?;
        let from = percent_decode_str(&from).decode_utf8().ok()?.into_owned();
        Some((from, below(to).map_or_else(|| to.to_string(), |to| format!("/{to}"))))
    });
    files.chain(links).collect()
}
