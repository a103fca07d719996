//! The ledger in a team: shown, changed, and merged by git, with what subscribers see after it.

use crate::project::Project;
use courant_testing::pass_over;
use std::collections::BTreeMap;
use std::process::Command;

/// A project in a repository of its own, in which nobody's settings count.
struct Repository(Project);

impl Repository {
    /// With two published articles, committed; nothing where there is no git.
    fn new(attributes: &str) -> Option<Repository> {
        if Command::new("git").arg("--version").output().is_err() {
            pass_over("merges of ledgers: there is no git");
            return None;
        }
        let repository = Repository(Project::new(&[
            (
                "courant.toml",
                "title = \"A site\"\nlink = \"https://e.example/\"\npermalink = \"https://e.example/{path}/\"\n",
            ),
            (".gitignore", ".courant\nfeeds\n"),
            (".gitattributes", attributes),
            ("seeds/bridge.md", &article("bridge", "2026-11-01")),
            ("seeds/ferry.md", &article("ferry", "2026-11-02")),
        ]));
        repository.git(&["init", "-q", "-b", "main"]);
        let driver = format!("'{}' ledger merge %O %A %B", env!("CARGO_BIN_EXE_courant"));
        repository.git(&["config", "merge.courant.driver", &driver]);
        repository.build_and_commit();
        Some(repository)
    }

