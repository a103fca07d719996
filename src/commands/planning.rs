//! The plan of a project: the one place where a command says what it is made of.

use super::project::Project;
use crate::ledger::{Filter, Ledger};
use crate::plan::{self, Plan, PlanRequest};
use crate::read::Seeds;
use courant_text::date::Timestamp;

/// What a plan is made of beside the project and its articles.
pub struct Terms<'a> {
    /// The time of the build.
    pub now: Timestamp,
    /// What is let in although it is not due.
    pub filter: Filter,
    /// Called once for each article, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
}

impl Terms<'_> {
    /// Those of a build without options, seen by nobody.
    pub fn of_build(now: Timestamp) -> Terms<'static> {
        Terms { now, filter: Filter::default(), progress: &|| () }
    }
}

/// What a build of a project would do.
pub fn plan(project: &Project, ledger: &Ledger, seeds: Seeds, terms: Terms) -> Plan {
    let Terms { now, filter, progress } = terms;
    let vocabulary = &project.vocabulary.entries;
    plan::plan(&PlanRequest { config: &project.config, vocabulary, ledger, now, filter, progress }, seeds)
}
