//! `excerpt list`: what the library has.

use std::io::Write;

use anyhow::Result;
use excerpt::{Language, score, select};

use crate::Outcome;
use crate::args::{ListArgs, Listing};

pub(crate) fn run(args: &ListArgs) -> Result<Outcome> {
    let mut out = anstream::stdout().lock();
    match args.what {
        Listing::Scorers => {
            for entry in score::ALL {
                writeln!(out, "{:<20} {}", entry.name, entry.summary)?;
            }
        }
        Listing::Selectors => {
            for entry in select::ALL {
                writeln!(out, "{:<20} {}", entry.name, entry.summary)?;
            }
        }
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
