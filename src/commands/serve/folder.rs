//! The folder that is served, as it was when it was last looked at.

use crate::disk::OpenFolder;
use crate::failure::Failure;
use crate::publish;
use crate::serve::{Asset, AssetBody, Audience, Site, Stamp, with_reload};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

/// Files up to this length are held in memory, if they are no pictures, sound or film ...
const HELD_BYTES: u64 = 16 * 1024 * 1024;
const HELD_MEDIA_BYTES: u64 = 1024 * 1024;
/// ... and so much of all together.
const HELD_BYTES_IN_ALL: u64 = 256 * 1024 * 1024;

/// Deeper folders are none of ours.
const DEEPEST: usize = 32;

/// How long a folder is left alone that somebody is writing to, and how often that is waited for.
const PAUSE: Duration = Duration::from_millis(200);
const MOST_PAUSES: usize = 10;

/// A folder, and its files as they were last read.
#[derive(Debug, Default)]
pub struct Folder {
    scope: Option<Scope>,
    files: BTreeMap<String, (Stamp, Arc<Asset>)>,
    /// Said once.
    trouble: Option<String>,
}

/// Which folder, and what of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The folder.
    pub root: PathBuf,
    /// Whether other things than feeds lie in it, so that only what Courant wrote is served.
    pub only_ours: bool,
    /// Whom it is served to.
    pub audience: Audience,
    /// What is elsewhere now: paths inside it, and where each leads.
    pub moved: Arc<BTreeMap<String, String>>,
}

impl Folder {
    /// The site as it is now, if anything has changed. Waits until nobody writes to it any more.
    pub fn settled(&mut self, scope: &Scope, now: u64) -> Option<Site> {
        let mut found = self.look(scope)?;
        if !self.has_changed(scope, &found) {
            return None;
        }
        for _ in 0..MOST_PAUSES {
            std::thread::sleep(PAUSE);
            let again = self.look(scope)?;
            let is_settled = again == found;
            found = again;
            if is_settled {
                break;
            }
        }
        Some(self.load(scope, found, now))
    }

    /// The site as it is now: nobody is writing to it.
    pub fn now(&mut self, scope: &Scope, now: u64) -> Option<Site> {
        let found = self.look(scope)?;
        self.has_changed(scope, &found).then(|| self.load(scope, found, now))
    }

    fn has_changed(&self, scope: &Scope, found: &BTreeMap<String, Stamp>) -> bool {
        let known = self.files.iter().map(|(path, (stamp, _))| (path, stamp));
        self.scope.as_ref() != Some(scope) || !known.eq(found.iter())
    }

    /// What is there; nothing where that cannot be told, which is said once and leaves the site as it is.
    fn look(&mut self, scope: &Scope) -> Option<BTreeMap<String, Stamp>> {
        match look(scope) {
            Ok(found) => {
                self.trouble = None;
                Some(found)
            }
            Err(failure) => {
                let trouble = failure.to_string();
                if self.trouble.as_ref() != Some(&trouble) {
                    super::messages::error(&trouble);
                    self.trouble = Some(trouble);
                }
                None
            }
        }
    }

    fn load(&mut self, scope: &Scope, found: BTreeMap<String, Stamp>, now: u64) -> Site {
        if self.scope.as_ref().is_none_or(|known| known.root != scope.root) {
            self.files.clear();
        }
        self.scope = Some(scope.clone());
        let mut room = HELD_BYTES_IN_ALL;
        let mut files = BTreeMap::new();
        let root = OpenFolder::open(&scope.root).ok();
        for (path, stamp) in found {
            let known = self.files.remove(&path);
            let loaded = match (known, &root) {
                (Some((own, asset)), _) if own == stamp => Some((stamp, asset)),
                (known, Some(root)) => read(root, scope.audience, &path, known.map(|(_, asset)| asset), room, now),
                (_, None) => None,
            };
            // One that cannot be read is as good as none.
            let Some((stamp, asset)) = loaded else { continue };
            if let AssetBody::Memory(bytes) = &asset.held {
                room = room.saturating_sub(bytes.len() as u64);
            }
            files.insert(path, (stamp, asset));
        }
        self.files = files;
        let asset = self.files.iter().map(|(path, (_, asset))| (path.clone(), asset.clone()));
        Site::new(asset.collect(), scope.audience).leading(scope.moved.clone())
    }
}

