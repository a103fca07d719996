//! Articles and promises in, feeds out: what is selected, in which order, how much of it, and what fills the gaps.

mod addresses;
mod archive;
mod entry;
pub mod pattern;
mod references;
mod select;
mod slug;
mod standing;

use crate::config::{Config, Content};
use crate::feed::{AbsoluteUrl, Author, Chain, Entry, Feed, MovedPage, PublishedFeed};
use crate::ledger::{Assigned, Ledger};
use crate::render;
use addresses::Standing;
use courant_read::article::{Article, Person};
use courant_read::profile::site::SiteValues;
use courant_read::remark::Remark;
use courant_text::date::Timestamp;
use courant_text::language_tag::LanguageTag;
use courant_text::source::Level;
use courant_text::text::Text;
use entry::Neighbours;
use pattern::{Facts, Naming};
use references::Index;
use select::{Past, Selected, Selection};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The feeds that are due, and what their maker should know.
#[derive(Debug, Default)]
pub struct Composition {
    /// The main feed first, the others by folder.
    pub feeds: Vec<Feed>,
    /// The entries that get a page, also those that no feed holds any more: whoever has kept their address comes back.
    pub pages: Vec<Arc<Entry>>,
    /// Pages where articles were read before.
    pub moved: Vec<MovedPage>,
    /// What those no longer hold, in archive documents.
    pub archives: Vec<Feed>,
    /// What subscribers will miss.
    pub remarks: Vec<Remark>,
}

/// An article that is due, and what subscribers would see of it, whether a feed holds it or not.
#[derive(Clone, Debug)]
pub struct ComposedEntry {
    /// The path of the article.
    pub path: String,
    /// What is published of it.
    pub entry: Arc<Entry>,
    /// What a pattern can say of it.
    pub facts: Facts,
    /// Whether its author keeps it back.
    pub is_draft: bool,
    /// Whether anything but the time of its file says when it was published.
    pub is_dated: bool,
    /// Whether its author states its address.
    pub has_stated_link: bool,
    /// Where it could be read before, as its author states it.
    pub aliases: Vec<AbsoluteUrl>,
}

/// What there is to compose from, beside the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The articles that are due, with their promises.
    pub assigned: &'a [Assigned],
    /// Files that lie among the articles, by path, with their length in bytes.
    pub files: &'a BTreeMap<String, u64>,
    /// What the configuration of its generator says.
    pub generator: &'a SiteValues,
    /// The paths of pages that list what is in their folders.
    pub lists: &'a [String],
    /// What tells this site from all others, for ids of feeds that are new.
    pub site: &'a str,
    /// The feeds that are published and that the ledger knows no more of than their ids, by folder.
    pub published: &'a BTreeMap<String, PublishedFeed>,
    /// The time of this build; it dates a feed that has never had an entry.
    pub now: Timestamp,
}

/// Composes every feed that the configuration and the articles ask for, and an entry of every article. Ids of new feeds go into `ledger`.
pub fn feeds(config: &Config, material: Material, ledger: &mut Ledger) -> (Composition, Vec<ComposedEntry>) {
    let mut remarks = missing_from(config);
    let mut entries = Vec::with_capacity(material.assigned.len());
    let naming = Naming::of(config, material.generator, material.lists.iter().map(String::as_str));
    let standings: Vec<Standing> =
        material.assigned.iter().map(|assigned| Standing::of(config, &naming, assigned)).collect();
    let index = Index::of(config, &naming, material.files, material.assigned, &standings);
    let neighbours = Neighbours { index: &index, files: material.files };
    for (assigned, standing) in material.assigned.iter().zip(&standings) {
        let (entry, noticed) = entry::compose(config, &neighbours, assigned, standing);
        let length_bytes = render::longest(&entry);
        entries.push(Candidate { entry: Arc::new(entry), article: &assigned.article, standing, length_bytes });
        remarks.extend(noticed);
    }
    join_versions(&mut entries);
    // Newest first; what is equally new is put in an order that no disk decides.
    entries.sort_by(|a, b| {
        let newest_first = (b.entry.published, b.entry.updated).cmp(&(a.entry.published, a.entry.updated));
        newest_first.then_with(|| a.article.path.cmp(&b.article.path))
    });
    remarks.extend(shared_addresses(&entries));
    let mut composition = Composition { remarks, ..Composition::default() };
    let Selected { selections, remarks } = select::selections(config, &entries, ledger, material.published);
    composition.remarks.extend(remarks);
    for selection in selections {
        composition.remarks.extend(empty(config, &selection));
        let (feed, archives, cut) = compose_feed(config, material, selection, ledger);
        composition.feeds.push(feed);
        composition.archives.extend(archives);
        composition.remarks.extend(cut);
    }
    remember_places(&composition.feeds, ledger);
    composition.pages = pages_of(&entries);
    let composed = |Candidate { article, entry, standing, .. }: Candidate| ComposedEntry {
        path: article.path.clone(),
        facts: standing.facts.clone().at(entry.link.as_ref().map(AbsoluteUrl::as_url)),
        is_draft: article.draft,
        is_dated: article.published.is_some(),
        has_stated_link: article.url.is_some() || standing.link.is_some() && article.address.page.is_some(),
        aliases: standing.aliases.clone(),
        entry,
    };
    let mut entries: Vec<ComposedEntry> = entries.into_iter().map(composed).collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    (composition, entries)
}

