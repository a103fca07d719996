//! The addresses that a feed mentions, and what it says of what is there.

use super::document::Element;
use super::html_tags::Tag;
use super::json::Json;
use super::parsed::Parsed;
use super::value::Value;
use courant_text::source::Span;

/// An address in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// As it is written, without white space around it.
    pub url: String,
    /// Where it is written.
    pub span: Span,
    /// What is to be found there.
    pub role: Role,
}

/// What is to be found at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The feed itself.
    Feed,
    /// A page.
    Page,
    /// A picture.
    Image,
    /// A file to be played or kept.
    Enclosure(Stated),
}

/// What a feed says of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its length as it is written, and where.
    pub length: Option<(String, Span)>,
    /// Its media type as it is written, and where.
    pub media_type: Option<(String, Span)>,
}

impl Parsed<'_> {
    /// The addresses in the feed: first those of its own elements, then those of links and pictures in its HTML, each in the order of the
    /// text; nothing for a text that is no feed.
    pub fn mentions(&self) -> Vec<Mention> {
        if let Some(root) = self.json() {
            return in_json(root);
        }
        let Some(document) = self.document() else { return Vec::new() };
        let own = document.elements().filter_map(in_element);
        own.chain(document.elements().flat_map(in_content)).collect()
    }
}

fn in_element(element: Element) -> Option<Mention> {
    let name = (element.namespace().prefix(), element.local());
    let parent = element.parent().map(Element::local).unwrap_or_default();
    match (name, parent) {
        (("", "link"), "channel" | "item") => Some(mention(&element.value(), Role::Page)),
        (("", "url"), "image") | (("atom", "icon" | "logo"), _) => Some(mention(&element.value(), Role::Image)),
        (("", "enclosure"), _) => with_attribute(element, "url", Role::Enclosure(stated(element, "length", "type"))),
        (("atom", "link"), _) => with_attribute(element, "href", link_role(element)?),
        (("itunes", "image"), _) => with_attribute(element, "href", Role::Image),
        (("media", "thumbnail"), _) => with_attribute(element, "url", Role::Image),
        (("media", "content"), _) => with_attribute(element, "url", media_role(element)),
        _ => None,
    }
}

/// The links and pictures in the HTML of an element, or in an element of XHTML.
fn in_content(element: Element) -> Vec<Mention> {
    let is_html = match element.known() {
        "description" | "content:encoded" => true,
        "atom:content" | "atom:summary" => element.attribute_value("type").is_some_and(|kind| kind.trimmed() == "html"),
        _ => false,
    };
    if is_html {
        return in_html(&element.value());
    }
    let (name, role) = match element.local() {
        _ if element.namespace().prefix() != "xhtml" => return Vec::new(),
        "a" => ("href", Role::Page),
        "img" => ("src", Role::Image),
        _ => return Vec::new(),
    };
    with_attribute(element, name, role).into_iter().collect()
}

fn in_html(html: &Value) -> Vec<Mention> {
    let wanted = |tag: &Tag| match tag {
        tag if tag.is_end => None,
        tag if tag.is("a") => Some(("href", Role::Page)),
        tag if tag.is("img") => Some(("src", Role::Image)),
        _ => None,
    };
    let address = |tag: Tag| {
        let (name, role) = wanted(&tag)?;
        let found = tag.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
        let url = found.value.trim();
        // A place in the same text is no address.
        let is_plain = !url.is_empty() && !url.starts_with('#');
        is_plain.then(|| Mention { url: url.to_string(), span: html.span_of(found.value_range.clone()), role })
    };
    html.tags().filter_map(address).collect()
}

fn mention(value: &Value, role: Role) -> Mention {
    Mention { url: value.trimmed().to_string(), span: value.trimmed_span(), role }
}

fn with_attribute(element: Element, name: &str, role: Role) -> Option<Mention> {
    element.attribute_value(name).map(|value| mention(&value, role))
}

/// RFC 4287 section 4.2.7.2: a link without `rel` is an alternate.
fn link_role(link: Element) -> Option<Role> {
    let rel = link.attribute_value("rel").map(|rel| rel.trimmed().to_ascii_lowercase());
    match rel.as_deref().unwrap_or("alternate") {
        "self" => Some(Role::Feed),
        "alternate" => Some(Role::Page),
        "enclosure" => Some(Role::Enclosure(stated(link, "length", "type"))),
        _ => None,
    }
}

/// Media RSS 1.5.1: the length is `fileSize`; a picture is told by `medium` or by its type.
fn media_role(content: Element) -> Role {
    let is = |name: &str, start: &str| {
        content.attribute_value(name).is_some_and(|value| value.trimmed().to_ascii_lowercase().starts_with(start))
    };
    if is("medium", "image") || is("type", "image/") {
        Role::Image
    } else {
        Role::Enclosure(stated(content, "fileSize", "type"))
    }
}

fn stated(element: Element, length: &str, media_type: &str) -> Stated {
    let read =
        |name: &str| element.attribute_value(name).map(|value| (value.trimmed().to_string(), value.trimmed_span()));
    Stated { length: read(length), media_type: read(media_type) }
}

