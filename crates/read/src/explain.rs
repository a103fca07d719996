//! Why a field of an article is what it is: the candidates that were weighed, and which of them won.

use super::{ReadContext, complete, decode, front_matter, html_page, markdown, plain_text, read_article};
use crate::article::{Article, Kind, Origin, SourceFile, Sourced};

/// A field whose candidates can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The summary, before it is cut.
    Summary,
    /// Who wrote it; the names of one line are one candidate.
    Authors,
    /// When it was published.
    Published,
    /// Its language.
    Language,
    /// What it is about.
    Categories,
    /// The part of the publication.
    Section,
    /// Its picture.
    Image,
}

/// One value that a field could have had.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// As a person is shown it.
    pub value: String,
    /// Where it was found.
    pub origin: Origin,
    /// How much speaks for it, on a scale of its field's own; `None` where it was stated and not weighed.
    pub score: Option<f32>,
    /// What speaks for it and what against, most telling first.
    pub reasons: Vec<String>,
    /// Whether the article has it.
    pub won: bool,
}

impl Candidate {
    /// A candidate that has not won yet.
    pub fn weighed(value: impl Into<String>, origin: Origin, score: f32, reasons: Vec<String>) -> Candidate {
        Candidate { value: value.into(), origin, score: Some(score), reasons, won: false }
    }
}

/// The most candidates that are told.
const TOLD: usize = 12;

/// The candidates for a field, winners first, then by score.
pub fn explain(source_file: &SourceFile, context: &ReadContext, field: Field) -> Vec<Candidate> {
    let (article, _) = read_article(source_file, context);
    let mut candidates = match source_file.kind {
        Kind::PlainText => {
            let (text, _) = decode::decode(source_file);
            plain_text::candidates(
                &front_matter::blanked(&text, &source_file.path, context),
                &source_file.path,
                context,
                field,
            )
        }
        Kind::HtmlPage => {
            let (text, _) = decode::decode(source_file);
            html_page::candidates(&front_matter::blanked(&text, &source_file.path, context), context, field)
        }
        Kind::Markdown => of_markdown(source_file, context, field),
    };
    for winner in values(&article, field) {
        let own = candidates.iter_mut().find(|one| one.origin == winner.origin && holds(&one.value, &winner.value));
        match own {
            Some(own) => own.won = true,
            None => candidates.push(Candidate { won: true, ..winner }),
        }
    }
    let score = |candidate: &Candidate| candidate.score.unwrap_or(f32::INFINITY);
    candidates.sort_by(|a, b| b.won.cmp(&a.won).then(score(b).total_cmp(&score(a))));
    candidates.truncate(TOLD);
    candidates
}

/// What front matter states goes before what the body shows, and that before what the name of the file and the text as a whole say.
fn of_markdown(source_file: &SourceFile, context: &ReadContext, field: Field) -> Vec<Candidate> {
    let (text, _) = decode::decode(source_file);
    let (stated, shown) = markdown::stated_and_shown(&text, &source_file.path, context);
    let mut open = Article { path: source_file.path.clone(), content: shown.content.clone(), ..Article::default() };
    complete(&mut open, context, &mut Vec::new());
    let all = [stated, shown, open];
    let all = all.iter().flat_map(|article| values(article, field)).enumerate();
    all.map(|(index, candidate)| Candidate { reasons: vec![in_order_of_trust(index)], ..candidate }).collect()
}

/// Why a candidate that was stated and not weighed stands where it does.
pub fn in_order_of_trust(index: usize) -> String {
    format!("number {} in the order of trust", index + 1)
}

/// Whether a value is the winner's, which may be cut, spelt as the site does, or one name of several.
fn holds(value: &str, winner: &str) -> bool {
    value.to_lowercase().contains(&winner.trim_end_matches('…').to_lowercase())
}

