//! The keys that site generators and editors give to the fields of an article, most decisive first.
//!
//! Spelt without case, `-`, `_` and spaces: `last_modified_at`, `lastModifiedAt` and `Last-Modified-At` are one key.

pub const TITLE: &[&str] = &["title", "headline"];
/// Hugo's `publishDate` says when an article is to appear, whatever its `date`.
pub const PUBLISHED: &[&str] = &[
    "publishdate",
    "pubdate",
    "datepublished",
    "publishedat",
    "publishedon",
    "publishedtime",
    "date",
    "published",
    "created",
    "datecreated",
    "createdat",
];
pub const UPDATED: &[&str] = &[
    "lastmod",
    "updated",
    "modified",
    "lastmodified",
    "lastmodifiedat",
    "lastupdated",
    "lastupdate",
    "updatedat",
    "updatedon",
    "dateupdated",
    "datemodified",
    "moddate",
];
pub const EXPIRES: &[&str] =
    &["expirydate", "expires", "expiry", "expiredate", "unpublish", "unpublishdate", "unpublishedat"];
/// Where the clock hangs by which its times are meant.
pub const TIME_ZONE: &[&str] = &["timezone", "tz"];
pub const CATEGORIES: &[&str] =
    &["category", "categories", "tag", "tags", "topic", "topics", "subjects", "keyword", "keywords", "taxonomies"];
pub const AUTHORS: &[&str] = &["author", "authors", "byline", "creator"];
pub const SUMMARY: &[&str] =
    &["summary", "excerpt", "description", "abstract", "standfirst", "teaser", "lede", "dek", "subtitle"];
pub const SLUG: &[&str] = &["slug"];
pub const DRAFT: &[&str] = &["draft", "isdraft", "unlisted", "eleventyexcludefromcollections"];
pub const STATUS: &[&str] = &["status", "poststatus"];
pub const IMAGE: &[&str] = &[
    "image",
    "cover",
    "coverimage",
    "images",
    "featuredimage",
    "featureimage",
    "heroimage",
    "hero",
    "headerimage",
    "ogimage",
    "thumbnail",
    "teaserimage",
    "banner",
    "picture",
    "photo",
];
pub const IMAGE_ALT: &[&str] = &["imagealt", "coveralt", "coverimagealt", "featuredimagealt", "heroimagealt"];
pub const IMAGE_CAPTION: &[&str] =
    &["imagecaption", "covercaption", "coverimagecaption", "featuredimagecaption", "heroimagecaption"];
pub const IMAGE_CREDIT: &[&str] = &["imagecredit", "covercredit", "photocredit", "imagecredits"];
pub const MEDIA: &[&str] = &["audio", "video", "enclosure", "enclosures", "podcast", "media", "audiofile", "videofile"];
pub const LANGUAGE: &[&str] = &["lang", "language", "locale", "langcode"];
pub const URL: &[&str] = &["canonicalurl", "canonical", "permalink", "url", "link", "externalurl"];
pub const ID: &[&str] = &["id", "guid", "uuid"];
/// What exporters of WordPress and Blogger write; a bare number as `id` is one too.
pub const NUMBER: &[&str] = &["wordpressid", "wpid", "wppostid", "postid", "bloggerid"];
pub const SECTION: &[&str] = &["section", "kicker"];
pub const RIGHTS: &[&str] = &["rights", "copyright", "license", "licence"];
pub const SITE_NAME: &[&str] = &["sitename", "source", "publisher", "publication"];
/// Tables in which Hugo and Zola keep keys that are not their own.
pub const NESTED: &[&str] = &["params", "extra"];

const ALL: &[&[&str]] = &[
    TITLE,
    PUBLISHED,
    UPDATED,
    EXPIRES,
    CATEGORIES,
    AUTHORS,
    SUMMARY,
    SLUG,
    DRAFT,
    STATUS,
    IMAGE,
    IMAGE_ALT,
    IMAGE_CAPTION,
    IMAGE_CREDIT,
    MEDIA,
    LANGUAGE,
    URL,
    ID,
    NUMBER,
    SECTION,
    RIGHTS,
    SITE_NAME,
    NESTED,
];

/// Whether a key, as somebody spells it, says something about an article.
pub fn is_known(spelt: &str) -> bool {
    let key = normal(spelt);
    ALL.iter().any(|names| names.contains(&key.as_str())) || matches!(key.as_str(), "layout" | "aliases" | "weight")
}

/// The key as the tables above spell it.
pub fn normal(spelt: &str) -> String {
    spelt.chars().filter(|c| !"-_ ".contains(*c)).flat_map(char::to_lowercase).collect()
}
