//! How a summary relates to its source and to itself: coverage, density, compression, redundancy.
//!
//! The first three are those of Grusky, Naaman & Artzi, *Newsroom*, 2018; redundancy is one less the unique n-gram ratio of Xiao &
//! Carenini, *Systematically Exploring Redundancy Reduction in Summarizing Long Documents*, 2020, for pairs of tokens.

use hashbrown::{HashMap, HashSet};

/// A summary beside its source.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fragments {
    /// The share of the summary's tokens that are in a fragment of the source, 0 to 1. For an extract nearly 1.
    pub coverage: f64,
    /// The mean length, over the tokens of the summary, of the fragment each is in.
    pub density: f64,
    /// How many times as long as the summary the source is, in tokens; an empty summary counts as one token.
    pub compression: f64,
}

/// A source, ready to be searched for fragments.
#[derive(Debug)]
pub struct Source<'s> {
    tokens: &'s [String],
    places: HashMap<&'s str, Vec<u32>>,
}

impl<'s> Source<'s> {
    /// Notes where each token stands.
    pub fn new(tokens: &'s [String]) -> Self {
        let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
        for (place, token) in (0..).zip(tokens) {
            places.entry(token).or_default().push(place);
        }
        Self { tokens, places }
    }

    /// Cuts a summary into the longest runs of tokens that stand in the source too, greedily from its start.
    ///
    /// Takes, for each token of the summary where a fragment begins, a look at each place of that token in the source.
    pub fn fragments(&self, summary: &[String]) -> Fragments {
        let (mut covered, mut squares) = (0, 0);
        let mut rest = summary;
        while let Some(token) = rest.first() {
            let places = self.places.get(token.as_str()).map_or(&[][..], Vec::as_slice);
            let run = |&place: &u32| {
                let there = &self.tokens[place as usize..];
                rest.iter().zip(there).take_while(|(here, there)| here == there).count()
            };
            let longest = places.iter().map(run).max().unwrap_or(0);
            covered += longest;
            squares += longest * longest;
            rest = &rest[longest.max(1)..];
        }
        let length = summary.len().max(1) as f64;
        Fragments {
            coverage: covered as f64 / length,
            density: squares as f64 / length,
            compression: self.tokens.len() as f64 / length,
        }
    }
}

/// The share of the pairs of neighbouring tokens that have come before, 0 to 1.
pub fn redundancy(tokens: &[String]) -> f64 {
    let pairs = tokens.len().saturating_sub(1);
    let different: HashSet<&[String]> = tokens.windows(2).collect();
    (pairs - different.len()) as f64 / pairs.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tokens;

    #[test]
    fn fragments_are_the_longest_there_are() {
        let source = Tokens::Words.cut("rain fell on rain and rain fell all night");
        let summary = Tokens::Words.cut("rain fell all day and night");
        // "rain fell all", then "and" and "night"; "day" is new.
        let fragments = Source::new(&source).fragments(&summary);
        assert_eq!(fragments.coverage, 5.0 / 6.0);
        assert_eq!(fragments.density, (9.0 + 1.0 + 1.0) / 6.0);
        assert_eq!(fragments.compression, 1.5);
    }

    #[test]
    fn nothing_is_covered_by_nothing() {
        let (some, none) = (Tokens::Words.cut("rain fell"), Vec::new());
        assert_eq!(Source::new(&some).fragments(&none), Fragments { compression: 2.0, ..Fragments::default() });
        assert_eq!(Source::new(&none).fragments(&some), Fragments::default());
    }

    #[test]
    fn a_pair_is_redundant_the_second_time() {
        assert_eq!(redundancy(&Tokens::Words.cut("rain fell rain fell")), 1.0 / 3.0);
        assert_eq!(redundancy(&Tokens::Words.cut("rain")), 0.0);
    }
}
