//! What articles name in each other: one index of the site, built once, and what a reference in any of the forms of generators leads to.
//!
//! A reference never leads to another article than the generator's: where a name may be that of several, it is that of none.

use super::addresses::{Standing, on_site};
use super::pattern::{Naming, encode};
use crate::config::Config;
use crate::feed::AbsoluteUrl;
use crate::ledger::Assigned;
use courant_read::readers;
use courant_read::reference::{Reference, ReferenceForm};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, HashMap};

/// The articles and files of a site, by all that they are named by.
pub struct Index<'a> {
    config: &'a Config,
    naming: &'a Naming,
    articles: &'a [Assigned],
    standings: &'a [Standing],
    /// Files that lie among the articles, by path, with their length in bytes.
    files: &'a BTreeMap<String, u64>,
    by_path: HashMap<&'a str, usize>,
    /// By the name of the file without its ending, or that of a bundle's folder, in small letters.
    by_name: HashMap<String, Vec<usize>>,
    /// The same as it is spelt.
    by_exact_name: HashMap<&'a str, Few>,
    by_slug: HashMap<&'a str, Vec<usize>>,
    by_title: HashMap<&'a str, Vec<usize>>,
    /// Other names of articles, in small letters.
    by_alias: HashMap<String, Vec<usize>>,
    /// By the path without its ending.
    by_stem: HashMap<&'a str, Few>,
    /// By that path as seen from the folder of posts, `_posts/`.
    by_post: HashMap<&'a str, Few>,
    /// By that path as seen from a folder that the folder of articles is called after.
    by_above: HashMap<String, Few>,
    /// By the folder and the name, in small letters.
    by_neighbour: HashMap<(&'a str, String), Vec<usize>>,
    /// Articles by the ends of their paths.
    endings: Endings<usize>,
    /// Files by the ends of their paths.
    file_endings: Endings<&'a str>,
}

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// An article, by its place among all.
    Article(usize),
    /// A file among the articles, by its path.
    File(&'a str),
}

/// What is known of an address in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Where it leads to.
    Address(String),
    /// It names nothing in a way of a generator: it is an address like any other.
    AsWritten,
    /// It looks like the file of an article, and is that of none that is published.
    Doubtful,
    /// It names an article or a file that is not there.
    Lost,
}

