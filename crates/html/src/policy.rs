//! The content security policies that a page states in itself.

use super::escape;
use super::lexer::{Lexer, Token};

/// The page with each of its policies as `change` gives it (HTML Living Standard, "Content security policy state").
pub fn with_policies(page: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut changed = String::with_capacity(page.len() + 100);
    let mut copied = 0;
    let mut lexer = Lexer::new(page);
    while let Some(token) = lexer.next() {
        let Token::Start(tag) = token else { continue };
        if matches!(tag.name.as_ref(), "script" | "style" | "title" | "textarea") {
            lexer.skip_to_end_of(&tag.name);
            continue;
        }
        let states = tag.name == "meta"
            && tag.value("http-equiv").is_some_and(|state| state.eq_ignore_ascii_case("content-security-policy"));
        let Some(policy) = tag.value("content").filter(|_| states) else { continue };
        let end = page.len() - lexer.remaining();
        let head = &page[copied..end];
        let start = head.to_ascii_lowercase().rfind("<meta").unwrap_or(head.len());
        changed.push_str(&head[..start]);
        let policy = escape(&change(policy));
        changed.push_str(&format!("<meta http-equiv=\"content-security-policy\" content=\"{policy}\">"));
        copied = end;
    }
    changed.push_str(&page[copied..]);
    changed
}
