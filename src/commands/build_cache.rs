//! What the last build was made of, so that the same again need not be done again.

use super::project::Project;
use crate::cli::BuildArguments;
use crate::disk;
use crate::ledger::Ledger;
use crate::plan::{BuildStats, Plan, Rendered};
use crate::publish::{self, write_atomically};
use crate::read::Seeds;
use courant_read::remark::Remark;
use courant_text::date::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A build that is known to give the same again. It is only ever a shortcut: without it everything is made anew.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuildCache {
    inputs: String,
    /// The build was made at this time, and holds from then ...
    from: i64,
    /// ... until this one, when an article comes due or expires.
    until: Option<i64>,
    /// The hash of each file in the output folder.
    outputs: BTreeMap<String, String>,
    /// What was noticed, to be said again.
    pub remarks: Vec<Remark>,
    /// What was told of it, to be told again.
    pub stats: BuildStats,
}

/// What a build is made of, as hashes: of all but the ledger, and of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    material: String,
    ledger: String,
}

/// Hashes all that a build depends on but the time.
pub fn inputs(project: &Project, arguments: &BuildArguments, ledger: &Ledger, seeds: &Seeds) -> Inputs {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    // A development build of the same version may still render otherwise: the program itself is part of what it makes.
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(program_stamp().as_bytes());
    add(project.config_text.as_bytes());
    project.site.configuration.texts.iter().for_each(|text| add(text.as_bytes()));
    add(project.theme.as_deref().unwrap_or_default().as_bytes());
    add(project.vocabulary.text.as_bytes());
    add(project.people.texts.as_bytes());
    add(project.config.articles.as_bytes());
    add(project.output.as_os_str().as_encoded_bytes());
    add(&[u8::from(arguments.drafts), u8::from(arguments.future)]);
    for seed in &seeds.seeds {
        add(seed.path.as_bytes());
        add(&seed.bytes);
    }
    for data in &seeds.data {
        add(data.path.as_bytes());
        add(data.text.as_bytes());
    }
    seeds.unread.iter().for_each(|path| add(path.as_bytes()));
    for (path, length) in &seeds.files {
        add(path.as_bytes());
        add(&length.to_le_bytes());
    }
    seeds.remarks.iter().for_each(|remark| add(remark.to_string().as_bytes()));
    Inputs { material: hasher.finalize().to_hex().to_string(), ledger: hash(ledger.to_tsv().as_bytes()) }
}

/// The inputs that the next build will find: the same material, and the ledger that this one wrote.
pub fn after(inputs: &Inputs, ledger: &Ledger) -> Inputs {
    Inputs { ledger: hash(ledger.to_tsv().as_bytes()), ..inputs.clone() }
}

/// Length and time of the running program, where the system tells.
fn program_stamp() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    metadata.and_then(|metadata| Ok(format!("{} {:?}", metadata.len(), metadata.modified()?))).unwrap_or_default()
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn joined(inputs: &Inputs) -> String {
    format!("{} {}", inputs.material, inputs.ledger)
}

fn path(project: &Project) -> PathBuf {
    project.state.join("last-build.json")
}

impl BuildCache {
    /// What a build that has just been published was made of and came to.
    pub fn of(inputs: Inputs, now: Timestamp, plan: &Plan, rendered: &Rendered) -> BuildCache {
        let output =
            |checked: &crate::publish::Checked| (checked.file().path.clone(), hash(checked.file().text.as_bytes()));
        BuildCache {
            inputs: joined(&inputs),
            from: now.unix(),
            until: plan.next_change.map(Timestamp::unix),
            outputs: rendered.files.iter().map(output).collect(),
            remarks: plan.remarks.clone(),
            stats: plan.stats.clone(),
        }
    }

    /// The last build, if it was made of the same and its feeds are there untouched.
    pub fn recall(project: &Project, inputs: &Inputs, now: Timestamp) -> Option<BuildCache> {
        let build_cache: BuildCache =
            serde_json::from_slice(&disk::read(&path(project), disk::MOST_BYTES).ok()?).ok()?;
        let holds = build_cache.inputs == joined(inputs)
            && build_cache.from <= now.unix()
            && build_cache.until.is_none_or(|until| now.unix() < until);
        let untouched = |(path, known): (&String, &String)| {
            disk::read(&project.output.join(path), disk::MOST_BYTES).is_ok_and(|bytes| hash(&bytes) == *known)
        };
        // A manifest that was lost is written anew.
        let named = publish::ours(&project.output).ok()?;
        let is_named = |path: &String| named.contains(path);
        let is_there = || build_cache.outputs.keys().all(is_named) && build_cache.outputs.iter().all(untouched);
        (holds && is_there()).then_some(build_cache)
    }

    /// The moment until which it holds, in seconds since 1970, if there is one.
    pub fn next_change(&self) -> Option<i64> {
        self.until
    }

    /// Forgets the last build, so that the next one is made anew.
    pub fn forget(project: &Project) {
        let _ = std::fs::remove_file(path(project));
    }

    /// The feed files, by path.
    pub fn files(&self) -> Vec<String> {
        self.outputs.keys().cloned().collect()
    }

    /// Keeps it for the next build. Without it the next build only takes longer, so that a full disk is no failure here.
    pub fn keep(&self, project: &Project) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = write_atomically(&path(project), &text);
        }
    }
}
