//! The command `courant`.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let_writing_fail();
    courant::commands::run(courant::cli::Cli::parse())
}

/// A file that grows over the limit of the process is then an error that can be reported, and no sudden death.
#[cfg(unix)]
fn let_writing_fail() {
    // SAFETY: no other thread runs yet, and ignoring a signal installs no handler.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}

#[cfg(not(unix))]
fn let_writing_fail() {}
