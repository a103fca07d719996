//! A workflow that builds the feeds and publishes them on GitHub Pages.

use super::{Wishes, addresses};
use crate::feed::MovedPage;
use percent_encoding::percent_decode_str;

pub(super) fn write(wishes: &Wishes) -> String {
    let output = &wishes.config.output;
    let site = format!("_site/{}", below_site(wishes));
    let root = if wishes.project.is_empty() { ".".to_string() } else { wishes.project.to_string() };
    include_str!("github_pages.yml")
        .replace("@PROJECT", &quoted(&root))
        .replace("@OUTPUT", &quoted(output))
        .replace("@LEDGER", &quoted(&wishes.config.ledger))
        .replace("@FEEDS", &quoted(site.trim_end_matches('/')))
        .replace(
            "@ARTIFACT",
            &quoted(&if wishes.project.is_empty() { "_site".into() } else { format!("{root}/_site") }),
        )
        .replace("@VERSION", env!("CARGO_PKG_VERSION"))
}

pub(super) fn notes(wishes: &Wishes) -> Vec<String> {
    let mut notes = vec![
        "GitHub Pages sets the header fields itself: readers may ask again after ten minutes, whatever `ttl` says, and `feed.json` is \
         `application/json`. Readers take both."
            .to_string(),
        "Pages publishes one artifact: where the site is made by another workflow, put its steps where the comment says, and remove the other"
            .to_string(),
        "in the settings of the repository: Pages, Source: GitHub Actions".to_string(),
    ];
    let (mut with_page, mut lost) = (0usize, 0usize);
    for redirect in wishes.redirects.list.iter().filter(|redirect| !redirect.has_file) {
        let page = MovedPage::at(wishes.feed_url, &redirect.from, &redirect.to);
        *if wishes.config.pages && page.is_some() { &mut with_page } else { &mut lost } += 1;
    }
    if with_page > 0 {
        notes.push(format!("{} get a page that leads on", addresses(with_page)));
    }
    if lost > 0 {
        notes.push(format!(
            "GitHub Pages has no redirects: {} lead nowhere until the site has pages there that lead on",
            addresses(lost)
        ));
    }
    notes
}

/// The folder of the feeds below the site: Pages puts the site of a project under the name of its repository, which `link` tells.
fn below_site(wishes: &Wishes) -> String {
    let path = wishes.feed_url.as_url().path();
    let site = wishes
        .config
        .link
        .as_ref()
        .map(|link| link.as_url())
        .filter(|link| link.host_str() == wishes.feed_url.as_url().host_str() && path.starts_with(link.path()));
    let below = site.and_then(|link| path.strip_prefix(link.path())).unwrap_or(path);
    percent_decode_str(below.trim_matches('/')).decode_utf8_lossy().into_owned()
}

/// A YAML double-quoted scalar: what JSON escapes, YAML escapes alike (YAML 1.2.2 section 7.3.1).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
