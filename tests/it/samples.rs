//! The sample articles of this repository: `feeds/` and `ledger.tsv` are what `courant build` makes of them, byte for byte.

use crate::project::Project;
use courant_testing::{assert_golden, assert_golden_folder, files_below, repository, shared};
use std::fs;
use std::path::Path;

/// A project with the sample articles, and the ledger if asked for, but no feeds.
fn samples(with_ledger: bool) -> Project {
    let project = Project::new(&[]);
    copy(&repository().join("seeds"), &project.path("seeds"));
    for name in ["courant.toml", "ledger.tsv"] {
        let text = fs::read(repository().join(name));
        match text {
            Ok(text) if with_ledger || name != "ledger.tsv" => project.write(name, text),
            _ => {}
        }
    }
    project
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the samples are there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// `UPDATE=1` writes what the build makes, to be read in the diff like code.
#[test]
fn the_feeds_of_this_repository_are_what_a_build_makes_of_its_articles() {
    let project = samples(true);
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_golden_folder("feeds", &project.files("feeds"));
    assert_golden("ledger.tsv", &project.read("ledger.tsv"));
}

/// A first build has no ledger to lean on: on two machines it promises the same.
#[test]
fn a_first_build_gives_the_same_bytes_whatever_the_file_times_are() {
    let (one, other) = (samples(false), samples(false));
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for (path, _) in other.files("seeds") {
        let file = fs::File::options().append(true).open(other.path("seeds").join(path)).expect("a sample");
        file.set_modified(old).expect("the time can be set");
    }
    for project in [&one, &other] {
        let run = project.courant(&["build"]);
        assert_eq!(run.status, 0, "{run:?}");
    }
    assert_eq!(one.read("ledger.tsv"), other.read("ledger.tsv"));
    assert!(one.files("feeds") == other.files("feeds"));
}

/// What a person who reads the article would say of it (a text as a scraper left it, in Dutch).
#[test]
fn a_real_scraped_text_is_understood() {
    let Some(folder) = shared("seeds") else { return };
    let (_, text) = files_below(&folder).into_iter().next().expect("a text");
    let project = Project::new(&[("courant.toml", "")]);
    project.write("seeds/article.txt", &text);
    let run = project.courant(&["show", "--format", "json", "seeds/article.txt"]);
    let article: serde_json::Value = serde_json::from_str(&run.stdout).expect("one object");
    assert_eq!(
        article["title"],
        "“China zit dichter bij de AI-top dan veel mensen denken”, zegt OpenAI CEO Sam Altman"
    );
    assert_eq!(article["section"], "Nieuws");
    assert_eq!(article["language"], "nl");
    let summary = article["summary"].as_str().unwrap_or_default();
    assert!(summary.starts_with("De wereldwijde AI race wordt steeds meer een tweestrijd"), "{summary}");
    assert!(summary.ends_with("advertenties in ChatGPT.") && summary.chars().count() <= 300, "{summary}");
    let labels: Vec<_> = article["categories"].as_array().into_iter().flatten().map(|c| c["label"].clone()).collect();
    assert_eq!(labels, ["Nieuws", "AI", "Beleid"]);
    assert_eq!(article["image"]["credit"], "FotoField / Shutterstock.com / iStock.com");
    let html = article["content_html"].as_str().unwrap_or_default();
    assert_eq!(html.matches("<h2>").count(), 3, "{html}");
    assert!(html.contains("<figcaption>") && !html.contains("Meer relevante berichten"), "{html}");
    assert!(!html.contains("<p>©") && !html.contains("Onderwerp"), "{html}");
    let body = article["content_text"].as_str().unwrap_or_default();
    let paragraphs: Vec<_> = String::from_utf8_lossy(&text)
        .lines()
        .map(str::trim)
        .filter(|line| line.chars().count() > 200)
        .map(str::to_string)
        .collect();
    assert!(paragraphs.len() > 10, "{paragraphs:?}");
    for paragraph in paragraphs {
        assert!(body.lines().any(|line| line == paragraph), "missing: {paragraph}");
    }
    assert_eq!(run.status, 0, "{run:?}");
}
