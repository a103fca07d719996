//! The table of readers: a format of articles is one file with its `READER`, and one row here.

use crate::reader::{Reader, SourceFile};
use crate::{html_page, markdown, plain_text};

/// All readers. The first reads what no other recognizes.
pub static READERS: [&Reader; 3] = [&plain_text::READER, &markdown::READER, &html_page::READER];

/// The reader whose files have such a name; `None` for a file that is no article.
pub fn find_by_path(path: &str) -> Option<&'static Reader> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    READERS.into_iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

/// The reader that people call so.
pub fn find_by_name(name: &str) -> Option<&'static Reader> {
    READERS.into_iter().find(|reader| reader.name == name)
}

/// The reader of a file by its name, else by how it begins.
pub fn recognize(path: &str, bytes: &[u8]) -> &'static Reader {
    let [plain, ..] = READERS;
    let by_beginning = || READERS.into_iter().skip(1).find(|reader| (reader.recognizes)(bytes));
    find_by_path(path).or_else(by_beginning).unwrap_or(plain)
}

impl SourceFile {
    /// A file with these bytes, read by what its name or its beginning says that it is.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> SourceFile {
        let (path, bytes) = (path.into(), bytes.into());
        SourceFile { reader: recognize(&path, &bytes), path, bytes, modified: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_extensions_are_those_of_one_reader_each() {
        let names: BTreeSet<&str> = READERS.iter().map(|reader| reader.name).collect();
        assert_eq!(names.len(), READERS.len());
        let extensions: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions).copied().collect();
        assert_eq!(extensions.iter().collect::<BTreeSet<_>>().len(), extensions.len(), "{extensions:?}");
        for extension in extensions {
            assert_eq!(extension, extension.to_lowercase());
        }
    }

    #[test]
    fn a_file_is_recognized_by_its_name_and_else_by_how_it_begins() {
        let table = [
            ("a.MD", "<!doctype html>", "markdown"),
            ("news/a.htm", "", "html"),
            ("a.text", "# A", "text"),
            ("-", " <!DOCTYPE html><p>A", "html"),
            ("a", "---\ntitle: A\n---\n", "markdown"),
            ("a", "# A bridge", "markdown"),
            ("a", "A bridge opens", "text"),
        ];
        for (path, text, expected) in table {
            assert_eq!(recognize(path, text.as_bytes()).name, expected, "{path}: {text}");
        }
        assert_eq!(find_by_path("picture.png"), None);
        assert_eq!(find_by_name("markdown"), find_by_path("a.markdown"));
    }
}
