//! References in a generator's own form: what they name is known once all articles are.
//!
//! A reader meets `{% post_url 2024-01-02-first %}` long before anybody knows where that article can be read. It writes the address that
//! [`Reference::href`] gives in its place; what composes the feeds finds it again with [`Reference::find`] and puts the address of the
//! article or file there. Links that name a file as any link could (`other.md`, `@/blog/x.md`, `{filename}x.md`) need none of it and stay
//! as they are written.

use crate::article::Article;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;

/// How a reference names what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceForm {
    /// Jekyll's `post_url`: the name of an article's file without its ending, with the folders before it where there are some.
    PostName,
    /// A path from the folder of the site's sources: Jekyll's `link`.
    SourcePath,
    /// Hugo's `ref` and `relref`: a path from the folder of the article or from that of all content, or the name of a file alone.
    Ref,
    /// The name of an article as its address has it: Hexo's `post_link` and `post_path`, Nikola's `post_list` and `link://slug`.
    Slug,
    /// `[[Note]]`: the name, alias or path of a note or file in a vault.
    Wiki,
    /// A file that belongs to the article: Hexo's `asset_path`, `asset_link` and `asset_img`.
    Asset,
    /// A path below the site's own address: the filters `relative_url`, `absolute_url`, `url` and `url_for`.
    Site,
}

/// Every form, and the word for it in an address.
const FORMS: [(ReferenceForm, &str); 7] = [
    (ReferenceForm::PostName, "post-name"),
    (ReferenceForm::SourcePath, "source-path"),
    (ReferenceForm::Ref, "ref"),
    (ReferenceForm::Slug, "slug"),
    (ReferenceForm::Wiki, "wiki"),
    (ReferenceForm::Asset, "asset"),
    (ReferenceForm::Site, "site"),
];

/// What marks a reference in an address. It is a path, so that what makes HTML clean lets it stand, and no site has it.
const MARK: &str = "/.courant-reference/";

/// What stays itself in the address of a reference: it has to stand in Markdown and HTML without quotation, and its `#` and `?` are the
/// target's own, whereas those behind it belong to the link.
const TARGET: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A reference in a generator's own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// How it names what it leads to.
    pub form: ReferenceForm,
    /// What it names, as its author wrote it, without the marks around it: `2024-01-02-first`, `about.md#team`.
    pub target: String,
    /// What stands behind it in the address: `#part`, `?x=1`, or nothing.
    pub rest: String,
}

impl Reference {
    /// The address that stands for a reference until the feeds are composed. It holds neither white space nor signs of Markdown or HTML.
    ///
    /// ```
    /// use courant_read::reference::{Reference, ReferenceForm};
    ///
    /// let href = Reference::href(ReferenceForm::PostName, "2024-01-02-first");
    /// let found = Reference::find(&format!("/blog{href}#part")).expect("a reference");
    /// assert_eq!((found.form, found.target.as_str()), (ReferenceForm::PostName, "2024-01-02-first"));
    /// assert_eq!(found.rest, "#part");
    /// ```
    pub fn href(form: ReferenceForm, target: &str) -> String {
        let word = FORMS.iter().find(|(known, _)| *known == form).map_or("", |(_, word)| word);
        format!("{MARK}{word}/{}", utf8_percent_encode(target.trim(), TARGET))
    }

    /// The address for a tag or shortcode that is a reference by its name and its arguments as they are written, without quotes around each:
    /// `post_url`, `link`, `ref`, `relref`, `post_link`, `post_path`, `asset_path`, `asset_link`, `asset_img`; `None` for any other. What
    /// it names is the argument `path` or the first one, so that whoever calls leaves out names of classes before the file of `asset_img`.
    pub fn of_tag(name: &str, argument: &str) -> Option<String> {
        let form = match name {
            "post_url" => ReferenceForm::PostName,
            "link" => ReferenceForm::SourcePath,
            "ref" | "relref" => ReferenceForm::Ref,
            "post_link" | "post_path" => ReferenceForm::Slug,
            "asset_path" | "asset_link" | "asset_img" => ReferenceForm::Asset,
            _ => return None,
        };
        (!argument.trim().is_empty()).then(|| Reference::href(form, argument))
    }

    /// The address for a value behind a filter, or in a function, that makes an address of it: `relative_url`, `absolute_url`, `url`,
    /// `url_for`, `relURL`, `absURL`, `relLangURL`, `absLangURL`, `get_url`; `None` for any other. An address with a scheme stays what it is, and so does a reference.
    pub fn of_filter(name: &str, value: &str) -> Option<String> {
        const FILTERS: [&str; 9] = [
            "relative_url",
            "absolute_url",
            "url",
            "url_for",
            "relURL",
            "absURL",
            "relLangURL",
            "absLangURL",
            "get_url",
        ];
        if !FILTERS.contains(&name) {
            return None;
        }
        let value = value.trim();
        let stays = value.is_empty() || value.starts_with("//") || value.contains("://") || value.contains(MARK);
        // Zola's `get_url(path="@/blog/x.md")` names a file.
        let is_file = value.starts_with("@/");
        if stays || is_file {
            return Some(value.to_string());
        }
        let end = value.find(['#', '?']).unwrap_or(value.len());
        let (path, rest) = value.split_at_checked(end)?;
        Some(format!("{}{rest}", Reference::href(ReferenceForm::Site, path.trim_start_matches('/'))))
    }

