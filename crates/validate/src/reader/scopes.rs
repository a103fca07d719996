//! Which prefix means which namespace, where.

use crate::namespaces::{KNOWN, Namespace};
use std::collections::HashMap;

/// Declarations in force at one place; a feed needs a dozen.
pub(super) const MOST: usize = 256;

/// The declarations in force.
pub(super) struct Scopes<'a> {
    bindings: Vec<Binding<'a>>,
    foreign: HashMap<String, Namespace>,
}

struct Binding<'a> {
    prefix: &'a str,
    namespace: Namespace,
    depth: usize,
}

impl<'a> Scopes<'a> {
    pub(super) fn new() -> Scopes<'a> {
        Scopes { bindings: Vec::new(), foreign: HashMap::new() }
    }

    /// Puts a declaration in force inside the element at this depth; `false` where there are too many.
    pub(super) fn declare(&mut self, prefix: &'a str, uri: &str, depth: usize, foreign: &mut Vec<String>) -> bool {
        if self.bindings.len() >= MOST {
            return false;
        }
        let namespace = self.namespace(uri, foreign);
        self.bindings.push(Binding { prefix, namespace, depth });
        true
    }

    /// Ends the declarations of the element at this depth.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.pop_if(|binding| binding.depth >= depth).is_some() {}
    }

    /// What a prefix means here; the empty prefix means the default namespace.
    pub(super) fn resolve(&self, prefix: &str) -> Option<Namespace> {
        match prefix {
            "xml" => return Namespace::known("http://www.w3.org/XML/1998/namespace"),
            "xmlns" => return Namespace::known("http://www.w3.org/2000/xmlns/"),
            _ => {}
        }
        let found = self.bindings.iter().rev().find(|binding| binding.prefix == prefix);
        found.map(|binding| binding.namespace).or_else(|| prefix.is_empty().then_some(Namespace::NONE))
    }

    /// What a prefix usually means, where a document forgot to say.
    pub(super) fn usual(prefix: &str) -> Option<Namespace> {
        KNOWN.iter().position(|known| known.prefix == prefix).map(|index| Namespace(index as u16))
    }

    fn namespace(&mut self, uri: &str, foreign: &mut Vec<String>) -> Namespace {
        if let Some(known) = Namespace::known(uri) {
            return known;
        }
        if let Some(seen) = self.foreign.get(uri) {
            return *seen;
        }
        let namespace = Namespace::foreign(foreign.len());
        foreign.push(uri.to_string());
        self.foreign.insert(uri.to_string(), namespace);
        namespace
    }
}