/// Tells each article that is there in several languages where the others are read.
fn join_versions(entries: &mut [Candidate]) {
    let mut versions: BTreeMap<&str, Vec<(LanguageTag, AbsoluteUrl)>> = BTreeMap::new();
    for Candidate { entry, article, .. } in entries.iter() {
        if let (Some(language), Some(link)) = (&entry.language, &entry.link) {
            versions.entry(article.version_of()).or_default().push((language.clone(), link.clone()));
        }
    }
    for known in versions.values_mut() {
        known.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        // Which of two is the version in their language nobody can tell.
        let is_told = known.len() > 1 && known.windows(2).all(|pair| matches!(pair, [a, b] if a.0 != b.0));
        if !is_told {
            known.clear();
        }
    }
    for Candidate { entry, article, .. } in entries.iter_mut() {
        if let Some(known) = versions.get(article.version_of()).filter(|known| !known.is_empty()) {
            Arc::make_mut(entry).alternates = known.clone();
        }
    }
}

/// Which feeds lead to another now, and which no longer do.
fn remember_places(feeds: &[Feed], ledger: &mut Ledger) {
    for feed in feeds {
        let target = feed.leads_to.as_ref().and_then(|folder| ledger.feeds.get(folder));
        match target.map(|target| target.id.clone()) {
            Some(id) => ledger.moved.insert(feed.folder.clone(), id),
            None => ledger.moved.remove(&feed.folder),
        };
    }
}

fn pages_of(candidates: &[Candidate]) -> Vec<Arc<Entry>> {
    let with_page = candidates.iter().filter(|candidate| candidate.entry.page.is_some());
    with_page.map(|candidate| Arc::clone(&candidate.entry)).collect()
}

/// Articles with an address that another one has too: readers open the same page for both, and some take them for one.
fn shared_addresses(entries: &[Candidate]) -> Vec<Remark> {
    let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for candidate in entries {
        if let Some(link) = &candidate.entry.link {
            paths.entry(link.as_str()).or_default().push(&candidate.article.path);
        }
    }
    let mut remarks = Vec::new();
    for (address, mut paths) in paths {
        paths.sort_unstable();
        if let [first, others @ ..] = paths.as_slice() {
            let message = format!("has the address {address}, and so has `{first}`; give each its own");
            remarks.extend(others.iter().map(|path| Remark::new(Level::Warning, *path, message.as_str())));
        }
    }
    remarks
}

/// A feed by choice that holds nothing is hardly what its maker meant.
fn empty(config: &Config, selection: &Selection) -> Option<Remark> {
    let name = selection.folder.trim_end_matches('/');
    let is_empty = selection.candidates.is_empty() && config.feeds.iter().any(|feed| feed.name == name);
    let message = format!("the feed `{name}` holds no article; no article meets all that its `[[feed]]` asks for");
    is_empty.then(|| Remark::new(Level::Advice, "courant.toml", message))
}

/// An entry that a feed may hold, and the article that it was made from.
struct Candidate<'a> {
    entry: Arc<Entry>,
    article: &'a Article,
    standing: &'a Standing,
    /// An upper bound of its length in any format.
    length_bytes: usize,
}

