//! The answer to a request, from its header fields and what was found (RFC 9110, RFC 9111).

use super::fields::{Encoding, Part, Tags, acceptable, http_date, moment, part};
use super::{Asset, Audience, Bytes, Found, Site, reload};
use courant_html::escape;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_MATCH,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, LAST_MODIFIED, LOCATION, RANGE, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{HeaderMap, Method};
use std::ops::Range;
use std::sync::Arc;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// How.
    pub method: &'a Method,
    /// What follows `?` in the address.
    pub query: Option<&'a str>,
    /// With which header fields.
    pub headers: &'a HeaderMap,
    /// When, in seconds since 1970.
    pub now: u64,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The header fields, but `Date` and `Content-Length`.
    pub fields: Vec<(HeaderName, String)>,
    /// What follows them. It is not sent to who asks with HEAD.
    pub content: Content,
}

/// What follows the header fields.
#[derive(Clone, Debug)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// A text of the server's own.
    Text(String),
    /// A file, or a part of it.
    File {
        /// The file.
        file: Arc<Asset>,
        /// Its encoding.
        encoding: Encoding,
        /// The part, where not all of it is sent.
        part: Option<Range<u64>>,
    },
    /// Events, as long as anybody listens.
    Events,
}

/// Answers a request for what was found at its path. The hash of a file that was found has to be known.
pub fn answer(site: &Site, found: &Found, request: &Request) -> Response {
    if !matches!(*request.method, Method::GET | Method::HEAD) {
        let answer = plain(405, "This server answers GET and HEAD.\n");
        return answer.with(ALLOW, "GET, HEAD");
    }
    match found {
        Found::File(file) => file_answer(site, file, request),
        Found::Folder(place) => {
            let query = request.query.map(|query| format!("?{query}")).unwrap_or_default();
            // Kept by browsers for good where nobody says otherwise.
            plain(301, "").with(LOCATION, &format!("{place}{query}")).with(CACHE_CONTROL, "no-cache")
        }
        Found::Moved(place) => plain(301, "").with(LOCATION, place).with(CACHE_CONTROL, "no-cache"),
        Found::Script => own(200, "text/javascript; charset=utf-8", reload::script(&site.version)),
        Found::Events => Response { content: Content::Events, ..own(200, "text/event-stream", String::new()) },
        Found::Nothing => nothing(site),
    }
}

/// The answer to a request that is none of this server's.
pub fn error_response(status: u16, why: &str) -> Response {
    plain(status, why)
}

impl Response {
    fn with(mut self, name: HeaderName, value: &str) -> Response {
        self.fields.retain(|(own, _)| *own != name);
        self.fields.push((name, value.to_string()));
        self
    }

    /// The value of a field.
    pub fn field(&self, name: &HeaderName) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// What is sent, where nothing needs to be done for it.
    pub fn ready(&self) -> Option<Bytes> {
        match &self.content {
            Content::Nothing => Some(Bytes::new()),
            Content::Text(text) => Some(Bytes::copy_from_slice(text.as_bytes())),
            Content::File { file, encoding, part } => file.bytes(*encoding).map(|bytes| cut(bytes, part.as_ref())),
            Content::Events => None,
        }
    }
}

fn cut(bytes: &Bytes, part: Option<&Range<u64>>) -> Bytes {
    let Some(part) = part else { return bytes.clone() };
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    bytes.slice(place(part.start)..place(part.end))
}

/// A text of the server's own, which is true only now.
fn own(status: u16, media_type: &str, text: String) -> Response {
    let content = if text.is_empty() { Content::Nothing } else { Content::Text(text) };
    let answer = Response { status, fields: Vec::new(), content };
    answer.with(CONTENT_TYPE, media_type).with(X_CONTENT_TYPE_OPTIONS, "nosniff").with(CACHE_CONTROL, "no-cache")
}

fn plain(status: u16, text: &str) -> Response {
    own(status, "text/plain; charset=utf-8", text.to_string())
}

fn nothing(site: &Site) -> Response {
    let ways: String =
        [("index.html", "/", "All feeds"), ("rss.xml", "/rss.xml", "RSS"), ("atom.xml", "/atom.xml", "Atom")]
            .iter()
            .filter(|(path, ..)| site.holds(path))
            .map(|(_, address, name)| format!("<p><a href=\"{}\">{}</a></p>\n", escape(address), escape(name)))
            .collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Nothing is here</title></head>\n<body><h1>Nothing is here</h1>\n{ways}</body></html>\n"
    );
    let page = if site.audience == Audience::Author { reload::with_reload(&page) } else { page };
    own(404, "text/html; charset=utf-8", page)
}

