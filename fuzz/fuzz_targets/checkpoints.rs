//! Checkpoints with changed bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| excerpt_cli::fuzzing::checkpoints(bytes));
