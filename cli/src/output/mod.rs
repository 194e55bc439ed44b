//! How summaries are printed: one file a format.

mod format;
mod html;
pub(crate) mod json;
mod markdown;
mod sink;
mod text;

use std::io::Write;

use anyhow::Result;
use excerpt::{Pick, Span, Summary};

use crate::input::Input;

pub(crate) use format::Format;
pub(crate) use json::escape_controls;
pub(crate) use markdown::escape as escape_markdown;
pub(crate) use sink::{Sink, is_closed_pipe};

/// A summary and the texts it was made of.
pub(crate) struct Page<'p> {
    pub(crate) summary: &'p Summary<'p>,
    pub(crate) inputs: &'p [Input],
}

impl<'p> Page<'p> {
    /// The sentences, each with its place in its file.
    fn placed(&self) -> Vec<(&'p Pick<'p>, Span)> {
        let picks = self.summary.picks();
        let mut placed: Vec<(&Pick<'_>, Span)> = picks.iter().map(|pick| (pick, pick.span)).collect();
        for (document, input) in self.inputs.iter().enumerate() {
            let of_it = || placed.iter().filter(|(pick, _)| pick.document == document);
            let places = input.places(of_it().map(|(_, span)| *span).collect());
            let of_it = placed.iter_mut().filter(|(pick, _)| pick.document == document);
            of_it.zip(places).for_each(|((_, span), place)| *span = place);
        }
        placed
    }
}

/// What all pages of a run have in common.
pub(crate) struct Style {
    format: Format,
    /// Whether there is a page for each of several files, so that each must say which it is.
    many: bool,
    /// Whether one page speaks of several files, so that each sentence must say where it stands.
    together: bool,
    /// Columns of the terminal; `None` if the output goes elsewhere.
    width: Option<usize>,
    colour: bool,
    scorer: String,
    selector: String,
}

/// What a run was asked for, as far as its pages show it.
pub(crate) struct StyleOptions {
    pub(crate) format: Format,
    pub(crate) together: bool,
    pub(crate) scorer: String,
    pub(crate) selector: String,
}

impl Style {
    pub(crate) fn new(options: StyleOptions, sink: &Sink, files: usize) -> Self {
        let StyleOptions { format, together, scorer, selector } = options;
        let terminal = sink.is_terminal();
        let columns = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Self {
            format,
            many: files > 1 && !together,
            together,
            width: terminal.then_some(columns),
            colour: terminal && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
            scorer,
            selector,
        }
    }

    /// A page as a string, so that pages can be made side by side.
    pub(crate) fn render(&self, page: &Page<'_>) -> Result<String> {
        match self.format {
            Format::Text => Ok(text::render(page, self)),
            Format::Json => json::render(page, self),
            Format::Jsonl => json::render_lines(page, self),
            Format::Markdown => Ok(markdown::render(page, self)),
            Format::Html => Ok(html::render(page)),
        }
    }

    /// Writes a page that was rendered before, the `number`-th, counted from 0, and what parts it from the one before.
    pub(crate) fn write(&self, page: &str, number: usize, sink: &mut Sink) -> Result<()> {
        match self.format {
            Format::Json if number > 0 => writeln!(sink, ",")?,
            Format::Json if self.many => writeln!(sink, "[")?,
            Format::Html if number == 0 => sink.write_all(html::HEAD.as_bytes())?,
            Format::Text | Format::Markdown if number > 0 => writeln!(sink)?,
            _ => {}
        }
        match self.width {
            // Made harmless where it was rendered, before colours came in.
            Some(_) if self.format == Format::Text => sink.write_styled(page)?,
            _ => sink.write_all(page.as_bytes())?,
        }
        Ok(())
    }

    /// What stands behind the last page.
    pub(crate) fn end(&self, sink: &mut Sink) -> Result<()> {
        match self.format {
            Format::Json if self.many => writeln!(sink, "\n]")?,
            Format::Json => writeln!(sink)?,
            Format::Html => sink.write_all(html::FOOT.as_bytes())?,
            _ => {}
        }
        Ok(())
    }
}
