//! The title of a page: what a reader sees above the article, without the name of the site.

use super::json_ld;
use super::outline::Place;
use super::page::Page;
use super::shared_words::words;
use super::site_names::{SEPARATORS, SiteNames, key};
use crate::article::{Origin, Sourced};
use crate::ranked::{Candidate, Detail, Ranked};

/// The title, among all that the page calls itself.
///
/// The headline that the page states for machines in JSON-LD, because no name of a site, no wording for search engines and no kicker
/// comes into it by accident; else the `h1` that says at least half of what the page calls itself elsewhere, because that is what its
/// readers see; else what it calls itself, without the site's name; else the first heading.
pub fn weigh(page: &Page, detail: Detail) -> Ranked<String> {
    let site = SiteNames::of(page);
    let headline = headline(page, &site);
    let stated = stated(page, &site, &headline);
    let shown = heading_like(page, &stated.iter().map(|known| known.value.as_str()).collect::<Vec<_>>());
    let shown = shown.map(|(place, text)| Called { place: Some(place), name: in_heading(text) });
    let shown = shown.filter(|shown| !is_more_than_title(&shown.name.value, &stated));
    let headline = headline.filter(|headline| !is_beside_name(page, &headline.value, shown.as_ref()));
    let seen = shown
        .or_else(|| stated.first().cloned().map(Called::stated))
        .or_else(|| ["h1", "h2"].into_iter().find_map(|name| first_heading(page, &site, name)));
    let chosen = match (headline.clone(), seen) {
        (Some(headline), Some(seen)) if is_more_than_seen(page, &headline.value, &seen.name.value) => Some(seen),
        (Some(headline), _) => Some(Called::stated(headline)),
        (None, seen) => seen.map(|seen| Called { name: part_that_stands_in_page(page, seen.name), ..seen }),
    };
    let chosen_key = chosen.as_ref().map(Called::key);
    let others = match detail {
        Detail::Taken => Vec::new(),
        Detail::All => all(page, headline, &stated),
    };
    let others = others.into_iter().filter(|called| Some(called.key()) != chosen_key);
    let weighed = |called: Called, is_taken| called.candidate(&stated, detail, is_taken);
    chosen.map(|called| weighed(called, true)).into_iter().chain(others.map(|called| weighed(called, false))).collect()
}

/// Whether the article is stated to have a name beside its headline, and that is the heading that readers see: then the headline is a few
/// words about it, as in encyclopedias.
fn is_beside_name(page: &Page, headline: &str, shown: Option<&Called>) -> bool {
    let name = page.article().and_then(|object| json_ld::text(object, "name"));
    shown.zip(name).is_some_and(|(shown, name)| same_words(&name, &shown.name.value) && !same_words(&name, headline))
}

/// The first heading that is not the site's, for a page that says in no other way what it is called.
fn first_heading(page: &Page, site: &SiteNames, name: &'static str) -> Option<Called> {
    let outline = &page.outline;
    let headings = outline.named(0, name).take(TOLD_HEADINGS).filter(|&place| !is_of_site(page, place));
    let mut named = headings.filter_map(|place| Some((place, outline.short_text(place)?)));
    let is_title =
        |text: &str| text.chars().any(char::is_alphanumeric) && !site.is_called(text) && !is_placeholder(text);
    let (place, text) = named.find(|(_, text)| is_title(text))?;
    Some(Called { place: Some(place), name: Sourced::new(text, Origin::Element(name.to_string())) })
}

/// What a page is called, and where.
struct Called {
    name: Sourced<String>,
    /// The heading that says so.
    place: Option<Place>,
}

impl Called {
    fn stated(name: Sourced<String>) -> Called {
        Called { name, place: None }
    }

    /// What tells one place that names the page from the others.
    fn key(&self) -> (String, Option<Place>) {
        (self.name.from.to_string(), self.place)
    }

    fn candidate(self, stated: &[Sourced<String>], detail: Detail, is_taken: bool) -> Candidate<String> {
        if detail == Detail::Taken {
            return Candidate { is_taken, ..Candidate::stated(self.name) };
        }
        let others = stated.iter().filter(|other| other.from != self.name.from);
        let score = others.map(|other| alike(&self.name.value, &other.value)).fold(0.0, f64::max);
        let why = "the score is how many words it shares with what else the page calls itself".to_string();
        let Sourced { value, from } = self.name;
        Candidate { is_taken, ..Candidate::weighed(value, from, score as f32, vec![why]) }
    }
}

