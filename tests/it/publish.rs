//! Publishing while things go wrong: killed at any moment, two at once, no room, no permission.
#![cfg(unix)]

use crate::project::Project;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Every category has a feed of its own, and every article a page, so that most of a build is publishing.
const CONFIG: &str = "title = \"Tides\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\n\
                      min_articles = 1\npages = true\n";
const KILLS: usize = 200;

/// A project in one of two states: what it says, and which article comes and goes with its page, differ.
fn tides(generation: usize) -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    write_articles(&project, generation);
    project
}

fn write_articles(project: &Project, generation: usize) {
    let words = ["The tide rose in the harbour before noon.", "The water fell all day, and the boats lay on the sand."];
    let sentence = words[generation % 2];
    for number in 1..=10 {
        project.write(
            &format!("seeds/day-{number:02}.md"),
            format!(
                "---\ntitle: Day {number}\ndate: 2026-11-{number:02}T08:00:00Z\ntags: [Week {}, State {}]\ndraft: {}\n---\n{}\n",
                number / 4,
                (generation % 2) * (number % 2),
                number == 10 && generation % 2 == 1,
                format!("{sentence} ").repeat(20 + number)
            ),
        );
    }
}

/// What is published, and what is remembered of it.
fn state(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<_, _> = project.files("feeds").into_iter().collect();
    files.insert("ledger.tsv".into(), fs::read(project.path("ledger.tsv")).unwrap_or_default());
    files
}

fn temporary(project: &Project) -> Vec<String> {
    project.files("").into_iter().map(|(path, _)| path).filter(|path| path.ends_with(".new")).collect()
}

fn start(project: &Project) -> Child {
    Command::new(env!("CARGO_BIN_EXE_courant"))
        .arg("build")
        .current_dir(project.root())
        .env("SOURCE_DATE_EPOCH", "1795507200")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// The two states that an undisturbed project goes to and fro between, after dates have settled.
fn generations() -> [BTreeMap<String, Vec<u8>>; 2] {
    let project = tides(0);
    let mut states = [0, 1, 0, 1].map(|generation| {
        write_articles(&project, generation);
        project.build();
        state(&project)
    });
    let both = [std::mem::take(&mut states[2]), std::mem::take(&mut states[3])];
    assert_ne!(both[0].keys().collect::<Vec<_>>(), both[1].keys().collect::<Vec<_>>(), "files come and go");
    assert!(both.iter().all(|files| files.values().all(|bytes| !bytes.is_empty())), "there is something to tear");
    both
}

/// A project in its first state, after its dates have settled.
fn settled() -> Project {
    let project = tides(0);
    for generation in [0, 1, 0] {
        write_articles(&project, generation);
        project.build();
    }
    project
}

#[test]
fn a_build_killed_at_any_moment_tears_nothing_and_the_next_one_does_the_rest() {
    let generations = generations();
    let project = settled();
    let mut random = Random(0x5DEE_CE66_D1CE_4E5B);
    let (mut kills, mut torn, mut left, mut took) = (0, Vec::new(), 0, Duration::from_millis(50));
    for round in 1.. {
        write_articles(&project, round);
        let started = Instant::now();
        let mut child = start(&project);
        if round % 2 == 0 {
            std::thread::sleep(took.mul_f64(random.fraction()));
        } else {
            // Publishing is a small part of a build: half of the kills wait for it, and then strike anywhere in it.
            await_publishing(&project, &mut child);
            std::thread::sleep(PUBLISHING.mul_f64(random.fraction()));
        }
        child.kill().expect("it was ours");
        if child.wait().expect("it ended").success() {
            // It was faster than thought: the moments to come are spread over what a build takes.
            took = started.elapsed();
        } else {
            kills += 1;
        }
        torn.extend(state(&project).into_iter().filter(|(path, bytes)| {
            path != ".courant-files"
                && !path.ends_with(".new")
                && generations.iter().all(|whole| whole.get(path) != Some(bytes))
        }));
        left += temporary(&project).len();
        if round % 10 == 0 {
            let started = Instant::now();
            project.build();
            took = started.elapsed();
            assert_eq!(state(&project), generations[round % 2], "round {round}");
            assert_eq!(temporary(&project), [""; 0], "round {round}");
        }
        // A machine with much else to do may let no kill fall into the moment of publishing for long.
        if kills >= KILLS && (left > 0 || round > 20 * KILLS) {
            break;
        }
    }
    assert_eq!(torn.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
    assert!(left > 0, "no run was killed while it published");
}

/// About how long publishing takes.
const PUBLISHING: Duration = Duration::from_millis(4);

/// Waits until a build has begun to write beside its files, or has ended.
fn await_publishing(project: &Project, child: &mut std::process::Child) {
    let has_begun = || {
        // Only names are looked at: the files come and go while we look.
        let entries = std::fs::read_dir(project.path("feeds")).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".new"))
    };
    while !has_begun() && child.try_wait().expect("it is ours").is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    /// From 0 to 1.
    fn fraction(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Whoever reads a new feed finds what it leads to.
#[test]
fn what_feeds_lead_to_is_there_before_they_are() {
    let project = tides(0);
    let config = "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\npages = true\nlimit = 1\n";
    project.write("courant.toml", config);
    for number in 1..=60 {
        project.write(
            &format!("seeds/n{number}.md"),
            format!("---\ntitle: N{number}\ndate: 2025-01-01T00:{:02}:00Z\n---\nText {number}.\n", number % 60),
        );
    }
    let run = project.courant(&["build", "--verbose"]);
    let wrote: Vec<&str> = run.stdout.lines().filter_map(|line| line.trim().strip_prefix("wrote ")).collect();
    let is_archive = |path: &&str| path.contains("archive/");
    let is_feed =
        |path: &&str| ["rss.xml", "atom.xml", "feed.json"].iter().any(|name| path.ends_with(name)) && !is_archive(path);
    let first = wrote.iter().position(is_feed).expect("a feed");
    assert!(wrote.iter().filter(|path| path.ends_with(".html")).count() > 60, "{wrote:?}");
    assert!(wrote.get(first..).is_some_and(|rest| rest.iter().all(is_feed)), "{wrote:?}");
    assert!(wrote.contains(&"feed.css") && wrote.contains(&"feeds.opml"), "{wrote:?}");
    let archive = wrote.iter().position(is_archive).expect("a page of the history");
    assert!(wrote.get(archive..first).is_some_and(|rest| rest.iter().all(is_archive)), "{wrote:?}");
}

/// The ledger is written first, so that the next build has nothing to tell.
#[test]
fn what_is_told_once_is_told_although_publishing_fails() {
    let project = tides(0);
    let config = |host: &str| {
        format!(
            "title = \"T\"\nlink = \"https://{host}/\"\nfeed_url = \"https://{host}/feeds/\"\npermalink = \"https://{host}/{{path}}/\"\n"
        )
    };
    project.write("courant.toml", config("example.org"));
    project.build();
    project.write("courant.toml", config("example.net"));
    // There is room for the ledger, and not for the feed.
    project.write("seeds/long.md", format!("---\ntitle: Long\n---\n{}\n", "A sentence of some length. ".repeat(8000)));
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f 64; exec \"$0\" build", env!("CARGO_BIN_EXE_courant")]);
    let run = project.run(command, &[], "");
    assert_eq!(run.status, 2, "{run:?}");
    let line = "articles that were read at https://example.org";
    assert!(run.stderr.contains(line), "{run:?}");
    let run = project.build();
    assert!(!run.stdout.contains(line) && !run.stderr.contains(line), "{run:?}");
}

