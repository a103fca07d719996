//! What stands around and in an article without belonging to it, by what its markup says it is.

use super::Running;
use crate::html_page::outline::{Outline, Place, is_inline};
use crate::parts::Part;
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// For each node, whether it (and all within it) is boilerplate. `running` is the running text before each node.
/// What holds the heading of the article, at `heading`, is none.
pub fn marked(outline: &Outline, running: &Running, heading: Option<Place>) -> Vec<bool> {
    let mut called = called_boilerplate(outline, running);
    called.extend(asking_for_address(outline, running));
    called.extend(said_to_it(outline));
    let above_heading: HashSet<Place> = heading.into_iter().flat_map(|heading| outline.ancestors(heading)).collect();
    let whole = running.of(outline, 0);
    let mut marked = vec![false; outline.len()];
    let mut at = 0;
    while at < outline.len() {
        let boilerplate = outline.raw(at).is_none()
            && !above_heading.contains(&at)
            && (is_boilerplate(outline, at) && running.of(outline, at) * 5 <= whole * 3 || called.contains(&at));
        if boilerplate {
            let end = outline.end(at).max(at + 1);
            marked.iter_mut().take(end).skip(at).for_each(|mark| *mark = true);
            at = end;
        } else {
            at += 1;
        }
    }
    marked
}

/// For each node, whether it shows nothing to anybody.
pub fn unseen(outline: &Outline) -> Vec<bool> {
    let mut marked = vec![false; outline.len()];
    let is_unseen = |place: &Place| {
        matches!(
            outline.name(*place),
            "script" | "style" | "template" | "svg" | "select" | "head" | "noscript" | "canvas"
        )
    };
    for place in (0..outline.len()).filter(is_unseen) {
        marked.iter_mut().take(outline.end(place)).skip(place).for_each(|mark| *mark = true);
    }
    marked
}

/// What others said to the article or the question of a page, as schema.org marks it (`comment`, and the answers to one `Question`). Where
/// there are several questions, they and their answers are the article.
fn said_to_it(outline: &Outline) -> impl Iterator<Item = Place> + '_ {
    let is_question = |&place: &Place| {
        outline.attribute(place, "itemtype").is_some_and(|kind| kind.trim_end().ends_with("/Question"))
    };
    let asks_once = (0..outline.len()).filter(is_question).nth(1).is_none();
    let properties: &[&str] = if asks_once { &["comment", "suggestedAnswer", "acceptedAnswer"] } else { &["comment"] };
    let is_said = |&place: &Place| properties.iter().any(|property| outline.has_word(place, "itemprop", property));
    (0..outline.len()).filter(is_said)
}

/// What is around a field for somebody's address: a few sentences that want readers to subscribe.
fn asking_for_address<'a>(outline: &'a Outline, running: &'a Running) -> impl Iterator<Item = Place> + 'a {
    let whole = running.of(outline, 0);
    let is_field = |place: &Place| {
        outline.attribute(*place, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("email"))
            || outline.attribute(*place, "name").is_some_and(|name| name.eq_ignore_ascii_case("email"))
    };
    outline.named(0, "input").filter(is_field).take(MOST_FIELDS).filter_map(move |field| {
        let small = |&around: &Place| {
            outline.weight(around).length() <= MOST_AROUND_FIELD
                && running.of(outline, around) * 5 <= whole
                && !matches!(outline.name(around), "article" | "main" | "body" | "html" | "")
        };
        outline.ancestors(field).take_while(small).last()
    })
}

/// In characters of text: what is around a field and longer holds more than the wish for an address.
const MOST_AROUND_FIELD: usize = 400;
const MOST_FIELDS: usize = 20;

/// The elements that are called by one of the [`WORDS`] that name boilerplate on this page: those whose elements hold no more of its
/// running text than boilerplate can. A site may call every part of its articles `paywall`, or its page `with-sidebar`.
fn called_boilerplate(outline: &Outline, running: &Running) -> HashSet<Place> {
    let whole = running.of(outline, 0);
    let mut sums = vec![0usize; WORDS.len()];
    let mut covered = vec![0usize; WORDS.len()];
    let mut called: Vec<(Place, usize)> = Vec::new();
    for place in 0..outline.len() {
        for index in named(outline, place).into_iter().filter(|&index| !is_of_article(outline, place, index)) {
            called.push((place, index));
            let (Some(sum), Some(covered)) = (sums.get_mut(index), covered.get_mut(index)) else { continue };
            if place >= *covered {
                *sum += running.of(outline, place);
                *covered = outline.end(place);
            }
        }
    }
    let trusted: Vec<bool> = WORDS.iter().zip(sums).map(|((_, percent), sum)| sum * 100 <= whole * percent).collect();
    let is_trusted = |index: usize| trusted.get(index).copied().unwrap_or(false);
    called.into_iter().filter(|(_, index)| is_trusted(*index)).map(|(place, _)| place).collect()
}

