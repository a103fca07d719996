use super::*;
use std::collections::BTreeMap;

fn config(text: &str) -> Config {
    Config::parse(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"))
}

fn document(host: Host, config: &Config) -> Document {
    let feed_url = config.feed_url.as_ref().expect("the configuration has an address");
    render(host, &Wishes { config, feed_url, project: "", formats: &config.formats, redirects: &Redirects::default() })
}

/// A rule of `_headers`: a pattern, and lines with a name, and a value or nothing where one is taken away.
type Rule<'a> = (&'a str, Vec<(&'a str, Option<&'a str>)>);

/// Reads `_headers` as Cloudflare and Netlify document it, and holds it to the limits of both.
fn rules(text: &str) -> Vec<Rule<'_>> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        assert!(line.chars().count() <= 2000, "{line}");
        if !line.starts_with(' ') {
            assert!(line.starts_with('/') && line.matches('*').count() <= 1 && !line.contains(':'), "{line}");
            rules.push((line, Vec::new()));
            continue;
        }
        let (_, lines) = rules.last_mut().expect("a rule begins with its path");
        let line = line.trim();
        lines.push(match line.strip_prefix("! ") {
            Some(name) => (name, None),
            None => line.split_once(": ").map(|(name, value)| (name, Some(value))).expect(line),
        });
    }
    rules
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end),
    }
}

/// The header of an answer: where two rules state a field, Cloudflare joins the values and Netlify takes the later.
fn header<'a>(host: Host, rules: &[Rule<'a>], path: &str) -> BTreeMap<&'a str, String> {
    let mut header: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in rules.iter().filter(|(pattern, _)| matches(pattern, path)).flat_map(|(_, lines)| lines) {
        match (value, header.get_mut(name)) {
            (None, _) => assert!(host == Host::Cloudflare && header.remove(name).is_some(), "{path}: {name}"),
            (Some(value), Some(before)) if host == Host::Cloudflare => *before = format!("{before}, {value}"),
            (Some(value), _) => drop(header.insert(name, value.to_string())),
        }
    }
    header
}

#[test]
fn the_headers_file_gives_every_file_one_type_and_one_age() {
    let xml = "application/xml; charset=utf-8";
    let (hour, week) = ("public, max-age=3600", "public, max-age=604800");
    let files = [
        ("rss.xml", xml, hour),
        ("atom.xml", xml, hour),
        ("feed.json", "application/json", hour),
        ("feeds.opml", "text/x-opml; charset=utf-8", hour),
        ("feed.css", "text/css; charset=utf-8", hour),
        ("categories/ai/rss.xml", xml, hour),
        ("long-reads/feed.json", "application/json", hour),
        ("archive/2026/1/rss.xml", xml, week),
        ("long-reads/archive/2026/12/feed.json", "application/json", week),
    ];
    for (address, start) in [
        ("https://example.org/", "/"),
        ("https://example.org/a/feeds", "/a/feeds/"),
        ("https://example.org/*:x/", "/%2A%3Ax/"),
    ] {
        let config = config(&format!("feed_url = \"{address}\"\n[[feed]]\nname = \"long-reads\""));
        for host in [Host::Netlify, Host::Cloudflare] {
            let document = document(host, &config);
            let rules = rules(&document.text);
            for (file, media_type, age) in files {
                let header = header(host, &rules, &format!("{start}{file}"));
                let field = |name: &str| header.get(name).map(String::as_str);
                assert_eq!(
                    (field("Content-Type"), field("Cache-Control"), field("X-Content-Type-Options")),
                    (Some(media_type), Some(age), Some("nosniff")),
                    "{host:?}: {start}{file}\n{}",
                    document.text
                );
            }
            assert!(header(host, &rules, &format!("{start}index.html")).is_empty());
        }
    }
}

