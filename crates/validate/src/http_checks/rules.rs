//! What is checked of the way a feed is delivered: one constant each, in the order of their codes.

use crate::rule::{Check, Citation, Group, Rule};
use courant_text::source::Level;

/// All of them.
pub static ALL: &[&Rule] = &[
    &ANSWER_NOT_OK,
    &REDIRECTED,
    &REDIRECTION_INSECURE,
    &ANSWER_TYPE_MISSING,
    &ANSWER_TYPE_UNEXPECTED,
    &CHARSET_MISMATCH,
    &VALIDATORS_MISSING,
    &CONDITIONAL_REQUEST_IGNORED,
    &UNCOMPRESSED,
    &CACHE_CONTROL_MISSING,
    &CACHING_FORBIDDEN,
    &SELF_LINK_ELSEWHERE,
    &ANSWER_TOO_LARGE,
    &CACHED_TOO_LONG,
    &ANSWER_CHALLENGE,
    &LINK_DEAD,
    &IMAGE_DEAD,
    &ENCLOSURE_DEAD,
    &IMAGE_NO_IMAGE,
    &ENCLOSURE_LENGTH_WRONG,
    &ENCLOSURE_TYPE_WRONG,
    &ENCLOSURE_WITHOUT_RANGES,
];

/// A rule of delivery. It is checked on answers of servers, not on text, and so has no examples in text.
const fn rule(code: &'static str, name: &'static str, level: Level, is_right: &'static str, why: &'static str) -> Rule {
    Rule {
        code,
        name,
        level,
        group: Group::Delivery,
        summary: is_right,
        why,
        cite: Citation::new("", "", ""),
        w3c: &[],
        bad: &[],
        good: &[],
        check: Check::Answers,
    }
}

/// The address of a feed answers with status 200.
pub static ANSWER_NOT_OK: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 15.3.1", "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.1"),
    w3c: &["HttpError"],
    ..rule(
        "H001",
        "answer-not-ok",
        Level::Error,
        "the address of a feed answers with status 200",
        "readers show an error, and after a while give the feed up",
    )
};

/// The address that people subscribe to is that of the feed.
pub static REDIRECTED: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 15.4", "https://www.rfc-editor.org/rfc/rfc9110#section-15.4"),
    w3c: &[],
    ..rule(
        "H002",
        "redirected",
        Level::Advice,
        "the address that people subscribe to is that of the feed",
        "each fetch takes two questions, and a subscription breaks when the old address goes",
    )
};

/// An https address does not lead to one without encryption.
pub static REDIRECTION_INSECURE: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 17.1", "https://www.rfc-editor.org/rfc/rfc9110#section-17.1"),
    w3c: &[],
    ..rule(
        "H003",
        "redirection-insecure",
        Level::Warning,
        "an https address does not lead to one without encryption",
        "anybody on the way can read and change the feed, and careful readers refuse it",
    )
};

/// The answer says what it is.
pub static ANSWER_TYPE_MISSING: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 8.3", "https://www.rfc-editor.org/rfc/rfc9110#section-8.3"),
    w3c: &["UnexpectedContentType"],
    ..rule(
        "H004",
        "answer-without-content-type",
        Level::Warning,
        "the answer says what it is",
        "readers and browsers guess, and some guess wrong",
    )
};

/// The media type of the answer is that of the feed, or that of XML or JSON.
pub static ANSWER_TYPE_UNEXPECTED: Rule = Rule {
    cite: Citation::new(
        "RSS Best Practices Profile",
        "MIME type",
        "https://www.rssboard.org/rss-mime-type-application.txt",
    ),
    w3c: &["UnexpectedContentType"],
    ..rule(
        "H005",
        "answer-type-unexpected",
        Level::Warning,
        "the media type of the answer is that of the feed, or that of XML or JSON",
        "browsers show source text or offer a download, and some readers refuse the feed",
    )
};

