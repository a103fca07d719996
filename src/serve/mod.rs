//! What a server answers: from a request and the files as they are, without a disk, a net or a clock.
//!
//! A [`Site`] is all files at one moment and never changes; the next state is another one, so that no reader sees half a build.

mod answer;
mod asset;
mod fields;
mod host;
mod media;
mod place;
mod reload;

pub use answer::{Content, Request, Response, answer, error_response};
pub use asset::{Asset, AssetBody, Bytes, Stamp};
pub use fields::Encoding;
pub use host::{host_of, is_own_name};
pub use media::media_type;
pub use place::Found;
pub use reload::{EVENTS, SCRIPT, with_reload};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All files of a folder at one moment.
#[derive(Clone, Debug)]
pub struct Site {
    files: BTreeMap<String, Arc<Asset>>,
    folders: BTreeSet<String>,
    /// Paths that lead elsewhere now, whatever lies there.
    moved: Arc<BTreeMap<String, String>>,
    /// The same for the same files, and another one for others.
    pub version: String,
    /// Whom it is served to.
    pub audience: Audience,
}

/// Whom files are served to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Subscribers, mostly through a proxy.
    Everybody {
        /// How long they may keep what they have without asking, in seconds.
        max_age_seconds: u64,
    },
    /// The author, who is to see every change at once.
    Author,
}

impl Site {
    /// The files, by path without a leading `/`.
    pub fn new(files: BTreeMap<String, Arc<Asset>>, audience: Audience) -> Site {
        let mut folders = BTreeSet::from([String::new()]);
        let mut hasher = blake3::Hasher::new();
        for (path, file) in &files {
            folders.extend(path.match_indices('/').map(|(at, _)| path[..at].to_string()));
            hasher.update(path.as_bytes()).update(&[0]).update(file.mark().as_bytes()).update(&[0]);
        }
        let version = hasher.finalize().to_hex().chars().take(16).collect();
        Site { files, folders, moved: Arc::default(), version, audience }
    }

    /// The same with paths that lead elsewhere, as [`asked_path`](crate::feed::asked_path) tells them but without a leading `/`; each with an address, or a path from this server's root.
    pub fn leading(mut self, moved: Arc<BTreeMap<String, String>>) -> Site {
        self.moved = moved;
        self
    }

    /// Whether there is a file at this path.
    pub fn holds(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
