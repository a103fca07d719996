//! What makes a host deliver feeds well, in the host's own language.
//!
//! Pure: the shell writes what is made here. What well is, [`courant_validate::http_checks`] says, which is the judge in `tests/readers/servers.py`.

mod apache;
mod caddy;
mod github_pages;
mod headers_file;
mod nginx;
mod redirects;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::feed::{AbsoluteUrl, Delivery, Format, OUTLINE, STYLESHEET, asked_path};
use crate::redirects::Redirects;
use percent_encoding::percent_decode_str;
use redirects::{Rules, addresses};

/// A server or a service that delivers feeds, with what is written for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Host {
    /// Header fields in `_headers`
    Netlify,
    /// Header fields in `_headers`, for Pages and Workers
    Cloudflare,
    /// A file to include
    Nginx,
    /// `.htaccess`
    Apache,
    /// A file to import
    Caddy,
    /// A workflow that builds and publishes
    GithubPages,
}

/// What a host is to do with the feeds of a project.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// What the project wants.
    pub config: &'a Config,
    /// The address of the output folder, with a `/` at its end.
    pub feed_url: &'a AbsoluteUrl,
    /// The project inside its repository; empty where it is all of it.
    pub project: &'a str,
    /// The formats that feeds are published in.
    pub formats: &'a [Format],
    /// What is read elsewhere than before.
    pub redirects: &'a Redirects,
}

/// A document for a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its text, with a first line by which [`is_untouched`] tells whether somebody has changed it.
    pub text: String,
    /// What it cannot bring about, and what else there is to know of it.
    pub notes: Vec<String>,
}

/// Writes the document of a host.
pub fn render(host: Host, wishes: &Wishes) -> Document {
    let rules = Rules::of(wishes, &[wishes.feed_url]);
    let unruled = rules.notes();
    let (body, mut notes) = match host {
        Host::Netlify => headers_file::netlify(wishes),
        Host::Cloudflare => headers_file::cloudflare(wishes),
        Host::Nginx => (section(nginx::write(wishes), &redirects::nginx(&rules)), Vec::new()),
        Host::Apache => {
            // In this folder nothing else is asked for.
            let (rules, outside) = rules.below(&wishes.path());
            let (redirects, mut notes) = redirects::apache(&rules);
            if outside > 0 {
                notes.push(format!(
                    "not redirected here: {}, outside of the folder of feeds; `courant deploy-files apache --redirects` prints what the \
                     `.htaccess` of the whole site needs",
                    addresses(outside)
                ));
            }
            (section(apache::write(wishes), &redirects), notes)
        }
        Host::Caddy => (section(caddy::write(wishes), &redirects::caddy(&rules)), Vec::new()),
        Host::GithubPages => (github_pages::write(wishes), github_pages::notes(wishes)),
    };
    if matches!(host, Host::Nginx | Host::Apache | Host::Caddy) {
        notes.extend(unruled);
    }
    document(&body, notes)
}

/// Writes the redirects of a host alone, for the servers of some addresses; `None` where it has none.
pub fn render_redirects(host: Host, wishes: &Wishes, addresses: &[&AbsoluteUrl]) -> Option<Document> {
    let rules = Rules::of(wishes, addresses);
    let (body, mut notes) = match host {
        Host::Netlify | Host::Cloudflare => redirects::file(host, &rules),
        Host::Nginx => (redirects::nginx(&rules), Vec::new()),
        Host::Apache => redirects::apache(&rules),
        Host::Caddy => (redirects::caddy(&rules), Vec::new()),
        Host::GithubPages => return None,
    };
    notes.extend(rules.notes());
    Some(document(&body, notes))
}

/// Whether there is something to redirect at the server of the feeds for a file of its own.
pub fn has_redirects(wishes: &Wishes) -> bool {
    !Rules::of(wishes, &[wishes.feed_url]).is_empty()
}

fn document(body: &str, notes: Vec<String>) -> Document {
    Document { text: format!("{FIRST_LINE}{}\n{body}", checksum(body)), notes }
}

/// A document with its redirects at its end, where it has any.
fn section(document: String, redirects: &str) -> String {
    if redirects.is_empty() {
        return document;
    }
    format!("{document}\n# Where articles and feeds were before.\n{redirects}")
}

const FIRST_LINE: &str = "# Written by `courant deploy-files`, which writes over it unless somebody has changed it: ";

