//! From keys and values to the fields of an article: what a value means, and which values mean nothing.

use super::stated::{Stated, Told, one_line, quoted, text_of, without_wiki_brackets};
use super::value::{Mistake, Node, Value};
use super::{inline, keywords, media, people};
use crate::ReadContext;
use crate::article::{Article, Category, LooksLike, Media, Person, Sourced, StatedAddress, UnreadKey};
use crate::profile::keys::{KeyTables, Meaning, normal};
use courant_text::date::{self, DateHints, DateOrder, NotADate, Timestamp, Zone};
use courant_text::entry_id::EntryId;
use courant_text::iri::is_uuid;
use courant_text::language_tag::LanguageTag;

/// Fills the fields that are stated, and gives what is wrong with the values of keys that we know. Unknown keys say nothing to us; those that
/// look as if they were to say something are in the article's `unread_keys`.
pub fn read(table: &[(String, Node)], tables: KeyTables, article: &mut Article, context: &ReadContext) -> Vec<Mistake> {
    let stated = Stated::all(table, tables);
    let mut reader = Reader { stated: &stated, mistakes: Vec::new(), hints: DateHints::default() };
    article.language = reader.language();
    reader.hints = DateHints {
        language: article.language.as_ref().map(|known| known.value.clone()).or_else(|| context.language.clone()),
        zone: reader.zone().unwrap_or(context.zone),
        order: reader.order_of_dates(),
    };
    article.title = reader.title();
    article.is_untitled = article.title.is_none() && Reader::is_untitled(table, tables);
    article.section = reader.line(Meaning::Section);
    article.summary = reader.line(Meaning::Summary);
    let dated_name = date::date_in_path(&article.path, &reader.hints).is_some();
    article.published = reader.published(dated_name);
    article.unread_date = reader.unset(Meaning::Published).filter(|_| article.published.is_none());
    article.updated = reader.date(Meaning::Updated).or_else(|| reader.perhaps(Meaning::PerhapsUpdated));
    article.appears = reader.date(Meaning::Appears).map(|known| known.value);
    article.expires = reader.date(Meaning::Expires).map(|known| known.value);
    article.authors = reader.each(Meaning::Authors, |stated| people::read(stated, &context.people));
    if let [author] = article.authors.as_mut_slice() {
        complete_author(&mut author.value, table);
    }
    article.categories = reader.categories(dated_name);
    article.address = reader.address();
    article.url = own_address(&article.address, context.profile.is_some());
    article.slug = article.address.slug.as_ref().and_then(|slug| last_part(&slug.value));
    article.id = reader.id();
    article.number = reader.number();
    article.draft = reader.draft() || has_draft_tag(&article.categories, context);
    article.image = reader.image();
    article.media = reader.media();
    article.rights = reader.line(Meaning::Rights);
    article.site_name = reader.site_name();
    article.unread_keys = reader.unread_keys(tables);
    reader.mistakes.sort_by_key(|mistake| mistake.start);
    reader.mistakes
}

/// Whether a tag keeps it unpublished.
fn has_draft_tag(tags: &[Sourced<Category>], context: &ReadContext) -> bool {
    let kept = context.profile.map_or(&[][..], |profile| profile.draft_tags);
    tags.iter().any(|tag| kept.contains(&tag.value.label.as_str()))
}

/// What stands beside the one author instead of in a table: `author_url`, `author_email` (Docusaurus, Jekyll themes).
fn complete_author(author: &mut Person, table: &[(String, Node)]) {
    let beside = |keys: &[&str]| {
        let stated = table.iter().find(|(key, _)| keys.contains(&normal(key).as_str()));
        stated.and_then(|(_, node)| text_of(node)).map(str::to_string)
    };
    author.url = author.url.take().or_else(|| beside(&["authorurl", "authoruri", "authorlink"]));
    author.email = author.email.take().or_else(|| beside(&["authoremail"]).filter(|mail| mail.contains('@')));
}

struct Reader<'a> {
    /// The most decisive first.
    stated: &'a [Stated<'a>],
    mistakes: Vec<Mistake>,
    hints: DateHints,
}

impl<'a> Reader<'a> {
    /// What is stated in this sense, the most decisive first.
    fn stated(&self, meaning: Meaning) -> Vec<&'a Stated<'a>> {
        self.stated.iter().filter(|stated| stated.meaning == Some(meaning)).collect()
    }

