//! Cards and lists that lead to other articles: neighbours made alike, each with a title that is a link.

use super::Running;
use super::boilerplate::is_note;
use crate::html_page::outline::{Outline, Place};
use crate::html_page::page::{Page, Target};

/// Drops, within `root`, rows of cards and lists of links.
pub fn drop(page: &Page, running: &Running, root: Place, dropped: &mut [bool]) {
    let outline = &page.outline;
    let whole = running.of(outline, root);
    let mut at = root;
    while at < outline.end(root) {
        let is_dropped = dropped.get(at).copied().unwrap_or(true);
        let text = running.of(outline, at);
        // What holds much of an article is a part of it; what holds nearly all that a page says is the page.
        let (small, all) = (text * 5 <= whole * 2, text * 10 >= whole * 9);
        if is_dropped
            || at != root && (small || all) && is_row_of_teasers(page, at, dropped)
            || at != root && small && is_list_of_links(page, at)
            || is_share_bar(outline, at)
        {
            let end = outline.end(at).max(at + 1);
            dropped.iter_mut().take(end).skip(at).for_each(|mark| *mark = true);
            at = end;
        } else {
            at += 1;
        }
    }
}

fn is_row_of_teasers(page: &Page, place: Place, dropped: &[bool]) -> bool {
    let outline = &page.outline;
    if !matches!(outline.name(place), "div" | "section" | "ul" | "ol" | "article" | "main" | "nav") {
        return false;
    }
    let (mut teasers, mut others) = (0, 0);
    let mut first = "";
    let shown = |child: &Place| !dropped.get(*child).copied().unwrap_or(true) && outline.weight(*child).characters > 0;
    for child in outline.children(place).filter(shown) {
        let name = outline.name(child);
        let teaser = matches!(name, "div" | "li" | "article" | "a" | "section" | "td") && is_teaser(outline, child);
        if teaser && (first.is_empty() || first == name) {
            first = name;
            teasers += 1;
        } else if !matches!(name, "h2" | "h3" | "h4" | "h5" | "h6") {
            others += 1;
        }
    }
    teasers >= 3 && others * 4 <= teasers && !leads_away(page, place)
}

/// A picture or a few lines with a title that leads elsewhere.
fn is_teaser(outline: &Outline, place: Place) -> bool {
    let weight = outline.weight(place);
    let size = outline.subtree(place).len();
    if weight.characters > 500 || size > 300 || weight.linked < 12 {
        return false;
    }
    let links = outline.subtree(place).filter(|&inside| outline.name(inside) == "a");
    let longest = links.map(|link| (outline.weight(link).characters, link)).max();
    let Some((characters, link)) = longest else { return false };
    let in_heading =
        |link| outline.ancestors(link).take_while(|&above| above >= place).any(|above| is_heading(outline, above));
    let holds_heading = outline.subtree(link).any(|inside| is_heading(outline, inside));
    let alone = characters * 10 >= weight.characters * 8;
    characters >= 12 && (in_heading(link) || holds_heading || alone)
}

fn is_heading(outline: &Outline, place: Place) -> bool {
    matches!(outline.name(place), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A list each of whose items is a link to another page.
fn is_list_of_links(page: &Page, place: Place) -> bool {
    let outline = &page.outline;
    if !matches!(outline.name(place), "ul" | "ol") {
        return false;
    }
    let weight = outline.weight(place);
    weight.link_density() > 0.85
        && !is_announced(outline, place)
        && !leads_away(page, place)
        && !is_note(outline, place)
        && outline.children(place).any(|child| outline.name(child) == "li")
}

/// A few links, most of which hand the page on to a network.
fn is_share_bar(outline: &Outline, place: Place) -> bool {
    if outline.raw(place).is_some() || outline.subtree(place).len() > 200 {
        return false;
    }
    let weight = outline.weight(place);
    if weight.length() > 400 || weight.link_density() < 0.5 {
        return false;
    }
    let links = outline.named(place, "a").chain((outline.name(place) == "a").then_some(place));
    let hrefs = links.filter_map(|link| outline.attribute(link, "href"));
    let (shares, all) = hrefs.fold((0, 0), |(shares, all), href| (shares + usize::from(shares_page(href)), all + 1));
    shares > 0 && shares * 2 >= all
}

/// Whether an address is one that networks take what is shared at, or a letter to nobody yet.
fn shares_page(href: &str) -> bool {
    const PLACES: [&str; 30] = [
        "facebook.com/sharer",
        "facebook.com/share.php",
        "facebook.com/dialog/",
        "twitter.com/intent/",
        "twitter.com/share",
        "twitter.com/home?status",
        "x.com/intent/",
        "x.com/share",
        "linkedin.com/share",
        "linkedin.com/cws/share",
        "linkedin.com/sharing",
        "pinterest.com/pin/create",
        "reddit.com/submit",
        "api.whatsapp.com/send",
        "wa.me/?",
        "whatsapp://send",
        "t.me/share",
        "telegram.me/share",
        "tumblr.com/share",
        "tumblr.com/widgets/share",
        "b.hatena.ne.jp/",
        "social-plugins.line.me/",
        "line.me/R/msg",
        "getpocket.com/",
        "news.ycombinator.com/submitlink",
        "bsky.app/intent/",
        "vk.com/share",
        "xing.com/spi/shares",
        "threads.net/intent/",
        "plus.google.com/share",
    ];
    let href = href.trim_start();
    href.starts_with("mailto:?") || PLACES.iter().any(|place| href.contains(place))
}

/// Whether most of the links of a list lead to other sites: what somebody recommends, and no navigation.
fn leads_away(page: &Page, place: Place) -> bool {
    let links = page.outline.named(place, "a").take(LOOKED_AT_LINKS);
    let (away, all) =
        links.fold((0, 0), |(away, all), link| (away + usize::from(page.target(link) == Target::Away), all + 1));
    away * 2 > all
}

const LOOKED_AT_LINKS: usize = 50;

/// Whether the text before ends in a colon: a list that a sentence opens is part of it.
fn is_announced(outline: &Outline, place: Place) -> bool {
    let mut before = (0..place).rev().take(200).filter_map(|before| outline.raw(before));
    before.find(|text| !text.trim().is_empty()).is_some_and(|text| text.trim_end().ends_with([':', '：']))
}
