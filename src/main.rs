//! The command `courant`.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    courant::commands::run(courant::cli::Cli::parse())
}
