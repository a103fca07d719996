//! `courant links`: what a site's own pages say so that its feeds are found.

use super::project::{self, Project};
use super::{Outcome, print_plain};
use crate::build::{BuildRequest, build};
use crate::failure::Failure;
use crate::ledger::Filter;
use crate::publish;
use crate::read;
use std::path::Path;

/// Prints a link for each feed and format. Which feeds there are depends on the articles: they are read, and nothing is written.
pub fn run(folder: &Path, config: Option<&Path>) -> Result<Outcome, Failure> {
    let project = Project::open(folder, config, None)?;
    project::feed_url(&project, "linking to the feeds of")?;
    let ledger = publish::read_ledger(&project.ledger)?;
    let seeds = read::folder(&project.folder())?;
    let request = BuildRequest {
        config: &project.config,
        vocabulary: &project.vocabulary.entries,
        ledger: &ledger,
        theme: None,
        now: project::now(None)?,
        filter: Filter::default(),
        progress: &|| (),
    };
    print_plain(build(&request, seeds).autodiscovery.as_bytes())
}
