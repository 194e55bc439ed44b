//! The checks of the fuzzer (`fuzz/`) in every run of the tests: bytes drawn from a seed that never changes, bytes drawn from one
//! that always does, and all that was ever found.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

mod grammar;

/// Whether a check holds for so many rows of bytes drawn from `seed`. The bytes are made small before they are shown.
fn draw(name: &str, check: grammar::Check, seed: [u8; 32], cases: u32) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let holds = runner.run(&vec(any::<u8>(), 0..160), |bytes| {
        check(&bytes);
        Ok(())
    });
    holds.unwrap_or_else(|error| panic!("{name}, seed {seed:?}: {error}"));
}

#[test]
fn what_holds_for_bytes_drawn_as_ever() {
    for &(name, check) in grammar::ALL {
        draw(name, check, *b"thirty-two bytes, always the sam", 1_500);
    }
}

#[test]
fn what_holds_for_bytes_drawn_anew() {
    let seed: [u8; 32] = std::array::from_fn(|_| rand_byte());
    println!("seed {seed:?}");
    for &(name, check) in grammar::ALL {
        draw(name, check, seed, 500);
    }
}

/// A byte that is another in every run: the standard library seeds its hashes so.
fn rand_byte() -> u8 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0) as u8
}

#[test]
fn what_was_found_before_holds() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found");
    for &(name, check) in grammar::ALL {
        let Ok(folder) = fs::read_dir(found.join(name)) else { continue };
        for entry in folder {
            let path = entry.expect("an entry").path();
            println!("{}", path.display());
            check(&fs::read(&path).expect("readable"));
        }
    }
}