/// All that a page is called, in the order in which it is preferred.
fn all(page: &Page, headline: Option<Sourced<String>>, stated: &[Sourced<String>]) -> Vec<Called> {
    let headings = page.outline.named(0, "h1").take(TOLD_HEADINGS);
    let headings = headings
        .filter_map(|place| Some(Called { place: Some(place), name: in_heading(page.outline.short_text(place)?) }));
    let stated = stated.iter().filter(|name| !matches!(name.from, Origin::JsonLd(_))).cloned();
    headline.into_iter().map(Called::stated).chain(headings).chain(stated.map(Called::stated)).collect()
}

fn in_heading(text: String) -> Sourced<String> {
    Sourced::new(text, Origin::Element("h1".to_string()))
}

/// Whether a headline is what readers see with something before or behind it: the site's name, or a kicker that the page itself leaves
/// out of what it shares.
fn is_more_than_seen(page: &Page, headline: &str, seen: &str) -> bool {
    if same_words(headline, seen) {
        return true;
    }
    let tail = headline.strip_prefix(seen).is_some_and(|tail| SEPARATORS.iter().any(|one| tail.starts_with(one)));
    let shared = page.meta(&["og:title"]).is_some_and(|(_, text)| same_words(text, seen));
    tail || shared && headline.ends_with(seen)
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<String>();
    words(one) == words(other)
}

/// Of a title in several parts, the part that is also a heading: the others name the site or the series.
fn part_that_stands_in_page(page: &Page, title: Sourced<String>) -> Sourced<String> {
    let mut parts = parts(&title.value);
    // A colon parts too, where what is behind it is a heading: `The Harbour Post: Lock closed`.
    parts.extend(title.value.split_once(": ").map(|(_, behind)| behind));
    if parts.len() < 2 {
        return title;
    }
    let outline = &page.outline;
    let headings = ["h1", "h2", "h3"].into_iter().flat_map(|name| outline.named(0, name).take(50));
    let headings = headings.filter(|&place| !is_of_site(page, place));
    let headings: Vec<String> = headings.filter_map(|place| outline.short_text(place)).collect();
    let stands = |text: &str| headings.iter().any(|heading| same_words(heading, text));
    if stands(&title.value) {
        return title;
    }
    let part =
        parts.into_iter().find(|part| part.chars().any(char::is_alphanumeric) && stands(part)).map(str::to_string);
    Sourced { value: part.unwrap_or(title.value), from: title.from }
}

/// Whether a heading holds a kicker or a date besides what the page first calls itself: `Sport Team wins cup`.
fn is_more_than_title(heading: &str, stated: &[Sourced<String>]) -> bool {
    let Some(first) = stated.first() else { return false };
    let (heading, title) = (heading.to_lowercase(), first.value.to_lowercase());
    title.split_whitespace().count() >= 3 && heading.len() > title.len() && heading.ends_with(&title)
}

const TOLD_HEADINGS: usize = 10;

fn headline(page: &Page, site: &SiteNames) -> Option<Sourced<String>> {
    let text = page.headline()?;
    let mut headings =
        page.outline.named(0, "h1").take(TOLD_HEADINGS).filter_map(|place| page.outline.short_text(place));
    // What readers see as the heading has no site's name in it, whatever it looks like.
    let shown = headings.any(|heading| same_words(&heading, &text));
    let text = if shown { text } else { site.without(&text) };
    Some(Sourced::new(text, Origin::JsonLd("headline".to_string())))
}

fn stated(page: &Page, site: &SiteNames, headline: &Option<Sourced<String>>) -> Vec<Sourced<String>> {
    let metas = ["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"];
    let metas = metas.into_iter().filter_map(|key| page.meta(&[key]));
    let metas = metas.map(|(key, text)| Sourced::new(site.without(text), Origin::Meta(key.to_string())));
    let title = page.outline.named(0, "title").map(|place| page.title_text(place)).find(|text| !text.is_empty());
    let title = title.map(|text| Sourced::new(site.without(&text), Origin::Element("title".to_string())));
    let all = metas
        .chain(headline.clone())
        .chain(title)
        .filter(|known| !known.value.is_empty() && !is_placeholder(&known.value));
    let (of_site, own): (Vec<_>, Vec<_>) = all.partition(|known| site.is_called(&known.value));
    // The name of the site is better than nothing.
    if own.is_empty() && first_heading(page, site, "h1").is_none() { of_site } else { own }
}

