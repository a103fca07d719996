//! The lines of text within a part of a page: what a reader would take for a paragraph, a heading, an item.

use crate::html_page::outline::{Outline, Place, Weight, is_inline, push_folded};
use crate::parts::Part;

/// A run of text with a block boundary before and behind it.
pub struct Line {
    /// Its text nodes are among these places.
    pub places: std::ops::Range<Place>,
    /// What it says, white space folded.
    pub text: String,
    /// How much of it is links.
    pub weight: Weight,
    /// What it is.
    pub kind: LineKind,
    /// Whether it is a link to a document that is no page: a report, a table, a recording.
    pub is_download: bool,
    /// The first link in it.
    pub link: Option<Place>,
    /// Whether it is made of `<time>` elements alone.
    pub is_time: bool,
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// A paragraph that its author marked as one.
    Paragraph,
    /// Text that stands between blocks, or in a block of no meaning.
    Loose,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Preformatted text.
    Preformatted,
    /// The text beneath a picture.
    Caption,
    /// Text in a quotation outside its paragraphs: mostly whose words it is.
    Attribution,
}

impl Line {
    /// How much it says, in characters of a script with spaces.
    pub fn length(&self) -> usize {
        self.weight.length()
    }

    /// The share of its text that is links.
    pub fn link_density(&self) -> f64 {
        self.weight.link_density()
    }

    /// Whether it ends as sentences do.
    pub fn ends_as_sentence(&self) -> bool {
        ends_as_sentence(&self.text)
    }
}

/// Whether a text ends as sentences do, in any script.
pub fn ends_as_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '」', '』', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।', '۔'])
}

/// The lines of a subtree that are not dropped.
pub fn lines(outline: &Outline, root: Place, dropped: &[bool]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut current: Option<Line> = None;
    let mut at = root;
    let end = outline.end(root);
    let mut boundary = root;
    while at < end {
        if dropped.get(at).copied().unwrap_or(true) {
            at = outline.end(at).max(at + 1);
            continue;
        }
        let breaks = !is_inline(outline.name(at)) && outline.name(at) != "img";
        // Leaving a block ends a line as well as entering one.
        if breaks || at >= boundary {
            finish(&mut lines, &mut current);
            boundary = block_end(outline, at).min(end);
        }
        if let Some(raw) = outline.raw(at).filter(|raw| !raw.trim().is_empty() || current.is_some()) {
            add(outline, &mut current, at, raw);
        }
        at += 1;
    }
    finish(&mut lines, &mut current);
    lines
}

fn block_end(outline: &Outline, place: Place) -> Place {
    if is_inline(outline.name(place)) { outline.end(outline.block(place)) } else { outline.end(place) }
}

fn add(outline: &Outline, current: &mut Option<Line>, place: Place, raw: &str) {
    let line = current.get_or_insert_with(|| {
        let holder = outline.block(place);
        let kind = kind_of(outline, holder);
        Line {
            places: place..place,
            text: String::new(),
            weight: Weight::default(),
            kind,
            is_download: false,
            link: None,
            is_time: true,
        }
    });
    let link = outline.ancestors(place).take(3).find(|&above| outline.name(above) == "a");
    line.is_download |= link.is_some_and(|link| is_download(outline, link));
    line.link = line.link.or(link);
    let in_time = || outline.ancestors(place).take(3).any(|above| outline.name(above) == "time");
    line.is_time &= raw.trim().is_empty() || in_time();
    if is_cited(outline, place) {
        line.kind = LineKind::Attribution;
    }
    push_folded(&mut line.text, raw);
    line.places.end = place + 1;
    line.weight += outline.weight(place);
}

/// Whether a link leads to a file that is no page.
fn is_download(outline: &Outline, link: Place) -> bool {
    const ENDINGS: [&str; 14] = [
        ".pdf", ".epub", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".zip", ".mp3",
        ".ics",
    ];
    let href = outline.attribute(link, "href").unwrap_or_default();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    // Some addresses hold whole pictures.
    let ending = path.part(path.floor_char_boundary(path.len().saturating_sub(5))..).to_ascii_lowercase();
    ENDINGS.iter().any(|one| ending.ends_with(one))
}

/// Whether text stands in the `<cite>` of a quotation.
fn is_cited(outline: &Outline, place: Place) -> bool {
    let above = |name: &str, most: usize| outline.ancestors(place).take(most).any(|above| outline.name(above) == name);
    above("cite", 3) && above("blockquote", 6)
}

fn finish(lines: &mut Vec<Line>, current: &mut Option<Line>) {
    if let Some(mut line) = current.take() {
        line.text.truncate(line.text.trim_end().len());
        if !line.text.is_empty() {
            lines.push(line);
        }
    }
}

fn kind_of(outline: &Outline, holder: Place) -> LineKind {
    for place in std::iter::once(holder).chain(outline.ancestors(holder)).take(8) {
        match outline.name(place) {
            "p" if place == holder => return LineKind::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => return LineKind::Heading,
            "li" | "dd" | "dt" => return LineKind::Item,
            "td" | "th" if outline.arranges(place) => return LineKind::Loose,
            "td" | "th" | "caption" => return LineKind::Cell,
            "pre" | "code" => return LineKind::Preformatted,
            "blockquote" if place == holder => return LineKind::Attribution,
            "footer" if outline.name(outline.parent(place)) == "blockquote" => return LineKind::Attribution,
            "figcaption" => return LineKind::Caption,
            "body" => break,
            _ => {}
        }
    }
    LineKind::Loose
}
