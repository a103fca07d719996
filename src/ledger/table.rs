//! The ledger as a file: a table that a person can review, and that two branches can merge.

use super::{FeedRecord, Fingerprint, Ledger, Record, SourceHash};
use courant_read::remark::Mistake;
use courant_text::date::{DateForm, Timestamp, read_form};
use courant_text::entry_id::EntryId;
use courant_text::source::Position;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Names the columns, and in the first the version of the format. Format 1 had no column `source`: its rows are read, and written anew.
const HEADER: &str = "courant-ledger-2\tpath\tid\tpublished\tupdated\tfingerprint\tsource";
const HEADER_START: &str = "courant-ledger-";
const COLUMNS: [&str; 7] = ["kind", "path", "id", "published", "updated", "fingerprint", "source"];
/// How many cells a row of format 1 has.
const COLUMNS_1: usize = 6;
const ARTICLE: &str = "article";
const FEED: &str = "feed";
/// A cell without a value, and the folder of the main feed.
const NOTHING: &str = "-";
const MAIN_FEED: &str = ".";

/// The table: articles by path, then feeds by folder.
pub fn write(ledger: &Ledger) -> String {
    let mut text = format!("{HEADER}\n");
    // Writing to a string cannot fail.
    for (path, Record { id, published, updated, fingerprint, source }) in &ledger.articles {
        let _ = writeln!(
            text,
            "{ARTICLE}\t{}\t{}\t{published}\t{updated}\t{fingerprint}\t{source}",
            escape(path),
            escape(&id.kept())
        );
    }
    for (folder, FeedRecord { id, updated }) in &ledger.feeds {
        let folder = if folder.is_empty() { MAIN_FEED.to_string() } else { escape(folder) };
        let _ = writeln!(text, "{FEED}\t{folder}\t{}\t{NOTHING}\t{updated}\t{NOTHING}\t{NOTHING}", escape(&id.kept()));
    }
    text
}

/// Reads a table whose rows may be in any order; a row that stands twice, as a merge may leave it, counts once.
pub fn read(text: &str) -> Result<Ledger, Mistake> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reading = Reading::default();
    let mut lines = text.lines().enumerate();
    match lines.next() {
        None => return Ok(Ledger::default()),
        Some((_, line)) => header(1, line)?,
    }
    for (line_index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        // A merge that keeps both sides keeps both headers, too.
        if line.starts_with(HEADER_START) {
            header(line_index + 1, line)?;
            continue;
        }
        reading.row(&Row::cut(line_index + 1, line)?)?;
    }
    Ok(reading.ledger)
}

fn header(line_number: usize, line: &str) -> Result<(), Mistake> {
    let at = |message: String| Err(mistake(line_number, 1, message));
    let version = line.split('\t').next().and_then(|first| first.strip_prefix(HEADER_START));
    match version {
        Some("1" | "2") => Ok(()),
        Some(version) => {
            at(format!("the ledger is of format {version}, this program knows formats 1 and 2; use a newer courant"))
        }
        None if is_marker(line) => at(conflict()),
        None => at(format!("this is no ledger, which begins with `{HEADER_START}2`; put the last committed one back")),
    }
}

/// What has been read so far, and where each id and path stands.
#[derive(Default)]
struct Reading {
    ledger: Ledger,
    lines_of_paths: BTreeMap<(String, String), usize>,
    lines_of_ids: BTreeMap<EntryId, usize>,
}

impl Reading {
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
                };
                match self.ledger.articles.get_mut(&path).filter(|there| is_same_promise(there, &record)) {
                    Some(there) => join(there, record),
                    None => {
                        self.is_first(row, &path, &record.id)?;
                        self.ledger.articles.insert(path, record);
                    }
                }
            }
            FEED => {
                let folder = if path == MAIN_FEED { String::new() } else { row.unescaped(1)? };
                let record = FeedRecord { id: row.id()?, updated: row.time(4)? };
                match self.ledger.feeds.get_mut(&folder).filter(|there| there.id == record.id) {
                    Some(there) => there.updated = there.updated.max(record.updated),
                    None => {
                        self.is_first(row, &folder, &record.id)?;
                        self.ledger.feeds.insert(folder, record);
                    }
                }
            }
            _ => return Err(row.mistake(0, format!("`{kind}` is neither `{ARTICLE}` nor `{FEED}`"))),
        }
        Ok(())
    }

    /// Refuses a second row for a path that promises something else, and a second path for an id.
    fn is_first(&mut self, row: &Row, path: &str, id: &EntryId) -> Result<(), Mistake> {
        let [kind, written, ..] = row.cells;
        if let Some(line) = self.lines_of_paths.insert((kind.to_string(), path.to_string()), row.line_number) {
            let message = format!(
                "`{written}` has a row in line {line} already; keep the one whose id is in the published feeds, delete the other"
            );
            return Err(row.mistake(1, message));
        }
        if let Some(line) = self.lines_of_ids.insert(id.clone(), row.line_number) {
            let message = format!(
                "the id `{id}` is that of line {line} already; delete the row whose file is no longer there, or the newer one"
            );
            return Err(row.mistake(2, message));
        }
        Ok(())
    }
}

/// Whether two rows for one path promise the same: two branches have built since they parted, and the merge has kept both rows.
fn is_same_promise(there: &Record, here: &Record) -> bool {
    there.id == here.id && there.published == here.published
}

/// What both rows know: the later update, with what was seen and the file that go with it, and what only one of them knows.
fn join(there: &mut Record, mut here: Record) {
    if there.updated < here.updated {
        std::mem::swap(there, &mut here);
    }
    if there.fingerprint.is_unknown() {
        there.fingerprint = here.fingerprint.clone();
    }
    if there.source.is_unknown() && there.fingerprint == here.fingerprint {
        there.source = here.source;
    }
}

/// A line in its cells.
struct Row<'a> {
    line_number: usize,
    cells: [&'a str; COLUMNS.len()],
}

impl<'a> Row<'a> {
    fn cut(line_number: usize, line: &'a str) -> Result<Row<'a>, Mistake> {
        if is_marker(line) {
            return Err(mistake(line_number, 1, conflict()));
        }
        let mut cells: Vec<&str> = line.split('\t').collect();
        // Also below a header of format 2: a merge may leave rows of a branch that another version has written.
        if cells.len() == COLUMNS_1 {
            cells.push(NOTHING);
        }
        let cells = cells.try_into().map_err(|cells: Vec<&str>| {
            let columns = COLUMNS.join(", ");
            let found = cells.len();
            mistake(
                line_number,
                1,
                format!("a row has 7 cells with tabs between them ({columns}), this one has {found}"),
            )
        })?;
        Ok(Row { line_number, cells })
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
        unescape(cell)
            .filter(|path| !path.is_empty())
            .ok_or_else(|| self.mistake(column, format!("`{cell}` is no path, `\\` is written as `\\\\`")))
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
}

fn mistake(line_number: usize, column_number: usize, message: String) -> Mistake {
    Mistake { position: Position { line_number, column_number }, message }
}

fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

fn conflict() -> String {
    "a merge conflict is left; keep the rows of both sides, of two rows for one path with different ids the older, and delete the marks"
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
