//! Kinds of file that look like articles and are not read.

/// Kinds of file that people write articles in and that no reader reads: the ending of their names, and what they are called.
const OTHER_KINDS: [(&str, &str); 20] = [
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("creole", "Creole"),
    ("doc", "Word"),
    ("docx", "Word"),
    ("epub", "EPUB"),
    ("fodt", "OpenDocument"),
    ("ipynb", "Jupyter"),
    ("lyx", "LyX"),
    ("mediawiki", "MediaWiki"),
    ("odt", "OpenDocument"),
    ("org", "Org"),
    ("pages", "Pages"),
    ("pdf", "PDF"),
    ("rst", "reStructuredText"),
    ("rtf", "RTF"),
    ("tex", "TeX"),
    ("textile", "Textile"),
    ("typ", "Typst"),
    ("wiki", "wiki"),
];

/// How many files there are of each kind that looks like articles and is not read.
pub(super) fn other_kinds<'a>(
    is_about_project: impl Fn(&str) -> bool,
    paths: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let mut counts = [0usize; OTHER_KINDS.len()];
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        if is_about_project(name) {
            continue;
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let kinds = OTHER_KINDS.iter().zip(&mut counts).find(|((known, _), _)| Some(*known) == ending.as_deref());
        if let Some((_, count)) = kinds {
            *count += 1;
        }
    }
    let told = |(&(ending, name), count): (&(&str, &str), usize)| match count {
        0 => None,
        1 => Some(format!("1 {name} file (.{ending}) is not read")),
        count => Some(format!("{count} {name} files (.{ending}) are not read")),
    };
    OTHER_KINDS.iter().zip(counts).filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use courant_read::readers;

    #[test]
    fn kinds_that_are_not_read_are_counted_each() {
        let paths = ["a.rst", "b/c.RST", "d.pdf", "e.jpg", "README.rst", "f"].map(String::from);
        let told = ["1 PDF file (.pdf) is not read", "3 reStructuredText files (.rst) are not read"];
        assert_eq!(other_kinds(|_| false, paths.iter()), told);
        assert_eq!(
            other_kinds(|name| name.starts_with("README"), paths.iter())[1],
            "2 reStructuredText files (.rst) are not read"
        );
        for (ending, _) in OTHER_KINDS {
            assert!(readers::find_by_path(&format!("a.{ending}")).is_none(), "{ending}");
        }
    }
}
