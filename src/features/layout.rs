//! Where sentences stand: positions, paragraphs, sections, and the shape of the whole.

use super::{Feature, Features, Reading, mean_and_deviation, put};
use crate::document::{Document, Sentence};
use crate::language::Language;
use crate::scratch::{Scratch, reusable};
use crate::text::BlockKind;

/// The row of what is no prose.
const OUTSIDE: u32 = 0;

/// The row of prose that has no terms. Whatever is kept of one such sentence is the same for all of them.
pub(super) const NO_TERMS: u32 = 1;

/// Where everything stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) places: Scratch<Place>,
    sections: Scratch<Section>,
    /// For each part, how many sentences of prose it has.
    lengths: Scratch<usize>,
    /// For each part, how many sections with prose it has, but 1 at least.
    section_counts: Scratch<usize>,
    /// The mean and the standard deviation of the words of a sentence of prose.
    words: (f64, f64),
    /// How many sentences are prose: neither headings nor furniture, or all of them, where that leaves none.
    pub(super) count: usize,
    /// How many rows there are.
    pub(super) rows: usize,
}

/// Where a sentence stands. What is no prose has the place of the prose behind it. Numbers of four bytes, since there are as many of them
/// as sentences.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Where features that are its own are kept; those that have none share one of the first rows.
    pub(super) row: u32,
    /// Prose of its part before it.
    index: u32,
    /// Prose of its block before it.
    in_block: u32,
    /// How many sentences its block has.
    block_length: u32,
    /// Blocks with prose of its part before its own.
    block: u32,
    /// Prose of its section before it.
    in_section: u32,
    /// The number of its section in the document.
    section: u32,
}

/// A stretch of one part between headings.
#[derive(Clone, Copy, Debug)]
struct Section {
    part: usize,
    /// Its number within its part.
    index: usize,
    /// How many sentences of prose it has.
    length: usize,
}

reusable!(Place, Section);

impl Layout {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let any = doc.sentences().iter().any(|sentence| sentence.kind.is_body());
        let mut layout = Self {
            places: Scratch::with_capacity(doc.len()),
            lengths: Scratch::filled(0, doc.parts().len()),
            rows: NO_TERMS as usize + 1,
            ..Self::default()
        };
        let mut place = Place::default();
        let mut block = None;
        for ((index, sentence), block_length) in doc.sentences().iter().enumerate().zip(block_lengths(doc)) {
            let new_part = layout.sections.last().is_none_or(|section| section.part != sentence.part);
            if new_part {
                (place, block) = (Place::default(), None);
            }
            if new_part || (sentence.kind == BlockKind::Heading && any) {
                layout.begin_section(sentence.part);
                place.in_section = 0;
            }
            place.section = layout.sections.len() as u32 - 1;
            let is_prose = sentence.kind.is_body() || !any;
            if is_prose && block != Some(sentence.block) {
                place.block += u32::from(block.is_some());
                place.in_block = 0;
                block = Some(sentence.block);
            }
            place.block_length = block_length as u32;
            place.row = if is_prose { layout.new_row(!doc.terms(index).is_empty()) } else { OUTSIDE };
            layout.places.push(place);
            if is_prose {
                layout.count += 1;
                layout.lengths[sentence.part] += 1;
                layout.sections[place.section as usize].length += 1;
                place.index += 1;
                place.in_block += 1;
                place.in_section += 1;
            }
        }
        let words = layout.prose().map(|(sentence, _)| doc.sentences()[sentence].words as f64);
        layout.words = mean_and_deviation(words);
        layout.count_sections(doc.parts().len());
        layout
    }

    fn new_row(&mut self, has_terms: bool) -> u32 {
        if !has_terms {
            return NO_TERMS;
        }
        self.rows += 1;
        self.rows as u32 - 1
    }

    /// The sentences of the prose, and the row of each.
    pub(super) fn prose(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        let places = self.places.iter().enumerate().filter(|(_, place)| place.row != OUTSIDE);
        places.map(|(sentence, place)| (sentence, place.row as usize))
    }

    /// Begins a section, in place of one that has nothing but its heading: a title above a heading is one beginning.
    fn begin_section(&mut self, part: usize) {
        let open = self.sections.last().filter(|section| section.part == part);
        let index = open.map_or(0, |section| section.index + usize::from(section.length > 0));
        self.sections.push(Section { part, index, length: 0 });
    }

    fn count_sections(&mut self, parts: usize) {
        self.section_counts = Scratch::filled(0, parts);
        let with_prose = self.sections.iter().filter(|section| section.length > 0);
        with_prose.for_each(|section| self.section_counts[section.part] += 1);
        self.section_counts.iter_mut().for_each(|count| *count = (*count).max(1));
    }
}

