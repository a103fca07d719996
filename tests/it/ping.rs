//! `courant ping` against a small hub on loopback.

use crate::project::Project;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A hub that answers with these statuses, one after the other, the last one for ever.
struct Hub {
    address: String,
    told: Arc<Mutex<Vec<String>>>,
}

impl Hub {
    fn new(statuses: &'static [u16]) -> Hub {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("bound"));
        let told = Arc::new(Mutex::new(Vec::new()));
        let log = told.clone();
        std::thread::spawn(move || {
            for (count, stream) in listener.incoming().flatten().enumerate() {
                let mut reader = BufReader::new(stream);
                let mut length = 0;
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().expect("a number");
                    }
                    line.clear();
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).expect("a body");
                log.lock().expect("no hub has panicked").push(String::from_utf8(body).expect("a form"));
                let status = statuses.get(count).or(statuses.last()).expect("a status");
                let _ =
                    write!(reader.get_mut(), "HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            }
        });
        Hub { address, told }
    }

    fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().expect("no hub has panicked"))
    }
}

fn project(hub: &str) -> Project {
    let config = format!(
        "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nformats = [\"rss\", \"atom\"]\nlimit = 1\nhub = \"{hub}\"\n"
    );
    let project = Project::new(&[("courant.toml", &config)]);
    project.write("seeds/a.md", "---\ntitle: A\ndate: 2026-11-20\n---\nThe tide rose.\n");
    project.write("seeds/b.md", "---\ntitle: B\ndate: 2026-11-21\n---\nThe tide fell.\n");
    project.build();
    project
}

#[test]
fn a_hub_is_told_of_what_has_changed_and_not_of_archives() {
    let hub = Hub::new(&[204]);
    let project = project(&hub.address);
    assert!(project.exists("feeds/archive/2026/1/rss.xml"));
    let run = project.courant(&["ping", "--dry-run"]);
    assert!(
        run.stdout.contains("would be told of https://example.org/feeds/rss.xml") && hub.told().is_empty(),
        "{run:?}"
    );
    assert_eq!(project.courant(&["ping"]).status, 0);
    let of = |name: &str| {
        format!(
            "hub.mode=publish&hub.url=https%3A%2F%2Fexample.org%2Ffeeds%2F{name}&hub.topic=https%3A%2F%2Fexample.org%2Ffeeds%2F{name}"
        )
    };
    assert_eq!(hub.told(), [of("atom.xml"), of("rss.xml")]);
    let run = project.courant(&["ping"]);
    assert!(run.stdout.contains("was told of 0 feeds") && hub.told().is_empty(), "{run:?}");
    project.courant(&["ping", "--all"]);
    assert_eq!(hub.told().len(), 2);
    project.write("seeds/b.md", "---\ntitle: B\ndate: 2026-11-21\n---\nThe tide fell, and rose.\n");
    project.build();
    project.courant(&["ping"]);
    assert_eq!(hub.told().len(), 2);
}

#[test]
fn a_hub_in_trouble_is_asked_again_and_fails_nothing() {
    let hub = Hub::new(&[500, 204, 400, 204]);
    let project = project(&hub.address);
    let run = project.courant(&["ping"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("was not told of https://example.org/feeds/rss.xml: it says 400"), "{run:?}");
    assert_eq!(hub.told().len(), 3);
    let run = project.courant(&["ping"]);
    assert!(run.stdout.contains("was told of 1 feeds") && run.stderr.is_empty(), "{run:?}");
    assert_eq!(hub.told().len(), 1);
}

#[test]
fn without_a_hub_there_is_nobody_to_tell() {
    let project = Project::new(&[("courant.toml", "title = \"T\"\n")]);
    let run = project.courant(&["ping"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("`hub` is not set"), "{run:?}");
}
