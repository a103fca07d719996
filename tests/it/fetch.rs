//! `courant check http://...`: what servers do, and what is said of it. The servers are here, on loopback.

use crate::project::{Project, Run};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A feed at `{address}/feed.xml`.
const FEED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Harbour Post</title><link>{address}/</link><description>News</description><language>en</language>
<atom:link rel="self" href="{address}/feed.xml" type="application/rss+xml"/>
<item><title>Cafés open</title><link>{address}/page</link><description>Cyclists were first.</description>
<guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid>
<enclosure url="{address}/song.mp3" length="1000" type="audio/mpeg"/></item>
</channel></rss>
"#;

/// What a server is asked.
#[derive(Clone, Debug)]
struct Question {
    method: String,
    path: String,
    fields: String,
}

impl Question {
    fn has(&self, field: &str) -> bool {
        self.fields.to_lowercase().contains(&field.to_lowercase())
    }
}

/// What it answers: a status, header fields, a body.
type Answer = (u16, Vec<String>, Vec<u8>);

/// A server that answers as told until the test ends.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl Server {
    /// `answer` is given the question and the server's own address.
    fn new(answer: impl Fn(&Question, &str) -> Answer + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, own, log) = (Arc::new(answer), address.clone(), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, own, log) = (answer.clone(), own.clone(), log.clone());
                thread::spawn(move || serve(stream, &*answer, &own, &log));
            }
        });
        Server { address, asked }
    }

    fn asked(&self) -> Vec<Question> {
        self.asked.lock().expect("no server has panicked").clone()
    }

    fn check(&self, path: &str, arguments: &[&str]) -> Run {
        let address = format!("{}{path}", self.address);
        Project::new(&[]).courant(&[&["check", "--format", "json", &address], arguments].concat())
    }

    /// The names of the rules of delivery that are found, sorted.
    fn found(&self, path: &str, arguments: &[&str]) -> Vec<String> {
        let run = self.check(path, &[&["--only", "delivery"], arguments].concat());
        assert!(run.status < 2, "{run:?}");
        let mut names: Vec<_> = findings(&run).iter().map(|found| found["name"].to_string()).collect();
        names.iter_mut().for_each(|name| *name = name.trim_matches('"').to_string());
        names.sort();
        names
    }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&Question, &str) -> Answer, own: &str, log: &Mutex<Vec<Question>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let mut words = first.split(' ').map(str::to_string);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let fields: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let question = Question { method, path, fields: fields.join("\n") };
    log.lock().expect("no server has panicked").push(question.clone());
    let (status, fields, body) = answer(&question, own);
    let mut head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
    if !fields.iter().any(|field| field.starts_with("content-length")) && status != 304 {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    fields.iter().for_each(|field| head.push_str(&format!("{field}\r\n")));
    // A client that has read enough may be gone.
    let _ = stream.write_all(format!("{head}\r\n").as_bytes());
    if question.method != "HEAD" {
        let _ = stream.write_all(&body);
    }
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.read(&mut [0; 16]);
}

fn findings(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn fields(list: &[&str]) -> Vec<String> {
    list.iter().map(|field| field.to_string()).collect()
}

/// A server that does all as it should, with a few fields changed: each takes the place of the one with its name.
fn model(changes: &'static [&'static str]) -> Server {
    Server::new(move |question, own| {
        let mut head = fields(&["content-type: application/rss+xml", "etag: \"one\"", "cache-control: max-age=1800"]);
        for change in changes {
            let name = change.split(':').next().unwrap_or_default();
            head.retain(|field| !field.starts_with(name));
            head.extend((!change.ends_with(':')).then(|| change.to_string()));
        }
        match question.path.as_str() {
            "/feed.xml" if question.has("if-none-match: \"one\"") => (304, head, Vec::new()),
            "/feed.xml" => (200, head, FEED.replace("{address}", own).into_bytes()),
            "/song.mp3" if question.has("range:") => {
                let head = fields(&["content-type: audio/mpeg", "content-range: bytes 0-0/1000"]);
                (206, head, vec![0])
            }
            "/song.mp3" => (200, fields(&["content-type: audio/mpeg", "accept-ranges: bytes"]), vec![0; 1000]),
            "/" | "/page" => (200, fields(&["content-type: text/html"]), b"<p>".to_vec()),
            _ => (404, fields(&["content-type: text/html"]), b"<p>nothing here</p>".to_vec()),
        }
    })
}

