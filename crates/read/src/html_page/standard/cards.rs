//! Cards that show where a link leads, as a link with a few words.

use super::Done;
use super::view::View;
use courant_html::{Edits, Piece};

/// Words in `class` by which programs name a card: Ghost, Notion, Medium, WordPress, Discourse, Substack, Embedly, dev.to, Hatena, Cocoon,
/// Hashnode, Telegram.
const CARDS: [&str; 16] = [
    "kg-bookmark-card",
    "bookmark",
    "mixtapeEmbed",
    "graf--mixtapeEmbed",
    "wp-embedded-content",
    "onebox",
    "embedded-post-wrap",
    "embedded-publication-wrap",
    "embedly-card",
    "iframely-embed",
    "ltag__link",
    "link-card",
    "linkcard",
    "blogcard-wrap",
    "hatena-citation",
    "tgme_widget_message_link_preview",
];

/// Words by which the parts of a card are named.
const TITLE: [&str; 2] = ["title", "headline"];
const DESCRIPTION: [&str; 4] = ["description", "excerpt", "subtitle", "snippet"];

/// A card becomes a paragraph with the link and what is said of it.
pub fn card(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    view.dom.attribute(place, "class")?;
    if !view.has_class(place, &CARDS) || view.dom.subtree(place).len() > MOST_NODES {
        return None;
    }
    // A link that is called so may be one to come back by; a card has parts.
    if view.has_class(place, &["bookmark"]) && view.classed(place, &["bookmark-info", "bookmark-title"]).is_none() {
        return None;
    }
    let links = || view.elements(place).filter(|&inside| view.name(inside) == "a");
    let address = links().find_map(|link| view.attribute(link, "href").filter(|href| href.contains("://")))?;
    let of_this = |&link: &usize| view.attribute(link, "href") == Some(address);
    let named = |words: &'static [&str]| {
        let named = view.elements(place).find(|&inside| view.is_called(inside, words) && !view.text(inside).is_empty());
        named.map(|inside| view.text(inside))
    };
    let heading = || {
        view.elements(place)
            .find(|&inside| super::headings::is_heading(view.name(inside)) || view.name(inside) == "strong")
    };
    let title = named(&TITLE).or_else(|| heading().map(|inside| view.text(inside)));
    let title = title.or_else(|| links().filter(of_this).map(|link| view.text(link)).find(|text| !text.is_empty()));
    let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| address.to_string());
    let paragraph = || {
        view.elements(place).filter(|&inside| matches!(view.name(inside), "p" | "h3")).map(|inside| view.text(inside))
    };
    let description = named(&DESCRIPTION).or_else(|| paragraph().find(|text| *text != title && text.contains(' ')));
    let mut inside = vec![Piece::element("a", [("href", address.to_string())], vec![Piece::Text(title)])];
    let said = description.unwrap_or_else(|| host(address).to_string());
    inside.push(Piece::Text(format!(" – {said}")));
    let caption = view.elements(place).find(|&inside| view.name(inside) == "figcaption");
    let caption = caption.map(|caption| Piece::element("p", [], vec![Piece::MovedFrom(caption)]));
    remove_frame(view, place, edits);
    edits.replace(place, [Piece::element("p", [], inside)].into_iter().chain(caption).collect());
    Some(Done)
}

/// In nodes: what has more is no card.
const MOST_NODES: usize = 200;

fn host(address: &str) -> &str {
    let host =
        address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or(address);
    host.strip_prefix("www.").unwrap_or(host)
}

/// WordPress shows the same once more in a frame behind it.
fn remove_frame(view: &View, place: usize, edits: &mut Edits) {
    let frame = view.next_element(place).filter(|&next| view.name(next) == "iframe");
    frame
        .filter(|&frame| view.has_class(frame, &["wp-embedded-content"]))
        .into_iter()
        .for_each(|frame| edits.remove(frame));
}
