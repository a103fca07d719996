//! Questions, and what is answered.

use super::*;
use hyper::header::HeaderValue;
use std::collections::BTreeMap;

/// Half past eight; the files are of eight o'clock.
const NOW: u64 = 1_795_509_000;
const EIGHT: u64 = 1_795_507_200;

const EVERYBODY: Audience = Audience::Everybody { max_age_seconds: 1800 };

fn site(audience: Audience) -> Site {
    let feed = format!("<rss>{}</rss>", "Cyclists were first. ".repeat(100));
    let files = [("rss.xml", feed), ("a/index.html", "<p>a".to_string()), ("a.mp3", "0123456789".to_string())];
    let asset = files.map(|(path, text)| (path.to_string(), Arc::new(Asset::memory(path, text.into_bytes(), EIGHT))));
    Site::new(BTreeMap::from(asset), audience)
}

fn asked(site: &Site, method: &Method, path: &str, fields: &[(&str, &str)]) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let name = HeaderName::try_from(*name).expect("a name");
        headers.append(name, HeaderValue::from_str(value).expect("a value"));
    }
    let request = Request { method, query: None, headers: &headers, now: NOW };
    answer(site, &site.find(path), &request)
}

fn got(path: &str, fields: &[(&str, &str)]) -> Response {
    asked(&site(EVERYBODY), &Method::GET, path, fields)
}

fn tag(fields: &[(&str, &str)]) -> String {
    got("/rss.xml", fields).field(&ETAG).expect("a tag").to_string()
}

