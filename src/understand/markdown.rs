//! (being written)

use super::House;
use crate::article::Article;
use crate::remark::Remark;

/// Reads a Markdown file. What it does not state is left open for [`super::article`] to complete.
pub fn read(text: &str, path: &str, house: &House) -> (Article, Vec<Remark>) {
    let _ = (text, house);
    (Article { path: path.to_string(), ..Article::default() }, Vec::new())
}
