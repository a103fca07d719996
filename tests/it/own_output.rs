//! What Courant has written is never read as articles, wherever it lies, and is known as Courant's own again when its manifest is lost.

use crate::project::Project;
use std::fs;

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npages = true\n";

fn article(number: usize) -> String {
    format!(
        "---\ntitle: Tide {number}\ndate: 2026-11-{number:02}\ntags: [Quay]\n---\nThe water rose {number} metres before noon.\n"
    )
}

const TITLES: [&str; 3] = ["Tide 3", "Tide 2", "Tide 1"];

fn write_articles(project: &Project, folder: &str) {
    (1..=3).for_each(|number| project.write(&format!("{folder}tide-{number}.md"), article(number)));
}

fn harbour() -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    write_articles(&project, "seeds/");
    project
}

fn configure(project: &Project, more: &str) {
    project.write("courant.toml", format!("{more}{CONFIG}"));
}

/// Builds, and expects the three articles and no more, now and the next time.
fn builds(project: &Project, arguments: &[&str], feed: &str) -> String {
    let mut told = String::new();
    for _ in 0..2 {
        let run = project.courant(&[&["build"], arguments].concat());
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(project.titles(feed), TITLES, "{run:?}");
        assert_eq!(project.read("ledger.tsv").matches("article\t").count(), 3);
        told = run.stderr;
    }
    told
}

/// The folder of feeds may be that of the site, whose generator writes where a page of ours was.
#[test]
fn what_another_has_written_in_the_place_of_a_file_of_ours_is_left_as_it_is() {
    let theirs = "<!doctype html>\n<title>My site</title>\n";
    let project = harbour();
    project.build();
    let mut pages = project.files("feeds").into_iter().map(|(path, _)| path);
    let page = pages.find(|path| path.starts_with("articles/")).expect("a page");
    let page = page.as_str();
    let turned_off = [
        ("index.html", "index = false\n"),
        ("feed.css", "style = false\nindex = false\n"),
        (page, "index = true\n"),
        ("feeds.opml", ""),
    ];
    for (name, off) in turned_off {
        let path = format!("feeds/{name}");
        for is_off in [false, true] {
            let project = harbour();
            project.build();
            assert!(project.exists(&path), "{name}");
            project.write(&path, theirs);
            let config = match name {
                "feeds.opml" => CONFIG.replace("feed_url = \"https://example.org/feeds/\"\n", ""),
                "index.html" => CONFIG.to_string(),
                _ => CONFIG.replace("pages = true\n", ""),
            };
            if is_off {
                project.write("courant.toml", format!("{off}{config}"));
            }
            project.write("seeds/tide-1.md", article(1).replace("rose", "sank"));
            let run = project.build();
            assert_eq!(project.read(&path), theirs, "{name}, {is_off}: {run:?}");
            assert!(
                run.stderr.contains(&format!("{path}: ")) && run.stderr.contains("left as it is"),
                "{name}, {is_off}: {run:?}"
            );
            assert!(!project.read("feeds/.courant-files").lines().any(|line| line == name), "{name}, {is_off}");
            assert!(project.read("feeds/feed.json").contains("sank"));
            project.write("seeds/tide-2.md", article(2).replace("rose", "sank"));
            let run = project.build();
            assert_eq!(project.read(&path), theirs, "{name}, {is_off}");
            assert_eq!(run.stderr.contains(&format!("{path}: ")), !is_off, "{name}, {is_off}: {run:?}");
        }
    }
    // A feed in the place of one is replaced: that is the address that readers ask.
    let project = harbour();
    project.build();
    project.write("feeds/feed.json", "{}");
    project.write("seeds/tide-1.md", article(1).replace("rose", "sank"));
    project.build();
    assert!(project.read("feeds/feed.json").contains("sank"));
    // A manifest of before marks is believed: what it names had none.
    let project = harbour();
    project.build();
    let manifest = project.read("feeds/.courant-files");
    let paths: String =
        manifest.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let first = "# Written by courant, which removes what is named here when it is no longer due. One path a line.";
    project.write("feeds/.courant-files", format!("{first}\n{paths}"));
    project.write("feeds/feeds.opml", project.read("feeds/feeds.opml").replace("<!-- Courant -->\n", ""));
    project.write("seeds/tide-1.md", article(1).replace("rose", "sank"));
    let run = project.build();
    assert!(project.read("feeds/feeds.opml").contains("<!-- Courant -->"), "{run:?}");
    assert_eq!(project.read("feeds/.courant-files"), manifest);
}