/// Whether an element is called what boilerplate is called and belongs to the article all the same: a teaser that leads to no other
/// article is the deck of its own, a caption that holds a picture is the figure, and code stands in no toolbar.
fn is_of_article(outline: &Outline, place: Place, index: usize) -> bool {
    let weight = outline.weight(place);
    let holds = |names: &[&str]| outline.subtree(place).any(|inside| names.contains(&outline.name(inside)));
    match WORDS.get(index).map_or("", |(word, _)| *word) {
        "teaser" => weight.linked == 0 && weight.characters >= LEAST_IN_DECK,
        "caption" => holds(&["img", "amp-img", "picture"]),
        "toolbar" => holds(&["pre"]),
        _ => false,
    }
}

/// In characters: what is shorter is a label or the title of a teaser whose picture is the link.
const LEAST_IN_DECK: usize = 80;

/// Whether a few words stand in a line with others: they are part of what it says, whatever their class.
fn is_within_line(outline: &Outline, place: Place) -> bool {
    let line = outline.weight(outline.block(place));
    is_inline(outline.name(place)) && line.characters > outline.weight(place).characters * 2 && line.length() >= 60
}

/// Whether an element stands in code, where highlighters name the parts of the language as others name furniture (`comment`, `meta`).
fn is_in_code(outline: &Outline, place: Place) -> bool {
    outline.ancestors(place).take(12).any(|above| matches!(outline.name(above), "pre" | "code"))
}

/// The [`WORDS`] that an element is called by, each once however often it stands there: what follows from one may take a look at all
/// that the element holds.
fn named(outline: &Outline, place: Place) -> Vec<usize> {
    // A link or a few words within a sentence stay in it, whatever their class.
    let name = outline.name(place);
    let may = !matches!(name, "html" | "body" | "article" | "main" | "head") && (!is_inline(name) || name == "span");
    // The id of a heading is made of its words.
    let names: &[&str] =
        if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") { &["class"] } else { &["class", "id"] };
    let values = names.iter().filter(move |_| may).filter_map(move |name| outline.attribute(place, name));
    let known = |token: &&str| words(token).any(|word| INDEX.contains_key(&*word));
    let tokens = values.flat_map(str::split_ascii_whitespace).filter(known).filter(|token| !describes_layout(token));
    let mut named = Vec::new();
    if tokens.clone().next().is_some() && (is_in_code(outline, place) || is_within_line(outline, place)) {
        return named;
    }
    for index in tokens.flat_map(words).filter_map(|word| INDEX.get(&*word).copied()) {
        if !named.contains(&index) {
            named.push(index);
        }
    }
    named
}

fn is_boilerplate(outline: &Outline, place: Place) -> bool {
    let name = outline.name(place);
    if matches!(name, "html" | "body" | "article" | "main" | "head") {
        return false;
    }
    let by_name = matches!(
        name,
        "nav"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "dialog"
            | "menu"
            | "script"
            | "style"
            | "template"
            | "svg"
            | "select"
            | "input"
            | "textarea"
            | "label"
            | "fieldset"
            | "canvas"
    ) && !is_attribution(outline, place)
        && !is_note(outline, place);
    let role = outline.attribute(place, "role").unwrap_or_default();
    let by_role = matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
            | "form"
    ) && !is_note(outline, place);
    by_name || by_role || is_hidden(outline, place) || is_line_numbers(outline, place)
}

/// Whether an element says whose words a quotation is: `<footer>` in `<blockquote>` (HTML Standard, section 4.4.4).
fn is_attribution(outline: &Outline, place: Place) -> bool {
    outline.name(place) == "footer" && outline.name(outline.parent(place)) == "blockquote"
}

