//! Footnotes for readers of feeds: numbers in the text that link to the article's page, and a numbered list at its end.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::HashMap;

/// The events with all notes at the end, in the order in which they are referred to; notes that nothing refers to come last.
pub fn gathered(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let has_notes = events
        .iter()
        .any(|event| matches!(event, Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_))));
    if !has_notes {
        return events;
    }
    let (mut shown, names, mut notes) = taken_apart(events);
    let mut numbers = Numbers::default();
    numbers.replace(&mut shown);
    let mut list = numbers.list(&mut notes);
    for name in names {
        // What nothing refers to is still something that the author wrote.
        numbers.number(name);
        list.append(&mut numbers.list(&mut notes));
    }
    if !list.is_empty() {
        shown.extend([Event::Rule, Event::Start(Tag::List(Some(1)))]);
        shown.append(&mut list);
        shown.push(Event::End(TagEnd::List(true)));
    }
    shown
}

type Notes<'a> = HashMap<CowStr<'a>, Vec<Event<'a>>>;

/// The text, the names of the notes in the order of the source, and the notes.
fn taken_apart(events: Vec<Event<'_>>) -> (Vec<Event<'_>>, Vec<CowStr<'_>>, Notes<'_>) {
    let (mut text, mut names, mut notes) = (Vec::new(), Vec::new(), Notes::new());
    let mut open: Vec<(CowStr, Vec<Event>)> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                names.push(name.clone());
                open.push((name, Vec::new()));
            }
            Event::End(TagEnd::FootnoteDefinition) => notes.extend(open.pop()),
            other => match open.last_mut() {
                Some((_, note)) => note.push(other),
                None => text.push(other),
            },
        }
    }
    (text, names, notes)
}

/// Names of notes in the order of their numbers.
#[derive(Default)]
struct Numbers<'a> {
    names: Vec<CowStr<'a>>,
    listed: usize,
    numbers: HashMap<CowStr<'a>, usize>,
}

impl<'a> Numbers<'a> {
    fn number(&mut self, name: CowStr<'a>) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.names.push(name.clone());
        self.numbers.insert(name, self.names.len());
        self.names.len()
    }

    fn replace(&mut self, events: &mut [Event<'a>]) {
        for event in events {
            if let Event::FootnoteReference(name) = event {
                let number = self.number(name.clone());
                // The place as goldmark and kramdown name it. In a feed there are no anchors: the link leads to the page.
                *event = Event::InlineHtml(format!("<sup><a href=\"#fn:{number}\">{number}</a></sup>").into());
            }
        }
    }

    /// An item for each note that is numbered and not listed yet, and for those that these refer to.
    fn list(&mut self, notes: &mut Notes<'a>) -> Vec<Event<'a>> {
        let mut list = Vec::new();
        while let Some(name) = self.names.get(self.listed) {
            let mut note = notes.remove(name).unwrap_or_default();
            self.listed += 1;
            self.replace(&mut note);
            list.push(Event::Start(Tag::Item));
            list.append(&mut note);
            list.push(Event::End(TagEnd::Item));
        }
        list
    }
}
