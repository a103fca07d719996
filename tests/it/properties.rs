//! What holds for any bytes that somebody hands us, each a function of the bytes: `tests/properties/properties.tsv` lists them with their
//! seeds. Here they are tried with each seed and with a bounded number of mutants; `fuzz/` tries them without bound.

use crate::hostile;
use courant::config::Config;
use courant::ledger::{Filter, Ledger};
use courant::plan::{PlanRequest, SiteFacts, plan};
use courant::read::Seeds;
use courant_html::CleanHtml;
use courant_read::article::Article;
use courant_read::{ReadContext, SourceFile, read_article};
use courant_testing::{files_below, repository};
use courant_text::date::{self, DateHints, Timestamp, date_in_path, order_shown};
use courant_text::source::{Level, Source};
use courant_text::text::is_legal;
use courant_validate::fix::fix;
use courant_validate::{Diagnostic, parse, validate};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::fs;
use std::path::Path;

/// A property: it panics where the bytes break it.
type Property = fn(&[u8]);

const PROPERTIES: &[(&str, Property)] = &[
    ("clean_html", clean_html),
    ("plain_text", plain_text),
    ("page", page),
    ("markdown", markdown),
    ("date", date_written),
    ("validate_xml", validate_xml),
    ("validate_json", validate_json),
    ("fix", fix_twice),
    ("ledger", ledger),
    ("feed", feed),
];

/// Holds a property against some bytes.
pub fn check(name: &str, bytes: &[u8]) {
    let (_, property) = PROPERTIES.iter().find(|(known, _)| *known == name).expect("a property has that name");
    property(bytes);
}

/// Cleaned, HTML is well-formed, harmless, and clean.
fn clean_html(bytes: &[u8]) {
    hostile::check_clean(&CleanHtml::sanitise(&String::from_utf8_lossy(bytes)));
}

fn plain_text(bytes: &[u8]) {
    article("news/bridge.txt", bytes);
}

fn page(bytes: &[u8]) {
    article("news/bridge.html", bytes);
}

fn markdown(bytes: &[u8]) {
    article("news/bridge.md", bytes);
}

/// Whatever an article holds, its fields are legal, it is kept out or published, what is published is valid, and what is promised can be
/// read again and is kept by the next build.
fn article(path: &str, bytes: &[u8]) {
    let file = SourceFile::new(path, bytes);
    check_article(&read_article(&file, &ReadContext::default()).0);
    let first = build(&file, &Ledger::default());
    let kept = Ledger::from_tsv(&first.to_tsv()).unwrap_or_else(|mistake| panic!("{mistake}: {}", first.to_tsv()));
    assert_eq!(kept, first, "a ledger is read as it was written");
    let second = build(&file, &kept);
    assert_eq!(second.to_tsv(), first.to_tsv(), "a second build promises something else");
}

fn check_article(article: &Article) {
    let Article { title, section, summary, .. } = article;
    for field in [title, section, summary].into_iter().flatten() {
        assert!(!field.value.trim().is_empty() && !field.value.contains('\n'), "{field:?}");
    }
    let content = article.content.as_str();
    assert!(content.chars().all(is_legal), "{content:?}");
    assert_eq!(CleanHtml::sanitise(content).as_str(), content, "cleaning what is clean changes it");
}

/// What subscribers will have been told.
fn build(file: &SourceFile, ledger: &Ledger) -> Ledger {
    let config = Config::default();
    let now = Timestamp::from_unix(1_795_507_200).expect("a year that all formats can write");
    let filter = Filter { drafts: true, future: true };
    let published = &std::collections::BTreeMap::new();
    let progress = &|| ();
    let request = PlanRequest {
        config: &config,
        vocabulary: &[],
        site: &SiteFacts::default(),
        ledger,
        published,
        now,
        filter,
        progress,
    };
    let mut plan = plan(&request, Seeds { seeds: vec![file.clone()], ..Seeds::default() });
    let refused = plan.render(None).refused;
    assert!(refused.is_empty(), "{refused:#?}");
    plan.ledger
}

