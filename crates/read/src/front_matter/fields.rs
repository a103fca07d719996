//! From keys and values to the fields of an article: what a value means, and which values mean nothing.

use super::keys;
use super::stated::{Stated, one_line, quoted, text_of, without_wiki_brackets};
use super::value::{Mistake, Node, Value};
use super::{keywords, media, people};
use crate::ReadContext;
use crate::article::{Article, Sourced, StatedAddress};
use courant_text::date::{self, DateHints, DateOrder, NotADate, Timestamp, Zone};
use courant_text::entry_id::EntryId;
use courant_text::iri::is_uuid;
use courant_text::language_tag::LanguageTag;

/// Fills the fields that are stated, and gives what is wrong with the values of keys that we know. Unknown keys say nothing to us.
pub fn read(table: &[(String, Node)], article: &mut Article, context: &ReadContext) -> Vec<Mistake> {
    let stated = Stated::all(table);
    let mut reader = Reader { stated: &stated, mistakes: Vec::new(), hints: DateHints::default() };
    article.language = reader.language();
    reader.hints = DateHints {
        language: article.language.as_ref().map(|known| known.value.clone()).or_else(|| context.language.clone()),
        zone: reader.zone().unwrap_or(context.zone),
        order: reader.order_of_dates(),
    };
    article.title = reader.line(keys::TITLE);
    article.section = reader.line(keys::SECTION);
    article.summary = reader.line(keys::SUMMARY);
    article.published = reader.date(keys::PUBLISHED);
    article.unread_date = reader.unset(keys::PUBLISHED).filter(|_| article.published.is_none());
    article.updated = reader.date(keys::UPDATED);
    article.expires = reader.date(keys::EXPIRES).map(|known| known.value);
    article.authors = reader.each(keys::AUTHORS, people::read);
    let dated_name = date::date_in_path(&article.path, &reader.hints).is_some();
    article.categories = reader.each(keys::CATEGORIES, |stated| Ok(keywords::read(stated, dated_name)));
    article.url = reader.url();
    article.slug = reader.slug();
    article.address = reader.stated_address();
    article.id = reader.id();
    article.number = reader.number();
    article.draft = reader.draft();
    article.image = reader.image();
    article.media = reader.each(keys::MEDIA, media::enclosures);
    article.rights = reader.line(keys::RIGHTS);
    article.site_name = reader.site_name();
    reader.mistakes.sort_by_key(|mistake| mistake.start);
    reader.mistakes
}

struct Reader<'a> {
    stated: &'a [Stated<'a>],
    mistakes: Vec<Mistake>,
    hints: DateHints,
}

impl<'a> Reader<'a> {
    /// What is stated under any of these keys, the most decisive first. A key without a value states nothing.
    fn stated(&self, names: &[&str]) -> Vec<&'a Stated<'a>> {
        let stated = self.stated;
        let says = |stated: &&Stated| match &stated.node.value {
            Value::Nothing => false,
            Value::Text(text) => !text.trim().is_empty(),
            Value::List(list) => !list.is_empty(),
            Value::Table(table) => !table.is_empty(),
        };
        names.iter().flat_map(|name| stated.iter().filter(move |stated| stated.key == *name)).filter(says).collect()
    }

    fn complain(&mut self, stated: &Stated, message: impl Into<String>) {
        self.mistakes.push(stated.mistake(message));
    }

