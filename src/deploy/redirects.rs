//! Redirects from where articles and feeds were to where they are, in the language of each host.
//!
//! A rule is for one path, which no sign in it makes a pattern, and leads to an address that is percent-encoded.

use super::{Host, Wishes, literal};
use crate::feed::{AbsoluteUrl, INDEX, OUTLINE, STYLESHEET};
use crate::render::FORMATS;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::fmt::Write;
use url::{Position, Url};

/// An address of before, and the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Where somebody asks.
    pub from: AbsoluteUrl,
    /// Where it is.
    pub to: AbsoluteUrl,
    /// Whether a file is there all the same: a feed that has become one with another.
    pub has_file: bool,
}

impl Redirect {
    /// Whether an article may have it: it leads to the site or to its feeds, and from no address that is theirs. What an article states as its
    /// own address somebody else may have written: `/` and a feed are not to be taken by it, nor anybody led elsewhere.
    pub fn is_harmless(&self, feed_url: &AbsoluteUrl, link: Option<&AbsoluteUrl>) -> bool {
        let own = || [Some(feed_url), link].into_iter().flatten();
        let path = merged(self.from.as_url().path());
        let is_root =
            path == "/" || own().any(|own| path.trim_end_matches('/') == own.as_url().path().trim_end_matches('/'));
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_ours = path.starts_with(feed_url.as_url().path())
            && ([INDEX, OUTLINE, STYLESHEET].contains(&name) || FORMATS.iter().any(|format| format.file_name == name));
        let leads_home = own().any(|own| own.as_url().host_str() == self.to.as_url().host_str());
        leads_home && !is_root && !is_ours
    }
}

/// What is redirected, and what cannot be.
#[derive(Default)]
pub(super) struct Rules<'a> {
    /// By the path, decoded.
    rules: BTreeMap<String, &'a Redirect>,
    elsewhere: usize,
    harmful: usize,
    with_query: usize,
    unwritable: usize,
}

/// The most redirects of Cloudflare, and the longest (Cloudflare Pages documentation, "Redirects").
const MOST_OF_CLOUDFLARE: usize = 2000;
const LONGEST_OF_CLOUDFLARE: usize = 1000;
/// So many are too many for Netlify ("Redirects and rewrites").
const MOST_OF_NETLIFY: usize = 10_000;

impl<'a> Rules<'a> {
    /// The redirects of the hosts whose paths a file is asked for.
    pub fn of(wishes: &'a Wishes, hosts: &[&Url]) -> Rules<'a> {
        let mut rules = Rules::default();
        for redirect in wishes.redirects {
            let (from, to) = (redirect.from.as_url(), redirect.to.as_url());
            let is_at = |url: &&&Url| (url.host_str(), url.port()) == (from.host_str(), from.port());
            let decoded =
                percent_decode_str(from.path()).decode_utf8().ok().filter(|path| !path.contains(char::is_control));
            let is_same_host = (to.host_str(), to.port()) == (from.host_str(), from.port());
            if hosts.iter().find(is_at).is_none() {
                rules.elsewhere += 1;
            } else if from.query().is_some() {
                rules.with_query += 1;
            } else if !redirect.has_file && !redirect.is_harmless(wishes.feed_url, wishes.config.link.as_ref()) {
                rules.harmful += 1;
            } else if is_same_host && from.path() == to.path() {
                // A place in a page is the browser's to find.
            } else if let Some(path) = decoded {
                rules.rules.insert(merged(&path), redirect);
            } else {
                rules.unwritable += 1;
            }
        }
        rules
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What is not redirected, and why.
    pub fn notes(&self) -> Vec<String> {
        let notes = [
            (self.elsewhere, "at other hosts, whose servers have to redirect them"),
            (
                self.harmful,
                "the site's own or leading to other hosts, which no article is trusted with; add what is right by hand",
            ),
            (self.with_query, "told from others by what follows `?` alone, which these rules do not see"),
            (self.unwritable, "not UTF-8, or hold control characters, and cannot be written here"),
        ];
        let told = notes.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, why)| format!("not redirected: {}, {why}", addresses(count))).collect()
    }

    /// Those below a path, and how many others there are.
    pub fn below(mut self, path: &str) -> (Rules<'a>, usize) {
        let count = self.rules.len();
        self.rules.retain(|from, _| from.starts_with(path));
        let left = count - self.rules.len();
        (self, left)
    }
}

/// A path as servers look for it: with one `/` where there are several.
fn merged(path: &str) -> String {
    let mut merged = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !merged.ends_with('/') {
            merged.push(character);
        }
    }
    merged
}