/// A date that is read can be written, and is read again as that date.
fn date_written(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let hints = DateHints::default();
    if let Ok(date) = date::parse(&text, &hints) {
        assert_eq!(date::parse(&date.rfc3339(), &hints), Ok(date), "{text:?}");
        let again = date::parse(&date.rfc822(), &hints).map(Timestamp::unix);
        assert_eq!(again, Ok(date.unix()), "{text:?}");
    }
    for found in date::find(&text, &hints) {
        assert!(text.get(found.span.clone()).is_some(), "{text:?}: {:?}", found.span);
    }
    order_shown(&text);
    date_in_path(&text, &hints);
}

fn validate_xml(bytes: &[u8]) {
    check_findings("feed.xml", bytes);
}

fn validate_json(bytes: &[u8]) {
    check_findings("feed.json", bytes);
}

fn check_findings(name: &str, bytes: &[u8]) {
    let source = Source::from_bytes(name, bytes.to_vec());
    let parsed = parse(&source);
    assert_sound(&source, &validate(&parsed));
    for item in parsed.items().iter().chain(&parsed.heads()) {
        assert!(source.text.get(item.span.clone()).is_some(), "{:?}", item.span);
    }
    parsed.contents();
    parsed.mentions();
}

/// Spans are in the text, on the borders of characters, and in order; fixes do not overlap.
pub fn assert_sound(source: &Source, findings: &[Diagnostic]) {
    let mut last = 0;
    for one in findings {
        assert!(source.text.get(one.span.clone()).is_some(), "{}: {} at {:?}", source.name, one.rule.code, one.span);
        assert!(one.span.start >= last, "{}: {} is out of order", source.name, one.rule.code);
        last = one.span.start;
        let mut free_from = 0;
        for (span, _) in one.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(source.text.get(span.clone()).is_some(), "{}: fix of {} at {span:?}", source.name, one.rule.code);
            assert!(span.start >= free_from, "{}: edits of {} overlap", source.name, one.rule.code);
            free_from = span.end;
        }
    }
}

/// What is corrected has no more errors than before, and nothing left to correct.
fn fix_twice(bytes: &[u8]) {
    let source = Source::from_bytes("feed.xml", bytes.to_vec());
    let once = fix(&source, validate, |_| true);
    let errors = |findings: &[Diagnostic]| findings.iter().filter(|one| one.rule.level == Level::Error).count();
    assert!(errors(&once.remaining) <= errors(&validate(&parse(&source))), "a correction makes errors");
    let twice = fix(&once.source, validate, |_| true);
    assert_eq!(twice.source.text, once.source.text, "a second correction changes what the first has made");
}

/// A ledger that is read is written so that it is read as the same, and is the same when it is merged with itself; what is settled can be read.
fn ledger(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(Some(settled)) = Ledger::settle(&text, &|_| false) {
        assert_read_again(&settled.ledger);
    }
    let Ok(ledger) = Ledger::from_tsv(&text) else { return };
    assert_read_again(&ledger);
    let merged = Ledger::merge(&Ledger::default(), &ledger, &ledger, &|_| false);
    assert_eq!((&merged.ledger.articles, &merged.ledger.feeds), (&ledger.articles, &ledger.feeds));
    assert!(merged.decisions.is_empty(), "{:?}", merged.decisions);
}

fn assert_read_again(ledger: &Ledger) {
    let written = ledger.to_tsv();
    let again = Ledger::from_tsv(&written).unwrap_or_else(|mistake| panic!("{mistake}: {written}"));
    assert_eq!(again, *ledger);
    assert_eq!(again.to_tsv(), written);
}

/// A feed with any text in any field is valid in every format, and other people's readers read what was meant.
fn feed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut strings: Vec<String> = text.split('\n').map(str::to_string).collect();
    let given = strings.len();
    strings.extend((given..hostile::STRINGS).map(|index| strings[index % given].clone()).collect::<Vec<_>>());
    let entries = vec![hostile::entry(1, &strings), crate::render::bare_entry()];
    hostile::check(&hostile::feed(&strings, entries));
}

/// The seeds of a property: its own, and those that its row names.
fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let (folders, endings) = row(name);
    let own = format!("tests/properties/{name}");
    let folders = folders.split(' ').chain([own.as_str()]);
    let files = folders.flat_map(|place| {
        let path = repository().join(place);
        if path.is_file() { vec![(place.to_string(), fs::read(path).expect("a seed"))] } else { files_below(&path) }
    });
    let own_names: Vec<String> = files_below(&repository().join(&own)).into_iter().map(|(name, _)| name).collect();
    let is_seed = |file: &str| {
        let ending = Path::new(file).extension().unwrap_or_default().to_string_lossy();
        own_names.iter().any(|own| own == file) || endings.split(' ').any(|wanted| wanted == ending)
    };
    files.filter(|(file, _)| is_seed(file)).collect()
}

