//! Podcasts as wholes: what Apple and Podcasting 2.0 require and recommend.

use super::itunes::longer_than;
use super::words::{LetterCase, one_of};
use crate::addresses;
use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// A podcast has an image, a category and `itunes:explicit`.
pub static PODCAST_INCOMPLETE: Rule = Rule {
    code: "P040",
    name: "podcast-incomplete",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "a podcast has an image, a category and `itunes:explicit`",
    why: "Apple Podcasts refuses the show",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "Required tags",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["MissingItunesElement"],
    bad: &[channel(
        r#"<⟦itunes:author⟧ xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Ada Example</itunes:author><itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://example.org/a.png"/><itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="News"/>"#,
    )],
    good: &[channel(
        r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://example.org/a.png"/><itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="News"/><itunes:explicit xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">false</itunes:explicit>"#,
    )],
    check: Check::Elements(&["channel"], podcast_incomplete),
};

/// The owner of a podcast has an e-mail address.
pub static OWNER_WITHOUT_EMAIL: Rule = Rule {
    code: "P041",
    name: "owner-without-email",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the owner of a podcast has an e-mail address",
    why: "directories cannot verify who owns the show",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:owner",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["MissingElement"],
    bad: &[channel(
        r#"<⟦itunes:owner⟧ xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><itunes:name>Ada Example</itunes:name></itunes:owner>"#,
    )],
    good: &[channel(
        r#"<itunes:owner xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><itunes:name>Ada Example</itunes:name><itunes:email>ada@example.org</itunes:email></itunes:owner>"#,
    )],
    check: Check::Elements(&["itunes:owner"], owner_without_email),
};

/// The image of a podcast has its address in `href`.
pub static IMAGE_WITHOUT_HREF: Rule = Rule {
    code: "P042",
    name: "image-without-href",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the image of a podcast has its address in `href`",
    why: "podcast programs show no picture",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:image",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["MissingAttribute"],
    bad: &[channel(r#"<⟦itunes:image⟧ xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"/>"#)],
    good: &[channel(
        r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://example.org/a.png"/>"#,
    )],
    check: Check::Elements(&["itunes:image"], image_without_href),
};

/// The image of a podcast is a JPEG or PNG.
pub static IMAGE_KIND: Rule = Rule {
    code: "P043",
    name: "image-kind",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "the image of a podcast is a JPEG or PNG",
    why: "Apple Podcasts shows no other",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:image",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="⟦https://example.org/a.svg⟧"/>"#,
    )],
    good: &[channel(
        r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://example.org/a.jpg?w=3000"/>"#,
    )],
    check: Check::Elements(&["itunes:image"], image_kind),
};

/// An episode is M4A, MP3, MOV, MP4, M4V or PDF.
pub static EPISODE_FORMAT: Rule = Rule {
    code: "P044",
    name: "episode-format",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "an episode is M4A, MP3, MOV, MP4, M4V or PDF",
    why: "Apple Podcasts does not play it",
    cite: Citation::new(
        "Apple Podcasts RSS requirements",
        "Enclosures",
        "https://podcasters.apple.com/support/823-podcast-requirements",
    ),
    w3c: &["UnsupportedItunesFormat"],
    bad: &[item(
        r#"<itunes:episode xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1</itunes:episode><enclosure url="⟦https://example.org/a.wmv⟧" length="1" type="video/x-ms-wmv"/>"#,
    )],
    good: &[item(
        r#"<itunes:episode xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1</itunes:episode><enclosure url="https://example.org/a.mp3?from=rss" length="1" type="audio/mpeg"/>"#,
    )],
    check: Check::Elements(&["item/enclosure"], episode_format),
};

/// The type of an enclosure is that of its file.
pub static ENCLOSURE_TYPE_DIFFERS: Rule = Rule {
    code: "P045",
    name: "enclosure-type-differs",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "the type of an enclosure is that of its file",
    why: "podcast programs do not know that they can play it",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    ),
    w3c: &[],
    bad: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="⟦video/mp4⟧"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.m4a" length="1" type="audio/x-m4a"/>"#)],
    check: Check::Elements(&["enclosure"], enclosure_type_differs),
};

/// An episode has a guid.
pub static EPISODE_WITHOUT_GUID: Rule = Rule {
    code: "P046",
    name: "episode-without-guid",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "an episode has a guid",
    why: "podcast programs download it again whenever its address changes",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "Episode tags",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<⟦item⟧><title>One</title><enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/></item>"#,
    )],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>"#)],
    check: Check::Elements(&["item"], episode_without_guid),
};

