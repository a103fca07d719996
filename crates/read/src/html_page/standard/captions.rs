//! Pictures with what stands beneath them, as `<figure>` and `<figcaption>`, and pictures for readers that run no scripts.

use super::Done;
use super::view::View;
use courant_html::{Edits, Piece};

/// `<noscript>` with a picture in it: the picture that a script would load, where the page shows no other in its place.
pub fn noscript(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    if view.name(place) != "noscript" {
        return None;
    }
    let is_picture = |inside: usize| is_image(view.name(inside));
    let image = view.elements(place).find(|&inside| is_picture(inside))?;
    // What holds words is a notice.
    let has_words = view.children(place).any(|child| !view.text(child).is_empty());
    let in_head = view.ancestors(place).any(|above| view.name(above) == "head");
    if has_words || in_head || is_pixel(view, image) {
        return Some(Done);
    }
    let shown = [view.previous_element(place), view.next_element(place)].into_iter().flatten();
    let shown = shown.filter_map(|beside| Some((beside, view.elements(beside).find(|&inside| is_picture(inside))?)));
    for (beside, other) in shown.filter(|&(beside, _)| view.name(beside) != "noscript" && view.text(beside).is_empty())
    {
        if has_address(view, other) {
            return Some(Done);
        }
        edits.remove(beside);
    }
    edits.unwrap(place);
    None
}

pub fn is_image(name: &str) -> bool {
    matches!(name, "img" | "amp-img" | "picture" | "image")
}

/// A picture of one dot counts visitors.
fn is_pixel(view: &View, place: usize) -> bool {
    ["width", "height"]
        .iter()
        .any(|side| view.attribute(place, side).is_some_and(|size| matches!(size, "0" | "1" | "1px" | "0px")))
}

/// Whether a picture says where it is, and not only that it is to come.
fn has_address(view: &View, place: usize) -> bool {
    let usable = |address: &str| {
        let lower = address.to_ascii_lowercase();
        !lower.starts_with("data:")
            && !["placeholder", "blank.", "spacer.", "pixel.", "1x1", "loading.", "transparent."]
                .iter()
                .any(|word| lower.contains(word))
    };
    let now = view
        .dom
        .attributes(place)
        .filter(|(name, _)| name.ends_with("src") || name.ends_with("srcset") || *name == "data-original");
    now.map(|(_, value)| value.trim()).any(|value| !value.is_empty() && usable(value))
        || view.elements(place).skip(1).any(|inside| view.name(inside) != "img" && has_address_in_set(view, inside))
}

fn has_address_in_set(view: &View, place: usize) -> bool {
    view.name(place) == "source"
        && view.any_attribute(place, &["srcset", "data-srcset"]).is_some_and(|set| !set.starts_with("data:"))
}

/// Words in `class` by which programs name what stands beneath a picture.
const CAPTION: [&str; 9] = [
    "caption",
    "captions",
    "imagecaption",
    "imgcaption",
    "thumbcaption",
    "photocaption",
    "picturecaption",
    "gallerytext",
    "legend",
];

/// Words by which they name what does not.
const NO_CAPTION: [&str; 5] = ["container", "wrapper", "no", "without", "track"];

/// What is called a caption and stands beside a picture, with no other words: WordPress, Blogger, MediaWiki, AsciiDoctor, docutils, and
/// whoever gives a `<div>` that name.
pub fn captioned(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let name = view.name(place);
    if matches!(name, "figcaption" | "caption" | "table" | "html" | "body" | "img" | "figure" | "track") {
        return None;
    }
    view.dom.attribute(place, "class")?;
    let is_caption =
        view.is_called(place, &CAPTION) && !view.is_called(place, &NO_CAPTION) || is_title_of_block(view, place);
    if !is_caption || holds_picture(view, place) || view.text(place).is_empty() {
        return None;
    }
    let around = view.ancestors(place).take(5);
    let around = around.take_while(|&above| is_box(view, above) && view.dom.subtree(above).len() <= MOST_NODES);
    let mut around = around.take_while(|&above| view.text_but(above, Some(place)).is_empty());
    let figure = around.find(|&above| holds_picture(view, above))?;
    // No part of a table stands without it.
    let is_part = |place: usize| matches!(view.name(place), "tbody" | "tr" | "td");
    let figure = std::iter::once(figure).chain(view.ancestors(figure)).find(|&above| !is_part(above))?;
    let in_figure = || view.ancestors(place).take(8).any(|above| view.name(above) == "figure");
    if edits.has(figure) || in_figure() {
        return None;
    }
    let images: Vec<Piece> = outermost_pictures(view, figure).map(Piece::Moved).collect();
    let caption = Piece::element("figcaption", [], vec![Piece::MovedFrom(place)]);
    edits.replace(figure, vec![Piece::element("figure", [], images.into_iter().chain([caption]).collect())]);
    None
}

/// The most nodes of a picture with its caption.
const MOST_NODES: usize = 80;

/// AsciiDoctor: `<div class="imageblock"><div class="content"><img></div><div class="title">`.
fn is_title_of_block(view: &View, place: usize) -> bool {
    view.has_class(place, &["title"]) && view.has_class(view.parent(place), &["imageblock"])
}

fn is_box(view: &View, place: usize) -> bool {
    matches!(
        view.name(place),
        "div"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "span"
            | "center"
            | "p"
            | "section"
            | "li"
            | "a"
            | "aside"
    )
}

fn holds_picture(view: &View, place: usize) -> bool {
    view.elements(place).take(MOST_NODES).any(|inside| is_image(view.name(inside)))
}

/// The pictures of an element, each `<picture>` once.
fn outermost_pictures<'a>(view: &'a View, place: usize) -> impl Iterator<Item = usize> + 'a {
    let mut behind = 0;
    view.elements(place).filter(move |&inside| {
        let outermost = is_image(view.name(inside)) && inside >= behind;
        behind = if outermost { view.dom.end(inside) } else { behind };
        outermost
    })
}
