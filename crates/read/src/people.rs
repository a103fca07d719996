//! The people of a site: its table of authors, whom articles name by an id.

use crate::article::Person;
use std::collections::BTreeMap;

/// Who the authors of a site are, by the ids that articles name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    by_id: BTreeMap<String, Person>,
}

impl People {
    /// Adds somebody, unless the id is somebody's already: what is said first goes before what other files say.
    pub fn add(&mut self, id: &str, person: Person) {
        self.by_id.entry(id.trim().to_string()).or_insert(person);
    }

    /// The person of an id; capitals make no difference where no id is spelt so.
    pub fn find(&self, id: &str) -> Option<&Person> {
        let id = id.trim();
        let alike = || self.by_id.iter().find(|(known, _)| known.to_lowercase() == id.to_lowercase());
        self.by_id.get(id).or_else(|| alike().map(|(_, person)| person))
    }

    /// The one person who is called so.
    pub fn called(&self, name: &str) -> Option<&Person> {
        let mut called = self.by_id.values().filter(|person| person.name.eq_ignore_ascii_case(name.trim()));
        let first = called.next()?;
        called.all(|other| other == first).then_some(first)
    }

    /// Whether this is one of them.
    pub fn has(&self, person: &Person) -> bool {
        self.by_id.values().any(|known| known == person)
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}
