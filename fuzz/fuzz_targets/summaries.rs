//! Summaries by any scorer and selector, within any budget.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/grammar/mod.rs"]
mod grammar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grammar::summaries_hold(bytes));
