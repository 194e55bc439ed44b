//! Rows of CSV beside reading byte by byte: quotations, line breaks of all kinds in them, and quotations that are never closed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::csv_rows(bytes));