    fn complain(&mut self, stated: &Stated, message: impl Into<String>) {
        self.mistakes.push(stated.mistake(message));
    }

    /// The title, without which nobody can say what the article is to be called.
    fn title(&mut self) -> Option<Sourced<String>> {
        let before = self.mistakes.len();
        let title = self.line(Meaning::Title);
        let doubt = self.mistakes.iter_mut().skip(before).filter(|_| title.is_none());
        doubt.for_each(|mistake| mistake.is_fatal = true);
        title.map(|title| Sourced::new(inline::plain(&title.value), title.from)).filter(|title| !title.value.is_empty())
    }

    /// Whether the title is stated to be none: `title: ""`.
    fn is_untitled(table: &[(String, Node)], tables: KeyTables) -> bool {
        let says_none = |node: &Node| matches!(&node.value, Value::Text(text) if text.trim().is_empty());
        let is_title = |key: &str| tables.meaning(&normal(key)).is_some_and(|(meaning, _)| meaning == Meaning::Title);
        table.iter().any(|(key, node)| is_title(key) && says_none(node))
    }

    /// When it was published. What is no date keeps the article out, unless another key or the name of the file says when.
    fn published(&mut self, dated_name: bool) -> Option<Sourced<Timestamp>> {
        let before = self.mistakes.len();
        let found = self.date(Meaning::Published).or_else(|| self.perhaps(Meaning::PerhapsPublished));
        let found = found.or_else(|| self.date(Meaning::Appears));
        let is_open = found.is_none() && !dated_name;
        self.mistakes.iter_mut().skip(before).for_each(|mistake| mistake.is_fatal = is_open);
        found
    }

    /// A date under a word that may say something else.
    fn perhaps(&self, meaning: Meaning) -> Option<Sourced<Timestamp>> {
        let dated = |stated: &Stated| Some(Sourced::new(self.full_date(stated)?, stated.origin()));
        self.stated(meaning).into_iter().find_map(dated)
    }

