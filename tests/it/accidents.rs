//! Articles that are gone, cannot be seen, or never were: what subscribers have stays until somebody says that it may go, and what could not
//! be looked at is never taken for absent.

use crate::project::{Project, Run};
use std::fs;

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npages = true\n";

fn article(number: usize, more: &str) -> String {
    format!(
        "---\ntitle: Tide {number}\ndate: 2026-11-{number:02}\n{more}---\nThe water rose {number} metres before noon, and fell again.\n"
    )
}

/// A project of so many articles that has been built; the first two are of a category.
fn harbour(count: usize) -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for number in 1..=count {
        let tags = if number <= 2 { "tags: [Quay]\n" } else { "" };
        project.write(&format!("seeds/tide-{number}.md"), article(number, tags));
    }
    project.build();
    project
}

/// All that a subscriber or the next build sees.
fn state(project: &Project) -> (Vec<(String, Vec<u8>)>, Vec<u8>) {
    (project.files("feeds"), fs::read(project.path("ledger.tsv")).unwrap_or_default())
}

fn remove(project: &Project, numbers: impl IntoIterator<Item = usize>) {
    for number in numbers {
        fs::remove_file(project.path(&format!("seeds/tide-{number}.md"))).expect("it was there");
    }
}

/// The build stops, says these words, and changes nothing; a dry run and `diff` say the same. With the flag it goes on.
fn stops(project: &Project, words: &[&str]) {
    let before = state(project);
    let advice = "courant build --accept-removals";
    for arguments in [&["build"][..], &["build", "--dry-run"], &["diff"]] {
        let run = project.courant(arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {run:?}");
        for word in words.iter().chain(&[advice, "put the articles back"]) {
            assert!(run.stderr.contains(word), "{arguments:?}, {word}: {run:?}");
        }
        assert_eq!(state(project), before, "{arguments:?}");
    }
    assert!(project.courant(&["build"]).stderr.contains("nothing was published; the feeds are as they were"));
    assert!(project.courant(&["diff"]).stderr.contains("`courant build` would stop here"));
}

/// The build is refused with status 2 and these words, and changes nothing.
fn refused(project: &Project, words: &[&str]) -> Run {
    let before = (state(project), project.exists(".courant"));
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 2, "{run:?}");
    for word in words {
        assert!(run.stderr.contains(word), "{word}: {run:?}");
    }
    assert_eq!((state(project), project.exists(".courant")), before);
    run
}

#[test]
fn an_empty_folder_of_articles_stops_the_build() {
    let project = harbour(3);
    fs::rename(project.path("seeds"), project.path("gone")).expect("a rename");
    fs::create_dir(project.path("seeds")).expect("a folder");
    let words = ["it holds no article that can be read", "the feeds are as they were, --accept-removals empties them"];
    refused(&project, &words);
    let before = state(&project);
    for arguments in [&["build", "--dry-run"][..], &["diff"]] {
        let run = project.courant(arguments);
        assert!(run.status == 2 && run.stderr.contains(words[0]), "{arguments:?}: {run:?}");
        assert_eq!(state(&project), before, "{arguments:?}");
    }
    let ids = project.read("ledger.tsv");
    let run = project.courant(&["build", "--accept-removals"]);
    assert!(run.status == 0 && project.ids("feeds/rss.xml").is_empty(), "{run:?}");
    assert!(run.stdout.contains("3 items are no longer in the feeds: `Tide 3`, `Tide 2`, `Tide 1`"), "{run:?}");
    // What was promised is remembered: put back, they are the same.
    fs::remove_dir(project.path("seeds")).expect("it is empty");
    fs::rename(project.path("gone"), project.path("seeds")).expect("a rename");
    project.build();
    assert_eq!(project.read("ledger.tsv"), ids);
    assert_eq!(project.titles("feeds/rss.xml"), ["Tide 3", "Tide 2", "Tide 1"]);
}