#[test]
fn a_feed_that_is_delivered_well_is_met_with_silence() {
    let server = model(&[]);
    assert_eq!(server.found("/feed.xml", &["--links"]), [""; 0]);
    let asked = server.asked();
    assert!(asked[0].has("accept-encoding: gzip") && asked[0].has("user-agent: courant/"), "{asked:?}");
    assert!(asked[1].has("if-none-match: \"one\""), "{asked:?}");
    assert_eq!(asked.iter().filter(|question| question.method == "HEAD").count(), 3, "{asked:?}");
}

#[test]
fn what_is_wrong_with_a_header_is_found_in_its_place() {
    let cases: &[(&'static [&'static str], &[&str])] = &[
        (&["content-type:"], &["answer-without-content-type"]),
        (&["content-type: text/html"], &["answer-type-unexpected"]),
        (&["content-type: text/xml"], &[]),
        (&["content-type: application/rss+xml; charset=iso-8859-1"], &["charset-mismatch"]),
        (&["content-type: application/rss+xml; charset=\"UTF-8\""], &[]),
        (&["etag:"], &["validators-missing"]),
        (&["etag: \"two\""], &["conditional-request-ignored"]),
        (&["cache-control:"], &["cache-control-missing"]),
        (&["cache-control: private, no-store"], &["caching-forbidden"]),
        (&["cache-control: public, max-age=31536000"], &["cached-too-long"]),
        (&["cache-control: max-age=604800"], &[]),
    ];
    for (changes, expected) in cases {
        assert_eq!(model(changes).found("/feed.xml", &[]), *expected, "{changes:?}");
    }
    let server = model(&["content-type: text/html"]);
    let run = Project::new(&[]).courant(&["check", &format!("{}/feed.xml", server.address)]);
    assert!(run.stdout.contains("| content-type: text/html\n"), "{run:?}");
    assert!(run.stdout.contains("|               ^^^^^^^^^\n"), "{run:?}");
    assert!(run.stdout.contains("/feed.xml#exchange:"), "{run:?}");
}

#[test]
fn the_findings_of_the_feed_itself_come_too() {
    let server =
        Server::new(|_, _| (200, fields(&["content-type: text/xml"]), b"<rss version='2.0'><channel>&".to_vec()));
    let run = server.check("/feed", &[]);
    let path = format!("{}/feed", server.address);
    assert!(findings(&run).iter().any(|found| found["code"] == "X005" && found["path"] == path.as_str()), "{run:?}");
    assert_eq!(run.status, 1);
}

#[test]
fn redirections_are_shown_and_end() {
    let server = Server::new(|question, own| match question.path.as_str() {
        "/old" => (301, fields(&["location: /feed.xml"]), Vec::new()),
        "/round" => (302, fields(&["location: /round"]), Vec::new()),
        "/file" => (302, fields(&["location: file:///etc/passwd"]), Vec::new()),
        "/feed.xml" => (200, fields(&["content-type: text/xml"]), FEED.replace("{address}", own).into_bytes()),
        _ => (404, Vec::new(), Vec::new()),
    });
    let run = server.check("/old", &["--only", "redirected"]);
    assert!(run.stderr.contains(&format!("/old leads on to {}/feed.xml (status 301)", server.address)), "{run:?}");
    assert_eq!(findings(&run).len(), 1, "{run:?}");
    let round = server.check("/round", &[]);
    assert_eq!(round.status, 2, "{round:?}");
    assert!(round.stderr.contains("leads on more than 10 times"), "{round:?}");
    assert_eq!(server.asked().iter().filter(|question| question.path == "/round").count(), 11);
    assert!(server.found("/file", &[]).contains(&"answer-not-ok".to_string()));
}

