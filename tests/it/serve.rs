//! `courant serve`: what browsers, readers and strangers get from it, and what its user sees.

use crate::project::{NOW_EPOCH, Project};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What is waited for has to come within this time, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(60);

const CONFIGURATION: &str = "title = \"Harbour Post\"\ndescription = \"News\"\nlink = \"https://example.org/\"\n\
                             feed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\nttl = 15\npermalink = \"https://example.org/{path}/\"\n";

fn harbour() -> Project {
    let project = Project::new(&[("courant.toml", CONFIGURATION)]);
    write_article(&project, "bridge", "The bridge opens");
    project
}

fn write_article(project: &Project, name: &str, title: &str) {
    // Of two on one day neither is the newer.
    let day = 10 + name.len();
    let text = "Cyclists were first, and nobody was late. ".repeat(40);
    let article = format!("---\ntitle: {title}\ndate: 2026-11-{day}\ntags: [Harbour]\n---\n{text}\n");
    project.write(&format!("seeds/{name}.md"), article);
}

/// The program, as long as a test needs it.
struct Serving {
    child: Child,
    /// `127.0.0.1:40123`.
    address: String,
    said: Arc<Mutex<String>>,
    log: Option<JoinHandle<String>>,
}

impl Serving {
    fn new(project: &Project, arguments: &[&str]) -> Serving {
        Serving::started(Command::new(env!("CARGO_BIN_EXE_courant")), project, arguments)
    }

    /// With so few files that may be open at once.
    fn with_open_files(project: &Project, arguments: &[&str], number: usize) -> Serving {
        let mut command = Command::new("sh");
        let limit = format!("ulimit -n {number}; exec \"$0\" \"$@\"");
        command.args(["-c", &limit, env!("CARGO_BIN_EXE_courant")]);
        Serving::started(command, project, arguments)
    }

