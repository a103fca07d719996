//! The body of an article among all that a page shows.

mod furniture;
mod picture;
mod write;

use super::outline::{Outline, Place, is_inline};
use super::page::Page;

/// The body as simple HTML.
pub fn read(page: &Page, title: Option<&str>) -> String {
    let outline = &page.outline;
    let everything = Running::of_page(outline, &[]);
    let heading = heading(outline, title);
    let mut dropped = furniture::marked(outline, &everything, heading);
    let root = container(outline, &dropped);
    drop_title(outline, root, title, &mut dropped);
    write::write(page, root, &dropped)
}

/// The heading of the article: the `h1` that is its title, else the first.
fn heading(outline: &Outline, title: Option<&str>) -> Option<Place> {
    let title = title.unwrap_or_default();
    let same = outline.named(0, "h1").find(|&place| outline.text(place) == title);
    same.or_else(|| outline.named(0, "h1").next())
}

/// The innermost element that holds most of the running text of the page.
fn container(outline: &Outline, dropped: &[bool]) -> Place {
    let running = Running::of_page(outline, dropped);
    let of = |place: Place| running.of(outline, place);
    let mut place = outline.named(0, "body").next().unwrap_or(0);
    loop {
        let whole = of(place);
        let next = outline.children(place).find(|&child| of(child) * 4 >= whole * 3 && whole > 0);
        match next {
            Some(child) if !is_inline(outline.name(child)) && !matches!(outline.name(child), "p" | "ul" | "ol") => {
                place = child
            }
            _ => return place,
        }
    }
}

/// The characters of running text before each node.
pub struct Running(Vec<usize>);

impl Running {
    /// Text in blocks of some length that are no lists of links, outside what is dropped.
    fn of_page(outline: &Outline, dropped: &[bool]) -> Running {
        let mut sums = Vec::with_capacity(outline.len() + 1);
        let mut sum = 0;
        for place in 0..outline.len() {
            sums.push(sum);
            if outline.raw(place).is_some() && !dropped.get(place).copied().unwrap_or(false) {
                let holder = block_of(outline, place);
                let weight = outline.weight(holder);
                if weight.characters >= 60 && weight.link_density() < 0.4 && !outline.name(holder).starts_with('h') {
                    sum += outline.weight(place).characters;
                }
            }
        }
        sums.push(sum);
        Running(sums)
    }

    /// How much of it a subtree has.
    pub fn of(&self, outline: &Outline, place: Place) -> usize {
        let before = |place: Place| self.0.get(place).or(self.0.last()).copied().unwrap_or(0);
        before(outline.end(place)).saturating_sub(before(place))
    }
}

fn block_of(outline: &Outline, place: Place) -> Place {
    outline.ancestors(place).find(|&above| !is_inline(outline.name(above))).unwrap_or(0)
}

fn drop_title(outline: &Outline, root: Place, title: Option<&str>, dropped: &mut [bool]) {
    let Some(title) = title else { return };
    for place in outline.subtree(root) {
        let heading = matches!(outline.name(place), "h1" | "h2" | "h3");
        if heading && (outline.name(place) == "h1" || outline.text(place).to_lowercase() == title.to_lowercase()) {
            let end = outline.end(place);
            dropped.iter_mut().take(end).skip(place).for_each(|mark| *mark = true);
        }
    }
}
