//! Completions and the manual page, made from the options themselves.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::outcome::Outcome;
use crate::screen::Screen;

pub(crate) fn completions(shell: Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "excerpt", &mut script);
    print(&script)
}

pub(crate) fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command().flatten_help(true)).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut out = Screen::stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Done)
}
