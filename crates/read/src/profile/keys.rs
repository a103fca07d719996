//! What each key of front matter means: one table for all generators, in which a profile and a project have rows of their own.
//!
//! Spelt without case, `-`, `_`, `.` and spaces: `last_modified_at`, `lastModifiedAt` and `Last-Modified-At` are one key.

/// What a key says of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// Its title.
    Title,
    /// The part of the publication that it stands in.
    Section,
    /// What it says, in short.
    Summary,
    /// When it was published.
    Published,
    /// The same, by a word that says something else elsewhere: only a value that is a date counts.
    PerhapsPublished,
    /// From when on it is shown, whatever its date; its date where it has no other.
    Appears,
    /// When it last changed.
    Updated,
    /// The same, by a word that says something else elsewhere.
    PerhapsUpdated,
    /// From when on it is not shown.
    Expires,
    /// Who wrote it.
    Authors,
    /// What it is about.
    Categories,
    /// What search engines are to find it by: what it is about, where nothing else says that.
    SearchWords,
    /// A table of categories by kind: `taxonomies`.
    Taxonomies,
    /// Its language.
    Language,
    /// Where the clock hangs by which its times are meant.
    TimeZone,
    /// The address of its first place, on this site or another.
    Canonical,
    /// Its address on this site: a path, or how the generator makes it.
    Page,
    /// The page elsewhere that it is about.
    Elsewhere,
    /// Where it stood before, or what else it is called.
    Aliases,
    /// The last part of its address, or a path.
    Slug,
    /// Whether it is to be published yet.
    Draft,
    /// The same, in a word.
    Status,
    /// What one has to know to read it.
    Password,
    /// Its picture.
    Image,
    /// What the picture shows.
    ImageAlt,
    /// What stands beneath the picture.
    ImageCaption,
    /// Who made the picture.
    ImageCredit,
    /// Sound.
    Audio,
    /// Sound or film, as its value says.
    Media,
    /// Film.
    Film,
    /// How many bytes the sound takes.
    MediaLength,
    /// The media type of the sound.
    MediaType,
    /// The id that subscribers know it by.
    Id,
    /// The number that another program knew it by.
    Number,
    /// Who may do what with it.
    Rights,
    /// The publication that it was saved from.
    SiteName,
    /// A table in which generators keep keys that are not their own.
    Nested,
    /// Nothing that a feed has: settings of the page and of the generator.
    Nothing,
}