/// What the configuration leaves open although subscribers would miss it.
fn missing_from(config: &Config) -> Vec<Remark> {
    let missing = [
        (config.title.is_none(), "`title` is not set, so that subscribers see a feed without a name of its own"),
        (
            config.link.is_none(),
            "`link` is not set, so that the feeds cannot lead to a site, and relative addresses in articles are lost",
        ),
        (
            config.feed_url.is_none(),
            "`feed_url` is not set, so that the feeds cannot say where they are (no self and alternate links)",
        ),
    ];
    let open = missing.into_iter().filter(|(open, _)| *open);
    open.map(|(_, message)| Remark::new(Level::Advice, "courant.toml", message)).collect()
}

fn compose_feed(
    config: &Config,
    material: Material,
    selection: Selection,
    ledger: &mut Ledger,
) -> (Feed, Vec<Feed>, Option<Remark>) {
    let promised: Vec<_> =
        selection.candidates.iter().map(|candidate| (&candidate.entry.id, candidate.entry.updated)).collect();
    let (id, updated) = ledger.promise_feed(material.site, &selection.folder, &promised, material.now);
    let formats: Vec<&str> = selection.formats.iter().map(|format| format.key).collect();
    ledger.publish_feed(&selection.folder, selection.subject, selection.name.as_str(), &formats);
    let mut feed = Feed {
        base: config
            .feed_url
            .as_ref()
            .and_then(|url| if selection.folder.is_empty() { Some(url.clone()) } else { url.join(&selection.folder) }),
        folder: selection.folder,
        id,
        title: selection.title,
        description: selection.description,
        home: config.link.clone(),
        formats: selection.formats,
        leads_to: selection.leads_to,
        language: selection.language,
        authors: config.default_author().into_iter().filter_map(|person| author(&person_of(person))).collect(),
        rights: config.rights.as_deref().and_then(Text::line),
        logo: config.logo.clone(),
        icon: config.icon.clone(),
        ttl_minutes: config.ttl_minutes,
        styled: config.style,
        listed: config.index,
        updated,
        hub: config.hub.clone(),
        chain: Chain::default(),
        entries: Vec::new(),
    };
    let limit = match selection.limit.unwrap_or(config.limit) {
        0 => usize::MAX,
        limit => limit,
    };
    let room = match config.max_bytes {
        0 => usize::MAX,
        bytes => bytes.saturating_sub(render::longest_frame(&feed)),
    };
    let kept = how_many(&selection.candidates, limit, room);
    let remark = too_large(config, &feed, selection.candidates.get(..kept).unwrap_or_default(), room);
    feed.entries = selection.candidates.iter().take(kept).map(|candidate| Arc::clone(&candidate.entry)).collect();
    if !config.archive || selection.past == Past::Elsewhere {
        return (feed, Vec::new(), remark);
    }
    let (archives, newest) = archive::archives(&feed, &selection.candidates, limit);
    feed.chain.previous = newest;
    (feed, archives, remark)
}

/// How many of the newest entries a feed holds: `limit` by count, `room` in bytes, but the newest in any case.
fn how_many(candidates: &[&Candidate], limit: usize, room: usize) -> usize {
    let mut taken_bytes = 0usize;
    let fits = candidates.iter().take(limit).take_while(|candidate| {
        taken_bytes = taken_bytes.saturating_add(candidate.length_bytes);
        taken_bytes <= room
    });
    fits.count().max(1).min(candidates.len()).min(limit)
}

/// One entry alone is larger than a feed may be: it is published whole all the same, and its author should know.
fn too_large(config: &Config, feed: &Feed, kept: &[&Candidate], room: usize) -> Option<Remark> {
    let only = kept.first().filter(|candidate| candidate.length_bytes > room && feed.folder.is_empty())?;
    let message = format!(
        "takes up to {} bytes alone, more than the {} of `max_bytes`; some readers refuse such a feed",
        only.length_bytes, config.max_bytes
    );
    Some(Remark::new(Level::Warning, &only.article.path, message))
}

fn author(person: &Person) -> Option<Author> {
    Some(Author {
        name: Text::line(&person.name)?,
        email: person.email.as_deref().and_then(Text::line),
        url: person.url.as_deref().and_then(AbsoluteUrl::parse),
    })
}

/// The configured author as an article names people.
pub fn person_of(person: &crate::config::PersonConfig) -> Person {
    Person { name: person.name.clone(), email: person.email.clone(), url: person.url.clone() }
}

/// Whether an entry carries its content.
fn carries_content(config: &Config) -> bool {
    config.content == Content::Full
}
