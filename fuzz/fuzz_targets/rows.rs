//! Rows of CSV: quotations, line breaks in them, and quotations that are never closed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::csv_rows(bytes));
