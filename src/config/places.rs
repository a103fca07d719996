//! Whether the places that a configuration names are in each other's way: what one build writes must not be what the next one reads.

use super::key::Complain;
use super::{Config, Document};
use crate::feed::{INDEX, OUTLINE, STYLESHEET};
use crate::own_files::{CONFIGURATION, STATE};
use crate::render::FORMATS;
use std::path::Path;

/// Where each place is stated, in bytes; nothing where it is not.
pub struct Places {
    output: Option<usize>,
    ledger: Option<usize>,
    theme: Option<usize>,
    vocabulary: Option<usize>,
}

/// The folder of what need not be kept, and the configuration itself: nobody else's places.
const TAKEN: [(&str, &str); 2] = [(STATE, "what need not be kept"), (CONFIGURATION, "the configuration")];

impl Places {
    /// Where a document states them.
    pub fn of(document: &Document) -> Places {
        let start = |written: &Option<toml::Spanned<String>>| written.as_ref().map(|written| written.span().start);
        Places {
            output: start(&document.output),
            ledger: start(&document.ledger),
            theme: start(&document.theme),
            vocabulary: start(&document.vocabulary),
        }
    }

    /// Complains of each place that is in the way of another, where the one that is moved most easily is stated.
    pub fn judge(&self, config: &Config, complain: &mut Complain) {
        let output = config.output.as_str();
        let ledger = Some(config.ledger.as_str());
        let files = [
            ("ledger", ledger, self.ledger),
            ("theme", config.theme.as_deref(), self.theme),
            ("vocabulary", config.vocabulary.as_deref(), self.vocabulary),
        ];
        for (key, path, start) in files {
            let Some(path) = path else { continue };
            if let Some(why) = in_the_way(path, output) {
                let place = format!("{key}{}", ending(path));
                let is_inside = output != "." && Path::new(path).starts_with(output);
                let moving =
                    if is_inside { format!(", and move the file: `mv {path} {place}`") } else { String::new() };
                let message = format!("the {key} {why}; write it like `{key} = \"{place}\"`{moving}");
                complain(start.or(self.output).unwrap_or(0), message);
            }
        }
        for (key, path, start) in [("output", output, self.output), ("ledger", config.ledger.as_str(), self.ledger)] {
            if let Some((_, what)) = TAKEN.iter().find(|(taken, _)| Path::new(path).starts_with(taken)) {
                complain(start.unwrap_or(0), format!("`{path}` is {what}, choose another `{key}`"));
            }
        }
        for (key, path, _) in files.iter().skip(1) {
            if *path == ledger {
                complain(
                    self.ledger.unwrap_or(0),
                    format!("`{}` is the {key}, choose another `ledger`", config.ledger),
                );
            }
        }
    }
}

/// Why a file cannot be where it is beside the folder of feeds.
fn in_the_way(path: &str, output: &str) -> Option<&'static str> {
    if output == "." {
        let names = FORMATS.iter().map(|format| format.file_name).chain([INDEX, OUTLINE, STYLESHEET]);
        return names
            .into_iter()
            .any(|name| name == path)
            .then_some("cannot lie here: a build writes a file of this name");
    }
    if Path::new(path).starts_with(output) {
        return Some("lies in the folder of feeds, which builds fill and others may empty");
    }
    Path::new(output).starts_with(path).then_some("lies where the folder of feeds is to be")
}

/// The ending of a name, with its dot.
fn ending(path: &str) -> String {
    Path::new(path).extension().map_or(String::new(), |ending| format!(".{}", ending.to_string_lossy()))
}
