//! How files of ours are known, wherever they lie: by the manifest of the folder that they were written to, and by the mark that they carry.
//!
//! A manifest may be lost (its name begins with a dot, and not every program that copies a folder takes such files along), and an output
//! folder may be somebody's folder of articles a year later. What is asked here is what the files themselves say.

use crate::feed::{GENERATOR, OUTLINE, STYLESHEET};
use std::collections::BTreeSet;

/// The configuration of a project.
pub const CONFIGURATION: &str = "courant.toml";
/// The ledger of a project, unless its configuration gives it another name.
pub const LEDGER: &str = "ledger.tsv";
/// The folder of what need not be kept: the lock, and the memory of the last build.
pub const STATE: &str = ".courant";
/// The manifest of an output folder. It lies beside the feeds, so that it goes where they go: into a clone, onto another machine.
pub const MANIFEST: &str = ".courant-files";
const FIRST_LINE: &str = "# Written by courant, which removes what is named here when it is no longer due. One path a line, and at the end how many.";
/// That of versions before there was a last line, and before all files but feeds carried a mark.
const EARLIER_FIRST_LINE: &str =
    "# Written by courant, which removes what is named here when it is no longer due. One path a line.";

/// How many bytes from the beginning of a file hold its mark.
pub const HEAD_BYTES: usize = 65_536;

/// The text of a manifest.
pub fn manifest<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    let mut count = 0;
    for path in paths {
        text.push_str(path);
        text.push('\n');
        count += 1;
    }
    text.push_str(&last_line(count));
    text.push('\n');
    text
}

/// It tells a manifest that was cut from one that is whole.
fn last_line(paths: usize) -> String {
    format!("# {paths} in all")
}

/// The paths that a manifest names. What a merge has left in it besides is passed over.
pub fn named(manifest: &str) -> BTreeSet<String> {
    manifest.lines().filter(|line| is_path(line)).map(str::to_string).collect()
}

/// Whether a manifest is as it was written: it was not cut, and there is nothing that a merge has left in it.
pub fn is_whole(manifest: &str) -> bool {
    let lines: Vec<&str> = manifest.lines().collect();
    match lines.as_slice() {
        [EARLIER_FIRST_LINE, paths @ ..] => paths.iter().all(|line| is_path(line)),
        [FIRST_LINE, paths @ .., last] => paths.iter().all(|line| is_path(line)) && *last == last_line(paths.len()),
        _ => false,
    }
}

/// Whether a manifest is of a version that marked only pages and feeds, so that a file that it names may be ours without a mark.
pub fn is_before_marks(manifest: &str) -> bool {
    manifest.lines().next() == Some(EARLIER_FIRST_LINE)
}

/// Whether a file of ours of this name carries a mark, always, so that one without is another's: a page, the stylesheet, the list of feeds. Of
/// feeds JSON Feed has no place for it, and nobody else writes a feed where one of ours is.
pub fn must_be_marked(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".html") || name == OUTLINE || name == STYLESHEET
}

fn is_path(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '<', '=', '>', '|'])
}

/// Whether a file says that Courant has written it: by its name, what it is, and the beginning of its bytes.
pub fn is_marked(path: &str, head: &[u8]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let has = |mark: &str| memchr::memmem::find(head, mark.as_bytes()).is_some();
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        // As `page::frame` begins a page: one that somebody has saved from a browser begins otherwise.
        Some("html") => {
            head.starts_with(b"<!doctype html>\n<html ")
                && has(&format!("<meta name=\"generator\" content=\"{GENERATOR}\">"))
        }
        Some("xml") => has(&format!("<generator>{GENERATOR}</generator>")),
        _ if name == OUTLINE => has(&format!("<!-- {GENERATOR} -->")),
        // The second is that of versions before marks.
        _ if name == STYLESHEET => [format!("/* {GENERATOR}: "), "/* What people see of feeds: ".to_string()]
            .iter()
            .any(|mark| head.starts_with(mark.as_bytes())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_whatever_a_merge_has_left_in_it() {
        let whole = manifest(["rss.xml", "categories/ai/rss.xml"]);
        assert!(is_whole(&whole));
        let paths: BTreeSet<String> = ["rss.xml", "categories/ai/rss.xml"].map(String::from).into();
        assert_eq!(named(&whole), paths);
        let merged = whole.replace("rss.xml\nc", "<<<<<<< ours\nrss.xml\n=======\n>>>>>>> theirs\nc");
        assert!(!is_whole(&merged) && !is_whole("") && !is_whole("rss.xml\n"));
        let ends = whole.match_indices('\n').map(|(end, _)| end);
        for cut in ends.take(3).chain([whole.len() - 3, 0]) {
            assert!(!is_whole(&whole[..cut]), "{cut}");
        }
        let earlier = format!("{EARLIER_FIRST_LINE}\nrss.xml\ncategories/ai/rss.xml\n");
        assert!(is_whole(&earlier) && is_before_marks(&earlier) && !is_before_marks(&whole));
        assert_eq!(named(&earlier), paths);
        assert_eq!(named(&merged), paths);
    }

    #[test]
    fn a_mark_is_that_of_the_kind_of_file() {
        let page =
            "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta name=\"generator\" content=\"Courant\">";
        let table = [
            ("index.html", page, true),
            ("a/index.html", "<!doctype html>\n<html lang=\"en\"><meta name=\"generator\" content=\"Hugo\">", false),
            ("a.html", "<html><meta name=\"generator\" content=\"Courant\">", false),
            ("a.md", page, false),
            ("rss.xml", "<rss><channel><generator>Courant</generator>", true),
            ("rss.xml", "<rss><channel><generator>Jekyll</generator>", false),
            ("feeds.opml", "<?xml version=\"1.0\"?>\n<!-- Courant -->\n<opml>", true),
            ("feeds.opml", "<opml>", false),
            ("feed.css", include_str!("page/feed.css"), true),
            ("feed.css", "/* What people see of feeds: mine", true),
            ("feed.css", "body { color: red }", false),
            ("feed.json", "{\"generator\": \"Courant\"}", false),
        ];
        for (path, text, expected) in table {
            assert_eq!(is_marked(path, text.as_bytes()), expected, "{path}: {text:.40}");
        }
    }
}