/// The guid of a podcast, or of one that it recommends, is a UUID without `urn:uuid:`.
pub static UUID_OF_PODCAST_INVALID: Rule = Rule {
    code: "P047",
    name: "uuid-of-podcast-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the guid of a podcast, or of one that it recommends, is a UUID without `urn:uuid:`",
    why: "programs that look the show up do not find it",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:guid",
        "https://podcasting2.org/docs/podcast-namespace/tags/guid",
    ),
    w3c: &[],
    bad: &[channel(r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">⟦harbour⟧</podcast:guid>"#)],
    good: &[channel(
        r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"#,
    )],
    check: Check::Values(&[ValueKind("uuid")], uuid_of_podcast_invalid),
};

/// The medium of a podcast is one of the list, or a list of it with an `L` behind.
pub static PODCAST_MEDIUM_UNKNOWN: Rule = Rule {
    code: "P048",
    name: "podcast-medium-unknown",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "the medium of a podcast is one of the list, or a list of it with an `L` behind",
    why: "programs do not know how to play it",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:medium",
        "https://podcasting2.org/docs/podcast-namespace/tags/medium",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<podcast:medium xmlns:podcast="https://podcastindex.org/namespace/1.0">⟦radio⟧</podcast:medium>"#,
    )],
    good: &[channel(
        r#"<podcast:medium xmlns:podcast="https://podcastindex.org/namespace/1.0">audiobook</podcast:medium>"#,
    )],
    check: Check::Values(&[ValueKind("podcast-medium")], podcast_medium_unknown),
};

/// A live item is pending, live or ended.
pub static LIVE_STATUS_UNKNOWN: Rule = Rule {
    code: "P049",
    name: "live-status-unknown",
    level: Level::Error,
    group: Group::Podcast,
    summary: "a live item is pending, live or ended",
    why: "programs do not tell their users that it begins",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:liveItem",
        "https://podcasting2.org/docs/podcast-namespace/tags/live-item",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<podcast:liveItem xmlns:podcast="https://podcastindex.org/namespace/1.0" status="⟦soon⟧" start="2026-11-24T08:00:00Z"/>"#,
    )],
    good: &[channel(
        r#"<podcast:liveItem xmlns:podcast="https://podcastindex.org/namespace/1.0" status="pending" start="2026-11-24T08:00:00Z"/>"#,
    )],
    check: Check::Values(&[ValueKind("live-status")], live_status_unknown),
};

/// An alternate enclosure has a source.
pub static ALTERNATE_WITHOUT_SOURCE: Rule = Rule {
    code: "P050",
    name: "alternate-without-source",
    level: Level::Error,
    group: Group::Podcast,
    summary: "an alternate enclosure has a source",
    why: "there is nothing to play",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:alternateEnclosure",
        "https://podcasting2.org/docs/podcast-namespace/tags/alternate-enclosure",
    ),
    w3c: &[],
    bad: &[item(
        r#"<⟦podcast:alternateEnclosure⟧ xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"/>"#,
    )],
    good: &[item(
        r#"<podcast:alternateEnclosure xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"><podcast:source uri="https://example.org/a.opus"/></podcast:alternateEnclosure>"#,
    )],
    check: Check::Elements(&["podcast:alternateEnclosure"], alternate_without_source),
};

/// A value block names somebody who receives it.
pub static VALUE_WITHOUT_RECIPIENT: Rule = Rule {
    code: "P051",
    name: "value-without-recipient",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "a value block names somebody who receives it",
    why: "listeners cannot pay",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:value",
        "https://podcasting2.org/docs/podcast-namespace/tags/value",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<⟦podcast:value⟧ xmlns:podcast="https://podcastindex.org/namespace/1.0" type="lightning" method="keysend"/>"#,
    )],
    good: &[channel(
        r#"<podcast:value xmlns:podcast="https://podcastindex.org/namespace/1.0" type="lightning" method="keysend"><podcast:valueRecipient type="node" address="02d5" split="100"/></podcast:value>"#,
    )],
    check: Check::Elements(&["podcast:value"], value_without_recipient),
};