fn file_answer(site: &Site, file: &Arc<Asset>, request: &Request) -> Response {
    let headers = request.headers;
    let possible = acceptable(headers)
        .into_iter()
        .filter(|encoding| *encoding == Encoding::Identity || file.is_compressible())
        .filter_map(|encoding| Some((encoding, file.tag(encoding)?)))
        .collect::<Vec<_>>();
    let head = |status, chosen: Option<&(Encoding, String)>| file_head(site, file, request, status, chosen);
    let Some(best) = possible.first() else {
        return Response {
            content: Content::Text("It cannot be had in this encoding.\n".to_string()),
            ..head(406, None)
        };
    };
    if !is_still_meant(file, &possible, request) {
        return Response { content: Content::Nothing, ..head(412, None) };
    }
    if let Some(known) = known(file, &possible, request) {
        return head(304, Some(known));
    }
    // Parts are those of the file as it is, wherever that may be sent.
    let identity = possible.iter().find(|(encoding, _)| *encoding == Encoding::Identity);
    if let Some(identity) = identity
        && let Some(range) = wanted_range(file, &identity.1, request)
    {
        let length = file.length();
        match part(range, length) {
            Part::Whole => {}
            Part::Bytes(part) => {
                let place = format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1));
                let content = Content::File { file: file.clone(), encoding: Encoding::Identity, part: Some(part) };
                return Response { content, ..head(206, Some(identity)).with(CONTENT_RANGE, &place) };
            }
            Part::Unsatisfiable => {
                return plain(416, "There are no such bytes.\n").with(CONTENT_RANGE, &format!("bytes */{length}"));
            }
        }
    }
    let content = Content::File { file: file.clone(), encoding: best.0, part: None };
    Response { content, ..head(200, Some(best)) }
}

/// The header fields of an answer about a file, in the encoding that was chosen, if one was.
fn file_head(
    site: &Site,
    file: &Asset,
    request: &Request,
    status: u16,
    chosen: Option<&(Encoding, String)>,
) -> Response {
    let cache = match site.audience {
        Audience::Author => "no-cache".to_string(),
        Audience::Everybody { max_age_seconds } => format!("public, max-age={max_age_seconds}"),
    };
    let mut fields = vec![(X_CONTENT_TYPE_OPTIONS, "nosniff".to_string()), (CACHE_CONTROL, cache)];
    if file.is_compressible() {
        fields.push((VARY, "accept-encoding".to_string()));
    }
    if let Some((encoding, tag)) = chosen {
        fields.push((ETAG, tag.clone()));
        fields.extend(is_past(file, request).then(|| (LAST_MODIFIED, http_date(file.modified))));
        // RFC 9110 section 15.4.5: what describes the file is not said again to who has it.
        if status != 304 {
            fields.push((CONTENT_TYPE, file.media_type.clone()));
            fields.push((ACCEPT_RANGES, "bytes".to_string()));
            fields.extend(encoding.name().map(|name| (CONTENT_ENCODING, name.to_string())));
        }
    } else {
        fields.push((CONTENT_TYPE, "text/plain; charset=utf-8".to_string()));
    }
    Response { status, fields, content: Content::Nothing }
}

/// A date says which state a file is in only when no other state can have it: what changes within this second may change again in it.
/// One in the future is none either (RFC 9110 section 8.8.2.1).
fn is_past(file: &Asset, request: &Request) -> bool {
    file.modified < request.now
}

/// Whether the file is in a state in which the request is asked (RFC 9110 sections 13.1.1 and 13.1.4).
fn is_still_meant(file: &Asset, possible: &[(Encoding, String)], request: &Request) -> bool {
    if let Some(tags) = Tags::of(request.headers, IF_MATCH) {
        return possible.iter().any(|(_, tag)| tags.hold_strongly(tag));
    }
    moment(request.headers, IF_UNMODIFIED_SINCE).is_none_or(|since| file.modified <= since)
}

/// The encoding in which the asker has the file already: of all that it takes, so that a change of mind about encodings
/// costs nothing (RFC 9110 sections 13.1.2 and 13.1.3).
fn known<'a>(file: &Asset, possible: &'a [(Encoding, String)], request: &Request) -> Option<&'a (Encoding, String)> {
    if let Some(tags) = Tags::of(request.headers, IF_NONE_MATCH) {
        return possible.iter().find(|(_, tag)| tags.hold(tag));
    }
    let since = moment(request.headers, IF_MODIFIED_SINCE)?;
    possible.first().filter(|_| is_past(file, request) && file.modified <= since)
}

/// The range that is asked for, unless it was asked for of another state (RFC 9110 sections 13.1.5 and 14.2).
fn wanted_range<'a>(file: &Asset, tag: &str, request: &Request<'a>) -> Option<&'a str> {
    let range = request.headers.get(RANGE)?.to_str().ok()?;
    let is_meant = match request.headers.get(IF_RANGE) {
        None => true,
        Some(value) if value.as_bytes().contains(&b'"') => {
            Tags::of(request.headers, IF_RANGE).is_some_and(|tags| tags.hold_strongly(tag))
        }
        Some(_) => moment(request.headers, IF_RANGE) == Some(file.modified) && is_past(file, request),
    };
    (is_meant && *request.method == Method::GET).then_some(range)
}

#[cfg(test)]
mod tests;