/// A manifest that was cut names less than is ours: what it leaves out is found by its mark.
#[test]
fn a_manifest_that_was_cut_at_a_line_is_not_taken_for_whole() {
    for lines in 1..=4 {
        let project = harbour();
        project.build();
        let manifest = project.read("feeds/.courant-files");
        let cut: String = manifest.lines().take(lines).map(|line| format!("{line}\n")).collect();
        assert!(cut.len() < manifest.len());
        project.write("feeds/.courant-files", cut);
        project.write("courant.toml", format!("index = false\n{}", CONFIG.replace("pages = true\n", "")));
        project.build();
        assert!(!project.exists("feeds/index.html") && !project.exists("feeds/articles"), "{lines}");
    }
}

/// A ledger in the folder of feeds is refused by now; whoever goes on without moving it would promise everything anew.
#[test]
fn a_ledger_that_was_left_in_the_folder_of_feeds_is_to_be_moved() {
    let moved = |name: &str, config: &str| {
        let project = harbour();
        project.build();
        fs::rename(project.path("ledger.tsv"), project.path(&format!("feeds/{name}"))).expect("moved");
        configure(&project, config);
        project
    };
    let project = moved("ledger.tsv", "ledger = \"feeds/ledger.tsv\"\n");
    let run = project.courant(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("`mv feeds/ledger.tsv ledger.tsv`"), "{run:?}");
    for (name, config, words) in [
        ("ledger.tsv", "", "mv feeds/ledger.tsv ledger.tsv"),
        ("promises.tsv", "", "mv feeds/promises.tsv ledger.tsv"),
        ("ledger.tsv", "ledger = \"data/promises.tsv\"\n", "mv feeds/ledger.tsv data/promises.tsv"),
    ] {
        let project = moved(name, config);
        fs::remove_dir_all(project.path(".courant")).expect("it is there");
        let before = project.files("");
        for arguments in [&["build"][..], &["build", "--dry-run"], &["diff"]] {
            let run = project.courant(arguments);
            assert!(run.status == 2 && run.stderr.contains(words), "{arguments:?}: {run:?}");
        }
        assert_eq!(
            project.files("feeds"),
            before
                .into_iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix("feeds/")?.to_string(), bytes)))
                .collect::<Vec<_>>()
        );
        let (from, to) = words.strip_prefix("mv ").and_then(|rest| rest.split_once(' ')).expect("two places");
        fs::create_dir_all(project.path("data")).expect("made");
        fs::rename(project.path(from), project.path(to)).expect("moved");
        let run = project.build();
        assert!(run.stdout.contains("0 files written"), "{run:?}");
    }
    // A theme in the folder is to be moved as well, and where there is nothing to move a first build begins.
    let project = harbour();
    configure(&project, "theme = \"feeds/look.css\"\n");
    assert!(project.courant(&["build"]).stderr.contains("`mv feeds/look.css theme.css`"));
    let project = harbour();
    project.write("feeds/notes.tsv", "a\tb\n");
    project.build();
}

#[test]
fn an_output_folder_among_the_articles_holds_no_articles() {
    let project = Project::new(&[]);
    write_articles(&project, "");
    let told = builds(&project, &["--out", "."], "rss.xml");
    // What this very build writes needs no word.
    assert!(!told.contains("has written"), "{told}");

    let project = harbour();
    builds(&project, &["--out", "seeds/out"], "seeds/out/rss.xml");
    let told = builds(&project, &[], "feeds/rss.xml");
    assert!(
        told.contains("advice: seeds/out/articles/")
            && told.contains("and 3 more files here are pages that Courant has written"),
        "{told}"
    );
    // The output is called otherwise now, and the folder left behind is one of articles.
    configure(&project, "output = \"seeds\"\n");
    builds(&project, &[], "seeds/rss.xml");
    configure(&project, "output = \"public\"\n");
    builds(&project, &[], "public/rss.xml");
    // The project itself is the folder of articles, and an old output lies in it.
    let project = Project::new(&[("courant.toml", CONFIG)]);
    write_articles(&project, "");
    configure(&project, "articles = \".\"\noutput = \"old\"\n");
    builds(&project, &[], "old/rss.xml");
    configure(&project, "articles = \".\"\noutput = \"new\"\n");
    let told = builds(&project, &[], "new/rss.xml");
    assert!(told.contains("old/") && told.contains("pages that Courant has written"), "{told}");
    fs::remove_file(project.path("old/.courant-files")).expect("a manifest");
    builds(&project, &[], "new/rss.xml");
}