    fn started(mut command: Command, project: &Project, arguments: &[&str]) -> Serving {
        let mut child = command
            .args([&["serve", "--listen", "127.0.0.1:0"], arguments].concat())
            .current_dir(project.root())
            .env("SOURCE_DATE_EPOCH", NOW_EPOCH)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let mut address = String::new();
        while address.is_empty() {
            let line = lines.next().expect("it says where it listens").expect("UTF-8");
            let place = line.split_once(" on http://").map(|(_, place)| place.split('/').next().unwrap_or_default());
            address = place.unwrap_or_default().to_string();
            said.lock().expect("nobody has panicked").push_str(&format!("{line}\n"));
        }
        let heard = said.clone();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().expect("nobody has panicked").push_str(&format!("{line}\n"));
            }
        });
        let mut output = child.stdout.take().expect("piped");
        let log = thread::spawn(move || {
            let mut text = String::new();
            let _ = output.read_to_string(&mut text);
            text
        });
        Serving { child, address, said, log: Some(log) }
    }

    /// Sends bytes and reads all that comes back.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(bytes).expect("it takes requests");
        let mut answer = Vec::new();
        // What was sent before a connection is reset is an answer too.
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&answer)
    }

    fn ask(&self, method: &str, target: &str, fields: &[&str]) -> Answer {
        let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
        let host = &self.address;
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}\r\n").as_bytes())
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    fn said(&self) -> String {
        self.said.lock().expect("nobody has panicked").clone()
    }

    /// Asks until the answer is as expected.
    fn wait(&self, what: &str, is_so: impl Fn(&Serving) -> bool) {
        let started = Instant::now();
        while !is_so(self) {
            assert!(started.elapsed() < PATIENCE, "waited in vain for {what}: {}", self.said());
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn tell_to_stop(&self) {
        let id = i32::try_from(self.child.id()).expect("an id of a process");
        // SAFETY: it is our own child, which has not been waited for.
        unsafe { libc::kill(id, libc::SIGTERM) };
    }

    /// Its exit status and its log, when it has been told to stop.
    fn end(mut self) -> (i32, String) {
        let status = self.child.wait().expect("it is our child");
        (status.code().unwrap_or(-1), self.log.take().expect("once").join().expect("it reads"))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    fields: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let fields = lines.filter_map(|line| line.split_once(": "));
        let fields = fields.map(|(name, value)| (name.to_lowercase(), value.to_string())).collect();
        Answer { status, fields, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

#[test]
fn feeds_and_pages_come_with_the_types_that_browsers_show() {
    let project = harbour();
    let serving = Serving::new(&project, &["--no-watch"]);
    let cases = [
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/atom.xml", "application/xml; charset=utf-8"),
        ("/feed.json", "application/feed+json"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
        ("/feed.css", "text/css; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
    ];
    for (path, media_type) in cases {
        let answer = serving.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(
            (answer.field("content-type"), answer.field("cache-control")),
            (media_type, "public, max-age=900"),
            "{path}"
        );
        assert_eq!(answer.field("x-content-type-options"), "nosniff", "{path}");
        let file = if path == "/" { "/index.html" } else { path };
        assert_eq!(answer.body, fs::read(project.path(&format!("feeds{file}"))).expect("built"), "{path}");
    }
}

#[test]
fn every_encoding_holds_the_file_and_is_not_sent_twice() {
    let project = harbour();
    let serving = Serving::new(&project, &["--no-watch"]);
    let file = fs::read(project.path("feeds/rss.xml")).expect("built");
    let mut tags = Vec::new();
    for encoding in ["identity", "gzip", "br"] {
        let accept = format!("Accept-Encoding: {encoding}");
        let answer = serving.ask("GET", "/rss.xml", &[&accept]);
        let mut plain = Vec::new();
        let read = match answer.field("content-encoding") {
            "gzip" => GzDecoder::new(&*answer.body).read_to_end(&mut plain),
            "br" => brotli::Decompressor::new(&*answer.body, 4096).read_to_end(&mut plain),
            _ => (&*answer.body).read_to_end(&mut plain),
        };
        assert!(read.is_ok() && plain == file, "{encoding}");
        assert_eq!(answer.field("vary"), "accept-encoding");
        let tag = answer.field("etag").to_string();
        assert!(tag.starts_with('"'), "a strong tag: {tag}");
        let head = serving.ask("HEAD", "/rss.xml", &[&accept]);
        let without_date = |answer: &Answer| {
            let fields = answer.fields.iter().filter(|(name, _)| *name != "date");
            fields.map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
        };
        assert_eq!((head.status, without_date(&head)), (200, without_date(&answer)), "{encoding}");
        assert_eq!(head.body, b"");
        let again = serving.ask("GET", "/rss.xml", &[&accept, &format!("If-None-Match: {tag}")]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{encoding}");
        assert_eq!(again.field("etag"), tag);
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
    let date = serving.get("/rss.xml").field("last-modified").to_string();
    serving.wait("the second to pass in which it was built", |serving| {
        !serving.get("/rss.xml").field("last-modified").is_empty()
    });
    let date = if date.is_empty() { serving.get("/rss.xml").field("last-modified").to_string() } else { date };
    assert_eq!(serving.ask("GET", "/rss.xml", &[&format!("If-Modified-Since: {date}")]).status, 304);
}

#[test]
fn a_recording_is_sent_in_parts_and_known_by_its_bytes() {
    let project = harbour();
    project.build();
    // Long enough to stay on the disk.
    let sound: Vec<u8> = (0..3_000_000_u32).map(|number| (number % 251) as u8).collect();
    project.write("feeds/sound.mp3", &sound);
    let serving = Serving::new(&project, &["--no-watch"]);
    let whole = serving.get("/sound.mp3");
    assert_eq!((whole.status, whole.field("content-type"), whole.field("accept-ranges")), (200, "audio/mpeg", "bytes"));
    assert_eq!(whole.body, sound);
    let tag = whole.field("etag").to_string();
    let part = serving.ask("GET", "/sound.mp3", &["Range: bytes=1000000-2000000", &format!("If-Range: {tag}")]);
    assert_eq!((part.status, part.field("content-range")), (206, "bytes 1000000-2000000/3000000"));
    assert_eq!(part.body, sound[1_000_000..=2_000_000]);
    assert_eq!(serving.ask("HEAD", "/sound.mp3", &[]).field("content-length"), "3000000");
    let beyond = serving.ask("GET", "/sound.mp3", &["Range: bytes=3000000-"]);
    assert_eq!((beyond.status, beyond.field("content-range")), (416, "bytes */3000000"));
    File::open(project.path("feeds/sound.mp3"))
        .and_then(|file| file.set_modified(std::time::UNIX_EPOCH))
        .expect("ours");
    serving.wait("the touched file", |serving| serving.get("/sound.mp3").status == 200);
    assert_eq!(serving.get("/sound.mp3").field("etag"), tag);
    project.write("feeds/sound.mp3", vec![0; 2_000_000]);
    serving.wait("the other file", |serving| serving.get("/sound.mp3").body == vec![0; 2_000_000]);
    assert_ne!(serving.get("/sound.mp3").field("etag"), tag);
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let project = harbour();
    project.write("secret.txt", "secret");
    project.write("outside/secret.txt", "secret");
    project.build();
    project.write("feeds/.hidden/secret.txt", "secret");
    project.write("feeds/.secret", "secret");
    std::os::unix::fs::symlink("../secret.txt", project.path("feeds/link.txt")).expect("a link");
    std::os::unix::fs::symlink("../outside", project.path("feeds/folder")).expect("a link");
    let serving = Serving::new(&project, &["--no-watch"]);
    let secret = project.path("secret.txt").display().to_string();
    let targets = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/categories/../../secret.txt",
        "/categories/%2e%2e/%2e%2e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/.secret",
        "/%2esecret",
        "/.hidden/secret.txt",
        "/.courant-files",
        "/../.courant/last-build.json",
        "/link.txt",
        "/folder/secret.txt",
        "/folder/",
        "/rss.xml%00",
        "/%00",
        "/%ff%fe",
        "/./secret.txt",
        &secret,
        &format!("/{secret}"),
        "../secret.txt",
        "secret.txt",
        "file:///etc/passwd",
        "*",
        "",
    ];
    for target in targets {
        let answer = serving.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {answer:?}");
        assert!(!answer.text().contains("secret"), "{target}: {answer:?}");
    }
    let elsewhere = serving.get("//example.org/..");
    assert_eq!((elsewhere.status, elsewhere.field("location")), (404, ""), "{elsewhere:?}");
    let split = serving.get("/categories%0d%0aX-Evil:%201");
    assert!(split.status == 404 && split.field("x-evil").is_empty(), "{split:?}");
}

#[test]
fn a_folder_of_articles_that_holds_the_feeds_is_not_served_itself() {
    let project = Project::new(&[("note.md", "---\ntitle: A note\ndate: 2026-11-20\n---\nText.\n")]);
    let serving = Serving::new(&project, &["--no-watch", "--out", "."]);
    assert_eq!(serving.get("/rss.xml").status, 200);
    assert_eq!((serving.get("/note.md").status, serving.get("/ledger.tsv").status), (404, 404));
}

#[test]
fn what_is_no_request_of_a_reader_is_refused() {
    let project = harbour();
    let serving = Serving::new(&project, &["--no-watch"]);
    let post = serving.ask("POST", "/rss.xml", &["Content-Length: 3"]);
    assert_eq!((post.status, post.field("allow")), (405, "GET, HEAD"));
    assert_eq!(serving.send(b"GET /rss.xml\r\n\r\n").status, 400);
    assert_eq!(serving.send(b"\x16\x03\x01\x02\x00\x01\r\n\r\n").status, 400);
    assert_eq!(serving.send(b"GET /rss.xml HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    let two = b"GET /rss.xml HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n";
    assert_eq!(serving.send(two).status, 400);
    assert_eq!(serving.send(b"GET /rss.xml HTTP/1.0\r\n\r\n").status, 200);
    let long = format!("GET /rss.xml HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(100_000));
    assert_eq!(serving.send(long.as_bytes()).status, 431);
    // Behind a proxy it is asked by any name.
    assert_eq!(serving.send(b"GET /rss.xml HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n").status, 200);
    assert_eq!(serving.get("/nothing").status, 404);
    serving.tell_to_stop();
    let (status, log) = serving.end();
    assert_eq!(status, 0);
    assert!(log.contains(" POST /rss.xml 405 ") && log.contains(" GET /nothing 404 "), "{log}");
    assert!(log.contains(" - - 400 ") && log.contains(" - - 431 "), "{log}");
    assert_eq!(log.lines().count(), 9, "{log}");
}

#[test]
fn a_change_is_served_and_open_pages_are_told() {
    let project = harbour();
    let serving = Serving::new(&project, &[]);
    let page = serving.get("/");
    assert!(page.text().contains("<script src=\"/.courant/reload.js\">"), "{page:?}");
    assert!(page.text().contains("connect-src 'self'"), "{page:?}");
    assert!(!project.read("feeds/index.html").contains("/.courant/"), "only what is sent holds the script");
    assert_eq!(page.field("cache-control"), "no-cache");
    let script = serving.get("/.courant/reload.js").text();
    let mut stream = TcpStream::connect(&serving.address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let host = &serving.address;
    write!(stream, "GET /.courant/reload HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("it takes requests");
    let mut events = BufReader::new(stream).lines().map_while(Result::ok).filter(|line| line.starts_with("data: "));
    let first = events.next().expect("the present version");
    assert!(script.contains(first.trim_start_matches("data: ")), "{script}");
    let before = serving.get("/rss.xml");
    write_article(&project, "ferry", "The ferry is late");
    let second = events.next().expect("word of the change");
    assert_ne!(first, second);
    let after = serving.get("/rss.xml");
    assert!(after.text().contains("The ferry is late"), "{}", after.text());
    assert_ne!(before.field("etag"), after.field("etag"));
    fs::remove_file(project.path("seeds/ferry.md")).expect("it is there");
    let third = events.next().expect("word of the removal");
    assert!(third != second && !serving.get("/rss.xml").text().contains("The ferry"), "{third}");
}

#[test]
fn a_configuration_is_read_again_and_a_broken_one_changes_nothing() {
    let project = harbour();
    let serving = Serving::new(&project, &[]);
    project.write("courant.toml", "title = [\n");
    serving.wait("the mistake to be told", |serving| serving.said().contains("courant.toml:1"));
    assert!(serving.get("/rss.xml").text().contains("<title>Harbour Post</title>"));
    project.write("courant.toml", CONFIGURATION.replace("Harbour Post", "Harbour Times"));
    serving.wait("the other title", |serving| serving.get("/rss.xml").text().contains("<title>Harbour Times</title>"));
    // An article with a mistake is kept out, and the others are served.
    project.write("seeds/wrong.md", "---\ntitle: [\n---\nText.\n");
    serving.wait("the mistake to be told", |serving| serving.said().contains("seeds/wrong.md:"));
    assert_eq!(serving.get("/rss.xml").status, 200);
}

#[test]
#[cfg(feature = "network")]
fn check_finds_nothing_in_what_is_served() {
    let project = harbour();
    write_article(&project, "ferry", "The ferry is late");
    let serving = Serving::new(&project, &[]);
    let own = format!("http://{}/", serving.address);
    project.write("courant.toml", CONFIGURATION.replace("https://example.org/feeds/", &own));
    for file in ["rss.xml", "atom.xml", "feed.json", "feeds.opml", "categories/harbour/rss.xml"] {
        let address = format!("{own}{file}");
        serving
            .wait("the feed that knows its address", |serving| serving.get(&format!("/{file}")).text().contains(&own));
        let run = project.courant(&["check", "--deny", "warnings", "--deny", "delivery", &address]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{file}: {run:?}");
    }
}

#[test]
fn what_another_process_builds_is_noticed() {
    let project = harbour();
    let serving = Serving::new(&project, &["--no-watch"]);
    let tag = serving.get("/rss.xml").field("etag").to_string();
    // The same bytes at another time.
    File::open(project.path("feeds/rss.xml")).and_then(|file| file.set_modified(std::time::UNIX_EPOCH)).expect("ours");
    write_article(&project, "ferry", "The ferry is late");
    assert_eq!(serving.get("/rss.xml").field("etag"), tag, "articles are not watched");
    project.build();
    serving.wait("the new feeds", |serving| serving.get("/rss.xml").text().contains("The ferry is late"));
    assert_ne!(serving.get("/rss.xml").field("etag"), tag);
    assert!(!serving.get("/").text().contains("/.courant/"));
    assert_eq!(serving.get("/.courant/reload").status, 404);
}

#[test]
fn a_page_from_elsewhere_cannot_read_a_preview() {
    let project = harbour();
    let serving = Serving::new(&project, &[]);
    let ask =
        |host: &str| serving.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
    assert_eq!((ask("localhost:4000").status, ask("127.0.0.1").status), (200, 200));
    assert_eq!(ask("rebound.example.org:4000").status, 421);
}

#[test]
fn a_download_that_has_begun_ends_before_the_server_does() {
    let project = harbour();
    project.build();
    project.write("feeds/film.mp4", vec![7; 20_000_000]);
    let serving = Serving::new(&project, &[]);
    let mut stream = TcpStream::connect(&serving.address).expect("it listens");
    let host = &serving.address;
    write!(stream, "GET /film.mp4 HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("it takes requests");
    let mut start = [0; 1000];
    stream.read_exact(&mut start).expect("it begins");
    serving.tell_to_stop();
    serving.wait("the door to be closed", |serving| TcpStream::connect(&serving.address).is_err());
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("it goes on to the end");
    assert!(start.len() + rest.len() > 20_000_000, "{}", rest.len());
    let (status, log) = serving.end();
    assert_eq!(status, 0);
    assert!(log.contains(" GET /film.mp4 200 20000000 B "), "{log}");
}

#[test]
fn articles_that_vanish_take_nothing_from_who_is_served() {
    let project = harbour();
    write_article(&project, "quay", "A new quay");
    let serving = Serving::new(&project, &[]);
    let before = serving.get("/rss.xml").text();
    fs::rename(project.path("seeds"), project.path("aside")).expect("a rename");
    fs::create_dir(project.path("seeds")).expect("a folder");
    serving.wait("the stop", |serving| serving.said().contains("it holds no article that can be read"));
    assert_eq!(serving.get("/rss.xml").text(), before);
    project.write("seeds/other.md", "---\ntitle: Another\ndate: 2026-11-20\n---\nOf another harbour.\n");
    serving.wait("the other stop", |serving| serving.said().contains("courant build --accept-removals"));
    assert!(
        serving.said().contains("rss.xml: `A new quay` would be gone: seeds/quay.md is not there"),
        "{}",
        serving.said()
    );
    assert_eq!(serving.get("/rss.xml").text(), before);
}

#[test]
fn a_port_that_is_taken_is_told_with_advice() {
    let project = harbour();
    let serving = Serving::new(&project, &["--quiet"]);
    let run = project.courant(&["serve", "--listen", &serving.address]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains(&serving.address) && run.stderr.contains("choose another port"), "{run:?}");
    let run = project.courant(&["serve", "--listen", "nowhere"]);
    assert!(run.status == 2 && run.stderr.contains("127.0.0.1:4000"), "{run:?}");
    let run = project.courant(&["serve", "missing"]);
    assert!(run.status == 2 && run.stderr.contains("no such folder"), "{run:?}");
}

#[test]
fn a_host_that_is_none_is_refused() {
    let project = harbour();
    let serving = Serving::new(&project, &["--no-watch"]);
    let ask = |target: &str, fields: &str| {
        serving.send(format!("GET {target} HTTP/1.1\r\n{fields}Connection: close\r\n\r\n").as_bytes()).status
    };
    for bad in [
        "Host: a b",
        "Host: x@evil",
        "Host: a/b",
        "Host: a:b",
        "Host: [::1",
        "Host: caf\u{e9}",
        "Host: http://a",
        "Host: a\r\nHost: a",
    ] {
        assert_eq!(ask("/rss.xml", &format!("{bad}\r\n")), 400, "{bad}");
    }
    for good in ["Host: a", "Host: a:80", "Host: [::1]:80", "Host:", "host: A.EXAMPLE."] {
        assert_eq!(ask("/rss.xml", &format!("{good}\r\n")), 200, "{good}");
    }
    // RFC 9112 section 3.2.2: of a whole address its own host counts, and the field has to be one all the same.
    assert_eq!(ask("http://a.example/rss.xml", "Host: b.example\r\n"), 200);
    assert_eq!(ask("http://a.example/rss.xml", "Host: a b\r\n"), 400);
    assert_eq!(ask("http://a.example/rss.xml", ""), 400);
    assert_eq!(ask("http://user@a.example/rss.xml", "Host: a.example\r\n"), 400);
    let preview = Serving::new(&project, &[]);
    let ask = |target: &str, host: &str| {
        preview.send(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).status
    };
    assert_eq!(ask("http://rebound.example/rss.xml", "localhost"), 421);
    assert_eq!(ask("http://localhost/rss.xml", "rebound.example"), 200);
}

#[test]
fn who_asks_and_says_that_nothing_follows_gets_the_answer() {
    let project = harbour();
    project.build();
    project.write("feeds/film.mp4", vec![7; 5_000_000]);
    let serving = Serving::new(&project, &["--no-watch"]);
    for (request, status, least) in [
        ("GET /rss.xml HTTP/1.1", 200, 100),
        ("GET /film.mp4 HTTP/1.1", 200, 5_000_000),
        ("GET /nothing HTTP/1.1", 404, 100),
        ("HEAD /rss.xml HTTP/1.1", 200, 0),
        ("GET /rss.xml HTTP/1.0", 200, 100),
    ] {
        for _ in 0..5 {
            let mut stream = TcpStream::connect(&serving.address).expect("it listens");
            stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
            write!(stream, "{request}\r\nHost: a\r\n\r\n").expect("it takes requests");
            stream.shutdown(std::net::Shutdown::Write).expect("half of it");
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).expect("it ends");
            let answer = Answer::of(&bytes);
            assert_eq!(answer.status, status, "{request}");
            assert!(answer.body.len() >= least, "{request}: {}", answer.body.len());
        }
    }
}

/// Those who take nothing of a film.
fn slow_readers(serving: &Serving, number: usize) -> Vec<TcpStream> {
    let slow = (0..number).map(|_| {
        let mut stream = TcpStream::connect(&serving.address).expect("it listens");
        write!(stream, "GET /film.mp4 HTTP/1.1\r\nHost: a\r\n\r\n").expect("it takes requests");
        stream
    });
    slow.collect()
}

#[test]
#[cfg(target_os = "linux")]
fn a_connection_takes_one_descriptor_whatever_it_is_sent() {
    let project = harbour();
    project.build();
    project.write("feeds/film.mp4", vec![7; 20_000_000]);
    let serving = Serving::new(&project, &["--no-watch"]);
    let descriptors = || fs::read_dir(format!("/proc/{}/fd", serving.child.id())).expect("it runs").count();
    assert_eq!(serving.ask("HEAD", "/film.mp4", &[]).status, 200);
    let before = descriptors();
    let mut slow = slow_readers(&serving, 60);
    // Each has got something, so that its file is open.
    slow.iter_mut().for_each(|stream| stream.read_exact(&mut [0; 1000]).expect("it begins"));
    let after = descriptors();
    assert!(after <= before + 60 + 1, "{before}, then {after}");
    // Each is sent all of it, whatever the others take.
    let part = serving.ask("GET", "/film.mp4", &["Range: bytes=19999000-"]);
    assert_eq!((part.status, part.body.len()), (206, 1000));
}

#[test]
fn others_are_served_while_there_is_no_room_for_those_who_take_nothing() {
    let project = harbour();
    project.build();
    project.write("feeds/film.mp4", vec![7; 20_000_000]);
    // Room for 66 connections.
    let serving = Serving::with_open_files(&project, &["--no-watch", "--quiet"], 190);
    let slow = slow_readers(&serving, 150);
    for _ in 0..5 {
        assert_eq!(serving.get("/rss.xml").status, 200);
    }
    // Those who ask for nothing are no better.
    let silent: Vec<_> = (0..150).map(|_| TcpStream::connect(&serving.address).expect("it listens")).collect();
    assert_eq!(serving.get("/rss.xml").status, 200);
    drop((slow, silent));
    assert_eq!(serving.get("/film.mp4").body.len(), 20_000_000);
}
/// What a subscriber or a browser asks for at an address of before is answered with where it is; also when another process has built.
#[test]
fn what_is_elsewhere_now_is_answered_with_where_it_is() {
    let project = harbour();
    write_article(&project, "quay", "The quay is mended");
    let joined = format!("{CONFIGURATION}[[category]]\nterm = \"port\"\nlabel = \"Port\"\naliases = [\"Harbour\"]\n");
    let pages = CONFIGURATION.replace("permalink = \"https://example.org/{path}/\"", "pages = true");
    project.write("courant.toml", &pages);
    for (name, tag) in [("one", "Port"), ("two", "Port")] {
        project.write(
            &format!("seeds/{name}.md"),
            format!("---\ntitle: {name}\ndate: 2026-11-01\ntags: [{tag}]\n---\nText.\n"),
        );
    }
    project.build();
    let files = project.files("feeds").into_iter().map(|(path, _)| path);
    let page = files
        .into_iter()
        .find_map(|path| Some(path.strip_prefix("articles/")?.strip_suffix("index.html")?.to_string()));
    let page = format!("/articles/{}", page.expect("each article has a page"));
    let serving = Serving::new(&project, &["--no-watch"]);
    assert_eq!(serving.get("/categories/harbour/rss.xml").status, 200);
    assert_eq!(serving.get(&page).status, 200);
    // Both feeds are one now, and every article is on the site.
    project.write("courant.toml", &joined);
    project.build();
    let leads = |serving: &Serving, path: &str, to: &str| {
        let answer = serving.get(path);
        answer.status == 301 && answer.field("location").starts_with(to) && answer.field("cache-control") == "no-cache"
    };
    serving.wait("the new ledger", |serving| leads(serving, &page, "https://example.org/"));
    let again = Serving::new(&project, &["--no-watch"]);
    for serving in [&serving, &again] {
        for file in ["rss.xml", "atom.xml", "feed.json"] {
            let (harbour, port) = (format!("/categories/harbour/{file}"), format!("/categories/port/{file}"));
            assert!(leads(serving, &harbour, &port), "{file}");
            assert_eq!(serving.get(&port).status, 200);
        }
        assert!(leads(serving, &page, "https://example.org/"));
        assert_eq!(serving.get("/").status, 200);
    }
}

/// The site may be at another host than its feeds: a page of before among the feeds leads there, and nowhere else.
#[test]
fn what_was_read_among_the_feeds_leads_to_the_site_wherever_it_is() {
    let project = Project::new(&[(
        "courant.toml",
        "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://feeds.example.org/f/\"\noutput = \"feeds\"\n",
    )]);
    let moves = [
        ("https://feeds.example.org/f/one/", "https://example.org/one/", "/one/", "https://example.org/one/"),
        ("https://feeds.example.org/f/t%77o", "https://feeds.example.org/f/2/", "/tw%6F", "/2/"),
        ("https://feeds.example.org/f//three//", "https://example.org/3/", "/three/", "https://example.org/3/"),
        (
            "https://feeds.example.org/f/four",
            "https://feeds.example.org/f//evil.example/",
            "/four",
            "https://feeds.example.org/f//evil.example/",
        ),
        ("https://feeds.example.org/f/five", "https://evil.example/", "/five", ""),
        ("https://feeds.example.org/f/%72ss.xml", "https://example.org/6/", "/rss.xml", ""),
        ("https://example.org/seven", "https://example.org/7/", "/seven", ""),
    ];
    for place in [0, 1] {
        for (index, (from, to, ..)) in moves.iter().enumerate() {
            let url = if place == 0 { from } else { to };
            let text = format!("---\ntitle: N{index}\ndate: 2026-11-01\nurl: '{url}'\n---\nText of N{index}.\n");
            project.write(&format!("seeds/n{index}.md"), text);
        }
        project.build();
    }
    let serving = Serving::new(&project, &["--no-watch"]);
    for (from, _, path, location) in moves {
        let answer = serving.get(path);
        assert_eq!(answer.status == 301, !location.is_empty(), "{from}: {}", answer.status);
        assert_eq!(answer.field("location"), location, "{from}");
    }
}