    /// One line of text.
    fn line(&mut self, names: &[&str]) -> Option<Sourced<String>> {
        let mut found = None;
        for stated in self.stated(names) {
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

    fn date(&mut self, names: &[&str]) -> Option<Sourced<Timestamp>> {
        let mut found = None;
        for stated in self.stated(names) {
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
    fn unset(&self, names: &[&str]) -> Option<String> {
        let texts = self.stated(names).into_iter().filter_map(Stated::text);
        texts.into_iter().find(|text| self.is_unset(text)).map(|text| NotADate::Unset.told(&quoted(text)))
    }

    fn is_unset(&self, text: &str) -> bool {
        date::parse(without_wiki_brackets(text), &self.hints) == Err(NotADate::Unset)
    }

    /// `25/04/2026` under one key tells what `03/04/2026` means under another.
    fn order_of_dates(&self) -> Option<DateOrder> {
        [keys::PUBLISHED, keys::UPDATED, keys::EXPIRES]
            .iter()
            .flat_map(|names| self.stated(names))
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

    /// Every value under these keys, by a reader of one.
    fn each<T>(&mut self, names: &[&str], read: impl Fn(&Stated) -> Result<Vec<T>, Mistake>) -> Vec<Sourced<T>> {
        let mut found = Vec::new();
        for stated in self.stated(names) {
            match read(stated) {
                Ok(values) => found.extend(values.into_iter().map(|value| Sourced::new(value, stated.origin()))),
                Err(mistake) => self.mistakes.push(mistake),
            }
        }
        found
    }

    fn language(&mut self) -> Option<Sourced<LanguageTag>> {
        let mut found = None;
        for stated in self.stated(keys::LANGUAGE) {
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
        for stated in self.stated(keys::TIME_ZONE) {
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
        for stated in self.stated(keys::DRAFT) {
            match stated.text().and_then(truth) {
                Some(truth) => draft |= truth,
                None => {
                    let text = quoted(stated.text().unwrap_or("this"));
                    let key = &stated.spelt;
                    self.complain(stated, format!("`{text}` is neither true nor false, write it like `{key}: true`"));
                }
            }
        }
        let unpublished = self.stated(&["published"]).iter().any(|stated| stated.text().and_then(truth) == Some(false));
        // Pelican, WordPress and Ghost. Other words of other tools say nothing about publishing.
        let held = self.stated(keys::STATUS).iter().any(|stated| {
            let status = stated.text().unwrap_or_default().to_ascii_lowercase();
            matches!(status.as_str(), "draft" | "drafts" | "hidden" | "private" | "pending" | "skip" | "unpublished")
        });
        draft || unpublished || held
    }

    fn url(&mut self) -> Option<Sourced<String>> {
        let mut found = None;
        for stated in self.stated(keys::URL) {
            match stated.text().map(address) {
                Some(Address::Stated(url)) if found.is_none() => found = Some(Sourced::new(url, stated.origin())),
                Some(Address::Stated(_) | Address::Pattern) => {}
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

    fn slug(&mut self) -> Option<String> {
        // Docusaurus and Hugo allow a path; the last part is what every address needs.
        let last_part = |slug: String| slug.trim_matches('/').rsplit('/').next().map(str::to_string);
        self.line(keys::SLUG).and_then(|known| last_part(known.value)).filter(|slug| !slug.is_empty())
    }

    /// All that is stated about its address, as it is written.
    fn stated_address(&mut self) -> StatedAddress {
        let text = |names: &[&str]| {
            let stated = self.stated(names).into_iter();
            stated.filter_map(|stated| Some(Sourced::new(stated.text()?.to_string(), stated.origin()))).next()
        };
        let aliases = self.stated(&["aliases", "alias", "redirectfrom"]).into_iter().flat_map(|stated| {
            match &stated.node.value {
                Value::List(list) => list.iter().filter_map(text_of).map(str::to_string).collect(),
                _ => stated.text().map(str::to_string).into_iter().collect::<Vec<_>>(),
            }
        });
        StatedAddress {
            page: text(&["permalink", "url"]),
            slug: text(keys::SLUG),
            canonical: text(&["canonicalurl", "canonical"]),
            elsewhere: text(&["link", "externalurl"]),
            aliases: aliases.collect(),
        }
    }

    /// An address goes before a bare name, under whichever key it stands.
    fn id(&mut self) -> Option<Sourced<String>> {
        let (mut found, mut name) = (None, None);
        for stated in self.stated(keys::ID) {
            let text = stated.text().unwrap_or_default();
            let id = if is_uuid(text) { format!("urn:uuid:{}", text.to_ascii_lowercase()) } else { text.to_string() };
            match EntryId::meant(&id) {
                Ok(Some(id)) => found = found.or_else(|| Some(Sourced::new(id.as_str().to_string(), stated.origin()))),
                Ok(None) => name = name.or_else(|| Some(Sourced::new(id, stated.origin()))),
                Err(message) => self.complain(stated, message),
            }
        }
        found.or(name)
    }

    fn number(&self) -> Option<String> {
        let texts = self.stated(keys::NUMBER).into_iter().chain(self.stated(keys::ID)).filter_map(Stated::text);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        texts.map(str::trim).find(|text| is_number(text)).map(str::to_string)
    }

    fn image(&mut self) -> Option<Sourced<crate::article::Media>> {
        let found = self.stated(keys::IMAGE).into_iter().find_map(|stated| Some((media::image(stated.node)?, stated)));
        let (mut image, stated) = found?;
        for (names, field) in [
            (keys::IMAGE_ALT, &mut image.alt),
            (keys::IMAGE_CAPTION, &mut image.caption),
            (keys::IMAGE_CREDIT, &mut image.credit),
        ] {
            if field.is_none() {
                *field = self.stated(names).first().and_then(|stated| stated.text()).map(one_line);
            }
        }
        Some(Sourced::new(image, stated.origin()))
    }

    /// The name of a publication; an address alone is no name.
    fn site_name(&mut self) -> Option<Sourced<String>> {
        self.stated(keys::SITE_NAME).into_iter().find_map(|stated| {
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

/// YAML 1.1 and TOML between them.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "y" => Some(true),
        "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

enum Address {
    Stated(String),
    /// How a generator is to make the address: nothing that we could link to.
    Pattern,
    Wrong,
}

fn address(text: &str) -> Address {
    let pattern = text.contains("{{") || text.contains("{%") || text.starts_with(':') || text.contains("/:");
    // Jekyll's names of patterns, and Eleventy's word for a page that is not written.
    if pattern || matches!(text, "pretty" | "date" | "ordinal" | "weekdate" | "none") || truth(text).is_some() {
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
