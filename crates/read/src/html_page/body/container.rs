//! Which parts of a page hold the article.

use super::Running;
use super::lines::ends_as_sentence;
use crate::html_page::outline::{Outline, Place, is_inline};

/// Where on a page its article is.
pub struct Found {
    /// The innermost element that holds most of the running text.
    pub core: Place,
    /// The parts, in the order of the page.
    pub parts: Vec<Place>,
}

/// The article: the element around its core that says that it holds an article, or the core alone, and what beside that goes on with
/// the same.
pub fn find(outline: &Outline, running: &Running, heading: Option<Place>) -> Found {
    let scope = scope(outline, running);
    let core = first_post(outline, running, core(outline, running, scope));
    let whole = holder(outline, core).unwrap_or(core);
    let mut parts = vec![whole];
    let mut at = whole;
    for above in outline.ancestors(whole).take(MOST_STEPS) {
        if at == scope || matches!(outline.name(above), "body" | "html" | "") {
            break;
        }
        let beside =
            outline.children(above).filter(|&beside| beside != at && heading.is_none_or(|heading| beside > heading));
        let beside = beside.filter(|&beside| !is_post(outline, at) || !is_post(outline, beside));
        parts.extend(beside.filter(|&beside| goes_on(outline, running, at, beside)));
        at = above;
    }
    parts.sort_unstable();
    Found { core, parts }
}

/// The innermost element around the core of an article that says it holds an article.
fn holder(outline: &Outline, core: Place) -> Option<Place> {
    let mut around = std::iter::once(core).chain(outline.ancestors(core));
    // Around one post of several is their thread.
    let is_post_alone = |place: Place| is_post(outline, core) && place != core;
    around
        .find(|&place| {
            is_post_alone(place) || says_body(outline, place) || matches!(outline.name(place), "article" | "main")
        })
        .filter(|&place| !is_post_alone(place))
}

/// Whether an element says that it holds the text of an article: schema.org's `articleBody`, the microformats' `e-content`
/// (microformats2, h-entry), and what the themes of the publishing programs call it.
fn says_body(outline: &Outline, place: Place) -> bool {
    const CLASSES: [&str; 14] = [
        "e-content",
        "entry-content",
        "post-content",
        "post__content",
        "post-body",
        "article-content",
        "article__content",
        "article-body",
        "articlebody",
        "article__body",
        "story-body",
        "markdown-body",
        "mw-parser-output",
        "gh-content",
    ];
    let class = outline.attribute(place, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|token| CLASSES.iter().any(|known| token.eq_ignore_ascii_case(known)))
        || outline.has_word(place, "itemprop", "articleBody")
}

/// The first of several posts, each with an author of its own, where the core is a thread of them: the others are what people said to it.
fn first_post(outline: &Outline, running: &Running, core: Place) -> Place {
    let mut posts =
        outline.children(core).filter(|&child| is_post(outline, child) && outline.weight(child).characters > 0);
    let Some(first) = posts.next() else { return core };
    let (count, text) = posts
        .fold((1, running.of(outline, first)), |(count, text), post| (count + 1, text + running.of(outline, post)));
    if count > 1 && text * 10 >= running.of(outline, core) * 7 && outline.weight(first).characters > 0 {
        first
    } else {
        core
    }
}

/// Whether an element is one of what several people wrote, as the programs for forums mark it. A list of articles has headings that
/// are links.
fn is_post(outline: &Outline, place: Place) -> bool {
    const POSTS: [&str; 8] = ["post", "message", "postbit", "topic", "reply", "answer", "comment", "crawler"];
    if !matches!(outline.name(place), "div" | "article" | "li" | "section" | "tr" | "table") {
        return false;
    }
    let class = outline.attribute(place, "class").unwrap_or_default();
    let words = || super::boilerplate::words(class);
    let is_called = words().any(|word| POSTS.contains(&&*word)) && !words().any(|word| word.starts_with("live"));
    let mut inside = outline.subtree(place).take(POST_NODES);
    is_called && inside.any(|inside| names_author(outline, inside)) && !leads_to_article(outline, place)
}

/// How much of a post is looked at for who wrote it.
const POST_NODES: usize = 200;

fn names_author(outline: &Outline, place: Place) -> bool {
    const AUTHOR: [&str; 8] =
        ["author", "username", "user", "poster", "creator", "nickname", "userinfo", "postprofile"];
    let class = outline.attribute(place, "class").unwrap_or_default();
    super::boilerplate::words(class).any(|word| AUTHOR.contains(&&*word))
        || outline.has_word(place, "itemprop", "author")
}

fn leads_to_article(outline: &Outline, place: Place) -> bool {
    let headings =
        outline.subtree(place).take(POST_NODES).filter(|&inside| matches!(outline.name(inside), "h1" | "h2" | "h3"));
    headings.take(3).any(|heading| outline.weight(heading).link_density() > 0.85)
}

/// The `<body>` of the page.
pub fn body(outline: &Outline) -> Place {
    outline.named(0, "body").next().unwrap_or(0)
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
        let fits = block && !is_dropped && (30..=700).contains(&weight.length()) && weight.link_density() <= 0.5;
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
    weight.length() >= SHORTEST_PARAGRAPH
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
    let body = body(outline);
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

/// Whether what stands beside a part of the article is a part of it too: it is made the same way, is an element of running text as the
/// article's own are, or is made of paragraphs without links.
fn goes_on(outline: &Outline, running: &Running, part: Place, beside: Place) -> bool {
    let weight = outline.weight(beside);
    if weight.characters == 0 || weight.link_density() > 0.5 {
        return false;
    }
    let class = |place| outline.attribute(place, "class").map(str::trim).filter(|class| !class.is_empty());
    let same = outline.name(part) == outline.name(beside) && class(part).is_some() && class(part) == class(beside);
    let unnamed = outline.name(part) == outline.name(beside) && class(part).is_none() && class(beside).is_none();
    if same || FLOW.contains(&outline.name(beside)) || unnamed && weight.link_density() <= 0.25 {
        return true;
    }
    if running.of(outline, beside) < 100 || weight.link_density() > 0.25 {
        return false;
    }
    let in_paragraphs: usize = outline.named(beside, "p").map(|place| outline.weight(place).characters).sum();
    in_paragraphs * 10 >= weight.characters * 8 && weight.link_density() < 0.1
}

/// Elements that articles are made of, and pages around them hardly.
const FLOW: [&str; 13] = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "table", "blockquote", "figure"];
