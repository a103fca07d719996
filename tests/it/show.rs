//! What `courant show` says of articles among others, and of why.

use crate::project::Project;
use serde_json::Value;

/// A sentence is part of an article, whoever else has it.
const PROMISE: &str =
    "We have printed the news of this harbour every morning for more than ninety years, and we will go on.";
/// What is short and stands below all that an article has of its own is the site's.
const SLOGAN: &str = "We sail on.";

fn article(title: &str, words: &str) -> String {
    format!(
        "{title}\n3 May 2026\n{words} went on for the whole of the day, and nobody who was there had seen the like.\n\
         {PROMISE}\n{words} ended when the tide came in, said those who live near the old quay.\n{SLOGAN}\n"
    )
}

fn harbour() -> Project {
    let project = Project::new(&[]);
    for (name, title, words) in [
        ("regatta", "The regatta starts late", "The regatta of the small boats"),
        ("market", "The fish market moves", "The moving of the fish market"),
        ("crane", "The crane turns again", "The repair of the old crane"),
    ] {
        project.write(&format!("seeds/news/{name}.txt"), article(title, words));
    }
    project
}

#[test]
fn a_short_line_below_three_articles_of_a_folder_is_no_part_of_any_and_a_sentence_is() {
    let project = harbour();
    let inside = project.courant(&["show", "seeds/news/regatta.txt"]);
    assert!(inside.stdout.contains("ended when the tide"), "{inside:?}");
    assert!(inside.stdout.contains(PROMISE), "{inside:?}");
    assert!(!inside.stdout.contains(SLOGAN), "{inside:?}");
    let build = project.courant(&["build"]);
    assert_eq!(build.status, 0, "{build:?}");
    assert!(project.read("feeds/rss.xml").contains(PROMISE));
    assert!(!project.read("feeds/rss.xml").contains(SLOGAN));
}

#[test]
fn outside_the_folder_of_articles_nothing_depends_on_the_neighbours() {
    let project = harbour();
    for name in ["regatta", "market", "crane"] {
        project.write(&format!("elsewhere/{name}.txt"), project.read(&format!("seeds/news/{name}.txt")));
    }
    let run = project.courant(&["show", "elsewhere/regatta.txt"]);
    assert!(run.stdout.contains(SLOGAN), "{run:?}");
}

#[test]
fn a_page_that_states_a_date_which_is_none_is_not_said_to_state_none() {
    let project = harbour();
    let head = "<title>A bridge</title><meta property=article:published_time content='Thu, 31 Apr 2026 10:00:00 GMT'>";
    project.write("page.html", format!("<html><head>{head}</head><body><p>A bridge opens.</p></body></html>"));
    let run = project.courant(&["show", "page.html"]);
    assert!(run.stdout.contains("cannot be kept, there is no such day as `Thu, 31 Apr 2026 10:00:00 GMT`"), "{run:?}");
}

#[test]
fn the_winner_of_a_field_is_marked_among_its_candidates() {
    let project = harbour();
    let run = project.courant(&["show", "--explain", "title", "seeds/news/crane.txt"]);
    assert_eq!(run.status, 0, "{run:?}");
    let winners: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("  *")).collect();
    assert!(matches!(winners[..], [winner] if winner.contains("The crane turns again  (line 1)")), "{run:?}");
    assert!(run.stdout.contains("3 May 2026  (line 2)"), "{run:?}");
}