/// Feeds that are not committed are published from a clone, in which only the ledger knows what subscribers have.
#[test]
fn a_clone_without_feeds_is_stopped_by_its_ledger() {
    let clone = |count: usize, gone: std::ops::Range<usize>| {
        let project = harbour(count);
        fs::remove_dir_all(project.path("feeds")).expect("they are there");
        fs::remove_dir_all(project.path(".courant")).expect("it is there");
        remove(&project, gone);
        project
    };
    let project = clone(9, 1..5);
    let before = state(&project);
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    for words in
        ["ledger.tsv: `tide-4.md` would be gone: seeds/tide-4.md is not there", "courant build --accept-removals"]
    {
        assert!(run.stderr.contains(words), "{words}: {run:?}");
    }
    assert_eq!(state(&project), before);
    let run = project.courant(&["build", "--accept-removals"]);
    assert_eq!((run.status, project.ids("feeds/rss.xml").len()), (0, 5), "{run:?}");
    // It is asked once: the next clone has the ledger of that build.
    fs::remove_dir_all(project.path("feeds")).expect("they are there");
    assert_eq!(project.courant(&["build"]).status, 0);
    // A few may go; what has expired or was never published is none of it.
    assert_eq!(clone(9, 1..4).courant(&["build"]).status, 0);
    let project = clone(9, 0..0);
    for number in 1..=6 {
        project.write(&format!("seeds/tide-{number}.md"), article(number, "expires: 2026-11-20\n"));
    }
    assert_eq!(project.courant(&["build"]).status, 0);
    let project = clone(9, 0..0);
    for number in 1..=6 {
        project.write(&format!("seeds/tide-{number}.md"), article(number, &format!("id: tide-{number}\n")));
    }
    assert_eq!(project.courant(&["build"]).status, 0, "other ids are another matter");
    // A ledger of format 2 does not say what feeds hold.
    let project = clone(9, 1..5);
    let rows = project.read("ledger.tsv").replace("courant-ledger-3", "courant-ledger-2");
    let rows: Vec<String> = rows.lines().map(|row| row.split('\t').take(7).collect::<Vec<_>>().join("\t")).collect();
    project.write("ledger.tsv", rows.join("\n") + "\n");
    assert_eq!(project.courant(&["build"]).status, 0);
}

/// Archive documents and pages hold what the feeds no longer do: subscribers have that as well.
#[test]
fn the_history_does_not_go_while_the_feeds_stay_as_they_are() {
    for (config, count, gone) in [
        ("limit = 5\n", 24, 1..=19),
        ("limit = 5\narchive = true\n", 24, 1..=19),
        ("limit = 5\nindex = false\n", 12, 1..=5),
        ("limit = 2\nmax_bytes = 100000\n", 11, 5..=8),
        ("limit = 1\n", 6, 1..=4),
    ] {
        let project = Project::new(&[("courant.toml", &format!("{config}{CONFIG}"))]);
        (1..=count).for_each(|number| project.write(&format!("seeds/tide-{number}.md"), article(number, "")));
        project.build();
        let feed = project.titles("feeds/rss.xml");
        remove(&project, gone.clone());
        stops(
            &project,
            &[&format!("ledger.tsv: `tide-{}.md` would be gone: seeds/tide-", gone.start()), "or of all articles"],
        );
        // One stop with one message: it is not asked a second time.
        let run = project.courant(&["build", "--accept-removals"]);
        assert!(
            run.status == 0 && run.stdout.contains(&format!("{} items are no longer in the feeds", gone.count())),
            "{run:?}"
        );
        assert_eq!(project.titles("feeds/rss.xml"), feed);
        project.build();
    }
    // A third or three of all may go, and what expires does.
    let project = harbour(9);
    project.write("courant.toml", format!("limit = 5\n{CONFIG}"));
    project.build();
    remove(&project, 2..=4);
    let run = project.build();
    assert!(run.stdout.contains("3 items are no longer in the feeds: `Tide 2`, `tide-3.md`, `tide-4.md`\n"), "{run:?}");
    for number in 5..=8 {
        project.write(&format!("seeds/tide-{number}.md"), article(number, "expires: 2026-11-20\n"));
    }
    let run = project.build();
    assert!(!run.stdout.contains("no longer in the feeds"), "{run:?}");
    // An article is named once, as the feed calls it where one holds it.
    let project = harbour(9);
    project.write("courant.toml", format!("limit = 5\n{CONFIG}"));
    project.build();
    remove(&project, 2..=8);
    let run = project.courant(&["build"]);
    assert_eq!(run.stderr.matches("would be gone").count(), 7, "{run:?}");
    assert!(
        run.stderr.contains("`Tide 8` would be gone") && run.stderr.contains("`tide-3.md` would be gone"),
        "{run:?}"
    );
    assert_eq!(run.stderr.matches("--accept-removals").count(), 1, "{run:?}");
}