/// The address of a podcast's image is whole.
pub static PODCAST_IMAGE_ADDRESS: Rule = Rule {
    code: "P052",
    name: "podcast-image-address",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the address of a podcast's image is whole, and of http or https",
    why: "podcast programs show no picture",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:image",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidURLAttribute"],
    bad: &[channel(r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="⟦/cover.png⟧"/>"#)],
    good: &[channel(
        r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://example.org/cover.png"/>"#,
    )],
    check: Check::Values(&[ValueKind("podcast-image")], podcast_image_address),
};

/// A podcast names its owner.
pub static OWNER_MISSING: Rule = Rule {
    code: "P053",
    name: "owner-missing",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "a podcast names its owner",
    why: "directories cannot write to whoever publishes the show",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:owner",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["MissingItunesEmail"],
    bad: &[channel(
        r#"<⟦itunes:author⟧ xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Ada Example</itunes:author>"#,
    )],
    good: &[channel(
        r#"<itunes:owner xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><itunes:name>Ada Example</itunes:name><itunes:email>ada@example.org</itunes:email></itunes:owner>"#,
    )],
    check: Check::Elements(&["channel"], owner_missing),
};

/// A podcast names its author.
pub static PODCAST_AUTHOR_MISSING: Rule = Rule {
    code: "P054",
    name: "podcast-author-missing",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "a podcast names its author",
    why: "podcast programs show the show under no name, and search by author does not find it",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "Recommended tags, itunes:author",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<⟦itunes:explicit⟧ xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">false</itunes:explicit>"#,
    )],
    good: &[channel(
        r#"<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Ada Example</itunes:author>"#,
    )],
    check: Check::Elements(&["channel"], podcast_author_missing),
};

/// An episode has an enclosure.
pub static EPISODE_WITHOUT_ENCLOSURE: Rule = Rule {
    code: "P055",
    name: "episode-without-enclosure",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "an episode has an enclosure",
    why: "Apple Podcasts does not list it: there is nothing to play",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "Required tags, enclosure",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<⟦item⟧><title>One</title><guid>https://example.org/1</guid><itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">60</itunes:duration></item>"#,
    )],
    good: &[item(
        r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/><itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">60</itunes:duration>"#,
    )],
    check: Check::Elements(&["item"], episode_without_enclosure),
};

/// The episodes of a serial show are numbered.
pub static SERIAL_WITHOUT_NUMBER: Rule = Rule {
    code: "P056",
    name: "serial-without-number",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "the episodes of a serial show are numbered, but for trailers and extras",
    why: "Apple Podcasts does not know in which order to play them",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:episode",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">serial</itunes:type><⟦item⟧><title>One</title><guid>https://example.org/1</guid><enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/></item>"#,
    )],
    good: &[channel(
        r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">serial</itunes:type><item><title>One</title><guid>https://example.org/1</guid><enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/><itunes:episode xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1</itunes:episode></item>"#,
    )],
    check: Check::Elements(&["item"], serial_without_number),
};

/// A place where people talk about a show has an address.
pub static SOCIAL_WITHOUT_ADDRESS: Rule = Rule {
    code: "P057",
    name: "social-without-address",
    level: Level::Error,
    group: Group::Podcast,
    summary: "a place where people talk about a show has an address, unless its protocol is `disabled`",
    why: "podcast programs show no comments",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:socialInteract",
        "https://podcasting2.org/docs/podcast-namespace/tags/social-interact",
    ),
    w3c: &[],
    bad: &[item(
        r#"<⟦podcast:socialInteract⟧ xmlns:podcast="https://podcastindex.org/namespace/1.0" protocol="activitypub"/>"#,
    )],
    good: &[item(
        r#"<podcast:socialInteract xmlns:podcast="https://podcastindex.org/namespace/1.0" protocol="disabled"/>"#,
    )],
    check: Check::Elements(&["podcast:socialInteract"], social_without_address),
};

/// The integrity of a file is told by a digest or a signature.
pub static INTEGRITY_TYPE_UNKNOWN: Rule = Rule {
    code: "P058",
    name: "integrity-type-unknown",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the integrity of a file is told as `sri` or `pgp-signature`",
    why: "podcast programs cannot check the file",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:integrity",
        "https://podcasting2.org/docs/podcast-namespace/tags/integrity",
    ),
    w3c: &[],
    bad: &[item(
        r#"<podcast:alternateEnclosure xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"><podcast:source uri="https://example.org/a.opus"/><podcast:integrity type="⟦md5⟧" value="d41d8cd9"/></podcast:alternateEnclosure>"#,
    )],
    good: &[item(
        r#"<podcast:alternateEnclosure xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"><podcast:source uri="https://example.org/a.opus"/><podcast:integrity type="sri" value="sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo"/></podcast:alternateEnclosure>"#,
    )],
    check: Check::Values(&[ValueKind("integrity-type")], integrity_type_unknown),
};