/// The keys of all generators, editors and themes, most decisive first within a meaning.
///
/// Hugo's `publishDate` says when an article is to appear, whatever its `date`. `pubDatetime` and `modDatetime` are of AstroPaper, `updatedDate`
/// of Astro's blog template, `published_at` and `feature_image` of Ghost, `date_published` of JSON Feed, `podcast_file` and the like of
/// podcast plugins for Jekyll and WordPress.
const KEYS: &[(Meaning, &[&str])] = &[
    (Meaning::Title, &["title", "headline"]),
    (
        Meaning::Published,
        &[
            "publishdate",
            "pubdate",
            "pubdatetime",
            "datepublished",
            "publisheddate",
            "publicationdate",
            "publishedat",
            "publishedon",
            "publishedtime",
            "publishtime",
            "firstpublished",
            "firstpublishedat",
            "releasedate",
            "date",
            "datetime",
            "published",
            "dateposted",
            "postdate",
            "postedat",
            "postedon",
            "created",
            "datecreated",
            "createdat",
            "createdon",
            "createddate",
            "creationdate",
            "datewritten",
            "dateadded",
            "addedat",
            "addedon",
        ],
    ),
    (Meaning::PerhapsPublished, &["posted", "written", "writtenon", "released", "added", "time", "timestamp", "day"]),
    (
        Meaning::Updated,
        &[
            "lastmod",
            "updated",
            "modified",
            "lastmodified",
            "lastmodifiedat",
            "lastmodifieddate",
            "lastupdated",
            "lastupdate",
            "lastupdatedat",
            "updatedat",
            "updatedon",
            "updateddate",
            "updateddatetime",
            "updatedtime",
            "updatedate",
            "updatetime",
            "dateupdated",
            "datemodified",
            "modifieddate",
            "modifiedat",
            "modifiedtime",
            "moddate",
            "moddatetime",
            "lastedited",
            "lasteditedat",
            "editedat",
            "dateedited",
            "revisiondate",
            "daterevised",
        ],
    ),
    (Meaning::PerhapsUpdated, &["edited", "revised", "changed"]),
    (
        Meaning::Expires,
        &["expirydate", "expires", "expiry", "expiredate", "unpublish", "unpublishdate", "unpublishedat"],
    ),
    (Meaning::Categories, &["category", "categories", "tag", "tags", "topic", "topics", "subjects"]),
    (Meaning::SearchWords, &["keyword", "keywords"]),
    (Meaning::Taxonomies, &["taxonomies"]),
    (Meaning::Authors, &["author", "authors", "byline", "creator"]),
    (
        Meaning::Summary,
        &[
            "summary",
            "excerpt",
            "customexcerpt",
            "description",
            "abstract",
            "standfirst",
            "teaser",
            "lede",
            "dek",
            "subtitle",
        ],
    ),
    (Meaning::Slug, &["slug"]),
    (Meaning::Draft, &["draft", "isdraft", "unlisted", "eleventyexcludefromcollections"]),
    (Meaning::Status, &["status", "poststatus"]),
    (Meaning::Password, &["password", "postpassword"]),
    (
        Meaning::Image,
        &[
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
            "socialimage",
            "previewimage",
            "thumbnail",
            "teaserimage",
            "banner",
            "picture",
            "photo",
        ],
    ),
    (
        Meaning::ImageAlt,
        &["imagealt", "coveralt", "coverimagealt", "featuredimagealt", "featureimagealt", "heroimagealt"],
    ),
    (
        Meaning::ImageCaption,
        &[
            "imagecaption",
            "covercaption",
            "coverimagecaption",
            "featuredimagecaption",
            "featureimagecaption",
            "heroimagecaption",
        ],
    ),
    (Meaning::ImageCredit, &["imagecredit", "covercredit", "photocredit", "imagecredits"]),
    (
        Meaning::Audio,
        &[
            "audio",
            "audiofile",
            "audiourl",
            "mp3",
            "mp3url",
            "podcastfile",
            "podcastaudio",
            "podcasturl",
            "episodefile",
            "episodeurl",
            "episodeaudio",
        ],
    ),
    (Meaning::Media, &["enclosure", "enclosures", "podcast", "media", "enclosureurl"]),
    (Meaning::Film, &["video", "videofile", "videourl"]),
    (
        Meaning::MediaLength,
        &[
            "podcastbytes",
            "podcastsize",
            "podcastlength",
            "podcastfilesize",
            "audiobytes",
            "audiosize",
            "audiolength",
            "audiofilesize",
            "mp3size",
            "mp3bytes",
            "mp3length",
            "filesize",
            "enclosurelength",
            "enclosuresize",
            "episodebytes",
            "episodesize",
        ],
    ),
    (
        Meaning::MediaType,
        &["podcasttype", "audiotype", "audiomime", "mimetype", "enclosuretype", "podcastmimetype", "audioformat"],
    ),
    (Meaning::Language, &["lang", "language", "locale", "langcode"]),
    (Meaning::TimeZone, &["timezone", "tz"]),
    (Meaning::Canonical, &["canonicalurl", "canonical"]),
    (Meaning::Page, &["permalink", "url"]),
    (Meaning::Elsewhere, &["link", "externalurl", "externallink", "linkurl"]),
    (Meaning::Aliases, &["aliases", "alias", "redirectfrom"]),
    (Meaning::Id, &["id", "guid", "uuid"]),
    // What exporters of WordPress and Blogger write; a bare number as `id` is one too.
    (Meaning::Number, &["wordpressid", "wpid", "wppostid", "postid", "bloggerid"]),
    (Meaning::Section, &["section", "kicker"]),
    (Meaning::Rights, &["rights", "copyright", "license", "licence"]),
    (Meaning::SiteName, &["sitename", "source", "publisher", "publication"]),
    (Meaning::Nested, &["params", "extra"]),
    (
        Meaning::Nothing,
        &[
            "comments",
            "comment",
            "disqus",
            "displayed",
            "episode",
            "episodes",
            "featured",
            "footer",
            "duration",
            "header",
            "headless",
            "icon",
            "index",
            "keep",
            "key",
            "kind",
            "label",
            "labels",
            "layout",
            "lead",
            "linktitle",
            "links",
            "list",
            "lists",
            "markup",
            "math",
            "mathjax",
            "menu",
            "menus",
            "mermaid",
            "metadata",
            "meta",
            "name",
            "nav",
            "notes",
            "order",
            "outputs",
            "page",
            "pages",
            "parent",
            "path",
            "pin",
            "pinned",
            "position",
            "post",
            "posts",
            "priority",
            "private",
            "public",
            "rating",
            "related",
            "resources",
            "saveas",
            "search",
            "season",
            "seo",
            "series",
            "share",
            "shortlink",
            "sidebar",
            "site",
            "sitemap",
            "sites",
            "state",
            "sticky",
            "stage",
            "style",
            "table",
            "tagline",
            "target",
            "template",
            "text",
            "theme",
            "times",
            "titles",
            "toc",
            "top",
            "translation",
            "translationkey",
            "type",
            "types",
            "version",
            "views",
            "visibility",
            "weight",
            "words",
            "year",
        ],
    ),
];