#[test]
fn a_vocabulary_file_gives_categories_their_names() {
    let project = Project::new(&[
        ("courant.toml", "vocabulary = \"subjects.json\"\n"),
        ("subjects.json", r#"[{"code": "s:1", "name": {"en-GB": "fishing industry", "de": "Fischerei"}}]"#),
        ("seeds/a.md", "---\ntitle: Netze\nlang: de\ntags: [fishing industry]\n---\nSie flicken Netze.\n"),
    ]);
    let run = project.courant(&["show", "--format", "json", "seeds/a.md"]);
    assert!(run.stdout.contains(r#""term":"s:1","label":"Fischerei""#), "{run:?}");
    assert_eq!(project.courant(&["build"]).status, 0);
    assert!(project.read("feeds/atom.xml").contains(r#"term="s:1""#), "{}", project.read("feeds/atom.xml"));
    project.write("subjects.json", "[{\"code\": \"s:1\"}]\n");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("subjects.json:1:") && run.stderr.contains("`s:1` has no name"), "{run:?}");
}

#[test]
fn a_doubtful_text_is_kept_out_where_certainty_is_asked_for() {
    let project = harbour();
    let told = project.courant(&["build"]);
    let line = told.stdout.lines().find(|line| line.trim_start().starts_with("news/ ")).unwrap_or_default();
    assert!(line.contains("3 texts read line by line, ") && line.contains(" % certain"), "{told:?}");
    project.write("courant.toml", "[understand]\nmin_confidence = 1.0\n");
    // Subscribers have these texts: taking them out needs a word.
    assert!(project.courant(&["build"]).stderr.contains("--accept-removals"));
    let run = project.courant(&["build", "--accept-removals"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("less than `min_confidence`") && run.stdout.contains("3 kept out"), "{run:?}");
    project.write("courant.toml", "[understand]\nmin_confidence = 50.0\n");
    let run = project.courant(&["build"]);
    assert!(run.stderr.contains("`50` is no share, write one from 0.0 to 1.0"), "{run:?}");
}

#[test]
fn what_is_no_article_is_status_one_and_what_is_not_there_two() {
    let project = Project::new(&[("empty.md", ""), ("folder/a.md", "Text.")]);
    for path in ["empty.md", "folder", "missing.md"] {
        let status = if path == "missing.md" { 2 } else { 1 };
        assert_eq!(project.courant(&["show", path]).status, status, "{path}");
        assert_eq!(project.courant(&["show", "--lines", path]).status, status, "{path}");
        let run = project.courant(&["show", "--explain", "title", path]);
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.stdout.contains(path), "{run:?}");
    }
}

#[test]
fn programs_get_an_object_for_each_line_and_each_candidate() {
    let project = harbour();
    let objects = |run: &crate::project::Run| -> Vec<Value> {
        run.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    };
    let run = project.courant(&["show", "--lines", "--format", "json", "seeds/news/crane.txt", "missing.txt"]);
    assert_eq!(run.status, 2, "{run:?}");
    let lines = objects(&run);
    assert_eq!(lines.len(), 7, "six lines of the text, and a file that is not there: {run:?}");
    assert_eq!(lines[0]["path"], "seeds/news/crane.txt");
    assert_eq!((&lines[0]["line"], &lines[0]["class"]), (&1.into(), &"title".into()));
    assert_eq!(lines[0]["text"], "The crane turns again");
    assert!(lines[2]["sure"].as_f64().is_some_and(|sure| sure > 0.5), "{}", lines[2]);
    let why = &lines[2]["why"][0];
    assert!(why["reason"].is_string() && why["counts"].is_f64(), "{}", lines[2]);
    assert!(lines[6]["remarks"][0]["message"].is_string(), "{}", lines[6]);

    let run = project.courant(&["show", "--explain", "title", "--format", "json", "seeds/news/crane.txt"]);
    let candidates = objects(&run);
    let won = (&candidates[0]["won"], &candidates[0]["value"], &candidates[0]["from"]);
    assert_eq!(won, (&true.into(), &"The crane turns again".into(), &"line 1".into()));
    assert!(candidates[1]["score"].is_f64() && candidates[1]["why"].is_array(), "{run:?}");
}

#[test]
fn a_field_without_candidates_says_so_and_cells_stand_apart() {
    let project = Project::new(&[]);
    let page = "<h1>Ferry</h1><p>The ferry sails twice a day, and more often when there is a fair on the island.</p>\
                <table><tr><th>Route</th><th>First boat</th></tr><tr><td>Island</td><td>6:40</td></tr></table>";
    project.write("ferry.html", page);
    let run = project.courant(&["show", "--explain", "image", "ferry.html"]);
    assert!(run.stdout.contains("nothing was found"), "{run:?}");
    let run = project.courant(&["show", "ferry.html"]);
    assert!(run.stdout.contains("Route | First boat"), "{run:?}");
}
