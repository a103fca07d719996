use super::*;
use crate::feed::{Delivery, FileKind, OutputFormat};
use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

mod lost_manifest;

static ANY_FORMAT: OutputFormat = OutputFormat {
    key: "any",
    title: "Any",
    file_name: "any.xml",
    media_type: "application/xml",
    delivery: Delivery::XML,
    outline_version: None,
    banner: None,
    write: |_| String::new(),
};

/// A project folder in which the state folder, the ledger and the feeds lie beside each other.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn lock(&self) -> Lock {
        Lock::take(&self.path(".courant")).expect("nobody else is here")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, Failure> {
        let file = |(path, text): &(&str, &str)| {
            Checked(SiteFile { path: path.to_string(), kind: FileKind::Feed(&ANY_FORMAT), text: text.to_string() })
        };
        let files: Vec<_> = files.iter().map(file).collect();
        publish(&self.lock(), &self.path("feeds"), &self.path("ledger.tsv"), &Ledger::default(), &files)
    }

    /// What can be found in the feeds, without the manifest.
    fn feeds(&self) -> BTreeMap<String, String> {
        let root = self.path("feeds");
        let (mut folders, mut files) = (vec![root.clone()], BTreeMap::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(entry.path());
                    files.insert(format!("{name}/"), String::new());
                } else if name != ".courant-files" {
                    files.insert(name, fs::read_to_string(entry.path()).unwrap_or_default());
                }
            }
        }
        files
    }

    fn names(&self) -> String {
        self.feeds().into_keys().collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn what_is_due_is_written_what_is_the_same_is_left_and_what_was_ours_goes() {
    let place = Place::new();
    let first =
        place.publish(&[("rss.xml", "1"), ("categories/a/rss.xml", "a"), ("b/c/rss.xml", "b")]).expect("published");
    assert_eq!(first.written.len(), 3);
    fs::write(place.path("feeds/b/mine.txt"), "a stranger's").expect("written");
    fs::write(place.path("feeds/categories/rss.xml"), "a stranger's with a name like ours").expect("written");
    let second = place.publish(&[("rss.xml", "1"), ("atom.xml", "2")]).expect("published");
    assert_eq!(second.unchanged, ["rss.xml"]);
    assert_eq!(second.written, ["atom.xml"]);
    assert_eq!(second.removed, ["b/c/rss.xml", "categories/a/rss.xml"]);
    assert_eq!(place.names(), "atom.xml b/ b/mine.txt categories/ categories/rss.xml rss.xml");
    assert_eq!(place.publish(&[("rss.xml", "1"), ("atom.xml", "2")]).expect("published").unchanged.len(), 2);
}

#[test]
fn what_was_ours_is_known_without_the_state_folder_and_in_a_copy() {
    let place = Place::new();
    place.publish(&[("rss.xml", "1"), ("a/rss.xml", "a")]).expect("published");
    fs::remove_dir_all(place.path(".courant")).expect("it was there");
    fs::rename(place.path("feeds"), place.path("copy")).expect("renamed");
    fs::rename(place.path("copy"), place.path("feeds")).expect("renamed");
    assert_eq!(place.publish(&[("rss.xml", "1")]).expect("published").removed, ["a/rss.xml"]);
    assert_eq!(place.names(), "rss.xml");
}

#[test]
fn a_manifest_that_somebody_else_wrote_removes_nothing_outside() {
    let place = Place::new();
    place.publish(&[("rss.xml", "1")]).expect("published");
    fs::write(place.path("precious"), "").expect("written");
    fs::create_dir(place.path("elsewhere")).expect("made");
    fs::write(place.path("elsewhere/rss.xml"), "").expect("written");
    let precious = place.path("precious").display().to_string();
    fs::write(
        place.path("feeds/.courant-files"),
        format!("../precious\n{precious}\nlink/rss.xml\n.\n\nrss.xml\n<<<<<<< x\n"),
    )
    .expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", place.path("feeds/link")).expect("linked");
    assert_eq!(place.publish(&[]).expect("published").removed, ["rss.xml"]);
    assert!(place.path("precious").exists() && place.path("elsewhere/rss.xml").exists());
}

#[test]
fn a_path_that_leaves_the_folder_is_refused_before_anything_is_written() {
    for path in ["../rss.xml", "/rss.xml", "a/../../rss.xml", "", "a\\b", "./rss.xml", "a\0"] {
        let place = Place::new();
        let failure = place.publish(&[("atom.xml", "1"), (path, "2")]).expect_err(path);
        assert!(failure.why.contains("leaves the folder"), "{path}: {failure}");
        assert!(!place.path("ledger.tsv").exists() && place.names().is_empty(), "{path}");
    }
}

/// What stands in the way, at which place, and what is said of it.
#[cfg(unix)]
#[test]
fn what_is_in_the_way_is_named_and_everything_stays_as_it_was() {
    use std::os::unix::fs::symlink;
    type Obstacle = fn(&Place) -> io::Result<()>;
    let cases: [(&str, Obstacle, &str, &str); 7] = [
        ("a file for the folder", |place| fs::write(place.path("feeds"), "x"), "feeds", "a file or a broken link"),
        (
            "a broken link for the folder",
            |place| symlink("nowhere", place.path("feeds")),
            "feeds",
            "a file or a broken link",
        ),
        (
            "a link for a feed",
            |place| {
                fs::create_dir(place.path("feeds"))?;
                symlink("../ledger.tsv", place.path("feeds/rss.xml"))
            },
            "rss.xml",
            "it is a link",
        ),
        (
            "a link for a folder in it",
            |place| {
                fs::create_dir(place.path("feeds"))?;
                symlink("..", place.path("feeds/a"))
            },
            "feeds/a",
            "it is a link",
        ),
        ("a folder for a feed", |place| fs::create_dir_all(place.path("feeds/rss.xml")), "rss.xml", "no file"),
        (
            "a file for a folder in it",
            |place| {
                fs::create_dir(place.path("feeds"))?;
                fs::write(place.path("feeds/a"), "x")
            },
            "feeds/a",
            "a file or a broken link",
        ),
        ("a link for the ledger", |place| symlink("elsewhere", place.path("ledger.tsv")), "ledger.tsv", "it is a link"),
    ];
    for (what, obstacle, path, words) in cases {
        let place = Place::new();
        obstacle(&place).expect(what);
        let before = place.names();
        let failure = place.publish(&[("rss.xml", "1"), ("a/rss.xml", "2")]).expect_err(what);
        assert!(failure.path.ends_with(path) && failure.why.contains(words), "{what}: {failure}");
        assert_eq!(place.names(), before, "{what}");
    }
}

#[cfg(unix)]
#[test]
fn the_folder_of_feeds_may_be_a_link_to_a_folder() {
    let place = Place::new();
    fs::create_dir(place.path("public")).expect("made");
    std::os::unix::fs::symlink("public", place.path("feeds")).expect("linked");
    place.publish(&[("rss.xml", "1")]).expect("published");
    assert_eq!(fs::read_to_string(place.path("public/rss.xml")).ok().as_deref(), Some("1"));
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_a_new_one_can_be_read_by_a_server() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let mode = |path: &str| fs::metadata(place.path(path)).expect("it is there").permissions().mode() & 0o777;
    place.publish(&[("rss.xml", "1"), ("atom.xml", "1")]).expect("published");
    let usual = mode("feeds/atom.xml");
    assert_eq!(usual & 0o400, 0o400);
    assert_eq!(usual & 0o133, 0, "{usual:o}");
    fs::set_permissions(place.path("feeds/rss.xml"), fs::Permissions::from_mode(0o440)).expect("set");
    place.publish(&[("rss.xml", "2"), ("atom.xml", "2")]).expect("published");
    assert_eq!((mode("feeds/rss.xml"), mode("feeds/atom.xml")), (0o440, usual));
    assert_eq!(place.feeds()["rss.xml"], "2");
}

#[test]
fn what_a_killed_run_left_is_swept_and_nothing_else() {
    let place = Place::new();
    place.publish(&[("rss.xml", "1"), ("a/rss.xml", "1")]).expect("published");
    let ours = ["feeds/.courant-1-2.new", "feeds/a/.courant-99-0.new", ".courant-7-7.new", ".courant/.courant-3-3.new"];
    let others = ["feeds/.courant-x-1.new", "feeds/rss.xml.new", "feeds/a/.courant-1.new", ".courant-1-.new"];
    for path in ours.iter().chain(&others) {
        fs::write(place.path(path), "half a fi").expect("written");
    }
    place.publish(&[("rss.xml", "1"), ("a/rss.xml", "1")]).expect("published");
    assert!(ours.iter().all(|path| !place.path(path).exists()));
    assert!(others.iter().all(|path| place.path(path).exists()));
}

#[test]
fn a_second_publisher_is_told_who_is_first_and_a_dead_one_is_in_nobodys_way() {
    let place = Place::new();
    let state = place.path(".courant");
    let first = place.lock();
    let failure = Lock::take_within(&state, Duration::from_millis(50)).expect_err("it is taken");
    assert!(failure.why.contains(&format!("process {}", std::process::id())), "{failure}");
    drop(first);
    // As a killed process leaves it.
    fs::write(state.join("lock"), "1\n").expect("written");
    Lock::take_within(&state, Duration::ZERO).expect("nobody holds it");
    assert_eq!(fs::read_to_string(state.join(".gitignore")).ok().as_deref(), Some("*\n"));
}

#[test]
fn a_publisher_waits_for_another_to_end() {
    let place = Place::new();
    let first = place.lock();
    let state = place.path(".courant");
    let second = std::thread::spawn(move || Lock::take(&state));
    std::thread::sleep(Duration::from_millis(60));
    drop(first);
    assert!(second.join().expect("no panic").is_ok());
}

#[test]
fn a_ledger_with_a_mistake_is_a_failure_that_shows_the_place() {
    let place = Place::new();
    assert_eq!(read_ledger(&place.path("ledger.tsv")).expect("there is none yet"), Ledger::default());
    let cases: [(&[u8], &str); 2] = [
        (
            b"courant-ledger-2\tpath\tid\tpublished\tupdated\tfingerprint\tsource\n<<<<<<< HEAD\n",
            "2:1: a merge conflict",
        ),
        (b"courant-ledger-1\n\xFF\xFE\n", "line 2 is not UTF-8"),
    ];
    for (bytes, words) in cases {
        fs::write(place.path("ledger.tsv"), bytes).expect("written");
        let failure = read_ledger(&place.path("ledger.tsv")).expect_err("a mistake");
        assert!(failure.why.starts_with(words), "{failure}");
    }
}

/// What is said of the state of things is true at each step: before anything has changed, and when only removing failed.
#[cfg(unix)]
#[test]
fn a_failure_says_how_far_publishing_came() {
    let place = Place::new();
    place.publish(&[("rss.xml", "1"), ("a/rss.xml", "1"), ("b/rss.xml", "1")]).expect("published");
    fs::create_dir(place.path("feeds/c")).expect("made");
    fs::create_dir(place.path("feeds/c/rss.xml")).expect("made");
    let failure = place.publish(&[("rss.xml", "2"), ("c/rss.xml", "2")]).expect_err("a folder is in the way");
    assert!(failure.why.ends_with("; what is published is as it was"), "{failure}");
    assert_eq!(place.feeds()["rss.xml"], "1");
    fs::remove_dir(place.path("feeds/c/rss.xml")).expect("empty");
    fs::remove_file(place.path("feeds/a/rss.xml")).expect("ours");
    fs::create_dir(place.path("feeds/a/rss.xml")).expect("made");
    let failure = place.publish(&[("rss.xml", "2")]).expect_err("a folder is no file to remove");
    assert_eq!(failure.doing, "removing");
    assert!(
        failure.why.ends_with("all feeds that are due are published, and the next build removes what is not"),
        "{failure}"
    );
    assert_eq!(place.feeds()["rss.xml"], "2");
    // What was to go is still known to be ours.
    fs::remove_dir(place.path("feeds/a/rss.xml")).expect("empty");
    assert_eq!(place.publish(&[("rss.xml", "2")]).expect("published").removed, ["b/rss.xml"]);
}

/// What cannot be read is not absent: a fresh ledger would promise everything anew.
#[test]
fn a_ledger_that_cannot_be_read_is_never_taken_for_none() {
    let place = Place::new();
    let path = place.path("ledger.tsv");
    fs::create_dir(&path).expect("made");
    let failure = read_ledger(&path).expect_err("a folder");
    assert_eq!((failure.doing, failure.path.as_path()), ("reading", path.as_path()));
    fs::write(place.path("file"), "").expect("written");
    assert!(read_ledger(&place.path("file/ledger.tsv")).is_err(), "its folder is a file");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("circle", place.path("circle")).expect("linked");
        assert!(read_ledger(&place.path("circle")).is_err(), "a link to itself");
    }
}

