//! A project in a folder of its own, and the program run in it: what the tests of commands share.

use courant_testing::files_below;
use feed_rs::model::Feed;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The time at which every build of a test takes place, unless it says otherwise: 2026-11-24T08:00:00Z.
pub const NOW_EPOCH: &str = "1795507200";

/// A folder that goes when the test ends.
pub struct Project {
    folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A project with these files.
    pub fn new(files: &[(&str, &str)]) -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file below a folder, with its bytes, sorted.
    pub fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        files_below(&self.path(below))
    }

    /// Runs the program here with the clock stopped at [`NOW_EPOCH`].
    pub fn courant(&self, arguments: &[&str]) -> Run {
        self.courant_with(arguments, "")
    }

    /// The same, with something on standard input.
    pub fn courant_with(&self, arguments: &[&str], input: &str) -> Run {
        self.run(Command::new(env!("CARGO_BIN_EXE_courant")), arguments, input)
    }

    /// The same, ended where it takes more memory or processor time; only Unix can say so.
    pub fn courant_within(&self, arguments: &[&str], megabytes: usize, seconds: usize) -> Run {
        if cfg!(not(unix)) {
            return self.courant(arguments);
        }
        let mut command = Command::new("sh");
        let limits = format!("ulimit -v {}; ulimit -t {seconds}; exec \"$0\" \"$@\"", megabytes * 1024);
        command.args(["-c", &limits, env!("CARGO_BIN_EXE_courant")]);
        self.run(command, arguments, "")
    }

    /// Runs a command of the program's here.
    pub fn run(&self, mut command: Command, arguments: &[&str], input: &str) -> Run {
        // Servers of tests are on loopback, where a proxy does not find them.
        for proxy in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
            command.env_remove(proxy);
        }
        let mut child = command
            .args(arguments)
            .current_dir(self.root())
            .env("SOURCE_DATE_EPOCH", NOW_EPOCH)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that does not read its input may have closed it by now.
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        Run { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Builds, and expects that all is well.
    pub fn build(&self) -> Run {
        let run = self.courant(&["build"]);
        assert_eq!(run.status, 0, "{run:?}");
        run
    }

    /// A feed as a reader that we did not write understands it.
    pub fn feed(&self, path: &str) -> Feed {
        let text = self.read(path);
        feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
    }

    /// The ids of a feed, in its order.
    pub fn ids(&self, path: &str) -> Vec<String> {
        self.feed(path).entries.into_iter().map(|entry| entry.id).collect()
    }

    /// The titles of a feed, in its order.
    pub fn titles(&self, path: &str) -> Vec<String> {
        self.feed(path)
            .entries
            .into_iter()
            .map(|entry| entry.title.map(|title| title.content).unwrap_or_default())
            .collect()
    }
}
