//! Paths that are read and written, and patterns, in a small tree.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::paths(bytes));
