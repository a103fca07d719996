//! Redirects from where articles and feeds were to where they are, in the language of each host.
//!
//! A rule is for one path, which no sign in it makes a pattern, and leads to an address that is percent-encoded.

use super::{Host, Wishes, literal};
use crate::feed::AbsoluteUrl;
use crate::redirects::{Redirect, Unredirected};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use url::Position;

/// The redirects of some servers, and what cannot be redirected there.
pub(super) struct Rules<'a> {
    /// Of each server its redirects, in the order of their paths: what leads from one may be read at the other.
    servers: Vec<(Server<'a>, Vec<&'a Redirect>)>,
    elsewhere: usize,
    left: BTreeMap<Unredirected, usize>,
}

/// A host, and its port where that is not the usual one.
type Server<'a> = (&'a str, Option<u16>);

/// The most redirects of Cloudflare, and the longest (Cloudflare Pages documentation, "Redirects").
const MOST_OF_CLOUDFLARE: usize = 2000;
const LONGEST_OF_CLOUDFLARE: usize = 1000;
/// So many are too many for Netlify ("Redirects and rewrites").
const MOST_OF_NETLIFY: usize = 10_000;

impl<'a> Rules<'a> {
    /// The redirects of the servers of some addresses.
    pub fn of(wishes: &Wishes<'a>, addresses: &[&'a AbsoluteUrl]) -> Rules<'a> {
        let mut servers: Vec<(Server, Vec<&Redirect>)> = Vec::new();
        for address in addresses {
            if !servers.iter().any(|(server, _)| *server == address.server()) {
                servers.push((address.server(), Vec::new()));
            }
        }
        let mut elsewhere = 0;
        for redirect in &wishes.redirects.list {
            match servers.iter_mut().find(|(server, _)| *server == redirect.from.server()) {
                Some((_, rules)) => rules.push(redirect),
                None => elsewhere += 1,
            }
        }
        servers.iter_mut().for_each(|(_, rules)| rules.sort_by(|a, b| a.path.cmp(&b.path)));
        let mut left = BTreeMap::new();
        for (from, why) in &wishes.redirects.left {
            if servers.iter().any(|(server, _)| *server == from.server()) {
                *left.entry(*why).or_default() += 1;
            } else {
                elsewhere += 1;
            }
        }
        Rules { servers, elsewhere, left }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.servers.iter().all(|(_, rules)| rules.is_empty())
    }

    /// What is not redirected, and why.
    pub fn notes(&self) -> Vec<String> {
        let elsewhere =
            (self.elsewhere > 0).then_some((self.elsewhere, "at other hosts, whose servers have to redirect them"));
        let told = elsewhere.into_iter().chain(self.left.iter().map(|(why, count)| (*count, reason(*why))));
        told.map(|(count, why)| format!("not redirected: {}, {why}", addresses(count))).collect()
    }

    /// Those below a path, and how many others there are.
    pub fn below(mut self, path: &str) -> (Rules<'a>, usize) {
        let mut left = 0;
        for (_, rules) in &mut self.servers {
            let count = rules.len();
            rules.retain(|redirect| redirect.path.starts_with(path));
            left += count - rules.len();
        }
        (self, left)
    }

    /// What is written for each server. Where there are several, each part says whose it is: at the other one it could lead from where
    /// something is read.
    fn written(&self, mut write: impl FnMut(&[&Redirect]) -> (String, Vec<String>)) -> (String, Vec<String>) {
        let (mut text, mut notes) = (String::new(), Vec::new());
        for ((host, port), rules) in self.servers.iter().filter(|(_, rules)| !rules.is_empty()) {
            let port = port.map_or(String::new(), |port| format!(":{port}"));
            let (part, told) = write(rules);
            if self.servers.len() > 1 {
                text.push_str(&format!("# For {host}{port}, and for no other host:\n"));
            }
            text.push_str(&part);
            notes.extend(told);
        }
        (text, notes)
    }
}

/// Why an address of before is not redirected, for people.
fn reason(why: Unredirected) -> &'static str {
    match why {
        Unredirected::Harmful => {
            "the site's own or leading to other hosts, which no article is trusted with; add what is right by hand"
        }
        Unredirected::Taken => "where something else is read now",
        Unredirected::Query => "told from others by what follows `?` alone, which these rules do not see",
        Unredirected::Fragment => "places in a page (`#`), which no server is told",
        Unredirected::Unwritable => "not UTF-8, or hold control characters, and cannot be written here",
    }
}

