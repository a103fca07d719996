//! `courant retire`: ends a feed that subscribers have. Nothing else takes its address away.

use super::project::Project;
use super::{Outcome, print};
use crate::cli::RetireArguments;
use crate::failure::{Failure, FailureKind, Reason};
use crate::feed::Format;
use crate::ledger::{FeedRecord, FeedState, FeedSubject, Ledger, MAIN_FEED, feed_name};
use crate::publish::{self, Lock};
use crate::read::look_at;
use crate::render::FORMATS;
use courant_text::text::escape_terminal;
use courant_validate::registry;
use percent_encoding::percent_decode_str;
use std::fmt::Write;

/// Notes in the ledger which feeds are published no more, or are again; all that are named or none.
pub fn run(arguments: &RetireArguments) -> Result<Outcome, Failure> {
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    if arguments.list {
        let ledger = publish::read_ledger(&project.ledger)?;
        return print(list(&project, &ledger).as_bytes());
    }
    if look_at(&project.ledger)?.is_none() {
        let why =
            Reason::from("there is no ledger yet, so that no feed has been published").of_kind(FailureKind::NotFound);
        return Err(Failure::new("reading", &project.ledger, why));
    }
    let _held = Lock::take(&project.state)?;
    let mut ledger = publish::read_ledger(&project.ledger)?;
    let mut said = String::new();
    let mut is_changed = false;
    for written in &arguments.feeds {
        let named = find(&project, &ledger, written)?;
        let Some(record) = ledger.feeds.get_mut(&named.folder) else { continue };
        let line = if arguments.undo { bring_back(record, &named) } else { retire(&project, record, &named, written)? };
        is_changed |= line.is_some();
        said.push_str(&line.unwrap_or_else(|| unchanged(&named, arguments.undo)));
    }
    if is_changed {
        publish::write_ledger(&project.ledger, &ledger)?;
        let ledger = project.ledger.strip_prefix(".").unwrap_or(&project.ledger);
        let _ = writeln!(said, "{} is written; the next build does it", ledger.display());
    }
    print(escaped(&said).as_bytes())
}

/// What somebody has named: a feed, or one of its files.
struct Named {
    folder: String,
    format: Option<Format>,
}

impl Named {
    /// As a person would write it.
    fn name(&self) -> String {
        let folder = feed_name(&self.folder).trim_end_matches('/');
        self.format.map_or_else(|| folder.to_string(), |format| format!("{}{}", self.folder, format.file_name))
    }
}

/// The feed of a folder, an address or a file.
fn find(project: &Project, ledger: &Ledger, written: &str) -> Result<Named, Failure> {
    let path = path_of(project, written)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let format = FORMATS.iter().copied().find(|format| format.file_name == name);
    let folder = if format.is_some() { folder } else { path.as_str() };
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    if !ledger.feeds.contains_key(&folder) {
        let known = ledger.feeds.keys().map(|folder| folder.trim_end_matches('/')).filter(|folder| !folder.is_empty());
        let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_string();
        let near = registry::nearest(folder.trim_end_matches('/'), known.clone());
        // A name alone is meant where the folder above it is left out.
        let by_name = known.clone().find(|known| last(known).eq_ignore_ascii_case(&last(folder.trim_end_matches('/'))));
        let meant = match by_name.or(near) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`courant retire --list` shows all".to_string(),
        };
        let why = Reason::from(format!("there is no such feed; {meant}")).of_kind(FailureKind::NotFound);
        return Err(Failure::new("finding the feed", written, why));
    }
    Ok(Named { folder, format })
}

/// The path inside the output folder that somebody means: by its address, as seen from here, or as seen from there.
fn path_of(project: &Project, written: &str) -> Result<String, Failure> {
    let path = if written.contains("://") {
        let base = project.config.feed_url.as_ref();
        let address = url::Url::parse(written).ok();
        let below = address.as_ref().zip(base).and_then(|(address, base)| {
            let is_host = address.host_str() == base.as_url().host_str();
            address
                .path()
                .strip_prefix(base.as_url().path())
                .or_else(|| {
                    // The address of the folder itself, without its last `/`.
                    (format!("{}/", address.path()) == base.as_url().path()).then_some("")
                })
                .filter(|_| is_host)
                .map(str::to_string)
        });
        let why = || match base {
            Some(base) => format!("it is not below `feed_url`, which is {base}"),
            None => "`feed_url` is not set, so that no feed has an address; name its folder".to_string(),
        };
        let below = below.ok_or_else(|| Failure::new("finding the feed", written, why()))?;
        percent_decode_str(&below).decode_utf8_lossy().into_owned()
    } else {
        let output = project.output.strip_prefix(".").unwrap_or(&project.output).to_string_lossy().replace('\\', "/");
        let path = written.replace('\\', "/");
        let path = path.trim_start_matches("./");
        let inside =
            path.strip_prefix(output.trim_end_matches('/')).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        inside.filter(|_| !output.is_empty()).unwrap_or(path).to_string()
    };
    let path = path.trim_matches('/');
    Ok(if path == MAIN_FEED { String::new() } else { path.to_string() })
}