#[test]
fn an_answer_that_is_no_feed_is_not_checked_as_one() {
    let server = model(&[]);
    let run = server.check("/nowhere", &[]);
    let names: Vec<_> = findings(&run).iter().map(|found| found["name"].to_string()).collect();
    assert_eq!(names, ["\"answer-not-ok\""], "{run:?}");
    assert_eq!(run.status, 1);
}

#[test]
fn a_page_in_the_place_of_a_feed_is_named_with_the_feeds_that_it_leads_to() {
    let page =
        "<!doctype html><title>Harbour</title><link rel=alternate type=application/atom+xml href=/atom.xml><p>x<br>y";
    let wall = "<!doctype html><html><head><title>Just a moment...</title></head>";
    let server = Server::new(move |question, _| {
        let html = fields(&["content-type: text/html", "etag: \"a\"", "cache-control: max-age=60"]);
        match question.path.as_str() {
            "/challenge" => (403, [html, fields(&["cf-mitigated: challenge"])].concat(), wall.as_bytes().to_vec()),
            "/wall" => (200, html, wall.as_bytes().to_vec()),
            _ => (200, html, page.as_bytes().to_vec()),
        }
    });
    let messages = |path: &str| {
        let run = server.check(path, &["--only", "web-page,answer-challenge,answer-not-ok"]);
        let said =
            |found: &Value| format!("{}: {}; {}", found["name"], found["message"], found["help"]).replace('"', "");
        findings(&run).iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(messages("/"), ["web-page: this is a web page, and not a feed; the page names as its feed `/atom.xml`"]);
    let wall = messages("/wall");
    assert!(
        wall.len() == 1 && wall[0].starts_with("web-page: this is a page that asks whether a person is there"),
        "{wall:?}"
    );
    let challenge = messages("/challenge");
    assert!(
        challenge.len() == 1 && challenge[0].contains("asks whether a person is there (status 403)"),
        "{challenge:?}"
    );
}

#[test]
fn a_server_that_is_not_there_is_no_finding() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/feed.xml", listener.local_addr().expect("bound"));
    drop(listener);
    let run = Project::new(&[]).courant(&["check", &address]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains(&address), "{run:?}");
}

#[test]
fn compression_is_seen_and_a_bomb_is_stopped() {
    let long = |own: &str| FEED.replace("{address}", own).replace("Cyclists", &"Cyclists ".repeat(1000));
    let plain = Server::new(move |_, own| (200, fields(&["content-type: text/xml"]), long(own).into_bytes()));
    assert!(plain.found("/feed.xml", &[]).contains(&"uncompressed".to_string()));
    let head = ["content-type: text/xml", "content-encoding: gzip", "etag: \"1\""];
    let small = Server::new(move |_, own| (200, fields(&head), gzip(long(own).as_bytes())));
    let found = small.found("/feed.xml", &[]);
    assert!(!found.contains(&"uncompressed".to_string()), "{found:?}");
    assert!(small.check("/feed.xml", &["--only", "xml"]).stdout.is_empty());
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    let server = Server::new(move |_, _| (200, fields(&head), bomb.clone()));
    assert!(server.found("/feed.xml", &[]).contains(&"answer-too-large".to_string()));
}

#[test]
fn a_self_link_that_leads_elsewhere_is_found() {
    let server = Server::new(|_, _| {
        (200, fields(&["content-type: text/xml"]), FEED.replace("{address}", "https://example.org").into_bytes())
    });
    let run = server.check("/feed.xml", &["--only", "self-link-elsewhere"]);
    let found = findings(&run);
    assert_eq!((found.len(), &found[0]["line"], &found[0]["w3c"]), (1, &4.into(), &"SelfDoesntMatchLocation".into()));
}

