//! Rows of CSV: quotations, line breaks in them, and what is never closed.
#![no_main]
#![allow(dead_code, unused_imports, unexpected_cfgs)]

#[path = "../../cli/src/decode.rs"]
mod decode;
#[path = "../../cli/src/original.rs"]
mod original;
#[path = "../../cli/src/reading.rs"]
mod reading;
#[path = "../../cli/src/records/mod.rs"]
mod records;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| records::check::csv_holds(bytes));
