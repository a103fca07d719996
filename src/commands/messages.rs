//! What a person reads on standard error while the program works.

use crate::failure::Failure;
use crate::feed::{FileKind, INDEX};
use anstyle::{AnsiColor, Style};
use courant_read::remark::Remark;
use courant_text::source::{Level, Source};
use courant_text::text::escape_terminal;
use courant_validate::Diagnostic;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Only what is wrong.
    Quiet,
    /// What matters.
    Ordinary,
    /// All.
    Verbose,
}

/// How many remarks of one level are shown unless all are asked for.
const SHOWN: usize = 40;

/// Says what the world refused.
pub fn failure(failure: &Failure) {
    error(&failure.to_string());
}

/// Says what is wrong.
pub fn error(message: &str) {
    say(&format!("{}: {}", level_word(Level::Error), escape_terminal(message)));
}

/// Says what somebody should know.
pub fn warning(message: &str) {
    say(&format!("{}: {}", level_word(Level::Warning), escape_terminal(message)));
}

/// Says what was noticed in the articles, the worst last, where a person looks first.
pub fn remarks(remarks: &[Remark], volume: Volume) {
    for level in [Level::Advice, Level::Warning, Level::Error] {
        if volume == Volume::Quiet && level == Level::Advice {
            continue;
        }
        let of_level: Vec<_> = remarks.iter().filter(|remark| remark.level == level).collect();
        let of_level = if volume == Volume::Verbose { of_level } else { ungrouped(of_level) };
        let shown = if volume == Volume::Verbose { of_level.len() } else { SHOWN };
        for remark in of_level.iter().take(shown) {
            let line = remark.to_string();
            let rest = line.strip_prefix(level_name(level)).unwrap_or(&line);
            say(&format!("{}{rest}", level_word(level)));
        }
        if of_level.len() > shown {
            say(&format!(
                "{}: and {} more like these (--verbose shows them)",
                level_word(level),
                of_level.len() - shown
            ));
        }
    }
}

/// Says advice once that many articles are given alike, and gives the remarks that are left.
fn ungrouped(remarks: Vec<&Remark>) -> Vec<&Remark> {
    const SAID_ONE_BY_ONE: usize = 3;
    let mut groups: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
    for remark in remarks.iter().filter(|remark| remark.level == Level::Advice && remark.position.is_none()) {
        groups.entry(&remark.message).or_default().push(remark);
    }
    groups.retain(|_, group| group.len() > SAID_ONE_BY_ONE);
    for (message, group) in &groups {
        let paths: Vec<_> = group.iter().take(SAID_ONE_BY_ONE).map(|remark| escape_terminal(&remark.path)).collect();
        let (paths, others) = (paths.join(", "), group.len() - SAID_ONE_BY_ONE);
        let word = level_word(Level::Advice);
        say(&format!("{word}: {paths} and {others} more: each {}", escape_terminal(message)));
    }
    remarks.into_iter().filter(|remark| !groups.contains_key(remark.message.as_str())).collect()
}

/// Says why a feed file that we wrote ourselves is not published.
pub fn refusal(path: &str, text: &str, findings: &[Diagnostic]) {
    let source = Source::new(path, text);
    for finding in findings.iter().filter(|finding| finding.rule.level == Level::Error).take(SHOWN) {
        let place = source.position(finding.span.start);
        let rule = finding.rule;
        say(&format!(
            "{}: {}:{place}: {} [{} {}]",
            level_word(Level::Error),
            escape_terminal(path),
            escape_terminal(&finding.message),
            rule.code,
            rule.name
        ));
    }
}

/// Says why a page that we wrote ourselves is not published.
pub fn fault(path: &str, fault: &str) {
    say(&format!("{}: {}: {}", level_word(Level::Error), escape_terminal(path), escape_terminal(fault)));
}

/// Says that somebody else's file stands where one of ours would, which is at `inside` in the output folder.
pub fn not_ours(path: &std::path::Path, kind: FileKind, inside: &str) {
    let turned_off = match kind {
        FileKind::Style => ", or turn off what it is for (`style = false`, `index = false`, `pages = false`)",
        FileKind::Page if inside == INDEX => ", or turn the page off (`index = false`)",
        FileKind::Page | FileKind::MovedPage => ", or turn pages off (`pages = false`)",
        FileKind::Outline | FileKind::Feed(_) => "",
    };
    let path = path.display().to_string();
    let rest = format!("is not Courant's and is left as it is; remove it, choose another `output`{turned_off}");
    say(&format!("{}: {}: {rest}", level_word(Level::Warning), escape_terminal(&path)));
}

/// Says that what stands where a file of ours was is somebody else's by now. It is said once: from then on the file is nobody's business here.
pub fn no_longer_ours(path: &std::path::Path) {
    let path = path.display().to_string();
    let rest =
        "was Courant's, has been written by another since, and is left as it is; remove it where it is not wanted";
    say(&format!("{}: {}: {rest}", level_word(Level::Warning), escape_terminal(&path)));
}

/// Says what is worth a look.
pub fn advice(message: &str) {
    say(&format!("{}: {}", level_word(Level::Advice), escape_terminal(message)));
}

/// Says a line, if anybody still listens.
pub fn say(line: &str) {
    // A closed standard error is no reason to stop publishing.
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "advice",
    }
}

fn level_word(level: Level) -> String {
    let color = match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Advice => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{}{style:#}", level_name(level))
}

/// A bar that appears on a terminal when work takes over a second.
pub struct Progress {
    bar: ProgressBar,
    what: &'static str,
    started: Instant,
    shown: OnceLock<()>,
    /// How many lines have been said, where they take the place of a bar.
    lines: Option<AtomicU64>,
}

impl Progress {
    /// A bar for so many articles, or whatever they are; `Quiet` never shows one.
    pub fn new(number: usize, what: &'static str, volume: Volume) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(number as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {what}")) {
            bar.set_style(style);
        }
        let progress = Progress { bar, what, started: Instant::now(), shown: OnceLock::new(), lines: None };
        if volume == Volume::Quiet {
            // Taken already, so that it never comes to be shown.
            let _ = progress.shown.set(());
        }
        progress
    }

    /// The same, which says a line every ten seconds where there is no terminal: for what may take minutes.
    #[cfg(feature = "network")]
    pub fn or_lines(self) -> Progress {
        use std::io::IsTerminal;
        let lines = (!std::io::stderr().is_terminal()).then(AtomicU64::default);
        Progress { lines, ..self }
    }

    /// One more is done.
    pub fn tick(&self) {
        const PATIENCE: Duration = Duration::from_secs(1);
        const PATIENCE_WITHOUT_TERMINAL: u64 = 10;
        self.bar.inc(1);
        let due = self.started.elapsed().as_secs() / PATIENCE_WITHOUT_TERMINAL;
        if self.lines.as_ref().is_some_and(|lines| lines.fetch_max(due, Ordering::Relaxed) < due) {
            say(&format!("{} of {} {}", self.bar.position(), self.bar.length().unwrap_or_default(), self.what));
        }
        if self.shown.get().is_none() && self.started.elapsed() > PATIENCE && self.shown.set(()).is_ok() {
            // Indicatif draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