    /// The reference that an address holds. What stands before it goes: Jekyll's sites put their base path before each.
    pub fn find(href: &str) -> Option<Reference> {
        let (_, marked) = href.rsplit_once(MARK)?;
        let (word, rest) = marked.split_once('/')?;
        let (form, _) = FORMS.iter().find(|(_, known)| *known == word)?;
        let end = rest.find(['#', '?', '/']).unwrap_or(rest.len());
        let (target, rest) = rest.split_at_checked(end)?;
        let target = percent_decode_str(target).decode_utf8_lossy().into_owned();
        Some(Reference { form: *form, target, rest: rest.to_string() })
    }
}

/// A heading as the anchor that generators of notes give it: the rule of GitHub's headings.
pub fn anchor(heading: &str) -> String {
    crate::profile::github_anchor(heading)
}

/// Puts what references name, as their authors wrote it, in the place of what stands for them: for people who look at one article alone.
pub fn write_out(article: &mut Article) {
    let target = |found: Reference| {
        // Its author may have left out what makes it a path of the site's.
        let is_open = found.form == ReferenceForm::Site && !found.target.starts_with('/');
        format!("{}{}{}", if is_open { "/" } else { "" }, found.target, found.rest)
    };
    article.content = article
        .content
        .with_absolute_urls(&mut |href| Some(Reference::find(href).map_or_else(|| href.to_string(), target)));
    let image = article.image.iter_mut().map(|image| &mut image.value);
    for media in image.chain(article.media.iter_mut().map(|media| &mut media.value)) {
        if let Some(found) = Reference::find(&media.url) {
            media.url = target(found);
        }
    }
    for text in article.title.iter_mut().chain(article.summary.iter_mut()) {
        if let Cow::Owned(written) = in_text(&text.value, |found| target(found.clone())) {
            text.value = written;
        }
    }
    if let Cow::Owned(html) = in_text(article.content.as_str(), |found| courant_html::escape(&target(found.clone()))) {
        article.content = courant_html::CleanHtml::sanitise(&html);
    }
}

/// A text with what `shown` gives for each reference that stands in its words: a template may show an address as text.
pub fn in_text(text: &str, shown: impl Fn(&Reference) -> String) -> Cow<'_, str> {
    if memchr::memmem::find(text.as_bytes(), MARK.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(MARK) {
        written.push_str(before);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.~%/".contains(c);
        let end = marked.find(|c: char| !is_part(c)).unwrap_or(marked.len());
        let (whole, after) = marked.split_at_checked(end).unwrap_or((marked, ""));
        match Reference::find(&format!("{MARK}{whole}")) {
            Some(found) => written.push_str(&shown(&found)),
            None => written.push_str(whole),
        }
        rest = after;
    }
    Cow::Owned(written + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_found_in_the_address_that_stands_for_it() {
        for (form, _) in FORMS {
            for target in ["2024-01-02-first", "a b/c.md#part?", "Ü (1) [x] <y> \"z\" *w*", "../x", "@/a.md", "100%"] {
                let href = Reference::href(form, target);
                assert!(!href.contains(|c: char| c.is_whitespace() || "()[]<>\"'*{}#?".contains(c)), "{href}");
                let with_more = [("", ""), ("/base", "#a"), ("https://e.example", "?x=1#b"), ("", "/more")];
                for (before, behind) in with_more {
                    let found = Reference::find(&format!("{before}{href}{behind}"));
                    let expected = Reference { form, target: target.to_string(), rest: behind.to_string() };
                    assert_eq!(found, Some(expected), "{target}");
                }
            }
        }
        for href in ["", "/a", "x.md", "/.courant-reference/", "/.courant-reference/wiki", "/.courant-reference/no/x"] {
            assert_eq!(Reference::find(href), None, "{href}");
        }
    }

    #[test]
    fn tags_and_filters_that_make_addresses_are_known() {
        let of = |tag: &str, argument: &str| Reference::of_tag(tag, argument).and_then(|href| Reference::find(&href));
        assert_eq!(of("post_url", " 2024-01-02-first ").map(|found| found.target), Some("2024-01-02-first".into()));
        assert_eq!(of("ref", ""), None);
        assert_eq!(of("youtube", "x"), None);
        let filtered = |value: &str| Reference::of_filter("relative_url", value);
        assert_eq!(filtered("https://e.example/").as_deref(), Some("https://e.example/"));
        assert_eq!(filtered("//e.example/").as_deref(), Some("//e.example/"));
        let found = filtered("/a b/c.png?x=1#y").and_then(|href| Reference::find(&href));
        let found = found.map(|found| (found.form, found.target, found.rest));
        assert_eq!(found, Some((ReferenceForm::Site, "a b/c.png".into(), "?x=1#y".into())));
        let twice = filtered("/a").and_then(|href| Reference::of_filter("absolute_url", &href));
        assert_eq!(twice, filtered("/a"));
        assert_eq!(Reference::of_filter("upcase", "/a"), None);
    }
}
