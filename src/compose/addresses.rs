//! Where an article is read: as its author states it, in the sense of the generator that the site is written for, else by a pattern.

use super::pattern::{Facts, Naming, encode};
use crate::config::Config;
use crate::feed::{AbsoluteUrl, INDEX};
use crate::ledger::Assigned;
use courant_read::article::{Article, Origin, StatedAddress};
use courant_read::profile::layout::is_index;
use courant_read::remark::Remark;
use courant_text::source::Level;

/// Where an article is read, and what a pattern can say of it.
#[derive(Debug)]
pub struct Standing {
    /// Its address on the site, or elsewhere.
    pub link: Option<AbsoluteUrl>,
    /// What relative addresses in it are relative to.
    pub base: Option<AbsoluteUrl>,
    /// The folder of the page that it gets from us where it has none.
    pub page: Option<String>,
    /// Where it could be read before, as its author states it.
    pub aliases: Vec<AbsoluteUrl>,
    /// What a pattern can say of it; without its address.
    pub facts: Facts,
    /// What its author states that could not be kept.
    pub remark: Option<Remark>,
}

impl Standing {
    /// What is known of an article.
    pub fn of(config: &Config, naming: &Naming, assigned: &Assigned) -> Standing {
        let article = &assigned.article;
        let facts = Facts::of(article, naming);
        let (stated, remark) = stated(config, naming, assigned, &facts);
        let is_written = !(naming.rules().false_is_no_page && article.address.is_unwritten);
        let by_pattern = || by_pattern(config, naming, assigned, &facts).filter(|_| is_written);
        let link = stated.or_else(by_pattern).or_else(|| elsewhere(config, article).filter(|_| is_written));
        let link = link.or_else(|| last_resort(config, article));
        let base = base(config, naming, assigned, &facts, link.as_ref());
        let page = (config.pages && link.is_none()).then(|| page(assigned));
        let aliases = aliases(config, naming, article);
        Standing { link, base, page, aliases, facts, remark }
    }

    /// Where it is read: on the site, or on its page here.
    pub fn address(&self, config: &Config) -> Option<AbsoluteUrl> {
        self.link.clone().or_else(|| config.feed_url.as_ref()?.join(self.page.as_deref()?))
    }
}

/// What its author states. Without a profile a path or an address is what it says; a pattern needs the generator that it is written for.
fn stated(
    config: &Config,
    naming: &Naming,
    assigned: &Assigned,
    facts: &Facts,
) -> (Option<AbsoluteUrl>, Option<Remark>) {
    let article = &assigned.article;
    if config.profile.is_none() {
        return (elsewhere(config, article), None);
    }
    let page = article.address.page.as_ref().filter(|page| !matches!(page.value.trim(), "" | "true" | "false"));
    let Some(page) = page else { return (None, None) };
    match naming.rules().translate(page.value.trim()) {
        Ok(pattern) => {
            let filled = facts.fill_at(&pattern, assigned.published.value);
            let address = AbsoluteUrl::parse(&filled).or_else(|| {
                let path = filled.strip_suffix(INDEX).filter(|path| path.ends_with('/')).unwrap_or(&filled);
                let is_open = naming.rules().pages_are_folders && !path.ends_with('/') && !has_extension(path);
                on_site(config, &if is_open { format!("{path}/") } else { path.to_string() })
            });
            (address, None)
        }
        Err(unknown) => {
            let message = format!(
                "states an address with `{}`, which is not known here, so that it gets that of its neighbours; write the address as it is",
                unknown.placeholder
            );
            (None, Some(Remark::new(Level::Warning, &article.path, message)))
        }
    }
}

/// The address that the configuration's patterns give, or the usual one of the site's generator where it states none and Courant makes no pages.
fn by_pattern(config: &Config, naming: &Naming, assigned: &Assigned, facts: &Facts) -> Option<AbsoluteUrl> {
    let path = assigned.article.path.as_str();
    let takes = |paths: &[globset::GlobMatcher]| paths.is_empty() || paths.iter().any(|glob| glob.is_match(path));
    let own = config.addresses.iter().find(|address| takes(&address.paths));
    let is_folder = naming.rules().links_are_routes && is_index(path);
    let fill = |pattern: &str| {
        let filled = facts.fill_at(pattern, assigned.published.value);
        // `posts/deep/index.md` is read at `posts/deep/`.
        if is_folder { format!("{}/", filled.trim_end_matches(".html").trim_end_matches('/')) } else { filled }
    };
    if let Some(pattern) =
        naming.in_other_languages().filter(|_| own.is_none() && is_in_other_language(config, &assigned.article))
    {
        return on_site(config, &fill(pattern));
    }
    let pattern = own.and_then(|address| address.permalink.as_deref()).or(config.permalink.as_deref());
    if let Some(pattern) = pattern {
        return absolute(config, &fill(pattern));
    }
    let usual = naming.rules().pattern.filter(|_| !config.pages)?;
    on_site(config, &fill(usual))
}