/// Nobody has a feed yet: there is nothing to publish, and nothing is left behind.
#[test]
fn articles_that_are_all_unfit_make_no_feeds() {
    let broken = "---\ntitle: [\n---\nText.\n";
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/a.md", broken), ("seeds/b.md", broken)]);
    let run = refused(&project, &["none of its 2 articles can be published", "seeds/a.md", "seeds/b.md"]);
    assert!(run.stdout.is_empty() && !project.exists("feeds") && !project.exists("ledger.tsv"), "{run:?}");
    project.write("seeds/b.md", article(1, ""));
    let run = project.courant(&["build"]);
    assert!(run.status == 1 && project.titles("feeds/rss.xml") == ["Tide 1"], "{run:?}");
}

/// Whatever makes articles not due, subscribers lose the same.
#[test]
fn whatever_takes_the_articles_out_stops_the_build() {
    type Accident = fn(&Project);
    let accidents: [(&str, Accident, &str); 7] = [
        ("removed", |project| remove(project, 1..=9), "is not there"),
        ("ignored", |project| project.write(".gitignore", "seeds/tide-?.md\n"), "is not there"),
        ("half ignored", |project| project.write("seeds/.gitignore", "tide-[1-6].md\n"), "is not there"),
        ("drafts", |project| each(project, |text| text.replace("date:", "draft: true\ndate:")), "is kept out"),
        ("broken", |project| each(project, |text| text.replace("title: ", "title: [")), "is kept out"),
        ("to come", |project| each(project, |text| text.replace("2026-", "2029-")), "is kept out"),
        (
            "another folder",
            |project| project.write("courant.toml", format!("articles = \"other\"\n{CONFIG}")),
            "is not there",
        ),
    ];
    for (name, accident, why) in accidents {
        let project = harbour(12);
        project.write("other/a.md", article(28, ""));
        accident(&project);
        stops(&project, &["would be gone: ", why]);
        println!("{name}");
    }
}

fn each(project: &Project, change: impl Fn(&str) -> String) {
    for number in 1..=9 {
        let path = format!("seeds/tide-{number}.md");
        let text = change(&project.read(&path));
        project.write(&path, text);
    }
}

/// More than a third and more than three, or all: else somebody has taken something down.
#[test]
fn a_few_articles_may_go_and_are_named_in_the_last_lines() {
    for (count, gone, is_stopped) in [
        (12, 3, false),
        (12, 4, false),
        (12, 5, true),
        (4, 3, false),
        (3, 3, true),
        (1, 1, true),
        (8, 3, false),
        (9, 4, true),
    ] {
        let project = harbour(count);
        // The last of them, which are in no category.
        remove(&project, (count - gone + 1)..=count);
        if gone == count {
            project.write("seeds/new.md", article(20, ""));
        }
        if is_stopped {
            stops(&project, &["would be gone"]);
            continue;
        }
        let run = project.build();
        let line = format!("{gone} items are no longer in the feeds: `Tide {count}`");
        assert!(run.stdout.contains(&line), "{count}, {gone}: {run:?}");
        assert_eq!(project.ids("feeds/rss.xml").len(), count - gone);
    }
}