/// Reads a file below the folder, or its beginning where that is enough.
fn read(
    root: &OpenFolder,
    audience: Audience,
    path: &str,
    before: Option<Arc<Asset>>,
    room: u64,
    now: u64,
) -> Option<(Stamp, Arc<Asset>)> {
    let mut file = root.file(Path::new(path)).ok()?;
    let metadata = file.metadata().ok().filter(Metadata::is_file)?;
    let stamp = stamp(&metadata);
    let mut bytes = Vec::new();
    file.by_ref().take(courant_validate::FeedKind::HEAD_BYTES as u64).read_to_end(&mut bytes).ok()?;
    let modified = modified(stamp, before.as_deref(), now);
    let on_disk = Asset::disk(path, &bytes, root.path().join(path), stamp, modified);
    let is_media = ["image/", "audio/", "video/"].iter().any(|kind| on_disk.media_type.starts_with(kind));
    if stamp.length > room.min(if is_media { HELD_MEDIA_BYTES } else { HELD_BYTES }) {
        return Some((stamp, Arc::new(on_disk)));
    }
    // One more than there should be tells that it grows.
    let rest = (stamp.length + 1).saturating_sub(bytes.len() as u64);
    file.take(rest).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 != stamp.length {
        // It is being written: the next look will find another stamp.
        return before.map(|asset| (Stamp::default(), asset));
    }
    let asset = Asset::memory(path, for_audience(path, bytes, audience), modified);
    let is_same = |before: &Arc<Asset>| before.hash() == asset.hash() && before.media_type == asset.media_type;
    Some((stamp, before.filter(is_same).unwrap_or_else(|| Arc::new(asset))))
}

/// A page for its author reloads itself.
fn for_audience(path: &str, bytes: Vec<u8>, audience: Audience) -> Vec<u8> {
    let is_page = path.rsplit_once('.').is_some_and(|(_, extension)| matches!(extension, "html" | "htm" | "xhtml"));
    match String::from_utf8(bytes) {
        Ok(page) if is_page && audience == Audience::Author => with_reload(&page).into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

/// When a file became what it is. A state that follows another is later than it, whatever time its file has: a reader that goes by dates
/// would otherwise take it for the one it knows.
fn modified(stamp: Stamp, before: Option<&Asset>, now: u64) -> u64 {
    let written = u64::try_from(stamp.modified / 1_000_000_000).unwrap_or(0);
    match before {
        Some(before) if written <= before.modified => now.max(before.modified + 1),
        _ => written,
    }
}

fn look(scope: &Scope) -> Result<BTreeMap<String, Stamp>, Failure> {
    let ours = if scope.only_ours { Some(publish::ours(&scope.root)?) } else { None };
    let mut found = BTreeMap::new();
    match OpenFolder::open(&scope.root).and_then(|root| walk(&root, "", DEEPEST, &mut found)) {
        // Nothing has been built yet.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::new("reading", &scope.root, error)),
        Ok(()) => {}
    }
    if let Some(ours) = ours {
        found.retain(|path, _| ours.contains(path));
    }
    Ok(found)
}

/// The regular files below a folder, without links and hidden names.
fn walk(folder: &OpenFolder, prefix: &str, deeper: usize, found: &mut BTreeMap<String, Stamp>) -> io::Result<()> {
    for name in folder.names()? {
        let Some(own) = name.to_str().filter(|own| !own.starts_with('.') && !own.contains('\\')) else { continue };
        let path = format!("{prefix}{own}");
        // What goes while it is looked at is gone.
        let Ok(metadata) = folder.metadata(&name) else { continue };
        if metadata.is_dir() && deeper > 0 {
            match folder.folder(Path::new(own)).and_then(|inner| walk(&inner, &format!("{path}/"), deeper - 1, found)) {
                Err(error) if !is_gone(&error) => return Err(error),
                _ => {}
            }
        } else if metadata.is_file() {
            found.insert(path, stamp(&metadata));
        }
    }
    Ok(())
}

/// Whether something else, or nothing, has taken the place of what was looked for.
fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory) || error.raw_os_error() == Some(LINK)
}

/// What the system says of a link that is not followed.
#[cfg(unix)]
const LINK: i32 = libc::ELOOP;
#[cfg(not(unix))]
const LINK: i32 = i32::MIN;

/// What tells a file from another one in its place.
pub fn stamp(metadata: &Metadata) -> Stamp {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let (changed, number) = identity(metadata);
    Stamp { length: metadata.len(), modified: since.unwrap_or_default().as_nanos(), changed, number }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (i128, (u64, u64)) {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
    (changed, (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (i128, (u64, u64)) {
    (0, (0, 0))
}