/// A ledger that would be read as another, or not at all, and what is said of it.
#[test]
fn a_ledger_that_could_not_be_read_again_never_takes_the_place_of_one_that_can() {
    use crate::ledger::{Fingerprint, Record, SourceHash};
    use courant_text::date::Timestamp;
    let place = Place::new();
    let path = place.path("ledger.tsv");
    let id = courant_text::entry_id::EntryId::mint(&["1"]);
    let day = Timestamp::from_unix(0).expect("a day");
    let (fingerprint, source) = (Fingerprint::default(), SourceHash::default());
    let record =
        Record { id: id.clone(), published: day, updated: day, fingerprint, source, link: None, is_published: true };
    let mut good = Ledger::default();
    good.articles.insert("a.md".into(), record.clone());
    write_ledger(&path, &good).expect("written");
    let mut otherwise = good.clone();
    otherwise.moved.insert(".".into(), id);
    let mut not_at_all = good.clone();
    not_at_all.articles.insert("b.md".into(), record);
    for (bad, words) in [(otherwise, "other promises would be read"), (not_at_all, "3:14: the id")] {
        let failure = write_ledger(&path, &bad).expect_err(words);
        assert!(failure.why.contains(words) && failure.why.ends_with("stays as it is"), "{failure}");
        assert_eq!(read_ledger(&path).expect("it is as it was"), good, "{words}");
    }
}