/// A label of Podcasting 2.0 is short.
pub static PODCAST_LABEL_LONG: Rule = Rule {
    code: "P059",
    name: "podcast-label-long",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "a label of Podcasting 2.0 has 128 characters at most, and a `podcast:txt` 4,000",
    why: "podcast programs cut it off",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:funding",
        "https://podcasting2.org/docs/podcast-namespace/tags/funding",
    ),
    w3c: &[],
    bad: &[item(
        r#"<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0">⟦Ada Example, who has been with the harbour for as long as anybody can remember, and knows every bridge, ferry, quay, crane and lighthouse⟧</podcast:person>"#,
    )],
    good: &[item(
        r#"<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" role="host">Ada Example</podcast:person>"#,
    )],
    check: Check::Elements(
        &[
            "podcast:funding",
            "podcast:person",
            "podcast:location",
            "podcast:license",
            "podcast:soundbite",
            "podcast:trailer",
            "podcast:txt",
        ],
        podcast_label_long,
    ),
};

/// The first child of Apple's: a channel that has one is a podcast.
fn first_of_apple(channel: Element) -> Option<Element> {
    const TELLING: [&str; 10] = [
        "itunes:author",
        "itunes:image",
        "itunes:category",
        "itunes:explicit",
        "itunes:owner",
        "itunes:type",
        "itunes:episode",
        "itunes:duration",
        "itunes:summary",
        "itunes:keywords",
    ];
    TELLING.iter().find_map(|name| channel.child(name))
}

fn podcast_incomplete(channel: Element, reporter: &mut Reporter) {
    let Some(first) = first_of_apple(channel) else { return };
    if !is_listed(channel) {
        return;
    }
    for name in ["itunes:image", "itunes:category", "itunes:explicit"] {
        if channel.child(name).is_none() {
            reporter.at(first.name_span(), format!("this podcast has no `{name}`"));
        }
    }
}

fn owner_without_email(owner: Element, reporter: &mut Reporter) {
    if owner.child("itunes:email").is_none() {
        reporter
            .at(owner.name_span(), "this owner has no e-mail address")
            .help("write `<itunes:email>...</itunes:email>`");
    }
}

fn image_without_href(image: Element, reporter: &mut Reporter) {
    if image.attribute("href").is_none() && image.attribute("url").is_none() {
        reporter.at(image.name_span(), "this image has no address").help("write `href=\"https://...\"`");
    }
}

/// How the path of an address ends, in lower case: `mp3`; empty where it has no ending.
fn ending(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn image_kind(image: Element, reporter: &mut Reporter) {
    let Some(href) = image.attribute_value("href") else { return };
    if matches!(ending(href.trimmed()).as_str(), "svg" | "gif" | "webp" | "bmp" | "tiff" | "tif" | "avif" | "pdf") {
        reporter
            .at(href.span(), "this image is neither JPEG nor PNG")
            .help("write a square JPEG or PNG of 1400 to 3000 pixels");
    }
}

fn episode_format(enclosure: Element, reporter: &mut Reporter) {
    let is_podcast = enclosure.parent().is_some_and(|item| {
        first_of_apple(item).is_some() || item.parent().is_some_and(|channel| first_of_apple(channel).is_some())
    });
    let Some(url) = enclosure.attribute_value("url").filter(|_| is_podcast) else { return };
    if matches!(
        ending(url.trimmed()).as_str(),
        "wmv" | "wma" | "avi" | "ogg" | "oga" | "ogv" | "flac" | "webm" | "mkv" | "rm" | "flv"
    ) {
        reporter
            .at(url.span(), "Apple Podcasts does not play this format")
            .help("offer an MP3 or M4A here, and this file as `podcast:alternateEnclosure`");
    }
}

fn enclosure_type_differs(enclosure: Element, reporter: &mut Reporter) {
    const MAIN: &[(&str, &str)] = &[
        ("mp3", "audio/"),
        ("m4a", "audio/"),
        ("m4v", "video/"),
        ("mov", "video/"),
        ("pdf", "application/"),
        ("jpg", "image/"),
        ("png", "image/"),
    ];
    let (Some(url), Some(kind)) = (enclosure.attribute_value("url"), enclosure.attribute_value("type")) else { return };
    let ending = ending(url.trimmed());
    if let Some((_, wanted)) = MAIN.iter().find(|(name, _)| *name == ending)
        && super::identifiers::is_media_type(kind.trimmed())
        && !kind.trimmed().starts_with(wanted)
        && !kind.trimmed().starts_with("application/octet-stream")
    {
        reporter
            .at(kind.span(), format!("a file whose name ends in `.{ending}` is of a type that begins with `{wanted}`"));
    }
}

/// Whether a media type is that of an episode: programs and pictures are enclosed too, and are none.
fn is_sound_or_film(media_type: &str) -> bool {
    let kind = media_type.split('/').next().unwrap_or_default();
    kind.eq_ignore_ascii_case("audio") || kind.eq_ignore_ascii_case("video")
}

fn episode_without_guid(item: Element, reporter: &mut Reporter) {
    let is_episode = item
        .children()
        .filter(|child| child.is("enclosure"))
        .any(|enclosure| enclosure.attribute_value("type").is_some_and(|kind| is_sound_or_film(kind.trimmed())));
    if is_episode && item.child("guid").is_none() {
        reporter
            .at(item.name_span(), "this episode has no guid")
            .help("write `<guid isPermaLink=\"false\">urn:uuid:...</guid>`, and never change it");
    }
}

fn uuid_of_podcast_invalid(value: &Value, reporter: &mut Reporter) {
    if !courant_text::iri::is_uuid(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), "this is no UUID")
            .help("write it like `917393e3-1b1e-5cef-ace4-edaa54e1f810`");
    }
}

