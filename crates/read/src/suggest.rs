//! Categories for articles that name none: words of theirs that are a category elsewhere in the collection or in the vocabulary.
//!
//! A name counts by how often and how early an article has it, as in YAKE (Campos et al. 2020), and by how often articles that have it were
//! given it as a category (Mihalcea and Csomai 2007, keyphraseness): most articles that say `business` are about something else.

use super::vocabulary::Vocabulary;
use super::words::key;
use crate::article::{Article, Category, Origin, Sourced};
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

// Measured on articles with their publishers' tags, the tags of the others being what is known; see EVALUATION.md.
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
/// A name that counts less is not suggested.
const ENOUGH: f64 = 0.3;
/// Of the articles that have a name that no other has, the share that would be given it as a category.
const RARE: f64 = 0.4;
/// That share stands for so many articles beside those that there are.
const PRIOR: f64 = 4.0;
/// A name that is met first after so many words counts two thirds of one at the beginning.
const EARLY: f64 = 50.0;
/// A collection of so many articles has words that tell nothing: those that more than half of them have.
const COLLECTION: usize = 10;

/// Gives articles whose only category is their folder's those that their words name.
pub fn suggest(articles: &mut [Article], vocabulary: &Vocabulary) {
    let mut known: HashMap<String, Category> = HashMap::new();
    for category in articles.iter().flat_map(|article| &article.categories).filter(|category| is_named(category)) {
        known.entry(key(&category.value.label)).or_insert_with(|| category.value.clone());
    }
    let names = Names { known, vocabulary };
    let met: Vec<Met> = articles.par_iter().map(|article| names.met_in(article)).collect();
    let mut uses: HashMap<&str, Uses> = HashMap::new();
    for (article, met) in articles.iter().zip(&met) {
        let own: Vec<String> = named(article).map(|category| key(&category.label)).collect();
        for name in met.keys() {
            let uses = uses.entry(name).or_default();
            uses.texts += 1;
            uses.with_categories += usize::from(!own.is_empty());
            uses.as_category += usize::from(own.contains(name));
        }
    }
    let texts = articles.len();
    for (article, met) in articles.iter_mut().zip(&met).filter(|(article, _)| named(article).next().is_none()) {
        let worth = |name: &str| {
            let uses = uses.get(name).copied().unwrap_or_default();
            if names.known.contains_key(name) { uses.worth(texts) } else { uses.rarity(texts) }
        };
        let found = suggestions(article, met, &names, worth);
        article.categories.extend(found.into_iter().map(|category| Sourced::new(category, Origin::Body)));
    }
}

fn is_named(category: &Sourced<Category>) -> bool {
    category.from != Origin::Folder
}

/// The categories of an article that are more than its folder.
fn named(article: &Article) -> impl Iterator<Item = &Category> {
    article.categories.iter().filter(|category| is_named(category)).map(|category| &category.value)
}

/// How often an article has each name, and after how many words of its text first.
type Met = HashMap<String, (usize, usize)>;

/// What can be suggested.
struct Names<'v> {
    /// The categories of the collection, by the form in which names are compared.
    known: HashMap<String, Category>,
    vocabulary: &'v Vocabulary,
}

impl Names<'_> {
    fn met_in(&self, article: &Article) -> Met {
        let title = article.title.as_ref().map_or("", |title| title.value.as_str());
        let text = article.content.text();
        let mut met = Met::new();
        for (part, weight) in [(title, IN_TITLE), (text.as_str(), 1)] {
            let words: Vec<String> = part.unicode_words().take(LOOKED_AT).map(key).collect();
            let mut name = String::new();
            for start in 0..words.len() {
                name.clear();
                for word in words.iter().skip(start).take(WORDS) {
                    name.push_str(word);
                    if !self.known.contains_key(&name) && !self.vocabulary.has_key(&name) {
                        continue;
                    }
                    let first = if weight == IN_TITLE { 0 } else { start };
                    match met.get_mut(&name) {
                        Some((count, _)) => *count += weight,
                        None => {
                            met.insert(name.clone(), (weight, first));
                        }
                    }
                }
            }
        }
        met
    }

    /// The category of a name that is met in an article; none where it is a name in another language alone.
    fn category(&self, name: &str, article: &Article) -> Option<Category> {
        let language = article.language.as_ref().map(|language| &language.value);
        // A number in a text is no code.
        let own = || self.vocabulary.find_called(name, language).filter(|_| name.contains(char::is_alphabetic));
        own().or_else(|| self.known.get(name).cloned())
    }
}

