//! Podcasts as Apple wants them: values.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, item};
use crate::rules::words::{LetterCase, one_of};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// `itunes:explicit` is `true` or `false`.
pub static EXPLICIT_INVALID: Rule = Rule {
    code: "P020",
    name: "explicit-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "`itunes:explicit` is `true` or `false`",
    why: "Apple Podcasts refuses the show, or shows the wrong mark",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:explicit",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidTrueFalse"],
    bad: &[item(
        r#"<itunes:explicit xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦very⟧</itunes:explicit>"#,
    )],
    good: &[item(
        r#"<itunes:explicit xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">false</itunes:explicit>"#,
    )],
    check: Check::Values(&[ValueKind("itunes-explicit")], explicit_invalid),
};

/// `itunes:explicit` is no longer `yes`, `no` or `clean`.
pub static EXPLICIT_OLD: Rule = Rule {
    code: "P021",
    name: "explicit-old",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "`itunes:explicit` is no longer `yes`, `no` or `clean`",
    why: "Apple still takes them; other directories that follow its present rules do not",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:explicit",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &[],
    bad: &[item(
        r#"<itunes:explicit xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦clean⟧</itunes:explicit>"#,
    )],
    good: &[item(
        r#"<itunes:explicit xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">true</itunes:explicit>"#,
    )],
    check: Check::Values(&[ValueKind("itunes-explicit")], explicit_old),
};

/// `itunes:block` and `itunes:complete` are `Yes`, or left out.
pub static BLOCK_INVALID: Rule = Rule {
    code: "P022",
    name: "block-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "`itunes:block` and `itunes:complete` are `Yes`, or left out",
    why: "Apple Podcasts passes anything else over, and the episode is shown",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:block",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidYesNoClean"],
    bad: &[item(
        r#"<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦absolutely⟧</itunes:block>"#,
    )],
    good: &[item(r#"<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Yes</itunes:block>"#)],
    check: Check::Values(&[ValueKind("itunes-block")], block_invalid),
};

/// `itunes:type` is `episodic` or `serial`.
pub static PODCAST_TYPE_INVALID: Rule = Rule {
    code: "P023",
    name: "podcast-type-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "`itunes:type` is `episodic` or `serial`",
    why: "podcast programs show the episodes in the wrong order",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:type",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidItunesChannelType"],
    bad: &[channel(r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦random⟧</itunes:type>"#)],
    good: &[channel(r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">serial</itunes:type>"#)],
    check: Check::Values(&[ValueKind("itunes-type")], podcast_type_invalid),
};

/// `itunes:episodeType` is `full`, `trailer` or `bonus`.
pub static EPISODE_TYPE_INVALID: Rule = Rule {
    code: "P024",
    name: "episode-type-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "`itunes:episodeType` is `full`, `trailer` or `bonus`",
    why: "podcast programs take the trailer for the newest episode",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:episodeType",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidItunesEpisodeType"],
    bad: &[item(
        r#"<itunes:episodeType xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦short⟧</itunes:episodeType>"#,
    )],
    good: &[item(
        r#"<itunes:episodeType xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">full</itunes:episodeType>"#,
    )],
    check: Check::Values(&[ValueKind("itunes-episode-type")], episode_type_invalid),
};

/// A duration is in seconds, or hours, minutes and seconds.
pub static DURATION_INVALID: Rule = Rule {
    code: "P025",
    name: "duration-invalid",
    level: Level::Error,
    group: Group::Podcast,
    summary: "a duration is in seconds, or hours, minutes and seconds",
    why: "podcast programs show no length",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:duration",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidDuration"],
    bad: &[item(
        r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦half an hour⟧</itunes:duration>"#,
    )],
    good: &[item(
        r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1:07:04</itunes:duration>"#,
    )],
    check: Check::Values(&[ValueKind("itunes-duration")], duration_invalid),
};

/// A category is one of Apple's.
pub static CATEGORY_UNKNOWN: Rule = Rule {
    code: "P026",
    name: "category-unknown",
    level: Level::Error,
    group: Group::Podcast,
    summary: "a category is one of Apple's",
    why: "Apple Podcasts refuses the show, or lists it nowhere",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:category",
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories",
    ),
    w3c: &["InvalidItunesCategory"],
    bad: &[channel(r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="⟦Bridges⟧"/>"#)],
    good: &[channel(
        r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="Society &amp; Culture"><itunes:category text="Places &amp; Travel"/></itunes:category>"#,
    )],
    check: Check::Elements(&["itunes:category"], category_unknown),
};

/// A category is one of Apple's present ones.
pub static CATEGORY_OLD: Rule = Rule {
    code: "P027",
    name: "category-old",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "a category is one of Apple's present ones",
    why: "the show is listed under another category, or under none",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:category",
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories",
    ),
    w3c: &["ObsoleteItunesCategory"],
    bad: &[channel(
        r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="⟦Games &amp; Hobbies⟧"/>"#,
    )],
    good: &[channel(r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="Leisure"/>"#)],
    check: Check::Elements(&["itunes:category"], category_old),
};

/// Keywords have commas between them.
pub static KEYWORDS_INVALID: Rule = Rule {
    code: "P028",
    name: "keywords-invalid",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "keywords have commas between them",
    why: "directories take them all for one",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:keywords",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["InvalidKeywords"],
    bad: &[channel(
        r#"<itunes:keywords xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">⟦harbour bridge water boats⟧</itunes:keywords>"#,
    )],
    good: &[channel(
        r#"<itunes:keywords xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">harbour, new bridge, water</itunes:keywords>"#,
    )],
    check: Check::Values(&[ValueKind("itunes-keywords")], keywords_invalid),
};

/// A summary has 4,000 characters at most, other texts of Apple's 255.
pub static PODCAST_TEXT_LONG: Rule = Rule {
    code: "P029",
    name: "podcast-text-long",
    level: Level::Error,
    group: Group::Podcast,
    summary: "a summary has 4,000 characters at most, other texts of Apple's 255",
    why: "Apple Podcasts cuts it off",
    cite: Citation::new(
        "A Podcaster’s Guide to RSS (Apple)",
        "itunes:subtitle",
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390",
    ),
    w3c: &["TooLong"],
    bad: &[],
    good: &[],
    check: Check::Elements(
        &["itunes:summary", "itunes:subtitle", "itunes:author", "itunes:name", "itunes:title", "itunes:keywords"],
        podcast_text_long,
    ),
};

fn explicit_invalid(value: &Value, reporter: &mut Reporter) {
    let is_old = ["yes", "no", "clean", "explicit"].iter().any(|old| old.eq_ignore_ascii_case(value.trimmed()));
    if !is_old {
        one_of(value, LetterCase::Any, &["true", "false"], reporter);
    }
}

fn explicit_old(value: &Value, reporter: &mut Reporter) {
    let right = match value.trimmed().to_ascii_lowercase().as_str() {
        "yes" | "explicit" => "true",
        "no" | "clean" => "false",
        _ => return,
    };
    reporter
        .at(value.trimmed_span(), format!("Apple writes `{right}` now"))
        .help(format!("write `{right}`"))
        .fix(value.trimmed_span(), right);
}

fn block_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Any, &["Yes", "No"], reporter);
}

fn podcast_type_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Any, &["episodic", "serial"], reporter);
}

