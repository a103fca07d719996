//! When the article of a page was published, and when it last changed.

use super::outline::Place;
use super::page::Page;
use super::{byline, json_ld, title};
use crate::article::{Origin, Sourced};
use crate::ranked::{Detail, Ranked};
use courant_text::date::{self, DateHints, Timestamp, parse};

const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
];
const UPDATED: [&str; 9] = [
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
];

/// When the article was first published, as the page states it, the surest first.
pub fn published(page: &Page, hints: &DateHints, detail: Detail) -> Ranked<Timestamp> {
    let elements = std::iter::once_with(|| from_elements(page, hints));
    Ranked::in_order_of_trust(stated(page, hints, "datePublished", &PUBLISHED).chain(elements), detail)
}

/// When it last changed, where that is later.
pub fn updated(page: &Page, hints: &DateHints, published: Option<&Timestamp>, detail: Detail) -> Ranked<Timestamp> {
    const CLASSES: [&str; 3] = ["dt-updated", "updated", "modified"];
    let elements = std::iter::once_with(|| marked(page, hints, "dateModified", &CLASSES));
    let sources = stated(page, hints, "dateModified", &UPDATED).chain(elements);
    let mut ranked = Ranked::in_order_of_trust(sources, detail);
    ranked.give_up(|date| published.is_some_and(|published| date <= published), "is not later than its publication");
    ranked
}

/// What is stated for machines: in JSON-LD, then in each `<meta>`.
fn stated<'a>(
    page: &'a Page,
    hints: &'a DateHints,
    property: &'static str,
    keys: &'a [&'static str],
) -> impl Iterator<Item = Option<Sourced<Timestamp>>> + 'a {
    let linked = page.stating().map(move |object| {
        let date = read_date(&json_ld::text(object, property)?, hints)?;
        Some(Sourced::new(date, Origin::JsonLd(property.to_string())))
    });
    let metas = keys
        .iter()
        .map(move |key| Some(Sourced::new(read_date(page.meta(&[key])?.1, hints)?, Origin::Meta(key.to_string()))));
    linked.chain(metas)
}

/// Why the first text that is stated for machines as the time of publication is none that can be kept.
pub fn unread(page: &Page, hints: &DateHints) -> Option<String> {
    let linked = page.stating().filter_map(|object| json_ld::text(object, "datePublished"));
    let metas = PUBLISHED.iter().filter_map(|key| Some(page.meta(&[key])?.1.to_string()));
    linked.chain(metas).find_map(|text| {
        let reason = parse(&text, hints).err().filter(|_| !text.trim().is_empty())?;
        let shown: String = text.trim().chars().take(60).collect();
        Some(reason.told(&shown))
    })
}

/// The surest of the elements that say when the article was published: marked as such, or a `<time>`; of several the one nearest to the
/// heading.
fn from_elements(page: &Page, hints: &DateHints) -> Option<Sourced<Timestamp>> {
    let marked = marked(page, hints, "datePublished", &["dt-published", "published", "entry-date"]);
    let is_time = |place: Place| page.outline.name(place) == "time";
    marked.or_else(|| Some(Sourced::new(nearest(page, hints, is_time)?, Origin::Element("time".to_string()))))
}

/// The date nearest to the heading of what is called one in `class`: for pages that say it in no other way.
pub fn called(page: &Page, hints: &DateHints) -> Option<Sourced<Timestamp>> {
    let value = nearest(page, hints, |place| is_called_date(page, place))?;
    Some(Sourced::new(value, Origin::Element("[class~=date]".to_string())))
}

/// The date of the element nearest to the heading among those wanted that date the article.
fn nearest(page: &Page, hints: &DateHints, wanted: impl Fn(Place) -> bool) -> Option<Timestamp> {
    let heading = title::heading(page, None);
    let of_article =
        |place: &Place| wanted(*place) && !is_changed(page, *place) && is_of_article(page, *place, heading);
    let mut places: Vec<Place> = (0..page.outline.len()).filter(of_article).collect();
    places.sort_by_key(|place| heading.map_or(0, |heading| place.abs_diff(heading)));
    places.into_iter().take(MOST_MARKED).find_map(|place| shown_date(page, place, hints))
}

