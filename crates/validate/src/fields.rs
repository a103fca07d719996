//! What a subscriber sees of a feed or an item beside its title, address, text and dates: fields by the names that people give them,
//! whatever the format calls them, with values that do not depend on how they are spelt.

use super::dialect::{called, child, html_of};
use super::document::Element;
use super::json::{Json, JsonType};
use std::collections::BTreeMap;

/// One field. Several values are one text, with commas between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// As people call it: `authors`, `categories`, `image`; by its own name (`podcast:season`) where it is of an extension.
    pub name: String,
    /// What it says.
    pub value: String,
}

#[derive(Default)]
struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    fn add(&mut self, name: &str, value: String) {
        if !value.is_empty() {
            self.0.entry(name.to_string()).or_default().push(value);
        }
    }

    fn all(self) -> Vec<Field> {
        self.0.into_iter().map(|(name, values)| Field { name, value: values.join(", ") }).collect()
    }
}

/// The fields of an item in XML; none of one inside another, which is all said by that.
pub(super) fn of_item(item: Element) -> Vec<Field> {
    let mut fields = Fields::default();
    if item.ancestors().any(|around| matches!(called(around), "item" | "atom:entry")) {
        return Vec::new();
    }
    let has_body = ["content:encoded", "atom:content"].into_iter().any(|name| child(item, name).is_some());
    fields.add("language", attribute(item, "xml:lang"));
    for child in item.children() {
        match called(child) {
            "title" | "guid" | "link" | "pubDate" | "dc:date" | "content:encoded" => {}
            "atom:id" | "atom:published" | "atom:updated" | "atom:content" => {}
            "atom:title" => fields.add("language", attribute(child, "xml:lang")),
            "description" | "atom:summary" if has_body => fields.add("summary", html_of(child)),
            "description" | "atom:summary" => {}
            "enclosure" => fields.add("enclosures", enclosure(child, "url")),
            "atom:link" => match attribute(child, "rel").as_str() {
                "" | "alternate" => {}
                "enclosure" => fields.add("enclosures", enclosure(child, "href")),
                rel => fields.add(&format!("link {rel}"), attribute(child, "href")),
            },
            "media:content" if is_picture(child) => fields.add("image", said(child)),
            name => add_common(&mut fields, child, name),
        }
    }
    fields.all()
}

/// The fields of a feed in XML: of its root in Atom, of its channel in RSS, beside which RSS 1.0 has its picture.
pub(super) fn of_feed(root: Element) -> Vec<Field> {
    let mut fields = Fields::default();
    let channel = child(root, "channel");
    let beside = channel.into_iter().flat_map(|_| root.children().filter(|child| called(*child) == "image"));
    fields.add("language", attribute(root, "xml:lang"));
    for child in channel.unwrap_or(root).children().chain(beside) {
        match called(child) {
            "item" | "items" | "atom:entry" => {}
            // Whoever subscribes sees the dates of the items, and not who wrote the file.
            "lastBuildDate" | "pubDate" | "dc:date" | "atom:updated" => {}
            "generator" | "atom:generator" | "admin:generatorAgent" | "docs" => {}
            "title" | "atom:title" => fields.add("title", html_of(child)),
            "link" => fields.add("link", text(child)),
            "description" | "atom:subtitle" => fields.add("description", html_of(child)),
            "managingEditor" => fields.add("authors", text(child)),
            "atom:id" => fields.add("id", text(child)),
            "atom:icon" => fields.add("icon", text(child)),
            "atom:link" => match (attribute(child, "rel").as_str(), channel) {
                ("" | "alternate", None) => fields.add("link", attribute(child, "href")),
                ("" | "alternate", Some(_)) => fields.add("alternates", attribute(child, "href")),
                // A page with older items has a name in each of RFC 5005 section 3, its section 4, and JSON Feed.
                ("next" | "prev-archive", _) => fields.add("older", attribute(child, "href")),
                (rel, _) => fields.add(rel, attribute(child, "href")),
            },
            name => add_common(&mut fields, child, name),
        }
    }
    fields.all()
}

fn add_common(fields: &mut Fields, element: Element, name: &str) {
    match name {
        "author" | "dc:creator" => fields.add("authors", text(element)),
        "atom:author" => fields.add("authors", person(element)),
        "category" | "atom:category" | "dc:subject" => fields.add("categories", category(element)),
        "image" | "atom:logo" | "itunes:image" | "media:thumbnail" => fields.add("image", picture(element)),
        "language" | "dc:language" => fields.add("language", text(element)),
        "copyright" | "atom:rights" | "dc:rights" => fields.add("rights", html_of(element)),
        "source" | "atom:source" | "dc:source" => fields.add("source", said(element)),
        // What stands there for a browser that opens the feed is not the item.
        _ if element.namespace().prefix() == "xhtml" => {}
        name => fields.add(name, said(element)),
    }
}

fn text(element: Element) -> String {
    element.value().trimmed().to_string()
}

