//! Text as a scraper leaves it: its fields and its body, from what its lines are.

mod body;

use crate::article::{Category, Origin, Sourced};
use crate::front_matter;
use crate::ranked::{Candidate, Ranked};
use crate::reader::{Input, Reader};
use crate::reading::Reading;
use crate::sentences::ends as sentences_of;
use crate::text_lines::line_class::LineClass;
use crate::text_lines::line_table::LineTable;
use crate::text_lines::{Analysis, Certainty, analyze, keywords, ledes, passes, picture_lines, titles, trail};
use courant_html::{CleanHtml, escape_text};
use courant_text::source::TextKind;
use courant_text::text::Text;

/// Text as a scraper leaves it.
pub static READER: Reader = Reader {
    name: "text",
    about: "Text as a scraper leaves it",
    extensions: &["txt", "text"],
    recognizes: |_| true,
    text_kind: TextKind::Plain,
    has_boilerplate: true,
    read,
};

/// Reads a text as a scraper leaves it, with or without front matter. What it does not state is left open for [`crate::read`] to complete.
pub fn read(input: &Input) -> Reading {
    front_matter::read_above(input, read_text, |input, _| read_text(input))
}

fn read_text(input: &Input) -> Reading {
    let languages = passes::weigh_languages(input.text, input.detail);
    analyze(input, languages.value().cloned(), |analysis| Reading {
        language: languages,
        ..read_lines(input, analysis)
    })
}

/// The fields of a text, but for its language.
fn read_lines(input: &Input, analysis: Analysis) -> Reading {
    let Analysis { titles, table, head } = analysis;
    let detail = input.detail;
    let section = weigh_sections(sections(&table));
    let mut categories = keywords::weigh(&table, detail);
    // The wider parts of a path say little: they count where nothing else is said.
    let wider = section.clone().into_iter().filter(|part| !part.is_taken);
    categories.or(wider.map(|part| Candidate::stated(Sourced::new(Category::named(part.value), part.origin))));
    let mut reading = Reading {
        path: input.path.to_string(),
        title: titles,
        section,
        summary: ledes::weigh(&table, detail),
        authors: head.authors,
        categories,
        published: head.published,
        updated: head.updated,
        image: picture_lines::weigh_pictures(&table, detail),
        remarks: head.remark.into_iter().collect(),
        ..Reading::default()
    };
    reading.rest.certainty_percent = Some(Certainty::from_table(&table).percent());
    reading.rest.content = body::content(&table);
    if reading.content().text().is_empty() {
        open_one_line(&mut reading, &table);
    }
    reading
}

/// Where several sentences on one line are all that there is: the first is the title, and all of them are the text.
fn open_one_line(reading: &mut Reading, table: &LineTable) {
    let Some(line) =
        table.title.filter(|&title| titles::is_text(table, title)).and_then(|title| table.lines.get(title))
    else {
        return;
    };
    let first =
        sentences_of(line.text, reading.language.value()).into_iter().next().and_then(|end| line.text.get(..end));
    if let Some(title) = first.and_then(|first| Text::line(first.trim_end_matches(['.', '。']))) {
        reading.title.replace(Candidate::stated(Sourced::new(title.into_string(), Origin::Line(line.number))));
        reading.rest.content = CleanHtml::sanitise(&format!("<p>{}</p>", escape_text(line.text)));
    }
}

/// The names of the parts of the publication that the text stands in, widest first.
fn sections(table: &LineTable) -> Vec<Sourced<String>> {
    let title = table.title.and_then(|title| table.lines.get(title)).map(|line| line.text);
    let mut kickers = table.each().filter(|(_, state)| state.class == LineClass::Kicker);
    let Some((line, _)) = kickers.next_back() else { return Vec::new() };
    let named = |name: &str| Some(Sourced::new(Text::line(name)?.into_string(), Origin::Line(line.number)));
    let parts =
        if trail::is_trail(line.text) { trail::sections(line.text, title, table.phrases) } else { vec![line.text] };
    parts.into_iter().filter_map(named).collect()
}

/// The narrowest part is the section.
fn weigh_sections(mut parts: Vec<Sourced<String>>) -> Ranked<String> {
    let narrowest = parts.pop().map(Candidate::stated);
    parts.into_iter().map(|part| Candidate::stated(part).lost()).chain(narrowest).collect()
}
