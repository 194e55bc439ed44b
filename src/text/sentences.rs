//! Sentences: a scan for the marks that may end one, and the rules that decide at each.

use super::marks::{
    MAY_START_STOP, is_closer, is_inverted_closer, is_opener, is_stop, is_unambiguous_stop, is_written_without_spaces,
};
use super::{Span, blocks};
use crate::language::{AbbreviationKind, Language};

/// The sentences of `text`, in order, without white space around them.
///
/// Together they hold everything visible in the text, [furniture](super::BlockKind::Furniture)
/// included. No sentence crosses the end of a [block](super::Block).
///
/// ```
/// use excerpt::{Language, text::sentences};
///
/// let text = "Dr. Ann Lee paid $3.50. “Too much!” she said.";
/// let found: Vec<_> = sentences(text, Language::English).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Dr. Ann Lee paid $3.50.", "“Too much!” she said."]);
/// ```
pub fn sentences(text: &str, language: Language) -> impl Iterator<Item = Span> + '_ {
    blocks(text).into_iter().flat_map(move |block| sentences_within(text, block.span, language))
}

/// The sentences of one block of `text`, whatever line breaks it holds.
pub fn sentences_within(text: &str, block: Span, language: Language) -> impl Iterator<Item = Span> + '_ {
    let block_text = block.slice(text);
    let splitter = Splitter {
        text: block_text,
        language,
        cased: has_capitals(block_text),
        inverted_quotes: has_inverted_quotes(block_text),
    };
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        loop {
            let start = rest?;
            let end = splitter.next_boundary(start);
            rest = end;
            let end = end.unwrap_or(splitter.text.len());
            let span = Span::new(block.start + start, block.start + end).trimmed(text);
            if !span.is_empty() {
                return Some(span);
            }
        }
    })
}

/// No more bytes than this are looked at on either side of a mark. An address or a word may be longer, but no
/// abbreviation, initial or number is; and the rules stay linear in the text, whatever is in it.
const LONGEST_TOKEN: usize = 48;

/// Decides where the sentences of one block end.
#[derive(Clone, Copy)]
struct Splitter<'t> {
    text: &'t str,
    language: Language,
    /// Whether a small letter says that no sentence starts there. In text without any capitals it does not.
    cased: bool,
    /// Whether quotes are written „so“ or »so«.
    inverted_quotes: bool,
}

/// A stop, the stops and closers right behind it, and where they end.
struct Candidate {
    /// Where the first stop stands.
    start: usize,
    /// Just behind the last stop or closer.
    end: usize,
    /// The last stop of the run: `?` in `..?`.
    stop: char,
    /// How many stops there are, `. . .` counting as three.
    stops: usize,
}

impl<'t> Splitter<'t> {
    /// The end of the sentence that starts at `start`, if the block goes on behind it.
    fn next_boundary(self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut from = start;
        loop {
            let offset = bytes[from..].iter().position(|&b| MAY_START_STOP[usize::from(b)])?;
            let at = from + offset;
            let c = self.text[at..].chars().next()?;
            if !is_stop(c) {
                from = at + c.len_utf8();
                continue;
            }
            let candidate = self.candidate(at);
            if candidate.end == self.text.len() {
                return None;
            }
            if self.is_boundary(start, &candidate) {
                return Some(candidate.end);
            }
            from = candidate.end;
        }
    }

    /// The run of stops at `start`, spaced dots included, and the closers behind it.
    fn candidate(self, start: usize) -> Candidate {
        let (mut end, mut stop, mut stops) = (start, '.', 0);
        loop {
            let rest = &self.text[end..];
            let spaced = if stop == '.' && stops > 0 && rest.starts_with(" .") { 1 } else { 0 };
            match rest[spaced..].chars().next() {
                Some(c) if is_stop(c) => {
                    (stop, stops) = (c, stops + 1);
                    end += spaced + c.len_utf8();
                }
                _ => break,
            }
        }
        end += self.closers_len(&self.text[end..]);
        Candidate { start, end, stop, stops }
    }

