//! `courant diff`: what subscribers will see, item by item.

use crate::project::Project;

const CONFIG: &str = "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{path}/\"\n";

fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-20\n---\n{body}\n")
}

fn feed(items: &[(&str, &str, &str)]) -> String {
    let item = |(id, title, body): &(&str, &str, &str)| {
        format!(
            "<item><title>{title}</title><guid isPermaLink=\"false\">{id}</guid><description>{body}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://e.example/</link><description>d</description>{items}</channel></rss>"
    )
}

#[test]
fn two_feeds_are_compared_item_by_item() {
    let project = Project::new(&[]);
    project.write(
        "old.xml",
        feed(&[("a", "Stays", "x"), ("b", "Edited", "x"), ("c", "Goes", "x"), ("d", "Again", "The same few words.")]),
    );
    project.write(
        "new.xml",
        feed(&[("e", "Again", "The same few words."), ("f", "Comes", "x"), ("a", "Stays", "x"), ("b", "Edited", "y")]),
    );
    let run = project.courant(&["diff", "old.xml", "new.xml"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert_eq!(
        run.stdout,
        "new.xml: 1 new, 1 updated, 1 gone, 1 again as new\n  ! Again (its id was `d` and is `e`; same title)\n  + Comes\n  ~ Edited (content)\n  - Goes\n"
    );
    let run = project.courant(&["diff", "--format", "json", "old.xml", "new.xml"]);
    assert_eq!(
        run.stdout,
        "{\"feed\":\"new.xml\",\"new\":[{\"id\":\"f\",\"title\":\"Comes\"}],\"updated\":[{\"id\":\"b\",\"title\":\"Edited\",\"fields\":[\"content\"]}],\
         \"again_as_new\":[{\"title\":\"Again\",\"old_id\":\"d\",\"new_id\":\"e\",\"by\":\"title\"}],\"gone\":[{\"id\":\"c\",\"title\":\"Goes\"}]}\n"
    );
    assert_eq!(project.courant(&["diff", "new.xml", "new.xml"]).stdout, "new.xml: 0 new, 0 updated, 0 gone\n");
}

#[test]
fn folders_are_compared_feed_by_feed() {
    let project = Project::new(&[]);
    project.write("old/a.xml", feed(&[("a", "A", "x")]));
    project.write("old/b/b.xml", feed(&[("b", "B", "x")]));
    project.write("new/a.xml", feed(&[("a", "A", "y")]));
    project.write("new/c.xml", feed(&[("c", "C", "x")]));
    let run = project.courant(&["diff", "old", "new"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(
        run.stdout,
        "a.xml: 0 new, 1 updated, 0 gone\n  ~ A (content)\nb/b.xml: 0 new, 0 updated, 1 gone\n  - B\nc.xml: 1 new, 0 updated, 0 gone\n  + C\n"
    );
    let run = project.courant(&["diff", "old", "new/a.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(project.courant(&["diff", "old"]).status, 2);
}

#[test]
fn without_arguments_it_shows_what_the_next_build_changes() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/a.md", article("Tides", "The water rose all day."));
    project.build();
    project.write("seeds/a.md", article("Tides", "The water fell all day."));
    project.write("seeds/b.md", article("Boats", "They left the quay."));
    let before = (project.files("feeds"), project.read("ledger.tsv"));
    let run = project.courant(&["diff"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, "main feed: 1 new, 1 updated, 0 gone\n  + Boats\n  ~ Tides (content, updated)\n"),
        "{run:?}"
    );
    assert_eq!((project.files("feeds"), project.read("ledger.tsv")), before);
    let dry = project.courant(&["build", "--dry-run"]);
    assert_eq!(dry.stdout, format!("{}nothing was written (--dry-run)\n", run.stdout));
}
