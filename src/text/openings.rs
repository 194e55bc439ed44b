//! What stands before the text proper: dates, datelines, header fields, bylines.
//!
//! A reader skips all of it without noticing, so it must not show up in a summary. The rules
//! are narrow on purpose: to miss a dateline costs a few odd words, to see one that
//! is not there costs the first words of a sentence.

use std::sync::LazyLock;

use crate::language::lower_case;

/// The lines of a file, apart: to find their ends anew each time would take longer than to compare them.
type List = LazyLock<Vec<&'static str>>;

static LABELS: List = LazyLock::new(|| include_str!("../../data/page/labels.txt").lines().collect());
static MAIL_HEADERS: List = LazyLock::new(|| include_str!("../../data/page/mail-headers.txt").lines().collect());
static ATTRIBUTIONS: List = LazyLock::new(|| include_str!("../../data/page/attributions.txt").lines().collect());
static AGENCIES: List = LazyLock::new(|| include_str!("../../data/page/agencies.txt").lines().collect());

/// Longer than any name of a header field, in bytes.
const LONGEST_HEADER: usize = 48;

/// A dateline is looked for in this many bytes: a place, a date and an agency fit, prose does not.
const DATELINE_REACH: usize = 72;

/// Length of the metadata at the start of `line`, white space behind it included: `date
/// 2023-11-10 ` in `date 2023-11-10 The minister ...`. 0 if there is none.
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
    if line.len() > 120 {
        return false;
    }
    let Some((label, value)) = split_at_colon(line) else { return false };
    value.starts_with(' ') && !value.ends_with('.') && listed(&LABELS, label)
}

/// Whether the line is a title and when it appeared: `Ferry runs again Posted: 27 June 2012 1:32 PM`.
pub(super) fn is_dated_title(line: &str) -> bool {
    if line.len() > 240 || line.ends_with(['.', '?', '!']) {
        return false;
    }
    let Some((title, rest)) = split_at_colon(line) else { return false };
    let label = title.rsplit(char::is_whitespace).next().unwrap_or_default();
    listed(&LABELS, label) && rest.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

/// What stands before the first colon and behind it. As `split_once`, but sooner in the short lines it is asked of.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    memchr::memchr(b':', text.as_bytes()).map(|at| (&text[..at], &text[at + 1..]))
}

/// Whether the line is a header field of a letter: `Subject: lunch`.
pub(super) fn is_mail_header(line: &str) -> bool {
    let reach = &line[..line.floor_char_boundary(LONGEST_HEADER)];
    split_at_colon(reach).is_some_and(|(field, _)| listed(&MAIL_HEADERS, field))
}

/// Whether the line says who wrote what is quoted next: `On Tue, 3 May, Ann wrote:`. Without a date or an address in it,
/// it does so only if a quote follows; otherwise it may be prose.
pub(super) fn is_attribution(line: &str, quote_follows: bool) -> bool {
    let dated = || line.contains(|c: char| c.is_ascii_digit() || c == '@');
    // As all attributions do.
    line.ends_with(':')
        && line.len() <= 160
        && (quote_follows || dated())
        && ATTRIBUTIONS.iter().any(|verb| line.ends_with(verb))
}

/// Whether the line is a turn of a conversation: `Ann Lee: Well, yes.`
pub(super) fn is_turn(line: &str) -> bool {
    let reach = &line[..line.floor_char_boundary(40)];
    let Some((speaker, _)) = reach.split_once(": ") else { return false };
    let names = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#');
    speaker.split_whitespace().count() <= 4 && speaker.split_whitespace().all(names)
}

/// Whether the line names the writer and says nothing else: `By Ann Lee and J. K. Poe`.
pub(super) fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "for" | "in");
    let count = names.split_whitespace().count();
    (1..=8).contains(&count) && names.split_whitespace().all(is_name) && !names.ends_with(['.', '?', '!'])
}

