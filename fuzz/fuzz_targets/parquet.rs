//! Damaged Parquet files: none aborts, none panics where nobody catches it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::parquet(bytes));
