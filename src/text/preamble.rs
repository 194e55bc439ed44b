//! The preamble before the text proper: dates, datelines, header fields, bylines.
//!
//! Readers skip it, so it must not appear in a summary. The rules favour precision over recall: a missed dateline adds a few
//! odd words, a false one removes the first words of a sentence.

use std::sync::LazyLock;

use crate::language::lower_case;

/// The lines of a file in `data/page/`, in lower case. Split once, because that takes longer than to compare them all.
type List = LazyLock<Vec<&'static str>>;

static LABELS: List = LazyLock::new(|| include_str!("../../data/page/labels.txt").lines().collect());
static MAIL_HEADERS: List = LazyLock::new(|| include_str!("../../data/page/mail-headers.txt").lines().collect());
static ATTRIBUTIONS: List = LazyLock::new(|| include_str!("../../data/page/attributions.txt").lines().collect());
static AGENCIES: List = LazyLock::new(|| include_str!("../../data/page/agencies.txt").lines().collect());

/// Maximum length of the name of a header field in bytes.
const MAX_FIELD_NAME_BYTES: usize = 48;

/// Maximum length of a field of metadata in bytes. Longer lines are prose.
const MAX_LABEL_LINE_BYTES: usize = 120;

/// Maximum length of a title and its date in bytes.
const MAX_DATED_TITLE_BYTES: usize = 240;

/// Maximum length of an attribution in bytes: a date, a name and an address.
const MAX_ATTRIBUTION_BYTES: usize = 160;

/// Maximum length of the name of a speaker, a colon and a space, in bytes.
const MAX_SPEAKER_BYTES: usize = 40;

/// Maximum length of a dateline in bytes: a place, a date and an agency.
const MAX_DATELINE_BYTES: usize = 72;

/// Maximum length of an agency that is not listed, in bytes.
const MAX_UNKNOWN_AGENCY_BYTES: usize = 20;

/// Number of characters at the beginning of a line in which a label is searched for.
const MAX_LABEL_CHARS: usize = 32;

/// Maximum number of words of a date with its time of day.
const MAX_DATE_WORDS: usize = 6;

/// Length of the metadata at the beginning of `line`, with the white space after it: `date 2023-11-10 ` in
/// `date 2023-11-10 The minister ...`. 0 if there is none.
pub(super) fn metadata_len(line: &str) -> usize {
    let label = label_len(line);
    let date = date_len(&line[label..]);
    let bare_year_first = label == 0 && !is_numeric_date(&line[..date]);
    if date == 0 || bare_year_first {
        return 0;
    }
    let end = label + date;
    let rest = line[end..].trim_start_matches(|c: char| c.is_whitespace() || "|:,;·-–—".contains(c));
    if rest.is_empty() { line.len() } else { line.len() - rest.len() }
}

/// Whether the whole line is a field of metadata: `Published: 4 May`, `Author: A. N. Other`.
pub(super) fn is_label_line(line: &str) -> bool {
    if line.len() > MAX_LABEL_LINE_BYTES {
        return false;
    }
    let Some((label, value)) = split_at_colon(line) else { return false };
    value.starts_with(' ') && !value.ends_with('.') && is_listed(&LABELS, label)
}

/// Whether the line is a title with its date of publication: `Ferry runs again Posted: 27 June 2012 1:32 PM`.
pub(super) fn is_dated_title(line: &str) -> bool {
    if line.len() > MAX_DATED_TITLE_BYTES || line.ends_with(['.', '?', '!']) {
        return false;
    }
    let Some((title, rest)) = split_at_colon(line) else { return false };
    let label = title.rsplit(char::is_whitespace).next().unwrap_or_default();
    is_listed(&LABELS, label) && rest.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

/// The text before and after the first colon. As `split_once`, which is slower on short lines.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    memchr::memchr(b':', text.as_bytes()).map(|at| (&text[..at], &text[at + 1..]))
}

/// Whether the line is a header field of a mail: `Subject: lunch`.
pub(super) fn is_mail_header(line: &str) -> bool {
    let near = &line[..line.floor_char_boundary(MAX_FIELD_NAME_BYTES)];
    split_at_colon(near).is_some_and(|(field, _)| is_listed(&MAIL_HEADERS, field))
}

