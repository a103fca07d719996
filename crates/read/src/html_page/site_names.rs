//! What the site of a page is called, and titles without it.

use super::page::Page;
use super::shared_words::words;
use super::{about, json_ld};

/// The names of a site, from all the places of a page that say them.
pub struct SiteNames {
    /// Names that makers of pages state as such.
    stated: Vec<String>,
    /// What stands elsewhere and is a name only as a whole: the host, the title of the feed, the words that lead to the front page.
    shown: Vec<String>,
}

impl SiteNames {
    /// The names of the site of this page.
    pub fn of(page: &Page) -> SiteNames {
        let name = about::site_name(page).map(|name| name.value);
        let is_site = |name: &str| matches!(name, "WebSite" | "NewsMediaOrganization");
        let linked = page.linked.objects().iter().filter(|object| json_ld::is_a(object, is_site));
        let linked = linked.filter_map(|object| json_ld::text(object, "name"));
        let stated = name.into_iter().chain(page.stated("publisher")).chain(linked).collect();
        let shown = hosts(page).into_iter().chain(feeds(page)).chain(links_home(page)).map(|name| key(&name));
        SiteNames { stated, shown: shown.filter(|name| !name.is_empty()).collect() }
    }

    /// Whether a text is what the site is called, or the greater part of that name: `Guardian` of `The Guardian`. A text that says more
    /// than the name is none, but for one word where the name has several: `The Harbour Post online`.
    pub fn has(&self, text: &str) -> bool {
        let part = words(text);
        let is_of = |name: &String| {
            let name = words(name);
            let shared = part.intersection(&name).count();
            shared > 0
                && (shared == part.len() || shared == name.len() && name.len() >= 2 && part.len() == name.len() + 1)
        };
        self.stated.iter().any(is_of) || self.is_called(text)
    }

    /// Whether a text is one of the names as a whole, but for case, signs and spaces.
    pub fn is_called(&self, text: &str) -> bool {
        let text = key(text);
        !text.is_empty() && (self.shown.contains(&text) || self.stated.iter().any(|name| key(name) == text))
    }

    /// A title without the site's name behind its last separator or before its first, and without the name of a part of the site between
    /// them.
    pub fn without(&self, title: &str) -> String {
        let title = title.trim();
        let cut = |(at, separator): (usize, &str)| {
            let (before, behind) = title.split_at_checked(at)?;
            Some((before.trim(), behind.strip_prefix(separator)?.trim()))
        };
        let last = SEPARATORS.iter().filter_map(|&separator| Some((title.rfind(separator)?, separator))).max();
        if let Some((at, separator)) = last
            && let Some((rest, name)) = cut((at, separator))
            && !rest.is_empty()
            && (self.has(name) || separator == BEHIND_TITLE)
        {
            return without_section(rest, separator, Side::Last).to_string();
        }
        let first = SEPARATORS.iter().filter_map(|&separator| Some((title.find(separator)?, separator))).min();
        if let Some((at, separator)) = first
            && let Some((name, rest)) = cut((at, separator))
            && !rest.is_empty()
            && self.has(name)
        {
            return without_section(rest, separator, Side::First).to_string();
        }
        self.without_close_name(title).to_string()
    }

    /// A title without a name that a sign alone parts from it, as in scripts without spaces: `…を描画できる「Treeviz」:phpspot開発日誌`.
    fn without_close_name<'a>(&self, title: &'a str) -> &'a str {
        let is_sign = |c: char| CLOSE_SEPARATORS.contains(c);
        let behind = title.rsplit_once(is_sign).filter(|(rest, name)| !rest.is_empty() && self.is_called(name));
        behind.map_or(title, |(rest, _)| rest.trim_end_matches(|c: char| is_sign(c) || c.is_whitespace()))
    }
}

/// What stands between a title and the name of its site.
pub const SEPARATORS: [&str; 15] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", BEHIND_TITLE, " / ", " ~ ", " ‹ ", " › ", " < ", "｜"];