/// Where the table says that the seeds of a property are, and what they end in.
fn row(name: &str) -> (&'static str, &'static str) {
    let table = include_str!("../properties/properties.tsv");
    let mut rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        cells
    });
    let row = rows.find(|cells| cells[0] == name).unwrap_or_else(|| panic!("{name} has no row in the table"));
    (row[1], row[2])
}

/// A change of some bytes: where, and what takes whose place.
#[derive(Clone, Debug)]
enum Change {
    /// One of the pieces that break things.
    Insert(Index, &'static str),
    /// At most so many bytes go.
    Remove(Index, usize),
    /// At most so many bytes from elsewhere come in again.
    Repeat(Index, Index, usize),
    /// A byte becomes another.
    Replace(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), prop::sample::select(hostile::NASTY)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (at(), 1..200usize).prop_map(|(at, length)| Change::Remove(at, length)),
        2 => (at(), at(), 1..200usize).prop_map(|(at, from, length)| Change::Repeat(at, from, length)),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
    match change {
        Change::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, piece.bytes());
        }
        Change::Remove(at, length) => {
            let at = place(at, bytes);
            bytes.drain(at..bytes.len().min(at + length));
        }
        Change::Repeat(at, from, length) => {
            let (at, from) = (place(at, bytes), place(from, bytes));
            let piece = bytes[from..bytes.len().min(from + length)].to_vec();
            bytes.splice(at..at, piece);
        }
        Change::Replace(at, byte) => {
            let at = place(at, bytes);
            if let Some(old) = bytes.get_mut(at) {
                *old = *byte;
            }
        }
    }
}

/// Every seed as it is, and some mutants of some seeds.
fn try_property(name: &str, mutants: u32) {
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    for (file, bytes) in &seeds {
        let held = std::panic::catch_unwind(|| check(name, bytes));
        assert!(held.is_ok(), "{name} does not hold for {file}");
    }
    // A test finds the same today and tomorrow; what is found anew is for `fuzz/`.
    let rng_seed = RngSeed::Fixed(1);
    let config = ProptestConfig { cases: mutants, failure_persistence: None, rng_seed, ..ProptestConfig::default() };
    let strategy = (any::<Index>(), prop::collection::vec(change(), 1..8));
    proptest!(config, |((seed, changes) in strategy)| {
        let mut bytes = seeds[seed.index(seeds.len())].1.clone();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        let held = std::panic::catch_unwind(|| check(name, &bytes));
        prop_assert!(held.is_ok(), "{name} does not hold for {:?}", String::from_utf8_lossy(&bytes));
    });
}

/// A test for each property, so that they run side by side and the one that fails has a name.
macro_rules! tests {
    ($($name:ident: $mutants:expr),* $(,)?) => {
        #[cfg(test)]
        mod tried {
            $(
                #[test]
                fn $name() {
                    super::try_property(stringify!($name), $mutants);
                }
            )*

            pub const TRIED: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

tests! {
    clean_html: 256,
    plain_text: 48,
    page: 48,
    markdown: 48,
    date: 1024,
    validate_xml: 256,
    validate_json: 256,
    fix: 64,
    ledger: 256,
    feed: 32,
}

/// The table, the functions, the tests and the targets of the fuzzer are the same.
#[test]
fn every_property_is_tried_here_and_by_the_fuzzer() {
    let names: Vec<&str> = PROPERTIES.iter().map(|(name, _)| *name).collect();
    let rows = include_str!("../properties/properties.tsv").lines().filter(|line| !line.starts_with('#'));
    assert_eq!(rows.filter_map(|line| line.split('\t').next()).collect::<Vec<_>>(), names);
    assert_eq!(tried::TRIED, names);
    // What is published as a crate is without the fuzzer.
    let Ok(manifest) = fs::read_to_string(repository().join("fuzz/Cargo.toml")) else { return };
    let targets = manifest.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    assert_eq!(targets.filter(|name| *name != "courant-fuzz").collect::<Vec<_>>(), names);
}
