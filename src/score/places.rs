//! Where sentences stand: in their text, their section and their paragraph.

use crate::document::{Document, Sentence};
use crate::text::BlockKind;

/// How many sentences of a unit, such as a paragraph, come before one and how many after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) before: usize,
    pub(super) after: usize,
}

/// The places of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) text: Place,
    pub(super) section: Place,
    pub(super) paragraph: Place,
}

/// For each sentence its places; `None` for headings and furniture, which are not counted.
pub(super) fn places(doc: &Document<'_>) -> Vec<Option<Places>> {
    let texts = places_within(doc, runs(doc, |_| false, |a, b| a.part == b.part));
    let sections = places_within(doc, sections(doc));
    let paragraphs = places_within(doc, runs(doc, |_| false, |a, b| a.block == b.block));
    let all = texts.into_iter().zip(sections).zip(paragraphs);
    all.map(|((text, section), paragraph)| Some(Places { text: text?, section: section?, paragraph: paragraph? }))
        .collect()
}

/// The sentences of each section, a section beginning at a heading or with a part; headings and furniture are left out.
pub(super) fn sections(doc: &Document<'_>) -> Vec<Vec<usize>> {
    runs(doc, |sentence| sentence.kind == BlockKind::Heading, |a, b| a.part == b.part)
}

/// Runs of sentences, in order, none of them empty. A run ends where `parts` says so and between two sentences that do not `belong`
/// together.
fn runs(
    doc: &Document<'_>,
    parts: impl Fn(&Sentence) -> bool,
    belong: impl Fn(&Sentence, &Sentence) -> bool,
) -> Vec<Vec<usize>> {
    let sentences = doc.sentences();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut parted = true;
    for (index, sentence) in sentences.iter().enumerate() {
        parted |= parts(sentence);
        if matches!(sentence.kind, BlockKind::Heading | BlockKind::Furniture) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if !parted && belong(&sentences[run[0]], sentence) => run.push(index),
            _ => runs.push(vec![index]),
        }
        parted = false;
    }
    runs
}

fn places_within(doc: &Document<'_>, runs: Vec<Vec<usize>>) -> Vec<Option<Place>> {
    let mut places = vec![None; doc.len()];
    for run in runs {
        for (before, &sentence) in run.iter().enumerate() {
            places[sentence] = Some(Place { before, after: run.len() - 1 - before });
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn sentences_have_places_in_all_units() {
        let text = "The storm\n\nRain fell. Wind rose.\n\nIt went on.\n\nThe flood\n\nThe river rose in the night.";
        let doc = Document::from_parts([text, "Snow fell."], Language::English);
        let place = |before, after| Place { before, after };
        let found = places(&doc);
        assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, true, true, false, true, true]);
        assert_eq!(found[2], Some(Places { text: place(1, 2), section: place(1, 1), paragraph: place(1, 0) }));
        assert_eq!(found[3], Some(Places { text: place(2, 1), section: place(2, 0), paragraph: place(0, 0) }));
        assert_eq!(found[6], Some(Places { text: place(0, 0), section: place(0, 0), paragraph: place(0, 0) }));
        assert_eq!(sections(&doc), [vec![1, 2, 3], vec![5], vec![6]]);
    }
}
