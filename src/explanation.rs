//! [`Explanation`]: why a sentence was taken, in terms a person can check.

use std::fmt;

/// What made the score of a sentence.
///
/// Its `Display` is one line of plain English, without the number of the sentence itself.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// Its place among the sentences of the document, from 1.
    pub position: usize,
    /// How many sentences the document has.
    pub of: usize,
    /// What speaks for it, most important first: `its early place`.
    pub reasons: Vec<String>,
    /// The words that weigh most, heaviest first, as the sentence spells them.
    pub terms: Vec<String>,
    /// The sentences that lend it most of their rank, strongest first, by index from 0.
    pub neighbours: Vec<usize>,
    /// How many sentences share a term with it; 0 where the method does not look at neighbours.
    pub connected: usize,
    /// Words of the query that it holds.
    pub matches: Vec<String>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sentence {} of {}", self.position, self.of)?;
        if !self.reasons.is_empty() {
            write!(f, "; for {}", self.reasons.join(", "))?;
        }
        if !self.matches.is_empty() {
            write!(f, "; matches the query in {}", self.matches.join(", "))?;
        }
        if !self.neighbours.is_empty() {
            let numbers: Vec<String> = self.neighbours.iter().map(|index| (index + 1).to_string()).collect();
            let others = if self.connected == 1 { "another sentence" } else { "other sentences" };
            let count = if self.connected == 1 { String::new() } else { format!("{} ", self.connected) };
            write!(f, "; shares words with {count}{others}, most with {}", numbers.join(", "))?;
        }
        if !self.terms.is_empty() {
            write!(f, "; chiefly {}", self.terms.join(", "))?;
        }
        Ok(())
    }
}