/// What becomes of a name in a collection.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// How many articles have it in their words.
    texts: usize,
    /// How many of them name categories.
    with_categories: usize,
    /// How many of those name it.
    as_category: usize,
}

impl Uses {
    /// How much an article's having the name speaks for its being about it, from 0 to 1, in a collection of so many articles.
    fn worth(self, articles: usize) -> f64 {
        // Counts of articles are exact as floats.
        let known = self.as_category as f64 + self.rarity(articles) * PRIOR;
        if self.is_general(articles) { 0.0 } else { known / (self.with_categories as f64 + PRIOR) }
    }

    /// The same of a name that is nobody's category yet.
    fn rarity(self, articles: usize) -> f64 {
        let all = articles as f64 + 1.0;
        let rarity = RARE * (all / self.texts.max(1) as f64).ln() / all.ln();
        if self.is_general(articles) { 0.0 } else { rarity }
    }

    /// Whether the collection has the name in most of its texts, so that it tells nothing.
    fn is_general(self, articles: usize) -> bool {
        articles >= COLLECTION && self.texts * 2 > articles
    }
}

fn suggestions(article: &Article, met: &Met, names: &Names, worth: impl Fn(&str) -> f64) -> Vec<Category> {
    let weighed = |(name, &(count, first)): (&'_ String, &(usize, usize))| {
        let late = 1.0 + 0.5 * (1.0 + first as f64 / EARLY).log2();
        (count >= OFTEN).then(|| (worth(name) * (1.0 + count as f64).log2() / late, first, name.clone()))
    };
    let mut weighed: Vec<(f64, usize, String)> =
        met.iter().filter_map(weighed).filter(|(weight, ..)| *weight >= ENOUGH).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))));
    let mut found: Vec<Category> = Vec::new();
    for category in weighed.iter().filter_map(|(_, _, name)| names.category(name, article)) {
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
    use crate::vocabulary::VocabularyEntry;
    use courant_html::CleanHtml;

    fn article(title: &str, text: &str, categories: &[(&str, Origin)]) -> Article {
        let known = |(name, from): &(&str, Origin)| Sourced::new(Category::named(*name), from.clone());
        Article {
            title: Some(Sourced::new(title.to_string(), Origin::FileName)),
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
        // An article about ferries that is not called so speaks against that name.
        assert_eq!(names[1], ["news", "Fish market", "Ferries"], "and nothing that is said once");
        assert_eq!(names[2], ["Boats"], "an article that names its own keeps to them");
    }

    #[test]
    fn what_nearly_every_article_says_is_no_category_of_one() {
        let tags = |name| vec![(name, Origin::FrontMatter("tags".to_string()))];
        let mut articles: Vec<Article> = (0..12)
            .map(|number| article(&format!("Number {number}"), "The harbour, our harbour.", &tags("Harbour")))
            .collect();
        articles.push(article("The harbour and the crane", "The harbour has a crane. The crane turns.", &[]));
        articles.push(article("A crane", "It was built.", &tags("Crane")));
        let quay = VocabularyEntry { category: Category::named("The quay"), ..VocabularyEntry::default() };
        let everywhere = "The quay, the quay, the quay. ".repeat(20);
        for article in &mut articles {
            article.content = CleanHtml::sanitise(&format!("<p>{} {everywhere}</p>", article.content.text()));
        }
        suggest(&mut articles, &Vocabulary::new(vec![quay], None));
        let names: Vec<&str> = articles[12].categories.iter().map(|category| category.value.label.as_str()).collect();
        assert_eq!(names, ["Crane"]);
    }
}
