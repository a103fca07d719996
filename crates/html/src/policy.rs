//! The content security policies that a page states in itself.

use super::escape;
use super::tokenizer::{Handler, Tag, tokenize};
use crate::elements::Content;

/// The page with each of its policies as `change` gives it (HTML Living Standard, "Content security policy state").
pub fn with_policies(page: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut changing = Changing { page, changed: String::with_capacity(page.len() + 100), copied: 0, change };
    tokenize(page, &mut changing);
    changing.changed + page.get(changing.copied..).unwrap_or_default()
}

struct Changing<'a> {
    page: &'a str,
    changed: String,
    copied: usize,
    change: &'a dyn Fn(&str) -> String,
}

impl Handler for Changing<'_> {
    fn start_tag(&mut self, tag: &Tag) -> Content {
        let states = tag.name() == "meta"
            && tag.value("http-equiv").is_some_and(|state| state.eq_ignore_ascii_case("content-security-policy"));
        if let Some(policy) = tag.value("content").filter(|_| states) {
            let policy = escape(&(self.change)(policy));
            self.changed.push_str(self.page.get(self.copied..tag.span().start).unwrap_or_default());
            self.changed.push_str(&format!("<meta http-equiv=\"content-security-policy\" content=\"{policy}\">"));
            self.copied = tag.span().end;
        }
        Content::of(tag.name())
    }
}
