//! The ledger as a file: a table that a person can review, and that two branches can merge.
//!
//! Every row has the same cells, `-` where it has nothing to say; rows are sorted, so that what is changed is seen where it belongs.
//!
//! | cell | `article` | `feed` | `moved` |
//! |---|---|---|---|
//! | path | of its file among the articles | its folder, `.` for the main feed | what led there before: the link of an article, the folder or subject of a feed |
//! | id | what readers know it by | its id in Atom | of the article or feed that was there |
//! | published | when it was first | | |
//! | updated | when subscribers last saw it change | its newest article's | |
//! | fingerprint | of what subscribers see | | |
//! | source | of its file | | |
//! | link | where subscribers were last told to read it | | |
//! | subject | | what it is a feed of: `category:ai` | |
//! | name | | what it calls that: `AI` | |
//! | formats | | those that it is published in | |
//! | retired | `gone` where the article was not due in the last build, so that no feed holds it | those that somebody has ended: in all of them, the feed | |
//!
//! Format 1 ended before `source`, format 2 before `link`; their rows are read, and written anew. A feed of theirs is known by its address
//! and its id alone, which is not to know whether it is still published.

use super::{FeedRecord, FeedState, FeedSubject, Fingerprint, Ledger, Record, SourceHash};
use courant_read::remark::Mistake;
use courant_text::date::{DateForm, Timestamp, read_form};
use courant_text::entry_id::EntryId;
use courant_text::source::Position;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The version of the format, by which the header begins; the names of the columns follow.
const VERSION: &str = "3";
const HEADER_START: &str = "courant-ledger-";
const COLUMNS: [&str; 12] = [
    "kind",
    "path",
    "id",
    "published",
    "updated",
    "fingerprint",
    "source",
    "link",
    "subject",
    "name",
    "formats",
    "retired",
];
/// How many cells a row of format 1 and of format 2 has.
const EARLIER_COLUMNS: [usize; 2] = [6, 7];
const ARTICLE: &str = "article";
const FEED: &str = "feed";
const MOVED: &str = "moved";
/// A cell without a value, and the folder of the main feed.
const NOTHING: &str = "-";
const MAIN_FEED: &str = ".";
/// Of an article that no feed holds.
const GONE: &str = "gone";

/// The table: articles by path, then feeds by folder, then addresses of before.
pub fn write(ledger: &Ledger) -> String {
    let mut text = format!("{HEADER_START}{VERSION}\t{}\n", COLUMNS.get(1..).unwrap_or_default().join("\t"));
    // Writing to a string cannot fail.
    for (path, Record { id, published, updated, fingerprint, source, link, is_published }) in &ledger.articles {
        let _ = writeln!(
            text,
            "{ARTICLE}\t{}\t{}\t{published}\t{updated}\t{fingerprint}\t{source}\t{}\t-\t-\t-\t{}",
            escape(path),
            escape(&id.kept()),
            optional(link.as_deref().unwrap_or_default()),
            if *is_published { NOTHING } else { GONE },
        );
    }
    for (folder, FeedRecord { id, updated, state }) in &ledger.feeds {
        let FeedState { subject, name, formats, retired } = state;
        let _ = writeln!(
            text,
            "{FEED}\t{}\t{}\t-\t{updated}\t-\t-\t-\t{}\t{}\t{}\t{}",
            written_folder(folder),
            escape(&id.kept()),
            optional(&subject.as_ref().map(FeedSubject::to_string).unwrap_or_default()),
            optional(name),
            list(formats),
            list(retired),
        );
    }
    for (address, id) in &ledger.moved {
        let _ =
            writeln!(text, "{MOVED}\t{}\t{}\t-\t-\t-\t-\t-\t-\t-\t-\t-", written_folder(address), escape(&id.kept()));
    }
    text
}

/// The folder of a feed as a cell, which is never empty.
fn written_folder(folder: &str) -> String {
    if folder.is_empty() { MAIN_FEED.to_string() } else { escape(folder) }
}