/// Whether a few words are called a date, in `class`, and not that of an event or of another article.
fn is_called_date(page: &Page, place: Place) -> bool {
    const DATE: [&str; 6] = ["date", "published", "posted", "pubdate", "datum", "fecha"];
    const OTHER: [&str; 8] = ["event", "updated", "modified", "expires", "start", "end", "birth", "deadline"];
    let outline = &page.outline;
    let class = outline.attribute(place, "class").unwrap_or_default();
    let mut words = super::body::class_words(class);
    let small = || (6..=60).contains(&outline.weight(place).characters) && outline.subtree(place).len() <= 20;
    let mut dated = false;
    words.all(|word| {
        dated |= DATE.contains(&&*word);
        !OTHER.contains(&&*word)
    }) && dated
        && small()
        && !byline::in_list(outline, place)
}

/// So many elements are asked for a date.
const MOST_MARKED: usize = 40;

/// The date of the first element that is marked with a property (microdata, RDFa) or one of these classes (h-entry, hAtom).
fn marked(page: &Page, hints: &DateHints, property: &str, classes: &[&str]) -> Option<Sourced<Timestamp>> {
    let outline = &page.outline;
    let heading = title::heading(page, None);
    let by_property = page.with_property(property).filter(|&place| is_of_article(page, place, heading));
    if let Some(value) = by_property.take(MOST_MARKED).find_map(|place| shown_date(page, place, hints)) {
        return Some(Sourced::new(value, Origin::Element(format!("[itemprop={property}]"))));
    }
    let bare = |value: &str| value.rsplit(':').next().is_some_and(|name| name.eq_ignore_ascii_case(property));
    let in_rdfa = |place: Place| {
        outline.name(place) != "meta"
            && outline.attribute(place, "property").is_some_and(|value| value.split_ascii_whitespace().any(bare))
    };
    let by_class = |place: Place| {
        let dated = outline.attribute(place, "datetime").or_else(|| outline.attribute(place, "title")).is_some();
        dated && classes.iter().any(|class| outline.has_word(place, "class", class))
    };
    let places = (0..outline.len())
        .filter(|&place| in_rdfa(place) || by_class(place) && !is_only_changed(page, place, property));
    let mut places = places.filter(|&place| is_of_article(page, place, heading)).take(MOST_MARKED);
    let (place, value) = places.find_map(|place| Some((place, shown_date(page, place, hints)?)))?;
    let class = classes.iter().find(|class| outline.has_word(place, "class", class));
    let selector = class.map_or_else(|| format!("[property={property}]"), |class| format!(".{class}"));
    Some(Sourced::new(value, Origin::Element(selector)))
}

/// What an element states for machines as its date, else shows.
fn shown_date(page: &Page, place: Place, hints: &DateHints) -> Option<Timestamp> {
    let outline = &page.outline;
    let mut stated = ["datetime", "content", "title"].into_iter().filter_map(|name| outline.attribute(place, name));
    let stated = stated.find_map(|text| read_date(text, hints));
    let within = |text: &str| -> Option<Timestamp> { date::find(text, hints).into_iter().next()?.date.ok() };
    stated.or_else(|| {
        let text = outline.short_text(place)?;
        read_date(&text, hints).or_else(|| within(&text))
    })
}

/// Whether an element says when the article last changed.
fn is_changed(page: &Page, place: Place) -> bool {
    ["updated", "modified", "dt-updated", "dateModified", "last-updated"]
        .iter()
        .any(|word| page.outline.has_word(place, "class", word) || page.outline.has_word(place, "itemprop", word))
}

/// Whether an element that is looked at for publication says when the article last changed, and nothing else.
fn is_only_changed(page: &Page, place: Place, property: &str) -> bool {
    property == "datePublished" && is_changed(page, place) && !page.outline.has_word(place, "class", "published")
}

/// Whether an element dates the article and not the day on which the page was asked for, a comment, or another article.
fn is_of_article(page: &Page, place: Place, heading: Option<Place>) -> bool {
    let outline = &page.outline;
    let holds_heading = |above: Place| heading.is_some_and(|heading| outline.subtree(above).contains(&heading));
    let inside_article =
        |above: Place| outline.ancestors(above).any(|around| matches!(outline.name(around), "article" | "main"));
    let outside = |above: Place| match outline.name(above) {
        "aside" | "nav" | "blockquote" => true,
        "header" => !holds_heading(above) && !inside_article(above),
        "footer" => !inside_article(above),
        _ => false,
    };
    !byline::in_comment(outline, place) && !outline.ancestors(place).any(outside)
}

/// A date, unless it is what programs write where they have none: the first day of the calendar or of Unix.
fn read_date(text: &str, hints: &DateHints) -> Option<Timestamp> {
    /// 0002-01-01 in seconds.
    const FIRST_YEAR_ENDS: i64 = -62_104_060_800;
    parse(text, hints).ok().filter(|date| date.unix() != 0 && date.unix() >= FIRST_YEAR_ENDS)
}