    /// The date of a value that cannot be anything else: a bare number or an hour could.
    fn full_date(&self, stated: &Stated) -> Option<Timestamp> {
        let text = stated.text().filter(|text| !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))?;
        date::parse(text, &self.hints).ok()
    }

    /// One line of text.
    fn line(&mut self, meaning: Meaning) -> Option<Sourced<String>> {
        let mut found = None;
        for stated in self.stated(meaning) {
            match stated.text() {
                Some(text) if found.is_none() => found = Some(Sourced::new(one_line(text), stated.origin())),
                Some(_) => {}
                None => self.complain(
                    stated,
                    format!(
                        "`{}` holds more than one value, write it like `{}: some words`",
                        stated.spelt, stated.spelt
                    ),
                ),
            }
        }
        found
    }

    fn date(&mut self, meaning: Meaning) -> Option<Sourced<Timestamp>> {
        let mut found = None;
        for stated in self.stated(meaning) {
            // Jekyll's `published: false` is about drafts.
            let says_none = |text: &str| truth(text).is_some() || is_file_time(text) || self.is_unset(text);
            if stated.text().is_some_and(says_none) {
                continue;
            }
            match self.timestamp(stated) {
                Ok(date) if found.is_none() => found = Some(Sourced::new(date, stated.origin())),
                Ok(_) => {}
                Err(message) => self.complain(stated, message),
            }
        }
        found
    }

    /// Why the first value that stands for no date is none: Hugo writes the year 1.
    fn unset(&self, meaning: Meaning) -> Option<String> {
        let texts = self.stated(meaning).into_iter().filter_map(Stated::text);
        texts.into_iter().find(|text| self.is_unset(text)).map(|text| NotADate::Unset.told(&quoted(text)))
    }

    fn is_unset(&self, text: &str) -> bool {
        date::parse(without_wiki_brackets(text), &self.hints) == Err(NotADate::Unset)
    }

    /// `25/04/2026` under one key tells what `03/04/2026` means under another.
    fn order_of_dates(&self) -> Option<DateOrder> {
        [Meaning::Published, Meaning::Updated, Meaning::Expires]
            .into_iter()
            .flat_map(|meaning| self.stated(meaning))
            .find_map(|stated| stated.text().and_then(date::order_shown))
    }

    fn timestamp(&self, stated: &Stated) -> Result<Timestamp, String> {
        // Docusaurus: `last_update: { date: ..., author: ... }`.
        let inner = match &stated.node.value {
            Value::Table(table) => table.iter().find(|(key, _)| key == "date").map(|(_, node)| node),
            _ => None,
        };
        let key = &stated.spelt;
        let Some(text) = text_of(inner.unwrap_or(stated.node)) else {
            return Err(format!("`{key}` holds more than one value, write it like `{key}: 2026-11-24`"));
        };
        let text = without_wiki_brackets(text);
        date::parse(text, &self.hints).map_err(|reason| {
            let what = reason.told(&quoted(text));
            format!("{what}, write it like `{key}: 2026-11-24` or `{key}: 2026-11-24T08:00:00+01:00`")
        })
    }

    /// Every value in this sense, by a reader of one key.
    fn each<T>(&mut self, meaning: Meaning, read: impl Fn(&Stated) -> Told<T>) -> Vec<Sourced<T>> {
        let mut found = Vec::new();
        for stated in self.stated(meaning) {
            let Told { values, mistakes } = read(stated);
            found.extend(values.into_iter().map(|value| Sourced::new(value, stated.origin())));
            self.mistakes.extend(mistakes);
        }
        found
    }

    fn language(&mut self) -> Option<Sourced<LanguageTag>> {
        let mut found = None;
        for stated in self.stated(Meaning::Language) {
            // A word of four letters or more is reserved (RFC 5646 section 2.2.1): `English` is a name, no tag.
            let tag = stated.text().and_then(LanguageTag::parse).filter(|tag| tag.primary().len() <= 3);
            match tag {
                Some(tag) if found.is_none() => found = Some(Sourced::new(tag, stated.origin())),
                Some(_) => {}
                None => self.complain(
                    stated,
                    format!(
                        "`{}` is no language tag, write it like `{}: en` or `{}: pt-BR`",
                        quoted(stated.text().unwrap_or("this")),
                        stated.spelt,
                        stated.spelt
                    ),
                ),
            }
        }
        found
    }

    /// Where the clock hangs by which its times are meant.
    fn zone(&mut self) -> Option<Zone> {
        let mut found = None;
        for stated in self.stated(Meaning::TimeZone) {
            let text = stated.text().unwrap_or("this");
            match Zone::parse(text) {
                Some(zone) => found = found.or(Some(zone)),
                None => self.complain(
                    stated,
                    format!("`{}` is no time zone, write it like `{}: Europe/Amsterdam`", quoted(text), stated.spelt),
                ),
            }
        }
        found
    }

    fn draft(&mut self) -> bool {
        let mut draft = false;
        for stated in self.stated(Meaning::Draft) {
            match stated.text().and_then(truth) {
                Some(truth) => draft |= truth,
                None => {
                    let text = quoted(stated.text().unwrap_or("this"));
                    let key = &stated.spelt;
                    let message = format!("`{text}` is neither true nor false, write it like `{key}: true`");
                    // What may be a draft is not published.
                    self.mistakes.push(Mistake { is_fatal: true, ..stated.mistake(message) });
                }
            }
        }
        for stated in self.stated(Meaning::Password) {
            if holds_back(stated) {
                let message =
                    "lets only those read it who know it; it is not published, because a feed shows its text to all";
                self.complain(stated, format!("`{}` {message}", stated.spelt));
            }
        }
        draft || self.stated.iter().any(|stated| stated.meaning != Some(Meaning::Draft) && holds_back(stated))
    }

    /// What is stated about its address. A value that can be no address is a mistake, and stands for nothing.
    fn address(&mut self) -> StatedAddress {
        StatedAddress {
            page: self.first_address(Meaning::Page),
            is_unwritten: self.stated(Meaning::Page).iter().any(|stated| stated.text() == Some("false")),
            slug: self.line(Meaning::Slug),
            canonical: self.first_address(Meaning::Canonical),
            elsewhere: self.first_address(Meaning::Elsewhere),
            aliases: self.stated(Meaning::Aliases).into_iter().flat_map(|stated| texts(stated.node)).collect(),
        }
    }

    fn first_address(&mut self, meaning: Meaning) -> Option<Sourced<String>> {
        let mut found = None;
        for stated in self.stated(meaning) {
            // A table says more than the address: `canonical: { url: ..., title: ... }`.
            let text = media::reference(stated.node);
            match text.map(address) {
                // The generator is told to write no page.
                Some(Address::None) => {}
                Some(Address::Stated(_) | Address::Pattern) => {
                    found = found.or_else(|| Some(Sourced::new(text?.to_string(), stated.origin())));
                }
                Some(Address::Wrong) | None => {
                    let text = quoted(stated.text().unwrap_or("this"));
                    let key = &stated.spelt;
                    self.complain(
                        stated,
                        format!("`{text}` is no address, write it like `{key}: https://example.org/title/` or `{key}: /title/`"),
                    );
                }
            }
        }
        found
    }

    /// What is for search engines says what the article is about only where nothing else does.
    fn categories(&mut self, dated_name: bool) -> Vec<Sourced<Category>> {
        let read = |stated: &Stated| {
            let mut told = Told::plain(keywords::read(stated, dated_name));
            if let Some(key) = keywords::unread(stated) {
                let message = format!("`{key}` holds values that name nothing, write it like `{key}: [one, two]`");
                told.mistakes.push(stated.mistake(message));
            }
            told
        };
        let mut found = self.each(Meaning::Categories, read);
        if found.is_empty() {
            found = self.each(Meaning::SearchWords, read);
        }
        found.extend(self.each(Meaning::Taxonomies, read));
        found
    }

    /// Sound and film. A feed has room for one enclosure: what can be heard is what podcast clients fetch, and goes first.
    fn media(&mut self) -> Vec<Sourced<Media>> {
        let mut found = self.each(Meaning::Audio, media::enclosures);
        found.extend(self.each(Meaning::Media, media::enclosures));
        if let Some(Sourced { value: first, .. }) = found.first_mut() {
            let stated = |meaning| self.stated(meaning).into_iter().find_map(Stated::text);
            let length = stated(Meaning::MediaLength).and_then(media::bytes);
            first.length_bytes = first.length_bytes.or(length);
            let media_type = stated(Meaning::MediaType).filter(|text| text.contains('/'));
            first.media_type = first.media_type.take().or_else(|| media_type.map(one_line));
        }
        found.extend(self.each(Meaning::Film, media::enclosures));
        found
    }

    /// The keys that say nothing, and look as if they were to say something.
    fn unread_keys(&self, tables: KeyTables) -> Vec<UnreadKey> {
        let looks_like = |stated: &Stated| {
            let meant = || tables.meant(&stated.spelt).map(|key| LooksLike::Key(key.to_string()));
            meant().or_else(|| self.full_date(stated).map(|_| LooksLike::Date))
        };
        let unknown = self.stated.iter().filter(|stated| stated.meaning.is_none());
        unknown
            .filter_map(|stated| Some(UnreadKey { key: stated.spelt.clone(), looks_like: looks_like(stated)? }))
            .collect()
    }

    /// An address goes before a bare name, under whichever key it stands.
    fn id(&mut self) -> Option<Sourced<String>> {
        let (mut found, mut name) = (None, None);
        for stated in self.stated(Meaning::Id) {
            let text = stated.text().unwrap_or_default();
            let id = if is_uuid(text) { format!("urn:uuid:{}", text.to_ascii_lowercase()) } else { text.to_string() };
            match EntryId::meant(&id) {
                Ok(Some(id)) => found = found.or_else(|| Some(Sourced::new(id.as_str().to_string(), stated.origin()))),
                Ok(None) => name = name.or_else(|| Some(Sourced::new(id, stated.origin()))),
                // An id is what subscribers know it by, and no other can stand for it.
                Err(message) => self.mistakes.push(Mistake { is_fatal: true, ..stated.mistake(message) }),
            }
        }
        found.or(name)
    }

    fn number(&self) -> Option<String> {
        let texts = self.stated(Meaning::Number).into_iter().chain(self.stated(Meaning::Id)).filter_map(Stated::text);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        texts.map(str::trim).find(|text| is_number(text)).map(str::to_string)
    }

    fn image(&mut self) -> Option<Sourced<Media>> {
        let mut found = None;
        for stated in self.stated(Meaning::Image) {
            match media::image(stated.node) {
                Some(image) => found = found.or(Some((image, stated))),
                None if media::says_none(stated.node) => {}
                None => {
                    let key = &stated.spelt;
                    self.complain(stated, format!("`{key}` names no picture, write it like `{key}: /pictures/x.jpg`"));
                }
            }
        }
        let (mut image, stated) = found?;
        for (meaning, field) in [
            (Meaning::ImageAlt, &mut image.alt),
            (Meaning::ImageCaption, &mut image.caption),
            (Meaning::ImageCredit, &mut image.credit),
        ] {
            if field.is_none() {
                *field = self.stated(meaning).first().and_then(|stated| stated.text()).map(one_line);
            }
        }
        Some(Sourced::new(image, stated.origin()))
    }

    /// The name of a publication; an address alone is no name.
    fn site_name(&mut self) -> Option<Sourced<String>> {
        self.stated(Meaning::SiteName).into_iter().find_map(|stated| {
            let name = match &stated.node.value {
                Value::Table(table) => table
                    .iter()
                    .find(|(key, _)| matches!(key.as_str(), "name" | "title"))
                    .and_then(|(_, node)| text_of(node)),
                _ => stated.text(),
            };
            let name = name.filter(|name| !name.contains("://"))?;
            Some(Sourced::new(one_line(name), stated.origin()))
        })
    }
}

