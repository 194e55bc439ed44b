//! Records of JSON Lines beside what serde_json makes of them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::json_lines(bytes));