/// Keys and what they mean to somebody: the generator of a profile, or a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnKeys(Vec<(String, Meaning)>);

impl OwnKeys {
    /// Keys as they are spelt, most decisive first within a meaning. A key that is named twice means what is said first.
    pub fn new<'a>(keys: impl IntoIterator<Item = (&'a str, Meaning)>) -> OwnKeys {
        OwnKeys(keys.into_iter().map(|(key, meaning)| (normal(key), meaning)).collect())
    }
}

/// What a key means, as a profile's row has it: its normal spelling, and the meaning.
pub type Row = (&'static str, Meaning);

/// The tables that hold for the articles of a site: its own, its generator's, and that of all.
#[derive(Clone, Copy, Debug)]
pub struct KeyTables<'a> {
    own: &'a OwnKeys,
    profile: &'static [Row],
}

impl<'a> KeyTables<'a> {
    /// What the project says goes before what the profile says, and that before what all generators mean.
    pub fn new(own: &'a OwnKeys, profile: &'static [Row]) -> KeyTables<'a> {
        KeyTables { own, profile }
    }

    /// What a key means, by its normal spelling, and how decisive it is among those of one meaning: less is more.
    pub fn meaning(&self, key: &str) -> Option<(Meaning, usize)> {
        let own = self.own.0.iter().map(|(known, meaning)| (known.as_str(), *meaning));
        let general = KEYS.iter().flat_map(|(meaning, keys)| keys.iter().map(|known| (*known, *meaning)));
        let all = own.chain(self.profile.iter().copied()).chain(general);
        all.enumerate().find(|(_, (known, _))| *known == key).map(|(rank, (_, meaning))| (meaning, rank))
    }

    /// Whether a key, as somebody spells it, says something about an article or its page.
    pub fn knows(&self, spelt: &str) -> bool {
        self.meaning(&normal(spelt)).is_some()
    }

    /// The key that somebody may have meant who wrote one that is not known: one letter more, less, other or in another place.
    pub fn meant(&self, spelt: &str) -> Option<&'a str> {
        /// Shorter words are too often one letter from another: `rate` is no slip of `date`.
        const SHORTEST: usize = 5;
        let key = normal(spelt);
        // Nobody types so long a name.
        if !(SHORTEST - 1..=40).contains(&key.chars().count()) || self.meaning(&key).is_some() {
            return None;
        }
        let own = self.own.0.iter().map(|(known, meaning)| (known.as_str(), *meaning));
        let general = KEYS.iter().flat_map(|(meaning, keys)| keys.iter().map(|known| (*known, *meaning)));
        let says = |(known, meaning): (&'a str, Meaning)| {
            (meaning != Meaning::Nothing && known.chars().count() >= SHORTEST - 1).then_some(known)
        };
        let all = own.chain(self.profile.iter().copied()).chain(general).filter_map(says);
        let near = |known: &&str| {
            let apart = known.len().abs_diff(key.len());
            // `posts` is a word of its own, and so is `tagged`; `tagss` is none.
            let other_number = apart == 1
                && (known.strip_suffix('s') == Some(&key)
                    || key.strip_suffix('s').is_some_and(|one| one == *known && !one.ends_with('s')));
            // Of a short word only a letter twice, or two in each other's place, are no word of their own.
            let is_likely = known.len() >= SHORTEST || is_doubled(known, &key) || is_swapped(known, &key);
            apart <= 1 && !other_number && is_likely && strsim::osa_distance(known, &key) == 1
        };
        all.into_iter().find(near)
    }
}