/// The heading that stands above the article: the one that is its title, else the `h1` that is most like its title or what the page calls
/// itself, else the first.
pub fn heading(page: &Page, title: Option<&str>) -> Option<Place> {
    let outline = &page.outline;
    let title = title.unwrap_or_default();
    let is_title = |&place: &Place| outline.short_text(place).is_some_and(|text| text == title);
    let same = ["h1", "h2", "h3"].into_iter().find_map(|name| outline.named(0, name).take(100).find(is_title));
    let heads = page.heads();
    let stated: Vec<&str> = std::iter::once(title).chain(heads.iter().map(String::as_str)).collect();
    same.or_else(|| heading_like(page, &stated).map(|(place, _)| place)).or_else(|| outline.named(0, "h1").next())
}

/// Whether a heading is the site's and stands on all its pages: it leads to the front page, or is called so.
fn is_of_site(page: &Page, place: Place) -> bool {
    const CALLED: [&str; 6] = ["site-title", "site-name", "sitename", "blog-title", "logo", "brand"];
    let outline = &page.outline;
    let called = |place: &Place| {
        let values = ["class", "id"].into_iter().filter_map(|name| outline.attribute(*place, name));
        values.flat_map(str::split_ascii_whitespace).any(|token| CALLED.contains(&token.to_ascii_lowercase().as_str()))
    };
    let leads_home = |link: Place| {
        outline.attribute(link, "href").is_some_and(|href| {
            href == "/"
                || page.absolute(href).and_then(|url| url::Url::parse(&url).ok()).is_some_and(|url| url.path() == "/")
        })
    };
    let near = std::iter::once(place).chain(outline.ancestors(place).take(2));
    near.into_iter().any(|place| called(&place))
        || outline
            .subtree(place)
            .take(20)
            .chain([outline.parent(place)])
            .any(|link| outline.name(link) == "a" && leads_home(link))
}

fn heading_like(page: &Page, stated: &[&str]) -> Option<(Place, String)> {
    let mut best: Option<(f64, Place, String)> = None;
    // A page of thousands has no title among them.
    for place in page.outline.named(0, "h1").take(100).filter(|&place| !is_of_site(page, place)) {
        let Some(text) = page.outline.short_text(place) else { continue };
        let best_of =
            |measure: fn(&str, &str) -> f64| stated.iter().map(|stated| measure(&text, stated)).fold(0.0, f64::max);
        let alike = best_of(alike);
        if best_of(likeness) >= 0.5 && best.as_ref().is_none_or(|(so_far, ..)| alike > *so_far) {
            best = Some((alike, place, text));
        }
    }
    best.map(|(_, place, text)| (place, text))
}

/// The share of words that both have, of the words that the heading has.
fn likeness(heading: &str, stated: &str) -> f64 {
    let (heading, stated) = (words(heading), words(stated));
    let shared = heading.intersection(&stated).count();
    if heading.is_empty() { 0.0 } else { shared as f64 / heading.len() as f64 }
}

/// How alike two texts are: the words that both have, of the words that each has on average.
fn alike(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    2.0 * shared as f64 / (one.len() + other.len()).max(1) as f64
}

/// A title cut at its separators.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).map(str::trim).collect();
    }
    parts
}

/// Whether a text is what programs write where there is no title, or the name of a file.
fn is_placeholder(text: &str) -> bool {
    const NONE: [&str; 20] = [
        "untitled",
        "untitleddocument",
        "untitledpage",
        "untitled1",
        "newpage",
        "notitle",
        "document",
        "index",
        "home",
        "homepage",
        "loading",
        "unbenanntesdokument",
        "unbenannt",
        "sanstitre",
        "documentsanstitre",
        "sintítulo",
        "documentosintítulo",
        "senzatitolo",
        "無題ドキュメント",
        "无标题文档",
    ];
    const ENDINGS: [&str; 12] =
        ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "md", "txt", "doc", "docx"];
    let is_file = !text.contains(char::is_whitespace)
        && text.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()));
    is_file || NONE.contains(&key(text).as_str())
}
