//! Sound and film that a script would play, as what HTML has for it: `<audio>`, `<video>`, `<iframe>`.

use super::Done;
use super::view::View;
use courant_html::{Edits, Piece};

/// The elements of players, the attribute that says what they play, and its address around that.
const PLAYERS: [(&str, &[&str], &str, &str); 22] = [
    ("lite-youtube", &["videoid"], "https://www.youtube.com/watch?v=", ""),
    ("youtube-video", &["video-id", "videoid"], "https://www.youtube.com/watch?v=", ""),
    ("lite-vimeo", &["videoid"], "https://vimeo.com/", ""),
    ("lite-tiktok", &["videoid"], "https://www.tiktok.com/embed/", ""),
    ("amp-youtube", &["data-videoid"], "https://www.youtube.com/watch?v=", ""),
    ("amp-vimeo", &["data-videoid"], "https://vimeo.com/", ""),
    ("amp-dailymotion", &["data-videoid"], "https://www.dailymotion.com/video/", ""),
    ("amp-soundcloud", &["data-trackid"], "https://api.soundcloud.com/tracks/", ""),
    ("amp-twitter", &["data-tweetid"], "https://twitter.com/i/status/", ""),
    ("amp-instagram", &["data-shortcode"], "https://www.instagram.com/p/", "/"),
    ("amp-tiktok", &["data-src"], "https://www.tiktok.com/embed/", ""),
    ("amp-gist", &["data-gistid"], "https://gist.github.com/", ""),
    ("amp-imgur", &["data-imgur-id"], "https://imgur.com/", ""),
    ("amp-facebook", &["data-href"], "", ""),
    ("amp-reddit", &["data-src"], "", ""),
    ("amp-pinterest", &["data-url"], "", ""),
    ("amp-iframe", &["src"], "", ""),
    ("amp-video", &["src"], "", ""),
    ("amp-video-iframe", &["src"], "", ""),
    ("amp-audio", &["src"], "", ""),
    ("amp-wistia-player", &["data-media-hashed-id"], "https://fast.wistia.net/embed/iframe/", ""),
    ("amp-megaphone", &["data-episode"], "https://playlist.megaphone.fm/?e=", ""),
];

/// A player becomes a frame that says what it plays; a box that holds nothing but sound or film becomes that.
pub fn player(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let name = view.name(place);
    if let Some((_, attributes, before, behind)) = PLAYERS.iter().find(|(player, ..)| *player == name) {
        let source = || view.elements(place).skip(1).find(|&inside| view.name(inside) == "source");
        let played = view.any_attribute(place, attributes).or_else(|| view.attribute(source()?, "src"))?;
        let address = if played.contains("://") || played.starts_with('/') {
            played.to_string()
        } else {
            format!("{before}{played}{behind}")
        };
        let title = title(view, place).map(|title| ("title", title));
        let attributes = [("src", address)].into_iter().chain(title);
        edits.replace(place, vec![Piece::element("iframe", attributes, Vec::new())]);
        return Some(Done);
    }
    match name {
        "div" | "figure" | "p" | "span" if view.dom.attribute(place, "class").is_some() => boxed(view, place, edits),
        _ => None,
    }
}

/// What a player is called.
fn title(view: &View, place: usize) -> Option<String> {
    let stated = view.any_attribute(place, &["title", "playlabel", "aria-label", "data-title", "videotitle", "alt"]);
    stated
        .map(str::to_string)
        .or_else(|| Some(view.text(place)).filter(|text| !text.is_empty() && text.chars().count() <= 200))
}

/// A box around sound or film alone, perhaps with its caption, loses its name: what it is called says nothing that its content does not.
fn boxed(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let is_media = |place: usize| matches!(view.name(place), "audio" | "video");
    let mut elements = view.children(place).filter(|&child| !view.name(child).is_empty());
    let media = elements.next().filter(|&first| is_media(first))?;
    let mut rest = elements.filter(|&beside| view.name(beside) != "figcaption");
    let has_words = view.children(place).any(|child| view.dom.text(child).is_some_and(|text| !text.trim().is_empty()));
    if rest.next().is_some() || has_words || view.dom.subtree(media).len() > 100 {
        return None;
    }
    edits.rename(place, "figure");
    Some(Done)
}
