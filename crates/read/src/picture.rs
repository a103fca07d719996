//! Pictures, sound and film by the names of their files, and pictures as figures.

use crate::article::Media;
use courant_html::escape;

/// Whether the name of a file says that it is a picture, sound or film.
pub fn is_media(url: &str) -> bool {
    plays(url) || kind(url).starts_with("image/")
}

/// Whether the name of a file says that it is sound or film.
pub fn plays(url: &str) -> bool {
    let kind = kind(url);
    kind.starts_with("audio/") || kind.starts_with("video/")
}

fn kind(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    mime_guess::from_path(path).first_raw().unwrap_or_default()
}

/// A figure as HTML.
pub fn figure(picture: &Media) -> String {
    let caption = [picture.caption.as_deref(), picture.credit.as_deref()];
    let caption = caption.into_iter().flatten().map(escape).collect::<Vec<_>>().join(" ");
    let caption = if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
    let alt = picture.alt.as_deref().unwrap_or_default();
    format!("<figure><img src=\"{}\" alt=\"{}\">{caption}</figure>", escape(&picture.url), escape(alt))
}
