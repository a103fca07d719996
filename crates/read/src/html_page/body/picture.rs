//! Pictures in a page: their true address where it is loaded late, what they show, their caption and credit.

use crate::html_page::outline::{Outline, Place};
use crate::html_page::page::Page;
use courant_html::escape;

/// A picture that a reader would see.
pub struct Picture {
    /// Its address, absolute where that can be told.
    pub address: String,
    /// What it shows, in words.
    pub alt: String,
}

impl Picture {
    /// The picture as an element.
    pub fn html(&self) -> String {
        format!("<img src=\"{}\" alt=\"{}\">", escape(&self.address), escape(&self.alt))
    }
}

/// The picture of an `<img>`, or of the first `<img>` or `<source>` within; `None` for spacers, trackers and icons.
pub fn picture(page: &Page, place: Place) -> Option<Picture> {
    let outline = &page.outline;
    let mut images = outline.subtree(place).filter(|&inside| matches!(outline.name(inside), "img" | "amp-img"));
    let image = images.find(|&image| address(page, image).is_some());
    if let Some(image) = image {
        let tiny = |name| {
            outline
                .attribute(image, name)
                .and_then(|size| size.trim().parse::<u32>().ok())
                .is_some_and(|size| size <= 48)
        };
        if tiny("width") && tiny("height") {
            return None;
        }
        let alt = outline.attribute(image, "alt").unwrap_or_default().trim().to_string();
        return Some(Picture { address: address(page, image)?, alt });
    }
    let source = outline.named(place, "source").find_map(|source| address(page, source));
    source.map(|address| Picture { address, alt: String::new() })
}

/// Whether an element is a picture that leads an article: a figure, or a picture that calls itself so. Others above an article may be its
/// author's.
pub fn is_lead(page: &Page, place: Place) -> bool {
    const LEAD: [&str; 3] = ["featured", "hero", "lead"];
    let outline = &page.outline;
    let class = outline.attribute(place, "class").unwrap_or_default();
    let called = || {
        outline.has_word(place, "class", "wp-post-image")
            || super::class_words(class).any(|word| LEAD.contains(&&*word))
    };
    let leads = match outline.name(place) {
        "figure" => true,
        "img" | "amp-img" | "picture" => called(),
        _ => false,
    };
    leads && picture(page, place).is_some()
}

/// All pictures of a figure, each once, also those for readers without scripts.
pub fn pictures(page: &Page, figure: Place) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let outline = &page.outline;
    let holders = outline.subtree(figure).filter(|&place| matches!(outline.name(place), "img" | "amp-img" | "picture"));
    for picture in holders.take(200).filter_map(|place| picture(page, place)) {
        if !pictures.iter().any(|known| known.address == picture.address) {
            pictures.push(picture);
        }
    }
    pictures
}

/// Where scripts put the address of a picture that is loaded when it comes into view.
const LATE: [&str; 12] = [
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-full-src",
    "data-large-file",
    "data-url",
    "data-image",
    "data-hi-res-src",
    "data-original-src",
    "data-img-src",
    "data-lazy",
];

fn address(page: &Page, place: Place) -> Option<String> {
    let outline = &page.outline;
    let late = LATE.iter().filter_map(|name| outline.attribute(place, name));
    let late_sets = ["data-srcset", "data-lazy-srcset"]
        .iter()
        .filter_map(|name| outline.attribute(place, name))
        .filter_map(largest);
    let now = outline.attribute(place, "src").into_iter().chain(outline.attribute(place, "srcset").and_then(largest));
    let mut addresses = late.chain(late_sets).chain(now).filter_map(|address| usable(page, address));
    addresses.next()
}

/// An address of something that is shown or played: absolute where that can be told, and never a place holder.
pub fn usable(page: &Page, address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with("data:") || address.starts_with(['{', '[']) {
        return None;
    }
    page.absolute(address).or_else(|| (!address.contains(':')).then(|| address.to_string()))
}

/// The largest picture of a `srcset`: the last one of the greatest width or density.
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(f64, &str)> = None;
    // Addresses may hold commas; a candidate ends at a comma that white space follows.
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")).map(str::trim).filter(|part| !part.is_empty()) {
        let (address, size) = candidate.split_once(char::is_whitespace).unwrap_or((candidate, "1x"));
        let size = size.trim().trim_end_matches(['w', 'x', ',']).parse::<f64>().unwrap_or(1.0);
        if best.is_none_or(|(most, _)| size >= most) {
            best = Some((size, address.trim_end_matches(',')));
        }
    }
    best.map(|(_, address)| address)
}

/// The text beneath a figure.
pub fn caption(outline: &Outline, figure: Place) -> Option<String> {
    let text = outline.named(figure, "figcaption").map(|place| outline.text(place)).find(|text| !text.is_empty());
    text.or_else(|| Some(outline.text(figure)).filter(|text| !text.is_empty()))
}