/// So many addresses of before.
pub(super) fn addresses(count: usize) -> String {
    format!("{count} address{} of before", if count == 1 { "" } else { "es" })
}

/// `_redirects`, which Netlify and Cloudflare read alike, but for the sign by which a file in the way is passed over.
pub(super) fn file(host: Host, rules: &Rules) -> (String, Vec<String>) {
    let is_netlify = host == Host::Netlify;
    let (name, most) = if is_netlify { ("Netlify", MOST_OF_NETLIFY) } else { ("Cloudflare", MOST_OF_CLOUDFLARE) };
    let mut text = format!("# {name}: _redirects in the folder that is published as the site.\n");
    let mut lines = Vec::new();
    let mut too_long = 0;
    for redirect in rules.rules.values() {
        let Redirect { from, to, has_file } = redirect;
        let path = from.as_url().path().replace('*', "%2A").replace(':', "%3A");
        let is_slash = to.as_url().path().trim_end_matches('/') == from.as_url().path().trim_end_matches('/');
        if is_netlify && is_slash && to.as_url().host_str() == from.as_url().host_str() {
            // Netlify does not tell them apart, and leads to the right one itself.
            continue;
        }
        let line = format!("{path} {} 301{}\n", unplaced(to), if is_netlify && *has_file { "!" } else { "" });
        if !is_netlify && line.len() > LONGEST_OF_CLOUDFLARE {
            too_long += 1;
        } else {
            lines.push(line);
        }
    }
    lines.iter().take(most).for_each(|line| text.push_str(line));
    let mut notes = Vec::new();
    if lines.len() > most {
        let left = addresses(lines.len() - most);
        notes.push(format!(
            "not redirected: {left}; {name} takes {most} redirects, a pattern of your own for many of them takes one"
        ));
    }
    if too_long > 0 {
        notes.push(format!(
            "not redirected: {}, longer than the {LONGEST_OF_CLOUDFLARE} characters of a rule",
            addresses(too_long)
        ));
    }
    (text, notes)
}

/// An address in which nothing is a placeholder: after the scheme and the port no `:` stands as it is.
fn unplaced(address: &AbsoluteUrl) -> String {
    let text = address.as_str();
    let (before, path) = text.split_at(address.as_url()[..Position::BeforePath].len());
    format!("{before}{}", path.replace(':', "%3A").replace('*', "%2A"))
}

/// Exact locations of nginx, which are looked for before any other.
pub(super) fn nginx(rules: &Rules) -> String {
    let mut text = String::new();
    for (path, redirect) in &rules.rules {
        let path = path.replace('\\', "\\\\").replace('"', "\\\"");
        // `$` begins a variable.
        let to = redirect.to.as_str().replace('$', "%24");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "location = \"{path}\" {{\n    return 301 \"{to}\";\n}}");
    }
    text
}

/// Patterns of Apache for one path each. The address is decoded: Apache encodes it.
pub(super) fn apache(rules: &Rules) -> (String, Vec<String>) {
    let (mut text, mut unwritable) = (String::new(), 0);
    for (path, redirect) in &rules.rules {
        let to = redirect.to.as_url();
        let (before, rest) = redirect.to.as_str().split_at(to[..Position::BeforePath].len());
        let (_, rest) = rest.split_at(to.path().len());
        let decoded = percent_decode_str(to.path()).decode_utf8().ok();
        let Some(decoded) = decoded.filter(|path| !path.contains(|c: char| c.is_control() || "?#".contains(c))) else {
            unwritable += 1;
            continue;
        };
        // A backslash takes its meaning from what follows it, in the pattern's result and in the quoted word.
        let result = format!("{before}{decoded}{rest}").replace('\\', "\\\\").replace('$', "\\$");
        let quoted = result.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(text, "    RedirectMatch 301 \"^{}$\" \"{quoted}\"", literal(path).replace('\\', "\\\\"));
    }
    let notes = (unwritable > 0)
        .then(|| format!("not redirected: {}, whose present ones Apache would write otherwise", addresses(unwritable)));
    if !text.is_empty() {
        text = format!("<IfModule mod_alias.c>\n{text}</IfModule>\n");
    }
    (text, notes.into_iter().collect())
}

/// Matchers of Caddy for one path each.
pub(super) fn caddy(rules: &Rules) -> String {
    let mut text = String::new();
    for (index, (path, redirect)) in rules.rules.iter().enumerate() {
        let name = format!("@courant_moved_{index}");
        let _ = writeln!(text, "{name} path_regexp \"^{}$\"\nredir {name} \"{}\" 301", literal(path), redirect.to);
    }
    text
}