/// Whether the line attributes a quote to its writer: `On Tue, 3 May, Ann wrote:`. Without a date or an address it may be prose,
/// unless a quote follows.
pub(super) fn is_attribution(line: &str, quote_follows: bool) -> bool {
    let has_date_or_address = || line.contains(|c: char| c.is_ascii_digit() || c == '@');
    line.ends_with(':')
        && line.len() <= MAX_ATTRIBUTION_BYTES
        && (quote_follows || has_date_or_address())
        && ATTRIBUTIONS.iter().any(|verb| line.ends_with(verb))
}

/// Whether the line is a turn of a conversation: `Ann Lee: Well, yes.`
pub(super) fn is_speaker_turn(line: &str) -> bool {
    let near = &line[..line.floor_char_boundary(MAX_SPEAKER_BYTES)];
    let Some((speaker, _)) = near.split_once(": ") else { return false };
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#');
    speaker.split_whitespace().count() <= 4 && speaker.split_whitespace().all(is_name)
}

/// Whether the line is a byline: `By Ann Lee and J. K. Poe`.
pub(super) fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "for" | "in");
    let count = names.split_whitespace().count();
    (1..=8).contains(&count) && names.split_whitespace().all(is_name) && !names.ends_with(['.', '?', '!'])
}

/// Length of the dateline at the beginning of a story, its dash and the white space after it included:
/// `PARIS, May 4 (Reuters) - `. 0 if there is none.
pub(super) fn dateline_len(paragraph: &str) -> usize {
    let reach = paragraph.floor_char_boundary(MAX_DATELINE_BYTES);
    if may_have_dateline(&paragraph[..reach]) { find_dateline(paragraph, reach) } else { 0 }
}

/// Whether there is a bracket, a hyphen or the first byte of a dash: a cheap test that rejects most paragraphs.
fn may_have_dateline(text: &str) -> bool {
    memchr::memchr3(b'(', b'-', 0xe2, text.as_bytes()).is_some()
}

/// Length of the dateline in the first `reach` bytes of a paragraph.
fn find_dateline(paragraph: &str, reach: usize) -> usize {
    let length = signed_dateline(paragraph, reach).or_else(|| dashed_dateline(paragraph, reach));
    length.filter(|&length| may_begin_sentence(&paragraph[length..])).unwrap_or(0)
}

/// Length of a dateline with an agency: `LAHORE, Pakistan (CNN) -- `. The dash may be missing after a listed one.
fn signed_dateline(paragraph: &str, reach: usize) -> Option<usize> {
    let open = paragraph[..reach].find('(')?;
    let close = open + paragraph[open..reach].find(')')?;
    if !is_place(&paragraph[..open]) {
        return None;
    }
    let agency = &paragraph[open + 1..close];
    let rest = paragraph[close + 1..].trim_start();
    let after_dash = rest.trim_start_matches(['-', '–', '—']).trim_start();
    let has_dash = after_dash.len() < rest.len();
    let is_plausible =
        || has_dash && agency.len() <= MAX_UNKNOWN_AGENCY_BYTES && agency.starts_with(char::is_uppercase);
    (is_agency(agency) || is_plausible()).then(|| paragraph.len() - after_dash.len())
}

/// Length of a dateline without an agency: a place in capitals, then a dash with white space around it. `HARROWGATE BAY, Nov. 12 — `
fn dashed_dateline(paragraph: &str, reach: usize) -> Option<usize> {
    let is_dash = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, '-' | '–' | '—'));
    let mut end = 0;
    for word in paragraph[..reach].split_inclusive(char::is_whitespace) {
        end += word.len();
        if is_dash(word.trim_end()) {
            let place = &paragraph[..end - word.len()];
            let after = paragraph[end..].trim_start();
            return (begins_in_capitals(place) && is_place(place)).then(|| paragraph.len() - after.len());
        }
    }
    None
}

/// Length of a place or a source before a dash at the beginning of a story, the white space after the dash included:
/// `Berlin – Die Polizei`. A second dash makes the first part of a parenthesis. 0 if there is none.
pub(super) fn place_len(paragraph: &str) -> usize {
    let near = &paragraph[..paragraph.floor_char_boundary(2 * MAX_DATELINE_BYTES)];
    if may_have_dash(near) { find_place(paragraph, near) } else { 0 }
}

/// Whether there is a hyphen or the first byte of a dash: a cheap test that rejects most paragraphs.
fn may_have_dash(text: &str) -> bool {
    memchr::memchr2(b'-', 0xe2, text.as_bytes()).is_some()
}

