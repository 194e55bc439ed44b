//! Sentences in rows of words, marks, quotes, spaces and scripts.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/grammar/mod.rs"]
mod grammar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grammar::sentences_cover(bytes));