/// Eleventy's words for the date of the file, which is taken anyway where no date is stated.
fn is_file_time(text: &str) -> bool {
    ["last modified", "created", "git last modified", "git created"]
        .iter()
        .any(|words| text.eq_ignore_ascii_case(words))
}

/// Whether a value of a key says that the article is not to be published. What may be a draft is one.
pub(super) fn withholds(key: &str, meaning: Option<Meaning>, value: &str) -> bool {
    if matches!(key, "published" | "publish") && truth(value) == Some(false) {
        return true;
    }
    match meaning {
        Some(Meaning::Draft) => truth(value) != Some(false),
        // Pelican, WordPress and Ghost. Other words of other tools say nothing about publishing.
        Some(Meaning::Status) => matches!(
            value.to_ascii_lowercase().as_str(),
            "draft" | "drafts" | "hidden" | "private" | "pending" | "skip" | "unpublished"
        ),
        // Read only by those who know it: hexo-blog-encrypt, WordPress. An empty one protects nothing.
        Some(Meaning::Password) => !value.is_empty() && truth(value) != Some(false),
        _ => false,
    }
}

fn holds_back(stated: &Stated) -> bool {
    withholds(&stated.key, stated.meaning, stated.text().unwrap_or_default())
}

/// YAML 1.1 and TOML between them.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "y" => Some(true),
        "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// Where the article can be read by what it states: an address, or a path on the site. Where the generator is known, only what states its own
