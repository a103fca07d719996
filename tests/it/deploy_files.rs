//! `courant deploy-files`: what is written for each host (`tests/deploy/`, rewritten by `UPDATE=1 cargo test`), and what is left alone.

use crate::project::Project;
use courant_testing::assert_golden;

const CONFIGURATION: &str = "title = \"News\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\n\
                             output = \"public/feeds\"\nttl = 30\n[[feed]]\nname = \"long-reads\"\n";

/// Each host, its file in a project of its own, and under what name it is expected.
const HOSTS: [(&str, &str, &str); 6] = [
    ("netlify", "public/_headers", "netlify"),
    ("cloudflare", "public/_headers", "cloudflare"),
    ("nginx", "courant.nginx.conf", "nginx.conf"),
    ("apache", "public/feeds/.htaccess", "apache.htaccess"),
    ("caddy", "courant.caddy", "caddy"),
    ("github-pages", ".github/workflows/feeds.yml", "github-pages.yml"),
];

#[test]
fn each_host_gets_its_file_where_it_looks_for_it() {
    for (host, place, name) in HOSTS {
        let project = Project::new(&[("courant.toml", CONFIGURATION)]);
        let run = project.courant(&["deploy-files", host]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.stdout.starts_with(&format!("wrote {place}\n")), "{run:?}");
        assert!(run.stdout.ends_with("then: courant check https://example.org/feeds/rss.xml\n"), "{run:?}");
        let written = project.read(place);
        assert_eq!(project.courant(&["deploy-files", host, "--out", "-"]).stdout, written);
        assert_golden(format!("tests/deploy/{name}"), &written);
    }
}

#[test]
fn a_file_that_somebody_has_changed_stays() {
    let project = Project::new(&[("courant.toml", CONFIGURATION)]);
    let deploy = |more: &[&str]| project.courant(&[&["deploy-files", "netlify"], more].concat());
    deploy(&[]);
    let first = project.read("public/_headers");
    let again = deploy(&[]);
    assert!(again.stdout.starts_with("public/_headers is as it should be\n"), "{again:?}");
    // What has been written for another configuration is ours to write over.
    project.write("courant.toml", CONFIGURATION.replace("ttl = 30", "ttl = 45"));
    assert_eq!(deploy(&[]).status, 0);
    let second = project.read("public/_headers");
    assert!(first != second && second.contains("max-age=2700"), "{second}");
    for theirs in [format!("{second}/mine\n  X-Mine: 1\n"), "/*\n  X-Frame-Options: DENY\n".to_string()] {
        project.write("public/_headers", &theirs);
        let refused = deploy(&[]);
        assert_eq!(refused.status, 2, "{refused:?}");
        assert!(refused.stderr.contains("--force"), "{refused:?}");
        assert_eq!(project.read("public/_headers"), theirs);
    }
    assert_eq!(deploy(&["--force"]).status, 0);
    assert_eq!(project.read("public/_headers"), second);
}

#[test]
fn a_place_that_cannot_be_told_is_asked_for() {
    let project = Project::new(&[("courant.toml", "feed_url = \"https://example.org/blog/feeds/\"\n")]);
    let run = project.courant(&["deploy-files", "cloudflare"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("--out public/_headers"), "{run:?}");
    let run = project.courant(&["deploy-files", "cloudflare", "--out", "static/_headers"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(project.read("static/_headers").contains("/blog/feeds/*rss.xml"));
    project.write("courant.toml", "title = \"News\"\n");
    let run = project.courant(&["deploy-files", "nginx"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("`feed_url` is not set"), "{run:?}");
}

/// GitHub looks for workflows at the top of a repository only.
#[test]
fn a_workflow_goes_to_the_top_of_the_repository() {
    let project = Project::new(&[(".git/HEAD", "ref: refs/heads/main\n"), ("news/courant.toml", CONFIGURATION)]);
    let run = project.courant(&["deploy-files", "github-pages", "news"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(project.read(".github/workflows/feeds.yml").contains("working-directory: \"news\""));
}