#[test]
fn two_projects_in_one_folder_do_not_read_each_other() {
    let project = Project::new(&[]);
    write_articles(&project, "");
    for name in ["one", "two"] {
        project.write(
            &format!("{name}.toml"),
            format!("articles = \".\"\noutput = \"{name}\"\nledger = \"{name}.tsv\"\n{CONFIG}"),
        );
    }
    for name in ["one", "two", "one", "two"] {
        let run = project.courant(&["build", "--config", &format!("{name}.toml")]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(project.titles(&format!("{name}/rss.xml")), TITLES);
    }
}

/// A page that somebody has saved, also one of a site that another program has made, is an article.
#[test]
fn a_page_of_somebody_else_is_an_article() {
    let project = harbour();
    project.write("seeds/saved.html", "<!doctype html>\n<html lang=\"en\"><head><meta name=\"generator\" content=\"Hugo\"><title>A saved page</title></head><body><article><h1>A saved page</h1><p>It says something of its own, at some length.</p></article></body></html>");
    project.write("seeds/mine.html", "<html><head><title>About Courant</title><meta name=\"generator\" content=\"Courant\"></head><body><article><h1>About Courant</h1><p>It says something of its own, at some length.</p></article></body></html>");
    project.build();
    let titles = project.titles("feeds/rss.xml");
    assert!(
        titles.contains(&"A saved page".to_string()) && titles.contains(&"About Courant".to_string()),
        "{titles:?}"
    );
}

#[test]
fn a_build_in_a_part_of_a_project_says_which_it_is_of() {
    let project = harbour();
    write_articles(&project, "seeds/news/");
    project.build();
    let before = project.files(".");
    for (folder, word) in [
        ("seeds", "it is the folder of articles of the project `.`: run `courant build .`"),
        ("seeds/news", "it is the folder of articles of the project `.`"),
        ("feeds", "it is the folder of feeds of the project `.`"),
        ("feeds/categories/quay", "it is the folder of feeds of the project `.`"),
    ] {
        for command in ["build", "links"] {
            let run = project.courant(&[command, folder]);
            assert!(run.status == 2 && run.stderr.contains(word), "{command} {folder}: {run:?}");
        }
    }
    assert_eq!(project.files("."), before);
    // From inside, the way there is told as it would be typed.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_courant"));
    let output = command.arg("build").current_dir(project.path("seeds/news")).output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("run `courant build ../..`"), "{told}");
    // Without a configuration the ledger tells.
    let bare = Project::new(&[]);
    write_articles(&bare, "posts/");
    write_articles(&bare, "other/");
    bare.build();
    let run = bare.courant(&["build", "posts"]);
    assert!(run.status == 2 && run.stderr.contains("it is a folder of articles of the project `.`"), "{run:?}");
    // One that says itself that it is a project is one.
    bare.write("posts/courant.toml", format!("articles = \".\"\n{CONFIG}"));
    assert_eq!(bare.courant(&["build", "posts"]).status, 0);
}