/// page does; the others say where it stood first, or what it is about.
fn own_address(stated: &StatedAddress, generator_is_known: bool) -> Option<Sourced<String>> {
    let StatedAddress { page, canonical, elsewhere, .. } = stated;
    let plain = |known: &Sourced<String>| match address(&known.value) {
        Address::Stated(url) => Some(Sourced::new(url, known.from.clone())),
        _ => None,
    };
    let of = |stated: &Option<Sourced<String>>| stated.as_ref().and_then(plain);
    if generator_is_known { of(page) } else { of(canonical).or_else(|| of(page)).or_else(|| of(elsewhere)) }
}

/// Docusaurus and Hugo allow a path; the last part is what every address needs.
fn last_part(slug: &str) -> Option<String> {
    slug.trim_matches('/').rsplit('/').next().filter(|part| !part.is_empty()).map(str::to_string)
}

/// The texts of a value that is one or a list of them.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(list) => list.iter().flat_map(texts).collect(),
        _ => text_of(node).map(str::to_string).into_iter().collect(),
    }
}

enum Address {
    Stated(String),
    /// How a generator is to make the address: nothing that we could link to.
    Pattern,
    /// There is to be none.
    None,
    Wrong,
}

fn address(text: &str) -> Address {
    let pattern = text.contains("{{") || text.contains("{%") || text.starts_with(':') || text.contains("/:");
    if truth(text).is_some() {
        return Address::None;
    }
    // Jekyll's names of patterns.
    if pattern || matches!(text, "pretty" | "date" | "ordinal" | "weekdate" | "none") {
        return Address::Pattern;
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Address::Wrong;
    }
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Address::Stated(text.to_string()),
        Ok(_) => Address::Wrong,
        Err(url::ParseError::RelativeUrlWithoutBase) if text.starts_with('/') => Address::Stated(text.to_string()),
        Err(url::ParseError::RelativeUrlWithoutBase) => Address::Stated(format!("/{text}")),
        Err(_) => Address::Wrong,
    }
}