impl<'a> Index<'a> {
    /// The index of a site. `standings` are those of `articles`, one for one.
    pub fn of(
        config: &'a Config,
        naming: &'a Naming,
        files: &'a BTreeMap<String, u64>,
        articles: &'a [Assigned],
        standings: &'a [Standing],
    ) -> Index<'a> {
        let mut index = Index {
            config,
            naming,
            articles,
            standings,
            files,
            by_path: HashMap::with_capacity(articles.len()),
            by_name: HashMap::with_capacity(articles.len()),
            by_exact_name: HashMap::with_capacity(articles.len()),
            by_slug: HashMap::with_capacity(articles.len()),
            by_title: HashMap::with_capacity(articles.len()),
            by_alias: HashMap::new(),
            by_stem: HashMap::with_capacity(articles.len()),
            by_post: HashMap::with_capacity(articles.len()),
            by_above: HashMap::new(),
            by_neighbour: HashMap::with_capacity(articles.len()),
            endings: Endings::of(articles.iter().enumerate().flat_map(|(place, Assigned { article, .. })| {
                [(stem(&article.path), place), (article.path.as_str(), place)]
            })),
            file_endings: Endings::of(files.keys().map(|path| (path.as_str(), path.as_str()))),
        };
        for (place, Assigned { article, .. }) in articles.iter().enumerate() {
            index.by_path.insert(&article.path, place);
            index.by_name.entry(name_of(&article.path).to_lowercase()).or_default().push(place);
            let path = article.path.as_str();
            let of = stem(path);
            Few::add(&mut index.by_exact_name, name_of(path), place);
            Few::add(&mut index.by_stem, of, place);
            Few::add(&mut index.by_post, of.rsplit_once("_posts/").map_or(of, |(_, within)| within), place);
            for path in above(config, of) {
                Few::add(&mut index.by_above, path.to_string(), place);
            }
            // `sub/_posts/x` is `sub/x` too (jekyllrb.com, "Linking to posts").
            Few::add(&mut index.by_above, of.replacen("_posts/", "", 1), place);
            index.by_neighbour.entry((folder_of(path), name_of(path).to_lowercase())).or_default().push(place);
            if let Some(slug) = article.address.slug.as_ref().map(|slug| slug.value.trim()).or(article.slug.as_deref())
            {
                index.by_slug.entry(slug).or_default().push(place);
            }
            if let Some(title) = &article.title {
                index.by_title.entry(&title.value).or_default().push(place);
            }
            for alias in &article.address.aliases {
                index.by_alias.entry(alias.trim().to_lowercase()).or_default().push(place);
            }
        }
        index
    }

    /// The address to write for one that stands in the article at a path, whose own address is `base`.
    pub fn resolve(&self, from: &str, base: Option<&AbsoluteUrl>, written: &str) -> Resolved {
        if let Some(reference) = Reference::find(written) {
            return self.of_form(from, base, &reference);
        }
        let (path, rest) = split(written);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if let Some((kind, path)) = braced(&decoded) {
            return self.of_pelican(from, base, kind, path, rest);
        }
        if let Some(path) = decoded.strip_prefix("@/") {
            return self.of_root(path, rest);
        }
        if let Some(path) = decoded.strip_prefix("@site/") {
            return self.of_project(path, rest);
        }
        if url::Url::parse(written).is_ok() || written.starts_with("//") || path.is_empty() {
            return Resolved::AsWritten;
        }
        self.of_path(from, &decoded, rest)
    }

    /// The file among the articles that an address names.
    pub fn file(&self, from: &str, written: &str) -> Option<&'a str> {
        let found = match Reference::find(written) {
            Some(Reference { form: ReferenceForm::Wiki, target, .. }) => self.wiki(from, &target),
            Some(Reference { form: ReferenceForm::Asset, target, .. }) => self.asset(from, &target),
            Some(Reference { form: ReferenceForm::Site, target, .. }) => self.rooted(&target),
            Some(_) => None,
            None => {
                let (path, _) = split(written);
                let decoded = percent_decode_str(path).decode_utf8_lossy();
                let path = braced(&decoded).map_or(decoded.as_ref(), |(_, path)| path);
                self.beside(from, path).or_else(|| self.rooted(path))
            }
        };
        match found? {
            Target::File(path) => Some(path),
            Target::Article(_) => None,
        }
    }

    fn of_form(&self, from: &str, base: Option<&AbsoluteUrl>, reference: &Reference) -> Resolved {
        let Reference { form, target, rest } = reference;
        let (name, inner) = match form {
            ReferenceForm::Site => (target.as_str(), ""),
            _ => split(target),
        };
        let anchor = if rest.is_empty() { inner } else { rest };
        let found = match form {
            ReferenceForm::Site => {
                return self.known(on_site(self.config, &encode_again(target)), rest);
            }
            ReferenceForm::Asset => {
                let found = self.asset(from, name);
                let of_article = || base.and_then(|base| base.join(&encode(name.rsplit('/').next().unwrap_or(name))));
                return match found {
                    Some(Target::File(_)) => self.known(of_article(), rest),
                    _ => Resolved::Lost,
                };
            }
            ReferenceForm::PostName => self.post(name),
            ReferenceForm::SourcePath => return self.of_root(name, anchor),
            ReferenceForm::Ref => {
                if name.is_empty() {
                    return base.map_or(Resolved::Lost, |base| Resolved::Address(with_rest(base, anchor)));
                }
                self.hugo(from, name)
            }
            ReferenceForm::Slug => self.slug(name),
            ReferenceForm::Wiki => {
                let heading = inner.strip_prefix('#').unwrap_or_default();
                let anchor =
                    if heading.is_empty() { String::new() } else { format!("#{}", encode(&anchor_of(heading))) };
                if name.is_empty() {
                    return base.map_or(Resolved::Lost, |base| Resolved::Address(with_rest(base, &anchor)));
                }
                return self.wiki(from, name).map_or(Resolved::Lost, |found| self.at(found, &anchor));
            }
        };
        found.map_or(Resolved::Lost, |found| self.at(found, anchor))
    }

    /// Where an article or a file is read.
    fn at(&self, target: Target, rest: &str) -> Resolved {
        match target {
            Target::Article(place) => self.known(self.address(place), rest),
            Target::File(path) => self.known(self.file_address(path), rest),
        }
    }

    fn known(&self, address: Option<AbsoluteUrl>, rest: &str) -> Resolved {
        address.map_or(Resolved::Lost, |address| Resolved::Address(with_rest(&address, rest)))
    }

    /// Where an article is read; one that has no address of its own, at its path on the site.
    fn address(&self, place: usize) -> Option<AbsoluteUrl> {
        let own = self.standings.get(place).and_then(|standing| standing.address(self.config));
        own.or_else(|| self.config.link.as_ref()?.join(&encode(&self.articles.get(place)?.article.path)))
    }

    /// Where a file among the articles is: at its path on the site.
    fn file_address(&self, path: &str) -> Option<AbsoluteUrl> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folders: Vec<String> = folders.split('/').map(self.naming.rules().folder).collect();
        let path = format!("{}/{name}", folders.join("/"));
        on_site(self.config, &self.naming.encode(path.trim_start_matches('/')))
    }

    /// A path as any link has it. One that is there only as seen from the folder of all articles is meant so, as in a vault.
    fn of_path(&self, from: &str, path: &str, rest: &str) -> Resolved {
        if self.naming.rules().links_are_routes
            && let Some(found) = self.route(from, path, rest)
        {
            return found;
        }
        let is_article = readers::find_by_path(path).is_some();
        if is_article {
            let found = if path.starts_with('/') { None } else { self.beside(from, path) };
            if let Some(found @ Target::Article(_)) = found.or_else(|| self.rooted(path)) {
                let has_address =
                    |place: usize| self.standings.get(place).is_some_and(|of| of.address(self.config).is_some());
                return match found {
                    Target::Article(place) if !has_address(place) && self.beside(from, path).is_some() => {
                        Resolved::AsWritten
                    }
                    found => self.at(found, rest),
                };
            }
            // Pages and texts may be there without having been articles; Markdown is not.
            let reader = readers::find_by_path(path).map_or("", |reader| reader.name);
            return if reader == "markdown" { Resolved::Doubtful } else { Resolved::AsWritten };
        }
        // A path from the root of the site is one of the site, whatever lies among the articles.
        if path.starts_with('/') && self.naming.rules().roots_are_of_site {
            return self.rooted_on_site(path, rest);
        }
        if path.starts_with('/') || self.beside(from, path).is_some() {
            return Resolved::AsWritten;
        }
        match self.rooted(path) {
            Some(found @ Target::File(_)) if path.contains('/') && !path.starts_with('.') => self.at(found, rest),
            _ => Resolved::AsWritten,
        }
    }

    /// A path from the root, which the generator puts below the address of the site unless it is there already.
    fn rooted_on_site(&self, path: &str, rest: &str) -> Resolved {
        let base = self.config.link.as_ref().map_or("/", |link| link.as_url().path());
        let path = path.strip_prefix(base).unwrap_or(path);
        on_site(self.config, &encode(path)).map_or(Resolved::AsWritten, |address| self.known(Some(address), rest))
    }

    /// A link to a page by its path with any ending or none: to the article that is read there, else to the page of that path.
    fn route(&self, from: &str, path: &str, rest: &str) -> Option<Resolved> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let bare = match name.rsplit_once('.') {
            Some((_, "md" | "html")) => path.rsplit_once('.')?.0,
            Some(_) => return None,
            None => path,
        };
        let whole = format!("{}{from}", self.naming.folders());
        let place = relative(if bare.starts_with('/') { "" } else { &whole }, bare.trim_start_matches('/'))?;
        let below = place.strip_prefix(self.naming.folders());
        let forms = [format!("{}.md", below.unwrap_or(&place)), format!("{}/index.md", below.unwrap_or(&place))];
        let article = forms.iter().filter(|_| below.is_some()).find_map(|path| self.exact(path));
        if let Some(found @ Target::Article(_)) = article {
            return Some(self.at(found, rest));
        }
        if path.ends_with('/') {
            return path.starts_with('/').then(|| self.rooted_on_site(path, rest));
        }
        let pattern = self.config.permalink.as_deref().or(self.naming.rules().pattern).unwrap_or_default();
        let ending = if pattern.ends_with(".html") { ".html" } else { "" };
        let page = match place.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/')) {
            Some(folder) => folder.to_string(),
            None => format!("{place}{ending}"),
        };
        Some(self.known(on_site(self.config, &self.naming.encode(&page)), rest))
    }

    /// A path from the folder of all content, which need not be among the articles: `@/blog/x.md`, `{% link assets/x.pdf %}`.
    fn of_root(&self, path: &str, rest: &str) -> Resolved {
        if let Some(found) = self.rooted(path) {
            return self.at(found, rest);
        }
        let path = path.trim_start_matches('/');
        // The page of a section is no article.
        let section = path.strip_suffix("_index.md").filter(|folders| folders.is_empty() || folders.ends_with('/'));
        match section {
            Some(section) => self.known(on_site(self.config, &encode(section)), rest),
            None if readers::find_by_path(path).is_some_and(|reader| reader.name == "markdown") => Resolved::Lost,
            None => self.known(on_site(self.config, &encode(path)), rest),
        }
    }

    /// A path from the folder of the project, of which what lies in `static/` is at the root of the site (Docusaurus).
    fn of_project(&self, path: &str, rest: &str) -> Resolved {
        let articles = self.config.articles.trim_matches('/');
        let below = path.strip_prefix(articles).and_then(|path| path.strip_prefix('/')).unwrap_or(path);
        match (self.exact(below), path.strip_prefix("static/")) {
            (Some(found), _) => self.at(found, rest),
            (None, Some(path)) => self.known(on_site(self.config, &encode(path)), rest),
            (None, None) => Resolved::Lost,
        }
    }

    /// `{filename}path`, `{static}path` and the like (Pelican).
    fn of_pelican(&self, from: &str, base: Option<&AbsoluteUrl>, kind: &str, path: &str, rest: &str) -> Resolved {
        let found = || if path.starts_with('/') { self.rooted(path) } else { self.beside(from, path) };
        match kind {
            "filename" | "static" | "attach" => match found() {
                // What is attached to an article lies where the article is.
                Some(Target::File(file)) if kind == "attach" => {
                    let name = file.rsplit('/').next().unwrap_or(file);
                    self.known(base.and_then(|base| base.join(&encode(name))), rest)
                }
                Some(found) => self.at(found, rest),
                None if kind == "filename" => Resolved::Lost,
                None => {
                    let path = if path.starts_with('/') { Some(path.to_string()) } else { relative(from, path) };
                    self.known(path.and_then(|path| on_site(self.config, &encode(&path))), rest)
                }
            },
            "index" => self.known(on_site(self.config, ""), rest),
            // TAG_URL, CATEGORY_URL and AUTHOR_URL, as they are where a site states no other.
            "tag" | "category" | "author" => {
                let name = (self.naming.rules().category)(path);
                self.known(on_site(self.config, &format!("{kind}/{}.html", encode(&name))), rest)
            }
            _ => Resolved::AsWritten,
        }
    }

    /// The article or file at this very path.
    fn exact(&self, path: &str) -> Option<Target<'a>> {
        let article = self.by_path.get(path).map(|place| Target::Article(*place));
        article.or_else(|| self.files.get_key_value(path).map(|(path, _)| Target::File(path)))
    }

    /// What is at a path as seen from the article at `from`.
    fn beside(&self, from: &str, path: &str) -> Option<Target<'a>> {
        self.exact(&relative(from, path)?)
    }

    /// What is at a path as seen from the folder of articles, or from one that it is in: `_posts/x.md` where `_posts` is that of articles.
    fn rooted(&self, path: &str) -> Option<Target<'a>> {
        let path = relative("", path.trim_start_matches('/'))?;
        self.exact(&path).or_else(|| above(self.config, &path).find_map(|path| self.exact(path)))
    }

    /// Jekyll's `post_url`: the name of a post, with the folders that it is in below those of posts.
    fn post(&self, name: &str) -> Option<Target<'a>> {
        let name = name.trim_start_matches('/');
        let whole = Few::only([self.by_post.get(name), self.by_above.get(name)]);
        // The name alone is enough where there is one of it.
        let alone = || Few::only([self.by_exact_name.get(name), None]);
        whole.or_else(alone).map(Target::Article)
    }

    /// Hugo's `ref`: a path with or without its ending, from the article's folder or from that of all content, or a name that is the only one.
    fn hugo(&self, from: &str, name: &str) -> Option<Target<'a>> {
        let language = language_mark(from);
        let forms = |path: &str| {
            let bare = path.trim_end_matches('/');
            let mut forms = vec![bare.to_string()];
            for extension in ["md", "markdown", "mdx", "html"] {
                forms.extend(language.map(|language| format!("{bare}.{language}.{extension}")));
                forms.push(format!("{bare}.{extension}"));
            }
            for extension in ["md", "html"] {
                forms.extend(language.map(|language| format!("{bare}/index.{language}.{extension}")));
                forms.push(format!("{bare}/index.{extension}"));
            }
            forms
        };
        let article = |found: Target<'a>| matches!(found, Target::Article(_)).then_some(found);
        if !name.starts_with('/') {
            let beside = forms(name).iter().find_map(|path| self.beside(from, path).and_then(article));
            // As seen from a bundle, its neighbours are beside its folder.
            let folder = from.rsplit_once('/').filter(|(_, file)| file.starts_with("index.")).map(|(folder, _)| folder);
            let beside_bundle = || {
                folder
                    .and_then(|folder| forms(name).iter().find_map(|path| self.beside(folder, path).and_then(article)))
            };
            if let Some(found) = beside.or_else(beside_bundle) {
                return Some(found);
            }
        }
        if let Some(found) = forms(name).iter().find_map(|path| self.rooted(path).and_then(article)) {
            return Some(found);
        }
        let bare = name.trim_matches('/');
        if bare.contains('/') {
            return None;
        }
        let named = |name: &str| {
            let places =
                self.by_name.get(&stem(name).to_lowercase()).or_else(|| self.by_name.get(&name.to_lowercase()))?;
            only(places.iter()).map(|place| Target::Article(*place))
        };
        language.and_then(|language| named(&format!("{}.{language}", stem(bare)))).or_else(|| named(bare))
    }

    /// The name of an article's file with its folders, its slug, or its title (Hexo); its slug (Nikola).
    fn slug(&self, name: &str) -> Option<Target<'a>> {
        let name = name.trim_matches('/');
        let whole = Few::only([self.by_stem.get(name), self.by_post.get(name)]);
        let by = |places: Option<&Vec<usize>>| places.and_then(|places| only(places.iter())).copied();
        let found = whole.or_else(|| by(self.by_slug.get(name))).or_else(|| by(self.by_title.get(name)));
        found.or_else(|| by(self.by_name.get(&name.to_lowercase()))).map(Target::Article)
    }

    /// The file of an article: in its bundle, or in the folder that has its name.
    fn asset(&self, from: &str, name: &str) -> Option<Target<'a>> {
        self.beside(&format!("{}/x", stem(from)), name).or_else(|| self.beside(from, name))
    }

    /// `[[name]]`: a path from the root of the vault or from here, the name of the only note or file of it, another name of a note, or the note of
    /// that name in the same folder.
    fn wiki(&self, from: &str, name: &str) -> Option<Target<'a>> {
        let name = split(name).0.trim().trim_end_matches('/');
        let with_ending = format!("{name}.md");
        for path in [name, with_ending.as_str()] {
            let here = name.starts_with('.').then(|| self.beside(from, path)).flatten();
            if let Some(found) = here.or_else(|| self.rooted(path)) {
                return Some(found);
            }
        }
        let lower = name.to_lowercase();
        if let Some(place) = self.endings.only(&lower) {
            return Some(Target::Article(place));
        }
        let last = lower.rsplit('/').next().unwrap_or(&lower);
        let is_it = |place: &&usize| {
            let path = self.articles.get(**place).map_or("", |assigned| assigned.article.path.as_str());
            [stem(path), path].into_iter().any(|path| ends_with_path(&path.to_lowercase(), &lower))
        };
        let names = [Some(last), Some(stem(last)).filter(|bare| *bare != last)].into_iter().flatten();
        let neighbours = names.filter_map(|name| self.by_neighbour.get(&(folder_of(from), name.to_string()))).flatten();
        if let Some(place) = only(neighbours.filter(is_it)) {
            return Some(Target::Article(*place));
        }
        if !self.endings.has(&lower)
            && let Some(path) = self.file_endings.only(&lower)
        {
            return Some(Target::File(path));
        }
        only(self.by_alias.get(&lower)?.iter()).map(|place| Target::Article(*place))
    }
}