#[test]
fn a_build_in_a_folder_of_projects_says_which_there_are() {
    let above = Project::new(&[("blog/courant.toml", CONFIG), ("README.md", "# Sites\n\nTwo of them.\n")]);
    write_articles(&above, "blog/seeds/");
    assert_eq!(above.courant(&["build", "blog"]).status, 0);
    let before = above.files(".");
    let run = above.courant(&["build"]);
    assert!(
        run.status == 2 && run.stderr.contains("`blog` is a project of its own: run `courant build blog`"),
        "{run:?}"
    );
    assert_eq!(above.files("."), before);
    // A ledger alone tells it, too.
    write_articles(&above, "notes/seeds/");
    assert_eq!(above.courant(&["build", "notes"]).status, 0);
    let run = above.courant(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("and 1 more are"), "{run:?}");
    fs::remove_dir_all(above.path("blog")).expect("a folder");
    let run = above.courant(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("run `courant build notes`"), "{run:?}");
    // If its maker says so, it is one project.
    above.write("courant.toml", format!("articles = \".\"\n{CONFIG}"));
    let run = above.courant(&["build"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(above.titles("feeds/rss.xml"), TITLES);
}

/// Ends feeds: nothing else lets them go.
fn retire(project: &Project, feeds: &[&str]) {
    let run = project.courant(&[&["retire"], feeds].concat());
    assert_eq!(run.status, 0, "{run:?}");
}

/// A copy of the project without files whose names begin with a dot.
fn lose_manifest(project: &Project) {
    fs::remove_file(project.path("feeds/.courant-files")).expect("a manifest");
    let _ = fs::remove_dir_all(project.path(".courant"));
}

#[test]
fn a_lost_manifest_is_made_anew_and_nothing_stays_old() {
    let project = harbour();
    for number in 1..=3 {
        project.write(&format!("seeds/pier-{number}.md"), article(number + 10).replace("[Quay]", "[Pier]"));
    }
    project.build();
    let manifest = project.read("feeds/.courant-files");
    lose_manifest(&project);
    project.build();
    assert_eq!(project.read("feeds/.courant-files"), manifest);
    // The memory of the last build does not hide the loss.
    fs::remove_file(project.path("feeds/.courant-files")).expect("a manifest");
    project.build();
    assert_eq!(project.read("feeds/.courant-files"), manifest);
    // With changes meanwhile: what is there is replaced, what is no longer due goes.
    lose_manifest(&project);
    retire(&project, &["categories/pier", "categories/quay"]);
    configure(&project, "category_feeds = false\ndescription = \"Other words\"\n");
    fs::remove_file(project.path("seeds/pier-1.md")).expect("an article");
    let dry = project.courant(&["build", "--dry-run"]);
    assert!(dry.stdout.contains("categories/pier/feed.json: no longer due, would be removed"), "{dry:?}");
    let run = project.courant(&["build"]);
    assert!(run.status == 0 && !run.stderr.contains("is not Courant's"), "{run:?}");
    let other = harbour();
    configure(&other, "category_feeds = false\ndescription = \"Other words\"\n");
    let here: Vec<String> = project.files("feeds").into_iter().map(|(path, _)| path).collect();
    assert!(!here.iter().any(|path| path.contains("categories/")), "{here:?}");
    assert_eq!(here.iter().filter(|path| path.starts_with("articles/")).count(), 5, "{here:?}");
    assert!(project.read("feeds/index.html").contains("Other words"));
}

/// What a merge left in the manifest, or took out of it.
#[test]
fn a_merged_manifest_forgets_nothing() {
    let project = harbour();
    project.build();
    let manifest = project.read("feeds/.courant-files");
    project.write(
        "feeds/.courant-files",
        manifest
            .replace("index.html\n", "<<<<<<< ours\n=======\n>>>>>>> theirs\n")
            .replace("categories/quay/rss.xml\n", ""),
    );
    retire(&project, &["categories/quay"]);
    configure(&project, "category_feeds = false\ndescription = \"Other words\"\n");
    let run = project.build();
    assert!(!run.stderr.contains("is not Courant's"), "{run:?}");
    assert!(!project.exists("feeds/categories") && project.read("feeds/index.html").contains("Other words"));
}

#[test]
fn what_somebody_else_has_written_is_neither_replaced_nor_removed() {
    let project = harbour();
    project.build();
    lose_manifest(&project);
    let strangers = [
        ("feeds/index.html", "<!doctype html>\n<html lang=\"en\"><title>My site</title></html>"),
        ("feeds/feed.css", "body { color: teal }"),
        ("feeds/feeds.opml", "<opml version=\"2.0\"><head><title>What I read</title></head><body/></opml>"),
        ("feeds/categories/mine/rss.xml", "<rss><channel><generator>Jekyll</generator></channel></rss>"),
        (
            "feeds/copy/rss.xml",
            "<rss version=\"2.0\"><channel><title>T</title><generator>Courant</generator></channel></rss>",
        ),
        (
            "feeds/blog/articles/index.html",
            "<!doctype html>\n<html lang=\"en\">\n<meta name=\"generator\" content=\"Courant\">",
        ),
        (
            "feeds/notes/index.html",
            "<!doctype html>\n<html lang=\"en\">\n<meta name=\"generator\" content=\"Courant\">",
        ),
        // Another site's, whose feed has another id.
        (
            "feeds/categories/quay/atom.xml",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:isbn:1</id><generator>Courant</generator></feed>",
        ),
    ];
    strangers.iter().for_each(|(path, text)| project.write(path, text));
    retire(&project, &["categories/quay"]);
    configure(&project, "category_feeds = false\n");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 0, "{run:?}");
    for (path, text) in strangers {
        assert_eq!(project.read(path), text, "{path}");
    }
    for words in [
        "feeds/index.html: is not Courant's and is left as it is; remove it, choose another `output`, or turn the page off (`index = false`)",
        "feeds/feed.css: is not Courant's and is left as it is; remove it, choose another `output`, or turn off what it is for (`style = false`",
        "feeds/feeds.opml: is not Courant's and is left as it is; remove it, choose another `output`\n",
    ] {
        assert!(run.stderr.contains(words), "{words}: {run:?}");
    }
    // And a page where one of an article is to be.
    let page = project
        .files("feeds")
        .into_iter()
        .map(|(path, _)| path)
        .find(|path| path.starts_with("articles/"))
        .expect("a page");
    lose_manifest(&project);
    project.write(&format!("feeds/{page}"), "<p>Mine</p>");
    let run = project.courant(&["build"]);
    assert!(run.stderr.contains("or turn pages off (`pages = false`)"), "{run:?}");
    assert_eq!(project.read(&format!("feeds/{page}")), "<p>Mine</p>");
}

/// Feeds without a manifest and without a ledger are told of as any.
#[test]
fn a_lost_ledger_is_noticed_where_the_manifest_is_lost_too() {
    let project = harbour();
    project.build();
    lose_manifest(&project);
    fs::remove_file(project.path("ledger.tsv")).expect("a ledger");
    let run = project.build();
    assert!(run.stderr.contains("ledger.tsv is not there, but feeds are"), "{run:?}");
    assert!(run.stderr.contains("run `courant adopt feeds/rss.xml`"), "{run:?}");
}
