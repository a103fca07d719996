//! What a page prints beneath the picture that stands for its article.

use super::body::picture::{self, Picture};
use super::outline::{Outline, Place};
use super::page::Page;
use crate::article::Media;
use crate::line_phrases::Phrases;
use crate::text_lines::picture_lines;

/// Fills in credit, caption and alternative text from the figure that shows the picture, or from the `<img>` alone.
pub fn complete(page: &Page, image: &mut Media, phrases: Phrases) {
    let wanted = file_name(&image.url);
    let shows = |picture: &Picture| !wanted.is_empty() && file_name(&picture.address) == wanted;
    let figures = page.outline.named(0, "figure").filter(|&place| page.outline.subtree(place).len() <= MOST_NODES);
    let figure = figures.take(MOST_FIGURES).find_map(|place| {
        let shown = picture::pictures(page, place).into_iter().find(shows)?;
        Some((place, shown.alt))
    });
    if let Some((place, alt)) = figure {
        let (credit, caption) = printed(&page.outline, place, phrases);
        image.credit = credit;
        image.caption = caption;
        image.alt = Some(alt).filter(|alt| !alt.is_empty());
        return;
    }
    let images = page.outline.named(0, "img").take(MOST_FIGURES);
    let shown = images.filter_map(|place| picture::picture(page, place)).find(shows);
    image.alt = shown.map(|picture| picture.alt).filter(|alt| !alt.is_empty());
}

/// Far more than articles have, and few enough to be looked at one by one.
const MOST_FIGURES: usize = 200;
const MOST_NODES: usize = 300;

/// The last part of an address, which sizes of the same picture share: without query, and without `-300x200` before its end.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let Some((stem, extension)) = name.rsplit_once('.') else { return name.to_ascii_lowercase() };
    let is_size = |end: &str| {
        end.split_once('x').is_some_and(|(width, height)| [width, height].iter().all(|side| is_number(side)))
    };
    let stem = stem.rsplit_once('-').filter(|(_, end)| is_size(end)).map_or(stem, |(stem, _)| stem);
    format!("{stem}.{extension}").to_ascii_lowercase()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The credit and the caption that a figure prints: each in an element of its own, or one behind the other.
fn printed(outline: &Outline, figure: Place, phrases: Phrases) -> (Option<String>, Option<String>) {
    let Some(text) = picture::caption(outline, figure) else { return (None, None) };
    let marked = outline.subtree(figure).find(|&place| place != figure && calls_itself_credit(outline, place));
    let Some(credit) = marked.and_then(|place| outline.short_text(place)) else {
        return picture_lines::credit_and_caption(&text, phrases);
    };
    let caption = text.replacen(&credit, "", 1);
    let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = picture_lines::credit_and_caption(&credit, phrases).0;
    (bare.or(Some(credit)), Some(caption).filter(|caption| caption.chars().any(char::is_alphanumeric)))
}

/// Words in `class` by which makers of pages name who made a picture.
const CREDIT: [&str; 8] =
    ["credit", "credits", "photographer", "photocredit", "imagecredit", "copyright", "fotograf", "photographe"];

fn calls_itself_credit(outline: &Outline, place: Place) -> bool {
    let class = outline.attribute(place, "class").unwrap_or_default();
    super::body::class_words(class).any(|word| CREDIT.contains(&&*word))
        || ["copyrightHolder", "creditText"].iter().any(|property| outline.has_word(place, "itemprop", property))
}