/// So many addresses of before.
pub(super) fn addresses(count: usize) -> String {
    format!("{count} address{} of before", if count == 1 { "" } else { "es" })
}

/// `_redirects`, which Netlify and Cloudflare read alike, but for the sign by which a file in the way is passed over.
pub(super) fn file(host: Host, rules: &Rules) -> (String, Vec<String>) {
    let is_netlify = host == Host::Netlify;
    let (name, most) = if is_netlify { ("Netlify", MOST_OF_NETLIFY) } else { ("Cloudflare", MOST_OF_CLOUDFLARE) };
    let (text, notes) = rules.written(|rules| lines(rules, is_netlify, name, most));
    (format!("# {name}: _redirects in the folder that is published as the site.\n{text}"), notes)
}

/// The lines of a file of redirects, of which there is one for each host.
fn lines(rules: &[&Redirect], is_netlify: bool, name: &str, most: usize) -> (String, Vec<String>) {
    let mut lines = Vec::new();
    let (mut too_long, mut taken) = (0, 0);
    let targets: BTreeSet<_> = rules.iter().filter_map(|redirect| unslashed(&redirect.to)).collect();
    for Redirect { from, to, has_file, .. } in rules {
        let path = from.as_url().path().replace('*', "%2A").replace(':', "%3A");
        let there = unslashed(from);
        // Netlify does not tell an address with a `/` at its end from one without, and leads to the right one itself.
        if is_netlify && there == unslashed(to) {
            continue;
        }
        if is_netlify && there.is_some_and(|there| targets.contains(&there)) {
            taken += 1;
            continue;
        }
        let line = format!("{path} {} 301{}\n", unplaced(to), if is_netlify && *has_file { "!" } else { "" });
        if !is_netlify && line.len() > LONGEST_OF_CLOUDFLARE {
            too_long += 1;
        } else {
            lines.push(line);
        }
    }
    let text = lines.iter().take(most).map(String::as_str).collect();
    let mut notes = Vec::new();
    if taken > 0 {
        notes.push(format!("not redirected: {}, {}", addresses(taken), reason(Unredirected::Taken)));
    }
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

/// The server and the path that an address asks it for, without a `/` at the end.
fn unslashed(address: &AbsoluteUrl) -> Option<(Server<'_>, String)> {
    Some((address.server(), address.asked_path()?.trim_end_matches('/').to_string()))
}

/// An address in which nothing is a placeholder: after the scheme and the port no `:` stands as it is.
fn unplaced(address: &AbsoluteUrl) -> String {
    let text = address.as_str();
    let (before, path) = text.split_at(address.as_url()[..Position::BeforePath].len());
    format!("{before}{}", path.replace(':', "%3A").replace('*', "%2A"))
}

/// Exact locations of nginx, which are looked for before any other.
pub(super) fn nginx(rules: &Rules) -> String {
    rules.written(|rules| (locations(rules), Vec::new())).0
}

fn locations(rules: &[&Redirect]) -> String {
    let mut text = String::new();
    for redirect in rules {
        let path = redirect.path.replace('\\', "\\\\").replace('"', "\\\"");
        // `$` begins a variable.
        let to = redirect.to.as_str().replace('$', "%24");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "location = \"{path}\" {{\n    return 301 \"{to}\";\n}}");
    }
    text
}

/// Patterns of Apache for one path each. The address is decoded: Apache encodes it.
pub(super) fn apache(rules: &Rules) -> (String, Vec<String>) {
    rules.written(patterns)
}

fn patterns(rules: &[&Redirect]) -> (String, Vec<String>) {
    let (mut text, mut unwritable) = (String::new(), 0);
    for redirect in rules {
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
        let pattern = literal(&redirect.path).replace('\\', "\\\\");
        let _ = writeln!(text, "    RedirectMatch 301 \"^{pattern}$\" \"{quoted}\"");
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
    let mut index = 0;
    let matchers = |rules: &[&Redirect]| {
        let mut text = String::new();
        for redirect in rules {
            let (name, path) = (format!("@courant_moved_{index}"), literal(&redirect.path));
            let _ = writeln!(text, "{name} path_regexp \"^{path}$\"\nredir {name} \"{}\" 301", redirect.to);
            index += 1;
        }
        (text, Vec::new())
    };
    rules.written(matchers).0
}
