//! The list of features: their names, their groups, and what each says.

/// What a group of features has in common; an explanation speaks of groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Where the sentence stands.
    Position,
    /// How long it is.
    Length,
    /// How much it shares with other sentences.
    Centrality,
    /// How much it shares with the opening.
    Opening,
    /// Which words it uses: those the text uses often, for the first time, or alone.
    Words,
    /// What its words say of their sentences in other texts.
    Cues,
    /// What it looks like: figures, names, quotes, questions.
    Surface,
    /// How much it shares with the query.
    Query,
    /// What kind of text it is from; the same for all its sentences.
    Document,
}

macro_rules! features {
    ($($name:ident $text:literal $group:ident $meaning:literal;)*) => {
        /// A number that says something of a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum Feature {
            $(#[doc = $meaning] $name,)*
        }

        /// Every feature, in the order of the columns of [`Features`](super::Features).
        pub const ALL: &[Feature] = &[$(Feature::$name,)*];

        impl Feature {
            /// How many there are.
            pub const COUNT: usize = ALL.len();

            /// The name, as in a model file.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => $text,)* }
            }

            /// The feature of that name.
            pub fn by_name(name: &str) -> Option<Self> {
                ALL.iter().copied().find(|feature| feature.name() == name)
            }

            /// The group it belongs to.
            pub fn group(self) -> Group {
                match self { $(Feature::$name => Group::$group,)* }
            }

            /// What it says, in a line.
            pub fn meaning(self) -> &'static str {
                match self { $(Feature::$name => $meaning,)* }
            }
        }
    };
}

features! {
    Index "index" Position "How many sentences of its text stand before it.";
    IndexInverse "index-inverse" Position "1 / (1 + index).";
    IndexShare "index-share" Position "The share of its text that stands before it, 0 to 1.";
    FromEnd "from-end" Position "1 / (1 + sentences of its text behind it).";
    InBlock "in-block" Position "How many sentences of its paragraph stand before it.";
    BlockLength "block-length" Position "How many sentences its paragraph has.";
    BlockIndex "block-index" Position "How many paragraphs of its text stand before its own.";
    InSection "in-section" Position "How many sentences of its section stand before it.";
    SectionIndex "section-index" Position "How many sections of its text stand before its own.";
    SectionShare "section-share" Position "The share of the sections of its text before its own, 0 to 1.";
    SectionEdge "section-edge" Position "1 / (1 + sentences to the nearer end of its section).";

    Words "words" Length "How many words it has.";
    WordsRelative "words-relative" Length "Its words, as a multiple of the mean of the text.";
    WordsZ "words-z" Length "The standard score of its words.";
    Terms "terms" Length "How many terms it has: words that are no stop words.";
    TermShare "term-share" Length "The share of its words that are terms.";

    Degree "degree" Centrality "Mean cosine with all other sentences.";
    DegreeZ "degree-z" Centrality "The standard score of the mean cosine.";
    Rank "rank" Centrality "Five steps of PageRank over cosines, as a multiple of the even share.";
    RankZ "rank-z" Centrality "The standard score of PageRank.";
    After "after" Centrality "Sum of the cosines with later sentences.";
    AfterMean "after-mean" Centrality "Mean cosine with later sentences.";
    AfterZ "after-z" Centrality "The standard score of the sum of cosines with later sentences.";
    Before "before" Centrality "Sum of the cosines with earlier sentences.";
    BeforeMean "before-mean" Centrality "Mean cosine with earlier sentences.";
    Topic "topic" Centrality "Cosine with the heaviest terms of the centroid.";

    FirstThree "first-three" Opening "The highest cosine with one of the first three sentences, itself left out.";

    Frequency "frequency" Words "Mean count in the text of its terms.";
    FrequencyZ "frequency-z" Words "The standard score of the mean count.";
    FrequencyTop "frequency-top" Words "The count in the text of its most frequent term.";
    FrequencyLog "frequency-log" Words "Sum over its distinct terms of ln(count in the text).";
    Mass "mass" Words "The share of the words of the text that are one of its terms.";
    MassZ "mass-z" Words "The standard score of that share.";
    Spread "spread" Words "Sum over its distinct terms of the number of other sentences with it, by sentences.";
    SpreadZ "spread-z" Words "The standard score of that sum.";
    Pairs "pairs" Words "How many of its pairs of neighbouring terms stand in other sentences too.";
    PairsZ "pairs-z" Words "The standard score of the number of repeated pairs.";
    Fresh "fresh" Words "The share of its terms that no earlier sentence has.";
    Lasting "lasting" Words "The share of its terms that a later sentence has.";
    Alone "alone" Words "The share of its terms that no other sentence has.";

    Cues "cues" Cues "The sum of what its words weigh as cues, learned from summaries, by the root of its words.";

    Digits "digits" Surface "The share of its characters that are digits.";
    Capitals "capitals" Surface "The share of its words that begin with a capital, the first left out.";
    Quotes "quotes" Surface "Whether it holds a quotation mark.";
    Commas "commas" Surface "How many commas and the like it has.";
    Whole "whole" Surface "Whether it ends as a sentence.";

    Query "query" Query "How much it is about the query, as a multiple of the even share.";

    Sentences "sentences" Document "ln of the number of sentences.";
    PartSentences "part-sentences" Document "ln of the number of sentences of its text.";
    Parts "parts" Document "How many texts there are.";
    MeanWords "mean-words" Document "Mean words of a sentence.";
    DeviationWords "deviation-words" Document "The standard deviation of the words of a sentence, as a share of the mean.";
    Blocks "blocks" Document "Paragraphs by sentences.";
    Sections "sections" Document "ln of the number of sections.";
    Turns "turns" Document "The share of sentences that begin with the name of a speaker.";
    QuoteShare "quote-share" Document "The share of sentences with a quotation mark.";
    LowerCase "lower-case" Document "The share of sentences without a capital.";
    Cohesion "cohesion" Document "Mean degree of all sentences.";
    LeadCohesion "lead-cohesion" Document "Mean degree of the first three, as a multiple of that of all.";
    Variety "variety" Document "Distinct terms by terms.";
    FirstWords "first-words" Document "How many words the first sentence has.";
    Asked "asked" Document "Whether there is a query that the text knows a word of.";
}
