//! `courant links`: what a site's own pages say so that its feeds are found.

use super::planning::{self, Terms};
use super::project::{self, Project};
use super::{Outcome, print_plain};
use crate::failure::Failure;
use crate::publish;
use crate::read;
use std::path::Path;

/// Prints a link for each feed and format. Which feeds there are depends on the articles: they are read, and nothing is rendered or written.
pub fn run(folder: &Path, config: Option<&Path>) -> Result<Outcome, Failure> {
    let project = Project::open(folder, config, None)?;
    project::feed_url(&project, "linking to the feeds of")?;
    let ledger = publish::read_ledger(&project.ledger)?;
    let seeds = read::folder(&project.folder())?;
    let plan = planning::plan(&project, &ledger, seeds, Terms::of_build(project::now(None)?))?;
    print_plain(plan.autodiscovery().as_bytes())
}
