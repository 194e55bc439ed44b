//! The quick scan for words beside unicode-segmentation.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/grammar/mod.rs"]
mod grammar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grammar::words_agree(bytes));