    fn git(&self, arguments: &[&str]) -> (bool, String) {
        let names = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
        let output = Command::new("git")
            .args(arguments)
            .current_dir(self.0.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(names.map(|name| (name, "a@e.example")))
            .output()
            .expect("git runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), said)
    }

    /// As it is done where feeds are published from: of a clone, in which no feeds of another branch lie.
    fn build_and_commit(&self) {
        let _ = std::fs::remove_dir_all(self.0.path("feeds"));
        self.0.build();
        self.git(&["add", "--all"]);
        let (is_committed, said) = self.git(&["commit", "-qm", "x", "--allow-empty"]);
        assert!(is_committed, "{said}");
    }

    /// Makes a branch with changes, and one with others where `main` is, and merges the first into the second.
    fn part_and_merge(&self, theirs: &dyn Fn(&Project), ours: &dyn Fn(&Project)) -> (bool, String) {
        self.git(&["checkout", "-qb", "other"]);
        theirs(&self.0);
        self.build_and_commit();
        self.git(&["checkout", "-q", "main"]);
        ours(&self.0);
        self.build_and_commit();
        self.git(&["merge", "-q", "--no-edit", "other"])
    }

    /// The id of each article by its title, as a reader sees them.
    fn ids(&self) -> BTreeMap<String, String> {
        self.0.titles("feeds/rss.xml").into_iter().zip(self.0.ids("feeds/rss.xml")).collect()
    }
}

fn article(name: &str, date: &str) -> String {
    format!(
        "---\ntitle: The {name}\ndate: {date}\n---\nWhat there is to tell of the {name} is told here in a sentence of some length, so \
         that the {name} is known by it.\n\nAnd there is a second paragraph about the {name}.\n"
    )
}

/// The id that an article has in the ledger of a branch.
fn id_on(repository: &Repository, branch: &str, path: &str) -> String {
    let (_, ledger) = repository.git(&["show", &format!("{branch}:ledger.tsv")]);
    let row = ledger.lines().find(|line| line.split('\t').nth(1) == Some(path));
    row.and_then(|row| row.split('\t').nth(2)).unwrap_or_else(|| panic!("{branch} has no {path}: {ledger}")).to_string()
}

/// How git is told to merge the ledger: by Courant, by keeping both sides' rows, or not at all, so that a conflict is left.
const WAYS: [&str; 3] = ["ledger.tsv merge=courant\n", "ledger.tsv merge=union\n", ""];

/// After a merge: settled where a conflict is left, and built; the ids that both branches had told are there.
fn settle(repository: &Repository, merged: (bool, String)) {
    let (is_clean, said) = merged;
    if !is_clean {
        let refused = repository.0.courant(&["build"]);
        assert_eq!(refused.status, 2, "{said} {refused:?}");
        assert!(
            refused.stderr.contains("ledger.tsv") && refused.stderr.contains("`courant ledger merge`"),
            "{refused:?}"
        );
        let settled = repository.0.courant(&["ledger", "merge"]);
        assert_eq!(settled.status, 0, "{settled:?}");
    }
    repository.build_and_commit();
}

#[test]
fn both_branches_add_and_edit_articles() {
    for way in WAYS {
        let Some(repository) = Repository::new(way) else { return };
        let merged = repository.part_and_merge(
            &|project| {
                project.write("seeds/harbour.md", article("harbour", "2026-11-05"));
                project.write("seeds/ferry.md", article("ferry", "2026-11-02").replace("second", "third"));
            },
            &|project| {
                project.write("seeds/crane.md", article("crane", "2026-11-04"));
                project.write("seeds/bridge.md", article("bridge", "2026-11-01").replace("second", "other"));
            },
        );
        assert_eq!(merged.0, !way.is_empty(), "{way}: {}", merged.1);
        let told = [
            ("The bridge", id_on(&repository, "main", "bridge.md")),
            ("The ferry", id_on(&repository, "other", "ferry.md")),
            ("The crane", id_on(&repository, "main", "crane.md")),
            ("The harbour", id_on(&repository, "other", "harbour.md")),
        ];
        settle(&repository, merged);
        let told = told.map(|(title, id)| (title.to_string(), id));
        assert_eq!(repository.ids(), BTreeMap::from(told), "{way}");
    }
}

#[test]
fn one_branch_renames_what_the_other_edits() {
    for way in [WAYS[0], WAYS[2]] {
        let Some(repository) = Repository::new(way) else { return };
        let id = id_on(&repository, "main", "ferry.md");
        let merged = repository.part_and_merge(
            &|project| {
                std::fs::rename(project.path("seeds/ferry.md"), project.path("seeds/boat.md")).expect("a rename");
            },
            &|project| project.write("seeds/ferry.md", article("ferry", "2026-11-02").replace("second", "third")),
        );
        settle(&repository, merged);
        assert!(!repository.0.exists("seeds/ferry.md"), "git has renamed it");
        assert_eq!(repository.ids()["The ferry"], id, "{way}");
        assert!(repository.0.read("feeds/rss.xml").contains("third paragraph"), "{way}");
    }
}

#[test]
fn both_branches_add_another_article_at_one_path() {
    for way in [WAYS[0], WAYS[2]] {
        let Some(repository) = Repository::new(way) else { return };
        // An id of the author's own, so that the two differ.
        let with_id = |name: &str, date: &str| {
            article(name, date).replacen("---\n", &format!("---\nid: tag:e.example,2026:{name}\n"), 1)
        };
        let merged = repository
            .part_and_merge(&|project| project.write("seeds/new.md", with_id("crane", "2026-11-04")), &|project| {
                project.write("seeds/new.md", with_id("harbour", "2026-11-05"))
            });
        assert!(!merged.0, "the article itself is in conflict");
        // The branch that is merged into keeps its article, the other's gets another name.
        repository.0.write("seeds/crane.md", with_id("crane", "2026-11-04"));
        repository.0.write("seeds/new.md", with_id("harbour", "2026-11-05"));
        let settled = repository.0.courant(&["ledger", "merge"]);
        assert_eq!(settled.status, 0, "{settled:?}");
        if way.is_empty() {
            assert!(settled.stderr.contains("new.md: has two ids"), "{settled:?}");
        }
        repository.build_and_commit();
        let ids = repository.ids();
        assert_eq!(ids["The crane"], "tag:e.example,2026:crane", "{way}");
        assert_eq!(ids["The harbour"], "tag:e.example,2026:harbour", "{way}");
    }
}

/// Where feeds are committed, a merge leaves its conflicts in them, too: they are made of the articles anew.
#[test]
fn feeds_that_a_merge_has_left_in_conflict_are_written_anew() {
    let project = Project::new(&[
        ("courant.toml", "link = \"https://e.example/\"\n"),
        ("seeds/bridge.md", &article("bridge", "2026-11-01")),
    ]);
    project.build();
    let ours = project.read("feeds/rss.xml");
    project.write("seeds/ferry.md", article("ferry", "2026-11-02"));
    project.build();
    let ids = project.ids("feeds/rss.xml");
    let paths = ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"];
    let whole = paths.map(|path| project.read(path));
    let (start, rest) = ours.split_at(ours.find("<channel>").expect("a feed"));
    project.write(paths[0], format!("{start}\n<<<<<<< HEAD\n{rest}\n=======\n{rest}\n>>>>>>> other\n"));
    for path in &paths[1..] {
        let text = project.read(path);
        project.write(path, format!("<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n"));
    }
    for arguments in [&["diff"][..], &["build"]] {
        let run = project.courant(arguments);
        assert_eq!(run.status, 0, "{arguments:?} {run:?}");
        assert!(run.stderr.contains("3 feed files hold the conflict of a merge, and are written anew"), "{run:?}");
        assert!(!run.stdout.contains("gone") && !run.stdout.contains("2 new"), "{run:?}");
    }
    assert_eq!(paths.map(|path| project.read(path)), whole);
    assert_eq!(project.ids("feeds/rss.xml"), ids);
    // What the ledger knows goes no other way than before.
    project.write(paths[0], "<<<<<<< HEAD\n=======\n>>>>>>> other\n");
    for name in ["bridge", "ferry"] {
        std::fs::remove_file(project.path(&format!("seeds/{name}.md"))).expect("it was there");
    }
    project.write("seeds/crane.md", article("crane", "2026-11-03"));
    let run = project.courant(&["build"]);
    assert!(run.status == 1 && run.stderr.contains("--accept-removals"), "{run:?}");
}

/// Ledgers by their rows (path, id, published, updated), as the base and the two sides have them, and what comes of them.
#[test]
fn what_one_side_alone_has_changed_counts() {
    let cases = [
        // A first date that one side has set right; an update of the other.
        ("a i 5 5", "a i 3 5", "a i 5 8", "a i 3 8"),
        ("a i 5 5", "a i 5 8", "a i 3 5", "a i 3 8"),
        // Both have set it: the earlier.
        ("a i 5 5", "a i 3 5", "a i 2 5", "a i 2 5"),
        // One has moved it, both have: this side's place.
        ("a i 5 5", "a i 5 5", "b i 5 5", "b i 5 5"),
        ("a i 5 5", "b i 5 6", "a i 5 7", "b i 5 7"),
        ("a i 5 5", "b i 5 5", "c i 5 5", "b i 5 5"),
        // One path, two ids: the older stays, of two of one age this side's; the other is kept beside it.
        ("", "a i 5 5", "a j 4 4", "a j 4 4, a~ i 5 5"),
        ("", "a i 5 5", "a j 5 5", "a i 5 5, a~ j 5 5"),
        ("", "a i 5 5, a~ k 1 1", "a j 5 5", "a i 5 5, a~ k 1 1, a~~ j 5 5"),
        // Two have changed places on one side.
        ("a i 5 5, b j 5 5", "a j 5 5, b i 5 5", "a i 5 5, b j 5 6", "a j 5 6, b i 5 5"),
        // Nothing is ever taken out: what only one side has, stays.
        ("a i 5 5, b j 5 5", "a i 5 5", "a i 5 5, b j 5 5, c k 6 6", "a i 5 5, b j 5 5, c k 6 6"),
    ];
    for (base, ours, theirs, expected) in cases {
        let project = Project::new(&[("base", &ledger(base)), ("ours", &ledger(ours)), ("theirs", &ledger(theirs))]);
        let run = project.courant(&["ledger", "merge", "base", "ours", "theirs"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(rows(&project.read("ours")), expected, "{base} | {ours} | {theirs}");
        // The same by the conflict markers that git leaves, with and without what both have come from.
        let conflict = |base: &str| {
            format!("{}<<<<<<< HEAD\n{}{base}=======\n{}>>>>>>> other\n", ledger(""), body(ours), body(theirs))
        };
        project.write("ledger.tsv", conflict(&format!("||||||| 1234567\n{}", body(base))));
        let run = project.courant(&["ledger", "merge"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(rows(&project.read("ledger.tsv")), expected, "settled: {base} | {ours} | {theirs}");
        project.write("ledger.tsv", conflict(""));
        assert_eq!(project.courant(&["ledger", "merge"]).status, 0);
        for id in ["i", "j", "k"] {
            let was_told = ours.contains(id) || theirs.contains(id);
            assert_eq!(rows(&project.read("ledger.tsv")).contains(id), was_told, "without a base: {ours} | {theirs}");
        }
    }
}

const HEADER: &str = "courant-ledger-2\tpath\tid\tpublished\tupdated\tfingerprint\tsource\n";

fn ledger(rows: &str) -> String {
    format!("{HEADER}{}", body(rows))
}

fn body(rows: &str) -> String {
    let row = |row: &str| {
        let cells: Vec<&str> = row.split(' ').collect();
        let day = |place: usize| format!("2026-11-0{}T00:00:00Z", cells[place]);
        format!(
            "article\t{}.md\ttag:e.example,2026:{}\t{}\t{}\t-\t-\n",
            cells[0].replace('~', ".md~").trim_end_matches(".md"),
            cells[1],
            day(2),
            day(3)
        )
    };
    rows.split(", ").filter(|one| !one.is_empty()).map(row).collect::<String>().replace("~.md", "~")
}

fn rows(ledger: &str) -> String {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let day =
            |place: usize| cells[place].trim_start_matches("2026-11-0").trim_end_matches("T00:00:00Z").to_string();
        let id = cells[2].trim_start_matches("tag:e.example,2026:");
        format!("{} {id} {} {}", cells[1].replace(".md", ""), day(3), day(4))
    };
    ledger.lines().filter(|line| line.starts_with("article\t")).map(row).collect::<Vec<_>>().join(", ")
}

/// What git leaves where it has kept the rows of both sides: an article that both have moved, a path that both have given to another.
#[test]
fn rows_that_contradict_each_other_are_refused_and_settled() {
    let cases = [
        ("a i 5 5, b i 5 6", "b.md", "b i 5 6"),
        ("a i 5 5, b i 5 6", "a.md", "a i 5 6"),
        ("b i 5 5, a i 5 6", "nowhere.md", "b i 5 6"),
        ("a i 5 5, a j 4 4", "a.md", "a j 4 4, a~ i 5 5"),
        ("a i 5 5, a j 5 5, a~ k 1 1", "a.md", "a i 5 5, a~ k 1 1, a~~ j 5 5"),
        ("a i 5 5, a i 3 5", "a.md", "a i 3 5"),
    ];
    for (both, there, expected) in cases {
        let path = format!("seeds/{there}");
        let project = Project::new(&[("ledger.tsv", &ledger(both)), (&path, &article("bridge", "2026-11-01"))]);
        let refused = project.courant(&["build"]);
        assert_eq!(refused.status, 2, "{both} {refused:?}");
        assert!(refused.stderr.contains("`courant ledger merge`"), "{both} {refused:?}");
        let run = project.courant(&["ledger", "merge"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(rows(&project.read("ledger.tsv")), expected, "{both}");
        assert!(!run.stderr.is_empty(), "what was decided is told: {both} {run:?}");
        assert_eq!(project.courant(&["build"]).status, 0, "{both}");
    }
}

#[test]
fn markers_that_fit_nowhere_are_shown_and_nothing_is_written() {
    let row = body("a i 5 5");
    for (text, line) in [
        (format!("{HEADER}<<<<<<< HEAD\n{row}"), 3),
        (format!("{HEADER}=======\n{row}>>>>>>> other\n"), 2),
        (format!("{HEADER}<<<<<<< HEAD\n<<<<<<< HEAD\n{row}=======\n{row}>>>>>>> other\n"), 3),
        (format!("{HEADER}<<<<<<< HEAD\n{row}=======\nnothing\n>>>>>>> other\n"), 5),
    ] {
        let project = Project::new(&[("ledger.tsv", &text)]);
        let run = project.courant(&["ledger", "merge"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains(&format!("{line}:1")), "{text}{run:?}");
        assert_eq!(project.read("ledger.tsv"), text);
    }
    let project = Project::new(&[("ledger.tsv", &ledger("a i 5 5"))]);
    let run = project.courant(&["ledger", "merge"]);
    assert_eq!((run.status, run.stdout.contains("no conflicts")), (0, true), "{run:?}");
    let run = project.courant(&["ledger", "merge", "ledger.tsv", "ledger.tsv", "nosuch"]);
    assert_eq!((run.status, run.stderr.contains("nosuch")), (2, true), "{run:?}");
}

#[test]
fn a_promise_is_shown_and_set_right() {
    let project = Project::new(&[
        (
            "courant.toml",
            "link = \"https://e.example/\"\npermalink = \"https://e.example/{path}/\"\nmin_articles = 1\n",
        ),
        ("seeds/news/bridge.md", &article("bridge", "2026-11-01")),
    ]);
    project.build();
    let shown = project.courant(&["ledger", "show", "seeds/news/bridge.md"]);
    for part in ["article news/bridge.md", "urn:uuid:", "2026-11-01T00:00:00Z", "https://e.example/news/bridge/"] {
        assert!(shown.stdout.contains(part), "{part}: {shown:?}");
    }
    // The same entry by other names.
    let id = project.ids("feeds/rss.xml").remove(0);
    for name in ["news/bridge.md", id.as_str(), "./seeds/news/bridge.md"] {
        assert_eq!(project.courant(&["ledger", "show", name]).stdout, shown.stdout, "{name}");
    }
    let feed = project.courant(&["ledger", "show", "categories/news", "--format", "json"]);
    let feed: serde_json::Value = serde_json::from_str(&feed.stdout).expect("an object a line");
    assert_eq!((feed["kind"].as_str(), feed["subject"].as_str()), (Some("feed"), Some("category:news")));

    let set = project.courant(&["ledger", "set", "news/bridge.md", "--published", "2024-05-01"]);
    assert_eq!(set.status, 0, "{set:?}");
    assert!(set.stdout.contains("2026-11-01T00:00:00Z") && set.stdout.contains("2024-05-01T00:00:00Z"), "{set:?}");
    project.courant(&["build", "--accept-new-ids"]);
    let entry = project.feed("feeds/rss.xml").entries.remove(0);
    assert_eq!(entry.published.map(|date| date.to_rfc3339()).as_deref(), Some("2024-05-01T00:00:00+00:00"));
    assert_eq!(entry.id, id);

    let renamed = project.courant(&["ledger", "set", "news/bridge.md", "--id", "https://e.example/?p=12"]);
    assert_eq!(renamed.status, 0, "{renamed:?}");
    assert!(renamed.stderr.contains("as new"), "{renamed:?}");
    assert!(project.read("ledger.tsv").contains(&id), "no id that was promised leaves the ledger");
    project.courant(&["build", "--accept-new-ids"]);
    assert_eq!(project.ids("feeds/rss.xml"), ["https://e.example/?p=12"]);
    // And back: the id that is kept beside it is its own.
    let back = project.courant(&["ledger", "set", "news/bridge.md", "--id", &id]);
    assert_eq!(back.status, 0, "{back:?}");
    project.courant(&["build", "--accept-new-ids"]);
    assert_eq!(project.ids("feeds/rss.xml"), [id]);
}

#[test]
fn what_cannot_be_set_is_told_and_changes_nothing() {
    let project =
        Project::new(&[("a.md", &article("bridge", "2026-11-01")), ("b.md", &article("ferry", "2026-11-02"))]);
    project.build();
    let id = project.ids("feeds/rss.xml").remove(0);
    let before = project.read("ledger.tsv");
    for (arguments, words) in [
        (&["set", "aa.md", "--published", "2024-05-01"][..], "did you mean `a.md`?"),
        (&["set", "a.md", "--published", "soon"], "`soon` is no date"),
        (&["set", "a.md", "--id", id.as_str()], "is the id of `b.md`"),
        (&["set", "a.md", "--id", "http://"], "`http://`"),
        (&["set", "a.md", "--path", "b.md"], "a promise of its own"),
        (&["set", "a.md", "--updated", "2020-05-01"], "is before 2026-11-01T00:00:00Z, when it was published"),
        (&["set", ".", "--published", "2024-05-01"], "a feed has no such promise"),
        (&["show", "zzz"], "nothing was promised of `zzz`"),
    ] {
        let run = project.courant(&[&["ledger"], arguments].concat());
        assert_eq!(run.status, 2, "{arguments:?} {run:?}");
        assert!(run.stderr.contains(words), "{arguments:?} {run:?}");
        assert_eq!(project.read("ledger.tsv"), before, "{arguments:?}");
    }
    let run = project.courant(&["ledger", "set", "a.md"]);
    assert_eq!((run.status, run.stdout.contains("nothing is changed")), (0, true), "{run:?}");
}
