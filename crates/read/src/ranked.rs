//! The candidates for a field of an article, and which of them it has.

use crate::article::{Origin, Sourced};

/// How much a reader tells of what it weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What the article has, and of what lost only what costs nothing.
    #[default]
    Taken,
    /// Every candidate, with what speaks for it and against it.
    All,
}

/// One value that a field could have.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate<T> {
    /// The value as the article has it; of one that lost, as it was found.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
    /// How much speaks for it, on a scale of its field's own; `None` where it is stated and not weighed.
    pub confidence: Option<f32>,
    /// What speaks for it and what against, most telling first; empty where nobody asked ([`Detail::Taken`]).
    pub reasons: Vec<String>,
    /// Whether the article has it.
    pub is_taken: bool,
}

impl<T> Candidate<T> {
    /// What is stated and not weighed, and taken so far.
    pub fn stated(sourced: Sourced<T>) -> Candidate<T> {
        let Sourced { value, from } = sourced;
        Candidate { value, origin: from, confidence: None, reasons: Vec::new(), is_taken: true }
    }

    /// What was weighed, and not taken so far.
    pub fn weighed(value: T, origin: Origin, confidence: f32, reasons: Vec<String>) -> Candidate<T> {
        Candidate { value, origin, confidence: Some(confidence), reasons, is_taken: false }
    }

    /// The same, not taken.
    pub fn lost(self) -> Candidate<T> {
        Candidate { is_taken: false, ..self }
    }

    /// The same with another value.
    fn map<U>(&self, show: impl FnOnce(&T) -> U) -> Candidate<U> {
        Candidate {
            value: show(&self.value),
            origin: self.origin.clone(),
            confidence: self.confidence,
            reasons: self.reasons.clone(),
            is_taken: self.is_taken,
        }
    }
}

/// The candidates for a field. Of a field that has several values several are taken, in the order of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked<T> {
    candidates: Vec<Candidate<T>>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Ranked<T> {
        Ranked { candidates: Vec::new() }
    }
}

impl<T> FromIterator<Candidate<T>> for Ranked<T> {
    fn from_iter<I: IntoIterator<Item = Candidate<T>>>(candidates: I) -> Ranked<T> {
        Ranked { candidates: candidates.into_iter().collect() }
    }
}

impl<T> IntoIterator for Ranked<T> {
    type Item = Candidate<T>;
    type IntoIter = std::vec::IntoIter<Candidate<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.candidates.into_iter()
    }
}

impl<T> Extend<Candidate<T>> for Ranked<T> {
    fn extend<I: IntoIterator<Item = Candidate<T>>>(&mut self, candidates: I) {
        self.candidates.extend(candidates);
    }
}

impl<T> Ranked<T> {
    /// Values that are stated: all of them are taken.
    pub fn stated(values: impl IntoIterator<Item = Sourced<T>>) -> Ranked<T> {
        values.into_iter().map(Candidate::stated).collect()
    }

    /// The first group that has anything is taken; of those below it is told when all is asked for. Groups come surest first, and what is
    /// not asked for is not looked for.
    pub fn in_order_of_trust<G: IntoIterator<Item = Sourced<T>>>(
        groups: impl IntoIterator<Item = G>,
        detail: Detail,
    ) -> Ranked<T> {
        let mut ranked = Ranked::default();
        for group in groups {
            let is_open = ranked.is_open();
            let number = ranked.candidates.len() + 1;
            let told = |(index, sourced)| {
                let candidate = Candidate { is_taken: is_open, ..Candidate::stated(sourced) };
                match detail {
                    Detail::Taken => candidate,
                    Detail::All => Candidate { reasons: vec![trust(number + index)], ..candidate },
                }
            };
            ranked.candidates.extend(group.into_iter().enumerate().map(told));
            if detail == Detail::Taken && !ranked.is_open() {
                break;
            }
        }
        ranked
    }

    /// The candidate that is taken; the first where there are several.
    pub fn taken(&self) -> Option<&Candidate<T>> {
        self.all_taken().next()
    }

    /// All that are taken.
    pub fn all_taken(&self) -> impl Iterator<Item = &Candidate<T>> {
        self.candidates.iter().filter(|candidate| candidate.is_taken)
    }

    /// The value that is taken; the first where there are several.
    pub fn value(&self) -> Option<&T> {
        self.taken().map(|candidate| &candidate.value)
    }

    /// The candidate that is taken, to be completed.
    pub fn taken_mut(&mut self) -> Option<&mut Candidate<T>> {
        self.candidates.iter_mut().find(|candidate| candidate.is_taken)
    }

