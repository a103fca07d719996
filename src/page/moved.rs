//! A page where an article was before, for hosts that cannot redirect: it leads on.

use super::frame::{self, Head};
use crate::feed::{Feed, FileKind, MovedPage, SiteFile, way_up};
use crate::ui_strings::Words;

/// The page, which leads on at once, and by a link where a browser does not.
pub fn moved(main: &Feed, page: &MovedPage) -> SiteFile {
    let words = Words::of(main.language.as_ref());
    let way = way_up(&page.path);
    let head = Head {
        language: words.language(),
        direction: words.direction(),
        title: main.title.to_string(),
        description: None,
        address: Some(page.address.clone()),
        class: "moved",
        way_up: &way,
        policy: "img-src 'none'".to_string(),
    };
    let address = page.address.as_str();
    let refresh = format!("0; url={address}");
    let text = frame::page(
        &head,
        |html| {
            html.void("meta", &[("http-equiv", "refresh"), ("content", &refresh)]);
            html.void("meta", &[("name", "robots"), ("content", "noindex")]);
            html.line();
        },
        |html| {
            html.element("main", &[], |html| {
                html.element("p", &[], |html| html.words("a", &[("href", address)], address));
            });
            html.line();
        },
    );
    SiteFile { path: page.path.clone(), kind: FileKind::MovedPage, text }
}
