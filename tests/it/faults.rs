//! What goes wrong around the program without anybody's ill will or privilege: full devices, things that are no files, folders that change
//! while they are read. What needs root (a disk that fails at each call, kills before each, small disks) is in `tests/faults/run`.
#![cfg(unix)]

use crate::project::{NOW_EPOCH, Project};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CONFIG: &str = "title = \"Tides\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\n";

fn tides() -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for day in 1..=3 {
        project.write(
            &format!("seeds/day-{day}.md"),
            format!("---\ntitle: Day {day}\ndate: 2026-11-0{day}\n---\nThe tide rose in the harbour on day {day}.\n"),
        );
    }
    project
}

struct Ended {
    /// Nothing where it had to be ended.
    status: Option<i32>,
    stdout: Vec<u8>,
    said: String,
}

/// Runs the program with these bytes on standard input, and ends it when it hangs: a pipe without another end is waited for for ever.
fn run(project: &Project, arguments: &[&str], input: &[u8], stdout: Stdio) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(arguments)
        .current_dir(project.root())
        .env("SOURCE_DATE_EPOCH", NOW_EPOCH)
        .stdin(Stdio::piped())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let _ = child.stdin.take().expect("piped").write_all(input);
    let read = |pipe: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
            bytes
        })
    };
    let stdout = read(child.stdout.take().map(|pipe| Box::new(pipe) as _));
    let stderr = read(child.stderr.take().map(|pipe| Box::new(pipe) as _));
    let started = Instant::now();
    let ended = loop {
        match child.try_wait().expect("it is our child") {
            Some(status) => break status.code(),
            None if started.elapsed() > Duration::from_secs(60) => {
                child.kill().expect("it is our child");
                child.wait().expect("it is our child");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
    Ended { status: ended, stdout: stdout.join().expect("it reads"), said: text(stderr.join().expect("it reads")) }
}

fn feeds(project: &Project) -> Vec<(String, Vec<u8>)> {
    project.files("feeds")
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure_of_every_command() {
    let project = tides();
    project.build();
    let before = feeds(&project);
    project.write("seeds/day-4.md", "---\ntitle: Day 4\ndate: 2026-11-04\n---\nThe tide rose again.\n");
    let commands: [&[&str]; 9] = [
        &["build", "--dry-run"],
        &["diff"],
        &["show", "seeds/day-1.md"],
        &["rules"],
        &["explain", "X005"],
        &["links"],
        &["check", "--format", "json", "feeds"],
        &["deploy-files", "nginx", "--out", "-"],
        &["schema"],
    ];
    for command in commands {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let ended = run(&project, command, b"", full.into());
        // A feed without findings is met with silence, which can be written anywhere.
        let is_silent = command.first() == Some(&"check");
        assert_eq!(ended.status, Some(if is_silent { 0 } else { 2 }), "{command:?}: {}", ended.said);
        assert!(is_silent || ended.said.contains("No space left"), "{command:?}: {}", ended.said);
        assert_eq!(feeds(&project), before, "{command:?}");
    }
}

/// Puts something that is no file in a place.
type Obstacle = fn(&Path);

const OBSTACLES: [(&str, Obstacle); 5] = [
    ("a FIFO", |place| {
        assert!(Command::new("mkfifo").arg(place).status().is_ok_and(|status| status.success()));
    }),
    ("a socket", |place| drop(UnixListener::bind(place).expect("bound"))),
    ("a folder", |place| fs::create_dir(place).expect("made")),
    ("a link to an endless device", |place| symlink("/dev/zero", place).expect("linked")),
    ("a link to a FIFO", |place| {
        let fifo = place.with_file_name("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success()));
        symlink("fifo", place).expect("linked");
    }),
];

#[test]
fn what_is_no_file_is_told_and_not_waited_for_wherever_a_file_should_be() {
    let config = format!("{CONFIG}theme = \"theme.css\"\nvocabulary = \"words.csv\"\n");
    let places: [(&str, &[&[&str]]); 7] = [
        ("courant.toml", &[&["build"], &["diff"], &["check", "feeds"], &["show", "seeds/day-1.md"]]),
        ("theme.css", &[&["build"], &["diff"]]),
        ("words.csv", &[&["build"], &["show", "seeds/day-1.md"]]),
        ("ledger.tsv", &[&["build"], &["diff"], &["links"]]),
        ("feeds/.courant-files", &[&["build"]]),
        ("feeds/rss.xml", &[&["build"], &["diff"]]),
        (".courant/lock", &[&["build"]]),
    ];
    for (what, obstacle) in OBSTACLES {
        for (place, commands) in places {
            let project = tides();
            project.write("courant.toml", &config);
            project.write("theme.css", "p { color: red }\n");
            project.write("words.csv", "");
            project.build();
            let path = project.path(place);
            fs::remove_file(&path).expect("it is there");
            obstacle(&path);
            let before = fs::read(project.path("feeds/atom.xml")).expect("built");
            // Otherwise the build would have nothing to do.
            project.write("seeds/day-4.md", "---\ntitle: Day 4\ndate: 2026-11-04\n---\nThe tide rose again.\n");
            for command in commands {
                let ended = run(&project, command, b"", Stdio::null());
                let name = Path::new(place).file_name().expect("a name").to_string_lossy();
                assert_eq!(ended.status, Some(2), "{what} as {place}, {command:?}: {}", ended.said);
                assert!(ended.said.contains(&*name), "{what} as {place}, {command:?}: {}", ended.said);
                assert!(!ended.said.contains("panicked"), "{what} as {place}, {command:?}: {}", ended.said);
            }
            let after = fs::read(project.path("feeds/atom.xml")).expect("built");
            assert_eq!(after, before, "{what} as {place}");
        }
    }
}

#[test]
fn what_is_no_file_is_told_where_redirects_go() {
    for (what, obstacle) in OBSTACLES {
        let project = Project::new(&[("courant.toml", &format!("{CONFIG}output = \"public/feeds\"\n"))]);
        fs::create_dir(project.path("public")).expect("made");
        obstacle(&project.path("public/_redirects"));
        for host in ["netlify", "cloudflare"] {
            let ended = run(&project, &["deploy-files", host, "--force"], b"", Stdio::null());
            assert_eq!(ended.status, Some(2), "{what}, {host}: {}", ended.said);
            assert!(ended.said.contains("public/_redirects"), "{what}, {host}: {}", ended.said);
        }
    }
}

#[test]
fn a_configuration_without_end_is_told() {
    let project = tides();
    let sparse = File::create(project.path("courant.toml")).expect("made");
    sparse.set_len(1 << 40).expect("it takes no room");
    let ended = run(&project, &["build"], b"", Stdio::null());
    assert_eq!(ended.status, Some(2), "{}", ended.said);
    assert!(ended.said.contains("courant.toml") && ended.said.contains("it is larger than"), "{}", ended.said);
    assert!(!project.exists("feeds") && !project.exists("ledger.tsv"));
}

#[test]
fn what_stands_in_the_place_of_the_output_is_named_and_nothing_is_written() {
    let cases: [(&str, Obstacle, &str); 4] = [
        ("a file", |place| fs::write(place, "mine").expect("written"), "a file or a broken link is in its place"),
        (
            "a broken link",
            |place| symlink("nowhere", place).expect("linked"),
            "a file or a broken link is in its place",
        ),
        (
            "a link to a file",
            |place| {
                fs::write(place.with_file_name("mine"), "mine").expect("written");
                symlink("mine", place).expect("linked");
            },
            "a file or a broken link is in its place",
        ),
        ("a loop", |place| symlink("feeds", place).expect("linked"), "feeds"),
    ];
    for (what, obstacle, words) in cases {
        let project = tides();
        obstacle(&project.path("feeds"));
        let ended = run(&project, &["build"], b"", Stdio::null());
        assert_eq!(ended.status, Some(2), "{what}: {}", ended.said);
        assert!(ended.said.contains(words), "{what}: {}", ended.said);
        assert!(!project.exists("ledger.tsv"), "{what}");
    }
}

/// Folders are taken away, swapped for links to elsewhere, and files cut while builds read them.
#[test]
fn no_swap_of_folders_and_files_while_they_are_read_brings_out_what_lies_elsewhere() {
    let project = tides();
    let article = |title: &str| format!("---\ntitle: {title}\ndate: 2026-11-10\n---\nText of {title}.\n");
    project.write("outside/inner/x.md", article("TOPSECRET"));
    project.write("outside/x.md", article("TOPSECRET"));
    project.write("seeds/sub/x.md", article("Sub"));
    project.write("seeds/sub/inner/x.md", article("Inner"));
    project.write("seeds/cut.md", article("Cut"));
    let swap = |from: &str, aside: &str, target: &str| {
        let (from, aside) = (project.path(from), project.path(aside));
        if fs::rename(&from, &aside).is_ok() {
            symlink(target, &from).expect("linked");
            fs::remove_file(&from).expect("a link");
            fs::rename(&aside, &from).expect("put back");
        }
    };
    let stop = AtomicBool::new(false);
    let (mut statuses, mut leaks, mut met) = (Vec::new(), Vec::new(), 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                swap("seeds/sub", "aside", "../outside");
                swap("seeds/sub/inner", "aside", "../../outside/inner");
                swap("seeds/sub/x.md", "aside", "../../outside/x.md");
                project.write("seeds/cut.md", "");
                project.write("seeds/cut.md", article("Cut"));
            }
        });
        // Where no build met a swap nothing was tried: it is tried again, for so long that one meets one on any machine.
        for number in 0..600 {
            if number >= 40 && met > 0 {
                break;
            }
            let ended = run(&project, &["build", "--accept-removals"], b"", Stdio::null());
            statuses.push(ended.status);
            let leaking = feeds(&project).into_iter();
            leaks.extend(leaking.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("TOPSECRET")));
            let feed = fs::read_to_string(project.path("feeds/atom.xml")).unwrap_or_default();
            let is_missed = ["<title>Sub</title>", "<title>Inner</title>"].iter().any(|title| !feed.contains(title));
            met += usize::from(is_missed || ended.said.contains("seeds/sub"));
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(leaks, []);
    assert!(met > 0, "no build met a swap: {statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, Some(0..=2))), "{statuses:?}");
}

/// A folder of the output is swapped for a link to elsewhere while builds write into it and remove from it.
#[test]
fn no_swap_of_folders_of_feeds_brings_a_file_elsewhere_or_takes_one_away_there() {
    let project = tides();
    project.write("courant.toml", format!("{CONFIG}min_articles = 1\n"));
    project.write("elsewhere/water/rss.xml", "mine");
    let elsewhere = || project.files("elsewhere");
    let before = elsewhere();
    let article = |tag: &str, number: usize| {
        let text = format!("---\ntitle: Tagged\ndate: 2026-11-05\ntags: [{tag}]\n---\nText number {number}.\n");
        project.write("seeds/tagged.md", text);
    };
    article("Water", 0);
    project.build();
    let (stop, mut statuses) = (AtomicBool::new(false), Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (feeds, aside) = (project.path("feeds/categories"), project.path("aside"));
            while !stop.load(Ordering::Relaxed) {
                if fs::rename(&feeds, &aside).is_ok() {
                    let is_linked = symlink("../elsewhere", &feeds).is_ok();
                    std::thread::sleep(Duration::from_micros(200));
                    // A build may have made the folder anew meanwhile: then that one stays.
                    let is_free = !is_linked || fs::remove_file(&feeds).is_ok();
                    if !is_free || fs::rename(&aside, &feeds).is_err() {
                        let _ = fs::remove_dir_all(&aside);
                    }
                }
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        for number in 0..30 {
            article(if number % 3 == 0 { "Land" } else { "Water" }, number);
            statuses.push(run(&project, &["build", "--quiet"], b"", Stdio::null()).status);
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(elsewhere(), before);
    assert!(statuses.iter().all(|status| matches!(status, Some(0..=2))), "{statuses:?}");
    let _ = fs::remove_file(project.path("feeds/categories"));
    article("Water", 100);
    let ended = run(&project, &["build", "--quiet"], b"", Stdio::null());
    assert!(matches!(ended.status, Some(0 | 1)), "{}", ended.said);
    assert!(project.read("feeds/categories/water/rss.xml").contains("Text number 100"));
}

const FEED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Bridge&nbsp;opens</title>\
                    <link>https://example.org/</link><description>News</description></channel></rss>\n";

#[test]
fn a_feed_that_cannot_be_corrected_is_passed_on_as_it_is() {
    let project = Project::new(&[]);
    let latin: Vec<u8> =
        FEED.replace("UTF-8", "ISO-8859-1").replace("Bridge", "Br\u{fc}cke").chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> = FEED.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    let broken = FEED.replace("Bridge", "Br").into_bytes().into_iter().chain(*b"\xff\xfe\x80").collect::<Vec<u8>>();
    for input in [latin, utf16, marked, broken, b"\xff\x00\xfe".to_vec()] {
        let ended = run(&project, &["check", "--fix", "-"], &input, Stdio::piped());
        assert_eq!(ended.stdout, input, "{}", ended.said);
        assert_eq!(ended.status, Some(1), "{}", ended.said);
        assert!(
            ended.said.contains("only feeds in UTF-8 can be corrected, it is passed on as it is"),
            "{}",
            ended.said
        );
    }
    let ended = run(&project, &["check", "--fix", "-"], FEED.as_bytes(), Stdio::piped());
    assert_eq!(ended.stdout, FEED.replace("&nbsp;", "&#160;").into_bytes(), "{}", ended.said);
}

#[test]
fn what_a_killed_correction_left_is_swept_by_the_next_and_what_is_being_written_is_not() {
    let project = Project::new(&[("feed.xml", FEED), ("sub/feed.xml", FEED)]);
    let (abandoned, held) = (project.path(".courant-99-0.new"), project.path("sub/.courant-98-0.new"));
    fs::write(&abandoned, "half a fe").expect("written");
    project.write(".courant-x.new", "not ours");
    let writing = File::create(&held).expect("made");
    writing.lock().expect("nobody else has it");
    let ended = run(&project, &["check", "--fix", "feed.xml", "sub/feed.xml"], b"", Stdio::null());
    assert!(ended.said.contains("sub/feed.xml: corrected 1 finding\n"), "{}", ended.said);
    assert!(!abandoned.exists() && held.exists() && project.exists(".courant-x.new"));
    // In the folder of feeds it may be a publisher's, which sweeps itself.
    project.write("feeds/.courant-files", "rss.xml\n");
    project.write("feeds/a/.courant-97-0.new", "half a fe");
    project.write("feeds/a/rss.xml", FEED);
    run(&project, &["check", "--fix", "feeds/a/rss.xml"], b"", Stdio::null());
    assert!(project.exists("feeds/a/.courant-97-0.new"));
}

#[test]
fn a_feed_with_two_names_is_corrected_under_one_which_is_said() {
    let project = Project::new(&[("feed.xml", FEED)]);
    fs::hard_link(project.path("feed.xml"), project.path("kept.xml")).expect("linked");
    let ended = run(&project, &["check", "--fix", "feed.xml"], b"", Stdio::null());
    assert!(
        ended.said.contains("feed.xml: the file had 2 names (hard links); under the others it is as it was"),
        "{}",
        ended.said
    );
    assert_eq!((project.read("kept.xml"), project.read("feed.xml")), (FEED.into(), FEED.replace("&nbsp;", "&#160;")));
}
