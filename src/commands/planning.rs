//! The plan of a project: the one place where a command says what it is made of.

use super::project::Project;
use crate::failure::Failure;
use crate::ledger::{Filter, Ledger};
use crate::plan::{self, Plan, PlanRequest, SiteFacts};
use crate::publish;
use crate::read::{self, Seeds};
use crate::render::FORMATS;
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

/// The articles of a project, for a command that can do nothing without any.
pub fn articles(project: &Project) -> Result<Seeds, Failure> {
    let folder = project.folder();
    let seeds = read::folder(&folder)?;
    match seeds.nothing_read(&folder) {
        Some(failure) => Err(failure),
        None => Ok(seeds),
    }
}

/// What a build of a project would do. Where the ledger does not say which of its feeds are published, those that are there are looked at.
pub fn plan(project: &Project, ledger: &Ledger, mut seeds: Seeds, terms: Terms) -> Result<Plan, Failure> {
    seeds.remarks.extend(project.site.remarks());
    let Terms { now, filter, progress } = terms;
    let vocabulary = &project.vocabulary.entries;
    let published = &publish::published_feeds(&project.output, ledger, &FORMATS)?;
    let site = &SiteFacts {
        values: project.site.configuration.values.clone(),
        languages: project.site.configuration.languages(),
        people: project.people.people.clone(),
        place: project.place(),
    };
    let request = PlanRequest { config: &project.config, vocabulary, site, ledger, published, now, filter, progress };
    let mut plan = plan::plan(&request, seeds);
    plan.remarks.extend(project.people.remarks.iter().cloned());
    Ok(plan)
}