fn episode_type_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Any, &["full", "trailer", "bonus"], reporter);
}

fn duration_invalid(value: &Value, reporter: &mut Reporter) {
    let parts: Vec<&str> = value.trimmed().split(':').collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() > 3 || !parts.iter().all(is_number) {
        reporter
            .at(value.trimmed_span(), "this is no duration")
            .help("write it in seconds, as `4024`, or as `1:07:04`");
    }
}

/// Apple's categories of today, each with its own subcategories.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("History", &[]),
    ("Health & Fitness", &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    (
        "Leisure",
        &["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"],
    ),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    (
        "News",
        &[
            "Business News",
            "Daily News",
            "Entertainment News",
            "News Commentary",
            "Politics",
            "Sports News",
            "Tech News",
        ],
    ),
    (
        "Religion & Spirituality",
        &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"],
    ),
    (
        "Science",
        &[
            "Astronomy",
            "Chemistry",
            "Earth Sciences",
            "Life Sciences",
            "Mathematics",
            "Natural Sciences",
            "Nature",
            "Physics",
            "Social Sciences",
        ],
    ),
    ("Society & Culture", &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"]),
    (
        "Sports",
        &[
            "Baseball",
            "Basketball",
            "Cricket",
            "Fantasy Sports",
            "Football",
            "Golf",
            "Hockey",
            "Rugby",
            "Running",
            "Soccer",
            "Swimming",
            "Tennis",
            "Volleyball",
            "Wilderness",
            "Wrestling",
        ],
    ),
    ("Technology", &[]),
    ("True Crime", &[]),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
];
/// Apple's categories before 2019, and those before 2006.
const OLD: &[&str] = &[
    "History",
    "Arts & Entertainment",
    "Audio Blogs",
    "Books",
    "Design",
    "Entertainment",
    "Fashion & Beauty",
    "Food",
    "Games & Hobbies",
    "Government & Organizations",
    "Health",
    "International",
    "Kids & Family",
    "Literature",
    "Movies & Television",
    "News & Politics",
    "Performing Arts",
    "Poetry",
    "Politics",
    "Public Radio",
    "Science & Medicine",
    "Sports & Recreation",
    "Talk Radio",
    "Transportation",
    "Travel",
    "Video Games",
    "Visual Arts",
    "Business News",
    "Careers",
    "Investing",
    "Management & Marketing",
    "Shopping",
    "Education Technology",
    "Higher Education",
    "K-12",
    "Language Courses",
    "Training",
    "Automotive",
    "Aviation",
    "Hobbies",
    "Other Games",
    "Local",
    "National",
    "Non-Profit",
    "Regional",
    "Alternative Health",
    "Fitness & Nutrition",
    "Self-Help",
    "Sexuality",
    "Other",
    "Spirituality",
    "Medicine",
    "Natural Sciences",
    "Social Sciences",
    "Personal Journals",
    "Philosophy",
    "Places & Travel",
    "Amateur",
    "College & High School",
    "Outdoor",
    "Professional",
    "Gadgets",
    "Tech News",
    "Podcasting",
    "Software How-To",
    "Computers",
    "Developers",
    "Information Technology",
    "Architecture",
    "Photography",
    "Markets",
    "Diet & Nutrition",
    "Fitness",
    "Relationships",
];

/// A category, its value, and whether it is one of Apple's where it stands.
fn category(element: Element) -> Option<(Value, bool)> {
    let value = element.attribute_value("text")?;
    let parent = element
        .parent()
        .filter(|parent| parent.is("itunes:category"))
        .and_then(|parent| parent.attribute_value("text"));
    let is_known = match parent {
        None => CATEGORIES.iter().any(|(name, _)| *name == value.trimmed()),
        Some(parent) => {
            let children =
                CATEGORIES.iter().find(|(name, _)| *name == parent.trimmed()).map_or(&[][..], |(_, children)| children);
            children.contains(&value.trimmed())
        }
    };
    Some((value, is_known))
}

fn category_unknown(element: Element, reporter: &mut Reporter) {
    let Some((value, _)) = category(element).filter(|(value, is_known)| !is_known && !OLD.contains(&value.trimmed()))
    else {
        return;
    };
    let nearest = CATEGORIES
        .iter()
        .flat_map(|(name, children)| std::iter::once(name).chain(*children))
        .find(|name| name.eq_ignore_ascii_case(value.trimmed()));
    let reported = reporter.at(value.span(), "Apple has no such category here");
    match nearest {
        Some(name) => reported.help(format!("write `{}`", name.replace('&', "&amp;"))),
        None => reported.help("choose one of Apple's list"),
    };
}

fn category_old(element: Element, reporter: &mut Reporter) {
    if let Some((value, _)) = category(element).filter(|(value, is_known)| !is_known && OLD.contains(&value.trimmed()))
    {
        reporter.at(value.span(), "Apple no longer has this category here").help("choose one of Apple's present list");
    }
}

fn keywords_invalid(value: &Value, reporter: &mut Reporter) {
    let words = value.trimmed().split_whitespace().count();
    if words > 3 && !value.text.contains(',') {
        reporter
            .at(value.trimmed_span(), "keywords without commas between them")
            .help("write them like `harbour, new bridge`");
    }
}

fn podcast_text_long(element: Element, reporter: &mut Reporter) {
    longer_than(if element.is("itunes:summary") { 4000 } else { 255 }, element, reporter);
}

/// Tells a text that has more characters than are read of it.
pub(super) fn longer_than(most: usize, element: Element, reporter: &mut Reporter) {
    let value = element.value();
    let length = value.trimmed().chars().count();
    if length > most {
        reporter
            .at(value.trimmed_span(), format!("`{}` has {length} characters, and {most} are read", element.written()));
    }
}