/// Ends a feed or one of its formats; nothing where it has ended already.
fn retire(project: &Project, record: &mut FeedRecord, named: &Named, written: &str) -> Result<Option<String>, Failure> {
    let refused = |why: String| Err(Failure::new("retiring", written, why));
    let FeedState { formats, retired, .. } = &record.state;
    let files = |keys: &mut dyn Iterator<Item = &String>| {
        let names = keys.filter_map(|key| FORMATS.iter().find(|format| format.key == key));
        names.map(|format| format!("`{}{}`", named.folder, format.file_name)).collect::<Vec<_>>().join(", ")
    };
    match named.format {
        None if named.folder.is_empty() => {
            let one = formats.iter().next().and_then(|key| FORMATS.iter().find(|format| format.key == key));
            let example = one.map_or("rss.xml", |format| format.file_name);
            return refused(format!("the main feed cannot be retired, only its files, such as `{example}`"));
        }
        Some(format) if !formats.contains(format.key) && !retired.contains(format.key) => {
            let there = files(&mut formats.iter());
            return refused(format!(
                "it is not published; the feed has {}",
                if there.is_empty() { "no files" } else { &there }
            ));
        }
        Some(format)
            if named.folder.is_empty() && formats.iter().all(|key| key == format.key) && !formats.is_empty() =>
        {
            return refused("it is the last file of the main feed, which cannot be retired".to_string());
        }
        _ => {}
    }
    let usual: Vec<&str> = project.config.formats.iter().map(|format| format.key).collect();
    if !record.state.retire(named.format.map(|format| format.key), &usual) {
        return Ok(None);
    }
    Ok(Some(format!(
        "{}: retired; its files go, and those who subscribe to it are told 404; `courant retire --undo {written}` brings it back\n",
        named.name()
    )))
}

/// Brings a feed or one of its formats back; nothing where it is there.
fn bring_back(record: &mut FeedRecord, named: &Named) -> Option<String> {
    let is_changed = record.state.bring_back(named.format.map(|format| format.key));
    is_changed.then(|| format!("{}: published again, under the same address and id\n", named.name()))
}

fn unchanged(named: &Named, is_undone: bool) -> String {
    format!("{}: {}\n", named.name(), if is_undone { "is not retired" } else { "is retired already" })
}

/// A line for each feed: where it is, what it is a feed of, its state and its formats.
fn list(project: &Project, ledger: &Ledger) -> String {
    let moved = ledger.moved_feeds();
    let rows = ledger.feeds.iter().map(|(folder, record)| {
        let FeedState { subject, name, formats, retired } = &record.state;
        let place = match (&project.config.feed_url, folder.as_str()) {
            (Some(url), folder) => url.join(folder).map_or_else(|| folder.to_string(), |url| url.to_string()),
            (None, "") => "(main feed)".to_string(),
            (None, folder) => folder.to_string(),
        };
        let subject = match subject {
            Some(FeedSubject::Main) => "everything".to_string(),
            Some(subject) => format!("{} ({name})", subject.to_string().replacen(':', " ", 1)),
            None => "not known".to_string(),
        };
        let listed =
            |formats: &std::collections::BTreeSet<String>| formats.iter().cloned().collect::<Vec<_>>().join(", ");
        let state = match moved.get(folder.as_str()) {
            Some(target) => format!("leads to {}", target.trim_end_matches('/')),
            None if record.state.is_retired() => format!("retired ({})", listed(retired)),
            None if record.state.is_published() && retired.is_empty() => format!("published ({})", listed(formats)),
            None if record.state.is_published() => {
                format!("published ({}), retired ({})", listed(formats), listed(retired))
            }
            None => "of an earlier ledger: published when articles ask for it".to_string(),
        };
        [place, subject, state]
    });
    let rows: Vec<[String; 3]> = rows.collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default().min(70)
    };
    let (first, second) = (width(0), width(1));
    let mut text = String::new();
    for [place, subject, state] in &rows {
        let _ = writeln!(text, "{place:first$}  {subject:second$}  {state}");
    }
    if rows.is_empty() {
        text.push_str("no feed has been published yet\n");
    }
    escaped(&text)
}

/// Lines that a terminal shows and does not obey: what feeds are called comes from articles.
fn escaped(lines: &str) -> String {
    lines.lines().map(|line| format!("{}\n", escape_terminal(line))).collect()
}