/// Length of a place before a dash in `near`, the first bytes of a paragraph.
fn find_place(paragraph: &str, near: &str) -> usize {
    let is_dash = |word: &str| matches!(word.trim_end(), "-" | "–" | "—");
    let mut dashes = near.split_inclusive(char::is_whitespace).enumerate().filter(|(_, word)| is_dash(word));
    let (Some((words @ 1..=2, dash)), None) = (dashes.next(), dashes.next()) else { return 0 };
    let at = dash.as_ptr() as usize - paragraph.as_ptr() as usize;
    let rest = paragraph[at + dash.len()..].trim_start();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([':', ',', '.']);
    let is_named = near.split_whitespace().take(words).all(is_name);
    let begins_sentence = rest.starts_with(|c: char| c.is_uppercase() || "\"“'‘«„".contains(c));
    if is_named && begins_sentence && paragraph.len() > MAX_DATELINE_BYTES { paragraph.len() - rest.len() } else { 0 }
}

/// Whether `name` is a listed news agency.
pub(super) fn is_agency(name: &str) -> bool {
    is_listed(&AGENCIES, name)
}

/// Whether a text is names, dates and commas only. It may be empty.
fn is_place(text: &str) -> bool {
    let is_name_or_date = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    text.split_whitespace().count() <= 7 && text.split_whitespace().all(is_name_or_date)
}

/// Whether the first word has three letters or more, all of them capitals.
fn begins_in_capitals(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("").trim_end_matches(',');
    word.chars().count() >= 3 && word.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
}

fn may_begin_sentence(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_ascii_punctuation() || c == '"' || c == '\'')
}

/// Length of a label at the beginning of `line` up to its value: `Last updated: `. 0 if there is none.
fn label_len(line: &str) -> usize {
    let mut longest = 0;
    for (end, c) in line.char_indices().take(MAX_LABEL_CHARS) {
        if (c.is_whitespace() || c == ':') && is_listed(&LABELS, &line[..end]) {
            longest = end;
        }
    }
    if longest == 0 {
        return 0;
    }
    let value = line[longest..].trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    line.len() - value.len()
}

/// Length of the date at the beginning of `text`, with its time of day: `2023-11-10T09:30`,
/// `10.11.2023`, `November 10, 2023`, `10 de noviembre de 2023`.
fn date_len(text: &str) -> usize {
    let mut end = 0;
    let mut date_end = 0;
    for word in text.split_inclusive(char::is_whitespace).take(MAX_DATE_WORDS) {
        let bare = word.trim_end().trim_end_matches([',', '|']);
        end += word.len();
        let is_time = bare.contains(':') && bare.starts_with(|c: char| c.is_ascii_digit());
        if is_numeric_date(bare)
            || (date_end == 0 && is_year(bare) && has_day(&text[..end]))
            || (date_end > 0 && is_time)
        {
            date_end = end;
        } else if date_end > 0 {
            break;
        }
    }
    date_end
}

/// Whether `word` is a date in digits: `2023-11-10`, with or without a time, or `10/11/2023`.
fn is_numeric_date(word: &str) -> bool {
    let date = word.trim_end().split(['T', 't']).next().unwrap_or("");
    let fields = || date.split(['-', '/', '.']);
    let is_numeric = fields().all(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()));
    is_numeric && fields().count() == 3 && fields().any(|field| field.len() == 4)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn has_day(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word.len(), 1..=2) && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Maximum length of an entry of the lists in bytes.
const MAX_ENTRY_BYTES: usize = 64;