/// The address that an article states as it is: on this site or another.
fn elsewhere(config: &Config, article: &Article) -> Option<AbsoluteUrl> {
    let stated = article.url.as_ref()?;
    // A path of front matter is one below the address of the site, whether that has a path of its own or not.
    let is_below = matches!(stated.from, Origin::FrontMatter(_))
        && stated.value.starts_with('/')
        && !stated.value.starts_with("//");
    let root = config.link.as_ref().map_or("/", |link| folder_of(link.as_url().path()));
    // Zola's `path` is a folder.
    let is_path = matches!(&stated.from, Origin::FrontMatter(key) if key == "path");
    if is_path && is_below && !stated.value.ends_with('/') {
        return on_site(config, &format!("{}/", stated.value));
    }
    if is_below && !stated.value.starts_with(root) {
        return on_site(config, &stated.value);
    }
    absolute(config, &stated.value)
}

/// Where it stood first, or what it is about.
fn last_resort(config: &Config, article: &Article) -> Option<AbsoluteUrl> {
    let StatedAddress { canonical, elsewhere, .. } = &article.address;
    [canonical, elsewhere].into_iter().flatten().find_map(|url| absolute(config, &url.value))
}

/// What relative addresses in the article are relative to: its own address, else its folder on the site. A page of another site that the
/// article is about is neither.
fn base(
    config: &Config,
    naming: &Naming,
    assigned: &Assigned,
    facts: &Facts,
    link: Option<&AbsoluteUrl>,
) -> Option<AbsoluteUrl> {
    let article = &assigned.article;
    let folder = || config.link.as_ref()?.join(&encode(&article.path));
    let elsewhere = article.address.elsewhere.as_ref().and_then(|url| absolute(config, &url.value));
    let host = |url: &AbsoluteUrl| url.as_url().host_str().map(str::to_string);
    let is_foreign = || config.link.as_ref().is_some_and(|site| link.and_then(host) != host(site));
    if elsewhere.is_none() || elsewhere.as_ref() != link || !is_foreign() {
        return link.cloned().or_else(folder);
    }
    by_pattern(config, naming, assigned, facts).or_else(folder)
}

/// Whether an article states a language, or its path names one, that is not the site's.
fn is_in_other_language(config: &Config, article: &Article) -> bool {
    let stated = article.language.as_ref();
    let stated = stated.filter(|tag| matches!(tag.from, Origin::FrontMatter(_) | Origin::FileName));
    match (stated, &config.language) {
        (Some(stated), Some(main)) => stated.value != *main,
        _ => false,
    }
}

/// An address as it is, or a path on the configured site.
fn absolute(config: &Config, url: &str) -> Option<AbsoluteUrl> {
    AbsoluteUrl::parse(url).or_else(|| config.link.as_ref()?.join(url))
}

/// A path below the address of the site.
pub fn on_site(config: &Config, path: &str) -> Option<AbsoluteUrl> {
    let link = config.link.as_ref()?;
    let root = folder_of(link.as_url().path());
    link.join(&format!("{root}{}", path.trim_start_matches('/')))
}

/// The folder of a path: a site at `/blog` is the folder `/blog/`, one at `/index.html` the folder `/`.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').and_then(|(folder, _)| path.get(..=folder.len())).unwrap_or("/")
}

fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The folder of the page that an article gets from us. It is made of what never changes, the id and the day of publication: a new title, a
/// rename or another category moves no page.
fn page(assigned: &Assigned) -> String {
    let hash = blake3::hash(assigned.id.as_str().as_bytes()).to_hex();
    format!("articles/{}-{}/", assigned.published.value.day(), hash.get(..12).unwrap_or_default())
}

/// Addresses of before: an address of the site, a path below it, or, where the generator has that, one beside the article.
fn aliases(config: &Config, naming: &Naming, article: &Article) -> Vec<AbsoluteUrl> {
    if !naming.rules().aliases_are_addresses {
        return Vec::new();
    }
    let address = |alias: &String| {
        let alias = alias.trim();
        let is_name = alias.is_empty() || alias.contains(char::is_whitespace);
        if is_name || (config.profile.is_none() && !alias.starts_with('/') && !alias.contains("://")) {
            return None;
        }
        AbsoluteUrl::parse(alias).or_else(|| {
            let beside = article.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path =
                if alias.starts_with('/') { alias.to_string() } else { format!("{}/{alias}", naming.encode(beside)) };
            on_site(config, &path)
        })
    };
    article.address.aliases.iter().filter_map(address).collect()
}
