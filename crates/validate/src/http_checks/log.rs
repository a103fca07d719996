//! The exchange with a server as a text, so that what is found in it has a place like everything else.

use super::{Delivery, Exchange};
use courant_text::source::Span;

/// What was asked and answered, a header field a line.
pub(super) struct Log {
    pub(super) text: String,
    answers: Vec<Answer>,
}

/// Where an answer stands.
struct Answer {
    status: Span,
    /// The names of the fields, and where their values stand.
    fields: Vec<(String, Span)>,
}

impl Log {
    /// The exchange, with the second question last.
    pub(super) fn from_delivery(delivery: &Delivery) -> Log {
        let mut log = Log { text: String::new(), answers: Vec::new() };
        delivery.exchanges.iter().for_each(|exchange| log.add(exchange));
        delivery.again.iter().for_each(|again| log.add(&again.exchange));
        log
    }

    /// The place of a field's value in an answer; that of the status, where there is no such field.
    pub(super) fn place(&self, index: usize, field: &str) -> Span {
        let Some(answer) = self.answers.get(index) else { return 0..0 };
        let found = answer.fields.iter().find(|(name, _)| name == field);
        found.map_or_else(|| answer.status.clone(), |(_, span)| span.clone())
    }

    fn add(&mut self, exchange: &Exchange) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.push(&["GET ", &exchange.url]);
        for (name, value) in &exchange.sent {
            self.push(&[name, ": ", value]);
        }
        let status = self.push(&["HTTP ", &exchange.status.to_string()]);
        let mut answer = Answer { status, fields: Vec::new() };
        for (name, value) in &exchange.headers {
            let line = self.push(&[name, ": ", value]);
            answer.fields.push((name.clone(), line.end - value.len()..line.end));
        }
        self.answers.push(answer);
    }

    /// Adds a line; where it stands, without its end.
    fn push(&mut self, parts: &[&str]) -> Span {
        let start = self.text.len();
        parts.iter().for_each(|part| self.text.push_str(part));
        let end = self.text.len();
        self.text.push('\n');
        start..end
    }
}