/// The charset that the server names is the one that the feed is in.
pub static CHARSET_MISMATCH: Rule = Rule {
    cite: Citation::new("RFC 7303", "section 3.2", "https://www.rfc-editor.org/rfc/rfc7303#section-3.2"),
    w3c: &["EncodingMismatch"],
    ..rule(
        "H006",
        "charset-mismatch",
        Level::Warning,
        "the charset that the server names is the one that the feed is in",
        "readers that believe the server show garbled letters",
    )
};

/// The answer has an ETag or a date of its last change.
pub static VALIDATORS_MISSING: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 8.8", "https://www.rfc-editor.org/rfc/rfc9110#section-8.8"),
    w3c: &[],
    ..rule(
        "H007",
        "validators-missing",
        Level::Warning,
        "the answer has an ETag or a date of its last change",
        "every reader fetches the whole feed every time",
    )
};

/// A reader that has the feed already is answered with 304.
pub static CONDITIONAL_REQUEST_IGNORED: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 13.1.2", "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2"),
    w3c: &[],
    ..rule(
        "H008",
        "conditional-request-ignored",
        Level::Warning,
        "a reader that has the feed already is answered with 304",
        "every reader fetches the whole feed every time",
    )
};

/// The answer is compressed for readers that ask for it.
pub static UNCOMPRESSED: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 12.5.3", "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3"),
    w3c: &["Uncompressed"],
    ..rule(
        "H009",
        "uncompressed",
        Level::Advice,
        "the answer is compressed for readers that ask for it",
        "the feed takes several times as long to arrive on a slow line",
    )
};

/// The answer says how long it is good for.
pub static CACHE_CONTROL_MISSING: Rule = Rule {
    cite: Citation::new("RFC 9111", "section 5.2.2.1", "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.1"),
    w3c: &[],
    ..rule(
        "H010",
        "cache-control-missing",
        Level::Advice,
        "the answer says how long it is good for",
        "readers ask too often or too seldom, as each thinks best",
    )
};

/// Readers may keep the feed until they ask again.
pub static CACHING_FORBIDDEN: Rule = Rule {
    cite: Citation::new("RFC 9111", "section 5.2.2.5", "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5"),
    w3c: &[],
    ..rule(
        "H011",
        "caching-forbidden",
        Level::Warning,
        "readers may keep the feed until they ask again",
        "readers that obey fetch the whole feed every time, and shared caches are of no help",
    )
};

/// The feed's link to itself is the address at which it is.
pub static SELF_LINK_ELSEWHERE: Rule = Rule {
    cite: Citation::new("RFC 4287", "section 4.2.7.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2").also(
        &[
            Citation::new(
                "RSS Best Practices Profile",
                "atom:link",
                "https://www.rssboard.org/rss-profile#namespace-elements-atom-link",
            ),
            Citation::new("JSON Feed 1.1", "Top-Level", "https://www.jsonfeed.org/version/1.1/"),
        ],
    ),
    w3c: &["SelfDoesntMatchLocation"],
    ..rule(
        "H012",
        "self-link-elsewhere",
        Level::Warning,
        "the feed's link to itself is the address at which it is",
        "readers move the subscription to that address, and lose it when nothing is there",
    )
};

/// A feed has 15 MiB at most.
pub static ANSWER_TOO_LARGE: Rule = Rule {
    cite: Citation::new(
        "Miniflux",
        "HTTP_CLIENT_MAX_BODY_SIZE",
        "https://miniflux.app/docs/configuration.html#http-client-max-body-size",
    ),
    w3c: &[],
    ..rule(
        "H013",
        "answer-too-large",
        Level::Error,
        "a feed has 15 MiB at most",
        "Miniflux and others stop reading there, and show nothing",
    )
};

/// Readers ask for a feed again within a week.
pub static CACHED_TOO_LONG: Rule = Rule {
    cite: Citation::new("RFC 9111", "section 5.2.2.1", "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.1"),
    w3c: &[],
    ..rule(
        "H014",
        "cached-too-long",
        Level::Warning,
        "readers are told to keep a feed for a week at most; an archive document may be kept for ever",
        "readers and shared caches that obey show nothing new until then",
    )
};