#[test]
fn a_file_is_sent_with_all_that_readers_go_by() {
    let answer = got("/rss.xml", &[]);
    assert_eq!(answer.status, 200);
    let expected = [
        (CONTENT_TYPE, "application/xml; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=1800"),
        (VARY, "accept-encoding"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (ACCEPT_RANGES, "bytes"),
        (LAST_MODIFIED, "Tue, 24 Nov 2026 08:00:00 GMT"),
    ];
    for (name, value) in expected {
        assert_eq!(answer.field(&name), Some(value), "{name}");
    }
    let author = asked(&site(Audience::Author), &Method::GET, "/rss.xml", &[]);
    assert_eq!(author.field(&CACHE_CONTROL), Some("no-cache"));
    let sound = got("/a.mp3", &[("accept-encoding", "gzip")]);
    assert_eq!((sound.field(&CONTENT_ENCODING), sound.field(&VARY)), (None, None));
}

#[test]
fn who_has_the_file_is_not_sent_it_again() {
    let plain = tag(&[]);
    let gzip = tag(&[("accept-encoding", "gzip")]);
    assert_ne!(plain, gzip);
    let weak = format!("W/{plain}");
    let list = format!("\"x,y\", {plain}");
    let cases: &[(u16, &[(&str, &str)])] = &[
        (304, &[("if-none-match", &plain)]),
        (304, &[("if-none-match", &weak)]),
        (304, &[("if-none-match", &list)]),
        (304, &[("if-none-match", "*")]),
        (200, &[("if-none-match", "\"x\"")]),
        (200, &[("if-none-match", plain.trim_matches('"'))]),
        // The tag of bytes that it would not be sent.
        (200, &[("if-none-match", &gzip)]),
        (304, &[("if-none-match", &gzip), ("accept-encoding", "gzip")]),
        (304, &[("if-none-match", &gzip), ("accept-encoding", "gzip, br")]),
        (304, &[("if-modified-since", "Tue, 24 Nov 2026 08:00:00 GMT")]),
        (304, &[("if-modified-since", "Tue, 24 Nov 2026 08:10:00 GMT")]),
        (200, &[("if-modified-since", "Tue, 24 Nov 2026 07:59:59 GMT")]),
        (200, &[("if-modified-since", "yesterday")]),
        (200, &[("if-modified-since", "Tue, 24 Nov 2026 08:00:00 GMT"), ("if-none-match", "\"x\"")]),
        (412, &[("if-match", "\"x\"")]),
        (412, &[("if-match", &weak)]),
        (200, &[("if-match", &plain)]),
        (200, &[("if-match", "*")]),
        (412, &[("if-unmodified-since", "Tue, 24 Nov 2026 07:59:59 GMT")]),
        (200, &[("if-unmodified-since", "Tue, 24 Nov 2026 08:00:00 GMT")]),
    ];
    for (status, fields) in cases {
        let answer = got("/rss.xml", fields);
        assert_eq!(answer.status, *status, "{fields:?}");
        let is_silent = matches!(answer.content, Content::Nothing);
        assert_eq!(is_silent, *status != 200, "{fields:?}");
        if *status == 304 {
            for name in [ETAG, CACHE_CONTROL, VARY, LAST_MODIFIED] {
                assert!(answer.field(&name).is_some(), "{fields:?}: {name}");
            }
            assert_eq!(answer.field(&CONTENT_TYPE), None);
        }
    }
}

#[test]
fn a_date_that_is_not_past_is_no_validator() {
    let site = site(EVERYBODY);
    let mut headers = HeaderMap::new();
    headers.insert(IF_MODIFIED_SINCE, HeaderValue::from_static("Tue, 24 Nov 2026 08:00:00 GMT"));
    let request = Request { method: &Method::GET, query: None, headers: &headers, now: EIGHT };
    let answer = answer(&site, &site.find("/rss.xml"), &request);
    assert_eq!((answer.status, answer.field(&LAST_MODIFIED)), (200, None));
}

#[test]
fn a_part_is_sent_of_the_file_as_it_is() {
    let sound = got("/a.mp3", &[]).field(&ETAG).expect("a tag").to_string();
    let weak = format!("W/{sound}");
    let date = "Tue, 24 Nov 2026 08:00:00 GMT";
    type Case<'a> = (u16, &'a str, &'a [(&'a str, &'a str)]);
    let cases: &[Case] = &[
        (206, "2345", &[("range", "bytes=2-5")]),
        (206, "89", &[("range", "bytes=-2")]),
        (206, "2345", &[("range", "bytes=2-5"), ("accept-encoding", "gzip")]),
        (416, "There are no such bytes.\n", &[("range", "bytes=10-")]),
        (200, "0123456789", &[("range", "bytes=0-1,4-5")]),
        (206, "01", &[("range", "bytes=0-1"), ("if-range", &sound)]),
        (200, "0123456789", &[("range", "bytes=0-1"), ("if-range", &weak)]),
        (200, "0123456789", &[("range", "bytes=0-1"), ("if-range", "\"x\"")]),
        (206, "01", &[("range", "bytes=0-1"), ("if-range", date)]),
        (200, "0123456789", &[("range", "bytes=0-1"), ("if-range", "Tue, 24 Nov 2026 08:10:00 GMT")]),
        (304, "", &[("range", "bytes=0-1"), ("if-none-match", &sound)]),
    ];
    for (status, sent, fields) in cases {
        let answer = got("/a.mp3", fields);
        let bytes = answer.ready().expect("it is in memory");
        assert_eq!((answer.status, String::from_utf8_lossy(&bytes).as_ref()), (*status, *sent), "{fields:?}");
    }
    let feed = got("/rss.xml", &[("range", "bytes=0-4"), ("accept-encoding", "gzip")]);
    assert_eq!((feed.status, feed.field(&CONTENT_ENCODING)), (206, None));
    assert_eq!(feed.ready().expect("in memory").as_ref(), b"<rss>");
    assert_eq!(feed.field(&CONTENT_RANGE), Some("bytes 0-4/2111"));
    let head = asked(&site(EVERYBODY), &Method::HEAD, "/a.mp3", &[("range", "bytes=0-1")]);
    assert_eq!(head.status, 200);
}

#[test]
fn what_cannot_be_answered_is_said() {
    let post = asked(&site(EVERYBODY), &Method::POST, "/rss.xml", &[]);
    assert_eq!((post.status, post.field(&ALLOW)), (405, Some("GET, HEAD")));
    let none = got("/none", &[]);
    assert_eq!((none.status, none.field(&CONTENT_TYPE)), (404, Some("text/html; charset=utf-8")));
    let folder = got("/a", &[]);
    assert_eq!((folder.status, folder.field(&LOCATION)), (301, Some("/a/")));
    assert_eq!(got("/a.mp3", &[("accept-encoding", "identity;q=0")]).status, 406);
    assert_eq!(got("/rss.xml", &[("accept-encoding", "identity;q=0, gzip")]).status, 200);
}

#[test]
fn a_page_for_the_author_holds_what_reloads_it() {
    let site = site(Audience::Author);
    let none = asked(&site, &Method::GET, "/none", &[]);
    assert!(matches!(&none.content, Content::Text(page) if page.contains(super::super::SCRIPT)), "{none:?}");
    let script = asked(&site, &Method::GET, super::super::SCRIPT, &[]);
    assert_eq!(script.field(&CONTENT_TYPE), Some("text/javascript; charset=utf-8"));
    let events = asked(&site, &Method::GET, super::super::EVENTS, &[]);
    assert_eq!(events.field(&CONTENT_TYPE), Some("text/event-stream"));
}
