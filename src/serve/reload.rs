//! How an open page learns that it is no longer what it was. Only what the author is sent holds it, never a file.

/// The script. No file has such a path: hidden ones are not served.
pub const SCRIPT: &str = "/.courant/reload.js";

/// The stream of events (HTML Living Standard, "Server-sent events"): each holds the version of the site.
pub const EVENTS: &str = "/.courant/reload";

/// The script of a page that was made of this version of the site.
///
/// A hidden page lets go of its connection, because browsers open only six to one server.
pub(super) fn script(version: &str) -> String {
    format!(
        "{{\n  const shown = \"{version}\";\n  let events;\n  const mind = () => {{\n    events?.close();\n    if (document.hidden) return;\n    \
         events = new EventSource(\"{EVENTS}\");\n    events.onmessage = ({{ data }}) => {{ if (data !== shown) location.reload(); }};\n  }};\n  \
         document.addEventListener(\"visibilitychange\", mind);\n  addEventListener(\"pagehide\", () => events?.close());\n  mind();\n}}\n"
    )
}

/// A page with the script in it, which its own policy then lets run.
pub fn with_reload(page: &str) -> String {
    let page = courant_html::with_policies(page, &admitting);
    format!("{}\n<script src=\"{SCRIPT}\"></script>\n", page.trim_end())
}

/// A content security policy (CSP 3) that also admits scripts of this server and connections to it.
fn admitting(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<String>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace().map(str::to_string);
        // Of two directives with one name the first counts.
        if let Some(name) = words.next().map(|name| name.to_ascii_lowercase())
            && directives.iter().all(|(own, _)| *own != name)
        {
            directives.push((name, words.collect()));
        }
    }
    let sources = |name: &str| directives.iter().find(|(own, _)| own == name).map(|(_, sources)| sources.clone());
    let default = sources("default-src");
    let scripts = sources("script-src").or_else(|| default.clone());
    let changed = [
        ("script-src-elem", sources("script-src-elem")),
        ("script-src", scripts),
        ("connect-src", sources("connect-src").or(default)),
    ];
    for (name, sources) in changed {
        let Some(mut sources) = sources else { continue };
        sources.retain(|source| !source.eq_ignore_ascii_case("'none'"));
        sources.push("'self'".to_string());
        directives.retain(|(own, _)| own != name);
        directives.push((name.to_string(), sources));
    }
    let written: Vec<_> = directives
        .iter()
        .map(|(name, sources)| format!("{name} {}", sources.join(" ")).trim_end().to_string())
        .collect();
    written.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_admits_the_script_and_nothing_else() {
        let cases = [
            ("img-src *", "img-src *"),
            ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
            (
                "default-src 'none'; Script-Src 'sha256-abc='; script-src *;",
                "default-src 'none'; script-src 'sha256-abc=' 'self'; connect-src 'self'",
            ),
            (
                "script-src-elem 'none'; connect-src https://e.example",
                "script-src-elem 'self'; connect-src https://e.example 'self'",
            ),
        ];
        for (policy, expected) in cases {
            assert_eq!(admitting(policy), expected, "{policy}");
        }
    }

    #[test]
    fn a_page_gets_the_script_at_its_end() {
        let page = "<!doctype html>\n<head><meta HTTP-EQUIV='Content-Security-Policy' content=\"default-src 'none'\"><title>a</title>\n";
        let expected = "<!doctype html>\n<head><meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; \
                        script-src 'self'; connect-src 'self'\"><title>a</title>\n<script src=\"/.courant/reload.js\"></script>\n";
        assert_eq!(with_reload(page), expected);
        assert_eq!(with_reload("<p>a"), "<p>a\n<script src=\"/.courant/reload.js\"></script>\n");
    }

    #[test]
    fn the_script_names_the_version_that_is_shown() {
        assert!(script("abc").contains("const shown = \"abc\";\n"));
    }
}