/// WordPress points from the name of a blog to the title before it (`wp_title`), and nobody else writes so.
const BEHIND_TITLE: &str = " « ";

/// Signs that part a name from a title without a space.
const CLOSE_SEPARATORS: &str = "|｜-–—_:：·・»";

#[derive(Clone, Copy, PartialEq)]
enum Side {
    First,
    Last,
}

/// What is left of a title behind the name of a site may be parted once more by the same sign, which is for parts of a site alone:
/// `How to tie a bowline | Knots`.
fn without_section<'a>(title: &'a str, separator: &str, side: Side) -> &'a str {
    const OF_PARTS: [&str; 8] = [" | ", " · ", " • ", " :: ", " » ", BEHIND_TITLE, " ‹ ", " › "];
    if !OF_PARTS.contains(&separator) {
        return title;
    }
    let parts = if side == Side::Last {
        title.rsplit_once(separator)
    } else {
        title.split_once(separator).map(|(part, rest)| (rest, part))
    };
    let length = |text: &str| text.split_whitespace().count();
    match parts.map(|(rest, part)| (rest.trim(), part.trim())) {
        Some((rest, part)) if length(part) <= MOST_WORDS_OF_SECTION && length(rest) > length(part) => rest,
        _ => title,
    }
}

const MOST_WORDS_OF_SECTION: usize = 2;

/// The letters and digits of a name, in small letters.
pub fn key(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The address of the site, and what of it is a name: `harbour-post` of `www.harbour-post.example`.
pub fn hosts(page: &Page) -> Vec<String> {
    let host =
        page.base.as_ref().and_then(|base| base.host_str()).map(|host| host.trim_start_matches("www.").to_string());
    let bare = host.as_deref().and_then(|host| host.rsplit_once('.')).map(|(bare, _)| bare.to_string());
    host.into_iter().chain(bare).collect()
}

/// What the feeds of the page are called, without the words that say that they are feeds.
fn feeds(page: &Page) -> Vec<String> {
    const SAID: [&str; 8] = ["rss", "rss2", "2.0", "atom", "feed", "1.0", "json", "full-text"];
    let outline = &page.outline;
    let is_feed = |kind: &str| kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json");
    let links = outline.named(0, "link").filter(|&place| outline.has_word(place, "rel", "alternate"));
    let links = links.filter(|&place| outline.attribute(place, "type").is_some_and(is_feed));
    let titles = links.take(MOST_FEEDS).filter_map(|place| outline.attribute(place, "title"));
    let bare = |title: &str| {
        let words = title.split_whitespace().filter(|word| {
            let word = word.to_lowercase();
            !SAID.contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
        });
        let bare = words.collect::<Vec<_>>().join(" ");
        // WordPress: `Boats » Feed`, `Boats » How to tie a bowline Comments Feed`.
        bare.split('»').next().unwrap_or_default().trim().to_string()
    };
    titles.map(bare).filter(|name| name.chars().count() >= 2).collect()
}

const MOST_FEEDS: usize = 5;

/// The words of the links to the front page before the article.
fn links_home(page: &Page) -> Vec<String> {
    let outline = &page.outline;
    let home = page.base.as_ref().and_then(|base| base.join("/").ok()).map(|url| url.to_string());
    let leads_home = |href: &str| matches!(href.trim(), "/" | "./" | "../") || home.as_deref() == Some(href.trim());
    let links = outline.named(0, "a").take(MOST_LINKS);
    let links = links.filter(|&place| outline.attribute(place, "href").is_some_and(leads_home));
    let names =
        links.take(MOST_FEEDS).filter(|&place| outline.weight(place).characters <= LONGEST_NAME).filter_map(|place| {
            let alt = || outline.named(place, "img").find_map(|image| outline.attribute(image, "alt"));
            outline.short_text(place).or_else(|| alt().map(str::to_string))
        });
    names.collect()
}

/// In links, the most before an article that one to the front page stands among.
const MOST_LINKS: usize = 100;
const LONGEST_NAME: usize = 60;
