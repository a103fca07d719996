//! Which element may stand where, how often, and what it may hold: the table `vocabulary.tsv`, read once.

use super::namespaces::{KNOWN, Namespace};
use super::specification::Citation;
use foldhash::HashMap;
use std::sync::LazyLock;

/// The vocabulary of all formats and extensions that are checked.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(include_str!("vocabulary.tsv")));

/// A name that the vocabulary knows; [`Name::UNKNOWN`] for all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Name(u16);

impl Name {
    pub(super) const UNKNOWN: Name = Name(0);

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A row of the table: an element inside a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowId(u16);

/// What an element or attribute holds, by the name that the table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ValueKind(pub(super) &'static str);

/// How often an element stands in its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occurrence {
    /// `1`
    Once,
    /// `?`
    AtMostOnce,
    /// `+`
    AtLeastOnce,
    /// `*`
    Any,
}

/// An element inside a parent.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) element: &'static str,
    /// Where its specification describes it.
    pub(super) citation: Citation,
    pub(super) times: Occurrence,
    pub(super) content: ValueKind,
    /// The number of the kind of its content.
    pub(super) content_number: usize,
    /// Whether it may stand there without content.
    pub(super) may_be_empty: bool,
    pub(super) attributes: Vec<AttributeRule>,
    /// Its place among the rows of the same parent.
    pub(super) slot: usize,
}

/// An attribute of an element.
#[derive(Clone, Debug)]
pub(super) struct AttributeRule {
    pub(super) name: &'static str,
    /// The number of its kind.
    pub(super) kind_number: usize,
    pub(super) is_required: bool,
    /// Whether its value may be empty.
    pub(super) may_be_empty: bool,
}

impl Row {
    /// Whether something is wrong where it is not there.
    pub(super) fn is_required(&self) -> bool {
        matches!(self.times, Occurrence::Once | Occurrence::AtLeastOnce)
    }

    /// What its value has to be, beside its kind.
    pub(super) fn expected(&self) -> Expected {
        Expected { is_required: self.is_required(), may_be_empty: self.may_be_empty }
    }
}

impl AttributeRule {
    /// What its value has to be, beside its kind.
    pub(super) fn expected(&self) -> Expected {
        Expected { is_required: self.is_required, may_be_empty: self.may_be_empty }
    }
}

/// What the table says of every value, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// Whether it cannot be left out.
    pub(super) is_required: bool,
    /// Whether it may be empty.
    pub(super) may_be_empty: bool,
}

impl Expected {
    /// What nothing is said of.
    pub(super) const ANYTHING: Expected = Expected { is_required: false, may_be_empty: true };
}

/// The whole table.
pub(super) struct Vocabulary {
    names: Vec<&'static str>,
    kinds: Vec<&'static str>,
    by_prefix: HashMap<&'static str, HashMap<&'static str, Name>>,
    /// The same for each known namespace, in the order of their table.
    by_namespace: Vec<HashMap<&'static str, Name>>,
    /// For each name, its rows by parent.
    parents: Vec<Vec<(Name, RowId)>>,
    /// For each name, how many rows its children have.
    child_counts: Vec<usize>,
    /// For each name, the rows of the children that it has to have.
    required: Vec<Vec<RowId>>,
    rows: Vec<Row>,
}

/// The kinds of values that only JSON Feed has.
const JSON_KINDS: [&str; 4] = ["json-text", "json-plain", "json-url", "json-date"];

/// Parents that have a name of their own, `@feeds`, and the names that it stands for.
type Groups = HashMap<&'static str, &'static str>;