#[test]
fn two_publishers_at_once_come_one_after_the_other() {
    let generations = generations();
    let project = settled();
    for round in 1..=6 {
        write_articles(&project, round);
        let mut both = [start(&project), start(&project)];
        assert!(both.iter_mut().all(|child| child.wait().expect("it ended").success()), "round {round}");
        assert_eq!(state(&project), generations[round % 2], "round {round}");
    }
}

#[test]
fn a_limit_of_file_sizes_is_a_failure_that_leaves_the_feeds_as_they_were() {
    let project = tides(0);
    project.build();
    let before = state(&project);
    project.write("seeds/long.md", format!("---\ntitle: Long\n---\n{}\n", "A sentence of some length. ".repeat(8000)));
    // 64 blocks of 512 or 1,024 bytes, as the shell counts.
    let run = Command::new("sh")
        .args(["-c", "ulimit -f 64; exec \"$0\" build", env!("CARGO_BIN_EXE_courant")])
        .current_dir(project.root())
        .env("SOURCE_DATE_EPOCH", "1795507200")
        .output()
        .expect("there is a shell");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("feeds/rss.xml") && said.contains("ulimit -f"), "{said}");
    let feeds = |state: BTreeMap<String, Vec<u8>>| {
        state.into_iter().filter(|(path, _)| path.ends_with(".xml") || path.ends_with(".json")).collect::<Vec<_>>()
    };
    assert_eq!(feeds(state(&project)), feeds(before));
    assert_eq!(temporary(&project), [""; 0]);
    project.build();
    assert_eq!(project.titles("feeds/rss.xml")[0], "Long");
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_stays_as_it_was() {
    let project = tides(0);
    project.build();
    write_articles(&project, 1);
    let before = project.files("feeds");
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
    if running_as_root() {
        // Root may write anywhere: somebody else has to try, with a program that they can reach.
        let program = project.path("courant");
        // Copied by another process: a file that this one has open for writing may be inherited by whatever another test starts at
        // this moment, and cannot be executed then (ETXTBSY).
        let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_courant")).arg(&program).status();
        assert!(copied.is_ok_and(|status| status.success()), "there is room");
        command = Command::new(program);
        command.uid(65_534).gid(65_534);
        for path in ["", ".courant", ".courant/lock", "ledger.tsv"] {
            mode(&project.path(path), 0o777);
        }
    }
    mode(&project.path("feeds"), 0o555);
    let run = command
        .arg("build")
        .current_dir(project.root())
        .env("SOURCE_DATE_EPOCH", "1795507200")
        .output()
        .expect("the program starts");
    mode(&project.path("feeds"), 0o755);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("feeds") && said.contains("denied") && said.contains("--out"), "{said}");
    assert_eq!(project.files("feeds"), before);
}

fn running_as_root() -> bool {
    // SAFETY: it reads a number and has no preconditions.
    unsafe { libc::geteuid() == 0 }
}
