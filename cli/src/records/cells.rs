//! What is in a row of columns.

/// The cells of a row, without the quotation marks around them. A mark that does not open a cell is nothing but a mark, and what
/// follows a quotation belongs to its cell, as Python's `csv` has it.
///
/// # Errors
///
/// If it is not UTF-8.
pub(super) fn cells(row: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    let row = std::str::from_utf8(row).map_err(|error| not_utf8(error.valid_up_to()))?;
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let mut cell = String::new();
        if rest.starts_with('"') {
            rest = quotation(&rest[1..], &mut cell);
        }
        let end = memchr::memchr(delimiter, rest.as_bytes());
        cell.push_str(&rest[..end.unwrap_or(rest.len())]);
        cells.push(cell);
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => return Ok(cells),
        }
    }
}

/// Moves what stands before the closing mark into the cell: what follows that mark.
fn quotation<'r>(mut rest: &'r str, cell: &mut String) -> &'r str {
    while let Some(mark) = memchr::memchr(b'"', rest.as_bytes()) {
        cell.push_str(&rest[..mark]);
        rest = &rest[mark + 1..];
        if !rest.starts_with('"') {
            return rest;
        }
        // Of two marks in a row one is meant.
        cell.push('"');
        rest = &rest[1..];
    }
    cell.push_str(rest);
    ""
}

fn not_utf8(at: usize) -> String {
    format!("byte {at} of the row is not valid UTF-8")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By the reader of the crate `csv`, made for this row alone.
    fn slow(row: &str, delimiter: u8) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(delimiter);
        let mut cells = csv::StringRecord::new();
        reader.from_reader(row.as_bytes()).read_record(&mut cells).expect("memory does not fail");
        cells.iter().map(str::to_owned).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn cells_are_those_of_a_reader_made_for_the_row(row in "[a,\"\té\r\n ]{0,40}", tabs: bool) {
            let delimiter = if tabs { b'\t' } else { b',' };
            // The crate ends a row at a break that is not quoted.
            let row: String = row.split(['\r', '\n']).collect();
            prop_assume!(!row.is_empty());
            prop_assert_eq!(cells(row.as_bytes(), delimiter), Ok(slow(&row, delimiter)));
        }
    }

    #[test]
    fn a_byte_order_mark_stays_where_it_stands() {
        assert_eq!(cells("\u{feff}a,b".as_bytes(), b','), Ok(vec!["\u{feff}a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn many_cells_and_long_ones_are_read_whole() {
        let row = format!("{},\"{}\"", "a,".repeat(100), "\"\"".repeat(1000));
        assert_eq!(cells(row.as_bytes(), b','), Ok(slow(&row, b',')));
        assert!(cells(b"a,\xff", b',').is_err_and(|error| error.contains("byte 2")));
    }
}
