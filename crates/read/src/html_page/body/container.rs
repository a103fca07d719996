//! Which parts of a page hold the article.

use super::Running;
use super::lines::ends_as_sentence;
use crate::html_page::outline::{Outline, Place, is_inline};

/// The parts, in the order of the page: the innermost element that holds most of the running text, and what beside it goes on with
/// the same.
pub fn parts(outline: &Outline, running: &Running, heading: Option<Place>) -> Vec<Place> {
    let scope = scope(outline, running);
    let core = core(outline, running, scope);
    let mut parts = vec![core];
    let mut at = core;
    for above in outline.ancestors(core).take(MOST_STEPS) {
        if at == scope || matches!(outline.name(above), "body" | "html" | "") {
            break;
        }
        let beside =
            outline.children(above).filter(|&beside| beside != at && heading.is_none_or(|heading| beside > heading));
        parts.extend(beside.filter(|&beside| goes_on(outline, running, at, beside)));
        at = above;
    }
    parts.sort_unstable();
    parts
}

/// What stands between the heading and the article and belongs to it: what says in a few words what it is about, as its makers do
/// elsewhere or as its class says, paragraphs of running text, and the picture that leads it.
pub fn decks(
    outline: &Outline,
    dropped: &[bool],
    heading: Place,
    first_part: Place,
    summary: Option<&str>,
    is_lead_picture: impl Fn(Place) -> bool,
) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = outline.end(heading);
    while at < first_part {
        let is_dropped = dropped.get(at).copied().unwrap_or(true);
        let weight = outline.weight(at);
        let block = !is_inline(outline.name(at)) && at + 1 < outline.end(at) && outline.end(at) <= first_part;
        let fits = block && !is_dropped && (30..=700).contains(&weight.characters) && weight.link_density() <= 0.5;
        let text = if fits { outline.short_text(at) } else { None };
        let is_text = text.is_some_and(|text| {
            calls_itself_deck(outline, at) || says(&text, summary) || is_paragraph(outline, at, &text)
        });
        let is_deck = is_text || !is_dropped && outline.end(at) <= first_part && is_lead_picture(at);
        if is_deck {
            found.push(at);
        }
        at = if is_dropped || is_deck { outline.end(at).max(at + 1) } else { at + 1 };
    }
    found
}

/// Whether a block is running text and nothing else: a sentence or more with hardly a link, and no block within.
fn is_paragraph(outline: &Outline, place: Place, text: &str) -> bool {
    let weight = outline.weight(place);
    weight.characters >= SHORTEST_PARAGRAPH
        && weight.link_density() < 0.1
        && outline.children(place).all(|child| is_inline(outline.name(child)))
        && ends_as_sentence(text)
}

/// In characters; shorter ones before an article are captions, notices and bylines.
const SHORTEST_PARAGRAPH: usize = 120;

/// Words in `class` by which makers of pages name the few sentences beneath a title.
const DECK: [&str; 22] = [
    "deck",
    "dek",
    "standfirst",
    "subtitle",
    "subheadline",
    "subhead",
    "subheading",
    "lead",
    "lede",
    "intro",
    "chapo",
    "excerpt",
    "abstract",
    "summary",
    "vorspann",
    "entradilla",
    "ingress",
    "sommario",
    "manchet",
    "bajada",
    "perex",
    "strapline",
];

fn calls_itself_deck(outline: &Outline, place: Place) -> bool {
    let class = outline.attribute(place, "class").unwrap_or_default();
    let by_class = super::boilerplate::words(class).any(|word| DECK.contains(&&*word));
    by_class
        || outline.has_word(place, "itemprop", "description")
        || outline.has_word(place, "itemprop", "alternativeHeadline")
}

/// Whether a text is what the summary says, perhaps cut or longer.
fn says(text: &str, summary: Option<&str>) -> bool {
    let Some(summary) = summary else { return false };
    let (long, short) = (text.chars().count(), summary.chars().count());
    short >= 30
        && long <= short * 3
        && long * 3 >= short
        && crate::html_page::shared_words::shared_words(text, summary) >= 0.8
}

/// How far around the core is looked for more.
const MOST_STEPS: usize = 4;

/// The innermost element that holds all these places.
pub fn common(outline: &Outline, places: &[Place]) -> Place {
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return 0 };
    if first == last {
        return first;
    }
    outline.ancestors(first).find(|&above| outline.end(above) > last).unwrap_or(0)
}

/// Where the article is looked for: in the `<article>` with most of the running text, or in the `<main>`, where that has enough of it;
/// else in the whole page. Around a short article, teasers and notices may have more text than it.
fn scope(outline: &Outline, running: &Running) -> Place {
    let body = outline.named(0, "body").next().unwrap_or(0);
    let enough =
        |place: &Place| running.of(outline, *place) * 100 >= running.of(outline, body) * LEAST_PERCENT_IN_SCOPE;
    let article = outline.named(0, "article").max_by_key(|&place| running.of(outline, place));
    let is_main = |&place: &Place| outline.name(place) == "main" || outline.attribute(place, "role") == Some("main");
    let main = || outline.subtree(body).find(is_main);
    article.filter(enough).or_else(|| main().filter(enough)).unwrap_or(body)
}

const LEAST_PERCENT_IN_SCOPE: usize = 20;

/// The innermost element within the scope that holds three quarters of the running text of what is around it.
fn core(outline: &Outline, running: &Running, scope: Place) -> Place {
    let mut place = scope;
    loop {
        let whole = running.of(outline, place);
        let holds_most = |&child: &Place| running.of(outline, child) * 4 >= whole * 3 && whole > 0;
        match outline.children(place).find(holds_most) {
            Some(child) if !is_inline(outline.name(child)) && !matches!(outline.name(child), "p" | "ul" | "ol") => {
                place = child
            }
            _ => return place,
        }
    }
}

/// Whether what stands beside a part of the article is a part of it too: it is made the same way, or of paragraphs without links.
fn goes_on(outline: &Outline, running: &Running, part: Place, beside: Place) -> bool {
    let text = running.of(outline, beside);
    let weight = outline.weight(beside);
    if text < 100 || weight.link_density() > 0.25 {
        return false;
    }
    let class = |place| outline.attribute(place, "class").map(str::trim).filter(|class| !class.is_empty());
    let same = outline.name(part) == outline.name(beside) && class(part).is_some() && class(part) == class(beside);
    let in_paragraphs: usize = outline.named(beside, "p").map(|place| outline.weight(place).characters).sum();
    same || in_paragraphs * 10 >= weight.characters * 8 && weight.link_density() < 0.1
}
