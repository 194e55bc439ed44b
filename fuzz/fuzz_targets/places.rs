//! Offsets in files that had to be decoded, beside decoding byte by byte.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::offsets(bytes));