/// Whether a word is another with one letter written twice.
fn is_doubled(known: &str, key: &str) -> bool {
    let letters: Vec<char> = key.chars().collect();
    let without = |at: usize| letters.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, c)| *c);
    letters.windows(2).enumerate().any(|(at, pair)| matches!(pair, [a, b] if a == b) && without(at).eq(known.chars()))
}

/// Whether a word is another with two neighbouring letters in each other's place.
fn is_swapped(known: &str, key: &str) -> bool {
    known.len() == key.len() && strsim::osa_distance(known, key) == 1 && strsim::levenshtein(known, key) == 2
}

/// A key as the tables spell it.
pub fn normal(spelt: &str) -> String {
    spelt.chars().filter(|c| !"-_ .:".contains(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PROFILES;
    use std::collections::BTreeSet;

    #[test]
    fn a_key_has_one_meaning_and_its_normal_spelling() {
        let mut seen = BTreeSet::new();
        for key in KEYS.iter().flat_map(|(_, keys)| *keys) {
            assert!(seen.insert(key), "{key} stands twice");
            assert_eq!(normal(key), *key);
        }
        for profile in PROFILES {
            let mut seen = BTreeSet::new();
            for (key, _) in profile.keys {
                assert!(seen.insert(key), "{key} of {} stands twice", profile.name);
                assert_eq!(normal(key), *key, "{}", profile.name);
            }
        }
    }

    #[test]
    fn a_slip_is_told_from_a_word_of_its_own() {
        let own = OwnKeys::new([("Nieuwstitel", Meaning::Title)]);
        let tables = KeyTables::new(&own, &[]);
        let cases = [
            ("titel", Some("title")),
            ("Tittle", Some("title")),
            ("autor", Some("author")),
            ("catgories", Some("categories")),
            ("nieuwstitle", Some("nieuwstitel")),
            ("nieuwstite", Some("nieuwstitel")),
            ("title", None),
            ("posts", None),
            ("tagss", Some("tags")),
            ("daet", Some("date")),
            ("darft", Some("draft")),
            ("dated", None),
            ("links", None),
            ("summry", Some("summary")),
            ("auhtor", Some("author")),
            ("id2", None),
            ("mood", None),
            ("rate", None),
            ("gate", None),
        ];
        for (key, expected) in cases {
            assert_eq!(tables.meant(key), expected, "{key}");
        }
    }
}
