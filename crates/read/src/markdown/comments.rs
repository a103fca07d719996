//! Comments of Obsidian's (`%%for me alone%%`), also over lines: what they hold is not to be published.

use super::code::code;
use crate::parts::Part;
use std::borrow::Cow;

const MARK: &str = "%%";

/// The source without its comments. In code nothing is touched; a mark inside a word (`100%%`) opens none, and one that is never closed
/// hides nothing.
pub fn removed(source: &str) -> Cow<'_, str> {
    if memchr::memmem::find(source.as_bytes(), MARK.as_bytes()).is_none() {
        return Cow::Borrowed(source);
    }
    let mut code = code(source).into_iter().peekable();
    let mut kept = String::with_capacity(source.len());
    let (mut kept_until, mut open) = (0, None);
    for at in memchr::memmem::find_iter(source.as_bytes(), MARK.as_bytes()) {
        while code.next_if(|range| range.end <= at).is_some() {}
        if code.peek().is_some_and(|range| range.start <= at) {
            continue;
        }
        match open.take() {
            Some(start) => {
                kept.push_str(source.part(kept_until..start));
                kept_until = at + MARK.len();
            }
            None if source.part(..at).ends_with(char::is_alphanumeric) => {}
            None => open = Some(at),
        }
    }
    kept.push_str(source.part(kept_until..));
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::removed;

    #[test]
    fn what_is_for_the_author_alone_goes() {
        let cases = [
            ("Seen %%hidden%% seen.", "Seen  seen."),
            ("One.\n\n%%\nfor me\n\nalone\n%%\n\nTwo.", "One.\n\n\n\nTwo."),
            ("`%%` and `%%` stay.", "`%%` and `%%` stay."),
            ("```\n%%a%%\n```\n%%b%%", "```\n%%a%%\n```\n"),
            ("100%% of it, and 50%% of that.", "100%% of it, and 50%% of that."),
            ("A %% that is never closed.", "A %% that is never closed."),
            ("%%%%", ""),
        ];
        for (source, shown) in cases {
            assert_eq!(removed(source), shown, "{source}");
        }
    }
}