/// A file that says the same is not written again: no watcher, no copy and no reader of dates sees a change.
#[cfg(unix)]
#[test]
fn what_is_the_same_is_not_touched() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    let files = [("rss.xml", "1"), ("a/rss.xml", "a")];
    let paths = ["ledger.tsv", "feeds/.courant-files", "feeds/rss.xml", "feeds/a/rss.xml"];
    let inodes = || paths.map(|path| fs::metadata(place.path(path)).expect(path).ino());
    place.publish(&files).expect("published");
    let before = inodes();
    place.publish(&files).expect("published");
    assert_eq!(inodes(), before);
    // As long as before, and other bytes.
    place.publish(&[("rss.xml", "2"), ("a/rss.xml", "a")]).expect("published");
    assert_eq!((place.feeds()["rss.xml"].as_str(), inodes()[2] == before[2]), ("2", false));
}

/// Another machine that writes to the same folder may have the same process number.
#[test]
fn names_that_are_taken_are_passed_over() {
    let place = Place::new();
    for number in 0..2_000 {
        fs::write(place.path(&format!(".courant-{}-{number}.new", std::process::id())), "theirs").expect("written");
    }
    write_atomically(&place.path("file"), b"ours").expect("written");
    assert_eq!(fs::read_to_string(place.path("file")).ok().as_deref(), Some("ours"));
    assert_eq!(fs::read_dir(place.folder.path()).expect("a folder").count(), 2_001);
}