fn attribute(element: Element, name: &str) -> String {
    element.attribute_value(name).map(|value| value.trimmed().to_string()).unwrap_or_default()
}

fn child_text(element: Element, name: &str) -> String {
    child(element, name).map(text).unwrap_or_default()
}

fn person(element: Element) -> String {
    let (name, email, uri) =
        (child_text(element, "atom:name"), child_text(element, "atom:email"), child_text(element, "atom:uri"));
    with_details(&name, &[email, uri])
}

fn category(element: Element) -> String {
    let (term, label) = (attribute(element, "term"), attribute(element, "label"));
    let shown = [label, text(element), term.clone()].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let term = if term == shown { String::new() } else { term };
    with_details(&shown, &[term, attribute(element, "scheme"), attribute(element, "domain")])
}

fn enclosure(element: Element, address: &str) -> String {
    let length = attribute(element, "length");
    let length = if length.is_empty() { length } else { format!("{length} bytes") };
    with_details(&attribute(element, address), &[attribute(element, "type"), length])
}

fn picture(element: Element) -> String {
    let address = [attribute(element, "url"), attribute(element, "href"), child_text(element, "url"), text(element)];
    address.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| said(element))
}

fn is_picture(content: Element) -> bool {
    attribute(content, "medium") == "image" || attribute(content, "type").starts_with("image/")
}

/// All that an element says: its attributes, and what is in it.
fn said(element: Element) -> String {
    let attributes: Vec<String> = element
        .attributes()
        .map(|attribute| format!("{}={}", attribute.written(), attribute.value().trimmed()))
        .collect();
    let content = element.plain_content();
    match (attributes.as_slice(), content.trim()) {
        (attributes, "") => attributes.join(" "),
        ([], content) => content.to_string(),
        (attributes, content) => format!("{content} ({})", attributes.join(" ")),
    }
}

fn with_details(shown: &str, details: &[String]) -> String {
    let details: Vec<&str> = details.iter().map(String::as_str).filter(|detail| !detail.is_empty()).collect();
    match (shown, details.as_slice()) {
        (shown, []) => shown.to_string(),
        ("", details) => details.join(", "),
        (shown, details) => format!("{shown} ({})", details.join(", ")),
    }
}

/// The fields of an item of a JSON Feed.
pub(super) fn of_json_item(item: Json) -> Vec<Field> {
    let mut fields = Fields::default();
    let has = |name: &str| item.member(name).is_some();
    let has_body = has("content_html") || has("content_text");
    for member in item.inside() {
        match member.key() {
            "id" | "title" | "url" | "content_html" | "date_published" | "date_modified" => {}
            "external_url" if !has("url") => {}
            "content_text" if !has("content_html") => {}
            "summary" if !has_body => {}
            "attachments" => member.elements().for_each(|one| fields.add("enclosures", attachment(one))),
            "tags" => member.elements().for_each(|one| fields.add("categories", plain(one))),
            name => add_json(&mut fields, member, name),
        }
    }
    fields.all()
}

/// The fields of a JSON Feed.
pub(super) fn of_json_feed(root: Json) -> Vec<Field> {
    let mut fields = Fields::default();
    for member in root.inside() {
        match member.key() {
            "items" | "version" => {}
            "home_page_url" => fields.add("link", plain(member)),
            "feed_url" => fields.add("self", plain(member)),
            "next_url" => fields.add("older", plain(member)),
            "hubs" => member.elements().for_each(|one| fields.add("hub", member_text(one, "url"))),
            name => add_json(&mut fields, member, name),
        }
    }
    fields.all()
}

fn add_json(fields: &mut Fields, member: Json, name: &str) {
    match name {
        "authors" => member.elements().for_each(|one| fields.add("authors", author(one))),
        "author" => fields.add("authors", author(member)),
        name => fields.add(name, plain(member)),
    }
}

fn author(author: Json) -> String {
    with_details(&member_text(author, "name"), &[member_text(author, "url")])
}

fn attachment(attachment: Json) -> String {
    let length = member_text(attachment, "size_in_bytes");
    let length = if length.is_empty() { length } else { format!("{length} bytes") };
    with_details(&member_text(attachment, "url"), &[member_text(attachment, "mime_type"), length])
}

fn member_text(object: Json, name: &str) -> String {
    object.member(name).map(plain).unwrap_or_default()
}

/// What a value says, however it is spelt: a string is its text, members come in the order of their names.
fn plain(value: Json) -> String {
    match value.json_type() {
        JsonType::Text => value.value().trimmed().to_string(),
        JsonType::Null => String::new(),
        JsonType::Boolean | JsonType::Number => value.written().to_string(),
        JsonType::Array => value.inside().map(plain).collect::<Vec<_>>().join(", "),
        JsonType::Object => {
            let mut members: Vec<String> =
                value.inside().map(|member| format!("{}: {}", member.key(), plain(member))).collect();
            members.sort();
            members.join(", ")
        }
    }
}
