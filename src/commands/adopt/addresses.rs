//! Where the addresses of the old feeds and of the project differ: what a person writes into `courant.toml` so that links lead where they
//! led, and what has to be redirected.

use super::{Found, Surveyed};
use crate::compose::pattern::{self, Example, PERMALINK};
use crate::config::Config;
use courant_text::date::Day;
use courant_validate::{Contents, FeedKind};
use url::Url;

/// What there is to say, and the line of `courant.toml` that it proposes.
#[derive(Debug, PartialEq, Eq)]
pub struct Advice {
    /// What differs.
    pub what: String,
    /// To be copied.
    pub line: Option<String>,
}

/// What is to be said of addresses.
pub fn advice(config: &Config, articles: &[Surveyed], found: &Found, feeds: &[(String, Contents)]) -> Vec<Advice> {
    let links = links(articles, found);
    let mut advice: Vec<Advice> = site(config, &links).into_iter().chain(permalink(config, &links)).collect();
    for (name, contents) in feeds {
        let said = subscription(config, name, contents);
        advice.extend(said.filter(|said| !advice.contains(said)).into_iter().collect::<Vec<_>>());
    }
    advice
}

/// An article whose author states no address: where it was, and where a build says that it is.
struct Link<'a> {
    article: &'a Surveyed,
    day: Option<Day>,
    old: Url,
    new: Option<Url>,
}

impl Link<'_> {
    fn has_moved(&self) -> bool {
        self.new.as_ref().map(of_site) != Some(of_site(&self.old))
    }
}

fn links<'a>(articles: &'a [Surveyed], found: &Found) -> Vec<Link<'a>> {
    let link = |(place, known): (&usize, &super::Known)| {
        let article = articles.get(*place).filter(|article| !article.composed.has_stated_link)?;
        let old = Url::parse(known.link?).ok().filter(Url::has_host)?;
        let day = known.published.or(article.item.published).map(|date| date.day());
        Some(Link { article, day, old, new: Url::parse(&article.item.link).ok() })
    };
    found.known.iter().filter_map(link).collect()
}

/// The part of an address that names a page of a site, without what campaigns add to it.
fn of_site(address: &Url) -> String {
    let kept =
        address.query().unwrap_or_default().split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_"));
    let query = kept.collect::<Vec<_>>().join("&");
    if query.is_empty() { address.path().to_string() } else { format!("{}?{query}", address.path()) }
}

fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}

/// The site that the feeds led to, where the project is another.
fn site(config: &Config, links: &[Link]) -> Option<Advice> {
    let old = &links.first()?.old;
    let Some(link) = &config.link else {
        let line = Some(format!("link = \"{}/\"", origin(old)));
        return Some(Advice { what: "`link` is not set; the feeds lead to this site".to_string(), line });
    };
    let is_other = origin(old) != origin(link.as_url());
    is_other.then(|| Advice {
        what: format!("the feeds lead to {}, and `link` is {link}: that is where items will lead", origin(old)),
        line: None,
    })
}

/// The pattern of the old links, where the project's gives others.
fn permalink(config: &Config, links: &[Link]) -> Option<Advice> {
    let moved = links.iter().find(|link| link.has_moved())?;
    let count = links.iter().filter(|link| link.has_moved()).count();
    let is_now = moved.new.as_ref().map_or("has no address".to_string(), |new| format!("is {new}"));
    let what = format!("{count} of {} links differ from those of the feeds: {} {is_now} now", links.len(), moved.old);
    let paths: Vec<String> = links.iter().map(|link| of_site(&link.old)).collect();
    let examples: Vec<Example> = links
        .iter()
        .zip(&paths)
        .map(|(link, path)| Example { facts: &link.article.composed.facts, days: link.day.as_slice(), text: path })
        .collect();
    let found = pattern::find(&examples, PERMALINK);
    let site = config.link.as_ref().map_or(&moved.old, |link| link.as_url());
    let line = found.map(|found| format!("permalink = \"{}{}\"", origin(site), found.pattern));
    let what = match &line {
        Some(_) => format!("{what}; as before they are with this line in courant.toml"),
        None => format!("{what}; no pattern gives the old ones: state `url` in the articles, or redirect them"),
    };
    Some(Advice { what, line })
}

/// Where subscribers ask for the feed, where the project's will be elsewhere.
fn subscription(config: &Config, name: &str, contents: &Contents) -> Option<Advice> {
    let own = contents.fields.iter().find(|field| field.name == "self").map(|field| field.value.as_str());
    let old = [Some(name), own].into_iter().flatten().find_map(|text| Url::parse(text).ok().filter(Url::has_host))?;
    let Some(feed_url) = &config.feed_url else {
        let line = old.join(".").ok().map(|folder| format!("feed_url = \"{folder}\""));
        let what =
            format!("`feed_url` is not set; subscribers ask for {old}, and the feeds may be put into that folder");
        return Some(Advice { what, line });
    };
    let key = match contents.kind {
        FeedKind::Atom => "atom",
        FeedKind::Json => "json",
        _ => "rss",
    };
    let addresses = || config.formats.iter().filter_map(|format| Some((format.key, feed_url.join(format.file_name)?)));
    if addresses().any(|(_, address)| *address.as_url() == old) {
        return None;
    }
    let (_, new) = addresses().find(|(format, _)| *format == key).or_else(|| addresses().next())?;
    let what = format!("subscribers ask for {old}, and the feed will be at {new}: redirect the one to the other (301)");
    Some(Advice { what, line: None })
}