/// Whether a path is another one, or ends with it behind a folder.
fn ends_with_path(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path without the last folders of the folder of articles, where it begins with them.
fn above<'p>(config: &'p Config, path: &'p str) -> impl Iterator<Item = &'p str> {
    let articles = config.articles.trim_matches('/');
    let starts = std::iter::once(0).chain(articles.match_indices('/').map(|(at, _)| at + 1));
    let folders = starts.filter_map(|start| articles.get(start..)).filter(|folders| !matches!(*folders, "" | "."));
    folders.filter_map(|folders| path.strip_prefix(folders)?.strip_prefix('/'))
}

/// An article of a name, and whether there is another: more nobody asks.
struct Few {
    first: usize,
    has_more: bool,
}

impl Few {
    fn add<K: Eq + std::hash::Hash>(all: &mut HashMap<K, Few>, name: K, place: usize) {
        let few = all.entry(name).or_insert(Few { first: place, has_more: false });
        few.has_more |= few.first != place;
    }

    /// The only article in both.
    fn only(both: [Option<&Few>; 2]) -> Option<usize> {
        let mut found = both.into_iter().flatten();
        let first = found.next()?;
        (!first.has_more && found.all(|few| !few.has_more && few.first == first.first)).then_some(first.first)
    }
}

/// What is found by the end of its path, in small letters: sorted by their letters from the last to the first.
struct Endings<T> {
    sorted: Vec<(Vec<u8>, T)>,
}

impl<T: Copy + Ord> Endings<T> {
    fn of<'p>(paths: impl Iterator<Item = (&'p str, T)>) -> Endings<T> {
        let mut sorted: Vec<(Vec<u8>, T)> = paths.map(|(path, it)| (backwards(path), it)).collect();
        sorted.sort();
        sorted.dedup();
        Endings { sorted }
    }

    /// All whose path is this one, or ends with it behind a folder.
    fn all(&self, end: &str) -> impl Iterator<Item = T> {
        let whole = backwards(end);
        let below = [whole.as_slice(), b"/"].concat();
        let from = |key: &[u8]| {
            let start = self.sorted.partition_point(|(path, _)| path.as_slice() < key);
            self.sorted.get(start..).unwrap_or_default().iter()
        };
        let same = from(&whole).take_while(move |(path, _)| *path == whole);
        let behind = from(&below).take_while(move |(path, _)| path.starts_with(&below));
        same.chain(behind).map(|(_, it)| *it)
    }

    fn has(&self, end: &str) -> bool {
        self.all(end).next().is_some()
    }

    fn only(&self, end: &str) -> Option<T> {
        only(self.all(end))
    }
}

