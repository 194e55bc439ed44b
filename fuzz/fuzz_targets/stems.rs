//! Stems of words made of each language's morphemes.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/grammar/mod.rs"]
mod grammar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grammar::stems_stay(bytes));
