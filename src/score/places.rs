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
    let mut places: Vec<Option<Places>> = Vec::with_capacity(doc.len());
    let mut last: Option<(&Sentence, Places)> = None;
    let mut after_heading = false;
    for sentence in doc.sentences() {
        after_heading |= sentence.kind == BlockKind::Heading;
        places.push(sentence.kind.is_body().then(|| {
            let here = follow(last, sentence, std::mem::take(&mut after_heading));
            last = Some((sentence, here));
            here
        }));
    }
    count_back(&mut places);
    places
}

/// The places of a sentence behind the last one of prose, as far as what comes before it goes.
fn follow(last: Option<(&Sentence, Places)>, sentence: &Sentence, after_heading: bool) -> Places {
    let first = Place { before: 0, after: 0 };
    let Some((last, places)) = last.filter(|(last, _)| last.part == sentence.part) else {
        return Places { text: first, section: first, paragraph: first };
    };
    let next = |place: Place, is_same: bool| Place { before: if is_same { place.before + 1 } else { 0 }, after: 0 };
    Places {
        text: next(places.text, true),
        section: next(places.section, !after_heading),
        paragraph: next(places.paragraph, last.block == sentence.block),
    }
}

/// Counts what comes after each sentence, from the end: a unit ends where the next one begins.
fn count_back(places: &mut [Option<Places>]) {
    let mut next: Option<Places> = None;
    for here in places.iter_mut().rev().flatten() {
        if let Some(next) = next {
            let after = |next: Place| if next.before > 0 { next.after + 1 } else { 0 };
            here.text.after = after(next.text);
            here.section.after = after(next.section);
            here.paragraph.after = after(next.paragraph);
        }
        next = Some(*here);
    }
}

/// The sentences of each section, a section beginning at a heading or with a part; headings and furniture are left out.
pub(super) fn sections(doc: &Document<'_>) -> Vec<Vec<usize>> {
    let mut sections: Vec<Vec<usize>> = Vec::new();
    for (index, places) in places(doc).into_iter().enumerate() {
        match (places, sections.last_mut()) {
            (None, _) => {}
            (Some(places), Some(section)) if places.section.before > 0 => section.push(index),
            (Some(_), _) => sections.push(vec![index]),
        }
    }
    sections
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
