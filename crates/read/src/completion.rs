//! What the article itself leaves open, from its path, its text and the configuration.

use crate::article::{Category, Origin, Sourced};
use crate::categories;
use crate::context::ReadContext;
use crate::file_name::{self, FileName};
use crate::ranked::{Candidate, Detail, Ranked};
use crate::reading::Reading;
use crate::remark::Remark;
use crate::words::same_words;
use crate::{language, summary};
use courant_text::date::Timestamp;
use courant_text::source::Level;

/// How the remark begins that an article is dated by its file.
pub const STATES_NO_DATE: &str = "states no date";

/// Fills what a reader leaves open.
pub fn complete(reading: &mut Reading, context: &ReadContext, detail: Detail) {
    let translation = context.translations.get(&reading.path);
    let name = file_name::parse(translation.map_or(&reading.path, |known| &known.of), context.zone);
    let named = translation.map(|known| Sourced::new(known.language.clone(), Origin::FileName));
    reading.language.or(named.map(Candidate::stated));
    reading.rest.translation = translation.cloned();
    let text = reading.content().text();
    let is_kept_out = reading.remarks.iter().any(|remark| remark.level == Level::Error);
    complete_date(reading, &name);
    if reading.published.is_open() && !is_kept_out {
        let (level, what) = match &reading.rest.unread_date {
            Some(reason) => (Level::Warning, format!("states a date that cannot be kept, {reason}")),
            None => (Level::Advice, STATES_NO_DATE.to_string()),
        };
        let message =
            format!("{what}, so that its file's own is taken when it is first seen; state one, like `2026-11-24`");
        reading.remarks.push(Remark::new(level, &reading.path, message));
    }
    let configuration = context.profile.map(|profile| &profile.configuration);
    let is_name = configuration.is_some_and(|configuration| configuration.titles_are_names);
    let capitalizes = configuration.is_some_and(|configuration| configuration.capitalizes_names);
    let of_name = if is_name { Some(name.name.clone()) } else { name.title.clone() };
    let of_name = of_name.filter(|title| !reading.rest.is_untitled && !title.is_empty());
    let of_name = of_name.map(|title| if capitalizes { capitalized(&title) } else { title });
    let title = of_name.map(|title| Sourced::new(title, Origin::FileName));
    reading.title.or(title.map(Candidate::stated));
    complete_language(reading, context, &text, detail);
    complete_summary(reading, context, detail);
    if text.trim().is_empty() && !is_kept_out && reading.summary.is_open() && !shows_something(reading) {
        let message = "has no text; subscribers see its title alone";
        reading.remarks.push(Remark::new(Level::Warning, &reading.path, message));
    }
    complete_categories(reading, &name, context, &text);
    let author = context.author.clone().map(|author| Sourced::new(author, Origin::Configuration));
    reading.authors.or(author.map(Candidate::stated));
    reading.rest.slug = reading.rest.slug.take().or(name.slug);
    reading.rest.draft |= name.draft;
}

