//! Links of Atom: what they lead to, and what each is for.

use crate::addresses;
use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, feed, whole};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// A link has an address.
pub static LINK_HREF_MISSING: Rule = Rule {
    code: "A020",
    name: "link-href-missing",
    level: Level::Error,
    group: Group::Atom,
    summary: "a link has an address",
    why: "it leads nowhere",
    cite: Citation::new("RFC 4287", "section 4.2.7.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.1"),
    w3c: &["MissingHref"],
    bad: &[entry(r#"<⟦link⟧ rel="related"/>"#)],
    good: &[entry(r#"<link rel="related" href="https://example.org/"/>"#)],
    check: Check::Elements(&["atom:link"], link_href_missing),
};

/// Of alternate links with one type and one language there is one.
pub static ALTERNATE_TWICE: Rule = Rule {
    code: "A021",
    name: "alternate-twice",
    level: Level::Error,
    group: Group::Atom,
    summary: "of alternate links with one type and one language there is one",
    why: "readers open one of the two, and not all the same",
    cite: Citation::new("RFC 4287", "section 4.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"),
    w3c: &["DuplicateAtomLink"],
    bad: &[entry(r#"<link rel="alternate" href="https://example.org/a"/><⟦link⟧ href="https://example.org/b"/>"#)],
    good: &[entry(
        r#"<link rel="alternate" href="https://example.org/a" hreflang="en"/><link rel="alternate" href="https://example.org/b" hreflang="nl"/>"#,
    )],
    check: Check::Elements(&["atom:feed", "atom:entry", "atom:source"], alternate_twice),
};

/// The relation of a link is registered, or an address of its own.
pub static LINK_RELATION_UNREGISTERED: Rule = Rule {
    code: "A022",
    name: "link-relation-unregistered",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the relation of a link is registered, or an address of its own",
    why: "readers do not know what the link is for",
    cite: Citation::new("RFC 8288", "section 2.1", "https://www.rfc-editor.org/rfc/rfc8288#section-2.1"),
    w3c: &["UnregisteredAtomLinkRel"],
    bad: &[entry(r#"<link rel="⟦bridge⟧" href="https://example.org/"/>"#)],
    good: &[entry(
        r#"<link rel="preview" href="https://example.org/"/><link rel="https://example.org/rel/bridge" href="https://example.org/"/>"#,
    )],
    check: Check::Values(&[ValueKind("link-relation")], link_relation_unregistered),
};

/// The relation of a link is one name, or an address of its own.
pub static RELATION_INVALID: Rule = Rule {
    code: "A032",
    name: "link-relation-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "the relation of a link is one name, or an address of its own",
    why: "readers do not know what the link is for",
    cite: Citation::new("RFC 4287", "section 4.2.7.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"),
    w3c: &["UnregisteredAtomLinkRel"],
    bad: &[
        entry(r#"<link rel="⟦related via⟧" href="https://example.org/"/>"#),
        entry(r#"<link rel="⟦a/b⟧" href="https://example.org/"/>"#),
    ],
    good: &[entry(r#"<link rel="http://example.org/rel#bridge" href="https://example.org/"/>"#)],
    check: Check::Values(&[ValueKind("link-relation")], relation_invalid),
};

/// A relation or a type that is stated is not empty.
pub static RELATION_OR_TYPE_BLANK: Rule = Rule {
    code: "A033",
    name: "relation-or-type-blank",
    level: Level::Error,
    group: Group::Atom,
    summary: "the relation of a link and the type of a text, where they are stated, are not empty",
    why: "readers guess what the link is for, or whether the text is HTML, and not all the same",
    cite: Citation::new("RFC 4287", "section 4.2.7.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2")
        .by_vocabulary(),
    w3c: &["AttrNotBlank"],
    bad: &[
        entry(r#"<link ⟦rel=""⟧ href="https://example.org/"/>"#),
        entry(r#"<title ⟦type=""⟧>A bridge opens</title>"#),
    ],
    good: &[entry(r#"<title type="text">A bridge opens</title>"#)],
    check: Check::Values(
        &[ValueKind("link-relation"), ValueKind("text-type"), ValueKind("content-type")],
        relation_or_type_blank,
    ),
};

/// A feed tells its own address.
pub static SELF_MISSING: Rule = Rule {
    code: "A023",
    name: "self-missing",
    level: Level::Warning,
    group: Group::Atom,
    summary: "a feed tells its own address",
    why: "a reader that was given the file cannot subscribe, and a feed that moves is lost",
    cite: Citation::new("RFC 4287", "section 4.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"),
    w3c: &["MissingSelf"],
    bad: &[whole(
        r#"<⟦feed⟧ xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a10</id><updated>2026-11-24T08:00:00Z</updated></feed>"#,
    )],
    good: &[feed(r#"<link rel="self" href="https://example.org/atom.xml"/>"#)],
    check: Check::Elements(&["atom:feed"], self_missing),
};

/// The address of a feed is whole.
pub static SELF_RELATIVE: Rule = Rule {
    code: "A024",
    name: "self-relative",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the address of a feed is whole",
    why: "readers that take it for their subscription lose the feed",
    cite: Citation::new("RFC 4287", "section 4.2.7.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"),
    w3c: &["RelativeSelf"],
    bad: &[feed(r#"<link rel="self" href="⟦/atom.xml⟧"/>"#)],
    good: &[feed(r#"<link rel="self" href="https://example.org/atom.xml"/>"#)],
    check: Check::Elements(&["atom:feed/atom:link"], self_relative),
};

/// The self link leads to the feed.
pub static SELF_NOT_ATOM: Rule = Rule {
    code: "A025",
    name: "self-not-atom",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the self link leads to the feed",
    why: "readers that take it for their subscription lose the feed",
    cite: Citation::new("RFC 4287", "section 4.2.7.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"),
    w3c: &["SelfNotAtom"],
    bad: &[feed(r#"<link rel="self" type="⟦text/html⟧" href="https://example.org/"/>"#)],
    good: &[feed(r#"<link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>"#)],
    check: Check::Elements(&["atom:feed/atom:link", "atom:entry/atom:link"], self_not_atom),
};

/// A link says all in its attributes.
pub static LINK_NOT_EMPTY: Rule = Rule {
    code: "A026",
    name: "link-not-empty",
    level: Level::Warning,
    group: Group::Atom,
    summary: "a link says all in its attributes",
    why: "readers pass its text over",
    cite: Citation::new("RFC 4287", "section 4.2.7", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7"),
    w3c: &["AtomLinkNotEmpty"],
    bad: &[entry(r#"<link href="https://example.org/a" rel="related">⟦https://example.org/a⟧</link>"#)],
    good: &[entry(r#"<link href="https://example.org/a" rel="related"></link>"#)],
    check: Check::Elements(&["atom:link"], link_not_empty),
};

/// A number of replies is a whole number.
pub static REPLY_COUNT_INVALID: Rule = Rule {
    code: "A028",
    name: "reply-count-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "a number of replies is a whole number",
    why: "readers show no number of comments",
    cite: Citation::new("RFC 4685", "section 4", "https://www.rfc-editor.org/rfc/rfc4685#section-4"),
    w3c: &["InvalidInteger"],
    bad: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:count="⟦few⟧" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    good: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:count="3" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    check: Check::Elements(&["atom:link"], reply_count_invalid),
};

/// The date of the last reply is written as RFC 3339 says.
pub static REPLY_DATE_INVALID: Rule = Rule {
    code: "A029",
    name: "reply-date-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "the date of the last reply is written as RFC 3339 says",
    why: "readers do not see that there are new comments",
    cite: Citation::new("RFC 4685", "section 4", "https://www.rfc-editor.org/rfc/rfc4685#section-4"),
    w3c: &["InvalidRFC3339Date"],
    bad: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:updated="⟦today⟧" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    good: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:updated="2026-11-24T08:00:00Z" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    check: Check::Elements(&["atom:link"], reply_date_invalid),
};

/// The date of the last reply is in `thr:updated`.
pub static REPLY_WHEN_OBSOLETE: Rule = Rule {
    code: "A030",
    name: "reply-when-obsolete",
    level: Level::Error,
    group: Group::Atom,
    summary: "the date of the last reply is in `thr:updated`",
    why: "readers look for `thr:updated` and pass `thr:when` over",
    cite: Citation::new("RFC 4685", "section 4", "https://www.rfc-editor.org/rfc/rfc4685#section-4"),
    w3c: &["NoThrWhen"],
    bad: &[entry(
        r#"<link rel="replies" href="https://example.org/c" ⟦thr:when⟧="2026-11-24T08:00:00Z" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    good: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:updated="2026-11-24T08:00:00Z" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    check: Check::Elements(&["atom:link"], reply_when_obsolete),
};

fn link_href_missing(link: Element, reporter: &mut Reporter) {
    if link.attribute("href").is_none() {
        reporter.at(link.name_span(), "this link has no `href`");
    }
}

/// What a link is for; without `rel` it is an alternate (RFC 4287, section 4.2.7.2).
pub(super) fn relation(link: Element) -> String {
    link.attribute_value("rel").map_or_else(|| "alternate".to_string(), |rel| rel.trimmed().to_string())
}

fn alternate_twice(parent: Element, reporter: &mut Reporter) {
    let mut seen = Vec::new();
    for link in parent.children_named("atom:link").filter(|link| relation(*link) == "alternate") {
        let of = |name: &str| link.attribute_value(name).map(|value| value.trimmed().to_ascii_lowercase());
        let key = (of("type"), of("hreflang"));
        if seen.contains(&key) {
            reporter
                .at(link.name_span(), "another alternate link has the same type and language")
                .help("keep one of them, or give them different `type` or `hreflang`");
        } else if seen.len() < 64 {
            seen.push(key);
        }
    }
}

fn link_relation_unregistered(value: &Value, reporter: &mut Reporter) {
    if !is_relation(&value.text) {
        return;
    }
    let relation = value.text.as_ref();
    let is_address = addresses::scheme(relation).is_some() && addresses::wrong(relation).is_none();
    if !relation.is_empty() && !is_address && !is_registered(relation) {
        reporter
            .at(value.span(), "this relation is not registered")
            .help("write a registered one, or an address of your own");
    }
}

/// The registry of link relations at IANA.
fn is_registered(relation: &str) -> bool {
    const RELATIONS: &str = "about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author \
        blocked-by bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents convertedfrom copyright \
        create-form current deprecation describedby describes disclosure dns-prefetch duplicate edit edit-form edit-media enclosure external \
        first geofeed glossary help hosts hub ice-server icon index intervalafter intervalbefore intervalcontains intervaldisjoint \
        intervalduring intervalequals intervalfinishedby intervalfinishes intervalin intervalmeets intervalmetby intervaloverlappedby \
        intervaloverlaps intervalstartedby intervalstarts item last latest-version license linkset lrdd manifest mask-icon me media-feed \
        memento micropub modulepreload monitor monitor-group next next-archive nofollow noopener noreferrer opener openid2.local_id \
        openid2.provider original p3pv1 payment pingback preconnect predecessor-version prefetch preload prerender prev prev-archive preview \
        previous privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up related replies restconf ruleinput \
        search section self service service-desc service-doc service-meta sip-trunking-capability sponsored start status stylesheet \
        subsection successor-version sunset tag terms-of-service timegate timemap type ugc up version-history via webmention \
        working-copy working-copy-of http://a9.com/-/spec/opensearch/1.1/";
    let lower = relation.to_ascii_lowercase();
    RELATIONS.split_ascii_whitespace().any(|known| known == lower)
}

fn self_link(parent: Element) -> Option<Element> {
    parent.children_named("atom:link").find(|link| relation(*link) == "self")
}

fn self_missing(feed: Element, reporter: &mut Reporter) {
    if self_link(feed).is_none() {
        reporter
            .at(feed.name_span(), "this feed does not tell its own address")
            .help("write `<link rel=\"self\" href=\"https://...\"/>`");
    }
}

fn has_base(element: Element) -> bool {
    std::iter::once(element).chain(element.ancestors()).any(|element| element.attribute("xml:base").is_some())
}

fn self_relative(link: Element, reporter: &mut Reporter) {
    let Some(href) = link.attribute_value("href").filter(|_| relation(link) == "self") else { return };
    if addresses::scheme(href.trimmed()).is_none() && !has_base(link) {
        reporter
            .at(href.span(), "the address of this feed is relative")
            .help("write it like `https://example.org/atom.xml`");
    }
}

/// RFC 4287, section 4.2.7.2: `isegment-nz-nc`, or an IRI.
fn is_relation(text: &str) -> bool {
    let is_name = !text.contains(['/', ':', '?', '#', '[', ']', '<', '>', '"']);
    !text.is_empty() && !text.contains(char::is_whitespace) && (is_name || addresses::scheme(text).is_some())
}

fn relation_invalid(value: &Value, reporter: &mut Reporter) {
    if !value.is_blank() && !is_relation(&value.text) {
        reporter
            .at(value.span(), format!("`{}` is neither one name nor an address", value.name))
            .help("write one name, like `related`, and a link for each");
    }
}

fn relation_or_type_blank(value: &Value, reporter: &mut Reporter) {
    if value.is_blank() {
        let help = match value.name {
            "rel" => "leave it out, which means `alternate`, or write what the link is for, like `related`",
            _ => "leave it out, which means `text`, or write `html` where it is HTML",
        };
        reporter.at(value.span_or_name(), format!("`{}` is empty", value.name)).help(help);
    }
}

fn self_not_atom(link: Element, reporter: &mut Reporter) {
    let Some(kind) = link.attribute_value("type").filter(|_| relation(link) == "self") else { return };
    let is_feed =
        ["application/atom+xml", "application/xml", "text/xml"].iter().any(|feed| kind.trimmed().starts_with(feed));
    if !is_feed && super::identifiers::is_media_type(kind.trimmed()) {
        reporter
            .at(kind.span(), "the self link leads to something else than the feed")
            .help("write `rel=\"alternate\"`, or the type `application/atom+xml`");
    }
}

fn link_not_empty(link: Element, reporter: &mut Reporter) {
    let value = link.value();
    if !value.trimmed().is_empty() {
        reporter.at(value.trimmed_span(), "text inside a link").help("write the address into `href`");
    }
}

fn reply_count_invalid(link: Element, reporter: &mut Reporter) {
    let Some(count) = link.attribute_value("thr:count") else { return };
    if count.trimmed().is_empty() || !count.trimmed().bytes().all(|byte| byte.is_ascii_digit()) {
        reporter.at(count.span(), "`thr:count` is no whole number");
    }
}

fn reply_date_invalid(link: Element, reporter: &mut Reporter) {
    let Some(updated) = link.attribute_value("thr:updated") else { return };
    if !super::dates::is_rfc3339(&updated.text) {
        reporter
            .at(updated.span(), "`thr:updated` is not a date of RFC 3339")
            .help("write it like `2026-11-24T08:00:00Z`");
    }
}

/// The number and date of replies stand on a link to replies.
pub static REPLY_ATTRIBUTE_MISPLACED: Rule = Rule {
    code: "A031",
    name: "reply-attribute-misplaced",
    level: Level::Error,
    group: Group::Atom,
    summary: "the number and date of replies stand on a link with `rel=\"replies\"`",
    why: "readers pass them over",
    cite: Citation::new("RFC 4685", "section 4", "https://www.rfc-editor.org/rfc/rfc4685#section-4"),
    w3c: &["UnexpectedAttribute"],
    bad: &[entry(
        r#"<link rel="related" href="https://example.org/c" ⟦thr:count⟧="2" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    good: &[entry(
        r#"<link rel="replies" href="https://example.org/c" thr:count="2" xmlns:thr="http://purl.org/syndication/thread/1.0"/>"#,
    )],
    check: Check::Elements(&["atom:link"], reply_attribute_misplaced),
};

fn reply_attribute_misplaced(link: Element, reporter: &mut Reporter) {
    let misplaced = ["thr:count", "thr:updated"].into_iter().filter_map(|name| link.attribute(name));
    for attribute in misplaced.filter(|_| relation(link) != "replies") {
        reporter
            .at(attribute.name_span(), format!("this link leads to no replies, and has `{}`", attribute.written()))
            .help("write `rel=\"replies\"`");
    }
}

fn reply_when_obsolete(link: Element, reporter: &mut Reporter) {
    if let Some(when) = link.attribute("thr:when") {
        let right = when.written().replace("when", "updated");
        reporter
            .at(when.name_span(), "`thr:when` was replaced")
            .help(format!("write `{right}`"))
            .fix(when.name_span(), right);
    }
}