#[test]
fn what_no_longer_fits_has_left_a_category_or_expired_is_no_removal() {
    let project = harbour(12);
    // The clock of the tests stands at 24 November 2026.
    for number in 1..=6 {
        project.write(&format!("seeds/tide-{number}.md"), article(number, "expires: 2026-11-20\n"));
    }
    let run = project.build();
    assert_eq!(project.ids("feeds/rss.xml").len(), 6);
    assert!(!run.stdout.contains("no longer in the feeds"), "{run:?}");
    let project = harbour(12);
    project.write("courant.toml", format!("limit = 2\n{CONFIG}"));
    project.write("seeds/tide-1.md", article(1, "tags: [Pier]\n"));
    let run = project.build();
    assert!(project.ids("feeds/rss.xml").len() == 2 && !run.stdout.contains("no longer in the feeds"), "{run:?}");
    // A renamed article is the same, with its old text or a new one.
    let project = harbour(3);
    for number in 1..=3 {
        fs::rename(project.path(&format!("seeds/tide-{number}.md")), project.path(&format!("seeds/water-{number}.md")))
            .expect("a rename");
    }
    assert!(!project.build().stdout.contains("no longer in the feeds"));
}

/// The feeds say what subscribers have, whatever became of the ledger, and whoever wrote them.
#[test]
fn a_lost_ledger_and_feeds_of_another_program_do_not_hide_a_removal() {
    let project = harbour(6);
    fs::remove_file(project.path("ledger.tsv")).expect("it was there");
    remove(&project, 1..=5);
    stops(&project, &["`Tide 5` would be gone"]);

    let project = Project::new(&[("courant.toml", CONFIG)]);
    let mut items = String::new();
    for number in 1..=5 {
        project.write(&format!("seeds/tide-{number}.md"), article(number, ""));
        items.push_str(&format!("<item><title>Tide {number}</title><guid isPermaLink=\"false\">{number} at example.org</guid><pubDate>0{number} Nov 2026 00:00:00 GMT</pubDate></item>"));
    }
    project.write("feeds/rss.xml", format!("<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link><description>D</description>{items}</channel></rss>"));
    assert_eq!(project.courant(&["adopt", "feeds/rss.xml"]).status, 0);
    remove(&project, 2..=5);
    stops(&project, &["`Tide 4` would be gone: seeds/tide-4.md is not there"]);
}

