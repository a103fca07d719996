use super::*;

#[cfg(unix)]
fn folder_of_traps() -> tempfile::TempDir {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name);
    std::fs::create_dir_all(path("outside")).expect("made");
    std::fs::write(path("outside/secret"), "secret").expect("written");
    std::fs::create_dir_all(path("in/a/b")).expect("made");
    std::fs::write(path("in/a/b/file"), "own").expect("written");
    symlink("../outside", path("in/folder")).expect("linked");
    symlink("../../outside", path("in/a/folder")).expect("linked");
    symlink("../outside/secret", path("in/file")).expect("linked");
    symlink("a", path("in/inner")).expect("linked");
    symlink(place.path().join("outside"), path("in/absolute")).expect("linked");
    place
}

#[cfg(unix)]
#[test]
fn nothing_is_reached_through_a_link_below_an_open_folder() {
    use super::open_folder::tests::file_step_by_step;
    let place = folder_of_traps();
    let folder = OpenFolder::open(&place.path().join("in")).expect("it is there");
    type Way = fn(&OpenFolder, &Path) -> io::Result<File>;
    for way in [OpenFolder::file as Way, file_step_by_step as Way] {
        let own = way(&folder, Path::new("a/b/file")).and_then(|file| read_whole(file, 10)).expect("it is there");
        assert_eq!(own, b"own");
        for trap in ["folder/secret", "a/folder/secret", "file", "inner/b/file", "absolute/secret"] {
            assert!(way(&folder, Path::new(trap)).is_err(), "{trap}");
        }
    }
    for out in ["../outside/secret", "/etc/passwd", "a/../../outside/secret", ""] {
        assert!(folder.file(Path::new(out)).is_err(), "{out}");
    }
    assert!(folder.folder(Path::new("folder")).is_err() && folder.folder(Path::new("a/folder")).is_err());
    assert!(folder.folder(Path::new("a/b")).is_ok_and(|inner| inner.names().is_ok_and(|names| names == ["file"])));
}

/// The names are looked for in the folder that was opened, wherever it is now.
#[cfg(unix)]
#[test]
fn a_folder_that_is_open_stays_the_one_it_was() {
    let place = folder_of_traps();
    let root = OpenFolder::open(place.path()).expect("it is there");
    let folder = root.folder(Path::new("in/a/b")).expect("it is there");
    std::fs::rename(place.path().join("in"), place.path().join("was")).expect("renamed");
    std::os::unix::fs::symlink("outside", place.path().join("in")).expect("linked");
    folder.create("new".as_ref()).expect("made");
    folder.rename("new".as_ref(), "newer".as_ref()).expect("renamed");
    assert!(place.path().join("was/a/b/newer").exists());
    assert!(!place.path().join("outside/newer").exists());
    assert!(folder.metadata("newer".as_ref()).expect("it is there").is_file());
    folder.remove_file("newer".as_ref()).expect("removed");
    assert!(root.file(Path::new("in/secret")).is_err());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_or_has_no_end_is_not_read_and_not_waited_for() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name);
    let fifo = path("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success()));
    let _socket = std::os::unix::net::UnixListener::bind(path("socket")).expect("bound");
    std::fs::write(path("long"), "12345678901").expect("written");
    std::fs::write(path("short"), "1234567890").expect("written");
    std::os::unix::fs::symlink("short", path("link")).expect("linked");
    let sparse = File::create(path("sparse")).expect("made");
    sparse.set_len(1 << 40).expect("it takes no room");
    let no_file = "it is no regular file";
    let cases = [
        (fifo, no_file),
        (path("socket"), ""),
        (place.path().to_path_buf(), no_file),
        ("/dev/zero".into(), no_file),
        (path("long"), "it is larger than 10 bytes"),
        (path("sparse"), "it is larger than 10 bytes"),
        (path("nothing"), "No such file"),
    ];
    for (path, words) in cases {
        let error = read(&path, 10).expect_err(&path.to_string_lossy()).to_string();
        assert!(error.starts_with(words), "{}: {error}", path.display());
    }
    assert_eq!(read(&path("link"), 10).expect("a link to a file").len(), 10);
}