/// A text as a cell; `-` where there is none.
fn optional(text: &str) -> String {
    match text {
        "" => NOTHING.to_string(),
        NOTHING => "\\u{2d}".to_string(),
        _ => escape(text),
    }
}

/// Names as a cell.
fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    optional(&names.join(","))
}

/// Reads a table whose rows may be in any order; a row that stands twice, as a merge may leave it, counts once.
pub fn read(text: &str) -> Result<Ledger, Mistake> {
    read_rows(text, Reading::default()).map(Reading::ledger)
}

/// The same, where rows may promise different things of one path, or one id to two paths: what is left when git has kept both sides' rows.
/// `is_there` says whether an article is at a path. What was decided comes along, a line for each.
pub(super) fn read_settling(text: &str, is_there: &dyn Fn(&str) -> bool) -> Result<(Ledger, Vec<String>), Mistake> {
    let mut reading = read_rows(text, Reading { is_there: Some(is_there), ..Reading::default() })?;
    let decisions = std::mem::take(&mut reading.decisions);
    Ok((reading.ledger(), decisions))
}

fn read_rows<'a>(text: &str, mut reading: Reading<'a>) -> Result<Reading<'a>, Mistake> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.is_empty() {
        return Ok(reading);
    }
    let mut lines = text.lines().enumerate();
    let (line_index, first) = lines.find(|(_, line)| !line.trim().is_empty()).unwrap_or_default();
    header(line_index + 1, first)?;
    for (line_index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        // A merge that keeps both sides keeps both headers, too.
        if line.starts_with(HEADER_START) {
            header(line_index + 1, line)?;
            continue;
        }
        reading.row(&Row::cut(line_index + 1, line)?)?;
    }
    Ok(reading)
}

fn header(line_number: usize, line: &str) -> Result<(), Mistake> {
    let at = |message: String| Err(mistake(line_number, 1, message));
    let version = line.split('\t').next().and_then(|first| first.strip_prefix(HEADER_START));
    match version {
        Some("1" | "2" | VERSION) => Ok(()),
        Some(version) if version.contains(char::is_whitespace) => {
            at("its tabs are lost, which stand between the columns; put the last committed one back".to_string())
        }
        Some(version) => at(format!(
            "the ledger is of format {version}, this program knows formats 1 to {VERSION}; use a newer courant"
        )),
        None if is_marker(line) => at(conflict()),
        None => at(format!(
            "this is no ledger, which begins with `{HEADER_START}{VERSION}`; put the last committed one back"
        )),
    }
}

/// What has been read so far, and where each id and path stands.
#[derive(Default)]
struct Reading<'a> {
    ledger: Ledger,
    lines_of_paths: BTreeMap<(String, String), usize>,
    lines_of_ids: BTreeMap<EntryId, usize>,
    /// Of articles that two branches have moved: the path of each, and both addresses.
    moved_twice: Vec<(String, [String; 2])>,
    /// Whether an article is at a path, where rows that contradict each other are to be settled and not refused.
    is_there: Option<&'a dyn Fn(&str) -> bool>,
    decisions: Vec<String>,
    /// Where each id is that is not beside a path; only while such rows are settled.
    paths_of_ids: BTreeMap<EntryId, String>,
    /// Records whose path another has, to be kept beside it when all rows are read.
    aside: Vec<(String, Record)>,
}

