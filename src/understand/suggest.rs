//! Categories for articles that name none: words of theirs that are a category elsewhere in the collection or in the vocabulary.

use super::categories::key;
use super::vocabulary::Vocabulary;
use crate::article::{Article, Category, Known, Origin};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// The most categories that are suggested for one article.
const SUGGESTED: usize = 3;
/// The most words that a name has.
const WORDS: usize = 4;
/// A name is suggested when the title has it, or the text so often.
const OFTEN: usize = 2;
/// A name in the title counts as so many in the text.
const IN_TITLE: usize = 3;
/// How many words of a text are looked at.
const LOOKED_AT: usize = 3_000;

/// Gives articles whose only category is their folder's those that their words name.
pub fn suggest(articles: &mut [Article], vocabulary: &Vocabulary) {
    let mut known: HashMap<String, Category> = HashMap::new();
    for category in articles.iter().flat_map(|article| &article.categories).filter(|category| is_named(category)) {
        known.entry(key(&category.value.label)).or_insert_with(|| category.value.clone());
    }
    for article in articles.iter_mut().filter(|article| !article.categories.iter().any(is_named)) {
        let suggested = suggestions(article, &known, vocabulary);
        article.categories.extend(suggested.into_iter().map(|category| Known::new(category, Origin::Body)));
    }
}

fn is_named(category: &Known<Category>) -> bool {
    category.from != Origin::Folder
}

fn suggestions(article: &Article, known: &HashMap<String, Category>, vocabulary: &Vocabulary) -> Vec<Category> {
    let language = article.language.as_ref().map(|language| &language.value);
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    let text = article.content.text();
    // For each name how much speaks for it, and where it was met first.
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for (part, weight) in [(title, IN_TITLE), (text.as_str(), 1)] {
        let words: Vec<&str> = part.unicode_words().take(LOOKED_AT).collect();
        for start in 0..words.len() {
            for end in start + 1..=(start + WORDS).min(words.len()) {
                let name = key(&words.get(start..end).unwrap_or_default().concat());
                if known.contains_key(&name) || vocabulary.has(&name) {
                    let met = counts.len();
                    counts.entry(name).or_insert((0, met)).0 += weight;
                }
            }
        }
    }
    let mut counts: Vec<(String, (usize, usize))> =
        counts.into_iter().filter(|(_, (count, _))| *count >= OFTEN).collect();
    counts.sort_by_key(|(_, (count, met))| (std::cmp::Reverse(*count), *met));
    let mut found: Vec<Category> = Vec::new();
    let own = |name: &String| vocabulary.find(name, language).or_else(|| known.get(name).cloned());
    for category in counts.iter().filter_map(|(name, _)| own(name)) {
        let folders = article.categories.iter().map(|folder| &folder.value);
        if !found.iter().chain(folders).any(|other| key(&other.label) == key(&category.label)) {
            found.push(category);
        }
    }
    found.truncate(SUGGESTED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::CleanHtml;

    fn article(title: &str, text: &str, categories: &[(&str, Origin)]) -> Article {
        let known = |(name, from): &(&str, Origin)| Known::new(Category::named(*name), from.clone());
        Article {
            title: Some(Known::new(title.to_string(), Origin::FileName)),
            content: CleanHtml::sanitise(&format!("<p>{text}</p>")),
            categories: categories.iter().map(known).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn only_what_is_a_category_elsewhere_is_suggested() {
        let named = |name| (name, Origin::FrontMatter("tags".to_string()));
        let mut articles = [
            article("One", "Nothing.", &[named("Ferries"), named("Fish market"), named("Cranes")]),
            article(
                "Ferries are late",
                "The fish market opens. The fish market is full. A crane, and cranes.",
                &[("news", Origin::Folder)],
            ),
            article("Two", "Ferries, ferries.", &[named("Boats")]),
        ];
        suggest(&mut articles, &Vocabulary::default());
        let names: Vec<Vec<&str>> = articles
            .iter()
            .map(|article| article.categories.iter().map(|category| category.value.label.as_str()).collect())
            .collect();
        assert_eq!(names[1], ["news", "Ferries", "Fish market"], "the title's first, and nothing that is said once");
        assert_eq!(names[2], ["Boats"], "an article that names its own keeps to them");
    }
}
