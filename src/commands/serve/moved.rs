//! What is asked for below the folder of feeds and is elsewhere now.

use crate::commands::project::Project;
use crate::feed::AbsoluteUrl;
use crate::ledger::Ledger;
use crate::publish;
use crate::redirects::Redirects;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// Paths without a leading `/`, decoded, and where each leads; read again when the ledger is another.
#[derive(Debug, Default)]
pub struct Moved {
    ledger: PathBuf,
    feed_url: Option<AbsoluteUrl>,
    link: Option<AbsoluteUrl>,
    stamp: Option<(u64, SystemTime)>,
    redirects: Arc<BTreeMap<String, String>>,
}

impl Moved {
    /// What a project's ledger knows.
    pub fn of(project: &Project) -> Moved {
        let (feed_url, link) = (project.config.feed_url.clone(), project.config.link.clone());
        let mut moved = Moved { ledger: project.ledger.clone(), feed_url, link, ..Moved::default() };
        moved.now();
        moved
    }

    /// What it knows now; what it knew before where it cannot be read, which a build says.
    pub fn now(&mut self) -> Arc<BTreeMap<String, String>> {
        let stamp = std::fs::metadata(&self.ledger).and_then(|about| Ok((about.len(), about.modified()?))).ok();
        if stamp != self.stamp
            && let Ok(ledger) = publish::read_ledger(&self.ledger)
        {
            self.redirects = Arc::new(redirects(&ledger, self.feed_url.as_ref(), self.link.as_ref()));
            self.stamp = stamp;
        }
        self.redirects.clone()
    }
}

fn redirects(ledger: &Ledger, feed_url: Option<&AbsoluteUrl>, link: Option<&AbsoluteUrl>) -> BTreeMap<String, String> {
    // Feeds lead to each other also where nobody has said yet where they will be.
    let Some(feed_url) = feed_url.cloned().or_else(|| AbsoluteUrl::parse("http://localhost/")) else {
        return BTreeMap::new();
    };
    let place = |to: &AbsoluteUrl| {
        // `//` at the beginning of a place is another host.
        let below = to.as_str().strip_prefix(feed_url.as_str()).filter(|below| !below.starts_with('/'));
        below.map_or_else(|| to.to_string(), |below| format!("/{below}"))
    };
    let list = Redirects::of(ledger, &feed_url, link).list.into_iter();
    list.filter_map(|redirect| Some((redirect.from.asked_below(&feed_url)?, place(&redirect.to)))).collect()
}