/// Nothing before the server asks whether a person is there.
pub static ANSWER_CHALLENGE: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 15.5.4", "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4"),
    w3c: &["HttpError"],
    ..rule(
        "H015",
        "answer-challenge",
        Level::Error,
        "nothing before the server asks whether a person is there",
        "readers are programs, and cannot answer: no subscriber gets the feed",
    )
};

/// There is a page at the address of a link.
pub static LINK_DEAD: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 15.5.5", "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5"),
    w3c: &[],
    ..rule(
        "H020",
        "link-dead",
        Level::Warning,
        "there is a page at the address of a link",
        "whoever follows the link sees an error",
    )
};

/// There is a picture at the address of a picture.
pub static IMAGE_DEAD: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 15.5.5", "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5"),
    w3c: &[],
    ..rule(
        "H021",
        "image-dead",
        Level::Warning,
        "there is a picture at the address of a picture",
        "readers show a gap or a broken frame",
    )
};

/// There is a file at the address of an enclosure.
pub static ENCLOSURE_DEAD: Rule = Rule {
    cite: Citation::new(
        "RSS 2.0",
        "enclosure",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    )
    .also(&[
        Citation::new("RFC 4287", "section 4.2.7", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7"),
        Citation::new("JSON Feed 1.1", "Attachments", "https://www.jsonfeed.org/version/1.1/"),
    ]),
    w3c: &[],
    ..rule(
        "H022",
        "enclosure-dead",
        Level::Error,
        "there is a file at the address of an enclosure",
        "the episode does not play",
    )
};

/// What is at the address of a picture is one.
pub static IMAGE_NO_IMAGE: Rule = Rule {
    cite: Citation::new("RFC 9110", "section 8.3", "https://www.rfc-editor.org/rfc/rfc9110#section-8.3"),
    w3c: &[],
    ..rule(
        "H023",
        "image-no-image",
        Level::Warning,
        "what is at the address of a picture is one",
        "readers show a gap or a broken frame",
    )
};

/// The length of an enclosure is that of the file, in bytes.
pub static ENCLOSURE_LENGTH_WRONG: Rule = Rule {
    cite: Citation::new(
        "RSS 2.0",
        "enclosure",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    )
    .also(&[
        Citation::new("RFC 4287", "section 4.2.7", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7"),
        Citation::new("JSON Feed 1.1", "Attachments", "https://www.jsonfeed.org/version/1.1/"),
    ]),
    w3c: &[],
    ..rule(
        "H024",
        "enclosure-length-wrong",
        Level::Warning,
        "the length of an enclosure is that of the file, in bytes",
        "downloads show a wrong progress, and some players stop before the end",
    )
};

/// The type of an enclosure is that with which the file is served.
pub static ENCLOSURE_TYPE_WRONG: Rule = Rule {
    cite: Citation::new(
        "RSS 2.0",
        "enclosure",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    )
    .also(&[
        Citation::new("RFC 4287", "section 4.2.7", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7"),
        Citation::new("JSON Feed 1.1", "Attachments", "https://www.jsonfeed.org/version/1.1/"),
    ]),
    w3c: &[],
    ..rule(
        "H025",
        "enclosure-type-wrong",
        Level::Warning,
        "the type of an enclosure is that with which the file is served",
        "players choose by the one and fail by the other",
    )
};

/// Parts of a recording can be asked for.
pub static ENCLOSURE_WITHOUT_RANGES: Rule = Rule {
    cite: Citation::new(
        "Apple Podcasts",
        "RSS feed requirements",
        "https://podcasters.apple.com/support/823-podcast-requirements",
    ),
    w3c: &[],
    ..rule(
        "H026",
        "enclosure-without-ranges",
        Level::Warning,
        "parts of a recording can be asked for",
        "players cannot skip ahead, and Apple does not take the podcast",
    )
};