/// For each sentence, how many its block has.
fn block_lengths<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = usize> + 'd {
    let blocks = doc.sentences().chunk_by(|a, b| (a.part, a.block) == (b.part, b.block));
    blocks.flat_map(|block| std::iter::repeat_n(block.len(), block.len()))
}

/// What positions and lengths say of the document.
pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let Reading { doc, layout, .. } = reading;
    let sentences = layout.count as f64;
    let (mean, deviation) = layout.words;
    let prose = || reading.prose().map(|(sentence, _)| &doc.sentences()[sentence]);
    let mut block = None;
    let begins_block = |sentence: &&Sentence| block.replace(sentence.block) != Some(sentence.block);
    let blocks = prose().filter(begins_block).count();
    let sections = layout.sections.iter().filter(|section| section.length > 0).count();
    features.set_all(Feature::Sentences, (1.0 + sentences).ln());
    features.set_all(Feature::Parts, doc.parts().len() as f64);
    features.set_all(Feature::MeanWords, mean);
    features.set_all(Feature::DeviationWords, deviation / mean);
    features.set_all(Feature::Blocks, blocks as f64 / sentences);
    features.set_all(Feature::Sections, (sections as f64).ln_1p());
    features.set_all(Feature::FirstWords, prose().next().map_or(0, |sentence| sentence.words) as f64);
}

/// Where a sentence stands, and how long it is.
pub(super) fn fill(features: &Features<'_, '_>, sentence: usize, row: &mut [f32; Feature::COUNT]) {
    let Features { doc, layout, .. } = features;
    let Place { index, in_block, block_length, block, in_section, section, .. } = layout.places[sentence];
    let part = doc.sentences()[sentence].part;
    let (length, index, in_section) = (layout.lengths[part], index as usize, in_section as usize);
    let section = &layout.sections[section as usize];
    let behind = length.saturating_sub(index + 1);
    let edge = in_section.min(section.length.saturating_sub(in_section + 1));
    put(row, Feature::Index, index as f64);
    put(row, Feature::IndexInverse, 1.0 / (1.0 + index as f64));
    put(row, Feature::IndexShare, index as f64 / length.max(1) as f64);
    put(row, Feature::FromEnd, 1.0 / (1.0 + behind as f64));
    put(row, Feature::InBlock, f64::from(in_block));
    put(row, Feature::BlockLength, f64::from(block_length));
    put(row, Feature::BlockIndex, f64::from(block));
    put(row, Feature::InSection, in_section as f64);
    put(row, Feature::SectionIndex, section.index as f64);
    put(row, Feature::SectionShare, section.index as f64 / layout.section_counts[part] as f64);
    put(row, Feature::SectionEdge, 1.0 / (1.0 + edge as f64));
    put(row, Feature::PartSentences, (1.0 + length as f64).ln());
    let words = doc.sentences()[sentence].words as f64;
    let terms = doc.terms(sentence).len() as f64;
    put(row, Feature::Words, words);
    put(row, Feature::WordsRelative, words / layout.words.0);
    put(row, Feature::Terms, terms);
    put(row, Feature::TermShare, terms / words);
    let cues = f64::from(doc.sentences()[sentence].cues) / f64::from(Language::CUE_WEIGHT_ONE);
    put(row, Feature::Cues, cues / words.sqrt());
}