/// Each word with a capital, and all else in small letters: `My First Post`.
fn capitalized(title: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether subscribers see or hear something that is no text.
fn shows_something(reading: &Reading) -> bool {
    const SHOWN: &[&str] = &["<img", "<video", "<audio", "<iframe", "<picture", "<math"];
    let content = reading.content().as_str();
    !reading.rest.media.is_empty() || SHOWN.iter().any(|element| content.contains(element))
}

/// A date in the file's name goes before one that was only found in the text, unless that says the same day with its hour. An article
/// that says only when it last changed was there by then: nothing else that is known of its publication is nearer.
fn complete_date(reading: &mut Reading, name: &FileName) {
    take_date_of_name(&mut reading.published, name);
    let changed = reading.updated.taken().cloned();
    reading.published.or(changed);
}

fn take_date_of_name(published: &mut Ranked<Timestamp>, name: &FileName) {
    let Some(named) = name.date else { return };
    let keeps = published.taken().is_some_and(|known| {
        let stated = !matches!(known.origin, Origin::Line(_) | Origin::Body);
        stated || known.value.day() == named.day()
    });
    let of_name = Candidate::stated(Sourced::new(named, Origin::FileName));
    if keeps { published.or([of_name]) } else { published.replace(of_name) }
}

fn complete_language(reading: &mut Reading, context: &ReadContext, text: &str, detail: Detail) {
    /// More text makes detection slower and hardly better: of 972 articles 968 are right by their first 200 characters.
    const LOOKED_AT_CHARACTERS: usize = 600;
    if reading.language.is_open() || detail == Detail::All {
        let title = reading.title.value().map_or("", String::as_str);
        let prose = prose(reading.content().as_str());
        let mut sample = format!("{title}\n{}", beginning(prose.as_deref().unwrap_or(text), LOOKED_AT_CHARACTERS));
        sample.truncate(beginning(&sample, LOOKED_AT_CHARACTERS).len());
        reading.language.or(language::weigh(&sample, context.language.as_ref(), detail));
        let configured = context.language.clone().map(|tag| Sourced::new(tag, Origin::Configuration));
        reading.language.or(configured.map(Candidate::stated));
    }
}

/// The text of what is no code; `None` where there is no code. Code is in nobody's language.
fn prose(content: &str) -> Option<String> {
    const LOOKED_AT_BYTES: usize = 20_000;
    let ends = [("<pre", "</pre>"), ("<code", "</code>")];
    if !ends.iter().any(|(start, _)| content.contains(start)) {
        return None;
    }
    let mut prose = String::new();
    let mut rest = content.get(..content.floor_char_boundary(10 * LOOKED_AT_BYTES)).unwrap_or_default();
    while prose.len() < LOOKED_AT_BYTES {
        let next = ends.iter().filter_map(|(start, end)| Some((rest.find(start)?, *end))).min();
        let Some((at, end)) = next else {
            prose.push_str(rest);
            break;
        };
        prose.push_str(rest.get(..at).unwrap_or_default());
        prose.push(' ');
        let behind = rest.get(at..).unwrap_or_default();
        rest = behind.find(end).and_then(|length| behind.get(length + end.len()..)).unwrap_or_default();
    }
    Some(courant_html::text_of(&prose.replace("</", " </")))
}

fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The author's own summary, else the lede; never what the title says already. What an author wrote may be twice as long as what is
/// made of an article before it is cut: then it is the article itself.
fn complete_summary(reading: &mut Reading, context: &ReadContext, detail: Detail) {
    let language = reading.language.value();
    let title = reading.title.value().map(String::as_str);
    let repeats_title = |text: &String| title.is_some_and(|title| same_words(title, text));
    reading.summary.give_up(|text| text.trim().is_empty() || repeats_title(text), "says what the title says");
    if reading.summary.is_open() || detail == Detail::All {
        let lede = summary::lede(&reading.rest.content, title, language, context.summary_characters);
        let lede = lede.map(|lede| Sourced::new(lede, Origin::FirstParagraph));
        reading.summary.or(lede.map(Candidate::stated));
    }
    let is_long = |taken: &Candidate<String>| {
        let characters = taken.value.chars().count();
        taken.origin != Origin::FirstParagraph && characters > context.summary_characters.saturating_mul(2)
    };
    if let Some(taken) = reading.summary.taken_mut().filter(|taken| is_long(taken)) {
        taken.value = summary::cut(&taken.value, language, context.summary_characters);
    }
}

/// What is stated, the section, and the folder, spelt as the site spells them.
fn complete_categories(reading: &mut Reading, name: &FileName, context: &ReadContext, text: &str) {
    let folder = name.folder.clone().filter(|_| context.folder_categories);
    let named =
        |name: &String, origin: &Origin| Candidate::stated(Sourced::new(Category::named(name.clone()), origin.clone()));
    let section = reading.section.taken().map(|section| named(&section.value, &section.origin));
    let of_folder = folder.as_ref().map(|folder| named(folder, &Origin::Folder));
    let mut stated = std::mem::take(&mut reading.categories);
    stated.decide(|candidate| {
        if let Some(label) = context.tag_label(&candidate.value.label) {
            candidate.value = Category::named(label.to_string());
        }
        Ok(())
    });
    let found: Ranked<Category> = section.into_iter().chain(stated).chain(of_folder).collect();
    reading.section.or(folder.map(|folder| Candidate::stated(Sourced::new(folder, Origin::Folder))));
    reading.categories = categories::tidy(found, &context.vocabulary, reading.language.value(), text);
}
