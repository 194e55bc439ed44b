//! `excerpt list`: what the library has.

use std::io::Write;

use anyhow::Result;
use clap::ValueEnum;
use excerpt::{Entry, Language, keyphrase, score, select};

use crate::outcome::Outcome;
use crate::screen::Screen;

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub(crate) what: Listing,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Listing {
    Scorers,
    Selectors,
    Keyphrases,
    Languages,
}

pub(crate) fn run(args: &ListArgs) -> Result<Outcome> {
    let mut out = Screen::stdout();
    match args.what {
        Listing::Scorers => print(score::ALL, &mut out)?,
        Listing::Selectors => print(select::ALL, &mut out)?,
        Listing::Keyphrases => print(keyphrase::ALL, &mut out)?,
        Listing::Languages => {
            for language in Language::all() {
                let stemmer = if language.has_stemmer() { "stemmer" } else { "" };
                let stop_words = if language.has_stop_words() { "stop words" } else { "" };
                let line = format!("{:<5} {:<16} {:<9} {}", language.code(), language.name(), stemmer, stop_words);
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// A method a line: its name and what it does.
fn print<M: ?Sized>(methods: &[Entry<M>], out: &mut impl Write) -> Result<()> {
    for method in methods {
        writeln!(out, "{:<20} {}", method.name, method.summary)?;
    }
    Ok(())
}
