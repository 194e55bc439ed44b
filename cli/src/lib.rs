//! The command line of `excerpt`, as a library: the binary, and whatever else carries the same program, calls [`run`].

// A text must never end the program of whoever reads it; clippy.toml lets tests panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

mod args;
mod corpus;
mod eval;
mod files;
#[cfg(fuzzing)]
pub mod fuzzing;
mod idf;
mod input;
mod keywords;
mod list;
mod names;
mod options;
mod outcome;
mod output;
mod pages;
mod records;
mod report;
mod screen;
mod split;
mod summarize;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use args::{Args, Command};
use outcome::Outcome;
use report::report;
use screen::Screen;

/// Runs the program with the arguments of the process and returns its exit code.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    match run_command(&args) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        Ok(Outcome::Stopped(code)) => ExitCode::from(code),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Makes a limit on the size of files (`ulimit -f`) an error that is reported, instead of the end of the process.
fn bound_file_sizes() -> Result<()> {
    #[cfg(unix)]
    signal_hook::flag::register(rustix::process::Signal::XFSZ.as_raw(), std::sync::Arc::default())?;
    Ok(())
}

/// Prints what the parser has to say: help, the version, or what is wrong with an argument. An argument with control characters is
/// shown without colours, so that all of them can be taken out.
fn usage(error: &clap::Error) -> ExitCode {
    use std::io::Write;
    let has_controls = |arg: std::ffi::OsString| arg.to_string_lossy().contains(names::is_control);
    if std::env::args_os().skip(1).any(has_controls) {
        let _ = write!(Screen::stderr(), "{}", error.render());
    } else {
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn run_command(args: &Args) -> Result<Outcome> {
    bound_file_sizes()?;
    let threads = usize::from(args.threads.unwrap_or(0));
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot start threads")?;
    match &args.command {
        None => summarize::run(&args.summarize),
        Some(Command::Split(split)) => split::run(split),
        Some(Command::Corpus(corpus)) => corpus::run(corpus),
        Some(Command::Idf(idf)) => idf::run(idf),
        Some(Command::Eval(eval)) => eval::run(eval),
        Some(Command::Keywords(keywords)) => keywords::run(keywords),
        Some(Command::List(list)) => list::run(list),
        Some(Command::Completions { shell }) => pages::completions(*shell),
        Some(Command::Man) => pages::man(),
    }
}
