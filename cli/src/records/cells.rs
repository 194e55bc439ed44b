//! What is in a row of columns.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Parts rows into cells. Made once, since its tables take longer to make than a row takes to read.
#[derive(Debug)]
pub(super) struct Cells(Reader);

impl Cells {
    pub(super) fn new(delimiter: u8) -> Self {
        Self(ReaderBuilder::new().delimiter(delimiter).build())
    }

    /// The cells of a row, without the quotation marks around them.
    ///
    /// # Errors
    ///
    /// If it is not UTF-8.
    pub(super) fn of(&self, row: &[u8]) -> Result<Vec<String>, String> {
        let not_utf8 = |at: usize| format!("byte {at} of the row is not valid UTF-8");
        std::str::from_utf8(row).map_err(|error| not_utf8(error.valid_up_to()))?;
        let Self(mut reader) = Self(self.0.clone());
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
            prop_assert_eq!(Cells::new(delimiter).of(row.as_bytes()), Ok(slow(&row, delimiter)));
        }
    }

    #[test]
    fn many_cells_and_long_ones_are_read_whole() {
        let row = format!("{},\"{}\"", "a,".repeat(100), "\"\"".repeat(1000));
        assert_eq!(Cells::new(b',').of(row.as_bytes()), Ok(slow(&row, b',')));
        assert!(Cells::new(b',').of(b"a,\xff").is_err_and(|error| error.contains("byte 2")));
    }
}
