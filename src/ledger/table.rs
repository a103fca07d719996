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

use super::{FeedRecord, FeedState, FeedSubject, Fingerprint, Ledger, MAIN_FEED, Record, SourceHash};
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
/// Stands for a kind where it is the id that is looked up.
const ID: &str = "id";
/// A cell without a value.
const NOTHING: &str = "-";
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

/// What becomes of rows that promise different things of one path, or one id to two paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contradictions {
    /// They are a mistake.
    Refused,
    /// They are read, to be merged: what is left when git has kept both sides' rows, also those of an earlier format.
    Parted,
}

/// Reads a table whose rows may be in any order. What stands in it once is in the first ledger that comes out; what stands there again, as a
/// merge may leave it, is in further ones.
pub(super) fn read(text: &str, contradictions: Contradictions) -> Result<Vec<Ledger>, Mistake> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = text.lines().enumerate();
    let (line_index, first) = lines.find(|(_, line)| !line.trim().is_empty()).unwrap_or_default();
    let mut may_be_earlier = header(line_index + 1, first)? || contradictions == Contradictions::Parted;
    let mut rows = Vec::new();
    for (line_index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        // A merge that keeps both sides keeps both headers, too.
        if line.starts_with(HEADER_START) {
            may_be_earlier |= header(line_index + 1, line)?;
        } else {
            rows.push((line_index + 1, line));
        }
    }
    let mut reading = Reading { contradictions, layers: Vec::new(), lines: BTreeMap::new() };
    for (line_number, line) in rows {
        reading.row(&Row::cut(line_number, line, may_be_earlier)?)?;
    }
    Ok(reading.layers.into_iter().map(|layer| layer.ledger).collect())
}

