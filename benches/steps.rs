//! What each step costs: reading texts, Markdown and pages, checking feeds, building a site. `cargo bench --bench steps`.
//!
//! Two commits are compared with `-- --save-baseline before` on the one and `-- --baseline before` on the other. What is read is
//! `tests/articles` and `tests/feeds`, or the folder that `BENCH_ARTICLES` or `BENCH_FEEDS` names: between commits whose cases differ, name one.
//! Measured is the time of the processor on all threads, so that what else the machine does counts for little. `build` and `validate` beside
//! this measure what this cannot: a whole process with its start, its disk and its memory, against a floor or another program.

use courant::config::Config;
use courant::ledger::{Filter, Ledger};
use courant::plan::{PlanRequest, SiteFacts, plan};
use courant::read::Seeds;
use courant_read::readers::{READERS, find_by_path};
use courant_read::{ReadContext, SourceFile, read_article};
use courant_testing::{files_below, repository};
use courant_text::date::Timestamp;
use courant_text::source::Source;
use courant_validate::{parse, validate};
use cpu_time::ProcessTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

/// Seconds of the processor, shown as those of the clock are.
struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = ProcessTime;
    type Value = Duration;

    fn start(&self) -> ProcessTime {
        ProcessTime::now()
    }

    fn end(&self, start: ProcessTime) -> Duration {
        start.elapsed()
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn folder(variable: &str, otherwise: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| repository().join(otherwise), PathBuf::from)
}

/// Every article.
fn articles() -> Vec<SourceFile> {
    let files = files_below(&folder("BENCH_ARTICLES", "tests/articles")).into_iter();
    files.filter(|(path, _)| find_by_path(path).is_some()).map(|(path, bytes)| SourceFile::new(path, bytes)).collect()
}

fn bytes_of(articles: &[SourceFile]) -> Throughput {
    Throughput::Bytes(articles.iter().map(|article| article.bytes.len() as u64).sum())
}

fn read(criterion: &mut Criterion<ProcessorTime>) {
    let context = ReadContext::default();
    let mut group = criterion.benchmark_group("read");
    for reader in READERS {
        let mut articles = articles();
        articles.retain(|article| article.reader == reader);
        group.throughput(bytes_of(&articles));
        group.bench_function(reader.name, |bencher| {
            bencher.iter(|| {
                articles.iter().map(|article| read_article(black_box(article), &context).1.len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn check(criterion: &mut Criterion<ProcessorTime>) {
    let feeds: Vec<Source> = files_below(&folder("BENCH_FEEDS", "tests/feeds"))
        .into_iter()
        .map(|(name, bytes)| Source::from_bytes(name, bytes))
        .collect();
    let mut group = criterion.benchmark_group("validate");
    group.throughput(Throughput::Bytes(feeds.iter().map(|feed| feed.text.len() as u64).sum()));
    group.bench_function("feeds", |bencher| {
        bencher.iter(|| feeds.iter().map(|feed| validate(&parse(black_box(feed))).len()).sum::<usize>());
    });
    group.finish();
}

fn build(criterion: &mut Criterion<ProcessorTime>) {
    let config = Config::default();
    let ledger = Ledger::default();
    let now = Timestamp::from_unix(1_795_507_200).expect("a year that all formats can write");
    let filter = Filter::default();
    let published = &BTreeMap::new();
    let progress = &|| ();
    let request = PlanRequest {
        config: &config,
        vocabulary: &[],
        site: &SiteFacts::default(),
        ledger: &ledger,
        published,
        now,
        filter,
        progress,
    };
    let articles = articles();
    let mut group = criterion.benchmark_group("build");
    group.throughput(bytes_of(&articles));
    group.bench_function("site", |bencher| {
        bencher.iter(|| {
            let mut plan = plan(&request, Seeds { seeds: articles.clone(), ..Seeds::default() });
            plan.render(None).files.len()
        });
    });
    group.finish();
}

criterion_group! {
    name = steps;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = read, check, build
}
criterion_main!(steps);