/// Length of the dateline at the start of a story, its dash and the blanks behind it included:
/// `PARIS, May 4 (Reuters) - `. 0 if there is none.
pub(super) fn dateline_len(paragraph: &str) -> usize {
    let reach = paragraph.floor_char_boundary(DATELINE_REACH);
    // A bracket or a dash; the long ones begin with the byte E2.
    if memchr::memchr3(b'(', b'-', 0xe2, &paragraph.as_bytes()[..reach]).is_none() {
        return 0;
    }
    let length = signed_dateline(paragraph, reach).or_else(|| dashed_dateline(paragraph, reach));
    length.filter(|&length| starts_sentence(&paragraph[length..])).unwrap_or(0)
}

/// `LAHORE, Pakistan (CNN) -- ` or, where the agency is a known one, `(CNN)` with no dash.
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
    let known = is_agency(agency);
    (known || (has_dash && agency.len() <= 20 && agency.starts_with(char::is_uppercase)))
        .then(|| paragraph.len() - after_dash.len())
}

/// `HARROWGATE BAY, Nov. 12 — `: a place in capitals, and a dash with space around it.
fn dashed_dateline(paragraph: &str, reach: usize) -> Option<usize> {
    let is_dash = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, '-' | '–' | '—'));
    let mut end = 0;
    for word in paragraph[..reach].split_inclusive(char::is_whitespace) {
        end += word.len();
        if is_dash(word.trim_end()) {
            let place = &paragraph[..end - word.len()];
            let after = paragraph[end..].trim_start();
            return (in_capitals(place) && is_place(place)).then(|| paragraph.len() - after.len());
        }
    }
    None
}

/// Length of a place, or of whoever tells the story, before a dash and the first word of a story, the blanks behind it included:
/// `Berlin – Die Polizei`. Two dashes are an insertion.
pub(super) fn place_len(paragraph: &str) -> usize {
    let is_dash = |word: &str| matches!(word.trim_end(), "-" | "–" | "—");
    let reach = &paragraph[..paragraph.floor_char_boundary(2 * DATELINE_REACH)];
    if memchr::memchr2(b'-', 0xe2, reach.as_bytes()).is_none() {
        return 0;
    }
    let mut dashes = reach.split_inclusive(char::is_whitespace).enumerate().filter(|(_, word)| is_dash(word));
    let (Some((words @ 1..=2, dash)), None) = (dashes.next(), dashes.next()) else { return 0 };
    let at = dash.as_ptr() as usize - paragraph.as_ptr() as usize;
    let rest = paragraph[at + dash.len()..].trim_start();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([':', ',', '.']);
    let named = reach.split_whitespace().take(words).all(is_name);
    let begins = rest.starts_with(|c: char| c.is_uppercase() || "\"“'‘«„".contains(c));
    if named && begins && paragraph.len() > DATELINE_REACH { paragraph.len() - rest.len() } else { 0 }
}

/// Whether a news agency has that name.
pub(super) fn is_agency(name: &str) -> bool {
    listed(&AGENCIES, name)
}

/// Names, dates and commas only; an empty place is fine.
fn is_place(text: &str) -> bool {
    let name_like = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    text.split_whitespace().count() <= 7 && text.split_whitespace().all(name_like)
}

/// The first word has three letters or more, all of them capitals.
fn in_capitals(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("").trim_end_matches(',');
    word.chars().count() >= 3 && word.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
}

fn starts_sentence(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_ascii_punctuation() || c == '"' || c == '\'')
}

/// Length of a label such as `Last updated: `, with what follows up to its value.
fn label_len(line: &str) -> usize {
    let mut longest = 0;
    for (end, c) in line.char_indices().take(32) {
        if (c.is_whitespace() || c == ':') && listed(&LABELS, &line[..end]) {
            longest = end;
        }
    }
    if longest == 0 {
        return 0;
    }
    let value = line[longest..].trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    line.len() - value.len()
}