/// Whether a header is that of an earlier format.
fn header(line_number: usize, line: &str) -> Result<bool, Mistake> {
    let at = |message: String| Err(mistake(line_number, 1, message));
    let version = line.split('\t').next().and_then(|first| first.strip_prefix(HEADER_START));
    match version {
        Some(VERSION) => Ok(false),
        Some("1" | "2") => Ok(true),
        Some(version) if !version.bytes().all(|byte| byte.is_ascii_digit()) => {
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

/// What has been read so far.
struct Reading {
    contradictions: Contradictions,
    layers: Vec<Layer>,
    /// Where each path of a kind, and each id, stands first.
    lines: BTreeMap<(&'static str, String), usize>,
}

/// Rows of which no two have one path or one id.
#[derive(Default)]
struct Layer {
    ledger: Ledger,
    ids: BTreeSet<EntryId>,
}

/// A row, understood.
enum Promise {
    Article(String, Record),
    Feed(String, FeedRecord),
    Moved(String, EntryId),
}

impl Promise {
    fn read(row: &Row) -> Result<Promise, Mistake> {
        let [kind, path, ..] = row.cells;
        match kind {
            ARTICLE => {
                let record = Record {
                    id: row.id()?,
                    published: row.time(3)?,
                    updated: row.time(4)?,
                    fingerprint: row.fingerprint()?,
                    source: row.source()?,
                    link: row.link()?,
                    is_published: row.is_published()?,
                };
                Ok(Promise::Article(row.unescaped(1)?, record))
            }
            FEED => {
                let folder = row.folder()?;
                if !is_feed_folder(&folder) {
                    let message = format!("`{path}` is no folder of a feed, which is written like `categories/ai/`");
                    return Err(row.mistake(1, message));
                }
                let record = FeedRecord { id: row.id()?, updated: row.time(4)?, state: row.feed_state()? };
                Ok(Promise::Feed(folder, record))
            }
            MOVED => Ok(Promise::Moved(row.folder()?, row.id()?)),
            _ => Err(row.mistake(0, format!("`{kind}` is neither `{ARTICLE}` nor `{FEED}` nor `{MOVED}`"))),
        }
    }

    /// Its kind, its path, and its id where that is its own.
    fn keys(&self) -> (&'static str, &str, Option<&EntryId>) {
        match self {
            Promise::Article(path, record) => (ARTICLE, path, Some(&record.id)),
            Promise::Feed(folder, record) => (FEED, folder, Some(&record.id)),
            Promise::Moved(address, _) => (MOVED, address, None),
        }
    }

    fn fits(&self, layer: &Layer) -> bool {
        let is_taken = match self {
            Promise::Article(path, _) => layer.ledger.articles.contains_key(path),
            Promise::Feed(folder, _) => layer.ledger.feeds.contains_key(folder),
            Promise::Moved(address, _) => layer.ledger.moved.contains_key(address),
        };
        !is_taken && self.keys().2.is_none_or(|id| !layer.ids.contains(id))
    }

    /// Whether a layer has it already: two branches have built since they parted, and the merge has kept the rows of both.
    fn is_in(&self, layer: &Layer) -> bool {
        match self {
            Promise::Article(path, record) => {
                let there = layer.ledger.articles.get(path);
                there.is_some_and(|there| there.id == record.id && there.published == record.published)
            }
            Promise::Feed(folder, record) => layer.ledger.feeds.get(folder).is_some_and(|there| there.id == record.id),
            Promise::Moved(address, id) => layer.ledger.moved.get(address) == Some(id),
        }
    }
}

impl Layer {
    fn add(&mut self, promise: Promise) {
        self.ids.extend(promise.keys().2.cloned());
        match promise {
            Promise::Article(path, record) => drop(self.ledger.articles.insert(path, record)),
            Promise::Feed(folder, record) => drop(self.ledger.feeds.insert(folder, record)),
            Promise::Moved(address, id) => drop(self.ledger.moved.insert(address, id)),
        }
    }
}

impl Reading {
    fn row(&mut self, row: &Row) -> Result<(), Mistake> {
        let promise = Promise::read(row)?;
        if let Some(first) = self.layers.first().filter(|first| !promise.fits(first))
            && self.contradictions == Contradictions::Refused
            && !promise.is_in(first)
        {
            return Err(self.contradiction(row, &promise));
        }
        let (kind, path, id) = promise.keys();
        let line_number = row.line_number;
        self.lines.entry((kind, path.to_string())).or_insert(line_number);
        if let Some(id) = id {
            self.lines.entry((ID, id.to_string())).or_insert(line_number);
        }
        match self.layers.iter_mut().find(|layer| promise.fits(layer)) {
            Some(layer) => layer.add(promise),
            None => {
                let mut layer = Layer::default();
                layer.add(promise);
                self.layers.push(layer);
            }
        }
        Ok(())
    }

    /// A second row for a path that promises something else, or a second path for an id.
    fn contradiction(&self, row: &Row, promise: &Promise) -> Mistake {
        let (kind, path, id) = promise.keys();
        let line = |kind, key: &str| self.lines.get(&(kind, key.to_string()));
        let [_, written, ..] = row.cells;
        if let Some(line) = line(kind, path) {
            let message = format!(
                "`{written}` has a row in line {line} already; `courant ledger merge` makes one of the two, and loses no id"
            );
            return row.mistake(1, message);
        }
        let id = id.map(EntryId::to_string).unwrap_or_default();
        let line = line(ID, &id).copied().unwrap_or_default();
        let message = format!(
            "the id `{id}` is that of line {line} already; `courant ledger merge` keeps the row whose file is there"
        );
        row.mistake(2, message)
    }
}

/// Whether a feed may have this folder: files are written there.
fn is_feed_folder(folder: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    folder.is_empty() || folder.strip_suffix('/').is_some_and(|folder| folder.split('/').all(is_name))
}

/// A line in its cells.
struct Row<'a> {
    line_number: usize,
    /// Whether its cells are those of format 1 or 2.
    is_earlier: bool,
    cells: [&'a str; COLUMNS.len()],
}

impl<'a> Row<'a> {
    fn cut(line_number: usize, line: &'a str, may_be_earlier: bool) -> Result<Row<'a>, Mistake> {
        if is_marker(line) {
            return Err(mistake(line_number, 1, conflict()));
        }
        let mut cells: Vec<&str> = line.split('\t').collect();
        // A merge may leave rows of a branch that another version has written, and its header. Without that, the row was cut short.
        let is_earlier = may_be_earlier && EARLIER_COLUMNS.contains(&cells.len());
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
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| line.strip_prefix(marker).is_some_and(|rest| !rest.starts_with(['<', '|', '=', '>'])))
}

/// A longer marker, as git writes it into what both sides have come from where that was itself a conflict.
pub(super) fn is_nested_marker(line: &str) -> bool {
    ["<<<<<<<<", "||||||||", "========", ">>>>>>>>"].iter().any(|marker| line.starts_with(marker))
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
