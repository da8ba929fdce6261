//! What did the user type, and what comes of it? One file per command.
//!
//! Results go to standard output, everything else to standard error. The exit code is 0 for done, 1 where data was
//! refused, 2 for wrong use, 3 where the world failed (disk, port, lock).

mod args;
mod credential;
mod diff;
mod export;
mod fault;
mod history;
mod import;
mod import_esco;
mod import_offers;
mod key;
mod kpi;
mod load;
mod milestones;
mod query;
mod recognise;
mod report;
mod rollback;
mod schema;
mod serve;
mod settings;
mod skills;
mod table;
mod token;
mod validate;
mod verify;

use args::{Args, Command};
use clap::Parser as _;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let is_fault = error.use_stderr();
            // Help that nobody reads any more is no failure.
            let _ = error.print();
            return ExitCode::from(if is_fault { 2 } else { 0 });
        }
    };
    start_tracing(matches!(args.command, Command::Serve(_)));
    let outcome = match &args.command {
        Command::Serve(it) => serve::run(it),
        Command::Load(it) => load::run(it),
        Command::Import(it) => import::run(it),
        Command::Milestones(it) => milestones::run(it),
        Command::Validate(it) => validate::run(it),
        Command::Query(it) => query::run(it),
        Command::Kpi(it) => kpi::run(it),
        Command::Export(it) => export::run(it),
        Command::History(it) => history::run(it),
        Command::Diff(it) => diff::run(it),
        Command::Schema(it) => schema::run(it),
        Command::Skills(it) => skills::run(it),
        Command::Rollback(it) => rollback::run(it),
        Command::Verify(it) => verify::run(it),
        Command::Token(it) => token::run(it),
        Command::Recognise(it) => recognise::run(it),
        Command::Key(it) => key::run(it),
        Command::VerifyCredential(it) => credential::run(it),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has read enough.
        Err(fault) if fault.is_closed_pipe() => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "concord: {:#}", fault.error);
            fault.exit.into()
        }
    }
}

/// What servers tell goes to standard error; `RUST_LOG` says how much of it.
fn start_tracing(is_server: bool) {
    use tracing_subscriber::{EnvFilter, fmt, util::SubscriberInitExt as _};
    let usual = if is_server { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let subscriber = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .finish();
    // A test that runs commands in one process has set one already.
    let _ = subscriber.try_init();
}
