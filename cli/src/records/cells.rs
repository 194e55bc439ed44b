//! What is in a row of columns.

use std::cell::RefCell;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

thread_local! {
    /// A reader for a delimiter. To make its tables takes longer than to read a row, and a clone of it lacks some of them (csv-core 0.1.13).
    static READER: RefCell<Option<(u8, Reader)>> = const { RefCell::new(None) };
}

/// The cells of a row, without the quotation marks around them.
///
/// # Errors
///
/// If it is not UTF-8.
pub(super) fn cells(row: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    std::str::from_utf8(row).map_err(|error| not_utf8(error.valid_up_to()))?;
    READER.with_borrow_mut(|kept| {
        let (_, mut reader) = kept
            .take()
            .filter(|(known, _)| *known == delimiter)
            .unwrap_or_else(|| (delimiter, ReaderBuilder::new().delimiter(delimiter).build()));
        reader.reset();
        let cells = read(row, &mut reader);
        *kept = Some((delimiter, reader));
        cells
    })
}

fn not_utf8(at: usize) -> String {
    format!("byte {at} of the row is not valid UTF-8")
}

fn read(row: &[u8], reader: &mut Reader) -> Result<Vec<String>, String> {
    // Cells have no more bytes than the row, and there are more ends than most rows need.
    let (mut output, mut ends) = (vec![0; row.len()], vec![0; 16]);
    let (mut read, mut written, mut ended) = (0, 0, 0);
    loop {
        let (result, input, bytes, cells) =
            reader.read_record(&row[read..], &mut output[written..], &mut ends[ended..]);
        (read, written, ended) = (read + input, written + bytes, ended + cells);
        match result {
            // Without more input it takes the row for ended.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => output.resize(output.len() * 2 + 1, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    let mut start = 0;
    let cell = |&end: &usize| {
        let cell = String::from_utf8(output[start..end].to_vec()).map_err(|_| not_utf8(start));
        start = end;
        cell
    };
    ends[..ended].iter().map(cell).collect()
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
            prop_assert_eq!(cells(row.as_bytes(), delimiter), Ok(slow(&row, delimiter)));
        }
    }

    #[test]
    fn many_cells_and_long_ones_are_read_whole() {
        let row = format!("{},\"{}\"", "a,".repeat(100), "\"\"".repeat(1000));
        assert_eq!(cells(row.as_bytes(), b','), Ok(slow(&row, b',')));
        assert!(cells(b"a,\xff", b',').is_err_and(|error| error.contains("byte 2")));
    }
}