#[test]
fn the_headers_file_has_no_more_rules_than_are_read() {
    let feeds: String = (0..150).map(|number| format!("[[feed]]\nname = \"feed-{number}\"\n")).collect();
    let config = config(&format!("feed_url = \"https://example.org/\"\n{feeds}"));
    let document = document(Host::Cloudflare, &config);
    assert_eq!(rules(&document.text).len(), headers_file::MOST_RULES);
    assert!(document.notes[0].starts_with("56 archives "), "{:?}", document.notes);
}

#[test]
fn only_what_a_project_has_is_served() {
    let config = config("feed_url = \"https://example.org/\"\nformats = [\"json\"]\narchive = false\nttl = 15");
    for host in [Host::Netlify, Host::Cloudflare, Host::Nginx, Host::Apache, Host::Caddy] {
        let text = document(host, &config).text;
        assert!(text.contains("json") && !text.contains("rss") && !text.contains("archive/"), "{text}");
        assert!(text.contains("900"), "{text}");
    }
}

#[test]
fn a_document_tells_whether_somebody_has_changed_it() {
    let config = config("feed_url = \"https://example.org/\"");
    for host in [Host::Netlify, Host::Nginx, Host::Apache, Host::Caddy, Host::GithubPages] {
        let text = document(host, &config).text;
        assert!(is_untouched(&text) && is_untouched(&text.replace('\n', "\r\n")), "{text}");
        assert!(!is_untouched(&format!("{text}# more\n")) && !is_untouched(&text[1..]), "{text}");
    }
    assert!(!is_untouched(""));
}

/// What a path may hold means nothing to the language that it is written into.
#[test]
fn a_path_is_only_a_path() {
    let config = config("feed_url = \"https://example.org/a%0Ab%22%7Bc%7D;%20(%C3%A9)%5C/\"");
    for host in [Host::Nginx, Host::Caddy] {
        let text = document(host, &config).text;
        assert!(text.contains("^/a\\x0Ab\\x22\\x7Bc\\x7D\\x3B\\x20\\x28é\\x29\\x5C/"), "{text}");
        assert!(text.lines().filter(|line| line.starts_with('b')).count() == 0, "{text}");
    }
}

#[test]
fn the_workflow_is_what_was_meant_whatever_the_names() {
    let config = config(
        "link = \"https://example.github.io/paper/\"\nfeed_url = \"https://example.github.io/paper/f/\"\noutput = 'a \"b\": #c'",
    );
    let feed_url = config.feed_url.as_ref().expect("an address");
    let text = render(
        Host::GithubPages,
        &Wishes {
            config: &config,
            feed_url,
            project: "the news",
            formats: &config.formats,
            redirects: &Redirects::default(),
        },
    )
    .text;
    let workflow: serde_json::Value = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(workflow["env"]["OUTPUT"], "a \"b\": #c");
    assert_eq!(workflow["env"]["FEEDS"], "_site/f");
    assert_eq!(workflow["defaults"]["run"]["working-directory"], "the news");
    let steps = workflow["jobs"]["feeds"]["steps"].as_array().expect("steps");
    assert!(steps.iter().any(|step| step["with"]["path"] == "the news/_site"), "{text}");
    let is_open = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    assert!(!text.split('@').skip(1).any(is_open), "{text}");
}

#[test]
fn the_folder_of_the_site_is_told_where_it_can_be() {
    let cases = [
        ("public/feeds", "https://example.org/feeds/", Some("public")),
        ("feeds", "https://example.org/feeds/", Some("")),
        ("feeds", "https://feeds.example.org/", Some("feeds")),
        (".", "https://example.org/", Some("")),
        ("my-feeds", "https://example.org/feeds/", None),
        ("feeds", "https://example.org/blog/feeds/", None),
    ];
    for (output, address, expected) in cases {
        let config = Config { output: output.to_string(), ..Config::default() };
        let feed_url = AbsoluteUrl::parse(address).expect(address);
        assert_eq!(site_folder(&config, &feed_url).as_deref(), expected, "{output} {address}");
    }
}