#[test]
fn links_are_asked_only_when_told_and_compared_with_what_the_feed_says() {
    let server = Server::new(|question, own| {
        let item = "<image><url>{address}/page</url><title>H</title><link>{address}/</link></image><item>\
                    <link>{address}/gone</link><enclosure url=\"{address}/lost.mp3\" length=\"1\" type=\"audio/mpeg\"/></item>";
        let feed = FEED.replace("<item>", &format!("{item}<item>")).replace("{address}", own);
        match question.path.as_str() {
            "/feed.xml" => (200, fields(&["content-type: text/xml"]), feed.into_bytes()),
            "/song.mp3" if question.method == "HEAD" => (405, Vec::new(), Vec::new()),
            "/song.mp3" => (200, fields(&["content-type: audio/ogg"]), vec![0; 999]),
            "/" | "/page" => (200, fields(&["content-type: text/html"]), b"<p>".to_vec()),
            _ => (404, Vec::new(), Vec::new()),
        }
    });
    let only = ["--only", "H020,H021,H022,H023,H024,H025,H026"];
    let run = server.check("/feed.xml", &only);
    assert!(run.stdout.is_empty(), "{run:?}");
    assert!(server.asked().iter().all(|question| question.path == "/feed.xml"));
    let run = server.check("/feed.xml", &[&only[..], &["--links"]].concat());
    let mut found: Vec<_> = findings(&run)
        .iter()
        .map(|found| format!("{} {}", found["line"], found["name"].as_str().unwrap_or_default()))
        .collect();
    found.sort();
    let expected = [
        "5 enclosure-dead",
        "5 image-no-image",
        "5 link-dead",
        "7 enclosure-length-wrong",
        "7 enclosure-type-wrong",
        "7 enclosure-without-ranges",
    ];
    assert_eq!(found, expected, "{run:?}");
}

#[test]
fn only_files_are_corrected() {
    let run = Project::new(&[]).courant(&["check", "--fix", "http://127.0.0.1:9/feed.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("only files can be corrected"), "{run:?}");
}

#[test]
fn the_ids_of_a_feed_are_adopted_from_its_address() {
    let project = Project::new(&[("courant.toml", "title = \"T\"\nlink = \"https://example.org/\"\n")]);
    project.write("seeds/cafes.md", "---\ntitle: Cafés open\ndate: 2026-11-20\n---\nCyclists were first.\n");
    let server = model(&[]);
    let run = project.courant(&["adopt", &format!("{}/feed.xml", server.address)]);
    assert_eq!(run.status, 0, "{run:?}");
    project.build();
    assert_eq!(project.ids("feeds/rss.xml"), ["urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11"]);
    let run = project.courant(&["adopt", &format!("{}/nothing.xml", server.address)]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("404"), "{run:?}");
}

#[test]
fn an_answer_without_a_feed_in_it_is_a_failure() {
    let server = Server::new(|question, own| {
        let feed = FEED.replace("{address}", own).into_bytes();
        let head = fields(&["content-type: application/rss+xml"]);
        match question.path.as_str() {
            "/202" => (202, head, b"soon".to_vec()),
            "/204" => (204, head, Vec::new()),
            "/205" => (205, head, Vec::new()),
            "/206" => (
                206,
                fields(&["content-type: application/rss+xml", "content-range: bytes 0-9/900"]),
                feed[..10].to_vec(),
            ),
            "/empty" => (200, head, Vec::new()),
            "/blank" => (200, head, b" \n".to_vec()),
            "/empty-gzip" => (200, fields(&["content-encoding: gzip"]), gzip(b"")),
            "/way" => (302, fields(&["location: /204"]), Vec::new()),
            _ => (200, head, feed),
        }
    });
    let project = Project::new(&[("courant.toml", "title = \"T\"\nlink = \"https://example.org/\"\n")]);
    project.write("seeds/cafes.md", "---\ntitle: Cafés open\ndate: 2026-11-20\n---\nCyclists were first.\n");
    for path in ["/202", "/204", "/205", "/206", "/empty", "/blank", "/empty-gzip", "/way"] {
        let address = format!("{}{path}", server.address);
        for command in [["check", &address], ["adopt", &address]] {
            let run = project.courant(&command);
            assert_eq!(run.status, 2, "{command:?}: {run:?}");
            assert!(run.stderr.contains("the server answers 20"), "{command:?}: {run:?}");
        }
    }
    assert!(!project.exists("ledger.tsv"));
    let run = project.courant(&["check", "--only", "xml", &format!("{}/feed.xml", server.address)]);
    assert_eq!(run.status, 0, "{run:?}");
}