    /// Length of the quotes and brackets that close behind a stop, a quotation mark after a space (`« Non ! »`) and
    /// references (`[3]`) included.
    fn closers_len(self, rest: &str) -> usize {
        let closes = |c: char| is_closer(c) || (self.inverted_quotes && is_inverted_closer(c));
        let mut after = rest.trim_start_matches(closes);
        if !self.inverted_quotes {
            let spaced = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).and_then(|after| after.strip_prefix('»'));
            after = spaced.unwrap_or(after);
        }
        while let Some(reference) = reference_len(after) {
            after = &after[reference..];
        }
        rest.len() - after.len()
    }

    /// Whether the sentence that starts at `start` ends at `candidate`.
    fn is_boundary(self, start: usize, candidate: &Candidate) -> bool {
        let after = &self.text[candidate.end..];
        let rest = after.trim_start();
        let glued = rest.len() == after.len();
        if is_unambiguous_stop(candidate.stop) {
            return !rest.starts_with(char::is_lowercase);
        }
        let Some(next) = rest.trim_start_matches(is_blank_or_opener).chars().next() else {
            return !glued;
        };
        if glued {
            return candidate.stop == '.' && candidate.stops == 1 && self.is_missing_space(start, candidate, rest);
        }
        if (self.cased && next.is_lowercase()) || rest.starts_with([',', ';', ':']) {
            return false;
        }
        match candidate.stop {
            '.' if candidate.stops == 1 => self.is_full_stop(start, candidate, rest),
            '.' | '…' => next.is_uppercase() || !self.cased,
            _ => true,
        }
    }

    /// `...the end.The next...`: a word of two letters or more on either side, and no address.
    fn is_missing_space(self, start: usize, candidate: &Candidate, rest: &str) -> bool {
        let before_mark = self.text[..candidate.start].chars().next_back();
        if before_mark.is_some_and(is_caseless_letter) && rest.starts_with(is_caseless_letter) {
            return true;
        }
        let mut next = rest.chars();
        if !next.next().is_some_and(char::is_uppercase) || !next.next().is_some_and(char::is_lowercase) {
            return false;
        }
        let before = self.token_before(start, candidate.start);
        let lower_tail = before.chars().rev().take_while(|c| c.is_lowercase()).count();
        let reach = &rest[..rest.floor_char_boundary(LONGEST_TOKEN)];
        let after = reach.split_whitespace().next().unwrap_or("");
        lower_tail >= 2
            && before.chars().all(char::is_alphabetic)
            && !after.trim_end_matches(is_stop).contains(['.', '/', '@'])
    }

    /// Whether a single full stop before white space ends the sentence, rather than an
    /// abbreviation, an initial, an ordinal or the number of a list.
    fn is_full_stop(self, start: usize, candidate: &Candidate, rest: &str) -> bool {
        let token = self.token_before(start, candidate.start);
        let next = rest.trim_start_matches(is_blank_or_opener);
        let starts_anew = || self.starts_with_function_word(next);
        let mut chars = token.chars();
        let (first, second) = (chars.next(), chars.next());
        let gap = &self.text[start..candidate.start - token.len()];
        let opens_sentence = gap.len() <= LONGEST_TOKEN && gap.chars().all(is_blank_or_opener);
        match (first, second) {
            (None, _) => true,
            _ if token.bytes().all(|b| b.is_ascii_digit()) => {
                let ordinal = token.len() <= 2 && self.language.writes_ordinals_with_a_stop();
                !opens_sentence && (!ordinal || starts_anew())
            }
            (Some(c), None) if c.is_alphabetic() && !is_written_without_spaces(c) => starts_anew() && !opens_sentence,
            _ if candidate.end > candidate.start + 1 && !self.is_name_title(token) => true,
            _ if is_acronym(token) => self.ends_after_acronym(token, next),
            _ => self.ends_after_word(token, next),
        }
    }

    /// `U.S.`, `p.m.`, `e.g.`
    fn ends_after_acronym(self, token: &str, next: &str) -> bool {
        match self.language.abbreviation(token) {
            Some(AbbreviationKind::MayEnd) => true,
            Some(AbbreviationKind::BeforeName) => false,
            _ => self.starts_with_function_word(next),
        }
    }

    /// `Dr.`, `No.`, `Inc.`, or any word at all.
    fn ends_after_word(self, token: &str, next: &str) -> bool {
        match self.language.abbreviation(token) {
            None => true,
            Some(AbbreviationKind::BeforeName) => false,
            Some(AbbreviationKind::BeforeNumber) => !next.starts_with(|c: char| c.is_numeric()),
            Some(AbbreviationKind::Within) => self.starts_with_function_word(next),
            Some(AbbreviationKind::MayEnd) => self.starts_with_function_word(next) || is_opener_first(next),
        }
    }

    fn is_name_title(self, token: &str) -> bool {
        self.language.abbreviation(token) == Some(AbbreviationKind::BeforeName)
    }

    /// The characters before `end` up to white space or the `start` of the sentence, without quotes and
    /// brackets in front.
    fn token_before(self, start: usize, end: usize) -> &'t str {
        let before = &self.text[start..end];
        let reach = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_TOKEN))..];
        let token = reach.rfind(char::is_whitespace).map_or(reach, |at| &reach[at..]);
        token.trim_start_matches(is_blank_or_opener)
    }

    /// Whether the next word is one that names seldom start with: `The`, `He`, `In`.
    fn starts_with_function_word(self, next: &str) -> bool {
        let end = next.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').unwrap_or(next.len());
        let word = &next[..end];
        let may_start = !self.cased || word.starts_with(char::is_uppercase);
        word.len() <= 16 && may_start && self.language.is_stop_word(&word.to_lowercase())
    }
}