/// Both guards speak, and both flags are named.
#[test]
fn new_ids_and_removals_at_once_are_told_together() {
    let project = harbour(9);
    let old = project.read("ledger.tsv");
    project.write(
        "ledger.tsv",
        old.lines()
            .filter(|line| !line.contains("tide-9"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
            .replace("article\ttide-8", "article\tother"),
    );
    remove(&project, 1..=5);
    let run = project.courant(&["build"]);
    assert!(run.status == 1 && run.stderr.contains("would be gone"), "{run:?}");
    let run = project.courant(&["build", "--accept-new-ids"]);
    assert!(run.status == 1 && run.stderr.contains("courant build --accept-removals"), "{run:?}");
    assert_eq!(project.courant(&["build", "--accept-new-ids", "--accept-removals"]).status, 0);
}

#[test]
fn a_folder_that_holds_nothing_is_left_as_it_is() {
    let nothing: [&[(&str, &str)]; 6] = [
        &[("courant.toml", CONFIG), ("seeds/picture.png", "x")],
        &[("courant.toml", CONFIG), ("seeds/empty.md", " \n")],
        &[("courant.toml", CONFIG), ("seeds/.hidden.md", "Text.")],
        &[("courant.toml", CONFIG), ("seeds/a.rst", "Text\n====\n"), ("seeds/b/c.RST", "x"), ("seeds/d.org", "x")],
        &[("note.docx", "x")],
        &[(".gitignore", "*.md\n"), ("a.md", "Text.")],
    ];
    for files in nothing {
        let project = Project::new(files);
        refused(&project, &["it holds no article that can be read (.txt, "]);
        assert!(!project.exists("feeds") && !project.exists("ledger.tsv") && !project.exists(".courant"), "{files:?}");
        assert_eq!(project.courant(&["build", "--dry-run"]).status, 2);
        assert_eq!(project.courant(&["diff"]).status, 2);
    }
    let project = Project::new(nothing[3]);
    refused(&project, &["1 Org file (.org) is not read", "2 reStructuredText files (.rst) are not read"]);
    let project = Project::new(&[("courant.toml", CONFIG)]);
    refused(&project, &["\"./seeds\": No such file", "name the folder of articles"]);
    assert!(!project.exists(".courant"));
    // Nothing is adopted for articles that are not there, either.
    project.write("seeds/a.org", "* A\n");
    project.write("old.xml", harbour(2).read("feeds/rss.xml"));
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(run.status == 2 && !project.exists(".courant") && !project.exists("ledger.tsv"), "{run:?}");
}

#[test]
fn files_of_a_kind_that_is_not_read_are_told_once() {
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/a.md", &article(1, ""))]);
    for number in 0..12 {
        project.write(&format!("seeds/{number}.rst"), "Text\n====\n");
    }
    project.write("seeds/sub/b.epub", "x");
    for _ in 0..2 {
        let run = project.build();
        assert_eq!(run.stderr.matches(".rst)").count(), 1, "{run:?}");
        assert!(run.stderr.contains("12 reStructuredText files (.rst) are not read"), "{run:?}");
        assert!(run.stderr.contains("1 EPUB file (.epub) is not read"), "{run:?}");
    }
}

/// Runs the program as somebody whom modes bind: root may read and write anywhere.
#[cfg(unix)]
fn as_somebody(project: &Project, arguments: &[&str]) -> Run {
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    // SAFETY: it reads a number and has no preconditions.
    if unsafe { libc::geteuid() } != 0 {
        return project.run(Command::new(env!("CARGO_BIN_EXE_courant")), arguments, "");
    }
    // The program has to be where somebody else can reach it. Copied by another process: a file that this one has open for writing may be
    // inherited by whatever another test starts at this moment, and cannot be executed then (ETXTBSY).
    let place = Project::new(&[]);
    mode(&place, ".", 0o755);
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_courant")).arg(place.path("courant")).status();
    assert!(copied.is_ok_and(|status| status.success()), "there is room");
    let mut command = Command::new(place.path("courant"));
    command.uid(65_534).gid(65_534);
    project.run(command, arguments, "")
}

/// Lets everybody write to a project that has been built.
#[cfg(unix)]
fn open_to_all(project: &Project) {
    for path in [".", "feeds", ".courant", ".courant/lock", "ledger.tsv"] {
        mode(project, path, 0o777);
    }
}

#[cfg(unix)]
fn mode(project: &Project, path: &str, bits: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(project.path(path), fs::Permissions::from_mode(bits)).expect("a mode");
}

/// What may be entered but not listed (mode 711, for another user) is not empty.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_no_empty_one() {
    for (place, bits) in [(".", 0o711), ("seeds", 0o311), ("seeds", 0o000)] {
        let project = harbour(3);
        open_to_all(&project);
        mode(&project, place, bits);
        let before = state(&project);
        let run = as_somebody(&project, &["build"]);
        mode(&project, place, 0o755);
        assert_eq!(run.status, 2, "{place} {bits:o}: {run:?}");
        assert!(run.stderr.contains("Permission denied"), "{run:?}");
        assert_eq!(state(&project), before);
    }
}

/// What a folder below holds is not known when it cannot be listed or entered, and so it is not gone.
#[cfg(unix)]
#[test]
fn a_folder_below_that_cannot_be_read_stops_the_build() {
    for bits in [0o000, 0o311, 0o644] {
        let project = old_and_new();
        open_to_all(&project);
        mode(&project, "seeds/old", bits);
        let before = state(&project);
        let run = as_somebody(&project, &["build"]);
        mode(&project, "seeds/old", 0o755);
        assert_eq!(run.status, 2, "{bits:o}: {run:?}");
        assert!(run.stderr.contains("seeds/old") && run.stderr.contains("Permission denied"), "{bits:o}: {run:?}");
        assert_eq!(state(&project), before, "{bits:o}");
    }
}

/// An article that cannot be read keeps its promises, and is told of; for the feeds it counts as gone.
#[cfg(unix)]
#[test]
fn articles_that_cannot_be_read_count_as_gone() {
    let project = old_and_new();
    open_to_all(&project);
    let paths: Vec<String> = (1..=4).map(|number| format!("seeds/old/tide-{number}.md")).collect();
    paths.iter().for_each(|path| mode(&project, path, 0o000));
    let before = state(&project);
    let run = as_somebody(&project, &["build"]);
    paths.iter().for_each(|path| mode(&project, path, 0o644));
    assert!(run.status == 1 && run.stderr.contains("seeds/old/tide-4.md: cannot be read"), "{run:?}");
    assert!(run.stderr.contains("`Tide 4` would be gone"), "{run:?}");
    assert_eq!(state(&project), before);
}

/// Five articles, four of them in a folder below.
#[cfg(unix)]
fn old_and_new() -> Project {
    let project = harbour(5);
    fs::create_dir_all(project.path("seeds/old")).expect("a folder");
    for number in 1..=4 {
        let [from, to] = ["seeds", "seeds/old"].map(|folder| project.path(&format!("{folder}/tide-{number}.md")));
        fs::rename(from, to).expect("a rename");
    }
    project.build();
    project
}

/// It may be what keeps a draft out.
#[cfg(unix)]
#[test]
fn a_gitignore_that_cannot_be_read_is_not_passed_over() {
    for path in [".gitignore", "seeds/.gitignore"] {
        let project = harbour(3);
        project.write(path, "secret.md\n");
        project.write("seeds/secret.md", article(20, ""));
        open_to_all(&project);
        mode(&project, path, 0o000);
        let before = state(&project);
        let run = as_somebody(&project, &["build"]);
        assert!(run.status == 2 && run.stderr.contains(".gitignore"), "{path}: {run:?}");
        assert!(run.stderr.contains("Permission denied"), "{run:?}");
        assert_eq!(state(&project), before);
    }
}

#[test]
fn a_pattern_that_is_none_is_told_where_it_stands() {
    for path in [".gitignore", "seeds/.gitignore", "seeds/old/.gitignore"] {
        let project = harbour(2);
        project.write("seeds/old/tide-3.md", article(3, ""));
        project.write(path, "a{b\n");
        let run = project.build();
        assert!(run.stderr.contains(&format!("warning: {path}: is not understood: ")), "{run:?}");
        assert_eq!(project.ids("feeds/rss.xml").len(), 3);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_no_absence() {
    use std::os::unix::fs::symlink;
    for (path, word) in [
        ("courant.toml", "courant.toml"),
        ("seeds", "seeds"),
        ("ledger.tsv", "ledger.tsv"),
        (".gitignore", ".gitignore"),
        ("seeds/.gitignore", ".gitignore"),
    ] {
        let project = harbour(3);
        let _ = fs::rename(project.path(path), project.path("aside"));
        symlink("nowhere", project.path(path)).expect("a link");
        let feeds = project.files("feeds");
        let run = project.courant(&["build"]);
        assert!(run.status == 2 && run.stderr.contains(word), "{path}: {run:?}");
        assert_eq!(project.files("feeds"), feeds);
        if path == "courant.toml" {
            assert!(run.stderr.contains("it is a link that leads to nothing"), "{run:?}");
            for command in [&["diff"][..], &["show", "seeds/tide-1.md"], &["check", "feeds"], &["init"]] {
                assert_eq!(project.courant(command).status, 2, "{command:?}");
            }
        }
    }
}

/// A project that may only be read is built elsewhere, and what it lacks is told rightly.
#[cfg(unix)]
#[test]
fn a_project_that_may_only_be_read_is_built_elsewhere() {
    let project = harbour(3);
    fs::create_dir(project.path("open")).expect("a folder");
    mode(&project, "open", 0o777);
    fs::remove_dir_all(project.path(".courant")).expect("it was there");
    mode(&project, ".", 0o555);
    let out = project.path("open/feeds");
    let out = out.to_str().expect("a path");
    let run = as_somebody(&project, &["build", "--out", out]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("the lock and the memory of the last build are in"), "{run:?}");
    assert_eq!(project.read("open/feeds/rss.xml"), project.read("feeds/rss.xml"));
    // A new article has to be promised, and that cannot be kept here.
    project.write("seeds/new.md", article(20, ""));
    let run = as_somebody(&project, &["build", "--out", out]);
    mode(&project, ".", 0o755);
    assert!(run.status == 2 && run.stderr.contains("ledger.tsv") && run.stderr.contains("commit it"), "{run:?}");
    assert_eq!(project.read("open/feeds/rss.xml"), project.read("feeds/rss.xml"));
}