fn in_json(root: Json) -> Vec<Mention> {
    let mut found = members(root, &[("feed_url", Role::Feed), ("home_page_url", Role::Page)]);
    found.extend(members(root, &[("icon", Role::Image), ("favicon", Role::Image)]));
    for item in root.member("items").into_iter().flat_map(Json::elements) {
        found.extend(members(item, &[("url", Role::Page), ("external_url", Role::Page)]));
        found.extend(members(item, &[("image", Role::Image), ("banner_image", Role::Image)]));
        let attachments = item.member("attachments").into_iter().flat_map(Json::elements);
        found.extend(attachments.filter_map(attachment));
    }
    let items = root.member("items").into_iter().flat_map(Json::elements);
    let html = items.filter_map(|item| item.text_member("content_html"));
    found.extend(html.flat_map(|html| in_html(&html)));
    found
}

fn members(object: Json, roles: &[(&str, Role)]) -> Vec<Mention> {
    let one = |(name, role): &(&str, Role)| object.text_member(name).map(|value| mention(&value, role.clone()));
    roles.iter().filter_map(one).collect()
}

fn attachment(attachment: Json) -> Option<Mention> {
    let media_type = attachment.text_member("mime_type");
    let stated = Stated {
        length: attachment.member("size_in_bytes").map(|size| (size.written().to_string(), size.span())),
        media_type: media_type.map(|value| (value.trimmed().to_string(), value.trimmed_span())),
    };
    attachment.text_member("url").map(|url| mention(&url, Role::Enclosure(stated)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use courant_text::source::Source;

    fn found(text: &str) -> Vec<(String, &'static str)> {
        let source = Source::new("feed", text);
        let role = |role: &Role| match role {
            Role::Feed => "feed",
            Role::Page => "page",
            Role::Image => "image",
            Role::Enclosure(_) => "enclosure",
        };
        let mentions = parse(&source).mentions();
        for mention in &mentions {
            assert_eq!(source.text.get(mention.span.clone()), Some(mention.url.as_str()), "{mention:?}");
        }
        mentions.iter().map(|mention| (mention.url.clone(), role(&mention.role))).collect()
    }

    #[test]
    fn addresses_are_found_in_every_format() {
        let rss = r#"<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
            xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><link> h:1 </link><a:link rel="self" href="h:2"/>
            <image><url>h:3</url><link>h:not</link></image><itunes:image href="h:4"/><item><link>h:5</link>
            <enclosure url="h:6" length="1" type="audio/mpeg"/><media:content url="h:7" type="image/png"/>
            <media:content url="h:8" type="video/mp4"/><media:thumbnail url="h:9"/></item></channel></rss>"#;
        let kinds = ["page", "feed", "image", "image", "page", "enclosure", "image", "enclosure", "image"];
        let expected: Vec<_> = kinds.iter().zip(1..).map(|(kind, number)| (format!("h:{number}"), *kind)).collect();
        assert_eq!(found(rss), expected);
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><link href="h:1"/><link rel="self" href="h:2"/><logo>h:3</logo>
            <entry><link rel="enclosure" href="h:4"/><link rel="related" href="h:not"/></entry></feed>"#;
        let kinds = ["page", "feed", "image", "enclosure"];
        let expected: Vec<_> = kinds.iter().zip(1..).map(|(kind, number)| (format!("h:{number}"), *kind)).collect();
        assert_eq!(found(atom), expected);
        let json = r#"{"feed_url": "h:1", "home_page_url": "h:2", "icon": "h:3", "items": [{"url": "h:4", "image": "h:5",
            "attachments": [{"url": "h:6", "mime_type": "audio/mpeg", "size_in_bytes": 3}]}]}"#;
        let kinds = ["feed", "page", "image", "page", "image", "enclosure"];
        let expected: Vec<_> = kinds.iter().zip(1..).map(|(kind, number)| (format!("h:{number}"), *kind)).collect();
        assert_eq!(found(json), expected);
        assert_eq!(found("no feed"), []);
    }

    #[test]
    fn links_and_pictures_in_html_come_after_all_others() {
        let rss = "<rss><channel><item><description>&lt;a href=\"h:2\"&gt;x&lt;/a&gt; &lt;a href='#n'&gt;</description>\
            <link>h:1</link></item><item><description><![CDATA[<IMG alt='' src=h:3><img>]]></description></item></channel></rss>";
        assert_eq!(
            found(rss),
            [("h:1".to_string(), "page"), ("h:2".to_string(), "page"), ("h:3".to_string(), "image")]
        );
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
            <a href="h:1">x</a></div></content><summary>&lt;a href="h:no"&gt;</summary></entry></feed>"#;
        assert_eq!(found(atom), [("h:1".to_string(), "page")]);
        let json = r#"{"items": [{"content_html": "<img src=\"h:2\">", "url": "h:1"}]}"#;
        assert_eq!(found(json), [("h:1".to_string(), "page"), ("h:2".to_string(), "image")]);
    }

    #[test]
    fn what_is_said_of_a_file_is_kept_as_it_is_written() {
        let text =
            r#"<rss><channel><item><enclosure url="h:1" length=" 12 " type="audio/mpeg"/></item></channel></rss>"#;
        let Some(Mention { role: Role::Enclosure(stated), .. }) = parse(&Source::new("feed", text)).mentions().pop()
        else {
            panic!("no enclosure");
        };
        assert_eq!(stated.length.map(|(written, _)| written).as_deref(), Some("12"));
        assert_eq!(stated.media_type.map(|(written, _)| written).as_deref(), Some("audio/mpeg"));
    }
}
