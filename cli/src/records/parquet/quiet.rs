//! Threads in which a panic is an error like any other. What they read is damaged, and the words of the panic are no use to
//! whoever asked for it on standard error.

use std::any::Any;
use std::borrow::Cow;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::names::{brief, is_control};

/// The name of these threads, by which a panic is known.
const NAME: &str = "parquet";

/// Starts a thread with a stack of so many bytes.
///
/// # Errors
///
/// If the system has no more threads.
pub(super) fn thread(stack_bytes: usize, run: impl FnOnce() + Send + 'static) -> Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(NAME) {
                others(panic);
            }
        }));
    });
    let builder = thread::Builder::new().name(NAME.to_owned()).stack_size(stack_bytes);
    builder.spawn(run).map(drop).context("cannot start a thread")
}

/// Runs what may panic.
///
/// # Errors
///
/// Those of `run`, and that it panicked. Errors of the crate say what is damaged in words that mean little without saying that
/// something is.
pub(super) fn catch<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    let outcome = catch_unwind(AssertUnwindSafe(run));
    match outcome {
        Ok(Err(error)) if error.is::<parquet::errors::ParquetError>() || error.is::<arrow_schema::ArrowError>() => {
            let words = format!("{error:#}");
            let words = plain(&words);
            // What is too large is not read, and need not be damaged.
            let what = if words.contains(" at most") { "cannot be read on" } else { "is damaged" };
            bail!("the Parquet file {what}: {words}")
        }
        Ok(outcome) => outcome,
        Err(panic) => bail!("the Parquet file is damaged: {}", brief(words(panic.as_ref()))),
    }
}

/// The words of an error without the names of the layers that it came through.
fn plain(words: &str) -> Cow<'_, str> {
    let mut words = words;
    while let Some(rest) = LAYERS.iter().find_map(|layer| words.strip_prefix(layer)) {
        words = rest;
    }
    let is_plain = words.len() <= MAX_WORDS && !words.contains(is_control);
    if is_plain { Cow::Borrowed(words) } else { Cow::Owned(brief(words)) }
}

/// Maximum bytes of an error that is repeated whole; none that is written in this crate has more.
const MAX_WORDS: usize = 200;
const LAYERS: [&str; 4] = ["Parquet argument error: ", "Parquet error: ", "External: ", "Arrow: "];

fn words(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it cannot be read")
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_panic_becomes_words() {
        let (sender, words) = mpsc::channel();
        let run = move || {
            let outcome = catch::<()>(|| panic!("index {} is out of bounds", 7));
            sender.send(outcome.expect_err("it panicked").to_string()).expect("somebody listens");
        };
        thread(1 << 20, run).expect("a thread");
        let words = words.recv().expect("it ends");
        assert_eq!(words, "the Parquet file is damaged: index 7 is out of bounds");
    }
}