/// Looks at the first few sentences of the block only: a text is in lower case throughout or not at all.
fn has_capitals(block: &str) -> bool {
    block.chars().take(1000).any(char::is_uppercase)
}

fn is_blank_or_opener(c: char) -> bool {
    c.is_whitespace() || is_opener(c)
}

/// Whether quotes open low or inwards, as in German: decided by the first that can only open.
fn has_inverted_quotes(block: &str) -> bool {
    !block.is_ascii()
        && (block.contains(['„', '‚']) || block.find(['«', '»']).is_some_and(|at| block[at..].starts_with('»')))
}

/// Length of a reference to a note, such as `[12]`.
fn reference_len(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('[')?.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && text[1 + digits..].starts_with(']')).then_some(digits + 2)
}

/// A letter of a script without capitals, such as Arabic or Han.
fn is_caseless_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn is_opener_first(text: &str) -> bool {
    text.starts_with(is_opener)
}

/// Letters with stops between them: `U.S`, `p.m`, `Ph.D`.
fn is_acronym(token: &str) -> bool {
    token.contains('.')
        && token.split('.').all(|part| matches!(part.chars().count(), 1..=3) && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_of_spaces_after_a_stop_is_read_once() {
        // unicode-segmentation needs 82 seconds for this one.
        let text = format!("A.{}B c.", " ".repeat(64_000));
        assert_eq!(sentences(&text, Language::English).count(), 1);
    }

    #[test]
    fn marks_without_end_are_read_once() {
        for text in [".\"".repeat(100_000), "(".repeat(100_000) + &"(a.".repeat(30_000), "Aa.Bb".repeat(40_000)] {
            assert!(sentences(&text, Language::English).count() > 0);
        }
    }

    #[test]
    fn no_text_no_sentences() {
        assert_eq!(sentences("", Language::English).count(), 0);
        assert_eq!(sentences(" \n\t ", Language::English).size_hint().0, 0);
    }
}
