//! What was plainly meant to be front matter, cannot be read as such, and says that the article is not to be published.

use super::block::{key_of, line_at};
use super::fields::withholds;
use super::value::Mistake;
use crate::profile::keys::{KeyTables, normal};

/// More lines than front matter has above what says whether an article is published.
const MOST_LINES: usize = 40;
/// How many lines of text may stand above an opening fence: a title, a comment.
const MOST_ABOVE: usize = 4;

/// The mistake of a text without front matter in whose first lines, among others that look like front matter, one keeps the article back
/// (`draft: true`). Its fences are odd, missing or not closed, or something stands above them.
pub fn withheld(text: &str, tables: KeyTables) -> Option<Mistake> {
    let (mut at, mut above, mut keys) = (0, 0, 0usize);
    let mut is_fenced = false;
    let mut held: Option<(usize, &str)> = None;
    for _ in 0..MOST_LINES {
        if at >= text.len() {
            break;
        }
        let (line, next) = line_at(text, at);
        let bare = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at = next;
        if bare.starts_with("```") || bare.starts_with("~~~") {
            // Code shows what front matter looks like.
            break;
        }
        // Blanks or a tab in front make code of it, but between fences.
        let is_code = !is_fenced && line.starts_with(['\t', ' ']);
        if is_odd_fence(bare) && !is_code {
            if is_fenced && keys > 0 {
                break;
            }
            is_fenced = true;
            continue;
        }
        if bare.is_empty() {
            if keys > 0 {
                break;
            }
            continue;
        }
        let assigned = key_of(bare).map(|key| (key, ':'));
        let assigned = assigned.or_else(|| Some((bare.split_once('=')?.0.trim(), '='))).filter(|(key, _)| {
            !is_code && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        });
        match assigned {
            Some((key, sign)) => {
                keys += 1;
                let value = bare.split_once(sign).map_or("", |(_, value)| value);
                let value = value.split(" #").next().unwrap_or(value).trim().trim_matches(['"', '\'']);
                let key = normal(key);
                let meaning = tables.meaning(&key).map(|(meaning, _)| meaning);
                if held.is_none() && withholds(&key, meaning, value) {
                    held = Some((start, bare));
                }
            }
            None if is_fenced && keys > 0 => {}
            None if keys > 0 && line.starts_with([' ', '\t', '-', '#']) => {}
            None if keys > 0 => break,
            None => {
                above += 1;
                if above > MOST_ABOVE {
                    break;
                }
            }
        }
    }
    let (start, line) = held.filter(|_| is_fenced || keys > 1)?;
    let line: String = line.chars().take(60).collect();
    let message = format!(
        "says `{line}` where front matter is meant and cannot be read, and is kept out; begin the file with a line `---`, \
         and write another `---` below the last key"
    );
    Some(Mistake::fatal(message, start))
}

/// Two signs or more of those that people and their programs put in place of `---`, or one long dash.
fn is_odd_fence(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    let is_dash = |c: char| {
        matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}' | '\u{FF0D}')
    };
    let same = |c: char| c == first || (is_dash(c) && is_dash(first)) || c == ' ';
    let is_sign = is_dash(first) || matches!(first, '*' | '_' | '+' | '=' | ';' | '~');
    is_sign && line.chars().all(same) && (line.chars().count() > 1 || !first.is_ascii())
}