/// Length of the date at the start of `text`, with a time of day: `2023-11-10T09:30`,
/// `10.11.2023`, `November 10, 2023`, `10 de noviembre de 2023`.
fn date_len(text: &str) -> usize {
    let mut end = 0;
    let mut dated = 0;
    for word in text.split_inclusive(char::is_whitespace).take(6) {
        let bare = word.trim_end().trim_end_matches([',', '|']);
        end += word.len();
        let is_time = bare.contains(':') && bare.starts_with(|c: char| c.is_ascii_digit());
        if is_numeric_date(bare) || (dated == 0 && is_year(bare) && has_day(&text[..end])) || (dated > 0 && is_time) {
            dated = end;
        } else if dated > 0 {
            break;
        }
    }
    dated
}

/// `2023-11-10`, with or without a time, or `10/11/2023`.
fn is_numeric_date(word: &str) -> bool {
    let date = word.trim_end().split(['T', 't']).next().unwrap_or("");
    let fields = || date.split(['-', '/', '.']);
    let numeric = fields().all(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()));
    numeric && fields().count() == 3 && fields().any(|field| field.len() == 4)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn has_day(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word.len(), 1..=2) && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Longer than any entry of the lists, in bytes.
const LONGEST_ENTRY: usize = 64;

/// Whether the list holds `entry`, whatever its case.
fn listed(list: &[&str], entry: &str) -> bool {
    let mut buffer = [0; LONGEST_ENTRY];
    let folded = if entry.is_ascii() { None } else { lower_case(entry, &mut buffer) };
    list.iter().any(|line| line.eq_ignore_ascii_case(entry) || Some(*line) == folded)
}

#[cfg(test)]
mod tests {
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
    fn dates_that_belong_to_the_sentence_stay() {
        for line in
            ["In 2023 rain fell.", "10 November 2023 was wet.", "Date palms grow.", "Dated jokes, all 12 of 2019."]
        {
            assert_eq!(without_metadata(line), line);
        }
    }

    #[test]
    fn datelines_go() {
        assert_eq!(without_dateline("(CNN)Share, and"), "Share, and");
        assert_eq!(without_dateline("Moscow (CNN)In his"), "In his");
        assert_eq!(without_dateline("LAHORE, Pakistan (CNN) -- Two"), "Two");
        assert_eq!(without_dateline("(InStyle) -- After"), "After");
        assert_eq!(without_dateline("HARROWGATE BAY, Nov. 12 — The port"), "The port");
    }

    #[test]
    fn places_go() {
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
    fn titles_with_dates() {
        assert!(is_dated_title("Ferry runs again Posted: Wednesday, June 27, 2012 1:32 PM EDT"));
        assert!(!is_dated_title("Ferry runs again: the year 2012 in pictures"));
        assert!(!is_dated_title("It was published: in 2012 the ferry ran again."));
    }

    #[test]
    fn prose_that_looks_like_a_dateline_stays() {
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
    fn lines_of_metadata() {
        assert!(is_label_line("Published: 4 May 2021"));
        assert!(!is_label_line("Data: the new oil."));
        assert!(is_mail_header("Subject: Re: lunch"));
        assert!(is_attribution("On Tue, 3 May 2021, Ann Lee <ann@example.org> wrote:", false));
        assert!(is_attribution("Ann wrote:", true) && !is_attribution("In the log he wrote:", false));
        assert!(is_byline("By Ann Lee and J. K. Poe"));
        assert!(!is_byline("By Monday the river had risen"));
    }

    #[test]
    fn the_lists_are_sorted_lower_case_and_unique() {
        for lines in [&LABELS, &MAIL_HEADERS, &AGENCIES, &ATTRIBUTIONS] {
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/page/*.txt by bytes, each entry once");
            assert!(lines.iter().all(|line| *line == line.to_lowercase()), "lower case only in data/page");
            assert!(lines.iter().all(|line| line.len() < LONGEST_HEADER), "raise LONGEST_HEADER");
        }
    }
}