impl Reading<'_> {
    fn row(&mut self, row: &Row) -> Result<(), Mistake> {
        let [kind, path, ..] = row.cells;
        match kind {
            ARTICLE => {
                let path = row.unescaped(1)?;
                let record = Record {
                    id: row.id()?,
                    published: row.time(3)?,
                    updated: row.time(4)?,
                    fingerprint: row.fingerprint()?,
                    source: row.source()?,
                    link: row.link()?,
                    is_published: row.is_published()?,
                };
                match self.ledger.articles.get_mut(&path).filter(|there| is_same_promise(there, &record)) {
                    Some(there) => {
                        let links = [there.link.clone(), record.link.clone()];
                        join(there, record);
                        if let [Some(one), Some(other)] = links
                            && one != other
                        {
                            self.moved_twice.push((path, [one, other]));
                        }
                    }
                    None => match self.is_there {
                        Some(is_there) => self.settle_article(path, record, is_there),
                        None => {
                            self.is_first(row, &path, &record.id)?;
                            self.ledger.articles.insert(path, record);
                        }
                    },
                }
            }
            FEED => {
                let folder = row.folder()?;
                if !is_feed_folder(&folder) {
                    let message = format!("`{path}` is no folder of a feed, which is written like `categories/ai/`");
                    return Err(row.mistake(1, message));
                }
                let record = FeedRecord { id: row.id()?, updated: row.time(4)?, state: row.feed_state()? };
                let is_taken = self.is_there.is_some() && self.ledger.feeds.contains_key(&folder);
                match self.ledger.feeds.get_mut(&folder).filter(|there| there.id == record.id) {
                    Some(there) => {
                        there.updated = there.updated.max(record.updated);
                        there.state.join(record.state);
                    }
                    None if is_taken => {
                        self.decisions.push(format!("{path}: has two ids; the first stays, `{}` goes", record.id));
                    }
                    None => {
                        self.is_first(row, &folder, &record.id)?;
                        self.ledger.feeds.insert(folder, record);
                    }
                }
            }
            MOVED => {
                let (address, id) = (row.folder()?, row.id()?);
                let line = self.lines_of_paths.insert((kind.to_string(), address.clone()), row.line_number);
                let known = self.ledger.moved.get(&address).filter(|known| **known != id);
                if let Some((line, known)) = line.zip(known) {
                    if self.is_there.is_none() {
                        let message = format!(
                            "`{path}` has a row in line {line} already; `courant ledger merge` lets it lead where the first says"
                        );
                        return Err(row.mistake(1, message));
                    }
                    self.decisions.push(format!("{path}: leads to `{known}`, and not to `{id}`"));
                    return Ok(());
                }
                self.ledger.moved.insert(address, id);
            }
            _ => return Err(row.mistake(0, format!("`{kind}` is neither `{ARTICLE}` nor `{FEED}` nor `{MOVED}`"))),
        }
        Ok(())
    }

    /// What was read. Of an article that two branches have moved, the address that one of them has left is not the present one; both lead there.
    fn ledger(self) -> Ledger {
        let mut ledger = self.ledger;
        for (path, record) in self.aside {
            ledger.keep_aside(&path, record);
        }
        for (path, [one, other]) in self.moved_twice {
            let Some(record) = ledger.articles.get_mut(&path) else { continue };
            let was_left = |link: &String| ledger.moved.get(link) == Some(&record.id);
            let (present, left) = if was_left(&one) == was_left(&other) {
                (one.clone().min(other.clone()), one.max(other))
            } else if was_left(&one) {
                (other, one)
            } else {
                (one, other)
            };
            record.link = Some(present.clone());
            ledger.moved.remove(&present);
            ledger.moved.entry(left).or_insert_with(|| record.id.clone());
        }
        ledger
    }

    /// Puts a record down whose path or id another row has, too: of one id the row whose article is there, of one path the older promise.
    fn settle_article(&mut self, path: String, mut record: Record, is_there: &dyn Fn(&str) -> bool) {
        let articles = &mut self.ledger.articles;
        let holder = self.paths_of_ids.remove(&record.id);
        let mut place = path;
        if let Some((holder, other)) = holder.and_then(|holder| articles.remove_entry(&holder)) {
            if record.published != other.published {
                record.published = record.published.min(other.published);
                self.decisions.push(format!("{place}: has two dates; {}, the earlier, stays", record.published));
            }
            join(&mut record, other);
            if holder != place {
                let (taken, left) = if is_there(&place) { (place, holder) } else { (holder, place) };
                self.decisions
                    .push(format!("{taken}: the same article was at {left}, and stays what it is for subscribers"));
                place = taken;
            }
        }
        let (first, other) = match articles.remove(&place) {
            Some(there) if there.published <= record.published => (there, Some(record)),
            there => (record, there),
        };
        if let Some(other) = other {
            self.decisions.push(format!(
                "{place}: has two ids; `{}`, published first, stays, and `{}` is kept beside it",
                first.id, other.id
            ));
            self.paths_of_ids.remove(&other.id);
            self.aside.push((place.clone(), other));
        }
        self.paths_of_ids.insert(first.id.clone(), place.clone());
        articles.insert(place, first);
    }

    /// Refuses a second row for a path that promises something else, and a second path for an id.
    fn is_first(&mut self, row: &Row, path: &str, id: &EntryId) -> Result<(), Mistake> {
        let [kind, written, ..] = row.cells;
        if let Some(line) = self.lines_of_paths.insert((kind.to_string(), path.to_string()), row.line_number) {
            let message = format!(
                "`{written}` has a row in line {line} already; `courant ledger merge` keeps the older promise, and the other beside it"
            );
            return Err(row.mistake(1, message));
        }
        if let Some(line) = self.lines_of_ids.insert(id.clone(), row.line_number) {
            let message = format!(
                "the id `{id}` is that of line {line} already; `courant ledger merge` keeps the row whose file is there"
            );
            return Err(row.mistake(2, message));
        }
        Ok(())
    }
}