/// Whether a document is as it was written. One whose line ends a version control system has changed is.
pub fn is_untouched(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    let rest = text.strip_prefix(FIRST_LINE).and_then(|rest| rest.split_once('\n'));
    rest.is_some_and(|(stated, body)| stated == checksum(body))
}

fn checksum(body: &str) -> String {
    blake3::hash(body.as_bytes()).to_hex().chars().take(16).collect()
}

/// Files that are served alike.
struct Group {
    /// A name for it, of letters.
    name: &'static str,
    /// The names of the files, in any folder.
    files: Vec<&'static str>,
    media_type: &'static str,
    /// Whether the media type takes the parameter; JSON is always UTF-8 (RFC 8259 section 8.1).
    has_charset: bool,
    /// The media type for hosts that compress by it.
    compressed_as: Option<&'static str>,
    /// Whether they are feeds, which are in any folder, of archive documents too.
    is_feed: bool,
}

impl Group {
    fn content_type(&self) -> String {
        format!("{}{}", self.media_type, if self.has_charset { "; charset=utf-8" } else { "" })
    }

    /// A regular expression of the names of its files.
    fn names(&self) -> String {
        names(std::slice::from_ref(self))
    }
}

/// A regular expression of the names of all files.
fn names(groups: &[Group]) -> String {
    let names: Vec<String> = groups.iter().flat_map(|group| &group.files).map(|name| literal(name)).collect();
    format!("(?:{})", names.join("|"))
}

impl Wishes<'_> {
    /// What is served: feeds by what they are delivered as, and what stands beside them.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for format in self.formats {
            let Delivery { group, media_type, has_charset, compressed_as } = format.delivery;
            match groups.iter_mut().find(|known| known.name == group) {
                Some(known) => known.files.push(format.file_name),
                None => groups.push(Group {
                    name: group,
                    files: vec![format.file_name],
                    media_type,
                    has_charset,
                    compressed_as,
                    is_feed: true,
                }),
            }
        }
        let others = [("opml", OUTLINE, "text/x-opml"), ("css", STYLESHEET, "text/css")];
        groups.extend(others.map(|(name, file, media_type)| Group {
            name,
            files: vec![file],
            media_type,
            has_charset: true,
            compressed_as: None,
            is_feed: false,
        }));
        groups
    }

    /// How long what comes and goes is good for: as long as the feeds themselves say.
    fn max_age_seconds(&self) -> u64 {
        u64::from(self.config.ttl_minutes) * 60
    }

    /// How long an archive document is good for. It changes when an article in it is edited, and once to link to the next: not never.
    fn archive_max_age_seconds(&self) -> u64 {
        const WEEK: u64 = 7 * 24 * 60 * 60;
        self.max_age_seconds().max(WEEK)
    }

    /// The path of the output folder on its server, decoded: `/feeds/`.
    fn path(&self) -> String {
        let path = self.feed_url.as_url().path();
        asked_path(path).unwrap_or_else(|| percent_decode_str(path).decode_utf8_lossy().into_owned())
    }

    /// A regular expression of paths in the output folder, in any folder of it, up to the name of a file.
    fn anywhere(&self) -> String {
        format!("^{}(?:.+/)?", literal(&self.path()))
    }

    /// A regular expression of paths in folders of archive documents, up to the name of a file.
    fn in_archive(&self) -> String {
        format!("{}archive/[0-9]+/[0-9]+/", self.anywhere())
    }
}

/// A regular expression of a text, for PCRE and RE2 alike, in which no character means anything to the language around it.
fn literal(text: &str) -> String {
    let mut literal = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() || !character.is_ascii() || "/_-".contains(character) {
            literal.push(character);
        } else if character == '.' {
            literal.push_str("\\.");
        } else {
            literal.push_str(&format!("\\x{:02X}", u32::from(character)));
        }
    }
    literal
}

/// The folder of the published site, relative to the project, where that can be told: `public` where `public/feeds` is published as
/// `https://example.org/feeds/`. Empty for the project itself.
pub fn site_folder(config: &Config, feed_url: &AbsoluteUrl) -> Option<String> {
    let path = percent_decode_str(feed_url.as_url().path()).decode_utf8_lossy().into_owned();
    let path = path.trim_matches('/');
    let output = if config.output == "." { "" } else { config.output.as_str() };
    if path.is_empty() {
        return Some(output.to_string());
    }
    let folder = output.strip_suffix(path)?;
    (folder.is_empty() || folder.ends_with('/')).then(|| folder.trim_end_matches('/').to_string())
}
