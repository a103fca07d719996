//! What is at the addresses that a feed mentions.

use super::{Delivery, rules};
use crate::rule::Rule;
use crate::specification::Place;
use crate::{Diagnostic, FeedKind, Mention, Role, Stated};
use courant_text::source::Span;
use url::Url;

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The status of the answer; why there was none.
    pub status: Result<u16, String>,
    /// The media type of the answer, without parameters, in lower case.
    pub media_type: Option<String>,
    /// How many bytes the whole of it has.
    pub length: Option<u64>,
    /// Whether parts of it can be asked for.
    pub has_ranges: bool,
}

impl Probe {
    /// Whether it is a recording.
    pub fn is_played(&self) -> bool {
        self.media_type.as_deref().is_some_and(is_recording)
    }
}

fn is_recording(media_type: &str) -> bool {
    media_type.starts_with("audio/") || media_type.starts_with("video/")
}

/// Compares what a feed of this kind says of its addresses with what is there. `probe` knows what came of asking; `None` where
/// nobody asked.
pub fn examine_links<'a>(
    kind: FeedKind,
    mentions: &[Mention],
    probe: impl Fn(&str) -> Option<&'a Probe>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for mention in mentions {
        let Some(probe) = probe(&mention.url) else { continue };
        if let Some(reason) = dead(probe) {
            findings.push(dead_link(mention, &reason));
            continue;
        }
        match &mention.role {
            Role::Image => findings.extend(no_image(mention, probe)),
            Role::Enclosure(stated) => findings.extend(enclosure(mention, stated, probe)),
            Role::Feed | Role::Page => {}
        }
    }
    findings.iter_mut().for_each(|found| cite_for(kind, found));
    findings
}

/// A feed that says it is elsewhere than where it was got from: readers move the subscription there.
pub fn examine_self_link(mentions: &[Mention], delivery: &Delivery) -> Option<Diagnostic> {
    let own = mentions.iter().find(|mention| mention.role == Role::Feed)?;
    let written = Url::parse(&own.url).ok()?;
    let mut addresses = delivery.exchanges.iter().filter_map(|exchange| Url::parse(&exchange.url).ok());
    if addresses.any(|address| address == written) {
        return None;
    }
    let address = &delivery.exchanges.last()?.url;
    let message = format!("the feed says that it is here, and was got from `{address}`");
    let help = "write the address at which people subscribe".to_string();
    let mut found = finding(&rules::SELF_LINK_ELSEWHERE, &own.span, message, help);
    cite_for(FeedKind::of_head(&delivery.body), &mut found);
    Some(found)
}

/// Why nothing is there. That somebody may not see it, or asked too often, says nothing.
fn dead(probe: &Probe) -> Option<String> {
    match &probe.status {
        Ok(404 | 410) => probe.status.as_ref().ok().map(|status| format!("answers {status}")),
        Ok(500..) => probe.status.as_ref().ok().map(|status| format!("answers {status}")),
        Ok(_) => None,
        Err(why) => Some(format!("does not answer: {why}")),
    }
}

fn dead_link(mention: &Mention, reason: &str) -> Diagnostic {
    let rule: &'static Rule = match mention.role {
        Role::Enclosure(_) => &rules::ENCLOSURE_DEAD,
        Role::Image => &rules::IMAGE_DEAD,
        Role::Feed | Role::Page => &rules::LINK_DEAD,
    };
    finding(rule, &mention.span, format!("this address {reason}"), "write the address at which it is".to_string())
}

fn no_image(mention: &Mention, probe: &Probe) -> Option<Diagnostic> {
    let found = probe.media_type.as_deref().filter(|found| !found.starts_with("image/") && *found != GENERIC)?;
    let message = format!("this is no picture, but `{found}`");
    Some(finding(&rules::IMAGE_NO_IMAGE, &mention.span, message, "write the address of the picture itself".to_string()))
}

/// What servers say of files whose type they do not know.
const GENERIC: &str = "application/octet-stream";

fn enclosure(mention: &Mention, stated: &Stated, probe: &Probe) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let (Some((written, span)), Some(length)) = (&stated.length, probe.length)
        && written.parse() != Ok(length)
    {
        let message = format!("the file has {length} bytes, not {written}");
        findings.push(finding(&rules::ENCLOSURE_LENGTH_WRONG, span, message, format!("write `{length}`")));
    }
    if let (Some((written, span)), Some(found)) = (&stated.media_type, &probe.media_type)
        && !written.eq_ignore_ascii_case(found)
        && found != GENERIC
    {
        let message = format!("the server calls the file `{found}`, not `{written}`");
        findings.push(finding(&rules::ENCLOSURE_TYPE_WRONG, span, message, "let both say the same".to_string()));
    }
    let said_to_be_played = stated.media_type.as_ref().is_some_and(|(written, _)| is_recording(written));
    if !probe.has_ranges && (said_to_be_played || probe.is_played()) {
        let message = "the server sends only the whole file".to_string();
        let help = "let the server answer range requests (`accept-ranges: bytes`)".to_string();
        findings.push(finding(&rules::ENCLOSURE_WITHOUT_RANGES, &mention.span, message, help));
    }
    findings
}

/// Cites a specification of the format that the feed has.
fn cite_for(kind: FeedKind, found: &mut Diagnostic) {
    found.citation = found.rule.cite.for_finding(Place::document(kind));
}

fn finding(rule: &'static Rule, span: &Span, message: String, help: String) -> Diagnostic {
    Diagnostic { rule, span: span.clone(), citation: rule.cite, message, help: Some(help), fix: None }
}
