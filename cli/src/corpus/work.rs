//! What is done with a record: a summary, as a line of the output.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use excerpt::{Document, Language, Span, Summarizer};

use super::args::AnswerArgs;
use super::render::{Answer, Renderer};
use super::shape::Shape;
use crate::input::ReadingArgs;
use crate::names::brief;
use crate::records::{Batch, Body, Doc, Fields, Record};

/// All that is needed to answer records, shared by all threads.
pub(crate) struct Work {
    summarizer: Summarizer,
    /// If it is not to be detected.
    language: Option<Language>,
    query: Option<String>,
    /// Sentences of a passage.
    window: usize,
    pub(crate) renderer: Renderer,
    pub(crate) fields: Fields,
    reading: ReadingArgs,
}

impl Work {
    /// # Errors
    ///
    /// If an option of the summary is out of range.
    pub(crate) fn new(args: &AnswerArgs, shape: Shape) -> Result<Self> {
        let (method, fields) = (&args.method, args.fields());
        Ok(Self {
            summarizer: method.summarizer()?,
            language: method.language.fixed(),
            query: method.query.clone(),
            window: usize::from(method.window),
            renderer: Renderer {
                shape,
                scorer: method.scorer.clone(),
                selector: method.selector().to_owned(),
                keep: fields.keep.clone(),
                csv_safe: args.csv_safe,
            },
            fields,
            reading: args.reading.clone(),
        })
    }

    /// The line of the output for a record.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    pub(crate) fn answer(&self, batch: &Batch, index: usize) -> Result<Vec<u8>, String> {
        // A record that makes the summarizer panic is one bad record more, not the end of ten million.
        let answer = AssertUnwindSafe(|| self.summarize(batch.record(index, &self.fields, &self.reading)?));
        catch_unwind(answer)
            .unwrap_or_else(|_| Err("the summarizer panicked, which is a bug: please report it".to_owned()))
    }

    fn summarize(&self, record: Record<'_>) -> Result<Vec<u8>, String> {
        let query = record.query.as_deref().or(self.query.as_deref());
        let lang = record.lang.as_deref();
        let (text, docs, joined);
        let (doc, together) = match record.body {
            Body::Text(body) => {
                text = body;
                (Document::new(&text, self.language_of(lang, &[&text])?), false)
            }
            Body::Docs(body) => {
                docs = body;
                (self.several(&docs, lang)?, true)
            }
            Body::Sentences(sentences) => {
                let spans;
                (joined, spans) = join(&sentences);
                drop(sentences);
                let language = self.language_of(lang, &[&joined])?;
                (Document::from_sentences(&joined, spans, language).map_err(|error| error.to_string())?, false)
            }
        };
        let doc = if self.window > 1 { doc.passages(self.window) } else { doc };
        let summary = self.summarizer.summarize_document_for(&doc, query);
        let (id, kept) = (record.id.as_deref(), &*record.kept);
        Ok(self.renderer.line(&Answer { id, kept, summary: &summary, original: record.original.as_ref(), together }))
    }

    fn several<'r>(&self, docs: &'r [Doc<'_>], lang: Option<&str>) -> Result<Document<'r>, String> {
        let texts: Vec<&str> = docs.iter().map(|doc| doc.text.as_ref()).collect();
        let language = self.language_of(lang, &texts)?;
        let mut document = Document::from_parts(texts, language);
        for (part, doc) in docs.iter().enumerate() {
            if let Some(date) = &doc.date {
                document.set_date(part, date);
            }
        }
        Ok(document)
    }

    /// The language the record names; else that of the options; else that of the first text that has one.
    fn language_of(&self, named: Option<&str>, texts: &[&str]) -> Result<Language, String> {
        match named {
            Some(code) if !code.is_empty() && code != "auto" => code.parse().map_err(|_| {
                format!(
                    "there is no language \"{}\"; `excerpt list languages` names them, and und is for all others",
                    brief(code)
                )
            }),
            _ => {
                let mut detected = texts.iter().map(|text| Language::detect(text));
                let first = || detected.find(|&language| language != Language::Undetermined);
                Ok(self.language.or_else(first).unwrap_or_default())
            }
        }
    }
}

/// The sentences as one text, one a line, and where they stand in it. Blank ones are none.
fn join(sentences: &[Cow<'_, str>]) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(sentences.iter().map(|sentence| sentence.len() + 1).sum());
    let mut spans = Vec::with_capacity(sentences.len());
    for sentence in sentences.iter().filter(|sentence| !sentence.trim().is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        spans.push(Span::new(text.len(), text.len() + sentence.len()));
        text.push_str(sentence);
    }
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_joined_by_line_breaks() {
        let sentences = ["One.", " ", "", "Two."].map(Cow::Borrowed);
        let (text, spans) = join(&sentences);
        assert_eq!(text, "One.\nTwo.");
        assert_eq!(spans, [Span::new(0, 4), Span::new(5, 9)]);
    }
}
