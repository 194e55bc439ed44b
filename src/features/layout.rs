//! Where sentences stand: positions, paragraphs, sections, and the shape of the whole.

use super::{Feature, Features, Reading, mean_and_deviation};
use crate::document::Document;
use crate::scratch::{Scratch, reusable};
use crate::text::BlockKind;

/// Where everything stands.
pub(super) struct Layout {
    /// Sentences that are neither headings nor furniture; all of them, where that leaves none.
    pub(super) prose: Scratch<usize>,
    pub(super) places: Scratch<Place>,
    pub(super) sections: Scratch<Section>,
}

/// Where a sentence stands. What is no prose has the place of the prose behind it.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// Prose of its part before it.
    pub(super) index: usize,
    /// Prose of its block before it.
    pub(super) in_block: usize,
    /// Blocks with prose of its part before its own.
    pub(super) block: usize,
    /// Prose of its section before it.
    pub(super) in_section: usize,
    /// The number of its section in the document.
    pub(super) section: usize,
}

/// A stretch of one part between headings.
#[derive(Clone, Copy)]
pub(super) struct Section {
    pub(super) part: usize,
    /// Its number within its part.
    pub(super) index: usize,
    /// How many sentences of prose it has.
    pub(super) length: usize,
}

reusable!(Place, Section);

impl Layout {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let any = doc.sentences().iter().any(|sentence| sentence.kind.is_body());
        let mut layout = Self {
            prose: Scratch::with_capacity(doc.len()),
            places: Scratch::with_capacity(doc.len()),
            sections: Scratch::default(),
        };
        let mut place = Place::default();
        let mut block = None;
        for (index, sentence) in doc.sentences().iter().enumerate() {
            let new_part = layout.sections.last().is_none_or(|section| section.part != sentence.part);
            if new_part {
                (place, block) = (Place::default(), None);
            }
            if new_part || (sentence.kind == BlockKind::Heading && any) {
                layout.begin_section(sentence.part);
                place.in_section = 0;
            }
            place.section = layout.sections.len() - 1;
            let is_prose = sentence.kind.is_body() || !any;
            if is_prose && block != Some(sentence.block) {
                place.block += usize::from(block.is_some());
                place.in_block = 0;
                block = Some(sentence.block);
            }
            layout.places.push(place);
            if is_prose {
                layout.prose.push(index);
                layout.sections[place.section].length += 1;
                place.index += 1;
                place.in_block += 1;
                place.in_section += 1;
            }
        }
        layout
    }

    /// Begins a section, in place of one that has nothing but its heading: a title above a heading is one beginning.
    fn begin_section(&mut self, part: usize) {
        let open = self.sections.last().filter(|section| section.part == part);
        let index = open.map_or(0, |section| section.index + usize::from(section.length > 0));
        self.sections.push(Section { part, index, length: 0 });
    }

    /// How many sections of a part have prose.
    fn section_count(&self, part: usize) -> usize {
        self.sections.iter().filter(|section| section.part == part && section.length > 0).count()
    }
}

/// Positions, lengths and what they say of the document.
pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features) {
    measure_positions(reading, features);
    measure_lengths(reading, features);
    measure_document(reading, features);
}

fn measure_positions(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, .. } = reading;
    let lengths = part_lengths(reading);
    let sections: Scratch<usize> = (0..doc.parts().len()).map(|part| layout.section_count(part).max(1)).collect();
    for (sentence, block_length) in reading.all().zip(block_lengths(reading)) {
        let Place { index, in_block, block, in_section, section } = layout.places[sentence];
        let part = doc.sentences()[sentence].part;
        let length = lengths[part];
        let section = &layout.sections[section];
        let behind = length.saturating_sub(index + 1);
        let edge = in_section.min(section.length.saturating_sub(in_section + 1));
        features.set(sentence, Feature::Index, index as f64);
        features.set(sentence, Feature::IndexInverse, 1.0 / (1.0 + index as f64));
        features.set(sentence, Feature::IndexShare, index as f64 / length.max(1) as f64);
        features.set(sentence, Feature::FromEnd, 1.0 / (1.0 + behind as f64));
        features.set(sentence, Feature::InBlock, in_block as f64);
        features.set(sentence, Feature::BlockLength, block_length as f64);
        features.set(sentence, Feature::BlockIndex, block as f64);
        features.set(sentence, Feature::InSection, in_section as f64);
        features.set(sentence, Feature::SectionIndex, section.index as f64);
        features.set(sentence, Feature::SectionShare, section.index as f64 / sections[part] as f64);
        features.set(sentence, Feature::SectionEdge, 1.0 / (1.0 + edge as f64));
        features.set(sentence, Feature::PartSentences, (1.0 + length as f64).ln());
    }
}

/// How many sentences of prose each part has.
fn part_lengths(reading: &Reading<'_, '_>) -> Scratch<usize> {
    let mut lengths = Scratch::filled(0, reading.doc.parts().len());
    for &sentence in &reading.layout.prose {
        lengths[reading.doc.sentences()[sentence].part] += 1;
    }
    lengths
}

/// For each sentence, how many its block has.
fn block_lengths<'d>(reading: &'d Reading<'_, '_>) -> impl Iterator<Item = usize> + 'd {
    let blocks = reading.doc.sentences().chunk_by(|a, b| (a.part, a.block) == (b.part, b.block));
    blocks.flat_map(|block| std::iter::repeat_n(block.len(), block.len()))
}

fn measure_lengths(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, .. } = reading;
    let (mean, _) = mean_and_deviation(layout.prose.iter().map(|&sentence| doc.sentences()[sentence].words as f64));
    for sentence in reading.all() {
        let words = doc.sentences()[sentence].words as f64;
        let terms = doc.terms(sentence).len() as f64;
        features.set(sentence, Feature::Words, words);
        features.set(sentence, Feature::WordsRelative, words / mean);
        features.set(sentence, Feature::Terms, terms);
        features.set(sentence, Feature::TermShare, terms / words);
    }
    features.standardize(layout, Feature::Words, Feature::WordsZ);
}

fn measure_document(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, .. } = reading;
    let sentences = layout.prose.len() as f64;
    let (mean, deviation) =
        mean_and_deviation(layout.prose.iter().map(|&sentence| doc.sentences()[sentence].words as f64));
    let block = |sentence: &usize| doc.sentences()[*sentence].block;
    let blocks = layout.prose.chunk_by(|a, b| block(a) == block(b)).count();
    let sections = layout.sections.iter().filter(|section| section.length > 0).count();
    features.set_all(Feature::Sentences, (1.0 + sentences).ln());
    features.set_all(Feature::Parts, doc.parts().len() as f64);
    features.set_all(Feature::MeanWords, mean);
    features.set_all(Feature::DeviationWords, deviation / mean);
    features.set_all(Feature::Blocks, blocks as f64 / sentences);
    features.set_all(Feature::Sections, (sections as f64).ln_1p());
    let first = layout.prose.first().map_or(0, |&sentence| doc.sentences()[sentence].words);
    features.set_all(Feature::FirstWords, first as f64);
}