/// Whether a list contains `entry`, in any case.
fn is_listed(list: &[&str], entry: &str) -> bool {
    let mut buffer = [0; MAX_ENTRY_BYTES];
    let folded = if entry.is_ascii() { None } else { lower_case(entry, &mut buffer) };
    list.iter().any(|line| line.eq_ignore_ascii_case(entry) || Some(*line) == folded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_attributions_end_in_a_colon() {
        assert!(ATTRIBUTIONS.iter().all(|verb| verb.ends_with(':')));
    }

    fn without_metadata(line: &str) -> &str {
        &line[metadata_len(line)..]
    }

    fn without_dateline(line: &str) -> &str {
        &line[dateline_len(line)..]
    }

    #[test]
    fn dates_before_the_text_are_metadata() {
        assert_eq!(without_metadata("date 2023-11-10 US Secretary"), "US Secretary");
        assert_eq!(without_metadata("Published: 10 November 2023 | Rain fell."), "Rain fell.");
        assert_eq!(without_metadata("Fecha: 10 de noviembre de 2023 Llueve."), "Llueve.");
        assert_eq!(without_metadata("2023-11-10T09:30 Rain fell."), "Rain fell.");
        assert_eq!(without_metadata("Last updated: March 4, 2021 10:15 Rain fell."), "Rain fell.");
    }

    #[test]
    fn dates_in_a_sentence_are_kept() {
        for line in
            ["In 2023 rain fell.", "10 November 2023 was wet.", "Date palms grow.", "Dated jokes, all 12 of 2019."]
        {
            assert_eq!(without_metadata(line), line);
        }
    }

    #[test]
    fn datelines_are_cut() {
        assert_eq!(without_dateline("(CNN)Share, and"), "Share, and");
        assert_eq!(without_dateline("Moscow (CNN)In his"), "In his");
        assert_eq!(without_dateline("LAHORE, Pakistan (CNN) -- Two"), "Two");
        assert_eq!(without_dateline("(InStyle) -- After"), "After");
        assert_eq!(without_dateline("HARROWGATE BAY, Nov. 12 — The port"), "The port");
    }

    #[test]
    fn places_are_cut() {
        let rest = "Die Polizei hat am Freitag den Hafen wieder freigegeben, wie ein Sprecher sagte.";
        for place in ["Berlin – ", "Port Ellis - ", "Rimanews — "] {
            let story = format!("{place}{rest}");
            assert_eq!(&story[place_len(&story)..], rest);
        }
        for place in ["Berlin – Hamburg – ", "Die kleine Stadt – ", "Berlin – die ", "Ann: - "] {
            assert_eq!(place_len(&format!("{place}{rest}")), 0, "{place}");
        }
    }

    #[test]
    fn titles_with_a_date() {
        assert!(is_dated_title("Ferry runs again Posted: Wednesday, June 27, 2012 1:32 PM EDT"));
        assert!(!is_dated_title("Ferry runs again: the year 2012 in pictures"));
        assert!(!is_dated_title("It was published: in 2012 the ferry ran again."));
    }

    #[test]
    fn prose_that_resembles_a_dateline_is_kept() {
        for line in [
            "The World Health Organization (WHO) said",
            "NASA — the agency — said",
            "Ann Lee (Labour) won",
            "It rained — again — and",
        ] {
            assert_eq!(without_dateline(line), line);
        }
    }

    #[test]
    fn kinds_of_metadata_lines() {
        assert!(is_label_line("Published: 4 May 2021"));
        assert!(!is_label_line("Data: the new oil."));
        assert!(is_mail_header("Subject: Re: lunch"));
        assert!(is_attribution("On Tue, 3 May 2021, Ann Lee <ann@example.org> wrote:", false));
        assert!(is_attribution("Ann wrote:", true) && !is_attribution("In the log he wrote:", false));
        assert!(is_byline("By Ann Lee and J. K. Poe"));
        assert!(!is_byline("By Monday the river had risen"));
    }

    #[test]
    fn lists_are_sorted_lower_case_and_unique() {
        for lines in [&LABELS, &MAIL_HEADERS, &AGENCIES, &ATTRIBUTIONS] {
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/page/*.txt by bytes, each entry once");
            assert!(lines.iter().all(|line| *line == line.to_lowercase()), "lower case only in data/page");
            assert!(lines.iter().all(|line| line.len() < MAX_FIELD_NAME_BYTES), "raise MAX_FIELD_NAME_BYTES");
        }
    }

    proptest! {
        #[test]
        fn cheap_tests_reject_no_dateline_and_no_place(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
            let text = pieces.concat();
            let reach = text.floor_char_boundary(MAX_DATELINE_BYTES);
            let near = &text[..text.floor_char_boundary(2 * MAX_DATELINE_BYTES)];
            prop_assert_eq!(dateline_len(&text), find_dateline(&text, reach), "{:?}", text);
            prop_assert_eq!(place_len(&text), find_place(&text, near), "{:?}", text);
            prop_assert_eq!(split_at_colon(&text), text.split_once(':'), "{:?}", text);
        }
    }

    const PIECES: &[&str] = &[
        "PARIS",
        "Berlin",
        ", ",
        "May 4",
        " (CNN)",
        "(Reuters)",
        " ",
        " - ",
        " – ",
        " — ",
        "--",
        "-",
        "The port",
        "die",
        ": ",
        ":",
        "é",
        "港",
        "HARROWGATE BAY",
        "It rained in the night, and in the morning the water was in the market hall of the town.",
    ];
}