fn podcast_medium_unknown(value: &Value, reporter: &mut Reporter) {
    const MEDIA: [&str; 9] =
        ["podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course"];
    let text = value.trimmed();
    if !MEDIA.contains(&text) && text != "mixed" && !text.strip_suffix('L').is_some_and(|of| MEDIA.contains(&of)) {
        reporter
            .at(value.trimmed_span(), "this is no medium of Podcasting 2.0")
            .help("write `podcast`, `music`, `video`, `film`, `audiobook`, `newsletter` or `blog`");
    }
}

fn live_status_unknown(value: &Value, reporter: &mut Reporter) {
    if !matches!(value.trimmed(), "pending" | "live" | "ended") {
        reporter.at(value.span(), "a live item is `pending`, `live` or `ended`");
    }
}

fn alternate_without_source(alternate: Element, reporter: &mut Reporter) {
    if alternate.child("podcast:source").is_none() {
        reporter.at(alternate.name_span(), "this alternate enclosure has no `podcast:source`");
    }
}

fn value_without_recipient(value: Element, reporter: &mut Reporter) {
    if value.child("podcast:valueRecipient").is_none() {
        reporter.at(value.name_span(), "nobody receives this value").help("write a `podcast:valueRecipient`");
    }
}

fn podcast_image_address(value: &Value, reporter: &mut Reporter) {
    let text = value.text.as_ref();
    if addresses::wrong(text).is_some() || !addresses::scheme(text).is_some_and(addresses::is_web) {
        reporter
            .at(value.span(), "the address of this image is not whole")
            .help("write it like `https://example.org/cover.jpg`");
    }
}

fn owner_missing(channel: Element, reporter: &mut Reporter) {
    recommended(channel, "itunes:owner", reporter);
}

fn podcast_author_missing(channel: Element, reporter: &mut Reporter) {
    recommended(channel, "itunes:author", reporter);
}

fn recommended(channel: Element, name: &str, reporter: &mut Reporter) {
    if let Some(first) = first_of_apple(channel).filter(|_| is_listed(channel) && channel.child(name).is_none()) {
        reporter.at(first.name_span(), format!("this podcast has no `{name}`"));
    }
}

/// A newsletter that keeps out of Apple's directory needs nothing of it.
fn is_listed(channel: Element) -> bool {
    !channel.child_is_word("itunes:block", "yes")
}

fn episode_without_enclosure(item: Element, reporter: &mut Reporter) {
    let is_episode = item.child("itunes:duration").or_else(|| item.child("itunes:episode")).is_some();
    if is_episode && item.child("enclosure").is_none() && item.parent().is_some_and(is_listed) {
        reporter.at(item.name_span(), "this episode has no enclosure");
    }
}

fn serial_without_number(item: Element, reporter: &mut Reporter) {
    let is_extra = ["trailer", "bonus"].iter().any(|kind| item.child_is_word("itunes:episodeType", kind));
    let is_serial = item.parent().is_some_and(|channel| channel.child_is_word("itunes:type", "serial"));
    if is_serial && !is_extra && item.child("itunes:episode").is_none() {
        reporter.at(item.name_span(), "this episode of a serial show has no number").help("write `<itunes:episode>`");
    }
}

fn social_without_address(social: Element, reporter: &mut Reporter) {
    let is_off = social.attribute_value("protocol").is_some_and(|protocol| protocol.trimmed() == "disabled");
    if !is_off && social.attribute("uri").is_none() {
        reporter.at(social.name_span(), "this place has no address").help("write `uri=\"https://...\"`");
    }
}

fn integrity_type_unknown(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["sri", "pgp-signature"], reporter);
}

fn podcast_label_long(label: Element, reporter: &mut Reporter) {
    longer_than(if label.is("podcast:txt") { 4000 } else { 128 }, label, reporter);
}