fn backwards(path: &str) -> Vec<u8> {
    path.to_lowercase().bytes().rev().collect()
}

/// The only one; none where there are several.
fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next();
    if of.next().is_some() { None } else { first }
}

/// The path, and what stands behind it from `#` or `?` on.
fn split(written: &str) -> (&str, &str) {
    written.split_at_checked(written.find(['#', '?']).unwrap_or(written.len())).unwrap_or((written, ""))
}

/// The kind and the path of `{kind}path` or `|kind|path`.
fn braced(written: &str) -> Option<(&str, &str)> {
    let (kind, path) = match written.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => written.strip_prefix('|')?.split_once('|')?,
    };
    const KINDS: [&str; 7] = ["filename", "static", "attach", "index", "tag", "category", "author"];
    KINDS.contains(&kind).then_some((kind, path))
}

/// A path as seen from the folder of the file `from`, without `.` and `..`; `None` where it leaves the folder of all.
fn relative(from: &str, path: &str) -> Option<String> {
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    if path.starts_with('/') {
        names.clear();
    }
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// The path without its ending; a bundle goes by its folder.
fn stem(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').map_or((None, path), |(folder, file)| (Some(folder), file));
    let bare = file.rsplit_once('.').map_or(file, |(bare, _)| bare);
    match (folder, bare) {
        (Some(folder), "index" | "_index") => folder,
        _ => path.get(..path.len() - file.len() + bare.len()).unwrap_or(path),
    }
}

/// The name of the file without its ending, or that of a bundle's folder.
fn name_of(path: &str) -> &str {
    let stem = stem(path);
    stem.rsplit('/').next().unwrap_or(stem)
}

/// The language in the name of a file: `de` of `two.de.md`.
fn language_mark(path: &str) -> Option<&str> {
    let file = path.rsplit('/').next()?;
    let (_, mark) = file.rsplit_once('.')?.0.rsplit_once('.')?;
    let is_tag = (2..=7).contains(&mark.len()) && mark.starts_with(|c: char| c.is_ascii_lowercase());
    (is_tag && mark.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && mark.split('-').next()?.len() <= 3)
        .then_some(mark)
}

/// A heading as the anchors of its page have it; a block (`^id`) is its own.
fn anchor_of(heading: &str) -> String {
    let last = heading.rsplit('#').next().unwrap_or(heading);
    if last.starts_with('^') { last.to_string() } else { courant_read::reference::anchor(last) }
}

/// A path that may be percent-encoded, encoded once.
fn encode_again(path: &str) -> String {
    encode(&percent_decode_str(path).decode_utf8_lossy())
}

/// The address with what stands behind a reference.
fn with_rest(address: &AbsoluteUrl, rest: &str) -> String {
    let mut url = address.as_url().clone();
    let (rest, fragment) = rest.split_once('#').map_or((rest, None), |(rest, fragment)| (rest, Some(fragment)));
    if let Some(query) = rest.strip_prefix('?') {
        url.set_query(Some(query));
    } else if !rest.is_empty() {
        return address
            .join(&format!("{}{rest}", address.as_url().path()))
            .map_or_else(|| address.to_string(), |url| url.to_string());
    }
    if fragment.is_some() {
        url.set_fragment(fragment);
    }
    AbsoluteUrl::parse(url.as_str()).map_or_else(|| address.to_string(), |url| url.to_string())
}