/// Whether an element is a note to the article or in it: by its role (DPUB-ARIA 1.1; WAI-ARIA 1.2, section 5.4 `note`), or by what the
/// programs for documentation and notes call it.
pub fn is_note(outline: &Outline, place: Place) -> bool {
    const ROLES: [&str; 8] = [
        "note",
        "doc-footnote",
        "doc-endnote",
        "doc-endnotes",
        "doc-tip",
        "doc-notice",
        "doc-example",
        "doc-pullquote",
    ];
    const WORDS: [&str; 6] = ["note", "callout", "admonition", "tip", "warning", "hint"];
    let class = outline.attribute(place, "class").unwrap_or_default();
    outline.attribute(place, "role").is_some_and(|role| ROLES.contains(&role))
        || is_footnote(outline, place)
        || words(class).any(|word| WORDS.contains(&&*word))
}

/// Whether an element is a footnote or a list of them, which some pages show when they are asked to.
fn is_footnote(outline: &Outline, place: Place) -> bool {
    const WORDS: [&str; 8] =
        ["footnote", "footnotes", "endnote", "endnotes", "sidenote", "marginnote", "references", "reflist"];
    let class = outline.attribute(place, "class").unwrap_or_default();
    words(class).any(|word| WORDS.contains(&&*word))
}

/// Whether an element is one of several that are shown in turn: a tab, or a part that unfolds.
fn is_panel(outline: &Outline, place: Place) -> bool {
    const WORDS: [&str; 4] = ["tabpanel", "tabpane", "tabbed", "tabcontent"];
    const TOKENS: [&str; 4] = ["tab-pane", "tab-panel", "tab-content", "tabs-panel"];
    let class = outline.attribute(place, "class").unwrap_or_default();
    outline.attribute(place, "role") == Some("tabpanel")
        || class.split_ascii_whitespace().any(|token| TOKENS.contains(&token))
        || words(class).any(|word| WORDS.contains(&&*word))
}

/// Whether an element holds the numbers of lines of code beside it, as highlighters write them.
fn is_line_numbers(outline: &Outline, place: Place) -> bool {
    const CLASSES: [&str; 8] =
        ["linenos", "lineno", "linenodiv", "lnt", "ln", "gutter", "rouge-gutter", "hljs-ln-numbers"];
    let class = outline.attribute(place, "class").unwrap_or_default();
    let is_number = |inside: Place| {
        outline.raw(inside).is_none_or(|text| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()))
    };
    class.split_ascii_whitespace().any(|token| CLASSES.contains(&token)) && outline.subtree(place).all(is_number)
}

/// Classes of text that is read aloud and not shown: "opens in a new window".
const MACHINE_TEXT: [&str; 9] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader",
    "screen-reader",
    "u-visually-hidden",
    "is-visually-hidden",
    "element-invisible",
];

fn is_hidden(outline: &Outline, place: Place) -> bool {
    let style = outline.attribute(place, "style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    let by_style = style.is_some_and(|style| {
        style.contains("display:none") || style.contains("visibility:hidden") || is_off_page(&style)
    });
    let by_class = outline.attribute(place, "class").is_some_and(hides);
    let is_hidden =
        by_style || by_class || outline.attribute(place, "hidden").is_some_and(|value| value != "until-found");
    is_hidden && !is_panel(outline, place) && !is_footnote(outline, place)
}

/// Whether a class hides an element from all readers: text for machines, and what shows only once a script or a subscription asks for
/// it. One that shows again on wider screens (`hidden md:block`, `d-none d-lg-flex`, `hidden-xs`) hides nothing.
fn hides(class: &str) -> bool {
    const HIDDEN: [&str; 4] = ["hidden", "d-none", "is-hidden", "hide"];
    let for_machines = |token: &str| MACHINE_TEXT.iter().any(|class| class.eq_ignore_ascii_case(token));
    let shows_again = |token: &str| {
        token.contains(':') || token.starts_with("visible") || token.starts_with("d-") && token != "d-none"
    };
    let mut tokens = class.split_ascii_whitespace();
    tokens.clone().any(for_machines) || tokens.clone().any(|token| HIDDEN.contains(&token)) && !tokens.any(shows_again)
}

/// Whether a style, in lower case and without spaces, takes an element out of the flow and puts it where nobody scrolls to: traps for
/// robots, and links that somebody smuggled into a page.
fn is_off_page(style: &str) -> bool {
    const FAR_PIXELS: f64 = -1_000.0;
    let far = |value: &str| value.parse::<f64>().is_ok_and(|pixels| pixels <= FAR_PIXELS);
    let mut out_of_flow = false;
    let mut away = false;
    for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let value = value.trim_end_matches("!important");
        match property.trim() {
            "position" => out_of_flow = matches!(value, "absolute" | "fixed"),
            "left" | "top" => away |= value.strip_suffix("px").is_some_and(far),
            _ => {}
        }
    }
    out_of_flow && away
}

