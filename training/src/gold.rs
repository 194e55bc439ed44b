//! Gold files: texts whose sentences are known.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use excerpt::Language;
use excerpt::text::training::examples;
use flate2::read::GzDecoder;
use serde::Deserialize;

/// A gold file: its candidates, and what no model can change.
pub(crate) struct Gold {
    pub(crate) name: String,
    pub(crate) examples: Vec<Example>,
    /// Boundaries of the gold that are neither at a candidate nor between two blocks, by record.
    pub(crate) unreachable: Vec<usize>,
    /// Ends of blocks that are boundaries of the gold, by record.
    pub(crate) block_hits: Vec<usize>,
    /// Ends of blocks that are none, by record.
    pub(crate) block_errors: Vec<usize>,
}

/// A candidate of a text, and whether a sentence ends there.
pub(crate) struct Example {
    /// The logarithm of the odds before any weight is added.
    pub(crate) prior: f32,
    pub(crate) indicators: Vec<u32>,
    pub(crate) language: Language,
    pub(crate) ends: bool,
    /// Which record of the file it is from.
    pub(crate) record: usize,
    /// How much it counts.
    pub(crate) weight: f32,
}

#[derive(Deserialize)]
struct Record {
    lang: String,
    text: String,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Sentence {
    Span(usize, usize),
    Text(String),
}

/// Files of any size count about as much as one with this many candidates.
const SIZE: f32 = 600.0;

/// A case was written to show a rule, so that it counts more than a candidate met by chance.
const CASE: f32 = 5.0;

pub(crate) fn read(path: &str) -> Result<Gold> {
    let file = File::open(path).with_context(|| format!("cannot open {path}"))?;
    let reader: Box<dyn Read> = if path.ends_with(".gz") { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let name = Path::new(path).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let name = name.split('.').next().unwrap_or("").to_owned();
    let cases = path.ends_with(".txt") || name.starts_with("golden");
    let mut gold =
        Gold { name: name.clone(), examples: vec![], unreachable: vec![], block_hits: vec![], block_errors: vec![] };
    if path.ends_with(".txt") {
        let text = std::io::read_to_string(reader)?;
        cases_of(&text, &name).iter().for_each(|record| gold.add(record));
    } else {
        for line in BufReader::new(reader).lines() {
            gold.add(&serde_json::from_str(&line?).with_context(|| format!("{path}: not a record"))?);
        }
    }
    let size = gold.examples.len() as f32;
    let weight = if cases { CASE } else { (SIZE / size).sqrt().clamp(0.2, 2.0) };
    gold.examples.iter_mut().for_each(|example| example.weight = weight);
    Ok(gold)
}

/// The cases of `tests/sentences/<code>.txt`: a text, a line `---`, its sentences one a line, a line `===`.
fn cases_of(file: &str, code: &str) -> Vec<Record> {
    let cases = file.split("\n===\n").filter_map(|case| case.split_once("\n---\n"));
    cases
        .map(|(text, sentences)| {
            let lines: Vec<&str> =
                text.trim_start_matches('\n').lines().filter(|line| !line.starts_with('%')).collect();
            let sentences = sentences.lines().map(|line| Sentence::Text(line.to_owned())).collect();
            Record { lang: code.to_owned(), text: lines.join("\n"), sentences }
        })
        .collect()
}

impl Gold {
    fn add(&mut self, record: &Record) {
        let language = record.lang.parse().unwrap_or(Language::Undetermined);
        let number = self.unreachable.len();
        let visible = visible_counts(&record.text);
        let total = visible[record.text.len()];
        let mut gold: HashSet<usize> = boundaries(record, &visible);
        gold.retain(|&boundary| boundary < total);
        let (mut hits, mut errors, mut reached) = (0, 0, HashSet::new());
        for (start, paragraph) in paragraphs(&record.text) {
            // A paragraph ends where it ends: that is no merit.
            gold.remove(&visible[start]);
            let (first, last) = (visible[start], visible[start + paragraph.len()]);
            let is_end = |end: usize| gold.contains(&visible[start + end]);
            let (block_ends, examples) = examples(paragraph, language, is_end);
            for end in block_ends.iter().map(|end| visible[start + end]).filter(|&end| first < end && end < last) {
                reached.insert(end);
                *if gold.contains(&end) { &mut hits } else { &mut errors } += 1;
            }
            for example in examples {
                let end = visible[start + example.end];
                reached.insert(end);
                let ends = gold.contains(&end);
                let (prior, indicators) = (example.prior, example.indicators);
                self.examples.push(Example { prior, indicators, language, ends, record: number, weight: 1.0 });
            }
            gold.remove(&last);
        }
        self.unreachable.push(gold.difference(&reached).count());
        self.block_hits.push(hits);
        self.block_errors.push(errors);
    }
}

/// For each byte offset, how many visible characters stand before it.
fn visible_counts(text: &str) -> Vec<usize> {
    let mut counts = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        let visible = !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}');
        counts[at..at + c.len_utf8()].fill(count);
        count += usize::from(visible);
    }
    counts[text.len()] = count;
    counts
}

/// The ends of the sentences, in visible characters.
fn boundaries(record: &Record, visible: &[usize]) -> HashSet<usize> {
    let mut offsets: Vec<usize> = record.text.char_indices().map(|(at, _)| at).collect();
    offsets.push(record.text.len());
    let mut so_far = 0;
    let mut ends = HashSet::new();
    for sentence in &record.sentences {
        match sentence {
            Sentence::Span(start, end) => {
                ends.extend([visible[offsets[*start]], visible[offsets[*end]]]);
            }
            Sentence::Text(text) => {
                so_far += visible_counts(text)[text.len()];
                ends.insert(so_far);
            }
        }
    }
    ends.remove(&0);
    ends
}

/// The paragraphs of a text and where they start: an empty line parts them.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut start, mut end) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let next = end + line.len();
        if line.trim().is_empty() {
            found.push((start, &text[start..end]));
            start = next;
        }
        end = next;
    }
    found.push((start, &text[start..]));
    found.retain(|(_, paragraph)| !paragraph.trim().is_empty());
    found
}
