//! `excerpt keywords`: the phrases that say what a text is about, with every place where they stand.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{ValueEnum, ValueHint};
use excerpt::keyphrase::{self, Extractor, Limits};
use excerpt::{Context, Document, DocumentFrequencies, Keyphrase, Language};
use rayon::prelude::*;
use serde::Serialize;

use crate::files::OutputArgs;
use crate::input::{Input, MAX_FILES_IN_MEMORY, ReadingArgs, read, sources};
use crate::names::quoted;
use crate::options::{LanguageChoice, language, read_idf};
use crate::outcome::Outcome;
use crate::output::{Sink, escape_controls, escape_markdown};
use crate::report::report;

#[derive(Debug, clap::Args)]
pub(crate) struct KeywordsArgs {
    /// Texts to read [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// At most N phrases
    #[arg(short = 'n', long, value_name = "N", default_value = "10")]
    pub(crate) count: usize,

    /// How to score phrases: `excerpt list keyphrases`
    #[arg(short, long, value_name = "NAME", default_value = "positionrank", value_parser = method_names(), hide_possible_values = true)]
    pub(crate) method: String,

    /// A phrase has at most N words; in scripts without spaces, 2 N characters
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_words: u16,

    /// Weigh words by how many documents of a collection hold them: a table that `excerpt idf` made; for -m tfidf
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) idf: Option<PathBuf>,

    /// The language of the text by code or English name, or auto: `excerpt list languages`
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    /// How to print the phrases
    #[arg(short, long, value_enum, default_value = "text")]
    pub(crate) format: PhraseFormat,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// A way to print keyphrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PhraseFormat {
    /// One phrase a line, best first
    Text,
    /// One object a file, with scores and byte offsets
    Json,
    /// One object a phrase, one a line
    Jsonl,
    /// A list, with headings where there are several files
    #[value(alias = "md")]
    Markdown,
}

fn method_names() -> PossibleValuesParser {
    PossibleValuesParser::new(keyphrase::ALL.iter().map(|entry| entry.name))
}

/// What a run of the program was asked for.
struct Run<'a> {
    args: &'a KeywordsArgs,
    extractor: Box<dyn Extractor>,
    background: Option<DocumentFrequencies>,
    /// Whether there are several files, so that each must say which it is.
    many: bool,
}

/// The keyphrases of a file, as JSON has them.
#[derive(Serialize)]
struct Page<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'p str>,
    language: Language,
    method: &'p str,
    keyphrases: &'p [Keyphrase<'p>],
}

/// One keyphrase, as JSON Lines have it.
#[derive(Serialize)]
struct Line<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'p str>,
    #[serde(flatten)]
    keyphrase: &'p Keyphrase<'p>,
}

pub(crate) fn run(args: &KeywordsArgs) -> Result<Outcome> {
    let (mut sink, claims) = Sink::claim(&args.output)?;
    let paths = sources(&args.files);
    claims.check_reads(paths.iter().chain(&args.idf))?;
    let extractor = keyphrase::by_name(&args.method)?;
    if args.idf.is_some() && args.method != "tfidf" {
        bail!("--idf is for -m tfidf; {} weighs words by other things", args.method);
    }
    let background = read_idf(args.idf.as_deref())?;
    let run = Run { args, extractor, background, many: paths.len() > 1 };
    let mut done = 0;
    for batch in paths.chunks(MAX_FILES_IN_MEMORY) {
        let pages: Vec<Result<_>> =
            batch.par_iter().map(|path| read(path, &args.reading).and_then(|input| run.page(&input))).collect();
        for page in pages {
            match page {
                Ok((page, remark)) => {
                    run.write(&page, done, &mut sink)?;
                    remark.iter().for_each(|remark| report(format_args!("{remark}")));
                    done += 1;
                }
                Err(error) => report(format_args!("{error:#}")),
            }
        }
    }
    let outcome = Outcome::of(done, paths.len());
    if outcome != Outcome::Nothing {
        run.end(&mut sink)?;
        sink.finish()?;
    }
    Ok(outcome)
}

/// From places in the text to places in the file.
fn place(keyphrases: &mut [Keyphrase<'_>], input: &Input) {
    let spans = || keyphrases.iter().flat_map(|keyphrase| &keyphrase.occurrences).map(|occurrence| occurrence.span);
    let places = input.places(spans().collect());
    let occurrences = keyphrases.iter_mut().flat_map(|keyphrase| &mut keyphrase.occurrences);
    occurrences.zip(places).for_each(|(occurrence, place)| occurrence.span = place);
}

impl Run<'_> {
    /// The keyphrases of a file as they are printed, and what there is to say of them.
    fn page(&self, input: &Input) -> Result<(String, Option<String>)> {
        let doc = Document::new(&input.text, self.args.language.of(&input.text));
        let limits = Limits { count: self.args.count, max_words: usize::from(self.args.max_words) };
        let context = Context { background: self.background.as_ref(), ..Context::default() };
        let mut keyphrases = self.extractor.extract(&doc, &context, limits);
        place(&mut keyphrases, input);
        let remark = (keyphrases.is_empty() && limits.count > 0).then(|| {
            format!("{}: no phrase of at most {} words beside stop words", quoted(&input.name), limits.max_words)
        });
        Ok((self.render(&keyphrases, doc.language(), input)?, remark))
    }

    fn render(&self, keyphrases: &[Keyphrase<'_>], language: Language, input: &Input) -> Result<String> {
        let file = self.many.then_some(input.name.as_str());
        let mut out = String::new();
        match self.args.format {
            PhraseFormat::Json => {
                let page = Page { file, language, method: &self.args.method, keyphrases };
                out = escape_controls(serde_json::to_string_pretty(&page)?);
            }
            PhraseFormat::Jsonl => {
                for keyphrase in keyphrases {
                    writeln!(out, "{}", escape_controls(serde_json::to_string(&Line { file, keyphrase })?))?;
                }
            }
            PhraseFormat::Markdown => {
                file.map_or(Ok(()), |file| writeln!(out, "## {}\n", escape_markdown(file)))?;
                for phrase in keyphrases {
                    writeln!(out, "- {}", escape_markdown(&phrase.to_string()))?;
                }
            }
            PhraseFormat::Text => {
                file.map_or(Ok(()), |file| writeln!(out, "==> {} <==", quoted(file)))?;
                for phrase in keyphrases {
                    writeln!(out, "{phrase}")?;
                }
            }
        }
        Ok(out)
    }

    /// Writes a page, the `number`-th, counted from 0, and what parts it from the one before.
    fn write(&self, page: &str, number: usize, sink: &mut Sink) -> Result<()> {
        match self.args.format {
            PhraseFormat::Json if number > 0 => writeln!(sink, ",")?,
            PhraseFormat::Json if self.many => writeln!(sink, "[")?,
            PhraseFormat::Text | PhraseFormat::Markdown if number > 0 => writeln!(sink)?,
            _ => {}
        }
        sink.write_all(page.as_bytes())?;
        Ok(())
    }

    /// What stands behind the last page.
    fn end(&self, sink: &mut Sink) -> Result<()> {
        match self.args.format {
            PhraseFormat::Json if self.many => writeln!(sink, "\n]")?,
            PhraseFormat::Json => writeln!(sink)?,
            _ => {}
        }
        Ok(())
    }
}