#[test]
fn what_was_abandoned_is_swept_and_what_somebody_writes_is_not() {
    let place = Place::new();
    let [abandoned, written] = [".courant-1-1.new", ".courant-1-2.new"].map(|name| place.path(name));
    for path in [&abandoned, &written] {
        fs::write(path, "half a fi").expect("written");
    }
    let open = fs::File::open(&written).expect("it is there");
    open.try_lock().expect("nobody else has it");
    // What lies below a publisher's manifest is swept by publishers.
    fs::create_dir(place.path("feeds")).expect("made");
    fs::write(place.path("feeds/.courant-files"), "").expect("written");
    fs::write(place.path("feeds/.courant-1-3.new"), "ready").expect("written");
    sweep_abandoned(&place.path("feeds"));
    sweep_abandoned(place.folder.path());
    assert_eq!((abandoned.exists(), written.exists()), (false, true));
    assert!(place.path("feeds/.courant-1-3.new").exists());
    drop(open);
    sweep_abandoned(place.folder.path());
    assert!(!written.exists());
}

/// What the system says, and what a person can do about it.
#[test]
fn a_failure_says_what_to_do_where_that_is_known() {
    use io::ErrorKind::*;
    let cases = [
        (PermissionDenied, "; make it writable; another folder can be chosen with `output` or --out"),
        (StorageFull, "; make room and try again"),
        (QuotaExceeded, "; make room and try again"),
        (FileTooLarge, "; raise the limit of file sizes (`ulimit -f`) and try again"),
        (Interrupted, "operation interrupted"),
    ];
    for (kind, words) in cases {
        let reason = atomic_file::advised(io::Error::from(kind));
        let failure = or_elsewhere(Failure::new("writing", "feeds", reason));
        assert!(failure.why.ends_with(words), "{kind}: {failure}");
    }
}

/// A manifest that cannot be read is not one that was lost: what is ours is not known, and nothing is written.
#[test]
fn a_manifest_that_cannot_be_read_is_never_taken_for_none() {
    let place = Place::new();
    fs::create_dir_all(place.path("feeds/.courant-files")).expect("made");
    let failure = place.publish(&[("rss.xml", "1")]).expect_err("a folder for the manifest");
    assert_eq!((failure.doing, failure.path.as_path()), ("reading", place.path("feeds/.courant-files").as_path()));
    assert!(!place.path("ledger.tsv").exists() && !place.path("feeds/rss.xml").exists());
    assert!(ours(&place.path("feeds")).is_err());
}
