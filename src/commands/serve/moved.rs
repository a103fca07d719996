//! What is asked for below the folder of feeds and is elsewhere now.

use crate::commands::moves;
use crate::commands::project::Project;
use crate::deploy::Redirect;
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
    link: Option<AbsoluteUrl>,
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
            self.redirects = Arc::new(redirects(&ledger, self.feed_url.as_ref(), self.link.as_ref()));
            self.stamp = stamp;
        }
        self.redirects.clone()
    }
}

fn redirects(ledger: &Ledger, feed_url: Option<&AbsoluteUrl>, link: Option<&AbsoluteUrl>) -> BTreeMap<String, String> {
    let files = moves::files(ledger).into_iter();
    let files =
        files.map(|(from, to, format)| (format!("{from}{}", format.file_name), format!("/{to}{}", format.file_name)));
    let links = feed_url.into_iter().flat_map(|feed_url| {
        let below = |address: &AbsoluteUrl| address.as_str().strip_prefix(feed_url.as_str()).map(str::to_string);
        let harmless = moves::links(ledger).into_iter().filter(|redirect| redirect.is_harmless(feed_url, link));
        let led = harmless.filter_map(move |Redirect { from, to, .. }| {
            let from = percent_decode_str(&below(&from)?).decode_utf8().ok()?.into_owned();
            Some((from, below(&to).map_or_else(|| to.to_string(), |to| format!("/{to}"))))
        });
        led.collect::<Vec<_>>()
    });
    files.chain(links).collect()
}
