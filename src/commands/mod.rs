//! The shell around the steps: find the project, join the steps, print, choose the exit code.

#[cfg(feature = "network")]
mod addresses;
mod adopt;
mod build;
mod build_cache;
mod changes;
mod check;
mod check_request;
mod deploy_files;
mod diff;
mod explain;
mod feeds;
#[cfg(feature = "network")]
mod fetch;
mod fix;
mod guard;
mod init;
mod ledger;
mod links;
mod messages;
mod moves;
mod people_files;
mod ping;
mod planning;
mod project;
mod retire;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod site;
#[cfg(feature = "network")]
mod special_addresses;

use crate::cli::{Cli, Command};
use crate::config;
use crate::failure::Failure;
use anstream::{AutoStream, ColorChoice};
use clap::CommandFactory;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended, when the world let it end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit status 0.
    Fine,
    /// Something in the material is wrong, and was said: exit status 1.
    MaterialWrong,
}

/// Runs a command and says what went wrong.
pub fn run(cli: Cli) -> ExitCode {
    color_choice(cli.color).write_global();
    let outcome = match &cli.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Explain { rules } => explain::explain(rules),
        Command::Rules { rules, format } => explain::list(rules, *format),
        Command::Links { project, config } => links::run(project, config.as_deref()),
        Command::Adopt(arguments) => adopt::run(arguments),
        Command::Ledger { command } => ledger::run(command),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Retire(arguments) => retire::run(arguments),
        Command::DeployFiles(arguments) => deploy_files::run(arguments),
        Command::Ping(arguments) => ping::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
        Command::Init { project } => init::run(project),
        Command::Completions { shell } => completions(*shell),
        Command::Man => man(),
        Command::Schema => print(format!("{:#}\n", config::schema()).as_bytes()),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::MaterialWrong) => ExitCode::from(1),
        Err(failure) => {
            messages::failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn color_choice(choice: clap::ColorChoice) -> anstream::ColorChoice {
    match choice {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "courant", &mut script);
    print(&script)
}

fn man() -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    // One page for the program and one for each command, one after the other, so that `man` shows all of it.
    let program = Cli::command();
    let commands =
        program.get_subcommands().map(|command| (format!("courant-{}", command.get_name()), command.clone()));
    let pages: Vec<_> = std::iter::once(("courant".to_string(), program.clone())).chain(commands).collect();
    for (title, command) in pages {
        let written = clap_mangen::Man::new(command).title(title).render(&mut page);
        written.map_err(|error| Failure::new("writing", "the manual page", error))?;
    }
    print(&page)
}

/// Prints a result. A reader who has seen enough and closes the pipe is no failure.
fn print(result: &[u8]) -> Result<Outcome, Failure> {
    if AutoStream::choice(&io::stdout()) == ColorChoice::Never {
        // At once: taken away while it is written, each colour would be a call of the system.
        return print_plain(&anstream::adapter::strip_bytes(result).into_vec());
    }
    print_to(anstream::stdout().lock(), result)
}

/// Prints a result for programs, in which there are no colours to be taken away.
fn print_plain(result: &[u8]) -> Result<Outcome, Failure> {
    print_to(io::stdout().lock(), result)
}

fn print_to(mut output: impl Write, result: &[u8]) -> Result<Outcome, Failure> {
    match output.write_all(result).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new("writing", "standard output", error))
        }
        _ => Ok(Outcome::Fine),
    }
}