    /// Whether nothing is taken.
    pub fn is_open(&self) -> bool {
        self.taken().is_none()
    }

    /// Adds what comes after all others: it is taken where nothing is.
    pub fn or(&mut self, others: impl IntoIterator<Item = Candidate<T>>) {
        let is_open = self.is_open();
        let others = others.into_iter().map(|other| Candidate { is_taken: other.is_taken && is_open, ..other });
        self.candidates.extend(others);
    }

    /// Takes this instead of all others.
    pub fn replace(&mut self, candidate: Candidate<T>) {
        self.candidates.iter_mut().for_each(|other| other.is_taken = false);
        self.candidates.push(candidate);
    }

    /// Decides of each that is taken whether it stays; an error says why not.
    pub fn decide(&mut self, mut stays: impl FnMut(&mut Candidate<T>) -> Result<(), &'static str>) {
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.is_taken) {
            if let Err(reason) = stays(candidate) {
                candidate.is_taken = false;
                candidate.reasons.push(reason.to_string());
            }
        }
    }

    /// Gives up candidates that do not hold, with the reason why.
    pub fn give_up(&mut self, holds_not: impl Fn(&T) -> bool, reason: &'static str) {
        self.decide(|candidate| if holds_not(&candidate.value) { Err(reason) } else { Ok(()) });
    }

    /// What the article has.
    pub fn into_sourced(self) -> impl Iterator<Item = Sourced<T>> {
        let taken = self.candidates.into_iter().filter(|candidate| candidate.is_taken);
        taken.map(|candidate| Sourced::new(candidate.value, candidate.origin))
    }

    /// The candidates as a person is shown them: what is taken first, then what more speaks for, then what nothing was weighed of, as in the
    /// order of trust. A value is told once for each place that has it.
    pub fn shown(&self, show: impl Fn(&T) -> String) -> Vec<Candidate<String>> {
        let mut shown: Vec<Candidate<String>> = Vec::with_capacity(self.candidates.len());
        let (taken, lost): (Vec<_>, Vec<_>) = self.candidates.iter().partition(|candidate| candidate.is_taken);
        for candidate in taken.into_iter().chain(lost).map(|candidate| candidate.map(&show)) {
            let same =
                |other: &Candidate<String>| (&other.value, &other.origin) == (&candidate.value, &candidate.origin);
            if candidate.is_taken || !shown.iter().any(same) {
                shown.push(candidate);
            }
        }
        let confidence = |candidate: &Candidate<String>| candidate.confidence.unwrap_or(f32::NEG_INFINITY);
        shown.sort_by(|a, b| b.is_taken.cmp(&a.is_taken).then(confidence(b).total_cmp(&confidence(a))));
        shown
    }
}

/// Why a candidate that is stated stands where it does.
fn trust(number: usize) -> String {
    format!("number {number} in the order of trust")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &'static str, number: usize) -> Sourced<&'static str> {
        Sourced::new(value, Origin::Line(number))
    }

    fn shown(ranked: &Ranked<&str>) -> Vec<(bool, String)> {
        ranked.shown(|value| value.to_string()).into_iter().map(|one| (one.is_taken, one.value)).collect()
    }

    #[test]
    fn of_several_sources_the_first_that_has_any_is_taken_and_no_other_is_asked() {
        let asked = std::cell::Cell::new(0);
        let sources = || {
            [vec![], vec![line("Ann", 1), line("Bo", 2)], vec![line("Ann", 3)]]
                .into_iter()
                .inspect(|_| asked.set(asked.get() + 1))
        };
        let taken = Ranked::in_order_of_trust(sources(), Detail::Taken);
        assert_eq!(asked.get(), 2);
        assert_eq!(taken.into_sourced().map(|one| one.value).collect::<Vec<_>>(), ["Ann", "Bo"]);
        let all = Ranked::in_order_of_trust(sources(), Detail::All);
        let expected = [(true, "Ann".to_string()), (true, "Bo".to_string()), (false, "Ann".to_string())];
        assert_eq!(shown(&all), expected);
    }

    #[test]
    fn what_comes_later_is_taken_only_where_nothing_is() {
        let mut ranked = Ranked::stated([line("stated", 1)]);
        ranked.or([Candidate::stated(line("shown", 2))]);
        assert_eq!(ranked.value(), Some(&"stated"));
        ranked.give_up(|value| *value == "stated", "says nothing");
        ranked.or([Candidate::stated(line("last", 3))]);
        assert_eq!(ranked.value(), Some(&"last"));
        ranked.replace(Candidate::stated(line("another", 4)));
        assert_eq!(ranked.all_taken().count(), 1);
    }
}