impl Vocabulary {
    fn read(table: &'static str) -> Vocabulary {
        let mut groups = Groups::default();
        let mut vocabulary = Vocabulary {
            names: vec![""],
            kinds: Vec::new(),
            by_prefix: HashMap::default(),
            by_namespace: Vec::new(),
            parents: vec![Vec::new()],
            child_counts: vec![0],
            required: vec![Vec::new()],
            rows: Vec::new(),
        };
        for kind in JSON_KINDS {
            vocabulary.number_kind(kind);
        }
        let mut citation = Citation::new("", "", "");
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once('\t').unwrap_or((line, "")) {
                ("=", written) => citation = parse_citation(written),
                (group, parents) if group.starts_with('@') => drop(groups.insert(group, parents)),
                _ => vocabulary.add(line, citation, &groups),
            }
        }
        let names_of = |prefix| vocabulary.by_prefix.get(prefix).cloned().unwrap_or_default();
        vocabulary.by_namespace = KNOWN.iter().map(|known| names_of(known.prefix)).collect();
        vocabulary
    }

    fn add(&mut self, line: &'static str, citation: Citation, groups: &Groups) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (elements, parents, times, content, attributes) = (column(), column(), column(), column(), column());
        let times = parse_occurrence(times);
        let (content, may_be_empty) = kind_and_emptiness(content);
        let content_number = self.number_kind(content);
        let attributes = attributes.split(' ').filter(|attribute| !attribute.is_empty());
        let attributes: Vec<_> = attributes.map(|attribute| self.attribute_rule(attribute)).collect();
        for element in elements.split(' ') {
            let section = if citation.section == "*" { element } else { citation.section };
            let citation = Citation { section, ..citation };
            let name = self.intern(element);
            for parent in parents.split(' ').flat_map(|word| groups.get(word).unwrap_or(&word).split(' ')) {
                let parent = self.intern(parent);
                let slot = self.child_counts.get(parent.index()).copied().unwrap_or_default();
                let row = RowId(self.rows.len() as u16);
                let (content, attributes) = (ValueKind(content), attributes.clone());
                self.rows.push(Row {
                    element,
                    citation,
                    times,
                    content,
                    content_number,
                    may_be_empty,
                    attributes,
                    slot,
                });
                if let (Some(of_name), Some(child_count), Some(required)) = (
                    self.parents.get_mut(name.index()),
                    self.child_counts.get_mut(parent.index()),
                    self.required.get_mut(parent.index()),
                ) {
                    of_name.push((parent, row));
                    *child_count += 1;
                    required.extend(Some(row).filter(|_| matches!(times, Occurrence::Once | Occurrence::AtLeastOnce)));
                }
            }
        }
    }

    fn intern(&mut self, element: &'static str) -> Name {
        let (prefix, local) = element.split_once(':').unwrap_or(("", element));
        let next = Name(self.names.len() as u16);
        let name = *self.by_prefix.entry(prefix).or_default().entry(local).or_insert(next);
        if name == next {
            self.names.push(element);
            self.parents.push(Vec::new());
            self.child_counts.push(0);
            self.required.push(Vec::new());
        }
        name
    }

    /// `url!=url`: the name, `!` where it is required, the kind, and `~` where it may be empty.
    fn attribute_rule(&mut self, attribute: &'static str) -> AttributeRule {
        let (name, kind) = attribute.split_once('=').unwrap_or((attribute, "text"));
        let is_required = name.ends_with('!');
        let (kind, may_be_empty) = kind_and_emptiness(kind);
        let kind_number = self.number_kind(kind);
        AttributeRule { name: name.trim_end_matches('!'), kind_number, is_required, may_be_empty }
    }

    fn number_kind(&mut self, kind: &'static str) -> usize {
        self.kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        })
    }

    /// All kinds, in the order of their numbers; what is done for each is an index away.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.iter().copied()
    }

    /// The name of an element by namespace and local name.
    pub(super) fn find(&self, namespace: Namespace, local: &str) -> Name {
        let found = self.by_namespace.get(usize::from(namespace.0)).and_then(|names| names.get(local));
        found.copied().unwrap_or(Name::UNKNOWN)
    }

    /// The name written as in the table: `atom:link`.
    pub(super) fn find_written(&self, written: &str) -> Name {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        self.by_prefix.get(prefix).and_then(|names| names.get(local)).copied().unwrap_or(Name::UNKNOWN)
    }

    /// A name as the table writes it.
    pub(super) fn name(&self, name: Name) -> &'static str {
        self.names.get(name.index()).copied().unwrap_or_default()
    }

    /// How many names there are, the unknown one included.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The row of an element in a parent.
    pub(super) fn find_row(&self, parent: Name, name: Name) -> Option<RowId> {
        let rows = self.parents.get(name.index())?;
        rows.iter().find(|(of_parent, _)| *of_parent == parent).map(|(_, row)| *row)
    }

    /// The first row of an element, in whichever parent.
    pub(super) fn any_row(&self, name: Name) -> Option<RowId> {
        self.parents.get(name.index())?.first().map(|(_, row)| *row)
    }

    /// What a row says.
    pub(super) fn row(&self, row: RowId) -> Option<&Row> {
        self.rows.get(usize::from(row.0))
    }

    /// What has to stand in an element.
    pub(super) fn required_children(&self, parent: Name) -> impl Iterator<Item = &Row> {
        self.required.get(parent.index()).into_iter().flatten().filter_map(|row| self.row(*row))
    }

    /// Every row, with the name of its parent, in the order of the table.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &Row)> {
        let of_rows = self.parents.iter().flatten().map(|(parent, row)| (*row, self.name(*parent)));
        let parents: std::collections::BTreeMap<usize, &'static str> =
            of_rows.map(|(row, parent)| (usize::from(row.0), parent)).collect();
        parents.into_iter().filter_map(|(index, parent)| Some((parent, self.rows.get(index)?)))
    }

    /// The elements in which an element may stand.
    pub(super) fn parents(&self, name: Name) -> impl Iterator<Item = &'static str> {
        self.parents.get(name.index()).into_iter().flatten().map(|(parent, _)| self.name(*parent))
    }
}

/// `RFC 4287`, `section 4.1.1`, and its address.
fn parse_citation(written: &'static str) -> Citation {
    let mut columns = written.split('\t');
    let mut column = || columns.next().unwrap_or_default();
    Citation::new(column(), column(), column())
}

/// `text~`: the kind, and whether what is of it may be empty. What holds elements, or nothing, holds no value that could be.
fn kind_and_emptiness(written: &'static str) -> (&'static str, bool) {
    match written.strip_suffix('~') {
        Some(kind) => (kind, true),
        None => (written, matches!(written, "-" | "children" | "any")),
    }
}

fn parse_occurrence(times: &str) -> Occurrence {
    match times {
        "1" => Occurrence::Once,
        "?" => Occurrence::AtMostOnce,
        "+" => Occurrence::AtLeastOnce,
        _ => Occurrence::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed_kind::FeedKind;
    use crate::specification::Place;

    #[test]
    fn every_element_is_described_by_a_specification_of_its_vocabulary() {
        for row in &VOCABULARY.rows {
            let prefix = row.element.split_once(':').map_or("", |(prefix, _)| prefix);
            let kinds = [FeedKind::Rss, FeedKind::Atom, FeedKind::Opml];
            let place = |kind| Place { kind, prefix, row: None };
            let is_its_own = kinds.into_iter().any(|kind| place(kind).is_covered_by(&row.citation));
            assert!(is_its_own, "{}: {}", row.element, row.citation.specification);
            assert!(row.citation.url.starts_with("http") && !row.citation.section.is_empty(), "{}", row.element);
        }
    }
}
