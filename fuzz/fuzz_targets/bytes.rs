//! Bytes as they come.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/grammar/mod.rs"]
mod grammar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grammar::anything_goes(bytes));