/// Whether a feed may have this folder: files are written there.
fn is_feed_folder(folder: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    folder.is_empty() || folder.strip_suffix('/').is_some_and(|folder| folder.split('/').all(is_name))
}

/// Whether two rows for one path promise the same: two branches have built since they parted, and the merge has kept both rows.
fn is_same_promise(there: &Record, here: &Record) -> bool {
    there.id == here.id && there.published == here.published
}

/// What both rows know: the later update, with what was seen and the file that go with it, and what only one of them knows.
pub(super) fn join(there: &mut Record, mut here: Record) {
    if there.updated < here.updated {
        std::mem::swap(there, &mut here);
    }
    if there.fingerprint.is_unknown() {
        there.fingerprint = here.fingerprint.clone();
    }
    if there.source.is_unknown() && there.fingerprint == here.fingerprint {
        there.source = here.source;
    }
    there.link = there.link.take().or(here.link);
    there.is_published |= here.is_published;
}

/// A line in its cells.
struct Row<'a> {
    line_number: usize,
    /// Whether its cells are those of format 1 or 2.
    is_earlier: bool,
    cells: [&'a str; COLUMNS.len()],
}

impl<'a> Row<'a> {
    fn cut(line_number: usize, line: &'a str) -> Result<Row<'a>, Mistake> {
        if is_marker(line) {
            return Err(mistake(line_number, 1, conflict()));
        }
        let mut cells: Vec<&str> = line.split('\t').collect();
        let is_earlier = EARLIER_COLUMNS.contains(&cells.len());
        // Below any header: a merge may leave rows of a branch that another version has written.
        if is_earlier {
            cells.resize(COLUMNS.len(), NOTHING);
        }
        let cells = cells.try_into().map_err(|cells: Vec<&str>| {
            let columns = COLUMNS.join(", ");
            let found = cells.len();
            mistake(
                line_number,
                1,
                format!("a row has {} cells with tabs between them ({columns}), this one has {found}", COLUMNS.len()),
            )
        })?;
        Ok(Row { line_number, cells, is_earlier })
    }

    fn mistake(&self, column: usize, message: String) -> Mistake {
        let before: usize = self.cells.iter().take(column).map(|cell| cell.chars().count() + 1).sum();
        mistake(self.line_number, before + 1, message)
    }

    fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    fn unescaped(&self, column: usize) -> Result<String, Mistake> {
        let cell = self.cell(column);
        unescape(cell).filter(|path| !path.is_empty()).ok_or_else(|| {
            let what = if column == 1 { "path" } else { "text" };
            self.mistake(column, format!("`{cell}` is no {what}, `\\` is written as `\\\\`"))
        })
    }

    /// The folder of a feed, or another address.
    fn folder(&self) -> Result<String, Mistake> {
        if self.cell(1) == MAIN_FEED { Ok(String::new()) } else { self.unescaped(1) }
    }

    /// A cell that may have nothing to say.
    fn optional(&self, column: usize) -> Result<Option<String>, Mistake> {
        if self.cell(column) == NOTHING { Ok(None) } else { self.unescaped(column).map(Some) }
    }

    fn id(&self) -> Result<EntryId, Mistake> {
        let text = self.unescaped(2)?;
        EntryId::from_kept(&text).map_err(|message| self.mistake(2, message))
    }

    fn time(&self, column: usize) -> Result<Timestamp, Mistake> {
        let cell = self.cell(column);
        let time = read_form(cell, DateForm::Rfc3339).map(|date| date.moment);
        time.map_err(|_| self.mistake(column, format!("`{cell}` is no time, write it like `2026-11-24T08:00:00Z`")))
    }

    fn fingerprint(&self) -> Result<Fingerprint, Mistake> {
        let cell = self.cell(5);
        let advice = "write `-` if it is lost: the next build takes the article as subscribers know it";
        Fingerprint::parse(cell).ok_or_else(|| self.mistake(5, format!("`{cell}` is no fingerprint, {advice}")))
    }

    fn source(&self) -> Result<SourceHash, Mistake> {
        let cell = self.cell(6);
        let advice = "write `-` if it is lost: the next build takes the file as it is";
        SourceHash::parse(cell).ok_or_else(|| self.mistake(6, format!("`{cell}` is no hash of a file, {advice}")))
    }

    fn link(&self) -> Result<Option<String>, Mistake> {
        let link = self.optional(7)?;
        let is_address = |link: &String| {
            (link.starts_with("https://") || link.starts_with("http://"))
                && !link.contains(|c: char| c.is_whitespace() || c.is_control())
        };
        if link.as_ref().is_none_or(is_address) {
            return Ok(link);
        }
        let advice = "write `-` if it is lost: the next build takes the address that the article has then";
        Err(self.mistake(7, format!("`{}` is no address, {advice}", self.cell(7))))
    }

    /// Of a row of an earlier format that is not known.
    fn is_published(&self) -> Result<bool, Mistake> {
        match self.cell(11) {
            NOTHING => Ok(!self.is_earlier),
            GONE => Ok(false),
            cell => Err(self
                .mistake(11, format!("`{cell}` is neither `{GONE}` nor `{NOTHING}`, which says that feeds hold it"))),
        }
    }

    fn feed_state(&self) -> Result<FeedState, Mistake> {
        let subject = self.optional(8)?.map(|text| {
            let advice =
                "write it like `main`, `category:ai`, `language:de`, `author:ada`, `feed:notes`, or `-` if it is lost";
            FeedSubject::parse(&text)
                .ok_or_else(|| self.mistake(8, format!("`{text}` is nothing that a feed is of, {advice}")))
        });
        let (formats, retired) = (self.names(10)?, self.names(11)?);
        Ok(FeedState {
            subject: subject.transpose()?,
            name: self.optional(9)?.unwrap_or_default(),
            formats: formats.difference(&retired).cloned().collect(),
            retired,
        })
    }

    /// Names with commas between them.
    fn names(&self, column: usize) -> Result<BTreeSet<String>, Mistake> {
        let cell = self.optional(column)?.unwrap_or_default();
        Ok(cell.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect())
    }
}

pub(super) fn mistake(line_number: usize, column_number: usize, message: String) -> Mistake {
    Mistake { position: Position { line_number, column_number }, message }
}

pub(super) fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

fn conflict() -> String {
    "a merge conflict is left; `courant ledger merge` settles it, and loses nothing that either side has promised"
        .into()
}

/// A cell in which nothing ends a cell or a row, or hides.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                escaped.extend(character.escape_unicode());
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// What [`escape`] wrote; `None` for an escape that it does not write.
fn unescape(cell: &str) -> Option<String> {
    let mut text = String::with_capacity(cell.len());
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next()? {
            '\\' => text.push('\\'),
            't' => text.push('\t'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            'u' => {
                let (digits, rest) = characters.as_str().strip_prefix('{')?.split_once('}')?;
                text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                characters = rest.chars();
            }
            _ => return None,
        }
    }
    Some(text)
}