/// Whether a class says how a page is laid out rather than what an element is: `with-sidebar`, `content-sidebar-wrap`, `no-ads`.
fn describes_layout(token: &str) -> bool {
    const LAYOUT: [&str; 16] = [
        "with",
        "has",
        "no",
        "not",
        "layout",
        "enabled",
        "disabled",
        "collapsed",
        "without",
        "hide",
        "hidden",
        "show",
        "is",
        "wrap",
        "loaded",
        "active",
    ];
    words(token).any(|word| LAYOUT.contains(&&*word))
}

/// Words in `class` and `id` by which makers of pages name what is no article, whatever language it is in, and how much of the
/// running text of a page, in percent, may be called so before we stop believing it.
const WORDS: &[(&str, usize)] = &[
    ("comment", 95),
    ("comments", 95),
    ("commentlist", 95),
    ("answers", 95),
    ("respond", 95),
    ("disqus", 95),
    ("share", 30),
    ("sharing", 30),
    ("social", 30),
    ("related", 60),
    ("newsletter", 23),
    ("promo", 23),
    ("promos", 23),
    ("advert", 23),
    ("advertisement", 23),
    ("advertising", 23),
    ("sponsor", 23),
    ("sponsored", 8),
    ("breadcrumb", 8),
    ("breadcrumbs", 8),
    ("byline", 8),
    ("bio", 15),
    ("recommended", 45),
    ("recommendations", 45),
    ("recirc", 45),
    ("popular", 45),
    ("trending", 45),
    ("sidebar", 60),
    ("toolbar", 8),
    ("nav", 30),
    ("navbar", 30),
    ("navigation", 30),
    ("menu", 30),
    ("submenu", 30),
    ("subscribe", 15),
    ("subscription", 15),
    ("cookie", 80),
    ("cookies", 80),
    ("consent", 80),
    ("popup", 30),
    ("modal", 30),
    ("outbrain", 45),
    ("taboola", 45),
    ("pagination", 8),
    ("pager", 8),
    ("footer", 45),
    ("login", 15),
    ("signup", 15),
    ("teaser", 60),
    ("teasers", 60),
    ("dateline", 5),
    ("timestamp", 5),
    ("masthead", 15),
    ("skip", 5),
    ("screenreader", 5),
    ("noprint", 8),
    ("tooltip", 8),
    ("widget", 15),
    ("textwidget", 15),
    ("banner", 12),
    ("readmore", 15),
    ("dfp", 5),
    ("copyright", 5),
    ("contact", 8),
    ("tags", 8),
    ("topics", 8),
    ("authors", 8),
    ("reply", 15),
    ("notification", 15),
    ("kicker", 3),
    ("audio", 3),
    ("ad", 8),
    ("ads", 8),
    ("prev", 8),
    ("popover", 8),
    ("sharedaddy", 15),
    ("carousel", 23),
    ("swiper", 23),
    ("mostread", 45),
    ("jp", 8),
    ("addthis", 8),
    ("sidenav", 30),
    ("donate", 8),
    ("donation", 8),
    ("feedback", 8),
    ("meta", 5),
    ("author", 8),
    ("caption", 23),
    ("credit", 5),
    ("rating", 5),
    ("ratings", 5),
    ("calendar", 5),
];

/// Where each of the [`WORDS`] stands among them.
static INDEX: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| WORDS.iter().enumerate().map(|(index, (word, _))| (*word, index)).collect());

/// The words of a class or id: `relatedPosts`, `related-posts` and `related_posts` have two each.
pub fn words(value: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let value = value.part(..value.floor_char_boundary(LOOKED_AT_BYTES));
    let mut rest = value.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    std::iter::from_fn(move || {
        let mut last_lower = false;
        let ends = |byte: u8| {
            let end = !byte.is_ascii_alphanumeric() || byte.is_ascii_uppercase() && last_lower;
            last_lower = byte.is_ascii_lowercase();
            end
        };
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(length).filter(|(word, _)| !word.is_empty())?;
        rest = behind.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        Some(if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) })
    })
}

/// How much of a class is looked at: some hold whole stylesheets.
const LOOKED_AT_BYTES: usize = 400;
