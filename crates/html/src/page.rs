//! What a page of ours may not hold, whoever wrote what is on it.

use super::elements::Element;
use super::tokenizer::{Handler, Tag, tokenize};
use crate::elements::Content;

/// What is wrong with a page that we have written: elements left open, scripts that are not its one own, handlers, styles, frames and
/// forms, anything that is loaded by address from a place that the page's own policy does not name. Nothing is, unless we have made a mistake.
///
/// It reads the text as a browser does and knows nothing of how it was written.
pub fn page_faults(page: &str) -> Vec<String> {
    let mut check = Check::default();
    if !page.starts_with("<!doctype html>") {
        check.faults.push("does not begin with its document type".to_string());
    }
    tokenize(page, &mut check);
    check.faults.truncate(MOST);
    if let Some(open) = check.open.last() {
        check.faults.push(format!("leaves `{open}` open"));
    }
    if !check.has_policy {
        check.faults.push("states no content security policy".to_string());
    }
    check.faults
}

/// After so many nobody reads on.
const MOST: usize = 20;

/// Elements of a page that clean HTML does not know; nothing else may be on it.
const FRAME: &[&str] =
    &["html", "head", "meta", "title", "link", "body", "header", "main", "nav", "button", "input", "script"];

#[derive(Default)]
struct Check {
    open: Vec<String>,
    faults: Vec<String>,
    has_policy: bool,
    scripts: usize,
}

impl Handler for Check {
    fn start_tag(&mut self, tag: &Tag) -> Content {
        self.start(tag);
        Content::of(tag.name())
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.end(tag.name());
    }
}

impl Check {
    fn start(&mut self, tag: &Tag) {
        let name = tag.name();
        let known = Element::named(name);
        if known.is_none() && !FRAME.contains(&name) {
            self.faults.push(format!("holds `{name}`"));
        }
        for attribute in tag.attributes() {
            self.attribute(name, attribute.name, attribute.value);
        }
        if name == "script" {
            self.scripts += 1;
            if self.scripts > 1 || tag.value("src").is_some() {
                self.faults.push("holds a script that is not its own".to_string());
            }
        }
        if name == "meta" && tag.value("http-equiv") == Some("content-security-policy") {
            self.has_policy = tag.value("content").is_some_and(|policy| policy.starts_with("default-src 'none';"));
        }
        if Content::of(name) != Content::Void {
            self.open.push(name.to_string());
        }
    }

    fn attribute(&mut self, element: &str, attribute: &str, value: &str) {
        if attribute.starts_with("on") || matches!(attribute, "style" | "srcdoc" | "action" | "formaction") {
            self.faults.push(format!("holds the attribute `{attribute}`"));
        }
        if attribute == "href" && has_scheme_that_runs(value) {
            self.faults.push(format!("leads to `{value}`"));
        }
        let is_loaded = element == "link" && attribute == "href";
        if is_loaded && value.is_empty() {
            self.faults.push("links to nothing".to_string());
        }
    }

    fn end(&mut self, name: &str) {
        match self.open.pop() {
            Some(open) if open == name => {}
            Some(open) => {
                self.faults.push(format!("closes `{name}` where `{open}` is open"));
                self.open.push(open);
            }
            None => self.faults.push(format!("closes `{name}`, which is not open")),
        }
    }
}

/// Browsers pass over white space and control characters in a scheme (URL Standard, "basic URL parser").
fn has_scheme_that_runs(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(20).collect();
    let plain = plain.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].into_iter().any(|scheme| plain.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::page_faults;

    #[test]
    fn what_a_page_may_not_hold_is_named() {
        let policy = "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; img-src *\">";
        let page = |body: &str| format!("<!doctype html>\n<html><head>{policy}</head><body>{body}</body></html>");
        let cases = [
            ("<p>a<br>b</p><script>if (1 < 2) go()</script>", ""),
            ("<img src=\"x\" onerror=\"go()\">", "holds the attribute `onerror`"),
            ("<script>1</script><script>2</script>", "holds a script that is not its own"),
            ("<script src=\"https://e.example/x.js\"></script>", "holds a script that is not its own"),
            ("<a href=\" java\nscript:go()\">a</a>", "leads to ` java\nscript:go()`"),
            ("<iframe></iframe>", "holds `iframe`"),
            ("<p style=\"x\">a</p>", "holds the attribute `style`"),
            ("<div><p>a</div></p>", "closes `div` where `p` is open"),
        ];
        for (body, faults) in cases {
            let found = page_faults(&page(body));
            assert!(found.join(" ").starts_with(faults), "{body}: {found:?}");
            assert_eq!(found.is_empty(), faults.is_empty(), "{body}: {found:?}");
        }
        assert_eq!(page_faults("<!doctype html><p>").len(), 2);
    }
}