/// What an article has.
fn values(article: &Article, field: Field) -> Vec<Candidate> {
    fn one<T>(known: &Option<Sourced<T>>, show: impl Fn(&T) -> String) -> Vec<(String, Origin)> {
        known.iter().map(|known| (show(&known.value), known.from.clone())).collect()
    }
    fn many<T>(known: &[Sourced<T>], show: impl Fn(&T) -> String) -> Vec<(String, Origin)> {
        known.iter().map(|known| (show(&known.value), known.from.clone())).collect()
    }
    let stated = match field {
        Field::Title => one(&article.title, String::clone),
        Field::Summary => one(&article.summary, String::clone),
        Field::Authors => many(&article.authors, |person| person.name.clone()),
        Field::Published => one(&article.published, |date| date.rfc3339()),
        Field::Language => one(&article.language, |tag| tag.to_string()),
        Field::Categories => many(&article.categories, |category| category.label.clone()),
        Field::Section => one(&article.section, String::clone),
        Field::Image => one(&article.image, |media| {
            let parts = [Some(media.url.as_str()), media.credit.as_deref(), media.caption.as_deref()];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
        }),
    };
    let candidate = |(value, origin)| Candidate { value, origin, score: None, reasons: Vec::new(), won: false };
    stated.into_iter().map(candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, text: &str, field: Field) -> Vec<(bool, String)> {
        let source_file =
            SourceFile { path: "ferry.txt".into(), kind, bytes: text.as_bytes().to_vec(), modified: None };
        explain(&source_file, &ReadContext::default(), field).into_iter().map(|one| (one.won, one.value)).collect()
    }

    #[test]
    fn the_winner_stands_before_those_it_was_weighed_against() {
        let text = "News\nThe ferry sails again after a long winter\nBy Ann Lee\n3 May 2026\nThe ferry left the \
            quay on Monday morning with forty people and a dog on board.\nIt will sail twice a day until the end of \
            October, the company said.\nUpdated 4 May 2026\n";
        let title = told(Kind::PlainText, text, Field::Title);
        assert_eq!(title.first(), Some(&(true, "The ferry sails again after a long winter".to_string())));
        assert!(title.contains(&(false, "News".to_string())), "{title:?}");
        assert_eq!(told(Kind::PlainText, text, Field::Authors), [(true, "Ann Lee".to_string())]);
        let published = told(Kind::PlainText, text, Field::Published);
        assert_eq!(published.first(), Some(&(true, "2026-05-03T00:00:00Z".to_string())));
        assert_eq!(told(Kind::PlainText, text, Field::Section), [(true, "News".to_string())]);
        assert!(told(Kind::PlainText, text, Field::Summary).len() >= 2);
    }

    #[test]
    fn what_was_stated_and_not_weighed_is_told_too() {
        let text = "---\ntitle: The ferry\n---\n# It sails\n\nIt left the quay.\n";
        let titles = [(true, "The ferry".to_string()), (false, "It sails".to_string()), (false, "ferry".to_string())];
        assert_eq!(told(Kind::Markdown, text, Field::Title), titles);
        assert_eq!(told(Kind::Markdown, text, Field::Image), []);
    }

    #[test]
    fn of_a_page_all_that_it_states_is_told() {
        let page = "<html lang=en><head><title>The ferry sails | Quay</title><meta property=og:site_name content=Quay>\
            <meta property=og:description content='It sails again.'><meta name=description content='A ferry sails.'>\
            <script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"The ferry sails again\"}</script>\
            </head><body><h1>The ferry sails</h1><p>The ferry left the quay on Monday.</p></body></html>";
        let title = told(Kind::HtmlPage, page, Field::Title);
        assert_eq!(title.first(), Some(&(true, "The ferry sails again".to_string())));
        assert!(title.contains(&(false, "The ferry sails".to_string())), "{title:?}");
        let summary = [(true, "It sails again.".to_string()), (false, "A ferry sails.".to_string())];
        assert_eq!(told(Kind::HtmlPage, page, Field::Summary), summary);
    }
}
